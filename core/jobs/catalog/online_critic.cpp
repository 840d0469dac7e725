// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/catalog/online_parts.h"

namespace marginalia::catalog {

namespace {

ObjectiveInfo ppoInfo()
{
    ObjectiveInfo info;
    info.id = "ppo";
    info.title = MG_TR("objectives", "PPO (proximal policy optimisation, with a critic)");
    info.family = onlineFamily();
    info.sentence = MG_TR("objectives",
                          "Raises the reward of the model's own answers token by token, with a "
                          "second head that learns what to expect.");
    info.whenToUse = MG_TR("objectives",
                           "Rewards come from a trained model and answers are long, so that credit "
                           "for single tokens matters.");
    info.howItFails = MG_TR("objectives",
                            "Many settings, each able to spoil a run; a critic that lags makes "
                            "advantages noise. The reward model is fooled in the end.");
    info.watch = MG_TR("objectives",
                       "Reward, KL and the critic's part of the loss. A KL that runs away means: "
                       "lower the learning rate or raise its weight.");
    info.formula = {{'n', "max( "},
                    {'c', "-A·ρ"},
                    {'n', ", -A·clip(ρ) ) + c · "},
                    {'r', "½ (V - return)²"},
                    {'n', " per token"}};
    info.needs = critic();
    append(info.parameters, criticParameters());
    append(info.choices, criticChoices());
    addRounds(info, {.answers = 1, .temperature = 1.0, .longest = 256});
    info.charts = {lossChart(),    rewardChart(),   klChart(),   valueChart(),
                   entropyChart(), gradientChart(), speedChart()};
    info.source = "Schulman et al. 2017, eq. 7; for language models Ziegler et al. 2019";
    info.section = "7.3";
    info.golden = "ppo.json";
    info.names = {"proximal policy optimization", "RLHF", "PPOTrainer"};
    info.learningRate = 3e-6;
    info.learningRateLora = 1e-5;
    info.learningRateSmall = 6e-4;
    return info;
}

ObjectiveInfo srppoInfo()
{
    ObjectiveInfo info;
    info.id = "srppo";
    info.title = MG_TR("objectives", "Self-rewarding PPO (from demonstrations only)");
    info.family = onlineFamily();
    info.sentence = MG_TR("objectives",
                          "PPO whose reward is how much supervised training raised an answer's "
                          "log-prob; no labels are needed.");
    info.whenToUse =
        MG_TR("objectives",
              "You have demonstrations and many more prompts, but nobody who judges answers. Train "
              "on the demonstrations first and start from that model.");
    info.howItFails = MG_TR(
        "objectives", "Sums favour long or repetitive text; take the average and a bound then.");
    info.watch = MG_TR("objectives", "Answer length beside the score.");
    info.formula = {{'n', "reward = "},
                    {'c', "logp after SFT"},
                    {'n', " - "},
                    {'r', "logp before SFT"},
                    {'n', ", then PPO"}};
    info.needs = twoModels();
    info.parameters = {{"clamp", MG_TR("objectives", "Bound of the score"), 0.0, 0.0, 1000.0,
                        MG_TR("objectives", "Scores are cut to this size; 0 is off.")}};
    append(info.parameters, criticParameters());
    info.choices = {{"average",
                     MG_TR("objectives", "Score"),
                     "false",
                     {{"false", MG_TR("objectives", "sum over tokens")},
                      {"true", MG_TR("objectives", "mean over tokens")}},
                     MG_TR("objectives", "The mean keeps long answers from winning by length.")}};
    append(info.choices, criticChoices());
    addRounds(info, {.answers = 1, .temperature = 1.0, .longest = 256, .scored = false});
    info.charts = {lossChart(),   rewardChart(),   klChart(),   valueChart(),
                   lengthChart(), gradientChart(), speedChart()};
    info.source = "Self-Rewarding PPO, 2510.21090";
    info.section = "7.4";
    info.golden = "srppo.json";
    info.names = {"SRPPO", "self-rewarding"};
    info.learningRate = 3e-6;
    info.learningRateLora = 1e-5;
    info.learningRateSmall = 2e-4;
    return info;
}

ObjectiveInfo carftInfo()
{
    ObjectiveInfo info;
    info.id = "carft";
    info.title = MG_TR("objectives",
                       "CARFT (contrastive reinforcement fine-tuning with annotated reasoning)");
    info.family = onlineFamily();
    info.sentence =
        MG_TR("objectives",
              "PPO that also draws the model's right solutions towards the annotated ones.");
    info.whenToUse =
        MG_TR("objectives", "Problems come with a worked solution and a checkable answer.");
    info.howItFails = MG_TR("objectives",
                            "Few right answers give few contrastive terms; a small τ makes it "
                            "follow single neighbours.");
    info.watch = MG_TR("objectives", "The contrast term beside the reward.");
    info.formula = {{'n', "PPO - log [ exp( "},
                    {'c', "cos(annotated, own)"},
                    {'n', " / τ ) / Σ exp( "},
                    {'r', "cos(annotated, others)"},
                    {'n', " / τ ) ]"}};
    info.needs = contrast();
    info.parameters = {
        {"tau", MG_TR("objectives", "τ"), 0.2, 0.001, 10.0,
         MG_TR("objectives",
               "Temperature of the contrast; small values look at the nearest answers only.")},
        {"contrast_weight", MG_TR("objectives", "Weight of the contrast"), 0.1, 0.0, 100.0,
         MG_TR("objectives", "0.1 and 1.0 are the authors' values.")},
        {"accept", MG_TR("objectives", "Passes from"), 1.0, -1000000.0, 1000000.0,
         MG_TR("objectives", "Answers with at least this reward count as right.")}};
    append(info.parameters, criticParameters());
    append(info.choices, criticChoices());
    addRounds(info, {.answers = 1, .temperature = 1.0, .longest = 256});
    info.charts = {lossChart(),  rewardChart(),   klChart(),
                   valueChart(), gradientChart(), speedChart()};
    info.source = "CARFT, 2508.15868, and its code";
    info.section = "7.5";
    info.golden = "carft.json";
    info.names = {"ReFT", "contrastive learning with annotated CoT"};
    info.learningRate = 3e-7;
    info.learningRateLora = 3e-6;
    info.learningRateSmall = 6e-4;
    return info;
}

}  // namespace

std::vector<ObjectiveInfo> criticObjectives()
{
    return {ppoInfo(), srppoInfo(), carftInfo()};
}

}  // namespace marginalia::catalog
