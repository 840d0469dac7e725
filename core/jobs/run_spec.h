// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace marginalia {

/// One term of a sum: an objective id and its weight (dpo 1, sft 1).
struct TermSpec {
    std::string loss;
    double weight = 1;
};

/// A modifier of the catalogue with its parameters, e.g. ld_dpo with alpha 0.5.
struct ModifierSpec {
    std::string id;
    std::map<std::string, double> parameters;
    std::map<std::string, std::string> choices;

    bool operator==(const ModifierSpec&) const = default;
};

/// Everything needed to repeat a run; the `settings` of run.json. Field names are the JSON keys.
struct RunSpec {
    std::string name;
    std::string model;  ///< folder of the start model or of a checkpoint, or "org/name"
    std::string objective = "dpo";
    std::map<std::string, double> parameters;    ///< beta, label_smoothing, ... (catalogue keys)
    std::map<std::string, std::string> choices;  ///< sft_reduction, kl_partner, ...
    std::vector<TermSpec> terms;                 ///< empty: the objective alone
    std::vector<ModifierSpec> modifiers;         ///< in the order they were added
    double learning_rate = 1e-6;
    std::string schedule = "linear";  ///< constant, linear, cosine (transformers' forms)
    double warmup_ratio = 0.1;
    std::int64_t warmup_steps = -1;  ///< >= 0 wins over warmup_ratio
    double epochs = 1;
    std::int64_t max_steps = -1;    ///< > 0 wins over epochs
    std::int64_t batch_size = 8;    ///< pairs or rows of one logical micro-batch
    std::int64_t accumulation = 1;  ///< logical micro-batches a step
    double weight_decay = 0;
    double adam_beta1 = 0.9;
    double adam_beta2 = 0.999;
    double adam_epsilon = 1e-8;
    double max_grad_norm = 1.0;
    std::int64_t max_length = 1024;  ///< tokens of prompt and completion
    std::string too_long = "drop";   ///< drop, keep_start
    double held_out_share = 0.05;
    std::uint64_t seed = 1;
    std::string dtype = "auto";         ///< auto, fp32, bf16; resolved at the start
    std::string device = "auto";        ///< auto, cpu, cuda
    std::int64_t threads = 0;           ///< 0: chosen at the start
    std::int64_t pack_tokens = 0;       ///< 0: chosen at the start
    std::int64_t checkpoint_every = 0;  ///< steps; 0: at the end only
    std::int64_t keep_checkpoints = 3;
    std::int64_t sample_every = 0;            ///< steps; 0: at checkpoints
    std::vector<std::string> sample_prompts;  ///< texts answered on the way
    std::int64_t eval_every = 0;              ///< steps; 0: at checkpoints
    std::string method = "full";  ///< full: every weight; lora: an adapter beside frozen weights
    std::int64_t lora_r = 16;
    double lora_alpha = 32;
    double lora_dropout = 0;
    std::string lora_targets = "all-linear";  ///< or names of modules, spaces or commas between
    std::string lora_modules_to_save;         ///< names of modules that are trained whole
    bool use_rslora = false;                  ///< scale by alpha / sqrt(r)
    bool use_dora = false;
    std::string base_weights =
        "dense";  ///< dense, nf4, int8: how weights beside an adapter are held
    /// none, parameters: whether each of several processes holds all weights, or its share
    std::string sharding = "none";
    std::string optimizer_state = "fp32";  ///< fp32, int8: how AdamW's moments are held
    std::string masters = "fp32";  ///< fp32, stochastic: what bf16 weights of a full training keep
    std::string offload = "none";  ///< none, disk, machine: where moments and masters lie
    /// auto, off, blocks: what blocks compute stays for the backward pass, or is computed again
    /// there; auto: again where memory would not do otherwise
    std::string recompute = "auto";
    std::string judge;         ///< command that scores written answers, where reward is "judge"
    std::string reward_model;  ///< folder of the model that scores, where reward is "model"
    std::string teacher;       ///< folder or name of the model that distillation learns from
    std::string base_model;    ///< the same of the start model before its supervised training
    bool as_trl = false;       ///< defaults where ours differ from TRL's
    bool whole_text = false;   ///< SFT on prompt and completion alike (pre-training)

    bool operator==(const RunSpec&) const = default;
};
inline bool operator==(const TermSpec& left, const TermSpec& right)
{
    return left.loss == right.loss && left.weight == right.weight;
}

struct SpecProblem {
    std::string field;
    Text what;
};

/// Whether so many processes hold the weights in shares; one holds all of them in any case.
inline bool sharesWeights(const RunSpec& spec, int ranks)
{
    return spec.sharding == "parameters" && ranks > 1;
}

Json toJson(const RunSpec& spec);
/// Every bad or unknown field is named; nothing is guessed.
Result<RunSpec> runSpecFromJson(const Json& json, std::vector<SpecProblem>& problems);
/// Checks ranges and combinations against the catalogue; empty: the run may start.
std::vector<SpecProblem> checkRunSpec(const RunSpec& spec);
/// A recipe to start from: a named set of values on top of an objective's defaults.
struct RunPreset {
    std::string id;
    const char* title;     ///< MG_TR
    const char* sentence;  ///< MG_TR: what it is for and where it comes from
    RunSpec spec;
};
/// All presets, in the order they are shown; "first_run" is the tour's.
const std::vector<RunPreset>& runPresets();

/// A spec with the catalogue's defaults for an objective.
RunSpec defaultRunSpec(const std::string& objective);

/// Published rates are for models of billions of weights; one of a few million, such as the
/// starter, would not move with them.
enum class ModelScale : std::uint8_t { Usual, Small };
/// The learning rate to start from (objectives.md 11): adapters take larger steps than all weights.
double defaultLearningRate(const std::string& objective, const std::string& method,
                           ModelScale scale = ModelScale::Usual);

/// The names in lora_targets or lora_modules_to_save.
std::vector<std::string> moduleNames(const std::string& list);

}  // namespace marginalia
