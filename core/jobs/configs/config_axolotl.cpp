// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/configs/config_notes.h"

#include <algorithm>
#include <cmath>

namespace marginalia::configs {

namespace {

/// axolotl knows β under several names.
void beta(Carrier& carrier, const std::string& ours, double other)
{
    for (const char* key : {"rl_beta", "dpo_beta", "orpo_alpha"}) {
        if (carrier.has(key)) {
            carrier.parameter(key, ours, std::nullopt);
            return;
        }
    }
    const ConfigNode* inner = carrier.peek("trl");
    const ConfigNode* value = inner != nullptr ? inner->find("beta") : nullptr;
    if (value != nullptr && value->number()) {
        carrier.setParameter(ours, *value->number());
        return;
    }
    carrier.parameter("rl_beta", ours, other);
}

void dpo(Carrier& carrier, bool ipo)
{
    std::vector<std::string> losses = carrier.words("dpo_loss_type");
    if (losses.empty()) {
        losses = {ipo ? "ipo" : "sigmoid"};
    }
    std::vector<double> weights = carrier.numbers("dpo_loss_weights");
    if (!weights.empty()) {
        carrier.understood("dpo_loss_weights", "terms");
    }
    if (const auto alpha = carrier.number("rpo_alpha")) {
        losses.emplace_back("sft");
        weights.resize(losses.size() - 1, 1.0);
        weights.push_back(*alpha);
        carrier.changed("rpo_alpha", "terms",
                        MG_TR("config",
                              "A term sft with this weight, averaged over the chosen "
                              "tokens; the paper of RPO's 0.005 sums (sft_reduction "
                              "sum)."));
    }
    carryDpoLosses(carrier, carrier.has("dpo_loss_type") ? "dpo_loss_type" : "rl", losses, weights);
    beta(carrier, "beta", 0.1);
    if (const auto smoothing = carrier.number("dpo_label_smoothing")) {
        const bool robust = std::find(losses.begin(), losses.end(), "robust") != losses.end();
        if (*smoothing == 0) {
            carrier.understood("dpo_label_smoothing", {}, MG_TR("config", "None."));
        } else if (robust) {
            carrier.modify("unbiased", {{"epsilon", *smoothing}});
            carrier.understood("dpo_label_smoothing", "modifiers.unbiased.epsilon");
        } else if (losses[0] != "sigmoid" && carrier.setParameter("label_smoothing", *smoothing)) {
            carrier.understood("dpo_label_smoothing", "parameters.label_smoothing");
        } else {
            carrier.leftOut("dpo_label_smoothing",
                            MG_TR("config",
                                  "TRL 1.16 below axolotl ignores it with this loss, so "
                                  "it is left out. To use it (cDPO), set "
                                  "label_smoothing of the objective."));
        }
    }
    if (const auto on = carrier.truth("dpo_use_weighting")) {
        if (*on && carrier.modify("wpo", {}, {{"clamp", "false"}})) {
            carrier.changed("dpo_use_weighting", "modifiers.wpo",
                            MG_TR("config",
                                  "WPO without a bound, as there; the paper's program "
                                  "keeps the weights' product at most 1 (clamp true)."));
        } else if (*on) {
            carrier.leftOut("dpo_use_weighting",
                            MG_TR("config", "This version has no WPO weights."));
        } else {
            carrier.understood("dpo_use_weighting", {});
        }
    }
}

void ktoOfAxolotl(Carrier& carrier)
{
    startObjective(carrier, "kto");
    beta(carrier, "beta", 0.1);
    carrier.parameter("kto_desirable_weight", "desirable_weight", 1);
    carrier.parameter("kto_undesirable_weight", "undesirable_weight", 1);
    carrier.choose("kl_partner", "rotate");
    carrier.choose("kl_rows", "all");
}

void simpo(Carrier& carrier)
{
    startObjective(carrier, "simpo");
    beta(carrier, "beta", 0.1);
    carrier.parameter("simpo_gamma", "gamma", 0.5);
    carrier.parameter("cpo_alpha", "cpo_alpha", 1);
}

/// What `rl` means; false: unknown.
bool objectiveOf(Carrier& carrier, const std::string& rl)
{
    if (rl == "dpo" || rl == "ipo") {
        dpo(carrier, rl == "ipo");
    } else if (rl == "kto") {
        ktoOfAxolotl(carrier);
    } else if (rl == "simpo") {
        simpo(carrier);
    } else if (rl == "orpo") {
        startObjective(carrier, "orpo");
        beta(carrier, "lambda", 0.1);
        carrier.choose("nll_scope", "prompt_and_completion");
        carrier.choose("nll_reduction", "token_mean");
    } else if (rl == "grpo" || rl == "gdpo") {
        startObjective(carrier, "grpo");
        beta(carrier, "beta", 0);
    } else if (rl == "reward_model" || rl == "process_reward_model") {
        startObjective(carrier, rl == "reward_model" ? "rm_bt" : "prm");
    } else {
        startObjective(carrier, "sft");
        if (const auto prompts = carrier.truth("train_on_inputs")) {
            carrier.spec().whole_text = *prompts;
            carrier.understood("train_on_inputs", "whole_text");
        }
        return rl == "sft";
    }
    return true;
}

void notesOfRl(Carrier& carrier, const std::string& rl)
{
    if (!carrier.has("rl") || rl == "dpo" || rl == "ipo") {
        if (carrier.has("rl") && carrier.has("dpo_loss_type")) {
            carrier.understood("rl", "objective");
        }
    } else if (rl == "simpo") {
        carrier.changed("rl", "objective",
                        MG_TR("config",
                              "SimPO's own program takes β 2 to 10, γ as a share of β "
                              "and no likelihood term; TRL's defaults below axolotl are "
                              "kept as they are."));
    } else if (rl == "orpo") {
        carrier.changed("rl", "objective",
                        MG_TR("config",
                              "TRL's likelihood term takes the prompt in; ours would not "
                              "(nll_scope completion)."));
    } else if (rl == "gdpo") {
        carrier.changed("rl", "objective",
                        MG_TR("config", "grpo; rewards are not normalised one by one here."));
    } else {
        carrier.understood("rl", "objective");
    }
    for (const char* key : {"reward_model", "process_reward_model"}) {
        if (carrier.has(key)) {
            carrier.truth(key);
            carrier.understood(key, "objective");
        }
    }
}

void batch(Carrier& carrier)
{
    RunSpec& spec = carrier.spec();
    carrier.whole("micro_batch_size", "batch_size", spec.batch_size, 1);
    carrier.whole("gradient_accumulation_steps", "accumulation", spec.accumulation, 1);
    const auto whole = carrier.number("batch_size");
    if (!whole) {
        return;
    }
    if (spec.batch_size > 0 && !carrier.has("gradient_accumulation_steps")) {
        spec.accumulation =
            std::max<std::int64_t>(1, std::llround(*whole / static_cast<double>(spec.batch_size)));
        carrier.understood("batch_size", "accumulation",
                           MG_TR("config", "Rows of a step: divided by micro_batch_size."));
    } else {
        carrier.understood("batch_size", {}, MG_TR("config", "It follows from the other two."));
    }
}

void schedule(Carrier& carrier)
{
    RunSpec& spec = carrier.spec();
    carrier.real("learning_rate", "learning_rate", spec.learning_rate);
    carrier.real("num_epochs", "epochs", spec.epochs, 1);
    carrier.whole("max_steps", "max_steps", spec.max_steps);
    carrySchedule(carrier, "lr_scheduler", "cosine");
    carryOptimizer(carrier, "optimizer");
    carrier.real("weight_decay", "weight_decay", spec.weight_decay, 0);
    carrier.real("adam_beta1", "adam_beta1", spec.adam_beta1, 0.9);
    carrier.real("adam_beta2", "adam_beta2", spec.adam_beta2, 0.999);
    carrier.real("adam_epsilon", "adam_epsilon", spec.adam_epsilon, 1e-8);
    carrier.real("max_grad_norm", "max_grad_norm", spec.max_grad_norm, 1);
    if (carrier.has("warmup_steps")) {
        carrier.whole("warmup_steps", "warmup_steps", spec.warmup_steps);
        spec.warmup_ratio = 0;
    } else {
        carrier.real("warmup_ratio", "warmup_ratio", spec.warmup_ratio, 0.03);
    }
    carryPrecision(carrier);
    std::int64_t seed = 42;
    carrier.whole("seed", "seed", seed, 42);
    spec.seed = static_cast<std::uint64_t>(std::max<std::int64_t>(0, seed));
    for (const auto& [key, field] : std::vector<std::pair<const char*, std::int64_t*>>{
             {"save_steps", &spec.checkpoint_every}, {"eval_steps", &spec.eval_every}}) {
        const auto steps = carrier.number(key);
        if (steps && *steps < 1) {
            carrier.leftOut(key, MG_TR("config", "A share of the run; steps are counted here."));
        } else if (steps) {
            *field = std::llround(*steps);
            carrier.understood(key, field == &spec.eval_every ? "eval_every" : "checkpoint_every");
        }
    }
    carrier.whole("save_total_limit", "keep_checkpoints", spec.keep_checkpoints);
}

void adapter(Carrier& carrier)
{
    RunSpec& spec = carrier.spec();
    const std::string kind = carrier.word("adapter").value_or("");
    if (kind == "lora" || kind == "qlora") {
        spec.method = "lora";
        carrier.understood("adapter", "method");
        carrier.whole("lora_r", "lora_r", spec.lora_r);
        carrier.real("lora_alpha", "lora_alpha", spec.lora_alpha);
        carrier.real("lora_dropout", "lora_dropout", spec.lora_dropout, 0);
        const bool all = carrier.truth("lora_target_linear").value_or(false);
        carryTargets(carrier, "lora_target_modules", "all-linear");
        if (carrier.has("lora_target_linear")) {
            carrier.understood("lora_target_linear", all ? "lora_targets" : "");
        }
        spec.lora_targets = all ? "all-linear" : spec.lora_targets;
        const auto saved = carrier.words("lora_modules_to_save");
        for (const std::string& name : saved) {
            spec.lora_modules_to_save += (spec.lora_modules_to_save.empty() ? "" : ", ") + name;
        }
        if (!saved.empty()) {
            carrier.understood("lora_modules_to_save", "lora_modules_to_save");
        }
        carrier.flag("peft_use_rslora", "use_rslora", spec.use_rslora);
        carrier.flag("peft_use_dora", "use_dora", spec.use_dora);
    } else if (!kind.empty()) {
        carrier.changed("adapter", "method",
                        {MG_TR("config",
                               "This version trains all weights or LoRA, not %1; lora "
                               "stands in its place."),
                         {quotedForError(kind)}});
        spec.method = "lora";
    }
    for (const auto& [key, packed] : std::vector<std::pair<const char*, const char*>>{
             {"load_in_4bit", "nf4"}, {"load_in_8bit", "int8"}}) {
        const auto on = carrier.truth(key);
        if (on && *on && spec.method == "lora") {
            spec.base_weights = packed;
        }
        if (on) {
            carrier.understood(key, *on ? "base_weights" : "");
        }
    }
    if (carrier.has("lora_model_dir")) {
        carrier.leftOut("lora_model_dir",
                        MG_TR("config", "An adapter is named as the start model here."));
    }
}

void lengthsOfAxolotl(Carrier& carrier)
{
    RunSpec& spec = carrier.spec();
    carrier.whole("sequence_len", "max_length", spec.max_length, 512);
    if (const auto strategy = carrier.word("excess_length_strategy")) {
        spec.too_long = *strategy == "truncate" ? "keep_start" : "drop";
        if (*strategy == "raise") {
            carrier.changed("excess_length_strategy", "too_long",
                            MG_TR("config",
                                  "Rows that are too long are left out and counted "
                                  "here, not an error."));
        } else {
            carrier.understood("excess_length_strategy", "too_long");
        }
    }
    spec.held_out_share = 0;
    if (const auto share = carrier.number("val_set_size")) {
        if (*share < 1) {
            spec.held_out_share = *share;
            carrier.understood("val_set_size", "held_out_share");
        } else {
            spec.held_out_share = 0.05;
            carrier.changed("val_set_size", "held_out_share",
                            MG_TR("config",
                                  "A number of rows there; here a share, and one prompt "
                                  "in twenty stands in its place."));
        }
    }
}

Text reasonOfAxolotl(const std::string& key)
{
    if (key == "trl" || key == "vllm" || key == "max_prompt_len") {
        return MG_TR("config",
                     "How answers are written and rewarded while training is set in the "
                     "run's own settings for that; β inside is read.");
    }
    if (key.starts_with("lora_") || key.starts_with("peft_")) {
        return MG_TR("config", "All weights are trained; there is no adapter.");
    }
    if (key == "num_labels") {
        return MG_TR("config", "It follows from the objective here.");
    }
    return {};
}

}  // namespace

void importAxolotl(Carrier& carrier, const std::string& rl)
{
    carrier.spec().as_trl = true;
    carrier.spec().too_long = "drop";
    objectiveOf(carrier, rl);
    notesOfRl(carrier, rl);
    if (const auto model = carrier.word("base_model")) {
        carrier.spec().model = *model;
        carrier.understood("base_model", "model");
    }
    batch(carrier);
    schedule(carrier);
    adapter(carrier);
    lengthsOfAxolotl(carrier);
    carrier.finish(reasonOfAxolotl);
}

}  // namespace marginalia::configs
