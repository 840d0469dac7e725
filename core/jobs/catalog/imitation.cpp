// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/catalog/parts.h"

#include <utility>

namespace marginalia::catalog {

namespace {

ObjectiveInfo sftInfo()
{
    ObjectiveInfo info;
    info.id = "sft";
    info.title = MG_TR("objectives", "SFT");
    info.family = MG_TR("objectives", "imitation");
    info.sentence =
        MG_TR("objectives", "Makes the answers of the data more likely, token by token.");
    info.whenToUse = MG_TR(
        "objectives", "You have good answers and no comparisons, or want a warm start before DPO.");
    info.howItFails =
        MG_TR("objectives",
              "Repeats the data when trained too long; learns nothing from rejected answers.");
    info.watch = MG_TR("objectives", "Held-out loss: when it rises while the loss falls, stop.");
    info.formula = {{'n', "-Σ "}, {'c', "logp answer token"}, {'n', " / tokens of the step"}};
    info.needs.data = DataCode::Demos;
    info.choices = {{"reduction",
                     MG_TR("objectives", "Average over"),
                     "token_global",
                     {{"token_global", MG_TR("objectives", "all tokens of the step")},
                      {"seq_mean", MG_TR("objectives", "each answer, then answers")}},
                     MG_TR("objectives", "Whether long answers count more than short ones.")}};
    info.charts = tokenCharts();
    info.source = "Negative log-likelihood; normalised over the whole step as TRL's SFTTrainer";
    info.section = "4.1";
    info.golden = "sft.json";
    info.names = {"supervised fine-tuning", "nll", "chunked_nll"};
    info.learningRate = 2e-5;
    info.learningRateLora = 1e-4;
    return info;
}

ObjectiveInfo rwrInfo()
{
    ObjectiveInfo info;
    info.id = "rwr";
    info.title = MG_TR("objectives", "RWR: likelihood weighted by the answer's score");
    info.family = MG_TR("objectives", "imitation");
    info.sentence = MG_TR(
        "objectives",
        "Copies every answer, the better ones more strongly, or only the best of each prompt.");
    info.whenToUse =
        MG_TR("objectives",
              "Your answers have scores, and the good ones are already likely for the model.");
    info.howItFails = MG_TR(
        "objectives",
        "Never pushes bad answers down, so it lags behind DPO when good answers are still rare.");
    info.watch = MG_TR("objectives",
                       "The mean weight: near its upper limit most answers count alike, near zero "
                       "few count at all.");
    info.formula = {{'n', "-Σ w(score) · "},
                    {'c', "logp answer"},
                    {'n', " / tokens\nw = exp( (score - baseline) / T ), within limits"}};
    info.needs.data = DataCode::Groups;
    info.needs.coupling = Coupling::Group;
    info.parameters = {
        {"temperature", MG_TR("objectives", "Temperature"), 10, 0.01, 1000,
         MG_TR("objectives",
               "Difference of score that changes the weight by a factor of e; small values let "
               "only the best count.")},
        {"baseline", MG_TR("objectives", "Baseline"), 0, -1000, 1000,
         MG_TR("objectives", "Score that gets weight 1 in the exponential form.")},
        {"lo", MG_TR("objectives", "Least weight"), 0, 0, 100,
         MG_TR("objectives", "No answer counts less than this in the exponential form.")},
        {"hi", MG_TR("objectives", "Greatest weight"), 20, 0.01, 1000,
         MG_TR("objectives",
               "No answer counts more: keeps a single high score from ruling a step.")},
        {"top_k", MG_TR("objectives", "Answers kept"), 1, 1, 64,
         MG_TR("objectives",
               "How many of the best answers of a prompt are copied when only the best are.")}};
    info.choices = {
        {"weighting",
         MG_TR("objectives", "Weight of an answer"),
         "exp",
         {{"exp", MG_TR("objectives", "exponential of its score")},
          {"sigmoid", MG_TR("objectives", "sigmoid of its score")},
          {"best_of_n", MG_TR("objectives", "the best of a prompt only")},
          {"pref_ft", MG_TR("objectives", "chosen answers only")}},
         MG_TR("objectives", "How a score becomes a weight; the last two drop the other answers.")},
        {"denominator",
         MG_TR("objectives", "Divide by"),
         "all",
         {{"all", MG_TR("objectives", "tokens of all answers")},
          {"kept", MG_TR("objectives", "tokens of answers that count")}},
         MG_TR("objectives",
               "With the second, steps with few good answers are as large as others.")}};
    info.charts = weightedCharts();
    info.source =
        "Tajwar et al. 2024 (2404.14367); reward-weighted regression: Peters and Schaal 2007";
    info.section = "4.2";
    info.golden = "rwr.json";
    info.names = {"reward-weighted regression", "best-of-n",   "pref-FT", "rejection sampling",
                  "weighted behaviour cloning", "filtered SFT"};
    info.learningRate = 1e-5;
    info.learningRateLora = 1e-4;
    return info;
}

ObjectiveInfo dftInfo()
{
    ObjectiveInfo info;
    info.id = "dft";
    info.title = MG_TR("objectives", "DFT: dynamic fine-tuning");
    info.family = MG_TR("objectives", "imitation");
    info.sentence = MG_TR(
        "objectives",
        "Copies answers, but lets each token count by how likely the model already finds it.");
    info.whenToUse = MG_TR("objectives",
                           "The model knows the subject and should learn to use it well: "
                           "mathematics, code, reasoning.");
    info.howItFails = MG_TR(
        "objectives",
        "Ignores tokens that surprise the model, so it does not learn new facts or a new format.");
    info.watch = MG_TR(
        "objectives",
        "The plain likelihood beside the loss: the loss itself may rise while the model improves.");
    info.formula = {{'n', "-Σ p · "},
                    {'c', "logp answer token"},
                    {'n', " / tokens\np = probability of the token, held fixed"}};
    info.needs.data = DataCode::Demos;
    info.charts = weightedCharts();
    info.source = "Wu et al. 2025 (2508.05629); TRL loss_type dft";
    info.section = "4.3";
    info.golden = "dft.json";
    info.names = {"dynamic fine-tuning", "use_dft_loss", "reward rectification"};
    info.learningRate = 5e-5;
    info.learningRateLora = 1e-4;
    info.learningRateSmall = 1e-3;
    return info;
}

ObjectiveInfo anchoredSftInfo()
{
    ObjectiveInfo info;
    info.id = "anchored_sft";
    info.title = MG_TR("objectives", "Anchored SFT: dynamic fine-tuning held near the start model");
    info.family = MG_TR("objectives", "imitation");
    info.sentence = MG_TR("objectives",
                          "Dynamic fine-tuning that pays for every token whose whole distribution "
                          "leaves the start model.");
    info.whenToUse = MG_TR("objectives",
                           "DFT drifts or becomes unstable, and there is memory for the start "
                           "model beside the trained one.");
    info.howItFails =
        MG_TR("objectives",
              "A large λ keeps the model where it was; the second model costs time and memory.");
    info.watch = MG_TR(
        "objectives",
        "Both parts of the loss: the divergence should stay small against the likelihood part.");
    info.formula = {{'n', "Σ [ -p · "},
                    {'c', "logp answer token"},
                    {'n', "\n    + λ · KL( start model ‖ model ) ] / tokens"}};
    info.needs.data = DataCode::Demos;
    info.needs.statistics = true;
    info.needs.otherLogits = true;
    info.parameters = {
        {"lambda", MG_TR("objectives", "λ"), 0.05, 0, 10,
         MG_TR("objectives", "Strength of the anchor. 0 is DFT; above 1 little is learnt.")}};
    info.choices = {
        {"token_weight",
         MG_TR("objectives", "Weight of a token"),
         "dft",
         {{"dft", MG_TR("objectives", "its probability, as DFT")},
          {"one", MG_TR("objectives", "all alike: SFT with an anchor")}},
         MG_TR("objectives", "Whether surprising tokens count less or as much as others.")}};
    info.charts = {
        lossChart(),
        {MG_TR("charts", "Parts of the loss"),
         MG_TR("charts", "nats"),
         {"marginalia/loss/dft", "marginalia/loss/sft", "marginalia/loss/kl"}},
        {MG_TR("charts", "Plain likelihood"), MG_TR("charts", "nats"), {"nll_loss"}},
        {MG_TR("charts", "Token accuracy"), MG_TR("charts", "share"), {"mean_token_accuracy"}},
        gradientChart(),
        speedChart()};
    info.source = "Anchored Supervised Fine-Tuning, 2025 (2509.23753); zhuchichi56/ASFT";
    info.section = "4.4";
    info.golden = "anchored_sft.json";
    info.names = {"ASFT", "use_asft_loss", "anchored supervised fine-tuning"};
    info.learningRate = 2e-5;
    info.learningRateLora = 1e-4;
    info.learningRateSmall = 1e-3;
    return info;
}

ObjectiveInfo eaftInfo()
{
    ObjectiveInfo info;
    info.id = "eaft";
    info.title = MG_TR("objectives", "EAFT: entropy-adaptive fine-tuning");
    info.family = MG_TR("objectives", "imitation");
    info.sentence = MG_TR(
        "objectives",
        "Copies answers, but lets tokens count less where the model is already sure of something.");
    info.whenToUse =
        MG_TR("objectives",
              "New data contradicts what the model knows and you want to keep what it knew.");
    info.howItFails = MG_TR("objectives",
                            "Learns slowly where the model is confidently wrong; a very sure model "
                            "learns almost nothing.");
    info.watch =
        MG_TR("objectives",
              "The mean weight: when it falls towards zero, training has stopped in effect.");
    info.formula = {{'n', "-Σ ( H₂₀ / 3 )^α · "},
                    {'c', "logp answer token"},
                    {'n', " / tokens\nH₂₀ = entropy of the 20 likeliest tokens"}};
    info.needs.data = DataCode::Demos;
    info.needs.statistics = true;
    info.parameters = {
        {"alpha", MG_TR("objectives", "α"), 1, 0, 10,
         MG_TR("objectives", "How sharply sure tokens are set aside; 0 is plain SFT.")},
        {"top_k", MG_TR("objectives", "Likeliest tokens"), 20, 2, 1000,
         MG_TR("objectives", "Of how many of the likeliest tokens the entropy is taken.")},
        {"normaliser", MG_TR("objectives", "Entropy of weight 1"), 3, 0.1, 20,
         MG_TR("objectives",
               "Entropy at which a token has full weight; 3 is about that of 20 equal tokens.")}};
    info.charts = weightedCharts();
    info.source = "Entropy-Adaptive Fine-Tuning, 2026 (2601.02151); LLaMA-Factory use_eaft_loss";
    info.section = "4.5";
    info.golden = "eaft.json";
    info.names = {"use_eaft_loss", "entropy-adaptive fine-tuning"};
    info.learningRate = 2e-5;
    info.learningRateLora = 1e-4;
    return info;
}

ObjectiveInfo poftInfo()
{
    ObjectiveInfo info;
    info.id = "poft";
    info.title = MG_TR("objectives", "PoFT: preference-oriented SFT against aligned models");
    info.family = MG_TR("objectives", "imitation");
    info.sentence =
        MG_TR("objectives",
              "Copies answers until the model likes them better than a few good models do.");
    info.whenToUse =
        MG_TR("objectives",
              "The data is uneven: answers that good models also find unlikely get little weight. "
              "Their mean log-probs per token stand in the column aligned_avg_logps, or the "
              "setting teacher names the models.");
    info.howItFails = MG_TR("objectives",
                            "Stops learning once it is ahead of models that were badly chosen; "
                            "needs their scores beforehand.");
    info.watch =
        MG_TR("objectives", "The lead over the aligned models: it should grow slowly, not jump.");
    info.formula = {{'n', "-log σ( β·[ "},
                    {'c', "logp answer per token"},
                    {'n', "\n         - mean of aligned models ] + γ )"}};
    info.needs.data = DataCode::Demos;
    info.needs.numbers = RecordNumbers::AlignedLogps;
    info.parameters = {
        {"beta", MG_TR("objectives", "β"), 1, 0.001, 100,
         MG_TR("objectives", "How soon an answer counts as learnt; larger values stop earlier.")},
        {"gamma", MG_TR("objectives", "γ"), 0, -10, 10,
         MG_TR("objectives", "Added to the lead: above 0 the model counts as ahead sooner.")}};
    info.charts = {
        lossChart(),
        {MG_TR("charts", "Token accuracy"), MG_TR("charts", "share"), {"mean_token_accuracy"}},
        {MG_TR("charts", "Perplexity"), MG_TR("charts", "per token"), {"marginalia/perplexity"}},
        gradientChart(),
        speedChart()};
    info.source = "Fan et al. 2024 (2412.12865); alignment-handbook-PoFT";
    info.section = "4.6";
    info.golden = "poft.json";
    info.names = {"preference-oriented supervised fine-tuning"};
    info.learningRate = 1e-6;
    info.learningRateLora = 5e-6;
    return info;
}

ObjectiveInfo locftInfo()
{
    ObjectiveInfo info;
    info.id = "locft_bf";
    info.title = MG_TR("objectives", "LocFT-BF: localised fine-tuning for editing facts");
    info.family = MG_TR("objectives", "imitation");
    info.sentence = MG_TR(
        "objectives",
        "Writes new facts into one module of the model, all edits in turn, until each is learnt.");
    info.whenToUse = MG_TR(
        "objectives", "You want to change a few hundred facts and leave everything else as it is.");
    info.howItFails =
        MG_TR("objectives",
              "The wrong layer forgets or learns nothing; find it by trying a few on a small set.");
    info.watch =
        MG_TR("objectives",
              "The loss: below 0.01 the edits are in, and more training only harms the rest.");
    info.formula = {{'n', "-mean over rows of "},
                    {'c', "logp answer per token"},
                    {'n', "\none module trains (add: module selection)"}};
    info.needs.data = DataCode::Demos;
    info.charts = tokenCharts();
    info.source = "Fine-tuning Done Right in Model Editing, 2025 (2509.22072); ICT-STAR/LocFT";
    info.section = "4.10";
    info.golden = "locft_bf.json";
    info.names = {"model editing", "knowledge editing", "breadth-first fine-tuning"};
    info.learningRate = 5e-4;
    info.learningRateLora = 5e-4;
    return info;
}

ObjectiveInfo dpaInfo()
{
    ObjectiveInfo info;
    info.id = "dpa";
    info.title =
        MG_TR("objectives", "DPA: directional preference alignment (weights in the prompt)");
    info.family = MG_TR("objectives", "several aims");
    info.sentence = MG_TR(
        "objectives",
        "Teaches the model to follow weights of several qualities that the system prompt states.");
    info.whenToUse =
        MG_TR("objectives",
              "One model should serve people who weigh, say, helpfulness and brevity differently, "
              "and every prompt has several answers that are rated in the same qualities.");
    info.howItFails =
        MG_TR("objectives",
              "Chooses among the answers that the data has; the published rounds, which write and "
              "rate new ones, are not run. Where one answer leads in every quality, or the ratings "
              "are noise, the numbers teach nothing.");
    info.watch =
        MG_TR("objectives",
              "Answers to one prompt under two directions, with the sentence of the formula as "
              "system message: turning the direction should change them.");
    info.formula = {{'n',
                     "v = a direction around your weights\n"
                     "system: Write the answer that rates highest\n"
                     "  by this sum of its qualities:\n"
                     "  helpful * 80 + brief * 60.\n-Σ "},
                    {'c', "logp answer token"},
                    {'n', " / tokens of the step\nanswer = the one with the largest v·ratings"}};
    info.needs.data = DataCode::Demos;
    info.needs.numbers = RecordNumbers::Ratings;
    info.parameters = {
        {"angle", MG_TR("objectives", "Widest angle"), 45, 0, 90,
         MG_TR("objectives",
               "How far, in degrees, the drawn direction may turn from the weights of the "
               "qualities; 0 states the weights themselves every time.")},
        {"others", MG_TR("objectives", "Other qualities"), 1, -1, 1,
         MG_TR("objectives",
               "Weight of qualities that have none of their own; v/NAME names one. The paper draws "
               "around the first of two: v/helpfulness 1 and others 0.")}};
    info.charts = tokenCharts();
    info.source = "Wang et al. 2024 (2402.18571); RLHFlow/Directional-Preference-Alignment";
    info.section = "8.1";
    info.names = {"directional preference alignment", "multi-objective"};
    info.experimental = true;
    info.learningRate = 2e-5;
    info.learningRateLora = 1e-4;
    return info;
}

}  // namespace

std::vector<ObjectiveInfo> imitationObjectives()
{
    std::vector<ObjectiveInfo> out = {sftInfo(),  rwrInfo(),  dftInfo(),   anchoredSftInfo(),
                                      eaftInfo(), poftInfo(), locftInfo(), dpaInfo()};
    for (ObjectiveInfo& each : experimentalImitation()) {
        out.push_back(std::move(each));
    }
    return out;
}

}  // namespace marginalia::catalog
