// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/catalog/parts.h"

namespace marginalia::catalog {

namespace {

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
    info.section = "3.1";
    info.golden = "kto.json";
    info.names = {"Kahneman-Tversky optimisation"};
    return info;
}

}  // namespace

std::vector<ObjectiveInfo> unpairedObjectives()
{
    return {ktoInfo()};
}

}  // namespace marginalia::catalog
