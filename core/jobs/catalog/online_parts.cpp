// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/catalog/online_parts.h"

namespace marginalia::catalog {

void addRounds(ObjectiveInfo& info, const RoundDefaults& defaults)
{
    if (!defaults.fixedAnswers) {
        // One answer has nothing to be compared with: every advantage would be 0.
        const double least = info.needs.coupling == Coupling::Group ? 2 : 1;
        info.parameters.push_back(
            {"num_generations", MG_TR("objectives", "Answers per prompt"),
             static_cast<double>(defaults.answers), least, 256,
             MG_TR("objectives", "More answers make the comparison steadier and a round slower.")});
    }
    append<ParameterInfo>(
        info.parameters,
        {{"sampling_temperature", MG_TR("objectives", "Sampling temperature"), defaults.temperature,
          0, 10,
          MG_TR("objectives",
                "1 samples as the model thinks; less makes answers alike, and groups flat.")},
         {"max_completion_length", MG_TR("objectives", "Longest answer"),
          static_cast<double>(defaults.longest), 1, 1048576,
          MG_TR("objectives", "In tokens; longer answers are cut off.")},
         {"steps_per_round", MG_TR("objectives", "Steps per round"), 1, 1, 1000,
          MG_TR("objectives",
                "Answers are written for so many steps at once; above 1 the later steps train on "
                "slightly older answers.")}});
    if (!defaults.scored) {
        return;
    }
    info.choices.push_back(
        {"reward",
         MG_TR("objectives", "Reward"),
         "sum",
         {{"sum", MG_TR("objectives", "sums of the starter world")},
          {"number", MG_TR("objectives", "last number as in the reference answer")},
          {"exact", MG_TR("objectives", "same text as the reference answer")},
          {"warm", MG_TR("objectives", "warm opening of the starter world")},
          {"model", MG_TR("objectives", "a reward model of yours")},
          {"judge", MG_TR("objectives", "a judge: a program of yours")}},
         MG_TR("objectives",
               "Who scores the answers. A judge is a program that reads JSON lines {prompt, "
               "completion, reference} and writes {reward}.")});
    info.choices.push_back(
        {"mask_truncated",
         MG_TR("objectives", "Cut-off answers"),
         "false",
         {{"false", MG_TR("objectives", "are trained like others")},
          {"true", MG_TR("objectives", "are left out of the loss")}},
         MG_TR("objectives", "An answer without an end has not said what it is scored for.")});
}

const char* onlineFamily()
{
    return MG_TR("objectives", "online: the model's own answers");
}

const char* distillationFamily()
{
    return MG_TR("objectives", "distillation");
}

Needs prompts(RefKind reference, Coupling coupling)
{
    Needs needs;
    needs.ref = reference;
    needs.coupling = coupling;
    needs.data = DataCode::Prompts;
    needs.oldLogps = true;
    needs.reward = true;
    return needs;
}

Needs critic()
{
    Needs needs = prompts(RefKind::PerToken, Coupling::MicroBatch);
    needs.head = HeadKind::Values;
    return needs;
}

Needs twoModels()
{
    Needs needs = critic();
    needs.reward = false;
    needs.baseModel = true;
    return needs;
}

Needs contrast()
{
    Needs needs = critic();
    needs.hidden = true;
    needs.minMicroBatch = 2;
    return needs;
}

Needs teacher()
{
    Needs needs;
    needs.data = DataCode::Prompts;
    needs.statistics = true;
    needs.otherLogits = true;
    needs.teacher = true;
    return needs;
}

ParameterInfo clipBelow(double fallback)
{
    return {
        "epsilon",
        MG_TR("objectives", "Clip below"),
        fallback,
        0.0,
        10.0,
        MG_TR("objectives",
              "How far the ratio to the writing model may fall before a token stops counting.")};
}

ParameterInfo clipAbove(double fallback)
{
    return {"epsilon_high",
            MG_TR("objectives", "Clip above"),
            fallback,
            0.0,
            10.0,
            MG_TR("objectives",
                  "How far the ratio may rise. A little more than below keeps rare words alive.")};
}

ParameterInfo klWeight()
{
    return {"beta",
            MG_TR("objectives", "KL weight"),
            0.0,
            0.0,
            10.0,
            MG_TR("objectives", "Pull towards the start model. 0 needs no reference in memory.")};
}

ChoiceInfo rewardScale()
{
    return {"scale_rewards",
            MG_TR("objectives", "Advantages divided by"),
            "group",
            {{"group", MG_TR("objectives", "the spread of the group")},
             {"batch", MG_TR("objectives", "the spread of the batch")},
             {"none", MG_TR("objectives", "nothing")}},
            MG_TR("objectives",
                  "Dividing by the group's spread makes nearly solved and nearly hopeless prompts "
                  "count more.")};
}

ChoiceInfo pairLoss()
{
    return {"loss_type",
            MG_TR("objectives", "Loss of a pair"),
            "sigmoid",
            {{"sigmoid", MG_TR("objectives", "DPO: logistic")},
             {"ipo", MG_TR("objectives", "IPO: squared, on sums")}},
            MG_TR("objectives", "How far the margin is driven: without end, or to 1/(2β).")};
}

ChoiceInfo tiedAnswers()
{
    return {"ties",
            MG_TR("objectives", "Equal rewards"),
            "drop",
            {{"drop", MG_TR("objectives", "the pair is left out")},
             {"first", MG_TR("objectives", "the first wins, as in TRL")}},
            MG_TR("objectives", "Pairs of equal answers teach nothing but the order of writing.")};
}

std::vector<ParameterInfo> criticParameters()
{
    return {{"kl_coef", MG_TR("objectives", "KL in the reward"), 0.05, 0.0, 10.0,
             MG_TR("objectives", "What each nat away from the start model costs, token by token.")},
            {"gamma", MG_TR("objectives", "Discount"), 1.0, 0.0, 1.0,
             MG_TR("objectives", "1: a token answers for everything that follows it.")},
            {"lambda", MG_TR("objectives", "λ of the advantages"), 0.95, 0.0, 1.0,
             MG_TR("objectives", "1 trusts the rewards alone; less leans on the critic.")},
            {"cliprange", MG_TR("objectives", "Clip of the ratio"), 0.2, 0.0, 10.0,
             MG_TR("objectives", "How far one round may move a token's probability.")},
            {"cliprange_value", MG_TR("objectives", "Clip of the values"), 0.2, 0.0, 100.0,
             MG_TR("objectives", "How far the critic may move from its values at sampling.")},
            {"vf_coef", MG_TR("objectives", "Weight of the critic"), 0.1, 0.0, 100.0,
             MG_TR("objectives", "Share of the critic's error in the loss.")}};
}

std::vector<ChoiceInfo> criticChoices()
{
    return {{"kl_estimator",
             MG_TR("objectives", "KL estimate"),
             "k1",
             {{"k1", MG_TR("objectives", "k1: may be negative, unbiased")},
              {"k3", MG_TR("objectives", "k3: never negative, steadier")}},
             MG_TR("objectives", "How the penalty is measured at each token.")},
            {"whiten",
             MG_TR("objectives", "Advantages"),
             "true",
             {{"false", MG_TR("objectives", "as they are")},
              {"true", MG_TR("objectives", "brought to mean 0 and spread 1")}},
             MG_TR("objectives", "Whitening keeps steps alike while rewards grow.")}};
}

ChartInfo rewardChart()
{
    return {MG_TR("charts", "Reward"), MG_TR("charts", "mean"), {"reward"}};
}

ChartInfo spreadChart()
{
    return {MG_TR("charts", "Reward spread"), MG_TR("charts", "in a group"), {"reward_std"}};
}

ChartInfo flatChart()
{
    return {MG_TR("charts", "Groups without a difference"),
            MG_TR("charts", "share"),
            {"frac_reward_zero_std"}};
}

ChartInfo winChart()
{
    return {
        MG_TR("charts", "Chance of winning"), MG_TR("charts", "mean"), {"rewards/probabilities"}};
}

ChartInfo klChart()
{
    return {MG_TR("charts", "KL"), MG_TR("charts", "nats"), {"kl"}};
}

ChartInfo clipChart()
{
    return {
        MG_TR("charts", "Clipped tokens"), MG_TR("charts", "share"), {"clip_ratio/region_mean"}};
}

ChartInfo lengthChart()
{
    return {
        MG_TR("charts", "Answer length"), MG_TR("charts", "tokens"), {"completions/mean_length"}};
}

ChartInfo entropyChart()
{
    return {MG_TR("charts", "Entropy"), MG_TR("charts", "nats"), {"entropy"}};
}

ChartInfo valueChart()
{
    return {MG_TR("charts", "Parts of the loss"),
            MG_TR("charts", "nats"),
            {"marginalia/loss/policy", "marginalia/loss/value"}};
}

ChartInfo meanMarginChart()
{
    return {MG_TR("charts", "Margin"), MG_TR("charts", "of means"), {"rewards/margins"}};
}

}  // namespace marginalia::catalog
