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
        {"marginalia/weight/mean", MG_TR("metrics", "Mean weight of the pairs of the step.")},
        {"marginalia/weight/min", MG_TR("metrics", "Smallest weight of a pair of the step.")},
        {"marginalia/weight/max", MG_TR("metrics", "Largest weight of a pair of the step.")},
        {"marginalia/eta/0",
         MG_TR("metrics", "Estimated share of right labels of the first annotator.")},
        {"marginalia/eta/1",
         MG_TR("metrics", "Estimated share of right labels of the second annotator.")},
        {"marginalia/eta/2",
         MG_TR("metrics", "Estimated share of right labels of the third annotator.")},
        {"marginalia/loss/sft", MG_TR("metrics", "The likelihood part of the loss.")},
    };
    const auto found = std::find_if(list.begin(), list.end(),
                                    [&](const MetricInfo& info) { return info.name == name; });
    return found == list.end() ? nullptr : &*found;
}

}  // namespace marginalia
