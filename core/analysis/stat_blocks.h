// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/text_marks.h"
#include "core/base/json.h"

#include <cstdint>
#include <map>

namespace marginalia::stats {

/// Rounded as printed with `digits` places: ties to even on the exact binary value.
double rounded(double value, int digits);
/// Six digits; null of nothing.
Json share(std::int64_t part, std::int64_t whole);

/// How often each value was seen: exact quantiles of any number of records in little memory.
class Histogram {
public:
    void add(std::int64_t value);
    double mean() const { return static_cast<double>(m_sum) / static_cast<double>(m_total); }
    std::int64_t total() const { return m_total; }
    /// Linear between the two nearest values, as numpy's default.
    double quantile(double share) const;
    /// {"mean", "median", "min", "max", "p95", "sum"}; empty when nothing was added.
    Json lengths() const;
    /// Each value and how often it was seen.
    Json counts() const;

private:
    std::int64_t at(std::int64_t index) const;

    std::map<std::int64_t, std::int64_t> m_counts;
    std::int64_t m_total = 0;
    std::int64_t m_sum = 0;
};

/// Lengths and marks of many texts.
class TextBlock {
public:
    void add(const TextMarks& marks);
    Json result() const;

private:
    Histogram m_characters;
    Histogram m_words;
    std::int64_t m_empty = 0;
    std::int64_t m_url = 0;
    std::int64_t m_code = 0;
    std::int64_t m_list = 0;
    std::int64_t m_refusal = 0;
};

}  // namespace marginalia::stats
