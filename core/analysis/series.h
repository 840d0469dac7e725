// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace marginalia {

/// One curve: float32 values at rising positions, with a pyramid of min and max so that any zoom
/// draws at most two points a pixel column and a one-step spike never vanishes. append() is O(1)
/// amortised. A value that is not finite is kept and drawn as a gap. One thread.
class Series {
public:
    /// Adds a point. Where `x` does not rise, the points from `x` on are replaced: those steps were
    /// made again.
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

    /// Bias-corrected exponential moving average over all points, `weight` per unit of x (0: off),
    /// so that a curve with a point every ten steps is smoothed over the same stretch; recomputed
    /// when it changes.
    void setSmoothing(double weight);
    double smoothing() const { return m_weight; }

    struct Column {
        double x = 0;
        float min = std::numeric_limits<float>::quiet_NaN();
        float max = std::numeric_limits<float>::quiet_NaN();
        float smooth = std::numeric_limits<float>::quiet_NaN();
        bool gap = false;  ///< holds a value that is not finite
        std::size_t points = 0;
    };
    /// What to draw between two positions with `columns` pixel columns: at most one entry each, in
    /// order, and one neighbour on either side so that lines run on to the edge. Positions without
    /// points have no entry.
    std::vector<Column> columns(double from, double to, int columns) const;

    struct Range {
        float min = std::numeric_limits<float>::infinity();
        float max = -std::numeric_limits<float>::infinity();
        bool empty() const { return min > max; }
    };
    Range range(double from, double to) const;
    /// The range of the middle 98 % of the values, from at most 4,096 of them evenly taken; for
    /// what counts as a spike.
    Range typicalRange(double from, double to) const;
    /// Index of the point nearest to `x`; size() when empty.
    std::size_t nearest(double x) const;

private:
    struct Node {
        float min;
        float max;
        bool gap;
    };
    std::size_t lowerBound(double x) const;
    Node nodeOf(std::size_t first, std::size_t last) const;
    void addToLevels(float y);
    void rebuildLevels();
    void smoothFrom(std::size_t index);

    std::vector<double> m_x;
    std::vector<float> m_y;
    std::vector<float> m_smooth;
    std::vector<std::vector<Node>>
        m_levels;  ///< level k covers 2^(k+4) points a node, the last one so far
    double m_weight = 0.9;
    double m_average = 0;
    double m_correction = 1;
};

}  // namespace marginalia
