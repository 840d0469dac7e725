// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/catalog/parts.h"

namespace marginalia::catalog {

namespace {

ObjectiveInfo sftInfo()
{
    ObjectiveInfo info;
    info.id = "sft";
    info.title = MG_TR("objectives", "SFT");
    info.family = MG_TR("objectives", "imitation");
    info.sentence =
        MG_TR("objectives", "Makes the answers of the data more likely, token by token.");
    info.whenToUse = MG_TR(
        "objectives", "You have good answers and no comparisons, or want a warm start before DPO.");
    info.howItFails =
        MG_TR("objectives",
              "Repeats the data when trained too long; learns nothing from rejected answers.");
    info.watch = MG_TR("objectives", "Held-out loss: when it rises while the loss falls, stop.");
    info.formula = {{'n', "-Σ "}, {'c', "logp answer token"}, {'n', " / tokens of the step"}};
    info.needs = {RefKind::None, false, Coupling::None, DataCode::Demos, 1};
    info.choices = {{"reduction",
                     MG_TR("objectives", "Average over"),
                     "token_global",
                     {{"token_global", MG_TR("objectives", "all tokens of the step")},
                      {"seq_mean", MG_TR("objectives", "each answer, then answers")}},
                     MG_TR("objectives", "Whether long answers count more than short ones.")}};
    info.charts = {
        lossChart(),
        {MG_TR("charts", "Token accuracy"), MG_TR("charts", "share"), {"mean_token_accuracy"}},
        {MG_TR("charts", "Perplexity"), MG_TR("charts", "per token"), {"marginalia/perplexity"}},
        {MG_TR("charts", "Entropy"), MG_TR("charts", "nats"), {"entropy"}},
        gradientChart(),
        speedChart()};
    info.source = "Negative log-likelihood; normalised over the whole step as TRL's SFTTrainer";
    info.section = "4.1";
    info.golden = "sft.json";
    info.names = {"supervised fine-tuning", "nll", "chunked_nll"};
    info.learningRate = 2e-5;
    info.learningRateLora = 1e-4;
    return info;
}

}  // namespace

std::vector<ObjectiveInfo> imitationObjectives()
{
    return {sftInfo()};
}

}  // namespace marginalia::catalog
