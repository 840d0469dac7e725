// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/chart_header.h"

#include <QFontMetricsF>
#include <QMouseEvent>
#include <QPainter>

namespace marginalia {
namespace {

constexpr int kSample = 18;
constexpr int kBetween = 8;

QFont nameFont()
{
    return textFont(Face::Caption);
}
QFont valueFont(bool muted)
{
    return textFont(Face::Caption, muted ? QFont::Normal : QFont::DemiBold);
}

}  // namespace

ChartHeader::ChartHeader(QString title, QString unit, QWidget* parent)
    : QWidget(parent), m_title(std::move(title)), m_unit(std::move(unit))
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
}

void ChartHeader::setEntries(std::vector<Entry> entries)
{
    m_entries = std::move(entries);
    update();
}

void ChartHeader::setUnit(const QString& unit)
{
    if (unit != m_unit) {
        m_unit = unit;
        update();
    }
}

QSize ChartHeader::sizeHint() const
{
    return {u(160), u(28)};
}

double ChartHeader::widthOf(const Entry& entry, int detail) const
{
    double width = QFontMetricsF(valueFont(entry.muted)).horizontalAdvance(entry.value);
    if (detail >= 1 && entry.pen.style() != Qt::NoPen) {
        width += u(kSample) + u(4);
    }
    if ((detail >= 2 || entry.muted) && !entry.name.isEmpty()) {
        width += QFontMetricsF(nameFont()).horizontalAdvance(entry.name) + u(4);
    }
    return width;
}

void ChartHeader::paintEntry(QPainter& painter, const Entry& entry, int detail, double left) const
{
    const Theme& colours = theme();
    double x = left;
    if (detail >= 1 && entry.pen.style() != Qt::NoPen) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(entry.pen);
        painter.drawLine(QPointF(x, height() / 2.0), QPointF(x + u(kSample), height() / 2.0));
        x += u(kSample) + u(4);
    }
    if ((detail >= 2 || entry.muted) && !entry.name.isEmpty()) {
        const double width = QFontMetricsF(nameFont()).horizontalAdvance(entry.name);
        painter.setFont(nameFont());
        painter.setPen(colours.muted);
        painter.drawText(QRectF(x, 0, width + 1, height()), Qt::AlignVCenter, entry.name);
        x += width + u(4);
    }
    painter.setFont(valueFont(entry.muted));
    painter.setPen(entry.muted ? colours.muted : colours.*entry.colour);
    painter.drawText(QRectF(x, 0, width(), height()), Qt::AlignVCenter, entry.value);
}

void ChartHeader::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& colours = theme();
    const QFont title = textFont(Face::Small, QFont::DemiBold);
    const double titleWidth = QFontMetricsF(title).horizontalAdvance(m_title);
    const double unitWidth = QFontMetricsF(nameFont()).horizontalAdvance(m_unit);

    double width = 0;
    int detail = 2;
    bool unit = !m_unit.isEmpty();
    for (;; --detail) {
        width = 0;
        for (const Entry& entry : m_entries) {
            width += widthOf(entry, detail) + u(kBetween);
        }
        const double room = this->width() - titleWidth - (unit ? unitWidth + u(8) : 0);
        if (width <= room) {
            break;
        }
        if (detail == 0) {
            // Rather no unit than a value that is cut.
            unit = false;
            break;
        }
    }
    painter.setFont(title);
    painter.setPen(colours.text);
    painter.drawText(QRectF(0, 0, titleWidth + 1, height()), Qt::AlignVCenter, m_title);
    if (unit) {
        painter.setFont(nameFont());
        painter.setPen(colours.muted);
        painter.drawText(QRectF(titleWidth + u(8), 0, unitWidth + 1, height()), Qt::AlignVCenter,
                         m_unit);
    }
    double left = this->width() - width + u(kBetween);
    for (const Entry& entry : m_entries) {
        paintEntry(painter, entry, detail, left);
        left += widthOf(entry, detail) + u(kBetween);
    }
}

void ChartHeader::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->pos())) {
        Q_EMIT clicked();
    }
}

}  // namespace marginalia
