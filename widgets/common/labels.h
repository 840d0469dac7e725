// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/run_folder.h"
#include "widgets/common/theme.h"

#include <QLabel>

namespace marginalia {

/// Plain text in a size and colour of the design. Never rich text: what it shows may come from a
/// file.
class TextLabel : public QLabel {
    Q_OBJECT

public:
    explicit TextLabel(const QString& text = {}, Face face = Face::Body,
                       Token colour = &Theme::text, QFont::Weight weight = QFont::Normal,
                       QWidget* parent = nullptr);

    void setColour(Token colour);
    void setFace(Face face, QFont::Weight weight = QFont::Normal);
    /// Fixed-width font of the given size.
    void setMono(double pixels = 12);

protected:
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void restyle();

    Face m_face;
    QFont::Weight m_weight;
    Token m_colour;
    double m_mono = 0;
};

/// One line that ends in "…" when it does not fit, and then has the whole text as its tooltip.
class ElidedLabel : public TextLabel {
    Q_OBJECT

public:
    using TextLabel::TextLabel;
    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;
};

/// A text that does something when clicked, in accent, reachable by keyboard.
class LinkLabel : public TextLabel {
    Q_OBJECT

public:
    explicit LinkLabel(const QString& text, QWidget* parent = nullptr);

Q_SIGNALS:
    void activated();

protected:
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
};

enum class Tone : std::uint8_t { Neutral, Accent, Warning, Error, Chosen, Rejected };

/// A word on a soft colour, 18 high: the state of something. Warning and error carry their icon.
class Tag : public QWidget {
    Q_OBJECT

public:
    explicit Tag(const QString& text = {}, Tone tone = Tone::Neutral, QWidget* parent = nullptr);

    void setText(const QString& text, Tone tone);
    /// The word and colour of a run's state (look.md 3).
    void setState(RunState state);
    void setIcon(const QString& name);
    QString text() const { return m_text; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

    /// For delegates: the size a tag takes and its drawing.
    static QSize sizeOf(const QString& text, const QString& iconName);
    static void paint(QPainter& painter, const QRectF& rect, const QString& text, Tone tone,
                      const QString& iconName);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
    QString m_icon;
    Tone m_tone;
};

/// State word, tone and icon of a run.
QString stateWord(RunState state);
Tone stateTone(RunState state);
QString stateIcon(RunState state);

/// A key as it is printed on the keyboard.
class KeyCap : public QWidget {
    Q_OBJECT

public:
    explicit KeyCap(const QString& key, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
    void setKey(const QString& key);
    /// A square of 22, as it stands before the answer that the key chooses.
    void setLarge(bool large);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_key;
    bool m_large = false;
};

/// An icon of the design as a still picture.
class IconLabel : public QWidget {
    Q_OBJECT

public:
    explicit IconLabel(const QString& name, Token colour = &Theme::text, double size = 16,
                       QWidget* parent = nullptr);
    QSize sizeHint() const override;
    void setIcon(const QString& name, Token colour);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_name;
    Token m_colour;
    double m_size;
};

}  // namespace marginalia
