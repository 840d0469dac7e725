// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/configs/config_notes.h"

#include <algorithm>
#include <cmath>

namespace marginalia::configs {

namespace {

/// pref_ftx: the likelihood of the chosen answer beside any preference loss.
void likelihoodTerm(Carrier& carrier)
{
    RunSpec& spec = carrier.spec();
    const auto weight = carrier.number("pref_ftx");
    if (!weight) {
        return;
    }
    if (*weight == 0) {
        carrier.understood("pref_ftx", {}, MG_TR("config", "None."));
        return;
    }
    if (spec.objective == "simpo" || spec.objective == "orpo" || spec.objective == "kto") {
        if (spec.objective == "simpo" && carrier.setParameter("cpo_alpha", *weight)) {
            carrier.changed("pref_ftx", "parameters.cpo_alpha",
                            MG_TR("config",
                                  "A mean over answers there, over all chosen tokens "
                                  "here: long answers count more."));
        } else {
            carrier.leftOut("pref_ftx",
                            {MG_TR("config", "%1 takes no such term here."), {spec.objective}});
        }
        return;
    }
    if (spec.terms.empty()) {
        const std::string first = spec.objective;
        const double beta = spec.parameters["beta"];
        startObjective(carrier, "dpo");
        spec.parameters["beta"] = beta;
        spec.terms = {{first, 1.0}};
    }
    spec.terms.push_back({"sft", *weight});
    carrier.choose("sft_reduction", "row_mean");
    carrier.understood("pref_ftx", "terms",
                       MG_TR("config",
                             "A term sft, averaged over each answer and then over "
                             "answers, as there."));
}

void bcoTerm(Carrier& carrier)
{
    RunSpec& spec = carrier.spec();
    const auto weight = carrier.number("pref_bco_weight");
    if (!weight) {
        return;
    }
    if (*weight == 0) {
        carrier.understood("pref_bco_weight", {}, MG_TR("config", "None."));
        return;
    }
    if (spec.objective == "simpo" || spec.objective == "orpo" || spec.objective == "kto") {
        carrier.leftOut("pref_bco_weight",
                        {MG_TR("config", "%1 takes no such term here."), {spec.objective}});
        return;
    }
    const double whole = 1 + *weight;
    spec.terms = {{spec.objective, 1 / whole}, {"bco_pair", *weight / whole}};
    const double beta = spec.parameters["beta"];
    startObjective(carrier, "dpo");
    spec.parameters["beta"] = beta;
    const bool shifted = carrier.choose("bco_shift", "running_mean");
    carrier.changed("pref_bco_weight", "terms",
                    shifted ? MG_TR("config", "Both losses are divided by 1 + weight, as there.")
                            : MG_TR("config",
                                    "Both losses are divided by 1 + weight, as there; "
                                    "within terms bco_pair has no running shift here."));
}

void preference(Carrier& carrier)
{
    const std::string loss = carrier.word("pref_loss").value_or("sigmoid");
    const std::string ours = loss == "sigmoid"    ? "dpo"
                             : loss == "hinge"    ? "dpo_hinge"
                             : loss == "kto_pair" ? "kto"
                                                  : loss;
    startObjective(carrier, ours);
    if (carrier.has("pref_loss")) {
        if (loss == "ipo") {
            carrier.changed("pref_loss", "objective",
                            MG_TR("config",
                                  "ipo compares averages per token there, so here too; "
                                  "the paper compares sums (length_norm false)."));
        } else if (loss == "kto_pair") {
            carrier.changed("pref_loss", "objective",
                            MG_TR("config",
                                  "kto takes both answers of a pair, one good and one "
                                  "bad."));
        } else {
            carrier.understood("pref_loss", "objective");
        }
    }
    carrier.parameter("pref_beta", ours == "orpo" ? "lambda" : "beta", 0.1);
    if (ours == "ipo") {
        carrier.choose("length_norm", "true");
    }
    if (ours == "orpo") {
        carrier.choose("nll_scope", "completion");
        carrier.choose("nll_reduction", "row_mean");
    }
    if (ours == "simpo") {
        carrier.parameter("simpo_gamma", "gamma", 0.5);
        carrier.setParameter("cpo_alpha", 0);
    } else if (carrier.has("simpo_gamma")) {
        carrier.leftOut("simpo_gamma", MG_TR("config", "Only simpo uses it."));
    }
    if (const auto smoothing = carrier.number("dpo_label_smoothing")) {
        if (*smoothing == 0) {
            carrier.understood("dpo_label_smoothing", {}, MG_TR("config", "None."));
        } else if (ours == "dpo" && carrier.setParameter("label_smoothing", *smoothing)) {
            carrier.understood("dpo_label_smoothing", "parameters.label_smoothing",
                               MG_TR("config", "cDPO, as there."));
        } else {
            carrier.leftOut("dpo_label_smoothing", MG_TR("config", "Only sigmoid takes it there."));
        }
    }
    bcoTerm(carrier);
    likelihoodTerm(carrier);
    if (const auto alpha = carrier.number("ld_alpha")) {
        if (carrier.modify("ld_dpo", {{"alpha", *alpha}}, {{"scope", "policy"}})) {
            carrier.changed("ld_alpha", "modifiers.ld_dpo.alpha",
                            MG_TR("config",
                                  "On the policy only, as there; then the start value is "
                                  "not that of equal models. The paper means both "
                                  "(scope both)."));
        } else {
            carrier.leftOut("ld_alpha", MG_TR("config", "This version has no LD-DPO."));
        }
    }
}

void ktoOfFactory(Carrier& carrier)
{
    startObjective(carrier, "kto");
    carrier.parameter("pref_beta", "beta", 0.1);
    carrier.parameter("kto_chosen_weight", "desirable_weight", 1);
    carrier.parameter("kto_rejected_weight", "undesirable_weight", 1);
    likelihoodTerm(carrier);
}

void imitation(Carrier& carrier, bool wholeText)
{
    std::string objective = "sft";
    for (const auto& [key, ours] :
         std::vector<std::pair<const char*, const char*>>{{"use_dft_loss", "dft"},
                                                          {"use_asft_loss", "anchored_sft"},
                                                          {"use_eaft_loss", "eaft"}}) {
        if (const auto on = carrier.truth(key)) {
            if (*on) {
                objective = ours;
            }
            carrier.understood(key, "objective");
        }
    }
    startObjective(carrier, objective);
    if (objective == "anchored_sft") {
        carrier.parameter("asft_alpha", "lambda", 0.1);
    }
    if (objective == "eaft") {
        carrier.parameter("eaft_alpha", "alpha", 1);
    }
    carrier.spec().whole_text = wholeText;
    if (const auto prompts = carrier.truth("train_on_prompt")) {
        carrier.spec().whole_text = wholeText || (*prompts && objective == "sft");
        carrier.understood("train_on_prompt", "whole_text");
    }
}

void method(Carrier& carrier)
{
    RunSpec& spec = carrier.spec();
    const std::string type = carrier.word("finetuning_type").value_or("lora");
    if (!carrier.has("finetuning_type")) {
        carrier.fallback("finetuning_type", "lora", "method");
    } else if (type == "lora" || type == "full") {
        carrier.understood("finetuning_type", "method");
    } else {
        carrier.changed("finetuning_type", "method",
                        {MG_TR("config",
                               "This version trains all weights or LoRA, not %1; lora "
                               "stands in its place."),
                         {quotedForError(type)}});
    }
    spec.method = type == "full" ? "full" : "lora";
    if (spec.method == "lora") {
        carrier.whole("lora_rank", "lora_r", spec.lora_r, 8);
        carrier.real("lora_alpha", "lora_alpha", spec.lora_alpha,
                     2 * static_cast<double>(spec.lora_r));
        carrier.real("lora_dropout", "lora_dropout", spec.lora_dropout, 0);
        carryTargets(carrier, "lora_target", "all");
        if (const auto more = carrier.words("additional_target"); !more.empty()) {
            spec.lora_modules_to_save = more[0];
            for (std::size_t i = 1; i < more.size(); ++i) {
                spec.lora_modules_to_save += ", " + more[i];
            }
            carrier.understood("additional_target", "lora_modules_to_save");
        }
        carrier.flag("use_rslora", "use_rslora", spec.use_rslora);
        carrier.flag("use_dora", "use_dora", spec.use_dora);
    } else {
        for (const char* key :
             {"lora_rank", "lora_alpha", "lora_dropout", "lora_target", "additional_target"}) {
            if (carrier.has(key)) {
                carrier.leftOut(key,
                                MG_TR("config", "All weights are trained; there is no adapter."));
            }
        }
    }
    if (const auto bits = carrier.number("quantization_bit")) {
        if (*bits == 4 || *bits == 8) {
            spec.base_weights = *bits == 4 ? "nf4" : "int8";
            carrier.understood("quantization_bit", "base_weights");
        } else {
            carrier.leftOut("quantization_bit", MG_TR("config",
                                                      "Frozen weights are packed in 4 or "
                                                      "8 bits here."));
        }
    }
}

void lengthsOfFactory(Carrier& carrier)
{
    RunSpec& spec = carrier.spec();
    carrier.whole("cutoff_len", "max_length", spec.max_length, 2048);
    spec.too_long = "keep_start";
    carrier.fallback("truncation", "keep_start", "too_long",
                     MG_TR("config",
                           "LLaMA-Factory shortens prompt and answer in proportion; here "
                           "only the end of the answer is cut."));
    spec.held_out_share = 0;
    if (const auto share = carrier.number("val_size")) {
        if (*share < 1) {
            spec.held_out_share = *share;
            carrier.understood("val_size", "held_out_share");
        } else {
            spec.held_out_share = 0.05;
            carrier.changed("val_size", "held_out_share",
                            MG_TR("config",
                                  "A number of rows there; here a share, and one prompt "
                                  "in twenty stands in its place."));
        }
    }
}

Text reasonOfFactory(const std::string& key)
{
    if (key == "reward_model" || key.starts_with("reward_model_") || key.starts_with("ppo_")) {
        return MG_TR("config",
                     "How answers are written and rewarded while training is set in the "
                     "run's own settings for that.");
    }
    if (key == "adapter_name_or_path" || key == "create_new_adapter") {
        return MG_TR("config", "An adapter is named as the start model here.");
    }
    if (key == "mask_history") {
        return MG_TR("config", "Which turns are trained is said by the data here.");
    }
    if (key == "disable_shuffling") {
        return MG_TR("config", "Items are shuffled by the seed here.");
    }
    return {};
}

}  // namespace

void importLlamaFactory(Carrier& carrier, const std::string& stage)
{
    carrier.understood("stage", "objective");
    if (stage == "dpo") {
        preference(carrier);
    } else if (stage == "kto") {
        ktoOfFactory(carrier);
    } else if (stage == "rm") {
        startObjective(carrier, "rm_bt");
    } else if (stage == "ppo") {
        startObjective(carrier, "ppo");
    } else {
        imitation(carrier, stage == "pt");
    }
    carryTrainer(carrier, {5e-5, 3, 8});
    method(carrier);
    lengthsOfFactory(carrier);
    carrier.finish(reasonOfFactory);
}

}  // namespace marginalia::configs
