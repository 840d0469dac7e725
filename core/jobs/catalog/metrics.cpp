// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/catalog/parts.h"

#include <algorithm>

namespace marginalia {

const MetricInfo* findMetric(const std::string& name)
{
    static const std::vector<MetricInfo> list = {
        {"loss", MG_TR("metrics", "What the optimizer lowers, averaged over the step.")},
        {"learning_rate", MG_TR("metrics", "Step size of the optimizer in this step.")},
        {"grad_norm", MG_TR("metrics", "Length of the gradient before clipping.")},
        {"rewards/chosen",
         MG_TR("metrics", "β times the gain in log-probability of the better answers.")},
        {"rewards/rejected",
         MG_TR("metrics", "β times the gain in log-probability of the worse answers.")},
        {"rewards/margins",
         MG_TR("metrics", "Reward of the chosen minus reward of the rejected answer.")},
        {"rewards/accuracies",
         MG_TR("metrics", "Share of pairs whose chosen answer has the higher reward.")},
        {"logps/chosen",
         MG_TR("metrics", "Log-probability of the better answers, summed over tokens.")},
        {"logps/rejected",
         MG_TR("metrics", "Log-probability of the worse answers, summed over tokens.")},
        {"kl",
         MG_TR("metrics", "KTO's reference point: how far the model has moved on other answers.")},
        {"entropy", MG_TR("metrics", "How undecided the model is, averaged over trained tokens.")},
        {"mean_token_accuracy",
         MG_TR("metrics", "Share of trained tokens that are the model's first choice.")},
        {"marginalia/perplexity", MG_TR("metrics", "Exponential of the mean loss of a token.")},
        {"marginalia/margin_p05",
         MG_TR("metrics", "Margin below which five in a hundred pairs of the step lie.")},
        {"marginalia/margin_p50", MG_TR("metrics", "Median margin of the pairs of the step.")},
        {"marginalia/margin_p95",
         MG_TR("metrics", "Margin above which five in a hundred pairs of the step lie.")},
        {"marginalia/tokens_per_s", MG_TR("metrics", "Tokens of prompts and answers per second.")},
        {"marginalia/step_s", MG_TR("metrics", "Seconds of this step.")},
        {"marginalia/mem_mb", MG_TR("metrics", "Memory of the worker.")},
        {"marginalia/nan_rows",
         MG_TR("metrics", "Rows left out of the step because a value was not finite.")},
        {"reward",
         MG_TR("metrics", "Mean reward of the answers that the model wrote for the step.")},
        {"reward_std",
         MG_TR("metrics",
               "How much the rewards of one prompt's answers differ, averaged over prompts.")},
        {"frac_reward_zero_std",
         MG_TR("metrics",
               "Share of prompts whose answers all have the same reward and teach nothing.")},
        {"clip_ratio/region_mean",
         MG_TR("metrics", "Share of tokens whose ratio to the writing model is outside the clip.")},
        {"completions/mean_length",
         MG_TR("metrics", "Mean length of the written answers in tokens.")},
        {"completions/clipped_ratio",
         MG_TR("metrics", "Share of written answers that reached the limit before their end.")},
        {"marginalia/loss/policy",
         MG_TR("metrics", "The part of the loss that moves the answers.")},
        {"marginalia/loss/value", MG_TR("metrics", "The critic's part of the loss.")},
        {"marginalia/loss/contrast",
         MG_TR("metrics", "The part that draws right solutions to the annotated ones.")},
        {"marginalia/loss/optimism",
         MG_TR("metrics", "The part that pushes away from the start model's answers.")},
        {"marginalia/loss/entropy", MG_TR("metrics", "Minus the mean entropy, before its weight.")},
        {"marginalia/loss/dpo", MG_TR("metrics", "The preference part of the loss.")},
        {"marginalia/loss/nll",
         MG_TR("metrics", "How surprising the imitated answers are, a token.")},
        {"marginalia/loss/odds", MG_TR("metrics", "The odds part of the loss, with its weight.")},
        {"marginalia/loss/preference", MG_TR("metrics", "The preference part of the loss.")},
        {"marginalia/hinge/active",
         MG_TR("metrics", "Share of pairs that have not reached their margin and still train.")},
        {"marginalia/delta", MG_TR("metrics", "The reward that counts as average: BCO's shift.")},
        {"marginalia/unclamped_fraction",
         MG_TR("metrics", "Share of tokens whose log-ratio lies inside the bounds.")},
        {"marginalia/weight/min", MG_TR("metrics", "Smallest weight of a pair of the step.")},
        {"marginalia/weight/max", MG_TR("metrics", "Largest weight of a pair of the step.")},
        {"log_odds_chosen",
         MG_TR("metrics", "Mean log-odds of the chosen against the rejected answer.")},
        {"log_odds_ratio",
         MG_TR("metrics",
               "Mean log-sigmoid of the odds of the chosen against the rejected answer.")},
        {"marginalia/loss/sft", MG_TR("metrics", "The likelihood part of the loss.")},
        {"nll_loss",
         MG_TR("metrics", "Plain loss of the answers, without the weights of the objective.")},
        {"marginalia/weight/mean",
         MG_TR("metrics", "Mean weight that the objective gives to tokens or answers.")},
        {"marginalia/threshold",
         MG_TR("metrics", "Entropy from which tokens are learnt from in this step.")},
        {"marginalia/rank/accuracy",
         MG_TR("metrics", "Share of pairs of answers that the model orders as their scores do.")},
        {"marginalia/rank/kendall",
         MG_TR("metrics", "Pairs in the right order minus pairs in the wrong one, as a share.")},
        {"accuracy", MG_TR("metrics", "Share of verdicts or pairs that the scores get right.")},
        {"marginalia/accuracy/balanced",
         MG_TR("metrics", "Accuracy on right and on wrong steps, averaged.")},
        {"margin", MG_TR("metrics", "Score of the chosen minus score of the rejected answer.")},
        {"min_reward", MG_TR("metrics", "Lowest score in the step.")},
        {"mean_reward", MG_TR("metrics", "Mean score in the step.")},
        {"max_reward", MG_TR("metrics", "Highest score in the step.")},
        {"marginalia/loss/dft",
         MG_TR("metrics", "The likelihood part of the loss, weighted by probability.")},
        {"marginalia/loss/kl",
         MG_TR("metrics", "The divergence part of the loss: distance from the start model.")},
        {"marginalia/loss/aux",
         MG_TR("metrics", "The steadiness part of the loss: distance of inner states.")},
        {"marginalia/loss/entropy", MG_TR("metrics", "Entropy as the bonus sees it.")},
        {"marginalia/hidden_share",
         MG_TR("metrics", "Share of answer tokens that are hidden while they are read.")},
        {"marginalia/trained_share", MG_TR("metrics", "Share of the weights that train.")},
        {"marginalia/stage", MG_TR("metrics", "Which draw of the half that trains is in force.")},
    };
    const auto found = std::find_if(list.begin(), list.end(),
                                    [&](const MetricInfo& info) { return info.name == name; });
    if (found != list.end()) {
        return &*found;
    }
    // Names with a loss or an annotator behind the last slash.
    static const std::vector<MetricInfo> families = {
        {"marginalia/loss/", MG_TR("metrics", "One term of a mix, before its weight.")},
        {"marginalia/balance/", MG_TR("metrics", "Weight of one term of a mix at this step.")},
        {"marginalia/eta/", MG_TR("metrics", "Estimated share of right labels of an annotator.")},
    };
    const auto family = std::find_if(families.begin(), families.end(), [&](const MetricInfo& info) {
        return name.size() > info.name.size() && name.rfind(info.name, 0) == 0;
    });
    return family == families.end() ? nullptr : &*family;
}

}  // namespace marginalia
