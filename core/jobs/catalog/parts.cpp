// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/catalog/parts.h"

namespace marginalia::catalog {

ParameterInfo betaInfo()
{
    return {
        "beta",
        MG_TR("objectives", "β"),
        0.1,
        0.001,
        10.0,
        MG_TR("objectives",
              "Pull towards the start model. Small values let the model move far; 0.1 is usual.")};
}

ChartInfo lossChart()
{
    return {MG_TR("charts", "Loss"), MG_TR("charts", "nats"), {"loss"}};
}

ChartInfo rewardsChart()
{
    return {MG_TR("charts", "Rewards"),
            MG_TR("charts", "β·Δlogp"),
            {"rewards/chosen", "rewards/rejected"}};
}

ChartInfo marginChart()
{
    return {MG_TR("charts", "Margin"),
            MG_TR("charts", "p5–p95"),
            {"rewards/margins", "marginalia/margin_p05", "marginalia/margin_p95"}};
}

ChartInfo accuracyChart()
{
    return {MG_TR("charts", "Accuracy"), MG_TR("charts", "share"), {"rewards/accuracies"}};
}

ChartInfo logpsChart()
{
    return {
        MG_TR("charts", "Log-probs"), MG_TR("charts", "nats"), {"logps/chosen", "logps/rejected"}};
}

ChartInfo gradientChart()
{
    return {MG_TR("charts", "Gradient norm"), MG_TR("charts", "before clip"), {"grad_norm"}};
}

ChartInfo speedChart()
{
    return {MG_TR("charts", "Speed"), MG_TR("charts", "tokens/s"), {"marginalia/tokens_per_s"}};
}

std::vector<ChartInfo> pairCharts()
{
    return {lossChart(),  rewardsChart(),  marginChart(), accuracyChart(),
            logpsChart(), gradientChart(), speedChart()};
}

std::vector<ChartInfo> tokenCharts()
{
    return {
        lossChart(),
        {MG_TR("charts", "Token accuracy"), MG_TR("charts", "share"), {"mean_token_accuracy"}},
        {MG_TR("charts", "Perplexity"), MG_TR("charts", "per token"), {"marginalia/perplexity"}},
        {MG_TR("charts", "Entropy"), MG_TR("charts", "nats"), {"entropy"}},
        gradientChart(),
        speedChart()};
}

std::vector<ChartInfo> weightedCharts()
{
    std::vector<ChartInfo> out = tokenCharts();
    out.insert(out.begin() + 1,
               {{MG_TR("charts", "Plain likelihood"), MG_TR("charts", "nats"), {"nll_loss"}},
                {MG_TR("charts", "Weight"), MG_TR("charts", "mean"), {"marginalia/weight/mean"}}});
    return out;
}

}  // namespace marginalia::catalog
