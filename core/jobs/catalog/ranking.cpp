// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/catalog/parts.h"

namespace marginalia::catalog {

namespace {

ObjectiveInfo rrhfInfo()
{
    ObjectiveInfo info;
    info.id = "rrhf";
    info.title = MG_TR("objectives", "RRHF: ranking answers without a reference");
    info.family = MG_TR("objectives", "several answers ranked");
    info.sentence = MG_TR("objectives",
                          "Puts the model's own likelihoods of several answers into the order of "
                          "their scores and copies the best.");
    info.whenToUse =
        MG_TR("objectives",
              "Prompts have three or more scored answers and no reference model fits in memory.");
    info.howItFails = MG_TR(
        "objectives",
        "Has no margin: once the order is right it only copies, and wrong scores are believed.");
    info.watch = MG_TR("objectives", "The share of pairs in the right order on held-out prompts.");
    info.formula = {{'n', "ω·Σ max( 0, "},     {'r', "logp worse"}, {'n', " - "},
                    {'c', "logp better"},      {'n', " )\n- "},     {'c', "logp best"},
                    {'n', "      (per token)"}};
    info.needs.data = DataCode::Groups;
    info.needs.coupling = Coupling::Group;
    info.parameters = {
        {"omega", MG_TR("objectives", "ω"), 1, 0, 100,
         MG_TR("objectives", "Weight of the order against copying the best answer.")},
        {"kappa", MG_TR("objectives", "Length power"), 1, 0, 2,
         MG_TR("objectives",
               "1 compares averages per token, 0 compares sums and so favours short answers.")}};
    info.choices = {
        {"best_nll",
         MG_TR("objectives", "Copy the best answer by"),
         "mean",
         {{"mean", MG_TR("objectives", "its token mean")},
          {"sum", MG_TR("objectives", "its sum, as the paper")}},
         MG_TR("objectives", "With the sum, copying outweighs the order for long answers.")}};
    info.charts = {lossChart(),
                   {MG_TR("charts", "Order"),
                    MG_TR("charts", "share"),
                    {"marginalia/rank/accuracy", "marginalia/rank/kendall"}},
                   gradientChart(),
                   speedChart()};
    info.source = "Yuan et al. 2023 (2304.05302); GanjinZero/RRHF";
    info.section = "5.1";
    info.golden = "rrhf.json";
    info.names = {"rank responses to align human feedback"};
    info.learningRate = 2e-5;
    info.learningRateLora = 1e-4;
    return info;
}

ObjectiveInfo proInfo()
{
    ObjectiveInfo info;
    info.id = "pro";
    info.title = MG_TR("objectives", "PRO: preference ranking optimisation");
    info.family = MG_TR("objectives", "several answers ranked");
    info.sentence = MG_TR("objectives",
                          "Lifts the best answer over all worse ones, then the second best, each "
                          "by how far the scores differ.");
    info.whenToUse =
        MG_TR("objectives",
              "Answers have scores on a sane scale, say 0 to 5, from a reward model or people.");
    info.howItFails = MG_TR(
        "objectives", "Large score differences make it blunt and unstable; rescale them first.");
    info.watch = MG_TR(
        "objectives",
        "Order on held-out prompts; the loss depends on the scale of the scores and says little.");
    info.formula = {{'n', "Σ over k of -log softmax( T·"},
                    {'c', "logp k"},
                    {'n', ", T·"},
                    {'r', "logp worse"},
                    {'n', " )\nT = difference of the scores;  - ω·(K-1)²·"},
                    {'c', "logp best"}};
    info.needs.data = DataCode::Groups;
    info.needs.coupling = Coupling::Group;
    info.parameters = {{"omega", MG_TR("objectives", "ω"), 0.05, 0, 10,
                        MG_TR("objectives",
                              "Weight of copying the best answer; grows with the square of the "
                              "number of answers.")}};
    info.choices = {
        {"ties",
         MG_TR("objectives", "Equal scores"),
         "skip",
         {{"skip", MG_TR("objectives", "do not compete")},
          {"keep", MG_TR("objectives", "stay in the sum, as written")}},
         MG_TR("objectives",
               "Whether an answer of equal score still takes part in the comparison.")}};
    info.charts = {lossChart(),
                   {MG_TR("charts", "Order"),
                    MG_TR("charts", "share"),
                    {"marginalia/rank/accuracy", "marginalia/rank/kendall"}},
                   gradientChart(),
                   speedChart()};
    info.source = "Song et al. 2023 (2306.17492); DAMO-ConvAI/PRO";
    info.section = "5.2";
    info.golden = "pro.json";
    info.names = {"preference ranking optimization"};
    info.learningRate = 5e-6;
    info.learningRateLora = 5e-5;
    return info;
}

ObjectiveInfo aftInfo()
{
    ObjectiveInfo info;
    info.id = "aft";
    info.title = MG_TR("objectives", "AFT: alignment fine-tuning with a constrained contrast");
    info.family = MG_TR("objectives", "several answers ranked");
    info.sentence = MG_TR("objectives",
                          "Copies a demonstration and lifts right solutions above wrong ones, "
                          "without pushing wrong ones into the ground.");
    info.whenToUse =
        MG_TR("objectives",
              "Reasoning data: several sampled solutions of each problem, marked right or wrong.");
    info.howItFails = MG_TR("objectives",
                            "Without the constraint wrong answers are pushed until the text "
                            "breaks; with a large ω it forgets.");
    info.watch =
        MG_TR("objectives", "Log-probs of wrong answers: they should settle, not fall for ever.");
    info.formula = {{'n', "- "},
                    {'c', "logp demonstration"},
                    {'n', "\n+ ω·log( 1 + Σ exp( "},
                    {'r', "logp wrong"},
                    {'n', " - "},
                    {'c', "logp right"},
                    {'n', " ) )"}};
    info.needs.data = DataCode::Groups;
    info.needs.numbers = RecordNumbers::RightWrong;
    info.needs.coupling = Coupling::Group;
    info.parameters = {
        {"omega", MG_TR("objectives", "ω"), 1, 0, 100,
         MG_TR("objectives", "Weight of the contrast against copying.")},
        {"b", MG_TR("objectives", "Resting distance"), 0.15, 0, 5,
         MG_TR(
             "objectives",
             "How far below the worst right answer wrong ones come to rest, in nats per token.")}};
    info.choices = {
        {"mode",
         MG_TR("objectives", "Wrong answers"),
         "detached",
         {{"detached", MG_TR("objectives", "are never pushed")},
          {"boundary", MG_TR("objectives", "are pushed down to a boundary")},
          {"ranking", MG_TR("objectives", "by score: every worse one to its boundary")}},
         MG_TR("objectives", "How the contrast is kept from running away.")}};
    info.charts = {lossChart(),
                   {MG_TR("charts", "Order"),
                    MG_TR("charts", "share"),
                    {"marginalia/rank/accuracy", "marginalia/rank/kendall"}},
                   gradientChart(),
                   speedChart()};
    info.source = "Wang et al. 2023 (2309.02144); exact form reconstructed";
    info.section = "5.3";
    info.golden = "aft.json";
    info.names = {"alignment fine-tuning", "constraint alignment"};
    info.experimental = true;
    info.learningRate = 5e-6;
    info.learningRateLora = 5e-5;
    return info;
}

/// What InfoNCA and NCA share: scored answers, implicit rewards, two temperatures.
ObjectiveInfo contrastOnScores()
{
    ObjectiveInfo info;
    info.family = MG_TR("objectives", "several answers ranked");
    info.needs.ref = RefKind::SeqSum;
    info.needs.data = DataCode::Groups;
    info.needs.coupling = Coupling::Group;
    info.parameters = {
        {"beta", MG_TR("objectives", "β"), 0.01, 0.0001, 10,
         MG_TR("objectives", "Scale of the implicit reward; small values let the model move far.")},
        {"alpha", MG_TR("objectives", "α"), 0.5, 0.001, 100,
         MG_TR("objectives",
               "Temperature of the scores: small values trust the best answer alone, large ones "
               "treat all alike.")}};
    info.charts = {lossChart(),
                   {MG_TR("charts", "Order"),
                    MG_TR("charts", "share"),
                    {"marginalia/rank/accuracy", "marginalia/rank/kendall"}},
                   gradientChart(),
                   speedChart()};
    info.source = "Chen et al. 2024 (2402.05369); thu-ml/Noise-Contrastive-Alignment";
    info.section = "5.4";
    info.learningRate = 5e-6;
    info.learningRateLora = 5e-5;
    return info;
}

ObjectiveInfo infoncaInfo()
{
    ObjectiveInfo info = contrastOnScores();
    info.id = "infonca";
    info.title = MG_TR("objectives", "InfoNCA: scored answers against each other");
    info.sentence = MG_TR(
        "objectives", "Makes the answers' implicit rewards share out a prompt as their scores do.");
    info.whenToUse =
        MG_TR("objectives", "Prompts have several answers with real-valued scores that you trust.");
    info.howItFails = MG_TR(
        "objectives", "Like DPO it only compares: all answers may become less likely together.");
    info.watch =
        MG_TR("objectives", "Order on held-out prompts and the log-probs of the best answers.");
    info.formula = {
        {'n', "-Σ softmax( score / α ) · log softmax( β·"}, {'c', "Δlogp"}, {'n', " )"}};
    info.golden = "infonca.json";
    info.names = {"info noise contrastive alignment"};
    return info;
}

ObjectiveInfo ncaInfo()
{
    ObjectiveInfo info = contrastOnScores();
    info.id = "nca";
    info.title = MG_TR("objectives", "NCA: scored answers, each on its own");
    info.sentence =
        MG_TR("objectives",
              "Raises well scored answers and holds every answer's own implicit reward near zero.");
    info.whenToUse = MG_TR("objectives", "As InfoNCA, when good answers must not lose likelihood.");
    info.howItFails = MG_TR("objectives", "Separates answers more weakly than InfoNCA.");
    info.watch = MG_TR("objectives", "Log-probs of the best answers: they should not fall.");
    info.formula = {{'n', "-Σ [ softmax( score / α ) · log σ( β·"},
                    {'c', "Δlogp"},
                    {'n', " )\n      + log σ( -β·"},
                    {'r', "Δlogp"},
                    {'n', " ) / K ]"}};
    info.golden = "nca.json";
    info.names = {"noise contrastive alignment"};
    return info;
}

ObjectiveInfo dpoPlInfo()
{
    ObjectiveInfo info;
    info.id = "dpo_pl";
    info.title = MG_TR("objectives", "Plackett–Luce DPO: DPO on whole rankings");
    info.family = MG_TR("objectives", "several answers ranked");
    info.sentence = MG_TR("objectives",
                          "Makes the whole order of several answers likely, from the best down, "
                          "against the start model.");
    info.whenToUse = MG_TR(
        "objectives",
        "People or a judge ranked three or more answers and the whole order is to be trusted.");
    info.howItFails = MG_TR(
        "objectives", "The lower half of a ranking is often noise and counts as much as the top.");
    info.watch = MG_TR("objectives",
                       "As DPO: log-probs of the best answers, and the order on held-out prompts.");
    info.formula = {{'n', "-Σ log [ exp( β·"},
                    {'c', "Δlogp k"},
                    {'n', " ) / Σ exp( β·"},
                    {'r', "Δlogp k and worse"},
                    {'n', " ) ]"}};
    info.needs.ref = RefKind::SeqSum;
    info.needs.data = DataCode::Groups;
    info.needs.coupling = Coupling::Group;
    info.parameters = {
        {"beta", MG_TR("objectives", "β"), 0.1, 0.001, 10,
         MG_TR(
             "objectives",
             "Pull towards the start model. Small values let the model move far; 0.1 is usual.")}};
    info.charts = {lossChart(),
                   {MG_TR("charts", "Order"),
                    MG_TR("charts", "share"),
                    {"marginalia/rank/accuracy", "marginalia/rank/kendall"}},
                   gradientChart(),
                   speedChart()};
    info.source = "Rafailov et al. 2023, appendix A.3";
    info.section = "5.5";
    info.golden = "dpo_pl.json";
    info.names = {"listwise DPO", "Plackett-Luce"};
    info.learningRate = 1e-6;
    info.learningRateLora = 5e-6;
    return info;
}

}  // namespace

std::vector<ObjectiveInfo> rankingObjectives()
{
    return {rrhfInfo(), proInfo(), aftInfo(), infoncaInfo(), ncaInfo(), dpoPlInfo()};
}

}  // namespace marginalia::catalog
