// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/generation/sampling.h"

#include <vector>

namespace marginalia {

/// Whether any rule of the options looks at what stands before, or forbids a token.
bool hasTokenRules(const SamplingOptions& options);

/// Applies the rules that penalise or forbid tokens, in place: repetition penalty, repeated
/// n-grams, words, least lengths, suppressed tokens. What is forbidden becomes minus infinity.
void applyTokenRules(std::vector<float>& logits, const SamplingOptions& options,
                     const TextSoFar& text);

}  // namespace marginalia
