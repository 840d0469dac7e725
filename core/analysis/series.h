// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace marginalia {

/// One curve: float32 values at rising positions, with a pyramid of min, max and mean so that any zoom draws at most two
/// points a pixel column and a one-step spike never vanishes. append() is O(1) amortised. NaN is kept as a gap.
class Series {
public:
    void append(double x, float y);
    /// Drops all points with a position beyond `x` (a resume went back).
    void truncateBeyond(double x);
    void clear();

    std::size_t size() const { return m_x.size(); }
    bool empty() const { return m_x.empty(); }
    double x(std::size_t index) const { return m_x[index]; }
    float y(std::size_t index) const { return m_y[index]; }
    float smooth(std::size_t index) const { return m_smooth[index]; }
    double lastX() const;
    float lastY() const;

    /// Bias-corrected exponential moving average over all points, `weight` per point (0: off); recomputed when it changes.
    void setSmoothing(double weight);
    double smoothing() const { return m_weight; }

    struct Column {
        double x = 0;
        float min = std::numeric_limits<float>::quiet_NaN();
        float max = std::numeric_limits<float>::quiet_NaN();
        float smooth = std::numeric_limits<float>::quiet_NaN();
        bool gap = false;  ///< holds a NaN
    };
    /// What to draw between two positions with `columns` pixel columns: at most one entry each, in order.
    std::vector<Column> columns(double from, double to, int columns) const;

    struct Range {
        float min = std::numeric_limits<float>::infinity();
        float max = -std::numeric_limits<float>::infinity();
        bool empty() const { return min > max; }
    };
    Range range(double from, double to) const;
    /// Index of the point nearest to `x`; size() when empty.
    std::size_t nearest(double x) const;

private:
    struct Node {
        float min;
        float max;
        bool gap;
    };
    void rebuildFrom(std::size_t index);

    std::vector<double> m_x;
    std::vector<float> m_y;
    std::vector<float> m_smooth;
    std::vector<std::vector<Node>> m_levels;  ///< level k covers 2^(k+4) points a node
    double m_weight = 0.9;
    double m_average = 0;
    double m_correction = 1;
};

}  // namespace marginalia
