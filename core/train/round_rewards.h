// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/judge.h"
#include "core/jobs/rounds_file.h"
#include "core/train/meters.h"

#include <functional>
#include <string>
#include <vector>

namespace marginalia {

/// Rewards by a rule of core/synth/verify.h or by the judge's command. NaN where a rule does not
/// apply to a prompt.
Result<std::vector<double>> rewardsBy(const std::string& rule, const std::string& judge,
                                      const std::vector<ScoredAnswer>& answers,
                                      const std::function<bool()>& goOn);

/// Invalid: the rule gave a reward to none of these answers.
Status checkRewarded(const std::string& rule, const std::vector<RoundAnswer>& answers);

/// Rewards and lengths of answers, `perPrompt` of each prompt in a row, by TRL's names.
MetricValues answerMetrics(const std::vector<const RoundAnswer*>& answers, std::size_t perPrompt);

}  // namespace marginalia
