// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/model/rope.h"
#include "core/model/tensor_layout.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace marginalia {

/// Norm formulas of models.md 1.2, all computed in float32; they differ in when they round.
enum class NormKind : std::uint8_t {
    Rms,       ///< w * cast(n)
    RmsWide,   ///< cast(w * n): OLMo 2
    RmsShift,  ///< cast(n * (1 + w)): Gemma
    Layer      ///< mean and variance, weight and bias
};

/// Norm of queries and keys before the rotation.
enum class QkNorm : std::uint8_t { None, PerHead, WholeRow };

enum class Activation : std::uint8_t { Silu, Gelu, GeluTanh, QuickGelu, Relu, ReluSquared };

/// The switches of a family (models.md 1.2) and the sizes of a model; made from config.json, every
/// key known or refused by name. The default of every switch is Llama's.
struct ModelConfig {
    std::string modelType;  ///< as in config.json; core/model/families.cpp lists them
    const TensorLayout* layout = &kLlamaLayout;

    std::int64_t vocabulary = 0;
    std::int64_t hidden = 0;
    std::int64_t intermediate = 0;
    std::int64_t layers = 0;
    std::int64_t heads = 0;
    std::int64_t kvHeads = 0;
    std::int64_t headDim = 0;
    std::int64_t context = 0;  ///< max_position_embeddings, tokens
    bool tied = false;

    NormKind norm = NormKind::Rms;
    double normEps = 1e-6;
    QkNorm qkNorm = QkNorm::None;
    bool parallel = false;  ///< attention and MLP both read the block's input: GPT-NeoX
    bool qkvBias = false;
    bool outputBias = false;
    bool mlpBias = false;
    Activation activation = Activation::Silu;

    bool learnedPositions = false;  ///< a table instead of rotations: GPT-2
    RopeSettings rope;
    std::optional<RopeSettings> localRope;  ///< of the layers that slide: Gemma 3
    bool wideRotation = false;              ///< rotated in float32 whatever the type: OLMo 2
    std::vector<bool> unrotated;            ///< per layer, no rotation: SmolLM3; empty: none
    /// Per layer sliding window in tokens, 0: full attention; empty: all full.
    std::vector<std::int64_t> windows;

    double attentionScale = 0;         ///< on q k^T; 0: head_dim ^ -1/2
    bool scaleByDepth = false;         ///< layer i divides it by i + 1: GPT-2's option
    double attentionCap = 0;           ///< c tanh(s / c) on scores before the mask; 0: none
    double logitCap = 0;               ///< the same on logits; 0: none
    double embeddingMultiplier = 1;    ///< Gemma: sqrt(hidden_size), rounded to the model's type
    double residualMultiplier = 1;     ///< Granite
    double logitMultiplier = 1;        ///< Granite: 1 / logits_scaling
    std::int64_t experts = 0;          ///< 0: one dense MLP a block
    std::int64_t expertsPerToken = 0;  ///< of `experts`, by the router's probability

    double initializerRange = 0.02;  ///< deviation of fresh weights
    /// Fresh weights that write into the residual stream are smaller by sqrt(2 layers): GPT-2.
    bool smallResidualWeights = false;
    std::vector<std::int64_t> eosIds;  ///< config.json and generation_config.json together
    /// What the config asks for and Marginalia leaves out, in words for the person.
    std::vector<std::string> warnings;
};

/// Reads config.json (v4 and v5 spellings) and generation_config.json of a folder, or the metadata
/// of a GGUF file. Unsupported: a
/// key or value that another model than ours would follow from; the error names it and the file.
Result<ModelConfig> readModelConfig(const std::string& folder);
/// The same of a config.json in memory; `path` is named in errors.
Result<ModelConfig> modelConfigFrom(const Json& json, const std::string& path);

/// Numbers in all tensors of a model, a tied head counted once.
std::int64_t parameterCount(const ModelConfig& config);

/// The key of config.json that stands for `key` in this family ("n_embd" for "hidden_size" in
/// gpt2).
const char* configKey(const std::string& modelType, const char* key);

}  // namespace marginalia
