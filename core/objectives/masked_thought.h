// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace marginalia {

struct MaskedThoughtOptions {
    double pMax = 0.2;             ///< share of answer tokens that are replaced in the end
    std::int64_t warmupSteps = 0;  ///< steps over which the share grows from 0
    bool drawn = false;            ///< each row draws its own share up to that of the step
};

/// Share of tokens to replace at an optimizer step, counted from 0 (objectives.md 9.1; Chen et al.
/// 2024, 2403.02178).
double maskedShare(const MaskedThoughtOptions& options, std::int64_t step);

/// A row of the data whose answer is read with some tokens replaced; what is learnt stays whole.
struct ThoughtRow {
    const std::vector<std::int64_t>& ids;
    const std::vector<bool>& answer;  ///< true: a token of the answer, which may be replaced
    std::int64_t maskId = 0;          ///< the mask token, or padding where there is none
    std::int64_t endId = -1;          ///< end of turn; never replaced
};
/// The ids to read in place of the row's: the same draws for the same key.
std::vector<std::int64_t> maskedInput(const ThoughtRow& row, const MaskedThoughtOptions& options,
                                      std::int64_t step, std::uint64_t key);

}  // namespace marginalia
