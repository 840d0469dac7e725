// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/catalog.h"

#include "core/base/text.h"

#include <algorithm>

namespace marginalia {

namespace {

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
    return info;
}

ObjectiveInfo dpoInfo()
{
    ObjectiveInfo info;
    info.id = "dpo";
    info.title = MG_TR("objectives", "DPO");
    info.family = MG_TR("objectives", "direct preference");
    info.sentence =
        MG_TR("objectives",
              "Raises the chosen answer above the rejected one, measured against the start model.");
    info.whenToUse = MG_TR("objectives", "You have pairs with a clear better answer.");
    info.howItFails = MG_TR(
        "objectives", "Both log-probs can fall while the margin grows; add an SFT term then.");
    info.watch = MG_TR("objectives", "Log-probs of the chosen answers and the held-out accuracy.");
    info.formula = {{'n', "-log σ( β·[ "},
                    {'c', "Δlogp chosen"},
                    {'n', "\n          - "},
                    {'r', "Δlogp rejected"},
                    {'n', " ] )"}};
    info.needs = {RefKind::SeqSum, false, Coupling::Pair, DataCode::Pairs, 1};
    info.parameters = {
        betaInfo(),
        {"label_smoothing", MG_TR("objectives", "Label smoothing"), 0.0, 0.0, 0.49,
         MG_TR("objectives", "Share of your labels that you believe to be the wrong way round.")}};
    info.choices = {
        {"use_margin",
         MG_TR("objectives", "Strength"),
         "false",
         {{"false", MG_TR("objectives", "all pairs alike")},
          {"true", MG_TR("objectives", "much better asks for a larger margin")}},
         MG_TR("objectives",
               "Whether slightly, plainly and much better ask for different margins.")},
        {"sft_reduction",
         MG_TR("objectives", "SFT term averages over"),
         "token_mean",
         {{"token_mean", MG_TR("objectives", "all chosen tokens of the step")},
          {"row_mean", MG_TR("objectives", "each answer, then answers")},
          {"sum", MG_TR("objectives", "nothing: the sum of each answer")}},
         MG_TR("objectives",
               "Only with an SFT term; the sum needs a weight some hundred times smaller.")}};
    info.charts = {lossChart(),
                   rewardsChart(),
                   {MG_TR("charts", "Margin"),
                    MG_TR("charts", "p5–p95"),
                    {"rewards/margins", "marginalia/margin_p05", "marginalia/margin_p95"}},
                   {MG_TR("charts", "Accuracy"), MG_TR("charts", "share"), {"rewards/accuracies"}},
                   logpsChart(),
                   gradientChart(),
                   speedChart()};
    info.source = "Rafailov et al. 2023, eq. 7; smoothing: Mitchell 2023, eq. 3";
    return info;
}

ObjectiveInfo ktoInfo()
{
    ObjectiveInfo info;
    info.id = "kto";
    info.title = MG_TR("objectives", "KTO");
    info.family = MG_TR("objectives", "thumbs up or down");
    info.sentence =
        MG_TR("objectives",
              "Makes good answers likelier and bad ones unlikelier than a moving reference point.");
    info.whenToUse =
        MG_TR("objectives",
              "Your labels are good or bad, not pairs; it also uses both good and both bad.");
    info.howItFails =
        MG_TR("objectives", "Lopsided labels: balance the two weights when one kind is rare.");
    info.watch =
        MG_TR("objectives", "The reference point: when it runs away, lower the learning rate.");
    info.formula = {{'n', "1 - σ( β·[ "},
                    {'c', "Δlogp good"},
                    {'n', " - z ] )\n1 - σ( β·[ z - "},
                    {'r', "Δlogp bad"},
                    {'n', " ] )"}};
    info.needs = {RefKind::SeqSum, true, Coupling::MicroBatch, DataCode::Unpaired, 2};
    info.parameters = {betaInfo(),
                       {"desirable_weight", MG_TR("objectives", "Weight of good"), 1.0, 0.0, 100.0,
                        MG_TR("objectives", "Raise it when good answers are rare.")},
                       {"undesirable_weight", MG_TR("objectives", "Weight of bad"), 1.0, 0.0, 100.0,
                        MG_TR("objectives", "Raise it when bad answers are rare.")}};
    info.choices = {
        {"kl_partner",
         MG_TR("objectives", "Reference point from"),
         "fixed",
         {{"fixed", MG_TR("objectives", "one drawn partner a record")},
          {"rotate", MG_TR("objectives", "the neighbour in the batch, as TRL")}},
         MG_TR("objectives", "Which other answer stands beside a prompt to measure drift.")},
        {"kl_rows",
         MG_TR("objectives", "Empty partners"),
         "all",
         {{"all", MG_TR("objectives", "count as no drift, as TRL")},
          {"non_empty", MG_TR("objectives", "are left out")}},
         MG_TR("objectives", "What an empty partner answer adds to the reference point.")}};
    info.charts = {lossChart(),
                   rewardsChart(),
                   {MG_TR("charts", "KL"), MG_TR("charts", "nats"), {"kl"}},
                   {MG_TR("charts", "Margin"), MG_TR("charts", "of means"), {"rewards/margins"}},
                   logpsChart(),
                   gradientChart(),
                   speedChart()};
    info.source = "Ethayarajh et al. 2024, eq. 8";
    return info;
}

}  // namespace

const std::vector<ObjectiveInfo>& objectiveCatalog()
{
    static const std::vector<ObjectiveInfo> list = {dpoInfo(), ktoInfo(), sftInfo()};
    return list;
}

const ObjectiveInfo* findObjective(const std::string& id)
{
    const auto& list = objectiveCatalog();
    const auto found = std::find_if(list.begin(), list.end(),
                                    [&](const ObjectiveInfo& info) { return info.id == id; });
    return found == list.end() ? nullptr : &*found;
}

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
