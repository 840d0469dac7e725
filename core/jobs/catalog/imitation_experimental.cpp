// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/catalog/parts.h"

namespace marginalia::catalog {

namespace {

ObjectiveInfo irSftInfo()
{
    ObjectiveInfo info;
    info.id = "ir_sft";
    info.title = MG_TR("objectives", "IR-SFT: SFT as implicit reward learning");
    info.family = MG_TR("objectives", "imitation");
    info.sentence = MG_TR("objectives",
                          "Copies answers against the start model, with an effect that levels off "
                          "as they become likely.");
    info.whenToUse =
        MG_TR("objectives",
              "You plan to run DPO afterwards and want an SFT stage that leaves room for it.");
    info.howItFails =
        MG_TR("objectives",
              "Gains over plain SFT with a small learning rate are slight; try that first.");
    info.watch = MG_TR("objectives",
                       "Held-out loss, and whether the next DPO stage does better than after SFT.");
    info.formula = {{'n', "-mean φ( β·"},
                    {'c', "Δlogp answer"},
                    {'n', " )\nφ: u,  u - u²/4,  u/(1+u)  or  log(2 - e⁻ᵘ)"}};
    info.needs.ref = RefKind::PerToken;
    info.needs.data = DataCode::Demos;
    info.parameters = {
        {"beta", MG_TR("objectives", "β"), 0.1, 0.001, 10,
         MG_TR("objectives",
               "Scale of the log-ratio. With χ² an answer stops counting at a gain of 2/β nats.")}};
    info.choices = {{"divergence",
                     MG_TR("objectives", "Form"),
                     "tv",
                     {{"tv", MG_TR("objectives", "total variation: plain SFT")},
                      {"chi2", MG_TR("objectives", "Pearson's χ²")},
                      {"hellinger", MG_TR("objectives", "squared Hellinger")},
                      {"js", MG_TR("objectives", "Jensen–Shannon")}},
                     MG_TR("objectives", "How the effect levels off; the first does not.")},
                    {"level",
                     MG_TR("objectives", "Measured"),
                     "token",
                     {{"token", MG_TR("objectives", "token by token")},
                      {"sequence", MG_TR("objectives", "over the whole answer")}},
                     MG_TR("objectives", "Whether single tokens or whole answers level off.")}};
    info.charts = tokenCharts();
    info.source = "Implicit Reward as the Bridge, 2025 (2507.00018); utilities: Garg et al. 2021";
    info.section = "4.7";
    info.golden = "ir_sft.json";
    info.names = {"implicit reward SFT", "f-divergence SFT", "IQ-Learn"};
    info.experimental = true;
    info.learningRate = 5e-6;
    info.learningRateLora = 5e-5;
    return info;
}

ObjectiveInfo otrInfo()
{
    ObjectiveInfo info;
    info.id = "otr";
    info.title = MG_TR("objectives", "OTR: one-token rollouts");
    info.family = MG_TR("objectives", "imitation");
    info.sentence = MG_TR("objectives",
                          "Treats every token as a small game: guesses that hit the answer are "
                          "rewarded, others discouraged.");
    info.whenToUse = MG_TR(
        "objectives",
        "You want some of the steadiness of reinforcement learning from plain demonstrations.");
    info.howItFails =
        MG_TR("objectives",
              "A strong penalty pushes wrong tokens down without end and the text falls apart.");
    info.watch = MG_TR(
        "objectives", "Entropy: when it collapses or climbs quickly, bring the penalty towards 0.");
    info.formula = {{'n', "-Σ [ q(y) · "},
                    {'c', "logp y"},
                    {'n', " + ρ · Σ q(v) · "},
                    {'r', "logp v"},
                    {'n', " ] / tokens\nq = softmax( logits / κ ), held fixed; v ≠ y"}};
    info.needs.data = DataCode::Demos;
    info.needs.statistics = true;
    info.parameters = {
        {"kappa", MG_TR("objectives", "κ"), 1.3, 0.1, 10,
         MG_TR("objectives",
               "Temperature of the guesses; higher values try more different tokens.")},
        {"rho_neg", MG_TR("objectives", "ρ⁻"), -0.1, -1, 0,
         MG_TR("objectives", "Penalty of wrong guesses, at most 0. With 0 and κ = 1 this is DFT.")},
        {"samples", MG_TR("objectives", "Guesses per token"), 256, 1, 4096,
         MG_TR("objectives", "Only when guesses are drawn: more make the step less noisy.")}};
    info.choices = {{"mode",
                     MG_TR("objectives", "Guesses"),
                     "expectation",
                     {{"expectation", MG_TR("objectives", "their exact average")},
                      {"sampled", MG_TR("objectives", "drawn at random, as published")}},
                     MG_TR("objectives", "The average has no noise and costs the same.")}};
    info.charts = tokenCharts();
    info.source = "One-Token Rollout, 2025 (2509.26313); loss reconstructed";
    info.section = "4.8";
    info.golden = "otr.json";
    info.names = {"one-token rollout"};
    info.experimental = true;
    info.learningRate = 2e-5;
    info.learningRateLora = 1e-4;
    info.learningRateSmall = 1e-3;
    return info;
}

ObjectiveInfo lfuInfo()
{
    ObjectiveInfo info;
    info.id = "lfu";
    info.title = MG_TR("objectives", "LfU: learning from the undesirable");
    info.family = MG_TR("objectives", "imitation");
    info.sentence = MG_TR("objectives",
                          "Copies answers while keeping the model's inner states steady under a "
                          "step that makes it worse.");
    info.whenToUse =
        MG_TR("objectives",
              "Small data on a model that must not forget: SFT that is harder to knock over.");
    info.howItFails =
        MG_TR("objectives", "A large λ freezes the model; costs about half as much time again.");
    info.watch =
        MG_TR("objectives", "Both parts of the loss, and the answers to prompts outside the data.");
    info.formula = {{'n', "-Σ "},
                    {'c', "logp answer token"},
                    {'n', " / tokens\n+ λ · mean ‖ states - "},
                    {'r', "states made worse"},
                    {'n', " ‖²"}};
    info.needs.data = DataCode::Demos;
    info.needs.hidden = true;
    info.needs.extraForward = true;
    info.parameters = {
        {"lambda", MG_TR("objectives", "λ"), 0.01, 0, 10,
         MG_TR("objectives", "Weight of the steadiness.")},
        {"alpha", MG_TR("objectives", "Step that harms"), 0.1, 0.0001, 10,
         MG_TR("objectives", "Length of the ascent step that makes the worse model.")}};
    info.charts = {
        lossChart(),
        {MG_TR("charts", "Parts of the loss"),
         MG_TR("charts", "nats"),
         {"marginalia/loss/sft", "marginalia/loss/aux"}},
        {MG_TR("charts", "Token accuracy"), MG_TR("charts", "share"), {"mean_token_accuracy"}},
        gradientChart(),
        speedChart()};
    info.source = "Learning from the Undesirable, 2025 (2511.13052); constants reconstructed";
    info.section = "4.9";
    info.golden = "lfu.json";
    info.names = {"learning from the undesirable"};
    info.experimental = true;
    info.learningRate = 2e-5;
    info.learningRateLora = 1e-4;
    return info;
}

ObjectiveInfo softqeInfo()
{
    ObjectiveInfo info;
    info.id = "softqe";
    info.title = MG_TR("objectives", "SoftQE: search queries that know their expansion");
    info.family = MG_TR("objectives", "imitation");
    info.sentence = MG_TR("objectives",
                          "Brings a query's vector near that of its expanded form and to the "
                          "passage that answers it.");
    info.whenToUse =
        MG_TR("objectives",
              "You train an encoder for search and have queries that a language model expanded "
              "(column expanded) with the passage that answers each as its completion.");
    info.howItFails =
        MG_TR("objectives",
              "With few queries in a batch the contrast is weak; it is not for models that write.");
    info.watch =
        MG_TR("objectives",
              "Both distances: the one to the teacher should not rise while the contrast falls.");
    info.formula = {{'n', "α·‖ "},
                    {'c', "query"},
                    {'n', " - teacher ‖²\n+ (1 - α)·[ -log softmax( "},
                    {'c', "query"},
                    {'n', " · passages / τ ) ]"}};
    info.needs.data = DataCode::Queries;
    info.needs.head = HeadKind::Embedding;
    info.needs.coupling = Coupling::MicroBatch;
    info.needs.minMicroBatch = 2;
    info.needs.numbers = RecordNumbers::Expansion;
    info.parameters = {
        {"alpha", MG_TR("objectives", "α"), 0.5, 0, 1,
         MG_TR("objectives", "Share of the teacher; the passages have the rest.")},
        {"tau", MG_TR("objectives", "τ"), 1, 0.001, 100,
         MG_TR("objectives",
               "Temperature of the contrast; small values look at the hardest passages only.")}};
    info.charts = {lossChart(), gradientChart(), speedChart()};
    info.source = "SoftQE, 2024 (2402.12663); weights reconstructed";
    info.section = "4.11";
    info.golden = "softqe.json";
    info.names = {"query expansion", "embedding distillation"};
    info.experimental = true;
    info.learningRate = 1e-5;
    info.learningRateLora = 1e-4;
    return info;
}

}  // namespace

std::vector<ObjectiveInfo> experimentalImitation()
{
    return {irSftInfo(), otrInfo(), lfuInfo(), softqeInfo()};
}

}  // namespace marginalia::catalog
