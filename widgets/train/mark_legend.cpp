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
    setToolTip(shown().size() < all().size() ? accessibleName() : QString());
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

std::vector<MarkLegend::Mark> MarkLegend::all() const
{
    if (m_change.isEmpty()) {
        return {Mark::HeldOut, Mark::Checkpoint};
    }
    return {Mark::HeldOut, Mark::Change, Mark::Checkpoint};
}

std::vector<MarkLegend::Mark> MarkLegend::shown() const
{
    std::vector<Mark> marks = all();
    // The change says most; the other marks can be told by their shape.
    for (const Mark next : {Mark::Checkpoint, Mark::HeldOut, Mark::Change}) {
        if (widthOf(marks) <= width()) {
            break;
        }
        std::erase(marks, next);
    }
    return marks;
}

QString MarkLegend::wordsOf(Mark mark) const
{
    switch (mark) {
        case Mark::HeldOut:
            return tr("held-out");
        case Mark::Change:
            return m_change;
        case Mark::Checkpoint:
            return tr("checkpoint");
    }
    return {};
}

int MarkLegend::widthOf(const std::vector<Mark>& marks) const
{
    const QFontMetricsF metrics(textFont(Face::Caption));
    double width = 2;
    for (const Mark mark : marks) {
        width += metrics.horizontalAdvance(wordsOf(mark)) + u(kMarkRoom) +
                 (mark == marks.back() ? 0 : u(kBetween));
    }
    return static_cast<int>(std::ceil(width));
}

QSize MarkLegend::sizeHint() const
{
    return {widthOf(all()), u(20)};
}

void MarkLegend::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    speak();
}

void MarkLegend::drawMark(QPainter& painter, Mark mark, double x) const
{
    const Theme& colours = theme();
    const double y = height() / 2.0;
    const double r = uExact(kMark);
    if (mark == Mark::HeldOut) {
        painter.setPen(QPen(colours.accent, 1.5));
        painter.setBrush(colours.base);
        painter.drawPolygon(
            QPolygonF({{x + 1, y}, {x + 1 + r, y - r}, {x + 1 + 2 * r, y}, {x + 1 + r, y + r}}));
    } else if (mark == Mark::Change) {
        QPen dashed(colours.warning, 1.4);
        dashed.setDashPattern({3, 2});
        painter.setPen(dashed);
        painter.drawLine(QPointF(x + r, y - u(8)), QPointF(x + r, y + u(8)));
    } else {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.axis);
        painter.drawPolygon(
            QPolygonF({{x + r, y - r}, {x, y + r * 0.8}, {x + 2 * r, y + r * 0.8}}));
    }
}

void MarkLegend::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(textFont(Face::Caption));
    const std::vector<Mark> marks = shown();
    double x = width() - widthOf(marks);  // at the right, where the row ends
    for (const Mark mark : marks) {
        drawMark(painter, mark, x);
        x += u(kMarkRoom);
        painter.setPen(theme().muted);
        painter.drawText(QRectF(x, 0, width() - x, height()), Qt::AlignVCenter, wordsOf(mark));
        x += QFontMetricsF(painter.font()).horizontalAdvance(wordsOf(mark)) + u(kBetween);
    }
}

}  // namespace marginalia
