// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/masked_thought.h"

#include "core/synth/random.h"

#include <algorithm>

namespace marginalia {

double maskedShare(const MaskedThoughtOptions& options, std::int64_t step)
{
    if (options.warmupSteps <= 0) {
        return options.pMax;
    }
    const double part = static_cast<double>(step) / static_cast<double>(options.warmupSteps);
    return options.pMax * std::min(part, 1.0);
}

std::vector<std::int64_t> maskedInput(const ThoughtRow& row, const MaskedThoughtOptions& options,
                                      std::int64_t step, std::uint64_t key)
{
    synth::Random random(key);
    double share = maskedShare(options, step);
    if (options.drawn) {
        share *= static_cast<double>(random.next() >> 11U) * 0x1.0p-53;
    }
    std::vector<std::int64_t> out = row.ids;
    for (std::size_t i = 0; i < out.size(); ++i) {
        // A draw for every token, so that one token's fate does not hang on the others' kinds.
        const bool hit = random.chance(share);
        if (hit && row.answer[i] && out[i] != row.endId) {
            out[i] = row.maskId;
        }
    }
    return out;
}

}  // namespace marginalia
