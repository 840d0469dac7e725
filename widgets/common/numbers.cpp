// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/fields.h"

#include <QApplication>
#include <QPainter>

namespace marginalia {

namespace {

double digitCell(const QFontMetricsF& metrics)
{
    double widest = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit) {
        widest = std::max(widest, metrics.horizontalAdvance(QChar(digit)));
    }
    return widest;
}

}  // namespace

double numberWidth(const QFontMetricsF& metrics, const QString& text)
{
    const double cell = digitCell(metrics);
    double width = 0;
    for (const QChar letter : text) {
        width += letter.isDigit() ? cell : metrics.horizontalAdvance(letter);
    }
    return width;
}

void drawNumber(QPainter& painter, const QRectF& rect, Qt::Alignment alignment, const QString& text)
{
    const QFontMetricsF metrics(painter.font(), painter.device());
    const double cell = digitCell(metrics);
    const double width = numberWidth(metrics, text);
    double x = rect.left();
    if (alignment.testFlag(Qt::AlignRight)) {
        x = rect.right() - width;
    } else if (alignment.testFlag(Qt::AlignHCenter)) {
        x = rect.center().x() - width / 2;
    }
    const double y = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2;
    for (const QChar letter : text) {
        const double own = metrics.horizontalAdvance(letter);
        const double room = letter.isDigit() ? cell : own;
        painter.drawText(QPointF(x + (room - own) / 2, y), QString(letter));
        x += room;
    }
}

void NumberDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const
{
    QStyleOptionViewItem drawn = option;
    initStyleOption(&drawn, index);
    const QString text = drawn.text;
    drawn.text.clear();
    const QStyle* style = drawn.widget == nullptr ? QApplication::style() : drawn.widget->style();
    style->drawControl(QStyle::CE_ItemViewItem, &drawn, painter, drawn.widget);
    painter->save();
    painter->setFont(drawn.font);
    const auto own = index.data(Qt::ForegroundRole);
    painter->setPen(own.canConvert<QColor>() ? own.value<QColor>()
                                             : drawn.palette.color(QPalette::Text));
    drawNumber(*painter, QRectF(option.rect).adjusted(u(4), 0, -u(8), 0), Qt::AlignRight, text);
    painter->restore();
}

QSize NumberLabel::sizeHint() const
{
    const QFontMetricsF metrics(font());
    return {static_cast<int>(numberWidth(metrics, text())) + 2, static_cast<int>(metrics.height())};
}

void NumberLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(
        palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, QPalette::WindowText));
    drawNumber(painter, QRectF(contentsRect()), alignment(), text());
}

}  // namespace marginalia
