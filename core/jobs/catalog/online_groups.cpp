// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/catalog/online_parts.h"

namespace marginalia::catalog {

namespace {

ObjectiveInfo grpoInfo()
{
    ObjectiveInfo info;
    info.id = "grpo";
    info.title = MG_TR("objectives", "GRPO and relatives (group relative policy optimisation)");
    info.family = onlineFamily();
    info.sentence = MG_TR("objectives",
                          "Writes several answers to each prompt and makes those likelier that "
                          "score above the average of their group.");
    info.whenToUse = MG_TR("objectives",
                           "A program, a judge or a reward model can score answers, and the model "
                           "gets some of them right already.");
    info.howItFails = MG_TR("objectives",
                            "Groups that are all right or all wrong teach nothing. Rewards with "
                            "holes are found and used. Averaging by row rewards long wrong "
                            "answers; choose DAPO's or Dr. GRPO's average against that.");
    info.watch = MG_TR("objectives",
                       "The reward, not the loss: right after sampling the loss is near 0 by "
                       "construction. Stop when entropy collapses or all groups agree.");
    info.formula = {{'n', "A = (reward - group mean) / group spread\n-min( "},
                    {'c', "ρ·A"},
                    {'n', ", clip(ρ)·A ) + β·"},
                    {'r', "KL"},
                    {'n', " per token,  ρ = p now / p when written"}};
    info.needs = prompts(RefKind::None, Coupling::Group);
    info.parameters = {
        clipBelow(0.2),
        clipAbove(0.28),
        klWeight(),
        {"delta", MG_TR("objectives", "Cap of the ratio"), 0.0, 0.0, 100.0,
         MG_TR("objectives",
               "Bounds the push against bad tokens that became likely; 4 is usual, 0 is off.")},
        {"top_entropy_quantile", MG_TR("objectives", "Share of tokens trained"), 1.0, 0.01, 1.0,
         MG_TR("objectives",
               "Below 1 only the tokens at which the model is most undecided count; 0.2 is the "
               "paper's.")},
        {"entropy_coef", MG_TR("objectives", "Entropy bonus"), 0.0, -1.0, 1.0,
         MG_TR("objectives",
               "Rewards being undecided, so that answers stay different; 0.001 is much.")},
        {"off_policy_threshold", MG_TR("objectives", "Leave out stale bad rows"), 0.0, 0.0, 100.0,
         MG_TR("objectives",
               "Bad answers that became unlikelier than this, in nats a token, no longer push; 0 "
               "is off.")},
        {"sampler_cap", MG_TR("objectives", "Cap of the correction"), 3.0, 1.0, 1000.0,
         MG_TR("objectives", "Largest weight that corrects for the generator's own numbers.")},
        {"sapo_temperature_pos", MG_TR("objectives", "SAPO τ, good answers"), 1.0, 0.01, 100.0,
         MG_TR("objectives", "How sharply gains fade away from ratio 1.")},
        {"sapo_temperature_neg", MG_TR("objectives", "SAPO τ, bad answers"), 1.05, 0.01, 100.0,
         MG_TR("objectives", "A little larger than for good answers keeps training steady.")},
        {"vespo_k_pos", MG_TR("objectives", "VESPO k, good answers"), 2.0, 0.0, 100.0,
         MG_TR("objectives", "Power of the sequence ratio in the weight.")},
        {"vespo_lambda_pos", MG_TR("objectives", "VESPO λ, good answers"), 3.0, 0.0, 100.0,
         MG_TR("objectives", "How fast the weight falls for large ratios.")},
        {"vespo_k_neg", MG_TR("objectives", "VESPO k, bad answers"), 3.0, 0.0, 100.0,
         MG_TR("objectives", "Power of the sequence ratio in the weight.")},
        {"vespo_lambda_neg", MG_TR("objectives", "VESPO λ, bad answers"), 2.0, 0.0, 100.0,
         MG_TR("objectives", "How fast the weight falls for large ratios.")}};
    info.choices = {
        {"loss_type",
         MG_TR("objectives", "Form"),
         "dapo",
         {{"dapo", MG_TR("objectives", "DAPO: all tokens of the step alike")},
          {"grpo", MG_TR("objectives", "GRPO: each answer, then answers")},
          {"bnpo", MG_TR("objectives", "BNPO: all tokens of the micro-batch")},
          {"dr_grpo", MG_TR("objectives", "Dr. GRPO: over the longest length")},
          {"cispo", MG_TR("objectives", "CISPO: capped weight on log-prob")},
          {"sapo", MG_TR("objectives", "SAPO: soft gate instead of a clip")},
          {"luspo", MG_TR("objectives", "LUSPO: answers by their length")},
          {"vespo", MG_TR("objectives", "VESPO: weight from the whole answer")}},
         MG_TR("objectives",
               "How token terms are formed and averaged. LUSPO wants ratios of whole answers.")},
        {"importance_sampling_level",
         MG_TR("objectives", "Ratio of"),
         "token",
         {{"token", MG_TR("objectives", "each token")},
          {"sequence", MG_TR("objectives", "the whole answer (GSPO)")},
          {"sequence_token", MG_TR("objectives", "the answer, slope by token")}},
         MG_TR("objectives",
               "Whole answers are steadier, for mixtures of experts above all; clips must then be "
               "about 0.0003.")},
        rewardScale(),
        {"unbiased_kl",
         MG_TR("objectives", "KL term"),
         "true",
         {{"false", MG_TR("objectives", "plain estimate")},
          {"true", MG_TR("objectives", "weighted by the ratio, as TRL 1.16")}},
         MG_TR(
             "objectives",
             "Only with a KL weight above 0. The weighted form has the gradient of the true KL.")},
        {"sampler_correction",
         MG_TR("objectives", "Correct the generator"),
         "none",
         {{"none", MG_TR("objectives", "no")},
          {"token_truncate", MG_TR("objectives", "by token, capped")},
          {"token_mask", MG_TR("objectives", "by token, large ones dropped")},
          {"sequence_truncate", MG_TR("objectives", "by answer, capped")},
          {"sequence_mask", MG_TR("objectives", "by answer, large ones dropped")}},
         MG_TR("objectives",
               "For answers that another program wrote with slightly different numbers.")}};
    addRounds(info, {.answers = 8, .temperature = 1.0, .longest = 256});
    info.charts = {lossChart(),   rewardChart(),  spreadChart(),   flatChart(), clipChart(),
                   lengthChart(), entropyChart(), gradientChart(), speedChart()};
    info.source =
        "Shao et al. 2024, eq. 3; DAPO: Yu et al. 2025; Dr. GRPO: Liu et al. 2025; CISPO: MiniMax "
        "2025; GSPO: Zheng et al. 2025; SAPO 2511.20347; LUSPO 2602.05261; VESPO 2602.10693";
    info.section = "7.1";
    info.golden = "grpo.json";
    info.names = {"group relative policy optimization",
                  "DAPO",
                  "Dr. GRPO",
                  "GSPO",
                  "CISPO",
                  "SAPO",
                  "BNPO",
                  "LUSPO",
                  "VESPO",
                  "RLVR",
                  "GRPOTrainer"};
    info.learningRate = 1e-6;
    info.learningRateLora = 1e-5;
    info.learningRateSmall = 2e-4;
    return info;
}

ObjectiveInfo gmpoInfo()
{
    ObjectiveInfo info;
    info.id = "gmpo";
    info.title = MG_TR("objectives", "GMPO (geometric mean policy optimisation)");
    info.family = onlineFamily();
    info.sentence = MG_TR("objectives",
                          "GRPO with the geometric mean of an answer's token ratios, so that "
                          "single odd tokens cannot dominate.");
    info.whenToUse =
        MG_TR("objectives", "GRPO runs jump: a few tokens with huge ratios spoil the steps.");
    info.howItFails =
        MG_TR("objectives",
              "As GRPO: groups without a difference teach nothing, holes in the reward are used.");
    info.watch = MG_TR("objectives", "The reward and the entropy; the loss says little.");
    info.formula = {{'n', "-A · exp( mean over tokens of "},
                    {'c', "clip(log ρ)"},
                    {'n', " ) + β·"},
                    {'r', "KL"}};
    info.needs = prompts(RefKind::None, Coupling::Group);
    info.parameters = {clipBelow(0.4), clipAbove(0.4), klWeight()};
    info.choices = {rewardScale()};
    addRounds(info, {.answers = 8, .temperature = 1.0, .longest = 256});
    info.charts = {lossChart(),   rewardChart(),  spreadChart(),   flatChart(),
                   lengthChart(), entropyChart(), gradientChart(), speedChart()};
    info.source = "Zhao et al. 2025, eq. 4";
    info.section = "7.1";
    info.golden = "gmpo.json";
    info.names = {"geometric-mean policy optimization", "GMPOTrainer"};
    info.learningRate = 1e-6;
    info.learningRateLora = 1e-5;
    info.learningRateSmall = 2e-4;
    return info;
}

ObjectiveInfo rlooInfo()
{
    ObjectiveInfo info;
    info.id = "rloo";
    info.title = MG_TR("objectives", "RLOO (REINFORCE leave-one-out)");
    info.family = onlineFamily();
    info.sentence = MG_TR("objectives",
                          "Writes a few answers to each prompt and compares each one's reward with "
                          "the mean of the others.");
    info.whenToUse = MG_TR("objectives",
                           "You can score answers and want the plainest method that works; two to "
                           "four answers a prompt are enough.");
    info.howItFails = MG_TR("objectives",
                            "With two answers the signal is noisy. Long answers carry a large KL "
                            "penalty because it is a sum.");
    info.watch = MG_TR(
        "objectives",
        "Reward and KL together: reward that rises only with KL is bought from the start model.");
    info.formula = {{'n', "r' = reward - β·"},
                    {'r', "KL to the start model"},
                    {'n', "\nA = r' - mean of the others' r'\n-min( "},
                    {'c', "ρ·A"},
                    {'n', ", clip(ρ)·A ) per answer"}};
    info.needs = prompts(RefKind::SeqSum, Coupling::Group);
    info.parameters = {
        {"beta", MG_TR("objectives", "KL in the reward"), 0.05, 0.0, 10.0,
         MG_TR("objectives", "What each nat away from the start model costs an answer.")},
        clipBelow(0.2),
        clipAbove(0.2)};
    info.choices = {{"advantage",
                     MG_TR("objectives", "Compared with"),
                     "rloo",
                     {{"rloo", MG_TR("objectives", "the mean of the others")},
                      {"group_mean", MG_TR("objectives", "the mean of the group")}},
                     MG_TR("objectives", "The mean of the others keeps the gradient unbiased.")},
                    {"normalize_advantages",
                     MG_TR("objectives", "Advantages"),
                     "false",
                     {{"false", MG_TR("objectives", "as they are")},
                      {"true", MG_TR("objectives", "brought to mean 0 and spread 1")}},
                     MG_TR("objectives", "Over the batch; close to REINFORCE++.")}};
    addRounds(info, {.answers = 4, .temperature = 1.0, .longest = 256});
    info.charts = {lossChart(), rewardChart(), spreadChart(),   flatChart(),
                   klChart(),   lengthChart(), gradientChart(), speedChart()};
    info.source = "Ahmadian et al. 2024, eq. 8";
    info.section = "7.2";
    info.golden = "rloo.json";
    info.names = {"REINFORCE leave-one-out", "REINFORCE++", "RLOOTrainer"};
    info.learningRate = 1e-6;
    info.learningRateLora = 1e-5;
    return info;
}

}  // namespace

std::vector<ObjectiveInfo> groupObjectives()
{
    return {grpoInfo(), gmpoInfo(), rlooInfo()};
}

}  // namespace marginalia::catalog
