// SPDX-License-Identifier: Apache-2.0
#include "core/train/round_rewards.h"

#include "core/synth/verify.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace marginalia {

Result<std::vector<double>> rewardsBy(const std::string& rule, const std::string& judge,
                                      const std::vector<ScoredAnswer>& answers,
                                      const std::function<bool()>& goOn)
{
    if (answers.empty()) {
        return std::vector<double>();
    }
    if (rule == "judge") {
        return askJudge(judge, answers, goOn);
    }
    std::vector<double> out;
    for (const ScoredAnswer& answer : answers) {
        out.push_back(synth::ruleReward(rule, answer.prompt, answer.completion, answer.reference)
                          .value_or(std::numeric_limits<double>::quiet_NaN()));
    }
    return out;
}

Status checkRewarded(const std::string& rule, const std::vector<RoundAnswer>& answers)
{
    const bool byRule = !rule.empty() && rule != "judge" && rule != "model";
    const bool none = std::all_of(answers.begin(), answers.end(), [](const RoundAnswer& answer) {
        return std::isnan(answer.reward);
    });
    if (!byRule || answers.empty() || !none) {
        return {};
    }
    return failure(ErrorKind::Invalid,
                   {MG_TR("train", "The reward \"%1\" applies to none of the prompts."), {rule}},
                   "reward",
                   MG_TR("train", "Choose another reward, or data with reference answers."));
}

MetricValues answerMetrics(const std::vector<const RoundAnswer*>& answers, std::size_t perPrompt)
{
    double length = 0;
    double cut = 0;
    double reward = 0;
    double rewarded = 0;
    double spread = 0;
    double flat = 0;
    double groups = 0;
    for (std::size_t begin = 0; begin + perPrompt <= answers.size(); begin += perPrompt) {
        double sum = 0;
        double squares = 0;
        double count = 0;
        for (std::size_t k = 0; k < perPrompt; ++k) {
            const RoundAnswer& answer = *answers[begin + k];
            length += static_cast<double>(answer.ids.size());
            cut += answer.ended() ? 0 : 1;
            if (!std::isnan(answer.reward)) {
                sum += answer.reward;
                squares += answer.reward * answer.reward;
                count += 1;
            }
        }
        reward += sum;
        rewarded += count;
        if (count > 0) {
            const double variance = squares - sum * sum / count;
            const double deviation =
                count > 1 ? std::sqrt(std::max(variance, 0.0) / (count - 1)) : 0;
            spread += deviation;
            flat += deviation < 1e-8 ? 1 : 0;
            groups += 1;
        }
    }
    MetricValues out;
    if (rewarded > 0) {
        out.emplace_back("reward", reward / rewarded);
        out.emplace_back("reward_std", spread / groups);
        out.emplace_back("frac_reward_zero_std", flat / groups);
    }
    if (!answers.empty()) {
        const auto number = static_cast<double>(answers.size());
        out.emplace_back("completions/mean_length", length / number);
        out.emplace_back("completions/clipped_ratio", cut / number);
    }
    return out;
}

}  // namespace marginalia
