// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/mark_legend.h"

#include "widgets/common/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace marginalia {
namespace {

constexpr double kMark = 4;  // half the width of a mark
constexpr int kMarkRoom = 14;
constexpr int kBetween = 12;

}  // namespace

MarkLegend::MarkLegend(QWidget* parent) : QWidget(parent)
{
    setAccessibleName(tr("Marks: diamonds are held-out values, triangles checkpoints"));
    // The first to go where the row is short of room.
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setMinimumWidth(1);
}

QSize MarkLegend::sizeHint() const
{
    const QFontMetricsF metrics(textFont(Face::Caption));
    const double words =
        metrics.horizontalAdvance(tr("held-out")) + metrics.horizontalAdvance(tr("checkpoint"));
    return {static_cast<int>(std::ceil(words)) + 2 * u(kMarkRoom) + u(kBetween) + 2, u(20)};
}

void MarkLegend::paintEvent(QPaintEvent*)
{
    if (width() < sizeHint().width()) {
        return;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& colours = theme();
    painter.setFont(textFont(Face::Caption));
    const double y = height() / 2.0;
    const double r = uExact(kMark);
    painter.setPen(QPen(colours.accent, 1.5));
    painter.setBrush(colours.base);
    painter.drawPolygon(QPolygonF({{1, y}, {1 + r, y - r}, {1 + 2 * r, y}, {1 + r, y + r}}));
    painter.setPen(colours.muted);
    double x = u(kMarkRoom);
    painter.drawText(QRectF(x, 0, width() - x, height()), Qt::AlignVCenter, tr("held-out"));
    x += QFontMetricsF(painter.font()).horizontalAdvance(tr("held-out")) + u(kBetween);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.axis);
    painter.drawPolygon(QPolygonF({{x + r, y - r}, {x, y + r * 0.8}, {x + 2 * r, y + r * 0.8}}));
    painter.setPen(colours.muted);
    x += u(kMarkRoom);
    painter.drawText(QRectF(x, 0, width() - x, height()), Qt::AlignVCenter, tr("checkpoint"));
}

}  // namespace marginalia
