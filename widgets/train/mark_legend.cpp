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
    setObjectName(QStringLiteral("train.legend"));
    speak();
    // The first to go where the row is short of room.
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setMinimumWidth(1);
}

void MarkLegend::speak()
{
    const QString marks = tr("Marks: diamonds are held-out values, triangles checkpoints");
    setAccessibleName(m_change.isEmpty() ? marks
                                         : tr("%1; dashed lines changes: %2").arg(marks, m_change));
}

void MarkLegend::setChange(const QString& change)
{
    if (change != m_change) {
        m_change = change;
        speak();
        updateGeometry();
        update();
    }
}

QSize MarkLegend::sizeHint() const
{
    const QFontMetricsF metrics(textFont(Face::Caption));
    double words =
        metrics.horizontalAdvance(tr("held-out")) + metrics.horizontalAdvance(tr("checkpoint"));
    int marks = 2;
    if (!m_change.isEmpty()) {
        words += metrics.horizontalAdvance(m_change);
        ++marks;
    }
    return {
        static_cast<int>(std::ceil(words)) + marks * u(kMarkRoom) + (marks - 1) * u(kBetween) + 2,
        u(20)};
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
    const QFontMetricsF metrics(painter.font());
    const double y = height() / 2.0;
    const double r = uExact(kMark);
    double x = 0;
    const auto say = [&](const QString& words) {
        x += u(kMarkRoom);
        painter.setPen(colours.muted);
        painter.drawText(QRectF(x, 0, width() - x, height()), Qt::AlignVCenter, words);
        x += metrics.horizontalAdvance(words) + u(kBetween);
    };
    painter.setPen(QPen(colours.accent, 1.5));
    painter.setBrush(colours.base);
    painter.drawPolygon(QPolygonF({{1, y}, {1 + r, y - r}, {1 + 2 * r, y}, {1 + r, y + r}}));
    say(tr("held-out"));
    if (!m_change.isEmpty()) {
        QPen knob(colours.warning, 1.4);
        knob.setDashPattern({3, 2});
        painter.setPen(knob);
        painter.drawLine(QPointF(x + r, y - u(8)), QPointF(x + r, y + u(8)));
        say(m_change);
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.axis);
    painter.drawPolygon(QPolygonF({{x + r, y - r}, {x, y + r * 0.8}, {x + 2 * r, y + r * 0.8}}));
    say(tr("checkpoint"));
}

}  // namespace marginalia
