// SPDX-License-Identifier: Apache-2.0
#include "core/data/importers.h"

#include <algorithm>
#include <map>
#include <string_view>

namespace marginalia {

namespace {

const ColumnShape* columnOf(const RowShape& row, std::string_view name)
{
    const bool suffix = name.starts_with('*');
    for (const ColumnShape& column : row) {
        if (suffix ? std::string_view(column.name).ends_with(name.substr(1))
                   : column.name == name) {
            return &column;
        }
    }
    return nullptr;
}

bool fits(const SchemeColumn& wanted, const RowShape& row)
{
    const ColumnShape* column = columnOf(row, wanted.name);
    if (column == nullptr || (wanted.shapes >> static_cast<unsigned>(column->shape) & 1U) == 0) {
        return false;
    }
    return wanted.inner == nullptr ||
           std::find(column->keys.begin(), column->keys.end(), wanted.inner) != column->keys.end();
}

bool fits(const Scheme& scheme, const RowShape& row)
{
    return std::all_of(scheme.columns.begin(), scheme.columns.end(),
                       [&row](const SchemeColumn& wanted) { return fits(wanted, row); }) &&
           std::none_of(scheme.without.begin(), scheme.without.end(),
                        [&row](const char* name) { return columnOf(row, name) != nullptr; });
}

/// A column with an inner key says more than one without.
size_t weight(const Scheme& scheme)
{
    size_t out = 2 * scheme.columns.size();
    for (const SchemeColumn& column : scheme.columns) {
        out += column.inner != nullptr ? 1 : 0;
    }
    return out;
}

std::string columnNames(const Scheme& scheme)
{
    std::string out;
    for (const SchemeColumn& column : scheme.columns) {
        out += (out.empty() ? "" : ", ") + std::string(column.name);
    }
    return out;
}

std::string columnNames(const RowShape& row)
{
    constexpr size_t kMost = 8;
    std::string out;
    for (size_t i = 0; i < row.size() && i < kMost; ++i) {
        out += (i == 0 ? "" : ", ") + row[i].name + " (" + shapeName(row[i].shape) + ")";
    }
    return row.size() > kMost ? out + ", ..." : out;
}

}  // namespace

const Scheme* schemeOf(const RowShape& row)
{
    const Scheme* best = nullptr;
    for (const Scheme& scheme : schemes()) {
        if (fits(scheme, row) && (best == nullptr || weight(scheme) > weight(*best))) {
            best = &scheme;
        }
    }
    return best;
}

std::vector<Guess> guessFormat(const std::vector<RowShape>& sample)
{
    struct Seen {
        std::int64_t rows = 0;
        const Scheme* scheme = nullptr;
    };
    std::map<std::string, Seen> seen;
    const RowShape* unknown = nullptr;
    for (const RowShape& row : sample) {
        const Scheme* scheme = schemeOf(row);
        unknown = scheme == nullptr && unknown == nullptr ? &row : unknown;
        Seen& entry = seen[scheme == nullptr ? std::string() : scheme->id];
        ++entry.rows;
        entry.scheme = scheme;
    }
    std::vector<Guess> guesses;
    for (const auto& [id, entry] : seen) {
        Guess& guess = guesses.emplace_back();
        guess.format = id;
        guess.share = static_cast<double>(entry.rows) / static_cast<double>(sample.size());
        const std::string rows = std::to_string(entry.rows);
        const std::string all = std::to_string(sample.size());
        guess.reason =
            entry.scheme != nullptr
                ? Text{MG_TR("data", "%1 of %2 rows looked at have %3"),
                       {rows, all, columnNames(*entry.scheme)}}
                : Text{MG_TR("data", "%1 of %2 rows looked at fit no scheme, for example %3"),
                       {rows, all, columnNames(*unknown)}};
    }
    std::stable_sort(guesses.begin(), guesses.end(),
                     [](const Guess& a, const Guess& b) { return a.share > b.share; });
    return guesses;
}

}  // namespace marginalia
