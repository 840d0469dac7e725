// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/catalog/online_parts.h"

namespace marginalia::catalog {

namespace {

ObjectiveInfo onlineDpoInfo()
{
    ObjectiveInfo info;
    info.id = "online_dpo";
    info.title = MG_TR("objectives", "Online DPO (pairs of the model's own answers)");
    info.family = onlineFamily();
    info.sentence = MG_TR("objectives",
                          "Writes two answers to each prompt, has them scored, and trains DPO on "
                          "the better against the worse.");
    info.whenToUse = MG_TR("objectives",
                           "DPO stalled on fixed pairs, and a program, judge or reward model can "
                           "say which of two answers is better.");
    info.howItFails = MG_TR("objectives",
                            "Ties teach the order of writing; a judge's taste, such as for length, "
                            "is learned quickly.");
    info.watch = MG_TR("objectives",
                       "The reward of the answers and their length; the margin grows in any case.");
    info.formula = {{'n', "-log σ( β·[ "},
                    {'c', "Δlogp better"},
                    {'n', "\n          - "},
                    {'r', "Δlogp worse"},
                    {'n', " ] )"}};
    info.needs = prompts(RefKind::SeqSum, Coupling::Pair);
    info.parameters = {betaInfo()};
    info.choices = {pairLoss(), tiedAnswers()};
    addRounds(info, {.answers = 2, .temperature = 0.9, .longest = 64, .fixedAnswers = true});
    info.charts = {lossChart(),   rewardChart(),   meanMarginChart(), accuracyChart(),
                   lengthChart(), gradientChart(), speedChart()};
    info.source = "Guo et al. 2024, section 3";
    info.section = "7.6";
    info.golden = "online_dpo.json";
    info.names = {"OAIF", "direct language model alignment from online AI feedback",
                  "OnlineDPOTrainer"};
    info.learningRate = 5e-7;
    info.learningRateLora = 5e-6;
    info.learningRateSmall = 2e-4;
    return info;
}

ObjectiveInfo xpoInfo()
{
    ObjectiveInfo info;
    info.id = "xpo";
    info.title = MG_TR("objectives", "XPO (exploratory preference optimisation)");
    info.family = onlineFamily();
    info.sentence = MG_TR("objectives",
                          "Online DPO of the model's answer against the start model's, with a "
                          "small push away from what the start model says.");
    info.whenToUse = MG_TR("objectives", "Online DPO keeps finding the same answers.");
    info.howItFails = MG_TR("objectives",
                            "Too much optimism makes unlikely text likely; it is a sum over "
                            "tokens, so keep α near 1e-5.");
    info.watch = MG_TR("objectives", "The reward, and the log-prob of the start model's samples.");
    info.formula = {{'n', "DPO( "}, {'c', "better"},    {'n', ", "},
                    {'r', "worse"}, {'n', " ) + α · "}, {'r', "logp start model's answer"}};
    info.needs = prompts(RefKind::SeqSum, Coupling::Pair);
    info.parameters = {
        betaInfo(),
        {"alpha", MG_TR("objectives", "Optimism"), 1e-05, 0.0, 1.0,
         MG_TR("objectives", "Pushes the model away from the start model's answers.")}};
    info.choices = {pairLoss(), tiedAnswers()};
    addRounds(info, {.answers = 2, .temperature = 0.9, .longest = 64, .fixedAnswers = true});
    info.charts = {lossChart(),     rewardChart(),   meanMarginChart(),
                   accuracyChart(), gradientChart(), speedChart()};
    info.source = "Xie et al. 2024, algorithm 1";
    info.section = "7.7";
    info.golden = "xpo.json";
    info.names = {"exploratory preference optimization", "XPOTrainer"};
    info.learningRate = 5e-7;
    info.learningRateLora = 5e-6;
    info.learningRateSmall = 2e-4;
    return info;
}

ObjectiveInfo nashMdInfo()
{
    ObjectiveInfo info;
    info.id = "nash_md";
    info.title = MG_TR("objectives", "Nash-MD (learning against a mixture of itself)");
    info.family = onlineFamily();
    info.sentence = MG_TR("objectives",
                          "Makes answers likelier that a judge prefers to those of a mixture of "
                          "the model and its start.");
    info.whenToUse = MG_TR(
        "objectives", "Preferences are not transitive, so that no single score describes them.");
    info.howItFails = MG_TR(
        "objectives",
        "A judge near a coin toss gives no signal; the KL part ignores what later tokens cost.");
    info.watch = MG_TR("objectives",
                       "How often the model's answer wins against the mixture; it should settle a "
                       "little above half.");
    info.formula = {{'n', "β·"}, {'r', "KL"}, {'n', " - (P(wins) - ½) · "}, {'c', "logp answer"}};
    info.needs = prompts(RefKind::PerToken, Coupling::Pair);
    info.parameters = {
        {"beta", MG_TR("objectives", "β"), 0.1, 0.0, 10.0,
         MG_TR("objectives",
               "Pull towards the start model. Small values let the model move far; 0.1 is usual.")},
        {"mixture", MG_TR("objectives", "Share of the start model"), 0.5, 0.0, 1.0,
         MG_TR("objectives", "In the mixture that the model plays against.")}};
    info.choices = {
        {"preference",
         MG_TR("objectives", "Chance of winning"),
         "scores",
         {{"scores", MG_TR("objectives", "from the difference of two rewards")},
          {"pairs", MG_TR("objectives", "asked of the judge for both")}},
         MG_TR("objectives",
               "Asked for both, the judge reads the other answer as \"other\" too and writes the "
               "chance that the first is better as its reward, 0 to 1.")}};
    addRounds(info, {.answers = 1, .temperature = 0.9, .longest = 64, .fixedAnswers = true});
    info.charts = {lossChart(), winChart(),      rewardChart(),
                   klChart(),   gradientChart(), speedChart()};
    info.source = "Munos et al. 2024, section 5";
    info.section = "7.8";
    info.golden = "nash_md.json";
    info.names = {"Nash learning from human feedback", "NashMDTrainer"};
    info.learningRate = 5e-7;
    info.learningRateLora = 5e-6;
    return info;
}

ObjectiveInfo nftInfo()
{
    ObjectiveInfo info;
    info.id = "nft";
    info.title = MG_TR("objectives", "NFT (negative-aware fine-tuning)");
    info.family = onlineFamily();
    info.sentence = MG_TR("objectives",
                          "Learns from right and from wrong answers alike: wrong ones through the "
                          "policy that is left when right ones are taken out.");
    info.whenToUse = MG_TR("objectives",
                           "Answers are simply right or wrong, as in arithmetic, and plain "
                           "fine-tuning on the right ones stopped helping.");
    info.howItFails =
        MG_TR("objectives",
              "Prompts that are always or never solved are dropped; a wrong checker is learned.");
    info.watch = MG_TR("objectives",
                       "The share of right answers, and the share of groups that are dropped.");
    info.formula = {{'n', "right: "},
                    {'c', "-log ρ"},
                    {'n', "\nwrong: "},
                    {'r', "-log (1 - q·ρ)/(1 - q)"},
                    {'n', "   q = share right in the group"}};
    info.needs = prompts(RefKind::None, Coupling::Group);
    info.parameters = {
        {"negative_weight", MG_TR("objectives", "Weight of wrong answers"), 1.0, 0.0, 10.0,
         MG_TR("objectives", "0 trains on right answers only.")},
        {"denominator", MG_TR("objectives", "Divisor"), 1000.0, 1.0, 1000000000.0,
         MG_TR("objectives",
               "Sums are divided by this constant; with ratios of whole answers take 1.")}};
    info.choices = {{"weight",
                     MG_TR("objectives", "Weight of a prompt"),
                     "one_minus_q",
                     {{"one_minus_q", MG_TR("objectives", "hard prompts more")},
                      {"sqrt", MG_TR("objectives", "as GRPO weighs")},
                      {"one", MG_TR("objectives", "all alike")}},
                     MG_TR("objectives", "By the share of right answers in its group.")},
                    {"ratio_level",
                     MG_TR("objectives", "Ratio of"),
                     "token",
                     {{"token", MG_TR("objectives", "each token")},
                      {"sequence", MG_TR("objectives", "the whole answer")}},
                     MG_TR("objectives", "Whole answers are steadier but need a divisor of 1.")}};
    addRounds(info, {.answers = 8, .temperature = 1.0, .longest = 256});
    info.charts = {lossChart(),    rewardChart(),   flatChart(), lengthChart(),
                   entropyChart(), gradientChart(), speedChart()};
    info.source = "Chen et al. 2025, 2505.18116, and its code";
    info.section = "7.9";
    info.golden = "nft.json";
    info.names = {"negative-aware fine-tuning"};
    info.learningRate = 1e-6;
    info.learningRateLora = 1e-5;
    info.learningRateSmall = 2e-4;
    return info;
}

ObjectiveInfo apoStarInfo()
{
    ObjectiveInfo info;
    info.id = "apo_star";
    info.title = MG_TR("objectives", "A*-PO (regression on the optimal advantage)");
    info.family = onlineFamily();
    info.sentence = MG_TR("objectives",
                          "Estimates once how well each prompt can be answered, then needs a "
                          "single answer a prompt while training.");
    info.whenToUse =
        MG_TR("objectives",
              "Sampling is the costly part, and the start model solves part of the prompts.");
    info.howItFails = MG_TR(
        "objectives",
        "Prompts that the start model never solves have a value of 0 and teach only from luck.");
    info.watch = MG_TR("objectives", "The reward; the loss is a squared error and falls in steps.");
    info.formula = {{'n', "( β₂·"},
                    {'c', "Δlogp answer"},
                    {'n', " - [ reward - "},
                    {'r', "V*"},
                    {'n', " ] )²,  V* = β₁·log mean exp(start model's rewards / β₁)"}};
    info.needs = prompts(RefKind::SeqSum, Coupling::None);
    info.parameters = {
        {"beta1", MG_TR("objectives", "β₁"), 0.5, 0.001, 100.0,
         MG_TR("objectives",
               "Small values take the best of the start model's answers for the value, large ones "
               "their mean.")},
        {"beta2", MG_TR("objectives", "β₂"), 0.001, 0.0, 10.0,
         MG_TR("objectives", "Scale of the log-ratio; small values let the model move far.")},
        {"reference_answers", MG_TR("objectives", "Answers of the start model"), 8, 1, 256,
         MG_TR(
             "objectives",
             "Written once for each prompt, when it first comes; their rewards give its value.")}};
    addRounds(info, {.answers = 1, .temperature = 1.0, .longest = 256, .fixedAnswers = true});
    info.charts = {lossChart(), rewardChart(), lengthChart(), gradientChart(), speedChart()};
    info.source = "Brantley et al. 2025, 2505.20686";
    info.section = "7.11";
    info.golden = "apo_star.json";
    info.names = {"A2PO", "optimal advantage regression", "A2POTrainer"};
    info.learningRate = 1e-6;
    info.learningRateLora = 1e-5;
    info.learningRateSmall = 2e-4;
    return info;
}

ObjectiveInfo expertIterationInfo()
{
    ObjectiveInfo info;
    info.id = "expert_iteration";
    info.title = MG_TR("objectives", "Expert iteration (rejection sampling, RAFT, STaR)");
    info.family = onlineFamily();
    info.sentence = MG_TR("objectives",
                          "Writes several answers to each prompt, keeps those that pass, and "
                          "trains on them as if a person had written them.");
    info.whenToUse = MG_TR(
        "objectives",
        "A checker can accept or refuse answers and you want the steadiest of the online methods.");
    info.howItFails =
        MG_TR("objectives",
              "Learns nothing from refused answers and narrows: easy prompts fill the data.");
    info.watch = MG_TR("objectives", "The share that passes, and the entropy.");
    info.formula = {
        {'n', "-Σ "}, {'c', "logp of answers that passed"}, {'n', " / tokens of the step"}};
    info.needs = prompts(RefKind::None, Coupling::None);
    info.parameters = {{"accept", MG_TR("objectives", "Passes from"), 1.0, -1000000.0, 1000000.0,
                        MG_TR("objectives", "Answers with at least this reward are kept.")}};
    info.choices = {{"keep",
                     MG_TR("objectives", "Of a prompt, keep"),
                     "passed",
                     {{"passed", MG_TR("objectives", "all that passed")},
                      {"best", MG_TR("objectives", "the best, if it passed")}},
                     MG_TR("objectives", "Equal answers to a prompt are kept once.")}};
    addRounds(info, {.answers = 8, .temperature = 1.0, .longest = 256});
    info.charts = {lossChart(),    rewardChart(),   flatChart(), lengthChart(),
                   entropyChart(), gradientChart(), speedChart()};
    info.source =
        "Anthony et al. 2017; for language models Zelikman et al. 2022 (STaR), Dong et al. 2023 "
        "(RAFT)";
    info.section = "7.10";
    info.names = {"rejection sampling fine-tuning", "RAFT", "RFT", "STaR",
                  "best-of-n distillation"};
    info.learningRate = 2e-5;
    info.learningRateLora = 1e-4;
    info.learningRateSmall = 2e-4;
    return info;
}

}  // namespace

std::vector<ObjectiveInfo> sampleObjectives()
{
    return {onlineDpoInfo(), xpoInfo(),     nashMdInfo(),
            nftInfo(),       apoStarInfo(), expertIterationInfo()};
}

}  // namespace marginalia::catalog
