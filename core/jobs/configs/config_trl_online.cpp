// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/configs/config_notes.h"

#include <set>
#include <string>
#include <utility>

/// TRL's trainers that write answers while they train.
namespace marginalia::configs {

namespace {

/// `taken`: keys that were carried under another name already.
void sampling(Carrier& carrier, const std::set<std::string>& taken = {})
{
    for (const char* key :
         {"num_generations", "max_completion_length", "max_new_tokens", "temperature",
          "num_iterations", "reward_funcs", "reward_weights", "reward_model_path",
          "reward_model_name_or_path", "steps_per_generation", "mask_truncated_completions",
          "num_generations_eval", "missing_eos_penalty", "response_length", "num_ppo_epochs",
          "total_episodes", "num_mini_batches", "multi_objective_aggregation"}) {
        if (!carrier.has(key) || taken.contains(key)) {
            continue;
        }
        // An objective that has a setting of this name takes it.
        const auto value = carrier.peek(key)->number();
        if (value && carrier.setParameter(key, *value)) {
            carrier.understood(key, std::string("parameters.") + key);
        } else {
            carrier.leftOut(key, MG_TR("config",
                                       "How answers are written and rewarded while "
                                       "training is set in the run's own settings for "
                                       "that."));
        }
    }
}

void carryTeacher(Carrier& carrier, const char* key)
{
    if (const auto name = carrier.word(key)) {
        carrier.spec().teacher = *name;
        carrier.understood(key, "teacher");
    }
}

void onlinePair(Carrier& carrier, const std::string& objective)
{
    startObjective(carrier, objective);
    carryWord(carrier, "loss_type", "loss_type", "sigmoid");
    // A list there gives each epoch its own; the first counts.
    for (const auto& [key, ours] :
         std::vector<std::pair<const char*, const char*>>{{"beta", "beta"}, {"alpha", "alpha"}}) {
        const std::vector<double> values = carrier.numbers(key);
        if (values.empty()) {
            continue;
        }
        if (!carrier.setParameter(ours, values[0])) {
            carrier.leftOut(key, {MG_TR("config", "%1 has no such setting here."), {objective}});
        } else if (values.size() == 1) {
            carrier.understood(key, std::string("parameters.") + ours);
        } else {
            carrier.changed(key, std::string("parameters.") + ours,
                            MG_TR("config", "One value for each epoch there; the first is taken."));
        }
    }
    sampling(carrier);
}

}  // namespace

void carryGrpo(Carrier& carrier)
{
    startObjective(carrier, "grpo");
    carryWord(carrier, "loss_type", "loss_type", "dapo");
    carryWord(carrier, "scale_rewards", "scale_rewards", "group");
    carryWord(carrier, "importance_sampling_level", "importance_sampling_level", "token");
    carrier.parameter("beta", "beta", 0);
    carrier.parameter("epsilon", "epsilon", 0.2);
    const double low = carrier.spec().parameters["epsilon"];
    carrier.parameter("epsilon_high", "epsilon_high", low);
    for (const char* key : {"delta", "top_entropy_quantile", "entropy_coef", "sapo_temperature_pos",
                            "sapo_temperature_neg", "vespo_k_pos", "vespo_lambda_pos",
                            "vespo_k_neg", "vespo_lambda_neg"}) {
        carrier.parameter(key, key, std::nullopt);
    }
    carrier.parameter("off_policy_mask_threshold", "off_policy_threshold", std::nullopt);
    carryReferenceUpdates(carrier);
    sampling(carrier);
}

void carryRloo(Carrier& carrier)
{
    startObjective(carrier, "rloo");
    carrier.parameter("beta", "beta", 0.05);
    carrier.parameter("epsilon", "epsilon", 0.2);
    carrier.parameter("epsilon_high", "epsilon_high", carrier.spec().parameters["epsilon"]);
    carryWord(carrier, "normalize_advantages", "normalize_advantages", "false");
    carryReferenceUpdates(carrier);
    sampling(carrier);
}

void carryGmpo(Carrier& carrier)
{
    startObjective(carrier, "gmpo");
    carrier.parameter("beta", "beta", 0);
    carrier.parameter("epsilon", "epsilon", 0.4);
    carrier.parameter("epsilon_high", "epsilon_high", carrier.spec().parameters["epsilon"]);
    carryWord(carrier, "scale_rewards", "scale_rewards", "group");
    sampling(carrier);
}

void carryGkd(Carrier& carrier)
{
    startObjective(carrier, "gkd");
    carrier.parameter("beta", "beta", 0.5);
    // Its temperature is that of writing; the divergence is taken at 1.
    carrier.parameter("temperature", "sampling_temperature", 0.9);
    carrier.parameter("lmbda", "lambda", 0.5);
    carrier.parameter("max_new_tokens", "max_completion_length", 128);
    carryWord(carrier, "seq_kd", "seq_kd", "false");
    carryTeacher(carrier, "teacher_model_name_or_path");
    sampling(carrier, {"temperature", "max_new_tokens"});
    carryTrlLengths(carrier, 1024);
}

void carryPpo(Carrier& carrier)
{
    startObjective(carrier, "ppo");
    carryWord(carrier, "kl_estimator", "kl_estimator", "k1");
    carrier.parameter("kl_coef", "kl_coef", 0.05);
    carrier.parameter("cliprange", "cliprange", 0.2);
    carrier.parameter("cliprange_value", "cliprange_value", 0.2);
    carrier.parameter("vf_coef", "vf_coef", 0.1);
    carrier.parameter("gamma", "gamma", 1);
    carrier.parameter("lam", "lambda", 0.95);
    carryWord(carrier, "whiten_rewards", "whiten", "false");
    sampling(carrier);
}

void carryApoStar(Carrier& carrier)
{
    startObjective(carrier, "apo_star");
    carrier.parameter("beta1", "beta1", 0.5);
    carrier.parameter("beta2", "beta2", 1e-3);
    carrier.parameter("num_value_samples", "reference_answers", 8);
    sampling(carrier);
}

void carryMinillm(Carrier& carrier)
{
    startObjective(carrier, "minillm");
    carrier.parameter("gamma", "gamma", 0);
    carryWord(carrier, "length_normalization", "length_norm", "true");
    carryWord(carrier, "single_step_decomposition", "single_step", "true");
    carryTeacher(carrier, "teacher_model_name_or_path");
    sampling(carrier);
}

void carryOnlineDpo(Carrier& carrier)
{
    onlinePair(carrier, "online_dpo");
}

void carryXpo(Carrier& carrier)
{
    onlinePair(carrier, "xpo");
}

void carryNashMd(Carrier& carrier)
{
    onlinePair(carrier, "nash_md");
}

}  // namespace marginalia::configs
