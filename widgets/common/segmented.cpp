// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/buttons.h"
#include "widgets/common/paint.h"
#include "widgets/common/tool_tip.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>

namespace marginalia {

namespace {

/// One choice of a SegmentedControl; the control draws the frame around all of them.
class Segment : public QToolButton {
public:
    Segment(const QString& id, const QString& text)
    {
        setObjectName(QStringLiteral("segment.") + id);
        setText(text);
        setCheckable(true);
        setAccessibleName(text);
        setProperty("segment", id);
        setFocusPolicy(Qt::TabFocus);
    }

    QSize sizeHint() const override
    {
        const QFontMetrics metrics(textFont(Face::Body, QFont::DemiBold));
        return {metrics.horizontalAdvance(text()) + 2 * u(12), u(28)};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const Theme& t = theme();
        const double hair = hairline(painter);
        const QRectF inside = QRectF(rect()).adjusted(0, hair, 0, -hair);
        if (isChecked()) {
            painter.fillRect(inside, t.accentSoft);
        } else if (underMouse() && isEnabled()) {
            painter.fillRect(inside, t.hover);
        }
        painter.setFont(textFont(Face::Body, isChecked() ? QFont::DemiBold : QFont::Normal));
        painter.setPen(!isEnabled() ? t.disabled : (isChecked() ? t.accent : t.text));
        painter.drawText(rect(), Qt::AlignCenter, text());
    }
};

}  // namespace

SegmentedControl::SegmentedControl(const QString& accessibleName, QWidget* parent)
    : QWidget(parent), m_group(new QButtonGroup(this))
{
    setAccessibleName(accessibleName);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(1, 0, 1, 0);
    layout->setSpacing(1);
    m_group->setExclusive(true);
    connect(m_group, &QButtonGroup::buttonClicked, this, [this](QAbstractButton* button) {
        Q_EMIT currentChanged(button->property("segment").toString());
    });
}

void SegmentedControl::addSegment(const QString& id, const QString& text, const QString& tip)
{
    auto* segment = new Segment(id, text);
    segment->setToolTip(plainToolTip(tip));
    segment->setChecked(m_group->buttons().isEmpty());
    m_group->addButton(segment);
    layout()->addWidget(segment);
}

QToolButton* SegmentedControl::segment(const QString& id) const
{
    for (QAbstractButton* button : m_group->buttons()) {
        if (button->property("segment").toString() == id) {
            return qobject_cast<QToolButton*>(button);
        }
    }
    return nullptr;
}

QString SegmentedControl::current() const
{
    const QAbstractButton* button = m_group->checkedButton();
    return button == nullptr ? QString() : button->property("segment").toString();
}

void SegmentedControl::setCurrent(const QString& id)
{
    if (QToolButton* button = segment(id)) {
        button->setChecked(true);
    }
}

void SegmentedControl::setSegmentEnabled(const QString& id, bool enabled, const QString& reason)
{
    if (QToolButton* button = segment(id)) {
        button->setEnabled(enabled);
        button->setToolTip(plainToolTip(reason));
    }
}

void SegmentedControl::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& t = theme();
    drawBox(painter, QRectF(rect()), uExact(4), t.raised, isEnabled() ? t.border2 : t.border);
    const QList<QAbstractButton*> buttons = m_group->buttons();
    for (int i = 1; i < buttons.size(); ++i) {
        const double x = std::max(buttons[i]->x(), buttons[i - 1]->x()) - 1;
        drawRule(painter, {x, 1}, {x, height() - 1.0}, t.border2);
    }
}

void SegmentedControl::keyPressEvent(QKeyEvent* event)
{
    const QList<QAbstractButton*> buttons = m_group->buttons();
    const auto at = buttons.indexOf(m_group->checkedButton());
    qsizetype step = 0;
    if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right) {
        step = (event->key() == Qt::Key_Right) == (layoutDirection() != Qt::RightToLeft) ? 1 : -1;
    }
    if (step == 0 || at + step < 0 || at + step >= buttons.size()) {
        QWidget::keyPressEvent(event);
        return;
    }
    buttons[at + step]->setFocus(Qt::TabFocusReason);
    buttons[at + step]->click();
}

}  // namespace marginalia
