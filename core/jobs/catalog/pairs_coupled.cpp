// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/catalog/pair_parts.h"

namespace marginalia::catalog {

namespace {

ObjectiveInfo aotRow(const char* id, const Words& words, const char* golden)
{
    ObjectiveInfo info =
        pairRow(id, words, "2.17", golden, "Melnyk et al. 2024 (arXiv 2406.05882)");
    info.needs.coupling = Coupling::MicroBatch;
    info.needs.minMicroBatch = 2;
    info.parameters = {
        betaOf(0.1,
               MG_TR("objectives", "Pull towards the start model; the paper's setting is 0.01.")),
        labelSmoothing(0.0, 0.0)};
    return info;
}

ObjectiveInfo aotInfo()
{
    ObjectiveInfo info = aotRow(
        "aot",
        {MG_TR("objectives", "AOT on pairs"),
         MG_TR("objectives",
               "Compares the sorted gaps of a batch with the start model's sorted gaps: the whole "
               "distribution should move up."),
         MG_TR("objectives",
               "You care for the spread of margins, above all the worst pairs, more than for each "
               "pair."),
         MG_TR("objectives",
               "In small batches sorting does little: with one pair it is DPO. Accumulation does "
               "not enlarge what is sorted."),
         MG_TR("objectives", "The low end of the margins (p5), not only the mean.")},
        "aot.json");
    info.formula = {{'n', "-log σ( β·[ sort("},
                    {'c', "logp chosen"},
                    {'n', " - "},
                    {'r', "logp rejected"},
                    {'n', ")\n          - sort(reference) ] )"}};
    info.names = {"alignment via optimal transport", "distributional preference"};
    return info;
}

ObjectiveInfo aotUnpairedInfo()
{
    ObjectiveInfo info = aotRow(
        "aot_unpaired",
        {MG_TR("objectives", "AOT, chosen and rejected apart"),
         MG_TR("objectives",
               "Sorts all chosen and all rejected answers of a batch apart and compares rank with "
               "rank."),
         MG_TR("objectives",
               "Good and bad answers come from different prompts, so that who is paired with whom "
               "is chance."),
         MG_TR("objectives",
               "Ignores what the pairs say about each prompt; small batches make the ranks "
               "noisy."),
         MG_TR("objectives", "Held-out accuracy of real pairs.")},
        "aot_unpaired.json");
    info.formula = {{'n', "-log σ( β·[ sort("},
                    {'c', "Δlogp chosen"},
                    {'n', ")\n          - sort("},
                    {'r', "Δlogp rejected"},
                    {'n', ") ] )"}};
    info.names = {"aot_pair", "alignment via optimal transport"};
    return info;
}

ObjectiveInfo mctsInfo()
{
    ObjectiveInfo info = pairRow(
        "mcts_dpo",
        {MG_TR("objectives", "MCTS-DPO (steps of a search tree)"),
         MG_TR(
             "objectives",
             "DPO on two next steps under one beginning; the visits of a tree search say how sure "
             "the label is."),
         MG_TR("objectives",
               "Reasoning in steps, with pairs that come from a tree search over the model's own "
               "answers. Visits stand in the columns visits_chosen and visits_rejected, or with "
               "the answers of a group."),
         MG_TR("objectives",
               "Visits that are almost equal make the label worth nothing; the search must be wide "
               "enough to decide."),
         MG_TR("objectives", "Accuracy on pairs with clear visits.")},
        "2.25", "mcts_dpo.json", "Xie et al. 2024 (arXiv 2405.00451)");
    info.formula = {{'n', "-(1-ε)·log σ( β·["},
                    {'c', "Δlogp chosen step"},
                    {'n', " - "},
                    {'r', "Δlogp rejected step"},
                    {'n', "] ) - ε·log σ( -… )\nε = share of the rejected step's visits"}};
    info.parameters = {betaInfo()};
    info.needs.numbers = RecordNumbers::Visits;
    info.names = {"step-level DPO", "tree search"};
    info.learningRateSmall = 2e-4;
    return info;
}

ObjectiveInfo multiInfo()
{
    ObjectiveInfo info = pairRow(
        "dpo_multi",
        {MG_TR("objectives", "DPO over several aspects"),
         MG_TR("objectives",
               "Several pairs a prompt, each about one aspect; the aspect that lags behind weighs "
               "more."),
         MG_TR("objectives",
               "You label correctness and style apart, and one of them always wins over the "
               "other. A pair names its aspect in the column aspect; answers with ratings give a "
               "pair for each."),
         MG_TR("objectives",
               "One aspect with wrong labels keeps the largest loss and draws all the weight."),
         MG_TR("objectives", "The weights of the aspects: they should come near each other.")},
        "2.26", "dpo_multi.json", "BideDPO 2025 (arXiv 2511.19268), for text");
    info.formula = {{'n', "Σ w·( -log σ( β·["},
                    {'c', "Δlogp chosen"},
                    {'n', " - "},
                    {'r', "Δlogp rejected"},
                    {'n', "] ) )\nw = the aspect's share of the loss"}};
    info.parameters = {betaInfo()};
    info.needs.coupling = Coupling::Group;
    info.needs.numbers = RecordNumbers::Aspects;
    info.names = {"BideDPO", "decoupled pairs"};
    info.learningRateSmall = 2e-4;
    return info;
}

}  // namespace

std::vector<ObjectiveInfo> coupledPairs()
{
    return {aotInfo(), aotUnpairedInfo(), mctsInfo(), multiInfo()};
}

}  // namespace marginalia::catalog
