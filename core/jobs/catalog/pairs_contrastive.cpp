// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/catalog/pair_parts.h"

namespace marginalia::catalog {

namespace {

std::vector<FormulaPiece> logOfRatios(const char* before, const char* after)
{
    return {{'n', before},
            {'c', "Δlogp chosen"},
            {'n', "\n          - "},
            {'r', "Δlogp rejected"},
            {'n', after}};
}

ObjectiveInfo dpoInfo()
{
    ObjectiveInfo info = pairRow(
        "dpo",
        {MG_TR("objectives", "DPO"),
         MG_TR("objectives",
               "Raises the chosen answer above the rejected one, measured against the start "
               "model."),
         MG_TR("objectives", "You have pairs with a clear better answer."),
         MG_TR("objectives",
               "Both log-probs can fall while the margin grows; add an SFT term then."),
         MG_TR("objectives", "Log-probs of the chosen answers and the held-out accuracy.")},
        "2.1", "dpo.json",
        "Rafailov et al. 2023, eq. 7 (arXiv 2305.18290); smoothing: Mitchell 2023, eq. 3");
    info.formula = logOfRatios("-log σ( β·[ ", " ] )");
    info.parameters = {betaInfo(), labelSmoothing(0.0, 0.0)};
    info.choices = {
        yesNo("use_margin", MG_TR("objectives", "Strength"), false,
              MG_TR("objectives", "all pairs alike"),
              MG_TR("objectives", "much better asks for a larger margin"),
              MG_TR("objectives",
                    "Whether slightly, plainly and much better ask for different margins.")),
        reductionChoice(
            "sft_reduction",
            MG_TR("objectives",
                  "Only with an SFT term; the sum needs a weight some hundred times smaller."))};
    info.names = {"sigmoid",
                  "direct preference optimisation",
                  "Bradley-Terry DPO",
                  "RPO-NLL",
                  "Iterative RPO",
                  "regularised preference optimisation",
                  "MPO",
                  "pref_ftx"};
    return info;
}

ObjectiveInfo hingeInfo()
{
    ObjectiveInfo info = pairRow(
        "dpo_hinge",
        {MG_TR("objectives", "DPO with a hinge"),
         MG_TR("objectives",
               "Pushes chosen over rejected until the scaled margin is 1, then leaves the pair "
               "alone."),
         MG_TR("objectives",
               "You want easy pairs to stop training once they are decided, so that the model "
               "moves no further than it must."),
         MG_TR("objectives",
               "Ends early when β is large: no pair has a slope any more. Below the margin every "
               "pair pulls equally hard, wrong labels too."),
         MG_TR("objectives",
               "The share of active pairs: near 0 nothing is learned any more, near 1 nothing is "
               "decided yet.")},
        "2.2", "dpo_hinge.json",
        "Liu et al. 2023, RSO (arXiv 2309.06657); Zhao et al. 2023 (arXiv 2305.10425)");
    info.formula = logOfRatios("max( 0, 1 - β·[ ", " ] )");
    info.parameters = {
        betaOf(0.1, MG_TR("objectives",
                          "The margin asked for is 1/β nats: 10 at 0.1, 20 at 0.05. Larger β stops "
                          "sooner."))};
    info.charts.insert(
        info.charts.begin() + 3,
        {MG_TR("charts", "Active pairs"), MG_TR("charts", "share"), {"marginalia/hinge/active"}});
    info.names = {"hinge", "RSO", "SLiC-DPO"};
    return info;
}

ObjectiveInfo ipoInfo()
{
    ObjectiveInfo info = pairRow(
        "ipo",
        {MG_TR("objectives", "IPO"),
         MG_TR("objectives",
               "Pulls the gap between chosen and rejected towards a fixed target instead of "
               "widening it for ever."),
         MG_TR("objectives", "Your pairs are few or repeat, and DPO runs away with the margin."),
         MG_TR("objectives",
               "With averages a target of 1/(2β) nats a token is out of reach, so the loss hardly "
               "moves: raise β to 0.5 or 1. A gap beyond the target is pulled back."),
         MG_TR("objectives",
               "Margins and accuracy, not the loss: its value cannot be compared with DPO's.")},
        "2.4", "ipo.json", "Azar et al. 2023, eq. 17 (arXiv 2310.12036)");
    info.formula = {{'n', "( "},
                    {'c', "Δlogp chosen / n"},
                    {'n', "\n  - "},
                    {'r', "Δlogp rejected / n"},
                    {'n', " - 1/(2β) )²"}};
    info.parameters = {betaOf(
        0.5, MG_TR("objectives",
                   "Sets the target gap 1/(2β): 1 nat at 0.5, 5 nats at 0.1. Smaller values ask "
                   "for more."))};
    info.choices = {yesNo(
        "length_norm", MG_TR("objectives", "Score"), true,
        MG_TR("objectives", "sums of the answer, as in the paper"),
        MG_TR("objectives", "averages per token, as TRL"),
        MG_TR("objectives",
              "Averages keep long answers from dominating; the same β asks for far more then."))};
    info.names = {"identity preference optimisation", "squared loss", "Psi-PO"};
    return info;
}

ObjectiveInfo exoInfo()
{
    ObjectiveInfo info = pairRow(
        "exo_pair",
        {MG_TR("objectives", "EXO on pairs"),
         MG_TR("objectives",
               "Matches the model's own chance of preferring the chosen answer to the label's, by "
               "reverse KL."),
         MG_TR("objectives",
               "You trust the labels and want the model to settle on one kind of answer rather "
               "than spread over several."),
         MG_TR("objectives",
               "A pair that is strongly wrong gives almost no slope, so the worst mistakes stay. "
               "Start from a model that is right more often than not."),
         MG_TR("objectives", "Accuracy of the pairs that began below zero: do they ever turn?")},
        "2.5", "exo_pair.json", "Ji et al. 2024 (arXiv 2402.00856); TRL dpo_trainer.py");
    info.formula = {{'n', "KL( σ( β·["},
                    {'c', "Δlogp chosen"},
                    {'n', " - "},
                    {'r', "Δlogp rejected"},
                    {'n', "] ) ‖ 1 - ε )"}};
    info.parameters = {
        betaInfo(),
        number("label_smoothing", MG_TR("objectives", "ε"), 0.001, 1e-6, 0.49,
               MG_TR("objectives",
                     "Chance left to the rejected answer; the loss needs more than 0. Larger "
                     "values bound the margin."))};
    info.names = {"exact optimisation", "EXO-pref"};
    return info;
}

ObjectiveInfo normInfo()
{
    ObjectiveInfo info = pairRow(
        "dpo_norm",
        {MG_TR("objectives", "DPO, length-normalised"),
         MG_TR("objectives",
               "DPO on log-ratios per token, so that a long answer has no more say than a short "
               "one."),
         MG_TR("objectives", "Answers grow longer under DPO, or lengths differ a lot in a pair."),
         MG_TR("objectives",
               "At DPO's β the slope is smaller by the length of the answer and nothing seems to "
               "happen."),
         MG_TR("objectives", "Length of sampled answers beside the margin.")},
        "2.12", "dpo_norm.json", "Lambert et al. 2024, Tülu 3 (arXiv 2411.15124)");
    info.formula = {{'n', "-log σ( β·[ "},
                    {'c', "Δlogp chosen / n"},
                    {'n', "\n          - "},
                    {'r', "Δlogp rejected / n"},
                    {'n', " ] )"}};
    info.parameters = {
        betaOf(5.0, MG_TR("objectives",
                          "Works per token, so it is far larger than DPO's: 2 to 10. Larger values "
                          "sharpen the push."))};
    info.learningRate = 5e-7;
    info.names = {"sigmoid_norm", "Tulu 3 DPO"};
    return info;
}

ObjectiveInfo discopopInfo()
{
    ObjectiveInfo info = pairRow(
        "discopop",
        {MG_TR("objectives", "DiscoPOP"),
         MG_TR("objectives",
               "A loss found by automatic search: logistic for undecided pairs, exponential for "
               "decided ones."),
         MG_TR("objectives", "You compare losses; it did well where the search was made."),
         MG_TR("objectives",
               "Not convex: with the published τ of 0.05 pairs near zero are pushed the wrong way "
               "and small steps leave them there. From 0.11 on the start is no such place; the "
               "default here is 0.15."),
         MG_TR("objectives", "The margin in the first hundred steps; it may dip below zero.")},
        "2.13", "discopop.json", "Lu et al. 2024 (arXiv 2406.08414)");
    info.formula = {{'n', "u = β·["},
                    {'c', "Δlogp chosen"},
                    {'n', " - "},
                    {'r', "Δlogp rejected"},
                    {'n', "]\n-log σ(u)·(1-σ(u/τ)) + exp(-u)·σ(u/τ)"}};
    info.parameters = {
        betaOf(0.05, MG_TR("objectives", "Pull towards the start model; the search used 0.05.")),
        number("tau", MG_TR("objectives", "τ"), 0.15, 0.01, 1.0,
               MG_TR("objectives",
                     "Width of the change between both parts. Near 1 the loss is smooth and almost "
                     "plain DPO; the search used 0.05."))};
    info.learningRate = 5e-7;
    info.names = {"log-ratio modulated loss", "LRML"};
    return info;
}

}  // namespace

std::vector<ObjectiveInfo> contrastivePairs()
{
    return {dpoInfo(), hingeInfo(), ipoInfo(), normInfo(), exoInfo(), discopopInfo()};
}

}  // namespace marginalia::catalog
