// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/configs/config_notes.h"

#include <algorithm>
#include <cmath>

namespace marginalia::configs {

namespace {

std::string joined(const std::vector<std::string>& words)
{
    std::string out;
    for (const std::string& word : words) {
        out += (out.empty() ? "" : ", ") + word;
    }
    return out;
}

/// Steps, or shares of the run as transformers takes numbers below 1.
void carrySteps(Carrier& carrier, const std::string& key, const char* setting, std::int64_t& field)
{
    const auto value = carrier.number(key);
    if (!value) {
        return;
    }
    if (*value < 1) {
        carrier.leftOut(key,
                        {MG_TR("config", "A share of the run; %1 counts steps here."), {setting}});
        return;
    }
    field = std::llround(*value);
    carrier.understood(key, setting);
}

void carryWarmup(Carrier& carrier)
{
    RunSpec& spec = carrier.spec();
    spec.warmup_ratio = 0;
    if (const auto ratio = carrier.number("warmup_ratio")) {
        spec.warmup_ratio = *ratio;
        carrier.understood("warmup_ratio", "warmup_ratio");
    }
    if (const auto steps = carrier.number("warmup_steps")) {
        if (*steps > 0 && *steps < 1) {
            spec.warmup_ratio = *steps;
            carrier.changed("warmup_steps", "warmup_ratio",
                            MG_TR("config", "Below 1 it is a share of the run."));
        } else if (*steps > 0) {
            spec.warmup_steps = std::llround(*steps);
            carrier.understood("warmup_steps", "warmup_steps");
        } else {
            carrier.understood("warmup_steps", {}, MG_TR("config", "None."));
        }
    }
}

/// AdamW of bitsandbytes or torchao with its moments in 8 bits.
bool narrowMoments(const std::string& name)
{
    return name == "adamw_8bit" || name == "adamw_bnb_8bit" || name == "adamw_torch_8bit";
}

}  // namespace

void carrySchedule(Carrier& carrier, const std::string& key, const std::string& fallback)
{
    RunSpec& spec = carrier.spec();
    const auto name = carrier.word(key);
    if (!name) {
        if (spec.schedule != fallback) {
            carrier.fallback(key, fallback, "schedule");
        }
        spec.schedule = fallback;
        return;
    }
    static const std::vector<std::string> known = {"linear", "cosine", "constant",
                                                   "constant_with_warmup"};
    if (std::find(known.begin(), known.end(), *name) != known.end()) {
        spec.schedule = *name;
        carrier.understood(key, "schedule");
        return;
    }
    spec.schedule = name->starts_with("cosine") || *name == "polynomial" ? "cosine" : "linear";
    carrier.changed(key, "schedule",
                    {MG_TR("config", "This version's schedules are %1; %2 stands in its place."),
                     {joined(known), spec.schedule}});
}

void carryOptimizer(Carrier& carrier, const std::string& key)
{
    const auto name = carrier.word(key);
    if (!name) {
        return;
    }
    if (*name == "adamw_torch" || *name == "adamw_torch_fused" || *name == "adamw_hf") {
        carrier.understood(key, {}, MG_TR("config", "AdamW, as always here."));
    } else if (narrowMoments(*name)) {
        carrier.spec().optimizer_state = "int8";
        carrier.understood(key, "optimizer_state");
    } else if (*name == "paged_adamw_8bit") {
        carrier.spec().optimizer_state = "int8";
        carrier.changed(key, "optimizer_state",
                        MG_TR("config",
                              "Its moments stay where the weights are; offload = machine keeps "
                              "them in the machine's memory beside a card, offload = disk in a "
                              "file."));
    } else if (*name == "paged_adamw" || *name == "paged_adamw_32bit") {
        carrier.changed(key, {},
                        MG_TR("config",
                              "AdamW; its moments stay where the weights are, offload = machine "
                              "keeps them in the machine's memory beside a card, offload = disk "
                              "in a file."));
    } else if (name->find("adam") != std::string::npos) {
        carrier.changed(key, {}, MG_TR("config", "AdamW with its moments in 32 bits here."));
    } else {
        carrier.changed(key, {},
                        MG_TR("config",
                              "This version's optimizer is AdamW; look at the "
                              "learning rate again."));
    }
}

void carryTargets(Carrier& carrier, const std::string& key, const std::string& all)
{
    RunSpec& spec = carrier.spec();
    std::vector<std::string> names = carrier.words(key);
    if (names.empty()) {
        return;
    }
    if (names.size() == 1) {
        names = moduleNames(names[0]);
    }
    const bool every = std::find(names.begin(), names.end(), all) != names.end();
    spec.lora_targets = every ? "all-linear" : joined(names);
    carrier.understood(key, "lora_targets");
}

void carryPrecision(Carrier& carrier)
{
    RunSpec& spec = carrier.spec();
    for (const char* key : {"bf16", "pure_bf16", "bfloat16"}) {
        if (carrier.peekWord(key) == "auto") {
            carrier.understood(key, "dtype", MG_TR("config", "Chosen at the start here too."));
        } else if (const auto on = carrier.truth(key)) {
            if (*on) {
                spec.dtype = "bf16";
            }
            carrier.understood(key, *on ? "dtype" : "");
        }
    }
    for (const char* key : {"fp16", "float16"}) {
        if (const auto on = carrier.truth(key); on && *on) {
            carrier.changed(key, "dtype",
                            MG_TR("config",
                                  "This version trains in bf16 or fp32; "
                                  "which one is chosen at the start."));
        } else if (on) {
            carrier.understood(key, {});
        }
    }
    for (const char* key : {"dtype", "torch_dtype"}) {
        const auto name = carrier.word(key);
        if (!name) {
            continue;
        }
        const bool known = *name == "bfloat16" || *name == "float32" || *name == "auto";
        if (known && spec.dtype == "auto" && *name != "auto") {
            spec.dtype = *name == "bfloat16" ? "bf16" : "fp32";
        }
        if (known) {
            carrier.understood(key, "dtype");
        } else {
            carrier.changed(key, "dtype",
                            MG_TR("config",
                                  "This version trains in bf16 or fp32; "
                                  "which one is chosen at the start."));
        }
    }
}

void carryTrainer(Carrier& carrier, const TrainerDefaults& defaults)
{
    RunSpec& spec = carrier.spec();
    if (const auto model = carrier.word("model_name_or_path")) {
        spec.model = *model;
        carrier.understood("model_name_or_path", "model");
    }
    carrier.real("learning_rate", "learning_rate", spec.learning_rate, defaults.learningRate);
    carrier.real("num_train_epochs", "epochs", spec.epochs, defaults.epochs);
    carrier.whole("max_steps", "max_steps", spec.max_steps);
    if (const auto batch = carrier.number("per_device_train_batch_size")) {
        spec.batch_size = std::llround(*batch);
        carrier.understood("per_device_train_batch_size", "batch_size",
                           MG_TR("config",
                                 "There it counts for each device: with several of them "
                                 "multiply, or raise accumulation."));
    } else {
        carrier.whole("per_device_train_batch_size", "batch_size", spec.batch_size, defaults.batch);
    }
    carrier.whole("gradient_accumulation_steps", "accumulation", spec.accumulation, 1);
    carrier.real("weight_decay", "weight_decay", spec.weight_decay, 0);
    carrier.real("adam_beta1", "adam_beta1", spec.adam_beta1, 0.9);
    carrier.real("adam_beta2", "adam_beta2", spec.adam_beta2, 0.999);
    carrier.real("adam_epsilon", "adam_epsilon", spec.adam_epsilon, 1e-8);
    carrier.real("max_grad_norm", "max_grad_norm", spec.max_grad_norm, 1);
    carryWarmup(carrier);
    carrySchedule(carrier, "lr_scheduler_type", "linear");
    carryOptimizer(carrier, "optim");
    carryPrecision(carrier);
    std::int64_t seed = 42;
    carrier.whole("seed", "seed", seed, 42);
    spec.seed = static_cast<std::uint64_t>(std::max<std::int64_t>(0, seed));
    carrySteps(carrier, "save_steps", "checkpoint_every", spec.checkpoint_every);
    carrySteps(carrier, "eval_steps", "eval_every", spec.eval_every);
    carrier.whole("save_total_limit", "keep_checkpoints", spec.keep_checkpoints);
    if (const auto name = carrier.word("run_name")) {
        spec.name = *name;
        carrier.understood("run_name", "name");
    }
}

}  // namespace marginalia::configs
