// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/packed_input.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace marginalia {

/// Tokens that one worker takes through all layers together; its segments' offsets count inside the
/// chunk.
struct StackChunk {
    std::vector<std::int64_t> places;  ///< of every token in the stream
    std::vector<Segment> segments;
};

/// The packed stream cut into chunks of rows that do not see each other, dealt out to the workers.
struct StackPlan {
    std::vector<std::vector<StackChunk>>
        workers;  ///< fixed by the input and the number of workers: same split, same sums
};

/// Trained numbers of the largest stack that is taken through chunk by chunk: every worker has
/// float32 gradients of its own, which are given 4 GB together. Where an adapter is folded into the
/// weights a hundred million: beyond, LibTorch's operators spare the gradients of what is frozen,
/// and their memory.
std::int64_t mostStackWeights(bool folded, std::int64_t workers);

/// Nothing when the segments do not cover the stream once, or positions inside a row do not count
/// up by one: the sliding window of the fast path counts keys, not positions.
std::optional<StackPlan> planStack(const PackedInput& input, std::int64_t workers);

}  // namespace marginalia
