// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/catalog/parts.h"

namespace marginalia::catalog {

namespace {

ObjectiveInfo rmBtInfo()
{
    ObjectiveInfo info;
    info.id = "rm_bt";
    info.title = MG_TR("objectives", "Reward model from pairs (Bradley–Terry)");
    info.family = MG_TR("objectives", "reward models");
    info.sentence =
        MG_TR("objectives",
              "Trains a score that is higher for the chosen answer than for the rejected one.");
    info.whenToUse = MG_TR("objectives",
                           "You need a judge: to score new answers, to rank candidates, or for "
                           "reinforcement learning.");
    info.howItFails =
        MG_TR("objectives",
              "Over-fits within two epochs; learns length or style when they go with the labels.");
    info.watch = MG_TR("objectives",
                       "Held-out accuracy, and the mean score: if it drifts, raise the centring.");
    info.formula = {{'n', "-log σ( "},
                    {'c', "score chosen"},
                    {'n', " - "},
                    {'r', "score rejected"},
                    {'n', " - m )\n+ κ·( "},
                    {'c', "score chosen"},
                    {'n', " + "},
                    {'r', "score rejected"},
                    {'n', " )²"}};
    info.needs.coupling = Coupling::Pair;
    info.needs.data = DataCode::Pairs;
    info.needs.head = HeadKind::Score;
    info.parameters = {
        {"center_coefficient", MG_TR("objectives", "κ"), 0.01, 0, 10,
         MG_TR("objectives", "Keeps scores around zero; 0 lets them drift, 0.01 is usual.")}};
    info.choices = {
        {"use_margin",
         MG_TR("objectives", "Strength"),
         "false",
         {{"false", MG_TR("objectives", "all pairs alike")},
          {"true", MG_TR("objectives", "much better asks for a larger margin")}},
         MG_TR("objectives",
               "Whether slightly, plainly and much better ask for different margins.")}};
    info.charts = {lossChart(),
                   {MG_TR("charts", "Accuracy"), MG_TR("charts", "share"), {"accuracy"}},
                   {MG_TR("charts", "Margin"), MG_TR("charts", "score"), {"margin"}},
                   {MG_TR("charts", "Scores"),
                    MG_TR("charts", "score"),
                    {"min_reward", "mean_reward", "max_reward"}},
                   gradientChart(),
                   speedChart()};
    info.source =
        "Touvron et al. 2023 (2307.09288), eq. 1 and 2; centring: Eisenstein et al. 2023 "
        "(2312.09244)";
    info.section = "6.1";
    info.golden = "rm_bt.json";
    info.names = {"reward model", "RewardTrainer", "rm", "Bradley-Terry"};
    info.learningRate = 1e-5;
    info.learningRateLora = 1e-4;
    return info;
}

ObjectiveInfo rmMseInfo()
{
    ObjectiveInfo info;
    info.id = "rm_mse";
    info.title = MG_TR("objectives", "Reward model from ratings (regression)");
    info.family = MG_TR("objectives", "reward models");
    info.sentence =
        MG_TR("objectives", "Trains one number per quality that matches the ratings people gave.");
    info.whenToUse =
        MG_TR("objectives", "Answers have ratings, perhaps several kinds, instead of comparisons.");
    info.howItFails = MG_TR(
        "objectives",
        "Raters who use the scale differently blur it; it predicts the middle for everything.");
    info.watch =
        MG_TR("objectives", "Held-out loss against that of always predicting the mean rating.");
    info.formula = {{'n', "Σ ( σ( "}, {'c', "score"}, {'n', " ) - rating )² / ratings given"}};
    info.needs.data = DataCode::Attributes;
    info.needs.head = HeadKind::Attributes;
    info.charts = {lossChart(), gradientChart(), speedChart()};
    info.source = "Bansal et al. 2023 (2308.15812)";
    info.section = "6.2";
    info.golden = "rm_mse.json";
    info.names = {"rating regression", "multi-attribute reward model", "Likert"};
    info.learningRate = 1e-5;
    info.learningRateLora = 1e-4;
    return info;
}

ObjectiveInfo prmInfo()
{
    ObjectiveInfo info;
    info.id = "prm";
    info.title = MG_TR("objectives", "Process reward model: is each step right?");
    info.family = MG_TR("objectives", "reward models");
    info.sentence =
        MG_TR("objectives",
              "Learns to say, at the end of each step of a solution, whether that step is right.");
    info.whenToUse = MG_TR(
        "objectives",
        "Solutions come with verdicts on their steps and you want to search or score by step.");
    info.howItFails = MG_TR("objectives", "Most steps are right, so saying yes always looks good.");
    info.watch =
        MG_TR("objectives", "Balanced accuracy, which counts right and wrong steps alike.");
    info.formula = {
        {'n', "-Σ log softmax( "}, {'c', "step logits"}, {'n', " )[verdict] / judged steps"}};
    info.needs.data = DataCode::Steps;
    info.needs.head = HeadKind::Steps;
    info.choices = {{"last_step_only",
                     MG_TR("objectives", "Steps that train"),
                     "false",
                     {{"false", MG_TR("objectives", "every judged step")},
                      {"true", MG_TR("objectives", "the last one only")}},
                     MG_TR("objectives", "The last one only makes an outcome reward model.")}};
    info.charts = {lossChart(),
                   {MG_TR("charts", "Accuracy"),
                    MG_TR("charts", "share"),
                    {"accuracy", "marginalia/accuracy/balanced"}},
                   gradientChart(),
                   speedChart()};
    info.source = "Uesato et al. 2022 (2211.14275)";
    info.section = "6.3";
    info.golden = "prm.json";
    info.names = {"PRM", "process reward model", "stepwise"};
    info.learningRate = 1e-5;
    info.learningRateLora = 1e-4;
    return info;
}

}  // namespace

std::vector<ObjectiveInfo> rewardObjectives()
{
    return {rmBtInfo(), rmMseInfo(), prmInfo()};
}

}  // namespace marginalia::catalog
