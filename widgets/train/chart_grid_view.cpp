// SPDX-License-Identifier: GPL-3.0-or-later
// What part of a run the charts show: axis, zoom, following the live end.
#include "widgets/train/chart_grid.h"

#include <algorithm>
#include <cmath>

namespace marginalia {
namespace {

constexpr double kFewestSteps = 4;

}  // namespace

void ChartGrid::setAxis(ChartAxis axis)
{
    const RunCurves* run = curves();
    if (axis == m_view.axis) {
        return;
    }
    const double from = run != nullptr ? run->stepAt(m_view.from, m_view.axis) : 0;
    const double to = run != nullptr ? run->stepAt(m_view.to, m_view.axis) : 1;
    m_view.axis = axis;
    if (run != nullptr && !m_following) {
        m_view.from = run->position(from, axis);
        m_view.to = run->position(to, axis);
    }
    follow();
    Q_EMIT viewChanged();
}

void ChartGrid::setRaw(bool raw)
{
    m_view.raw = raw;
    spreadView();
    Q_EMIT viewChanged();
}

void ChartGrid::setLogY(bool log)
{
    m_view.logY = log;
    spreadView();
    Q_EMIT viewChanged();
}

void ChartGrid::setSmoothing(double weight)
{
    m_view.smoothing = weight;
    spreadView();
    Q_EMIT viewChanged();
}

void ChartGrid::zoom(double factor)
{
    const RunCurves* run = curves();
    double middle = 0.5 * (m_view.from + m_view.to);
    if (run != nullptr && m_cursor) {
        const double x = run->position(static_cast<double>(*m_cursor), m_view.axis);
        middle = x >= m_view.from && x <= m_view.to ? x : middle;
    }
    zoomTo(middle - (middle - m_view.from) * factor, middle + (m_view.to - middle) * factor);
}

void ChartGrid::zoomTo(double from, double to)
{
    const RunCurves* run = curves();
    if (run == nullptr || run->empty() || !(to > from)) {
        return;
    }
    const double end = fullEnd();
    const double perStep = end / std::max<double>(1, static_cast<double>(run->lastStep()));
    const double narrowest = std::min(end, kFewestSteps * perStep);
    if (to - from < narrowest) {
        const double middle = 0.5 * (from + to);
        from = middle - narrowest / 2;
        to = middle + narrowest / 2;
    }
    const double width = std::min(to - from, end);
    m_view.from = std::clamp(from, 0.0, end - width);
    m_view.to = m_view.from + width;
    const bool whole = width >= end * 0.999;
    if (m_following != whole) {
        m_following = whole;
        Q_EMIT followingChanged(m_following);
    }
    spreadView();
    Q_EMIT viewChanged();
}

void ChartGrid::fit()
{
    if (!m_following) {
        m_following = true;
        Q_EMIT followingChanged(true);
    }
    follow();
    Q_EMIT viewChanged();
}

void ChartGrid::follow()
{
    if (m_following) {
        m_view.from = 0;
        m_view.to = fullEnd();
    }
    spreadView();
}

double ChartGrid::fullEnd() const
{
    double end = 0;
    for (const ChartRun& run : m_runs) {
        if (!run.curves->empty()) {
            end = std::max(end, run.curves->position(static_cast<double>(run.curves->lastStep()),
                                                     m_view.axis));
        }
    }
    // A little air at the end, so that the live point does not stick to the frame.
    return end > 0 ? end * 1.03 : 1;
}

}  // namespace marginalia
