// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/catalog/parts.h"

namespace marginalia::catalog {

namespace {

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
    info.charts = pairCharts();
    info.source = "Rafailov et al. 2023, eq. 7; smoothing: Mitchell 2023, eq. 3";
    info.section = "2.1";
    info.golden = "dpo.json";
    info.names = {"sigmoid", "direct preference optimisation", "Bradley-Terry DPO"};
    return info;
}

}  // namespace

std::vector<ObjectiveInfo> pairObjectives()
{
    return {dpoInfo()};
}

}  // namespace marginalia::catalog
