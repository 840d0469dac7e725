// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/panes.h"
#include "widgets/compare/compare_session.h"

namespace marginalia {

class ElidedLabel;
class KeyCap;
class Tag;
class TextLabel;
class TextView;

enum class AnswerColours : std::uint8_t { None, Tokens, Diff };

/// One column of Compare: number, model, what it is and how fast it wrote, and the answer, as it
/// comes.
class AnswerColumn : public Card {
    Q_OBJECT

public:
    explicit AnswerColumn(int number, QWidget* parent = nullptr);

    void setModel(const ModelChoice& model);
    void setNumber(int number);
    /// `reference` is column 1's text, for the word diff.
    void show(const ColumnAnswer& answer, AnswerColours colours, const std::string& reference,
              bool isReference);
    void setBest(bool best);
    QString text() const;

Q_SIGNALS:
    /// The person wants another model here, or the column gone: the place for a menu.
    void menuAsked(const QPoint& globalPosition);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    /// Why there is nothing to read, if there is not.
    void showHint(const ColumnAnswer& answer);
    void showState(const ColumnAnswer& answer);
    void fitSpeed();
    void colourTokens(const ColumnAnswer& answer);
    void colourDifferences(const std::string& reference, const std::string& text);

    KeyCap* m_key = nullptr;
    ElidedLabel* m_name = nullptr;
    ElidedLabel* m_detail = nullptr;
    TextLabel* m_speed = nullptr;
    Tag* m_state = nullptr;
    TextLabel* m_hint = nullptr;
    TextView* m_text = nullptr;
    QString m_length;
    QString m_lengthAndSpeed;
    std::string m_shown;
};

}  // namespace marginalia
