// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/train/train_loop.h"

#include <cstdint>
#include <deque>
#include <vector>

namespace marginalia {

/// Rows as a step has them, with what they are made of.
struct TrialRows {
    std::deque<TrainItem> items;
    std::deque<TrainRow> mismatched;
    std::vector<UnitRows> units;
};

/// The first items of a run, for passes that are tried before it.
class TrialItems {
public:
    /// `loop` must outlive this.
    explicit TrialItems(const TrainLoop& loop) : m_loop(loop) {}

    /// Takes items in the order of the first steps, so many if there are; none: Invalid.
    Status collect(std::int64_t wanted);
    std::int64_t size() const { return static_cast<std::int64_t>(m_items.size()); }
    /// The first `count` of them, each cut to a `share` of its tokens, as so many equal `units`.
    TrialRows rows(std::int64_t count, double share, int units) const;

private:
    const TrainLoop& m_loop;
    std::vector<const TrainItem*> m_items;
};

/// A copy under another name with the first part of its prompt and of its answers; whole where what
/// stands with its tokens could not be cut.
TrainItem shortenedItem(const TrainItem& item, double share);

}  // namespace marginalia
