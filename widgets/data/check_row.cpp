// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/data/check_row.h"

#include "widgets/common/fields.h"
#include "widgets/common/format.h"
#include "widgets/common/theme.h"

#include <QPainter>
#include <QStyleOptionButton>

#include <algorithm>

namespace marginalia {

CheckRow::CheckRow(const QString& text, std::string value, QWidget* parent)
    : QCheckBox(text, parent), m_value(std::move(value))
{
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    tell();
}

void CheckRow::setCount(qint64 count)
{
    m_count = countText(count);
    tell();
}

void CheckRow::setMore(const QString& more)
{
    m_more = more;
    tell();
}

QSize CheckRow::sizeHint() const
{
    return {u(200), std::max(u(28), fontMetrics().height() + u(6))};
}

QSize CheckRow::minimumSizeHint() const
{
    return {u(80), sizeHint().height()};
}

int CheckRow::textRoom() const
{
    const QFontMetricsF small(textFont(Face::Small));
    const int count = static_cast<int>(numberWidth(small, m_count)) + u(8);
    QStyleOptionButton option;
    initStyleOption(&option);
    const QRect contents = style()->subElementRect(QStyle::SE_CheckBoxContents, &option, this);
    return std::max(0, width() - contents.left() - count);
}

void CheckRow::tell()
{
    setAccessibleName(text());
    setAccessibleDescription(m_count);
    const bool cut = fontMetrics().horizontalAdvance(text()) > textRoom();
    setToolTip((!m_more.isEmpty() ? m_more : cut ? text() : QString()).toHtmlEscaped());
    update();
}

void CheckRow::resizeEvent(QResizeEvent* event)
{
    QCheckBox::resizeEvent(event);
    tell();
}

bool CheckRow::hitButton(const QPoint& point) const
{
    return rect().contains(point);
}

void CheckRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    option.text = fontMetrics().elidedText(text(), Qt::ElideMiddle, textRoom());
    style()->drawControl(QStyle::CE_CheckBox, &option, &painter, this);
    painter.setFont(textFont(Face::Small));
    painter.setPen(theme().muted);
    drawNumber(painter, QRectF(rect()), Qt::AlignRight | Qt::AlignVCenter, m_count);
}

}  // namespace marginalia
