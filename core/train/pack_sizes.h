// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/train/packer.h"

#include <cstdint>
#include <vector>

namespace marginalia {

/// What one stream of packUnit() holds.
struct PackSize {
    std::int64_t tokens = 0;
    std::int64_t scored = 0;  ///< rows of the head
    double keys = 0;          ///< pairs of query and key in attention
    std::int64_t items = 0;
    std::int64_t longest = 0;  ///< tokens of its longest row
};

/// The streams of a unit: those with a gradient, and those of mismatched rows.
struct UnitSizes {
    std::vector<PackSize> packs;
    std::vector<PackSize> quiet;
};

/// The streams that packUnit() would make, without making them.
UnitSizes packSizes(const std::vector<const TrainItem*>& items,
                    const std::vector<const TrainRow*>& mismatched, const PackOptions& options);

/// Into streams of an item after the other, by the rule of packUnit().
class PackCounter {
public:
    /// `longest`: tokens of the unit's longest row, which padded rows are filled up to.
    PackCounter(const PackOptions& options, std::int64_t longest)
        : m_options(options), m_longest(longest)
    {
    }
    void add(const std::vector<const TrainRow*>& rows);
    /// A single row of these lengths, where there is no row to show.
    void add(std::int64_t tokens, std::int64_t scored);
    /// All streams so far.
    std::vector<PackSize> take();

private:
    void put(const PackSize& item);
    void close();

    PackOptions m_options;
    std::int64_t m_longest;
    std::vector<PackSize> m_done;
    PackSize m_open;
};

}  // namespace marginalia
