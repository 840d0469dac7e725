// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/budget.h"

#include <cstdint>

namespace marginalia {

/// Whether weights are computed with as bf16, where nothing else is asked for: of small models it
/// gains nothing, of models of billions nothing else fits. `fast`: the device multiplies bf16 at
/// least as fast as float32.
bool prefersBf16(std::int64_t parameters, bool fast);

/// Sizes of a model that its memory follows from.
struct MemoryShape {
    ModelShape model;
    std::int64_t kvHeads = 0;
    std::int64_t headDim = 0;
};

/// Bytes that a model takes at a length of text; rough by design, as the budget of a run is.
struct MemoryNeed {
    std::int64_t tokens = 0;
    std::int64_t inference = 0;  ///< weights and the cache of one text
    std::int64_t lora = 0;  ///< frozen weights, an adapter as recipes have it, one pair at once
    std::int64_t full = 0;  ///< every weight with gradient and moments, one pair at once
};

/// `tokens` is the length of one text; a pair is two of them. Sources: performance.md 1.
MemoryNeed memoryNeed(const MemoryShape& shape, std::int64_t tokens, bool fastBf16);

}  // namespace marginalia
