// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/labels.h"

#include "widgets/common/icons.h"
#include "widgets/common/paint.h"
#include "widgets/common/tool_tip.h"

#include <QEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

namespace marginalia {

TextLabel::TextLabel(const QString& text, Face face, Token colour, QFont::Weight weight,
                     QWidget* parent)
    : QLabel(text, parent), m_face(face), m_weight(weight), m_colour(colour)
{
    setTextFormat(Qt::PlainText);
    restyle();
}

void TextLabel::setColour(Token colour)
{
    m_colour = colour;
    restyle();
}

void TextLabel::setFace(Face face, QFont::Weight weight)
{
    m_face = face;
    m_weight = weight;
    m_mono = 0;
    restyle();
}

void TextLabel::setMono(double pixels)
{
    m_mono = pixels;
    restyle();
}

void TextLabel::restyle()
{
    QFont font = m_mono > 0 ? monoFont(m_mono) : textFont(m_face, m_weight);
    if (m_mono > 0) {
        font.setWeight(m_weight);
    }
    if (this->font() != font) {
        setFont(font);
    }
    QPalette wanted = palette();
    if (wanted.color(QPalette::Active, QPalette::WindowText) != theme().*m_colour) {
        wanted.setColor(QPalette::Active, QPalette::WindowText, theme().*m_colour);
        wanted.setColor(QPalette::Inactive, QPalette::WindowText, theme().*m_colour);
        wanted.setColor(QPalette::Disabled, QPalette::WindowText, theme().disabled);
        setPalette(wanted);
    }
}

bool TextLabel::event(QEvent* event)
{
    // A label that was not shown yet hears nothing of a new theme.
    if (event->type() == QEvent::Polish) {
        restyle();
    }
    return QLabel::event(event);
}

void TextLabel::changeEvent(QEvent* event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::StyleChange) {
        restyle();
    }
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {u(24), fontMetrics().height()};
}

QSize ElidedLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text()) + 2, fontMetrics().height()};
}

void ElidedLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(
        palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, QPalette::WindowText));
    painter.drawText(contentsRect(), static_cast<int>(alignment() | Qt::TextSingleLine),
                     fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width()));
}

bool ElidedLabel::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty()) {
        const bool cut = fontMetrics().horizontalAdvance(text()) > contentsRect().width();
        const auto* help = static_cast<QHelpEvent*>(event);
        if (cut) {
            QToolTip::showText(help->globalPos(), plainToolTip(text()), this);
        }
        return true;
    }
    return TextLabel::event(event);
}

LinkLabel::LinkLabel(const QString& text, QWidget* parent)
    : TextLabel(text, Face::Body, &Theme::accent, QFont::Medium, parent)
{
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(text);
}

void LinkLabel::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint())) {
        Q_EMIT activated();
    }
}

void LinkLabel::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter ||
        event->key() == Qt::Key_Space) {
        Q_EMIT activated();
        return;
    }
    TextLabel::keyPressEvent(event);
}

KeyCap::KeyCap(const QString& key, QWidget* parent) : QWidget(parent), m_key(key)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAccessibleName(key);
}

QSize KeyCap::sizeHint() const
{
    const QSize size = keyCapSize(m_key).toSize();
    return m_large ? size.expandedTo({u(22), u(22)}) : size;
}

void KeyCap::setLarge(bool large)
{
    m_large = large;
    updateGeometry();
}

void KeyCap::setKey(const QString& key)
{
    m_key = key;
    setAccessibleName(key);
    updateGeometry();
    update();
}

void KeyCap::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    drawKeyCap(painter, QRectF(rect()), m_key, isEnabled());
}

IconLabel::IconLabel(const QString& name, Token colour, double size, QWidget* parent)
    : QWidget(parent), m_name(name), m_colour(colour), m_size(size)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

QSize IconLabel::sizeHint() const
{
    return {u(m_size), u(m_size)};
}

void IconLabel::setIcon(const QString& name, Token colour)
{
    m_name = name;
    m_colour = colour;
    update();
}

void IconLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintIcon(painter, m_name, QRectF(rect()), u(m_size),
              isEnabled() ? theme().*m_colour : theme().disabled);
}

}  // namespace marginalia
