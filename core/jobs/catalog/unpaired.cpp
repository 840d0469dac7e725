// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/catalog/pair_parts.h"

namespace marginalia::catalog {

namespace {

ObjectiveInfo thumbsRow(const char* id, const Words& words, const char* section, const char* golden,
                        const char* source)
{
    ObjectiveInfo info = pairRow(id, words, section, golden, source);
    info.family = MG_TR("objectives", "thumbs up or down");
    info.needs.coupling = Coupling::None;
    info.needs.data = DataCode::Unpaired;
    info.charts = {lossChart(),
                   rewardsChart(),
                   {MG_TR("charts", "Margin"), MG_TR("charts", "of means"), {"rewards/margins"}},
                   logpsChart(),
                   gradientChart(),
                   speedChart()};
    return info;
}

std::vector<ParameterInfo> classParameters()
{
    return {betaInfo(),
            {"desirable_weight", MG_TR("objectives", "Weight of good"), 1.0, 0.0, 100.0,
             MG_TR("objectives", "Raise it when good answers are rare.")},
            {"undesirable_weight", MG_TR("objectives", "Weight of bad"), 1.0, 0.0, 100.0,
             MG_TR("objectives", "Raise it when bad answers are rare.")}};
}

ObjectiveInfo ktoInfo()
{
    ObjectiveInfo info = thumbsRow(
        "kto",
        {MG_TR("objectives", "KTO"),
         MG_TR("objectives",
               "Makes good answers likelier and bad ones unlikelier than a moving reference "
               "point."),
         MG_TR("objectives",
               "Your labels are good or bad, not pairs; it also uses both good and both bad."),
         MG_TR("objectives", "Lopsided labels: balance the two weights when one kind is rare."),
         MG_TR("objectives", "The reference point: when it runs away, lower the learning rate.")},
        "3.1", "kto.json", "Ethayarajh et al. 2024, eq. 8 (arXiv 2402.01306)");
    info.formula = {{'n', "1 - σ( β·[ "},
                    {'c', "Δlogp good"},
                    {'n', " - z ] )\n1 - σ( β·[ z - "},
                    {'r', "Δlogp bad"},
                    {'n', " ] )"}};
    info.needs.mismatchRows = true;
    info.needs.coupling = Coupling::MicroBatch;
    info.needs.minMicroBatch = 2;
    info.parameters = classParameters();
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
    info.charts.insert(info.charts.begin() + 2,
                       {MG_TR("charts", "KL"), MG_TR("charts", "nats"), {"kl"}});
    info.names = {"Kahneman-Tversky optimisation"};
    return info;
}

ObjectiveInfo apoZeroUnpairedInfo()
{
    ObjectiveInfo info = thumbsRow(
        "apo_zero_unpaired",
        {MG_TR("objectives", "APO-zero on single answers"),
         MG_TR("objectives",
               "Makes good answers likelier and bad ones unlikelier than the start model has "
               "them."),
         MG_TR("objectives", "You would take KTO but want no second pass for its reference point."),
         MG_TR("objectives",
               "Without a moving reference point everything may rise together; lopsided labels "
               "push one way."),
         MG_TR("objectives", "Both rewards must part: good above 0, bad below.")},
        "3.2", "apo_zero_unpaired.json", "D'Oosterlinck et al. 2024 (arXiv 2408.06266)");
    info.formula = {{'n', "1 - σ( β·"},
                    {'c', "Δlogp good"},
                    {'n', " )\nσ( β·"},
                    {'r', "Δlogp bad"},
                    {'n', " )"}};
    info.parameters = classParameters();
    info.names = {"anchored preference optimisation"};
    return info;
}

ObjectiveInfo bcoInfo()
{
    ObjectiveInfo info = thumbsRow(
        "bco",
        {MG_TR("objectives", "BCO on single answers"),
         MG_TR("objectives",
               "Trains a good-or-bad classifier whose logit is the reward, around the mean reward "
               "so far."),
         MG_TR("objectives",
               "Thumbs up and down, with good and bad answers of about equal number."),
         MG_TR("objectives",
               "One kind of label far more often moves the mean to its side, and the other kind "
               "gets all the slope."),
         MG_TR("objectives", "The shift δ: it should settle, not drift.")},
        "3.3", "bco.json", "Jung et al. 2024 (arXiv 2404.04656)");
    info.formula = {{'n', "-log σ( β·"},
                    {'c', "Δlogp good"},
                    {'n', " - δ )\n-log σ( δ - β·"},
                    {'r', "Δlogp bad"},
                    {'n', " )"}};
    info.needs.coupling = Coupling::RunningState;
    info.parameters = classParameters();
    info.choices = {
        {"delta_mode",
         MG_TR("objectives", "Shift δ"),
         "running_mean",
         {{"running_mean", MG_TR("objectives", "mean of all rewards so far, as TRL")},
          {"class_mean", MG_TR("objectives", "mean of both kinds in the batch, as the paper")},
          {"fixed", MG_TR("objectives", "kept as it is")}},
         MG_TR("objectives",
               "What counts as an average answer; the mean of both kinds does not care which is "
               "rarer.")}};
    info.charts.insert(
        info.charts.begin() + 2,
        {MG_TR("charts", "Shift δ"), MG_TR("charts", "reward"), {"marginalia/delta"}});
    info.learningRate = 5e-7;
    info.names = {"binary classifier optimisation"};
    return info;
}

ObjectiveInfo csftInfo()
{
    ObjectiveInfo info = thumbsRow(
        "csft",
        {MG_TR("objectives", "Control-token SFT"),
         MG_TR("objectives",
               "Imitates all answers, each behind a tag that says good or bad; later you ask with "
               "the good tag."),
         MG_TR("objectives", "A safe first try on thumbs: nothing is ever pushed down."),
         MG_TR("objectives", "Without the tag in the prompt the model writes good and bad alike."),
         MG_TR("objectives", "Held-out loss, and samples that carry the good tag.")},
        "3.4", "csft.json", "Hu et al. 2023; as HALOs");
    info.formula = {{'n', "-Σ "},
                    {'c', "logp answer token"},
                    {'n', " / tokens of the step,\nprompt + <good> or <bad>"}};
    info.needs.ref = RefKind::None;
    info.choices = {{"reduction",
                     MG_TR("objectives", "Average over"),
                     "token_global",
                     {{"token_global", MG_TR("objectives", "all tokens of the step")},
                      {"seq_mean", MG_TR("objectives", "each answer, then answers")}},
                     MG_TR("objectives", "Whether long answers count more than short ones.")}};
    info.charts = {lossChart(), logpsChart(), gradientChart(), speedChart()};
    info.learningRate = 2e-5;
    info.learningRateLora = 1e-4;
    info.names = {"conditional SFT", "control tokens"};
    return info;
}

}  // namespace

std::vector<ObjectiveInfo> unpairedObjectives()
{
    return {ktoInfo(), apoZeroUnpairedInfo(), bcoInfo(), csftInfo()};
}

}  // namespace marginalia::catalog
