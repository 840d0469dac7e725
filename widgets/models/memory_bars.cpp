// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/memory_bars.h"

#include "widgets/common/fields.h"
#include "widgets/common/format.h"
#include "widgets/common/paint.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace marginalia {

namespace {

constexpr double kBar = 6;
constexpr double kLine = 40;

}  // namespace

MemoryBars::MemoryBars(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    clear();
}

void MemoryBars::setNeed(const ModelMemory& need, qint64 machine)
{
    m_need = need;
    m_machine = machine;
    m_known = true;
    setAccessibleName(tr("Memory needed"));
    setAccessibleDescription(description());
    update();
}

void MemoryBars::clear()
{
    m_known = false;
    setAccessibleName(tr("Memory needed"));
    setAccessibleDescription(notMeasured());
    update();
}

std::vector<MemoryBars::Line> MemoryBars::lines() const
{
    std::vector<Line> out = {{tr("Train every weight"), {}, m_need.full},
                             {tr("Train a LoRA"), {}, m_need.lora},
                             {tr("Write and compare"), {}, m_need.inference}};
    for (Line& line : out) {
        const QString size = sizeText(static_cast<double>(line.bytes));
        line.value = !m_known                 ? notMeasured()
                     : line.bytes > m_machine ? tr("too big: %1").arg(size)
                                              : size;
    }
    return out;
}

QString MemoryBars::description() const
{
    QStringList out;
    for (const Line& line : lines()) {
        out << line.name + QLatin1Char(' ') + line.value;
    }
    return tr("%1 of %2")
        .arg(out.join(QStringLiteral(", ")), sizeText(static_cast<double>(m_machine)));
}

QSize MemoryBars::sizeHint() const
{
    return {u(220), 3 * u(kLine)};
}

QSize MemoryBars::minimumSizeHint() const
{
    const QFontMetrics metrics(textFont(Face::Small));
    int wide = 0;
    for (const Line& line : lines()) {
        wide = std::max(wide, metrics.horizontalAdvance(line.name) +
                                  metrics.horizontalAdvance(line.value) + u(16));
    }
    return {std::max(u(160), wide), 3 * u(kLine)};
}

void MemoryBars::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& t = theme();
    double top = 0;
    for (const Line& line : lines()) {
        const bool tooBig = m_known && line.bytes > m_machine;
        const QRectF text(0, top, width(), u(22));
        painter.setFont(textFont(Face::Small));
        painter.setPen(isEnabled() ? t.muted : t.disabled);
        painter.drawText(text, Qt::AlignVCenter | Qt::AlignLeft, line.name);
        painter.setPen(!isEnabled() ? t.disabled : tooBig ? t.error : t.text);
        drawNumber(painter, text, Qt::AlignVCenter | Qt::AlignRight, line.value);
        const QRectF track(0, top + u(24), width(), u(kBar));
        painter.fillRect(track, t.key);
        if (m_known && m_machine > 0) {
            const double share = std::clamp(
                static_cast<double>(line.bytes) / static_cast<double>(m_machine), 0.0, 1.0);
            painter.fillRect(
                QRectF(track.topLeft(), QSizeF(std::max(2.0, track.width() * share), u(kBar))),
                tooBig ? t.error : t.accent);
        }
        top += u(kLine);
    }
}

}  // namespace marginalia
