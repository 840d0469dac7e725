// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/catalog/pair_parts.h"

#include <algorithm>

namespace marginalia::catalog {

namespace {

ChartInfo weightChart()
{
    return {MG_TR("charts", "Weights of pairs"),
            MG_TR("charts", "mean, least, most"),
            {"marginalia/weight/mean", "marginalia/weight/min", "marginalia/weight/max"}};
}

ModifierInfo wpo()
{
    ModifierInfo out = modifierRow(
        "wpo", MG_TR("objectives", "weights"),
        {MG_TR("objectives", "Weights for answers of others (WPO)"),
         MG_TR("objectives",
               "Counts a pair more, the more likely the model itself would write its answers."),
         MG_TR("objectives",
               "The pairs were written by other models or people, and the model should learn most "
               "from what it might say."),
         MG_TR("objectives",
               "When all answers are foreign all weights are small and training is slow."),
         MG_TR("objectives", "Mean weight: it rises as the model comes nearer to the data.")},
        "9.2", "mod_wpo.json", "Zhou et al. 2024 (arXiv 2406.11827)", tabledPairs());
    out.info.needs.statistics = true;
    out.info.formula = {{'n', "loss · w("},
                        {'c', "chosen"},
                        {'n', ")·w("},
                        {'r', "rejected"},
                        {'n', ")\nw = exp( mean of logp - log Σ p² )"}};
    out.info.choices = {yesNo("clamp", MG_TR("objectives", "Bound"), true,
                              MG_TR("objectives", "none, as TRL"),
                              MG_TR("objectives", "a pair counts at most once, as the paper"),
                              MG_TR("objectives", "Whether a pair may weigh more than 1."))};
    out.info.charts = {weightChart()};
    out.info.names = {"use_weighting", "weighted preference optimisation"};
    return out;
}

ModifierInfo annotatorWeights()
{
    std::vector<std::string> list = tabledPairs();
    for (const char* id : {"kto", "apo_zero_unpaired", "bco"}) {
        list.emplace_back(id);
    }
    ModifierInfo out = modifierRow(
        "annotator_weights", MG_TR("objectives", "weights"),
        {MG_TR("objectives", "Weights by annotator"),
         MG_TR("objectives", "Counts each label by how reliable its annotator is."),
         MG_TR("objectives",
               "You know from agreement or test questions who labels carefully, and want that to "
               "stay fixed."),
         MG_TR("objectives",
               "An annotator who is alone with rare but right labels is silenced too."),
         MG_TR("objectives", "Weights of pairs: none should be near 0 unnoticed.")},
        "9.14", "mod_annotator_weights.json",
        "Reliabilities of RE-PO (arXiv 2509.24159) as plain weights", list);
    out.info.formula = {{'n', "η(annotator) · loss"}};
    out.info.parameters = {number("unknown", MG_TR("objectives", "Others"), 1.0, 0.0, 1.0,
                                  MG_TR("objectives",
                                        "Weight of labels by annotators without a known "
                                        "reliability."))};
    out.info.charts = {weightChart()};
    return out;
}

ModifierInfo sftTerm()
{
    std::vector<std::string> list = tabledPairs();
    for (const char* own : {"simpo", "cpo", "orpo", "asft_abs", "slic", "tpo"}) {
        list.erase(std::find(list.begin(), list.end(), own));
    }
    ModifierInfo out = modifierRow(
        "sft_term", MG_TR("objectives", "added terms"),
        {MG_TR("objectives", "Imitate the chosen answers too"),
         MG_TR("objectives", "Adds the likelihood of the chosen answers to a preference loss."),
         MG_TR("objectives",
               "The chosen answers lose likelihood while the margin grows; the usual cure."),
         MG_TR("objectives",
               "Too heavy it is plain imitation. The paper's weight 0.005 belongs to sums, not "
               "means."),
         MG_TR("objectives", "Log-probs of the chosen answers: they should no longer fall.")},
        "9.7", "mod_sft_term.json",
        "Pang et al. 2024 (arXiv 2404.19733); Liu et al. 2024 (arXiv 2405.16436)", list);
    out.info.formula = {{'n', "loss - α·"}, {'c', "logp chosen"}};
    out.info.parameters = {number("sft_weight", MG_TR("objectives", "α"), 1.0, 0.0, 1000.0,
                                  MG_TR("objectives",
                                        "Weight of the likelihood: about 1 for means, 0.005 for "
                                        "sums."))};
    out.info.choices = {reductionChoice(
        "sft_reduction",
        MG_TR("objectives",
              "Only with an SFT term; the sum needs a weight some hundred times smaller."))};
    out.info.charts = {termChart(MG_TR("charts", "Likelihood"), "marginalia/loss/sft")};
    out.info.names = {"rpo_alpha", "pref_ftx", "RPO", "MPO"};
    return out;
}

ModifierInfo ties()
{
    ModifierInfo out = modifierRow(
        "ties", MG_TR("objectives", "labels"),
        {MG_TR("objectives", "Learn from ties (Rao-Kupper)"),
         MG_TR("objectives",
               "Treats a tie as a statement: the two answers should stay near each other, decided "
               "pairs well apart."),
         MG_TR("objectives",
               "Many of your labels are ties, and without this they would be dropped."),
         MG_TR("objectives",
               "Ties given out of haste pull good answers down to bad ones; a wide band asks "
               "decided pairs for large margins."),
         MG_TR("objectives", "Margins: ties should gather near 0, decided pairs beyond ν.")},
        "2.1", "", "Rao and Kupper 1967; Chen et al. 2024 (arXiv 2409.17431)",
        {"dpo", "dpo_norm", "simpo", "alphapo"});
    out.info.formula = {
        {'n', "decided: -log σ( "}, {'c', "u"}, {'n', " - ν )\ntie: -log σ( "}, {'c', "u"},
        {'n', " - ν ) - log σ( -"}, {'r', "u"}, {'n', " - ν ) - const"}};
    out.info.parameters = {number("nu", MG_TR("objectives", "ν"), 1.0986, 0.01, 20.0,
                                  MG_TR("objectives",
                                        "Half-width of the band in which answers tie; log 3 lets "
                                        "equal answers tie half of the time."))};
    out.info.names = {"DPO-RK", "ties", "Rao-Kupper"};
    return out;
}

/// Losses that take pairs wherever they come from.
std::vector<std::string> onPairs()
{
    std::vector<std::string> out = tabledPairs();
    std::erase(out, "tpo");  // its triples come from the order itself
    for (const char* id : {"aot", "aot_unpaired", "rm_bt"}) {
        out.emplace_back(id);
    }
    return out;
}

ModifierInfo pairSplitting()
{
    ModifierInfo out = modifierRow(
        "pair_splitting", MG_TR("objectives", "data"),
        {MG_TR("objectives", "Pairs from rankings"),
         MG_TR("objectives", "Makes pairs of an order of several answers."),
         MG_TR("objectives", "You have rankings or ratings and want a loss on pairs."),
         MG_TR("objectives",
               "All pairs repeat the same answers often; best against worst throws the middle "
               "away."),
         MG_TR("objectives", "How many pairs one prompt gives.")},
        "5.6", "mod_pair_splitting.json", "InstructGPT: Ouyang et al. 2022, eq. 1", onPairs());
    out.info.needs.data = DataCode::Groups;
    out.info.formula = {{'c', "better"}, {'n', " > "}, {'r', "worse"}, {'n', ", weight 1 / pairs"}};
    out.info.choices = {
        {"mode",
         MG_TR("objectives", "Which pairs"),
         "all",
         {{"all", MG_TR("objectives", "every two answers")},
          {"adjacent", MG_TR("objectives", "neighbours in the order")},
          {"best_against_rest", MG_TR("objectives", "the best against each other")},
          {"best_against_worst", MG_TR("objectives", "the best against the worst")}},
         MG_TR("objectives", "The pairs of a prompt share one weight, however many there are.")}};
    return out;
}

ModifierInfo scalarisedPairs()
{
    ModifierInfo out = modifierRow(
        "scalarised_pairs", MG_TR("objectives", "data"),
        {MG_TR("objectives", "Pairs from ratings in several attributes"),
         MG_TR("objectives",
               "Weighs the attributes of two answers and prefers the one with the larger sum."),
         MG_TR("objectives",
               "Answers carry ratings such as helpful and brief, and you decide what counts."),
         MG_TR("objectives",
               "Small differences are noise: raise the threshold and fewer, clearer pairs "
               "remain."),
         MG_TR("objectives", "How many pairs the threshold leaves.")},
        "8.3", "mod_scalarised_pairs.json", "Wang et al. 2024, DPA (arXiv 2402.18571)", onPairs());
    out.info.needs.data = DataCode::Attributes;
    out.info.formula = {
        {'n', "m = v·( "}, {'c', "ratings a"}, {'n', " - "}, {'r', "ratings b"}, {'n', " )"}};
    out.info.parameters = {
        number("others", MG_TR("objectives", "Other qualities"), 1.0, -1.0, 1.0,
               MG_TR("objectives",
                     "Weight of qualities that have none of their own; v/NAME names one.")),
        number("threshold", MG_TR("objectives", "Threshold"), 0.0, 0.0, 1000.0,
               MG_TR("objectives", "Pairs whose margin is smaller are left out."))};
    return out;
}

}  // namespace

std::vector<ModifierInfo> weightModifiers()
{
    return {wpo(), annotatorWeights(), sftTerm(), ties(), pairSplitting(), scalarisedPairs()};
}

}  // namespace marginalia::catalog
