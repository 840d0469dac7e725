// SPDX-License-Identifier: Apache-2.0
#include "core/train/pack_sizes.h"

#include <algorithm>

namespace marginalia {

namespace {

std::int64_t tokensOf(const TrainRow& row)
{
    return static_cast<std::int64_t>(row.ids.size());
}

/// Pairs of query and key of queries [from, to) of a causal row.
double keysBetween(std::int64_t from, std::int64_t to)
{
    const auto triangle = [](std::int64_t n) {
        return static_cast<double>(n) * static_cast<double>(n + 1) / 2;
    };
    return triangle(to) - triangle(from);
}

std::int64_t sharedPrefix(const std::vector<const TrainRow*>& rows, const PackOptions& options)
{
    if (rows.size() < 2 || !options.sharePrefix || options.padded) {
        return 0;
    }
    std::int64_t out = tokensOf(*rows[0]);
    for (const TrainRow* row : rows) {
        const auto ends = std::mismatch(rows[0]->ids.begin(), rows[0]->ids.end(), row->ids.begin(),
                                        row->ids.end());
        out = std::min(out, static_cast<std::int64_t>(ends.first - rows[0]->ids.begin()));
    }
    return out;
}

}  // namespace

void PackCounter::add(const std::vector<const TrainRow*>& rows)
{
    const std::int64_t prefix = sharedPrefix(rows, m_options);
    PackSize item;
    item.items = 1;
    item.tokens = prefix;
    item.keys = keysBetween(0, prefix);
    for (const TrainRow* row : rows) {
        const std::int64_t length = m_options.padded ? m_longest : tokensOf(*row);
        item.tokens += length - prefix;
        item.keys += keysBetween(prefix, length);
        item.scored += m_options.headEverywhere ? std::max<std::int64_t>(tokensOf(*row) - 1, 0)
                                                : row->trainedTokens();
        item.longest = std::max(item.longest, length);
    }
    put(item);
}

void PackCounter::add(std::int64_t tokens, std::int64_t scored)
{
    const std::int64_t length = m_options.padded ? m_longest : tokens;
    put({length, m_options.headEverywhere ? std::max<std::int64_t>(tokens - 1, 0) : scored,
         keysBetween(0, length), 1, length});
}

void PackCounter::put(const PackSize& item)
{
    if (m_open.tokens > 0 && m_open.tokens + item.tokens > m_options.budget) {
        close();
    }
    m_open.tokens += item.tokens;
    m_open.scored += item.scored;
    m_open.keys += item.keys;
    m_open.items += item.items;
    m_open.longest = std::max(m_open.longest, item.longest);
}

std::vector<PackSize> PackCounter::take()
{
    if (m_open.tokens > 0) {
        close();
    }
    return std::move(m_done);
}

void PackCounter::close()
{
    if (m_options.bucketed) {
        const std::int64_t idle = bucketLength(m_open.tokens) - m_open.tokens;
        m_open.tokens += idle;
        m_open.keys += keysBetween(0, idle);
    }
    m_done.push_back(m_open);
    m_open = {};
}

UnitSizes packSizes(const std::vector<const TrainItem*>& items,
                    const std::vector<const TrainRow*>& mismatched, const PackOptions& options)
{
    std::int64_t longest = 0;
    for (const TrainItem* item : items) {
        for (const TrainRow& row : item->rows) {
            longest = std::max(longest, tokensOf(row));
        }
    }
    for (const TrainRow* row : mismatched) {
        longest = std::max(longest, tokensOf(*row));
    }
    PackCounter counter(options, longest);
    for (const TrainItem* item : items) {
        std::vector<const TrainRow*> rows;
        for (const TrainRow& row : item->rows) {
            rows.push_back(&row);
        }
        counter.add(rows);
    }
    UnitSizes out;
    out.packs = counter.take();
    PackCounter quiet(options, longest);
    for (const TrainRow* row : mismatched) {
        quiet.add({row});
    }
    out.quiet = quiet.take();
    return out;
}

}  // namespace marginalia
