// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/model_config.h"

#include <cstdint>
#include <string>

namespace marginalia {

/// Whether a projection has a bias: as the class says, or as a key of config.json does.
struct BiasRule {
    const char* key = nullptr;  ///< null: `fallback` always
    bool fallback = false;
};

/// Which layers slide when the file has no `layer_types` (models.md 1.3).
enum class WindowRule : std::uint8_t {
    None,      ///< the key means nothing
    All,       ///< every layer, when sliding_window is set
    Late,      ///< with use_sliding_window, layers from max_window_layers on: Qwen
    Even,      ///< Gemma 2
    Pattern,   ///< all but every sliding_window_pattern-th: Gemma 3
    Unrotated  ///< with use_sliding_window, the layers without rotation: SmolLM3
};

/// A key of config.json that a family spells in its own way.
struct KeyName {
    const char* common;
    const char* own;
};

/// What a model_type means: the defaults of its config class (models.md 1.5) and its switches
/// (1.2). A family whose parts exist is a row of these in families.cpp.
struct Family {
    const char* type = "llama";
    const TensorLayout* layout = &kLlamaLayout;
    const KeyName* keys = nullptr;  ///< ended by one without names; null: all as Llama's

    std::int64_t vocabulary = 32000;
    std::int64_t hidden = 4096;
    std::int64_t intermediate = 11008;  ///< 0: four times hidden
    std::int64_t layers = 32;
    std::int64_t heads = 32;
    std::int64_t kvHeads = 0;  ///< 0: as heads
    std::int64_t headDim = 0;  ///< 0: hidden / heads
    std::int64_t context = 2048;
    bool tied = false;

    NormKind norm = NormKind::Rms;
    const char* epsKey = "rms_norm_eps";
    double eps = 1e-6;
    QkNorm qkNorm = QkNorm::None;
    const char* parallelKey = nullptr;  ///< null: never
    bool parallel = false;
    const TensorLayout* parallelLayout = nullptr;  ///< null: as `layout`
    BiasRule qkvBias = {"attention_bias", false};
    BiasRule outputBias = {"attention_bias", false};
    BiasRule mlpBias = {};
    const char* activationKey = "hidden_act";
    const char* activation = "silu";
    /// Where that key is null "hidden_act" counts, and its "gelu" means the tanh form: Gemma.
    bool geluMeansTanh = false;

    bool learnedPositions = false;
    bool smallResidualWeights = false;
    const char* thetaKey = "rope_theta";
    double theta = 10000;
    double localTheta = 0;            ///< of the layers that slide; 0: as the others
    const char* rotaryKey = nullptr;  ///< share of a head that is rotated; null: all of it
    double rotary = 1;
    bool wideRotation = false;
    bool yarnIsLongRope = false;         ///< Phi-3 files
    std::int64_t unrotatedInterval = 0;  ///< every n-th layer does not rotate; 0: all do
    WindowRule windows = WindowRule::None;
    std::int64_t window = 4096;  ///< where the key is absent; 0: none

    double queryScalar = 0;  ///< query_pre_attn_scalar; 0: the key means nothing
    double attentionCap = 0;
    double logitCap = 0;
    bool attentionCapped = false;  ///< attn_logit_softcapping counts; elsewhere it is refused
    bool logitCapped = false;      ///< the same for final_logit_softcapping
    bool embeddingBySqrtHidden = false;
    bool multipliers = false;  ///< Granite's four keys count
    std::int64_t experts = 0;  ///< num_local_experts; 0: the key is refused
    std::int64_t expertsPerToken = 0;
};

/// The row of a model_type; null: not computed here.
const Family* findFamily(const std::string& type);

/// All model types, comma-separated, for messages.
std::string familyNames();

}  // namespace marginalia
