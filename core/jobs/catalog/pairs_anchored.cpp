// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/catalog/pair_parts.h"

namespace marginalia::catalog {

namespace {

ObjectiveInfo apoZeroInfo()
{
    ObjectiveInfo info = pairRow(
        "apo_zero",
        {MG_TR("objectives", "APO-zero"),
         MG_TR("objectives",
               "Makes the chosen answer likelier and the rejected one unlikelier than the start "
               "model has them, each by itself."),
         MG_TR("objectives", "Your chosen answers are better than what the model writes today."),
         MG_TR("objectives",
               "When the chosen answers are worse than the model's own, it learns to write worse: "
               "take APO-down then."),
         MG_TR("objectives",
               "Both rewards must part: chosen above 0, rejected below. Rewards beyond ±10 no "
               "longer train.")},
        "2.9", "apo_zero.json", "D'Oosterlinck et al. 2024 (arXiv 2408.06266)");
    info.formula = {{'n', "1 - σ( β·"},
                    {'c', "Δlogp chosen"},
                    {'n', " )\n+ σ( β·"},
                    {'r', "Δlogp rejected"},
                    {'n', " )"}};
    info.parameters = {betaInfo()};
    info.learningRate = 2e-7;
    info.names = {"anchored preference optimisation"};
    return info;
}

ObjectiveInfo apoDownInfo()
{
    ObjectiveInfo info = pairRow(
        "apo_down",
        {MG_TR("objectives", "APO-down"),
         MG_TR("objectives",
               "Makes both answers unlikelier, the rejected one more, so that the model moves away "
               "from the pair."),
         MG_TR("objectives",
               "Even your chosen answers are worse than what the model writes today."),
         MG_TR("objectives",
               "On good data it unlearns the good answers. Trained long it makes all text of the "
               "pairs unlikely."),
         MG_TR("objectives", "Log-probs of the chosen answers: they fall, but slowly.")},
        "2.9", "apo_down.json", "D'Oosterlinck et al. 2024 (arXiv 2408.06266)");
    info.formula = {{'n', "σ( β·"},        {'c', "Δlogp chosen"}, {'n', " )\n+ 1 - σ( β·["},
                    {'c', "Δlogp chosen"}, {'n', " - "},          {'r', "Δlogp rejected"},
                    {'n', "] )"}};
    info.parameters = {betaInfo()};
    info.lowersBoth = true;
    info.learningRate = 2e-7;
    info.names = {"anchored preference optimisation"};
    return info;
}

ObjectiveInfo bcoPairInfo()
{
    ObjectiveInfo info = pairRow(
        "bco_pair",
        {MG_TR("objectives", "BCO on pairs"),
         MG_TR("objectives",
               "Trains a yes-or-no classifier whose logit is the reward: chosen answers above the "
               "running mean, rejected ones below."),
         MG_TR("objectives",
               "Chosen and rejected answers of a prompt are hard to compare, but good or bad by "
               "themselves."),
         MG_TR("objectives",
               "The running mean lags behind a fast model; a learning rate that is too high makes "
               "it chase its own shift."),
         MG_TR("objectives", "The shift δ: it should settle, not drift.")},
        "2.7", "bco_pair.json", "Jung et al. 2024 (arXiv 2404.04656); LLaMA-Factory, TRL");
    info.formula = {{'n', "-log σ( β·"},
                    {'c', "Δlogp chosen"},
                    {'n', " - δ )\n-log σ( δ - β·"},
                    {'r', "Δlogp rejected"},
                    {'n', " )"}};
    info.parameters = {betaInfo()};
    info.choices = {
        {"bco_shift",
         MG_TR("objectives", "Shift δ"),
         "running_mean",
         {{"none", MG_TR("objectives", "none, as TRL today")},
          {"running_mean", MG_TR("objectives", "running mean of all rewards, as the paper")}},
         MG_TR("objectives",
               "What counts as an average answer. Without a shift the start model is the "
               "average.")}};
    info.needs.coupling = Coupling::RunningState;
    info.charts.insert(
        info.charts.begin() + 2,
        {MG_TR("charts", "Shift δ"), MG_TR("charts", "reward"), {"marginalia/delta"}});
    info.learningRate = 5e-7;
    info.names = {"binary classifier optimisation", "pref_bco_weight"};
    return info;
}

ObjectiveInfo ncaPairInfo()
{
    ObjectiveInfo info = pairRow(
        "nca_pair",
        {MG_TR("objectives", "NCA on pairs"),
         MG_TR("objectives",
               "Raises the chosen answer's own likelihood and holds both answers near the start "
               "model."),
         MG_TR("objectives", "DPO makes your chosen answers unlikelier; this one protects them."),
         MG_TR("objectives",
               "Separates chosen from rejected more slowly than DPO; a large β freezes the "
               "model."),
         MG_TR("objectives", "Log-probs of the chosen answers must rise.")},
        "2.6", "nca_pair.json", "Chen et al. 2024 (arXiv 2402.05369)");
    info.formula = {{'n', "-log σ( β·"},
                    {'c', "Δlogp chosen"},
                    {'n', " )\n- ½ log σ( -β·"},
                    {'c', "Δlogp chosen"},
                    {'n', " ) - ½ log σ( -β·"},
                    {'r', "Δlogp rejected"},
                    {'n', " )"}};
    info.parameters = {betaOf(
        0.01,
        MG_TR("objectives",
              "Pull towards the start model; the paper uses 0.01, ten times less than DPO."))};
    info.learningRate = 5e-6;
    info.names = {"noise contrastive alignment"};
    return info;
}

ObjectiveInfo sppoHardInfo()
{
    ObjectiveInfo info = pairRow(
        "sppo_hard",
        {MG_TR("objectives", "SPPO with hard labels"),
         MG_TR("objectives",
               "Moves each log-ratio to a fixed target: +1/(2β) for the chosen, -1/(2β) for the "
               "rejected answer."),
         MG_TR("objectives",
               "You train in rounds: write answers, judge them, train, repeat with the new model "
               "as reference."),
         MG_TR("objectives",
               "With a small β the targets are hundreds of nats away and the loss begins huge; "
               "without clipping it breaks the model."),
         MG_TR("objectives", "Gradient norm before clipping, and the loss on a log axis.")},
        "2.8", "sppo_hard.json", "Wu et al. 2024 (arXiv 2405.00675), as TRL");
    info.formula = {{'n', "( "},
                    {'c', "Δlogp chosen"},
                    {'n', " - 1/(2β) )²\n+ ( "},
                    {'r', "Δlogp rejected"},
                    {'n', " + 1/(2β) )²"}};
    info.parameters = {betaOf(
        0.1,
        MG_TR("objectives", "Sets the targets ±1/(2β): 5 nats at 0.1, 500 at the paper's 0.001."))};
    info.learningRate = 5e-7;
    info.names = {"self-play preference optimisation"};
    return info;
}

ObjectiveInfo sppoInfo()
{
    ObjectiveInfo info = pairRow(
        "sppo",
        {MG_TR("objectives", "SPPO with win chances"),
         MG_TR("objectives",
               "Moves each log-ratio in proportion to the answer's chance to beat the model's "
               "own."),
         MG_TR("objectives",
               "A judge gives win chances, not just a winner, and you train in rounds."),
         MG_TR("objectives",
               "Win chances near one half ask for no change; a judge that is never sure teaches "
               "nothing. Without chances it falls back to 1 and 0."),
         MG_TR("objectives", "Gradient norm before clipping, and the loss on a log axis.")},
        "2.8", "sppo.json", "Wu et al. 2024, eq. 4.4 (arXiv 2405.00675)");
    info.formula = {{'n', "½( "},
                    {'c', "Δlogp chosen"},
                    {'n', " - (P-½)/β )²\n+ ½( "},
                    {'r', "Δlogp rejected"},
                    {'n', " - (P-½)/β )²"}};
    info.parameters = {betaOf(
        0.1, MG_TR("objectives",
                   "Sets the targets (P - ½)/β: up to 5 nats at 0.1, 500 at the paper's 0.001."))};
    info.learningRate = 5e-7;
    info.names = {"self-play preference optimisation", "soft SPPO"};
    return info;
}

ObjectiveInfo dpopInfo()
{
    ObjectiveInfo info = pairRow(
        "dpop",
        {MG_TR("objectives", "DPO-positive (DPOP)"),
         MG_TR("objectives",
               "DPO with a fine whenever the chosen answer becomes less likely than at the "
               "start."),
         MG_TR("objectives", "Chosen and rejected differ in few tokens, where DPO lowers both."),
         MG_TR("objectives",
               "A large λ makes it imitate the chosen answers and ignore the rejected ones."),
         MG_TR("objectives",
               "Log-probs of the chosen answers: they should not fall below the "
               "first step.")},
        "2.23", "dpop.json", "Pal et al. 2024 (arXiv 2402.13228), as turbo-alignment");
    info.formula = {{'n', "-log σ( β·["},
                    {'c', "Δlogp chosen"},
                    {'n', " - "},
                    {'r', "Δlogp rejected"},
                    {'n', "\n          - λ·max(0, -"},
                    {'c', "Δlogp chosen"},
                    {'n', ")] )"}};
    info.parameters = {
        betaInfo(), number("lambda", MG_TR("objectives", "λ"), 5.0, 0.0, 100.0,
                           MG_TR("objectives", "Weight of the fine; 5 to 50 are used, 0 is DPO."))};
    info.names = {"Smaug"};
    return info;
}

ObjectiveInfo calDpoInfo()
{
    ObjectiveInfo info = pairRow(
        "cal_dpo",
        {MG_TR("objectives", "Cal-DPO"),
         MG_TR("objectives",
               "Ranks the pair and pins both rewards to ±1/(2β), so that their size means "
               "something."),
         MG_TR("objectives",
               "You read rewards as numbers, or the chosen answers lose likelihood under DPO."),
         MG_TR("objectives",
               "The squares dominate for small β; the loss then is SPPO's with hard labels."),
         MG_TR("objectives", "Reward of chosen answers: it should near ½ and stay.")},
        "2.23", "cal_dpo.json", "Xiao et al. 2024 (arXiv 2412.14516), as turbo-alignment");
    info.formula = {{'n', "-log σ( "},          {'c', "Δlogp chosen"},   {'n', " - "},
                    {'r', "Δlogp rejected"},    {'n', " )\n+ ( "},       {'c', "Δlogp chosen"},
                    {'n', " - 1/(2β) )² + ( "}, {'r', "Δlogp rejected"}, {'n', " + 1/(2β) )²"}};
    info.parameters = {
        betaOf(0.1, MG_TR("objectives", "Sets the targets ±1/(2β) nats: 5 at 0.1, 0.5 at 1."))};
    info.names = {"calibrated DPO"};
    return info;
}

}  // namespace

std::vector<ObjectiveInfo> anchoredPairs()
{
    return {apoZeroInfo(), apoDownInfo(),  bcoPairInfo(), ncaPairInfo(),
            sppoInfo(),    sppoHardInfo(), dpopInfo(),    calDpoInfo()};
}

}  // namespace marginalia::catalog
