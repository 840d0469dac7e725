// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/chart_items.h"

#include "widgets/common/icons.h"

#include <QFontMetricsF>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace marginalia {
namespace {

QFont markFont()
{
    QFont font = textFont(Face::Caption);
    font.setPixelSize(u(10.5));
    return font;
}

QPolygonF triangle(double x, double y, double size, bool up)
{
    const double tip = up ? -size : size;
    return QPolygonF({{x, y + tip}, {x - size * 0.8, y}, {x + size * 0.8, y}});
}

}  // namespace

QStringList ChartMarks::flagsNear(double x, double within) const
{
    QStringList out;
    for (const std::vector<Line>* lines : {&controls, &forks}) {
        for (const Line& line : *lines) {
            if (std::abs(line.x - x) <= within && !line.flag.isEmpty()) {
                out << line.flag;
            }
        }
    }
    return out;
}

ChartItem::ChartItem(QCustomPlot* plot, const char* layer) : QCPAbstractItem(plot)
{
    setLayer(layer);
    setSelectable(false);
    setClipToAxisRect(false);
}

MarksItem::MarksItem(QCustomPlot* plot) : ChartItem(plot, "marks") {}

void MarksItem::draw(QCPPainter* painter)
{
    const Theme& colours = theme();
    painter->save();
    painter->setClipRect(plotRect().adjusted(-u(6), -u(6), u(10), u(6)));
    drawPauses(painter);
    drawLines(painter);
    drawSpikes(painter);
    for (const ChartMarks::End& end : marks.ends) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(end.colour);
        painter->drawEllipse(QPointF(pixelX(end.at.x()), pixelY(end.at.y())), uExact(3), uExact(3));
    }
    if (marks.rubber) {
        painter->setPen(QPen(colours.accent, 1));
        painter->setBrush(mixed(colours.base, colours.accent, 0.25));
        painter->setOpacity(0.5);
        painter->drawRect(marks.rubber->intersected(plotRect()));
        painter->setOpacity(1);
    }
    if (!marks.message.isEmpty()) {
        painter->setFont(textFont(Face::Small));
        painter->setPen(colours.muted);
        painter->drawText(plotRect().adjusted(u(8), 0, -u(8), 0),
                          Qt::AlignCenter | Qt::TextWordWrap, marks.message);
    }
    painter->restore();
}

void MarksItem::drawPauses(QCPPainter* painter) const
{
    QColor band = theme().muted;
    band.setAlphaF(0.14);
    for (const auto& [from, to] : marks.pauses) {
        QRectF rect = plotRect();
        rect.setLeft(pixelX(from));
        // A pause has no width in steps; it is still drawn as wide as an eye needs.
        rect.setRight(std::max(pixelX(to), rect.left() + uExact(3)));
        rect = rect.intersected(plotRect());
        painter->fillRect(rect, band);
        painter->setPen(QPen(theme().muted, 2));
        painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    }
}

void MarksItem::drawLines(QCPPainter* painter) const
{
    const Theme& colours = theme();
    const QRectF area = plotRect();
    const auto visible = [&](double pixel) {
        return pixel >= area.left() - 0.5 && pixel <= area.right() + 0.5;
    };
    QPen knob(colours.warning, 1.4);
    knob.setDashPattern({3, 2});
    painter->setPen(knob);
    for (const ChartMarks::Line& line : marks.controls) {
        const double x = pixelX(line.x);
        if (visible(x)) {
            painter->drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        }
    }
    for (const ChartMarks::Line& line : marks.forks) {
        const double x = pixelX(line.x);
        if (visible(x)) {
            const QRectF place(x - uExact(7), area.top(), uExact(14), uExact(14));
            painter->fillRect(place, colours.base);
            paintIcon(*painter, QStringLiteral("fork"), place, uExact(12), colours.muted);
        }
    }
    painter->setPen(QPen(colours.muted, 1, Qt::DotLine));
    for (const double at : marks.resumes) {
        const double x = pixelX(at);
        if (visible(x)) {
            painter->drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        }
    }
    painter->setPen(Qt::NoPen);
    painter->setBrush(colours.axis);
    for (const double at : marks.checkpoints) {
        const double x = pixelX(at);
        if (visible(x)) {
            painter->drawPolygon(triangle(x, area.bottom(), uExact(5), true));
        }
    }
    painter->setPen(QPen(colours.error, 2));
    for (const double at : marks.gaps) {
        const double x = pixelX(at);
        if (visible(x)) {
            painter->drawLine(QPointF(x, area.bottom() - u(4)), QPointF(x, area.bottom() + u(4)));
        }
    }
}

void MarksItem::drawSpikes(QCPPainter* painter) const
{
    const QRectF area = plotRect();
    const QFontMetricsF metrics(markFont());
    painter->setFont(markFont());
    for (const ChartMarks::Spike& spike : marks.spikes) {
        const double x = pixelX(spike.x);
        if (x < area.left() - 0.5 || x > area.right() + 0.5) {
            continue;
        }
        const double edge = spike.above ? area.top() + uExact(7) : area.bottom() - uExact(7);
        painter->setPen(Qt::NoPen);
        painter->setBrush(spike.colour);
        painter->drawPolygon(triangle(x, edge, uExact(6), spike.above));
        const double width = metrics.horizontalAdvance(spike.value);
        double left = x + uExact(7);
        if (left + width > area.right()) {
            left = x - uExact(7) - width;
        }
        painter->setPen(spike.colour);
        painter->drawText(QPointF(left, spike.above ? area.top() + metrics.ascent() - 1
                                                    : area.bottom() - metrics.descent() - 1),
                          spike.value);
    }
}

CursorItem::CursorItem(QCustomPlot* plot) : ChartItem(plot, "cursor") {}

void CursorItem::draw(QCPPainter* painter)
{
    if (!x) {
        return;
    }
    const QRectF area = plotRect();
    const double at = pixelX(*x);
    if (at < area.left() - 0.5 || at > area.right() + 0.5) {
        return;
    }
    const Theme& colours = theme();
    painter->setPen(QPen(colours.accent, 1));
    painter->drawLine(QPointF(at, area.top()), QPointF(at, area.bottom()));
    painter->setPen(QPen(colours.accent, 2));
    painter->setBrush(colours.base);
    for (const double y : rings) {
        // Round the triangle of a spike that is off the axis.
        const double pixel =
            std::clamp(pixelY(y), area.top() + uExact(4), area.bottom() - uExact(4));
        painter->drawEllipse(QPointF(at, pixel), uExact(4), uExact(4));
    }
}

BoxItem::BoxItem(QCustomPlot* plot) : ChartItem(plot, "box") {}

void BoxItem::draw(QCPPainter* painter)
{
    if (lines.isEmpty()) {
        return;
    }
    const Theme& colours = theme();
    const QFont plain = textFont(Face::Caption);
    const QFont bold = textFont(Face::Caption, QFont::DemiBold);
    double width = 0;
    for (int i = 0; i < lines.size(); ++i) {
        const QFontMetricsF metrics(i == 0 ? bold : plain);
        width = std::max(width, metrics.horizontalAdvance(lines[i]));
    }
    const double line = QFontMetricsF(plain).height() + 1;
    QRectF box(0, 0, width + u(16), line * static_cast<double>(lines.size()) + u(10));
    const QRectF area = plotRect();
    const double at = pixelX(x);
    // Left of the cursor where there is room, so that what comes next stays in view.
    const double left =
        at - box.width() - u(10) >= area.left() - u(30) ? at - box.width() - u(10) : at + u(10);
    const double most = mParentPlot->width() - box.width() - 2;
    box.moveTo(std::clamp(left, 2.0, std::max(2.0, most)), area.top() + u(6));
    painter->setPen(QPen(colours.border2, 1));
    painter->setBrush(colours.raised);
    painter->drawRoundedRect(box.translated(0.5, 0.5), u(4), u(4));
    double y = box.top() + u(5);
    for (int i = 0; i < lines.size(); ++i) {
        painter->setFont(i == 0 ? bold : plain);
        const bool link = lastIsLink && i == lines.size() - 1;
        painter->setPen(i == 0 ? colours.text : link ? colours.accent : colours.muted);
        painter->drawText(QRectF(box.left() + u(8), y, width + 1, line),
                          Qt::AlignLeft | Qt::AlignVCenter, lines[i]);
        y += line;
    }
}

}  // namespace marginalia
