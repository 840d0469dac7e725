// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QWidget>

#include <array>
#include <cstdint>

namespace marginalia {

class ActionRegistry;
enum class Strength : std::uint8_t;
enum class Verdict : std::uint8_t;

/// One of the seven verdicts: words above, key below.
class VerdictSegment : public QAbstractButton {
    Q_OBJECT

public:
    VerdictSegment(QAction* action, const QString& words, bool strong, QWidget* parent = nullptr);

    void setOutlined(bool outlined);  ///< the verdict this pair has already
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_words;
    QString m_key;
    bool m_strong;
    bool m_outlined = false;
};

/// The verdict row: seven segments from "1 much better" over the tie to "2 much better". A click is
/// the same action as the key.
class VerdictBar : public QWidget {
    Q_OBJECT

public:
    explicit VerdictBar(ActionRegistry& actions, QWidget* parent = nullptr);

    /// Outlines what the pair on screen was judged before; None: nothing.
    void setVerdict(Verdict verdict, Strength strength, bool aShownFirst);
    /// Shows the segment pressed for the frame before the next pair.
    void flash(int segment);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::array<VerdictSegment*, 7> m_segments{};
};

}  // namespace marginalia
