// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

namespace marginalia::synth {

/// Rewards that a program can tell: 1 or 0; nothing where a rule does not apply.
///
/// "sum": the result of the sum that the prompt asks for, in any of the starter world's wordings.
/// "number": the last number of the answer is that of the reference answer.
/// "exact": the reference answer, spaces at the ends aside.
/// "warm": the answer opens with a phrase of the opening lexicon.
std::optional<double> ruleReward(const std::string& rule, const std::string& prompt,
                                 const std::string& completion, const std::string& reference);

/// The result of a sum of the starter world; nothing for any other prompt.
std::optional<int> sumAskedFor(const std::string& prompt);

}  // namespace marginalia::synth
