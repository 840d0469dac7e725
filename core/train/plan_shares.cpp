// SPDX-License-Identifier: Apache-2.0
// The memory of steps whose weights lie in shares: the part of StepMemory that counts units on
// their way. Buffers and pools keep what they took, so that parts of a pass that follow each other
// count side by side.
#include "core/train/plan_memory.h"

#include <algorithm>

namespace marginalia {

namespace {

constexpr std::int64_t kSumWidth = 4;  ///< gradients are float32

}  // namespace

StepBytes StepMemory::inShares(const PackSize& pack) const
{
    const auto& [ranks, block, tables, table] = m_shares;
    StepBytes out;
    // Tables stay while a stream passes. A block in panels has given its memory to the next one.
    const bool apart = m_fused && m_panels;
    out.weights += m_width * (tables + (apart ? 1 : 2) * block);
    // Gradients of the tables; a block's while they are summed, those of the one before on their
    // way; what arrives from the other ranks, and this one's sum.
    const std::int64_t largest = std::max(block, table);
    const std::int64_t sums = block + (table / ranks > block ? table : 0);
    out.gradients += kSumWidth * (tables + 2 * block + (sums + (ranks - 1) * largest) / ranks);
    if (m_fused) {
        addStack(pack, out);
        // The head's panels and sums, which addHead() counts, are there for blocks too.
        const std::int64_t panels =
            m_headRows ? block + 2 * std::max<std::int64_t>(block - table, 0) : 2 * block;
        out.weights += m_panels ? m_width * panels : 0;
        const std::int64_t taken = m_headRows ? m_threads * table : 0;
        out.gradients += kSumWidth * std::max<std::int64_t>((m_threads - 1) * block - taken, 0);
    } else {
        recomputing(true).addPlain(pack, out);
        out.gradients += m_width * block;
    }
    addHead(pack, out);
    return out;
}

}  // namespace marginalia
