// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/catalog/pair_parts.h"

namespace marginalia::catalog {

namespace {

ParameterInfo epsilonInfo(double fallback)
{
    return number(
        "epsilon", MG_TR("objectives", "ε"), fallback, 0.0, 0.49,
        MG_TR("objectives", "Share of your labels that you believe to be the wrong way round."));
}

ModifierInfo smoothed()
{
    ModifierInfo out = modifierRow(
        "smoothed", MG_TR("objectives", "wrong labels"),
        {MG_TR("objectives", "Label smoothing (cDPO)"),
         MG_TR("objectives",
               "Counts each pair a little the other way round, so that no margin grows without "
               "end."),
         MG_TR("objectives", "Some labels are wrong and you know about how many."),
         MG_TR("objectives",
               "Too large an ε stops learning early: the best margin is log((1-ε)/ε)."),
         MG_TR("objectives", "Where the margins level off.")},
        "2.14", "mod_smoothed.json", "Mitchell 2023, eq. 3", turnablePairs());
    out.info.formula = {{'n', "(1-ε)·"}, {'c', "loss(u)"}, {'n', " + ε·"}, {'r', "loss(-u)"}};
    out.info.parameters = {epsilonInfo(0.1)};
    out.info.names = {"cDPO", "conservative DPO", "label_smoothing", "dpo_label_smoothing"};
    return out;
}

ModifierInfo unbiased()
{
    ModifierInfo out = modifierRow(
        "unbiased", MG_TR("objectives", "wrong labels"),
        {MG_TR("objectives", "Unbiased under wrong labels (rDPO)"),
         MG_TR("objectives",
               "Corrects the loss so that, on average over wrong labels, it equals the loss with "
               "right ones."),
         MG_TR("objectives", "A known share of labels is wrong at random, and there are many."),
         MG_TR("objectives",
               "Unbounded below: single pairs can be driven without end, and the loss may be "
               "negative."),
         MG_TR("objectives", "The largest margins (p95); stop when they run away.")},
        "2.15", "mod_unbiased.json", "Chowdhury et al. 2024, eq. 12 (arXiv 2403.00409)",
        turnablePairs());
    out.info.formula = {{'n', "[ (1-ε)·"},
                        {'c', "loss(u)"},
                        {'n', " - ε·"},
                        {'r', "loss(-u)"},
                        {'n', " ] / (1-2ε)"}};
    out.info.parameters = {epsilonInfo(0.1)};
    out.info.names = {"rDPO", "robust", "robust DPO"};
    return out;
}

ModifierInfo em()
{
    ModifierInfo out = modifierRow(
        "em", MG_TR("objectives", "wrong labels"),
        {MG_TR("objectives", "Learned reliability of annotators (RE-PO)"),
         MG_TR("objectives",
               "Estimates while training how often each annotator is right, and trusts each pair "
               "accordingly."),
         MG_TR("objectives", "Several people labelled, and some are more careful than others."),
         MG_TR("objectives",
               "When most labels are wrong it trusts the wrong ones. Starting near 1 it never "
               "doubts."),
         MG_TR("objectives",
               "Reliability of each annotator; pairs with a low chance of being right are worth a "
               "second look.")},
        "2.16", "mod_em.json",
        "RE-PO, Latent Collective Preference Optimisation 2025 (arXiv 2509.24159)",
        turnablePairs());
    out.info.formula = {{'n', "w·"},
                        {'c', "loss(u)"},
                        {'n', " + (1-w)·"},
                        {'r', "loss(-u)"},
                        {'n', "\nw = chance that the label is right"}};
    out.info.needs.coupling = Coupling::RunningState;
    out.info.parameters = {
        number(
            "eta", MG_TR("objectives", "η at the start"), 0.9, 0.501, 0.999,
            MG_TR("objectives", "Share of right labels assumed of an annotator not met before.")),
        number("alpha", MG_TR("objectives", "Step of η"), 0.1, 0.0, 1.0,
               MG_TR("objectives",
                     "How fast the estimates follow the batches; small values are calmer."))};
    out.info.charts = {{MG_TR("charts", "Reliability"),
                        MG_TR("charts", "share"),
                        {"marginalia/eta/0", "marginalia/eta/1", "marginalia/eta/2"}}};
    out.info.names = {"RE-PO", "LCPO", "robust preference optimisation", "EM"};
    return out;
}

ModifierInfo ldDpo()
{
    ModifierInfo out = modifierRow(
        "ld_dpo", MG_TR("objectives", "length"),
        {MG_TR("objectives", "Length desensitisation (LD-DPO)"),
         MG_TR("objectives",
               "Lets the part of an answer that is longer than its rival count less."),
         MG_TR("objectives", "Sampled answers grow longer although nobody asked for it."),
         MG_TR("objectives", "α near 0 ignores how long answers end; endings may fray."),
         MG_TR("objectives", "Length of sampled answers beside the accuracy.")},
        "9.3", "mod_ld_dpo.json", "Liu et al. 2024 (arXiv 2409.06411)", tabledPairs());
    out.objectives.push_back("aot");
    out.objectives.push_back("aot_unpaired");
    out.info.needs.ref = RefKind::PerToken;
    out.info.formula = {
        {'c', "logp up to the shorter length"}, {'n', " + α·"}, {'r', "logp of the rest"}};
    out.info.parameters = {number("alpha", MG_TR("objectives", "α"), 0.5, 0.0, 1.0,
                                  MG_TR("objectives",
                                        "Weight of the tokens beyond the shorter answer; 1 is "
                                        "off."))};
    out.info.choices = {
        {"scope",
         MG_TR("objectives", "Applies to"),
         "both",
         {{"both", MG_TR("objectives", "both models, as TRL today")},
          {"policy", MG_TR("objectives", "the trained model only")}},
         MG_TR("objectives", "With both, training starts at a margin of 0, as it should.")}};
    out.info.names = {"ld_alpha"};
    return out;
}

ModifierInfo lengthNorm()
{
    ModifierInfo out = modifierRow(
        "length_norm", MG_TR("objectives", "length"),
        {MG_TR("objectives", "Length normalisation"),
         MG_TR("objectives", "Divides each answer's score by a power of its length."),
         MG_TR("objectives", "Lengths differ a lot and you want something between sum and mean."),
         MG_TR("objectives", "Scores shrink, so β must grow; with κ 1 by the usual length."),
         MG_TR("objectives", "Length of sampled answers beside the margin.")},
        "9.4", "mod_length_norm.json", "As length-normalised DPO, with a power of the length",
        {"dpo", "dpo_hinge", "exo_pair", "discopop", "dpop", "cal_dpo", "nca_pair", "bco_pair",
         "apo_zero", "apo_down", "cpo"});
    out.info.formula = {{'c', "Δlogp"}, {'n', " / n^κ"}};
    out.info.parameters = {
        number("kappa", MG_TR("objectives", "κ"), 1.0, 0.0, 2.0,
               MG_TR("objectives", "0 leaves sums as they are, 1 takes means per token."))};
    return out;
}

ModifierInfo fDivergence()
{
    ModifierInfo out = modifierRow(
        "f_divergence", MG_TR("objectives", "scores"),
        {MG_TR("objectives", "Another divergence (f-DPO)"),
         MG_TR("objectives",
               "Replaces the log-ratio by the slope of another divergence from the start model."),
         MG_TR("objectives",
               "You want answers to stay more varied than under DPO: forward KL or "
               "Jensen-Shannon."),
         MG_TR("objectives",
               "Forward KL punishes answers that become unlikely without bound; start with a small "
               "β."),
         MG_TR("objectives", "Entropy beside accuracy.")},
        "9.5", "mod_f_divergence.json", "Wang et al. 2023 (arXiv 2309.16240), as TRL 1.16",
        {"dpo", "dpo_norm", "dpo_hinge", "ipo", "exo_pair", "discopop"});
    out.info.needs.ref = RefKind::SeqSum;
    out.info.formula = {{'n', "score = f'( exp( "}, {'c', "Δlogp"}, {'n', " ) )"}};
    out.info.parameters = {
        number("alpha", MG_TR("objectives", "α"), 0.5, -5.0, 5.0,
               MG_TR("objectives", "Only for the α family: 1 is DPO, 0 is forward KL."))};
    out.info.choices = {{"divergence",
                         MG_TR("objectives", "Divergence"),
                         "reverse_kl",
                         {{"reverse_kl", MG_TR("objectives", "reverse KL: DPO")},
                          {"forward_kl", MG_TR("objectives", "forward KL: covers more answers")},
                          {"js", MG_TR("objectives", "Jensen-Shannon: bounded above")},
                          {"alpha", MG_TR("objectives", "α family: between the two")}},
                         MG_TR("objectives", "How distance from the start model is measured.")},
                        {"constants",
                         MG_TR("objectives", "Constants"),
                         "kept",
                         {{"kept", MG_TR("objectives", "kept, as TRL today")},
                          {"dropped", MG_TR("objectives", "dropped, as TRL 1.10")}},
                         MG_TR("objectives", "Matters only where scores are divided by lengths.")}};
    out.info.names = {"f_divergence_type", "f-DPO", "forward KL", "js_divergence",
                      "alpha_divergence"};
    return out;
}

ModifierInfo humanline()
{
    ModifierInfo out = modifierRow(
        "humanline", MG_TR("objectives", "scores"),
        {MG_TR("objectives", "Humanline clamp"),
         MG_TR("objectives",
               "Bounds what a single token may add to the log-ratio, as people overlook extreme "
               "surprises."),
         MG_TR("objectives", "A few tokens carry most of the margin: names, numbers, markup."),
         MG_TR("objectives",
               "Tokens outside the bounds get no slope at all; narrow bounds stop training."),
         MG_TR("objectives", "Share of tokens inside the bounds.")},
        "9.14", "mod_humanline.json", "HALOs",
        {"dpo", "dpo_hinge", "ipo", "dpo_norm", "exo_pair", "discopop", "apo_zero", "apo_down",
         "bco_pair", "nca_pair", "sppo", "sppo_hard", "dpop", "cal_dpo", "mcts_dpo", "aot_unpaired",
         "kto", "apo_zero_unpaired", "bco"});
    out.info.needs.ref = RefKind::PerToken;
    out.info.formula = {{'n', "Σ clamp( "}, {'c', "Δlogp of a token"}, {'n', ", low, high )"}};
    out.info.parameters = {
        number("lo", MG_TR("objectives", "Lowest"), -1.0, -100.0, 0.0,
               MG_TR("objectives", "Least that a token may take from the log-ratio, nats.")),
        number("hi", MG_TR("objectives", "Highest"), 1.5, 0.0, 100.0,
               MG_TR("objectives", "Most that a token may add to the log-ratio, nats."))};
    out.info.charts = {{MG_TR("charts", "Inside the bounds"),
                        MG_TR("charts", "share"),
                        {"marginalia/unclamped_fraction"}}};
    return out;
}

}  // namespace

std::vector<ModifierInfo> noiseAndScoreModifiers()
{
    return {smoothed(), unbiased(), em(), ldDpo(), lengthNorm(), fDivergence(), humanline()};
}

}  // namespace marginalia::catalog
