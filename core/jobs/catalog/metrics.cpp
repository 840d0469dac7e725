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
        {"marginalia/loss/sft", MG_TR("metrics", "The likelihood part of the loss.")},
    };
    const auto found = std::find_if(list.begin(), list.end(),
                                    [&](const MetricInfo& info) { return info.name == name; });
    return found == list.end() ? nullptr : &*found;
}

}  // namespace marginalia
