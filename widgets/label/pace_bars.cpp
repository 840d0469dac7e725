// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/label/pace_bars.h"

#include "widgets/common/format.h"
#include "widgets/common/theme.h"

#include <QPainter>

#include <algorithm>
#include <vector>

namespace marginalia {

namespace {
constexpr int kBars = 20;
}

PaceBars::PaceBars(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("label.pace"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setSeconds({});
}

void PaceBars::setSeconds(const std::deque<double>& seconds)
{
    m_seconds = seconds;
    setAccessibleName(m_seconds.empty() ? tr("Seconds per label: none yet")
                                        : tr("Seconds per label, last %n label(s), middle %1",
                                             nullptr, static_cast<int>(m_seconds.size()))
                                              .arg(durationText(median())));
    update();
}

double PaceBars::median() const
{
    if (m_seconds.empty()) {
        return -1;
    }
    std::vector<double> sorted(m_seconds.begin(), m_seconds.end());
    std::nth_element(sorted.begin(),
                     sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2), sorted.end());
    return sorted[sorted.size() / 2];
}

QSize PaceBars::sizeHint() const
{
    return {u(200), u(36)};
}

void PaceBars::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& t = theme();
    const double step = static_cast<double>(width()) / kBars;
    const double bar = std::max(1.0, step - uExact(2));
    // One very long pause must not flatten the others.
    const double middle = median();
    const double tallest = m_seconds.empty()
                               ? 1
                               : std::min(*std::max_element(m_seconds.begin(), m_seconds.end()),
                                          std::max(1.0, 3 * middle));
    for (size_t i = 0; i < m_seconds.size(); ++i) {
        const double share = std::min(1.0, m_seconds[i] / tallest);
        const double high = std::max(uExact(2), share * (height() - 1));
        const double x = width() - static_cast<double>(m_seconds.size() - i) * step;
        painter.fillRect(QRectF(x, height() - high, bar, high),
                         i + 1 == m_seconds.size() ? t.accent : mixed(t.surface, t.border2, 0.9));
    }
    if (m_seconds.empty()) {
        painter.fillRect(QRectF(0, height() - 1, width(), 1), t.border);
    }
}

}  // namespace marginalia
