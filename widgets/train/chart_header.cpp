// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/chart_header.h"

#include <QApplication>
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

ChartHeader::Fit ChartHeader::fit(double titleWidth, double unitWidth) const
{
    Fit fit;
    fit.unit = !m_unit.isEmpty();
    const auto measure = [&] {
        fit.width = 0;
        for (std::size_t i = 0; i < fit.shown; ++i) {
            fit.width += widthOf(m_entries[i], fit.detail) + u(kBetween);
        }
        if (fit.shown < m_entries.size()) {
            fit.width += QFontMetricsF(nameFont()).horizontalAdvance(restText(fit.shown));
        }
        const double room = width() - titleWidth - (fit.unit ? unitWidth + u(8) : 0);
        return fit.width <= room;
    };
    fit.shown = m_entries.size();
    while (!measure()) {
        if (fit.detail > 0) {
            --fit.detail;
        } else if (fit.unit) {
            fit.unit = false;
        } else if (fit.shown > 1) {
            --fit.shown;
        } else {
            break;
        }
    }
    return fit;
}

QString ChartHeader::restText(std::size_t shown) const
{
    return QStringLiteral("+%1 ").arg(m_entries.size() - shown);
}

void ChartHeader::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& colours = theme();
    const QFont title = textFont(Face::Small, QFont::DemiBold);
    const double titleWidth = QFontMetricsF(title).horizontalAdvance(m_title);
    const double unitWidth = QFontMetricsF(nameFont()).horizontalAdvance(m_unit);
    const Fit fits = fit(titleWidth, unitWidth);

    painter.setFont(title);
    painter.setPen(colours.text);
    const double titleRoom = width() - fits.width;
    painter.drawText(QRectF(0, 0, titleRoom, height()), Qt::AlignVCenter,
                     QFontMetricsF(title).elidedText(m_title, Qt::ElideRight, titleRoom));
    if (fits.unit) {
        painter.setFont(nameFont());
        painter.setPen(colours.muted);
        painter.drawText(QRectF(titleWidth + u(8), 0, unitWidth + 1, height()), Qt::AlignVCenter,
                         m_unit);
    }
    double left = width() - fits.width + u(kBetween);
    for (std::size_t i = 0; i < fits.shown; ++i) {
        paintEntry(painter, m_entries[i], fits.detail, left);
        left += widthOf(m_entries[i], fits.detail) + u(kBetween);
    }
    if (fits.shown < m_entries.size()) {
        painter.setFont(nameFont());
        painter.setPen(colours.muted);
        painter.drawText(QRectF(left - u(kBetween) + u(2), 0, width(), height()), Qt::AlignVCenter,
                         restText(fits.shown));
    }
}

void ChartHeader::mousePressEvent(QMouseEvent* event)
{
    m_down = event->button() == Qt::LeftButton;
    m_dragging = false;
    m_pressed = event->pos();
    event->setAccepted(m_down);
}

void ChartHeader::mouseMoveEvent(QMouseEvent* event)
{
    if (m_down && !m_dragging) {
        m_dragging =
            (event->pos() - m_pressed).manhattanLength() >= QApplication::startDragDistance();
    }
    if (m_dragging) {
        Q_EMIT dragged(event->globalPosition().toPoint());
    }
}

void ChartHeader::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !m_down) {
        return;
    }
    m_down = false;
    if (m_dragging) {
        m_dragging = false;
        Q_EMIT dropped(event->globalPosition().toPoint());
    } else if (rect().contains(event->pos())) {
        Q_EMIT clicked();
    }
}

}  // namespace marginalia
