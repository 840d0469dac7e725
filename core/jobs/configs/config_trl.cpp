// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/configs/config_notes.h"

#include <algorithm>

namespace marginalia::configs {

namespace {

void ktoOfTrl(Carrier& carrier)
{
    const std::string loss = carrier.word("loss_type").value_or("kto");
    startObjective(carrier, loss == "apo_zero_unpaired" ? loss : "kto");
    if (carrier.has("loss_type")) {
        carrier.understood("loss_type", "objective");
    }
    carrier.parameter("beta", "beta", 0.1);
    carrier.parameter("desirable_weight", "desirable_weight", 1);
    carrier.parameter("undesirable_weight", "undesirable_weight", 1);
    if (carrier.choose("kl_partner", "rotate")) {
        carrier.fallback("kl_partner", "rotate", "choices.kl_partner",
                         MG_TR("config",
                               "The reference point comes from the neighbour in the "
                               "batch, as TRL."));
    }
    carrier.choose("kl_rows", "all");
    carryReferenceUpdates(carrier);
    carryTrlLengths(carrier, 1024);
}

void sft(Carrier& carrier)
{
    const std::string loss = carrier.word("loss_type").value_or("nll");
    startObjective(carrier, loss == "dft" ? "dft" : "sft");
    if (carrier.has("loss_type")) {
        carrier.understood("loss_type", "objective");
    }
    if (const auto only = carrier.truth("completion_only_loss")) {
        carrier.spec().whole_text = !*only && carrier.spec().objective == "sft";
        carrier.understood("completion_only_loss", "whole_text");
    }
    if (const auto only = carrier.truth("assistant_only_loss")) {
        if (*only) {
            carrier.understood("assistant_only_loss", "whole_text");
        } else {
            carrier.changed("assistant_only_loss", {},
                            MG_TR("config",
                                  "Of conversations only the trained turns count here; "
                                  "whole_text trains on all."));
        }
    }
    carryTrlLengths(carrier, 1024);
}

void reward(Carrier& carrier)
{
    startObjective(carrier, "rm_bt");
    carrier.parameter("center_rewards_coefficient", "center_coefficient", 0);
    carryTrlLengths(carrier, 1024);
}

void smoothedBy(Carrier& carrier)
{
    carrier.parameter("label_smoothing", "label_smoothing", 0);
}

void cpo(Carrier& carrier)
{
    const std::string loss = carrier.word("loss_type").value_or("sigmoid");
    const double alpha = carrier.number("alpha").value_or(0);
    const bool alphapo = loss == "alphapo" || (loss == "simpo" && alpha != 0);
    startObjective(carrier, alphapo ? "alphapo" : loss == "simpo" ? "simpo" : "cpo");
    const std::string& objective = carrier.spec().objective;
    if (carrier.has("loss_type")) {
        if (objective == "simpo") {
            carrier.changed("loss_type", "objective",
                            MG_TR("config",
                                  "SimPO's own program takes β 2 to 10, γ as a share of "
                                  "β and no likelihood term; TRL's β, γ and cpo_alpha "
                                  "are kept as they are."));
        } else {
            carrier.understood("loss_type", "objective");
        }
    }
    if (objective == "cpo") {
        carrier.choose("loss_type", loss);
    }
    carrier.parameter("beta", "beta", 0.1);
    if (objective == "cpo") {
        if (carrier.has("simpo_gamma")) {
            carrier.leftOut("simpo_gamma", MG_TR("config", "Only simpo uses it."));
        }
    } else {
        carrier.parameter("simpo_gamma", "gamma", 0.5);
    }
    if (alphapo) {
        carrier.setParameter("alpha", alpha);
    }
    if (carrier.has("alpha")) {
        carrier.understood("alpha", alphapo ? "parameters.alpha" : "");
    }
    if (loss == "alphapo" && carrier.has("cpo_alpha")) {
        carrier.leftOut("cpo_alpha", MG_TR("config", "TRL sets it to 0 with alphapo."));
    } else if (loss != "alphapo") {
        carrier.parameter("cpo_alpha", "cpo_alpha", 1);
    }
    smoothedBy(carrier);
    carryTrlLengths(carrier, 1024);
}

void orpo(Carrier& carrier)
{
    startObjective(carrier, "orpo");
    carrier.parameter("beta", "lambda", 0.1);
    if (carrier.choose("nll_scope", "prompt_and_completion")) {
        carrier.fallback("nll_scope", "prompt_and_completion", "choices.nll_scope",
                         MG_TR("config",
                               "TRL's likelihood term takes the prompt in; ours would "
                               "not (nll_scope completion)."));
    }
    carrier.choose("nll_reduction", "token_mean");
    carryTrlLengths(carrier, 1024);
}

void tpo(Carrier& carrier)
{
    startObjective(carrier, "tpo");
    const std::string loss = carrier.word("loss_type").value_or("sigmoid");
    if (carrier.has("loss_type")) {
        if (loss == "sigmoid" || loss == "tpo-l") {
            carrier.understood("loss_type", "choices.length_norm");
        } else {
            carrier.changed("loss_type", "objective",
                            MG_TR("config", "tpo has the logistic link only here."));
        }
    }
    carrier.choose("length_norm", loss == "tpo-l" ? "true" : "false");
    carrier.parameter("beta", "beta", 0.01);
    carrier.parameter("tpo_alpha", "alpha", 1);
    carrier.parameter("tpo_l_gamma", "gamma", 0.5);
    smoothedBy(carrier);
    carryTrlLengths(carrier, 1024);
}

void bco(Carrier& carrier)
{
    startObjective(carrier, "bco");
    carrier.parameter("beta", "beta", 0.1);
    carrier.choose("delta_mode", "running_mean");
    carryTrlLengths(carrier, 1024);
}

void prm(Carrier& carrier)
{
    startObjective(carrier, "prm");
    carryWord(carrier, "train_on_last_step_only", "last_step_only", "false");
    if (carrier.has("step_separator")) {
        carrier.leftOut("step_separator", MG_TR("config", "Steps are lists in the data here."));
    }
    carryTrlLengths(carrier, 1024);
}

struct Trainer {
    const char* name;
    void (*carry)(Carrier& carrier);
    TrainerDefaults defaults;
};

const std::vector<Trainer>& trainers()
{
    static const std::vector<Trainer> list = {
        {"dpo", carryDpo, {1e-6, 3, 8}},
        {"kto", ktoOfTrl, {1e-6, 3, 8}},
        {"sft", sft, {2e-5, 3, 8}},
        {"reward", reward, {1e-4, 3, 8}},
        {"cpo", cpo, {1e-6, 3, 8}},
        {"orpo", orpo, {1e-6, 3, 8}},
        {"tpo", tpo, {5e-7, 3, 8}},
        {"grpo", carryGrpo, {1e-6, 3, 8}},
        {"rloo", carryRloo, {1e-6, 3, 8}},
        {"gmpo", carryGmpo, {1e-6, 3, 8}},
        {"gkd", carryGkd, {2e-5, 3, 8}},
        {"online_dpo", carryOnlineDpo, {5e-7, 3, 8}},
        {"xpo", carryXpo, {5e-7, 3, 8}},
        {"nash_md", carryNashMd, {5e-7, 3, 8}},
        {"ppo", carryPpo, {3e-6, 3, 8}},
        {"bco", bco, {5e-7, 3, 8}},
        {"prm", prm, {1e-5, 3, 8}},
        {"a2po", carryApoStar, {1e-6, 3, 8}},
        {"minillm", carryMinillm, {1e-6, 3, 8}},
    };
    return list;
}

void peftAdapter(Carrier& carrier)
{
    RunSpec& spec = carrier.spec();
    const auto on = carrier.truth("use_peft");
    if (on) {
        carrier.understood("use_peft", "method");
    }
    if (on.value_or(false)) {
        spec.method = "lora";
        carrier.whole("lora_r", "lora_r", spec.lora_r, 16);
        carrier.real("lora_alpha", "lora_alpha", spec.lora_alpha, 32);
        carrier.real("lora_dropout", "lora_dropout", spec.lora_dropout, 0.05);
        carryTargets(carrier, "lora_target_modules", "all-linear");
        if (!carrier.has("lora_target_modules")) {
            carrier.fallback("lora_target_modules", "by family", "lora_targets",
                             MG_TR("config",
                                   "PEFT picks modules by the model's family (mostly "
                                   "q_proj and v_proj); here the adapter stands on all "
                                   "projections. Name modules to change that."));
        }
        const auto saved = carrier.words("lora_modules_to_save");
        for (const std::string& name : saved) {
            spec.lora_modules_to_save += (spec.lora_modules_to_save.empty() ? "" : ", ") + name;
        }
        if (!saved.empty()) {
            carrier.understood("lora_modules_to_save", "lora_modules_to_save");
        }
        carrier.flag("use_rslora", "use_rslora", spec.use_rslora);
        carrier.flag("use_dora", "use_dora", spec.use_dora);
    } else {
        for (const char* key : {"lora_r", "lora_alpha", "lora_dropout", "lora_target_modules",
                                "lora_modules_to_save", "use_rslora", "use_dora"}) {
            if (carrier.has(key)) {
                carrier.leftOut(key, MG_TR("config",
                                           "Without use_peft TRL trains all weights and "
                                           "does not read it."));
            }
        }
    }
    for (const auto& [key, kind] : std::vector<std::pair<const char*, const char*>>{
             {"load_in_4bit", "nf4"}, {"load_in_8bit", "int8"}}) {
        if (const auto packed = carrier.truth(key)) {
            if (*packed) {
                spec.base_weights = kind;
            }
            carrier.understood(key, *packed ? "base_weights" : "");
        }
    }
}

void heldOut(Carrier& carrier)
{
    carrier.spec().held_out_share = 0;
    const std::string strategy = carrier.peekWord("eval_strategy");
    if (!strategy.empty() && strategy != "no") {
        carrier.spec().held_out_share = 0.05;
        carrier.changed("eval_strategy", "held_out_share",
                        MG_TR("config",
                              "The test split there; here one prompt in twenty is held "
                              "out and measured at checkpoints."));
    }
}

Text trlReason(const std::string& key)
{
    if (key == "config") {
        return MG_TR("config", "The command reads another file as well: import that one too.");
    }
    if (key == "disable_dropout") {
        return MG_TR("config", "Dropout is always off here.");
    }
    if (key == "prompt_sample_size" || key == "min_density_ratio" || key == "max_density_ratio") {
        return MG_TR("config", "Weights of the underlying distribution come from the data here.");
    }
    return {};
}

}  // namespace

void importTrl(Carrier& carrier, const std::string& trainer)
{
    const auto& list = trainers();
    const auto found = std::find_if(list.begin(), list.end(),
                                    [&](const Trainer& each) { return trainer == each.name; });
    carrier.spec().as_trl = true;
    found->carry(carrier);
    carryTrainer(carrier, found->defaults);
    peftAdapter(carrier);
    heldOut(carrier);
    carrier.finish(trlReason);
}

std::vector<std::string> trlTrainers()
{
    std::vector<std::string> out;
    for (const Trainer& each : trainers()) {
        out.emplace_back(each.name);
    }
    return out;
}

}  // namespace marginalia::configs
