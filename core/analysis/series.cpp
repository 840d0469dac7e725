// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/series.h"

#include <algorithm>
#include <cmath>

namespace marginalia {
namespace {

constexpr std::size_t kFirstShift =
    4;  // level 0 covers 16 points: below that a plain loop is as fast
constexpr std::size_t kTypicalSample = 4096;
constexpr float kInfinity = std::numeric_limits<float>::infinity();

template <class NodeType>
void join(NodeType& into, const NodeType& other)
{
    into.min = std::min(into.min, other.min);
    into.max = std::max(into.max, other.max);
    into.gap = into.gap || other.gap;
}

template <class NodeType>
NodeType nodeOfValue(float y)
{
    if (std::isfinite(y)) {
        return {y, y, false};
    }
    return {kInfinity, -kInfinity, true};
}

}  // namespace

void Series::append(double x, float y)
{
    if (std::isnan(x)) {
        return;
    }
    if (!m_x.empty() && x <= m_x.back()) {
        const std::size_t keep = lowerBound(x);
        truncateBeyond(keep == 0 ? -std::numeric_limits<double>::infinity() : m_x[keep - 1]);
    }
    m_x.push_back(x);
    m_y.push_back(y);
    m_smooth.push_back(0);
    addToLevels(y);
    smoothFrom(m_x.size() - 1);
}

void Series::truncateBeyond(double x)
{
    const auto keep =
        static_cast<std::size_t>(std::upper_bound(m_x.begin(), m_x.end(), x) - m_x.begin());
    if (keep == m_x.size()) {
        return;
    }
    m_x.resize(keep);
    m_y.resize(keep);
    m_smooth.resize(keep);
    rebuildLevels();
    smoothFrom(0);
}

void Series::clear()
{
    m_x.clear();
    m_y.clear();
    m_smooth.clear();
    m_levels.clear();
    m_average = 0;
    m_correction = 1;
}

double Series::lastX() const
{
    return m_x.empty() ? std::numeric_limits<double>::quiet_NaN() : m_x.back();
}

float Series::lastY() const
{
    return m_y.empty() ? std::numeric_limits<float>::quiet_NaN() : m_y.back();
}

void Series::setSmoothing(double weight)
{
    const double bounded = std::clamp(weight, 0.0, 0.9999);
    if (bounded == m_weight) {
        return;
    }
    m_weight = bounded;
    smoothFrom(0);
}

std::vector<Series::Column> Series::columns(double from, double to, int columns) const
{
    std::vector<Column> out;
    if (m_x.empty() || columns <= 0 || !(to >= from)) {
        return out;
    }
    const std::size_t begin = lowerBound(from);
    const auto end =
        static_cast<std::size_t>(std::upper_bound(m_x.begin(), m_x.end(), to) - m_x.begin());
    out.reserve(std::min<std::size_t>(static_cast<std::size_t>(columns), end - begin) + 2);
    const auto add = [&](std::size_t first, std::size_t last) {
        const Node node = nodeOf(first, last);
        Column column;
        column.x = last - first == 1 ? m_x[first] : 0.5 * (m_x[first] + m_x[last - 1]);
        column.gap = node.gap;
        column.points = last - first;
        if (node.min <= node.max) {
            column.min = node.min;
            column.max = node.max;
        }
        for (std::size_t i = last; i > first && std::isnan(column.smooth); --i) {
            column.smooth = m_smooth[i - 1];
        }
        out.push_back(column);
    };
    if (begin > 0) {
        add(begin - 1, begin);
    }
    if (end - begin <= static_cast<std::size_t>(columns)) {
        for (std::size_t i = begin; i < end; ++i) {
            add(i, i + 1);
        }
    } else {
        const double width = (to - from) / columns;
        std::size_t first = begin;
        for (int c = 0; c < columns && first < end; ++c) {
            // The last column takes the point at `to` itself, whatever rounding says.
            const double border = from + width * (c + 1);
            const std::size_t last =
                c + 1 == columns
                    ? end
                    : static_cast<std::size_t>(
                          std::lower_bound(m_x.begin() + static_cast<std::ptrdiff_t>(first),
                                           m_x.begin() + static_cast<std::ptrdiff_t>(end), border) -
                          m_x.begin());
            if (last > first) {
                add(first, last);
            }
            first = last;
        }
    }
    if (end < m_x.size()) {
        add(end, end + 1);
    }
    return out;
}

Series::Range Series::range(double from, double to) const
{
    const std::size_t first = lowerBound(from);
    const auto last =
        static_cast<std::size_t>(std::upper_bound(m_x.begin(), m_x.end(), to) - m_x.begin());
    if (first >= last) {
        return {};
    }
    const Node node = nodeOf(first, last);
    return {node.min, node.max};
}

Series::Range Series::typicalRange(double from, double to) const
{
    const std::size_t first = lowerBound(from);
    const auto last =
        static_cast<std::size_t>(std::upper_bound(m_x.begin(), m_x.end(), to) - m_x.begin());
    if (first >= last) {
        return {};
    }
    const std::size_t stride = (last - first + kTypicalSample - 1) / kTypicalSample;
    std::vector<float> values;
    values.reserve((last - first) / stride + 1);
    for (std::size_t i = first; i < last; i += stride) {
        if (std::isfinite(m_y[i])) {
            values.push_back(m_y[i]);
        }
    }
    if (values.empty()) {
        return {};
    }
    std::sort(values.begin(), values.end());
    // Nearest rank, rounded inwards: of a hundred points one extreme on either side is left out.
    const std::size_t cut = (values.size() + 50) / 100;
    return {values[cut], values[values.size() - 1 - cut]};
}

std::size_t Series::nearest(double x) const
{
    if (m_x.empty()) {
        return 0;
    }
    const std::size_t above = lowerBound(x);
    if (above == 0) {
        return 0;
    }
    if (above == m_x.size()) {
        return above - 1;
    }
    return x - m_x[above - 1] <= m_x[above] - x ? above - 1 : above;
}

std::size_t Series::lowerBound(double x) const
{
    return static_cast<std::size_t>(std::lower_bound(m_x.begin(), m_x.end(), x) - m_x.begin());
}

Series::Node Series::nodeOf(std::size_t first, std::size_t last) const
{
    Node out{kInfinity, -kInfinity, false};
    while (first < last) {
        // The largest block that starts at `first` and ends within the range.
        int level = -1;
        std::size_t block = 1;
        for (std::size_t k = 0; k < m_levels.size(); ++k) {
            const std::size_t size = std::size_t{1} << (k + kFirstShift);
            if (first % size != 0 || first + size > last) {
                break;
            }
            level = static_cast<int>(k);
            block = size;
        }
        join(out, level < 0 ? nodeOfValue<Node>(m_y[first])
                            : m_levels[static_cast<std::size_t>(level)][first / block]);
        first += block;
    }
    return out;
}

void Series::addToLevels(float y)
{
    const std::size_t index = m_y.size() - 1;
    const Node node = nodeOfValue<Node>(y);
    for (std::size_t k = 0; k == 0 || (index >> (k + kFirstShift - 1)) > 0; ++k) {
        if (k == m_levels.size()) {
            m_levels.emplace_back();
            // A new level starts with what the level below already holds.
            for (std::size_t i = 0; k > 0 && i < m_levels[k - 1].size(); ++i) {
                if (i % 2 == 0) {
                    m_levels[k].push_back(m_levels[k - 1][i]);
                } else {
                    join(m_levels[k].back(), m_levels[k - 1][i]);
                }
            }
        }
        const std::size_t slot = index >> (k + kFirstShift);
        if (slot == m_levels[k].size()) {
            m_levels[k].push_back(node);
        } else {
            join(m_levels[k][slot], node);
        }
    }
}

void Series::rebuildLevels()
{
    m_levels.clear();
    std::vector<float> values;
    values.swap(m_y);
    m_y.reserve(values.size());
    for (const float y : values) {
        m_y.push_back(y);
        addToLevels(y);
    }
}

void Series::smoothFrom(std::size_t index)
{
    if (index == 0) {
        m_average = 0;
        m_correction = 1;
    }
    for (std::size_t i = index; i < m_y.size(); ++i) {
        if (!std::isfinite(m_y[i])) {
            m_smooth[i] = std::numeric_limits<float>::quiet_NaN();
            continue;
        }
        const double distance = i == 0 ? 1.0 : m_x[i] - m_x[i - 1];
        const double kept = distance == 1.0 ? m_weight : std::pow(m_weight, distance);
        m_average = kept * m_average + (1 - kept) * m_y[i];
        m_correction *= kept;
        m_smooth[i] = static_cast<float>(m_average / (1 - m_correction));
    }
}

}  // namespace marginalia
