// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/model_memory.h"

namespace marginalia {

bool prefersBf16(std::int64_t parameters, bool fast)
{
    constexpr std::int64_t kSmall = 50'000'000;
    // Without fast products bf16 is slower, but a model of billions fits only so.
    constexpr std::int64_t kLarge = 2'000'000'000;
    return (fast && parameters > kSmall) || parameters > kLarge;
}

MemoryNeed memoryNeed(const MemoryShape& shape, std::int64_t tokens, bool fastBf16)
{
    const std::int64_t parameters = shape.model.parameters;
    const bool narrow = prefersBf16(parameters, fastBf16);
    const std::int64_t width = narrow ? 2 : 4;
    RunSpec spec = defaultRunSpec("dpo");
    spec.dtype = narrow ? "bf16" : "fp32";
    spec.batch_size = 1;
    spec.pack_tokens = 2 * tokens;
    const DataSize pair{1, 2.0 * static_cast<double>(tokens), static_cast<double>(tokens)};
    const Budget full = estimateBudget(spec, shape.model, pair, std::nullopt);
    spec.method = "lora";
    const Budget lora = estimateBudget(spec, shape.model, pair, std::nullopt);
    const std::int64_t cache =
        2 * shape.model.layers * shape.kvHeads * shape.headDim * tokens * width;
    MemoryNeed out;
    out.tokens = tokens;
    out.inference = parameters * width + cache + full.workspace;
    out.lora = lora.total();
    out.full = full.total();
    return out;
}

}  // namespace marginalia
