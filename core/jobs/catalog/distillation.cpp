// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/catalog/online_parts.h"

namespace marginalia::catalog {

namespace {

ObjectiveInfo gkdInfo()
{
    ObjectiveInfo info;
    info.id = "gkd";
    info.title = MG_TR("objectives", "GKD (generalised knowledge distillation)");
    info.family = distillationFamily();
    info.sentence = MG_TR("objectives",
                          "Makes a small model's next-token probabilities those of a larger one, "
                          "on given texts and on its own.");
    info.whenToUse =
        MG_TR("objectives", "A larger model with the same vocabulary does what you want.");
    info.howItFails = MG_TR("objectives",
                            "Both models are in memory. With given texts only, the student never "
                            "learns to recover from its own mistakes.");
    info.watch = MG_TR(
        "objectives",
        "The loss on held-out texts, and samples: reverse KL makes answers similar to each other.");
    info.formula = {{'n', "β·KL( "},
                    {'c', "teacher"},
                    {'n', " ‖ mix ) + (1-β)·KL( "},
                    {'r', "student"},
                    {'n', " ‖ mix ) per token"}};
    info.needs = teacher();
    info.parameters = {
        {"beta", MG_TR("objectives", "Direction"), 0.5, 0.0, 1.0,
         MG_TR("objectives",
               "0: cover everything the teacher says (forward KL); 1: keep to what it says most "
               "(reverse KL).")},
        {"temperature", MG_TR("objectives", "Temperature of the loss"), 1.0, 0.05, 20.0,
         MG_TR("objectives", "Above 1 unlikely tokens count more.")},
        {"lambda", MG_TR("objectives", "Own texts"), 0.5, 0.0, 1.0,
         MG_TR("objectives",
               "Share of batches that are the student's own answers; 0 uses given texts only.")}};
    info.needs.answersToo = true;
    info.choices = {{"seq_kd",
                     MG_TR("objectives", "Given texts"),
                     "false",
                     {{"false", MG_TR("objectives", "the data's answers")},
                      {"true", MG_TR("objectives", "written by the teacher")}},
                     MG_TR("objectives",
                           "What the other batches are. The teacher writes its answers while "
                           "training, and the data need only have prompts.")}};
    addRounds(
        info,
        {.answers = 1, .temperature = 0.9, .longest = 128, .fixedAnswers = true, .scored = false});
    info.charts = {lossChart(), entropyChart(), lengthChart(), gradientChart(), speedChart()};
    info.source = "Agarwal et al. 2024, eq. 1";
    info.section = "7.12";
    info.golden = "gkd.json";
    info.names = {"generalized knowledge distillation", "on-policy distillation", "JSD",
                  "KL distillation", "GKDTrainer"};
    info.learningRate = 1e-5;
    info.learningRateLora = 1e-4;
    return info;
}

ObjectiveInfo minillmInfo()
{
    ObjectiveInfo info;
    info.id = "minillm";
    info.title = MG_TR("objectives", "MiniLLM (reverse-KL distillation by policy gradient)");
    info.family = distillationFamily();
    info.sentence = MG_TR("objectives",
                          "Trains a small model on its own texts to say what the larger one finds "
                          "likely, and to drop what it does not.");
    info.whenToUse =
        MG_TR("objectives",
              "The student is much smaller than the teacher and cannot cover everything it says.");
    info.howItFails = MG_TR(
        "objectives",
        "Answers become alike; with a discount near 1 and no length norm the gradient is noisy.");
    info.watch = MG_TR("objectives", "Entropy beside the loss.");
    info.formula = {{'n', "-A·"},
                    {'c', "p now / p when written"},
                    {'n', " + "},
                    {'r', "KL( student ‖ teacher )"},
                    {'n', ",  A = Σ γ^k ( teacher - student )"}};
    info.needs = teacher();
    info.parameters = {
        {"gamma", MG_TR("objectives", "Discount"), 0.0, 0.0, 1.0,
         MG_TR("objectives", "0: a token answers for itself; 1: for all that follows.")}};
    info.choices = {
        {"length_norm",
         MG_TR("objectives", "Advantages"),
         "true",
         {{"false", MG_TR("objectives", "as sums")}, {"true", MG_TR("objectives", "as means")}},
         MG_TR("objectives", "Means keep early tokens of long answers from dominating.")},
        {"single_step",
         MG_TR("objectives", "Exact KL of each token"),
         "true",
         {{"false", MG_TR("objectives", "left out")}, {"true", MG_TR("objectives", "added")}},
         MG_TR("objectives", "Lowers the noise at the cost of the whole vocabulary.")}};
    addRounds(
        info,
        {.answers = 1, .temperature = 1.0, .longest = 128, .fixedAnswers = true, .scored = false});
    info.charts = {lossChart(), entropyChart(), lengthChart(), gradientChart(), speedChart()};
    info.source = "Gu et al. 2024, eq. 3";
    info.section = "7.13";
    info.golden = "minillm.json";
    info.names = {"reverse KL distillation", "MiniLLMTrainer"};
    info.learningRate = 5e-6;
    info.learningRateLora = 5e-5;
    return info;
}

}  // namespace

std::vector<ObjectiveInfo> distillationObjectives()
{
    return {gkdInfo(), minillmInfo()};
}

}  // namespace marginalia::catalog
