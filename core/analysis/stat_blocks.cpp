// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/stat_blocks.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace marginalia::stats {

double rounded(double value, int digits)
{
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", digits, value);
    return std::strtod(text, nullptr);
}

Json share(std::int64_t part, std::int64_t whole)
{
    if (whole == 0) {
        return nullptr;
    }
    return rounded(static_cast<double>(part) / static_cast<double>(whole), 6);
}

void Histogram::add(std::int64_t value)
{
    ++m_counts[value];
    ++m_total;
    m_sum += value;
}

double Histogram::quantile(double share) const
{
    const double place = share * static_cast<double>(m_total - 1);
    const auto below = static_cast<std::int64_t>(place);
    const double part = place - static_cast<double>(below);
    const auto low = static_cast<double>(at(below));
    const auto high = static_cast<double>(at(std::min(below + 1, m_total - 1)));
    return part < 0.5 ? low + (high - low) * part : high - (high - low) * (1 - part);
}

Json Histogram::lengths() const
{
    if (m_total == 0) {
        return Json::object();
    }
    return {{"mean", rounded(mean(), 4)},        {"median", quantile(0.5)},
            {"min", m_counts.begin()->first},    {"max", m_counts.rbegin()->first},
            {"p95", rounded(quantile(0.95), 4)}, {"sum", m_sum}};
}

Json Histogram::counts() const
{
    std::map<std::string, std::int64_t> byName;
    for (const auto& [value, count] : m_counts) {
        byName[std::to_string(value)] = count;
    }
    return byName;
}

std::int64_t Histogram::at(std::int64_t index) const
{
    for (const auto& [value, count] : m_counts) {
        if (index < count) {
            return value;
        }
        index -= count;
    }
    return m_counts.rbegin()->first;
}

void TextBlock::add(const TextMarks& marks)
{
    m_characters.add(marks.characters);
    m_words.add(marks.words);
    m_empty += marks.empty ? 1 : 0;
    m_url += marks.url ? 1 : 0;
    m_code += marks.code ? 1 : 0;
    m_list += marks.list ? 1 : 0;
    m_refusal += marks.refusal ? 1 : 0;
}

Json TextBlock::result() const
{
    const std::int64_t n = m_characters.total();
    return {{"chars", m_characters.lengths()},
            {"words", m_words.lengths()},
            {"empty", m_empty},
            {"with_url", m_url},
            {"with_code", m_code},
            {"with_list", m_list},
            {"with_refusal", m_refusal},
            {"share_url", share(m_url, n)},
            {"share_code", share(m_code, n)},
            {"share_list", share(m_list, n)},
            {"share_refusal", share(m_refusal, n)}};
}

}  // namespace marginalia::stats
