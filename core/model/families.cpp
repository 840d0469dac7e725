// SPDX-License-Identifier: Apache-2.0
#include "core/model/families.h"

#include <algorithm>
#include <cstring>
#include <iterator>

namespace marginalia {

namespace {

/// Gemma 2 and 3: a norm on both sides of attention and MLP.
constexpr TensorLayout kSandwichLayout = {.attentionOut = "post_attention_layernorm",
                                          .mlpIn = "pre_feedforward_layernorm",
                                          .mlpOut = "post_feedforward_layernorm"};

/// OLMo 2: norms on the results alone.
constexpr TensorLayout kPostLayout = {.attentionIn = nullptr,
                                      .attentionOut = "post_attention_layernorm",
                                      .mlpIn = nullptr,
                                      .mlpOut = "post_feedforward_layernorm"};

/// StableLM with use_parallel_residual: the MLP reads what attention reads.
constexpr TensorLayout kOneNormLayout = {.mlpIn = nullptr};

constexpr TensorLayout kPhi3Layout = {
    .qkv = "self_attn.qkv_proj", .gate = nullptr, .up = nullptr, .gateUp = "mlp.gate_up_proj"};

constexpr TensorLayout kGpt2BareLayout = {.prefix = "",
                                          .embedding = "wte",
                                          .positions = "wpe",
                                          .layers = "h.",
                                          .attentionIn = "ln_1",
                                          .mlpIn = "ln_2",
                                          .qkv = "attn.c_attn",
                                          .inputsByRows = true,
                                          .o = "attn.c_proj",
                                          .gate = nullptr,
                                          .up = "mlp.c_fc",
                                          .down = "mlp.c_proj",
                                          .finalNorm = "ln_f"};

constexpr TensorLayout prefixed(TensorLayout layout, const char* prefix, const TensorLayout& bare)
{
    layout.prefix = prefix;
    layout.bare = &bare;
    return layout;
}

constexpr TensorLayout kGpt2Layout = prefixed(kGpt2BareLayout, "transformer.", kGpt2BareLayout);

constexpr TensorLayout kNeoXLayout = {.prefix = "gpt_neox.",
                                      .embedding = "embed_in",
                                      .qkv = "attention.query_key_value",
                                      .qkvPerHead = true,
                                      .o = "attention.dense",
                                      .gate = nullptr,
                                      .up = "mlp.dense_h_to_4h",
                                      .down = "mlp.dense_4h_to_h",
                                      .finalNorm = "final_layer_norm",
                                      .head = "embed_out"};

constexpr TensorLayout kMixtralLayout = {.gate = nullptr,
                                         .up = nullptr,
                                         .down = nullptr,
                                         .router = "block_sparse_moe.gate",
                                         .experts = "block_sparse_moe.experts.",
                                         .expertGate = "w1",
                                         .expertUp = "w3",
                                         .expertDown = "w2"};

constexpr KeyName kGpt2Keys[] = {{"hidden_size", "n_embd"},
                                 {"num_hidden_layers", "n_layer"},
                                 {"num_attention_heads", "n_head"},
                                 {"intermediate_size", "n_inner"},
                                 {"max_position_embeddings", "n_positions"},
                                 {nullptr, nullptr}};

constexpr BiasRule kNever = {};
constexpr BiasRule kAlways = {nullptr, true};

constexpr Family kFamilies[] = {
    {.type = "llama", .mlpBias = {"mlp_bias", false}},
    {.type = "mistral",
     .intermediate = 14336,
     .kvHeads = 8,
     .context = 131072,
     .qkvBias = kNever,
     .outputBias = kNever,
     .windows = WindowRule::All},
    {.type = "qwen2",
     .vocabulary = 151936,
     .intermediate = 22016,
     .kvHeads = 32,
     .context = 32768,
     .qkvBias = kAlways,
     .outputBias = kNever,
     .windows = WindowRule::Late},
    {.type = "qwen3",
     .vocabulary = 151936,
     .intermediate = 22016,
     .kvHeads = 32,
     .headDim = 128,
     .context = 32768,
     .qkNorm = QkNorm::PerHead,
     .windows = WindowRule::Late},
    {.type = "gemma",
     .vocabulary = 256000,
     .hidden = 3072,
     .intermediate = 24576,
     .layers = 28,
     .heads = 16,
     .kvHeads = 16,
     .headDim = 256,
     .context = 8192,
     .tied = true,
     .norm = NormKind::RmsShift,
     .activationKey = "hidden_activation",
     .activation = "gelu_pytorch_tanh",
     .geluMeansTanh = true,
     .embeddingBySqrtHidden = true},
    {.type = "gemma2",
     .layout = &kSandwichLayout,
     .vocabulary = 256000,
     .hidden = 2304,
     .intermediate = 9216,
     .layers = 26,
     .heads = 8,
     .kvHeads = 4,
     .headDim = 256,
     .context = 8192,
     .tied = true,
     .norm = NormKind::RmsShift,
     .activationKey = "hidden_activation",
     .activation = "gelu_pytorch_tanh",
     .windows = WindowRule::Even,
     .queryScalar = 256,
     .attentionCap = 50,
     .logitCap = 30,
     .attentionCapped = true,
     .logitCapped = true,
     .embeddingBySqrtHidden = true},
    {.type = "gemma3_text",
     .layout = &kSandwichLayout,
     .vocabulary = 262208,
     .hidden = 2304,
     .intermediate = 9216,
     .layers = 26,
     .heads = 8,
     .kvHeads = 4,
     .headDim = 256,
     .context = 131072,
     .tied = true,
     .norm = NormKind::RmsShift,
     .qkNorm = QkNorm::PerHead,
     .activationKey = "hidden_activation",
     .activation = "gelu_pytorch_tanh",
     .theta = 1e6,
     .localTheta = 10000,
     .windows = WindowRule::Pattern,
     .queryScalar = 256,
     .logitCapped = true,
     .embeddingBySqrtHidden = true},
    {.type = "phi3",
     .layout = &kPhi3Layout,
     .vocabulary = 32064,
     .hidden = 3072,
     .intermediate = 8192,
     .context = 4096,
     .eps = 1e-5,
     .qkvBias = kNever,
     .outputBias = kNever,
     .rotaryKey = "partial_rotary_factor",
     .yarnIsLongRope = true,
     .windows = WindowRule::All,
     .window = 0},
    {.type = "smollm3",
     .vocabulary = 128256,
     .hidden = 2048,
     .layers = 36,
     .heads = 16,
     .kvHeads = 4,
     .context = 32768,
     .tied = true,
     .mlpBias = {"mlp_bias", false},
     .theta = 2e6,
     .unrotatedInterval = 4,
     .windows = WindowRule::Unrotated,
     .window = 0},
    {.type = "olmo2",
     .layout = &kPostLayout,
     .vocabulary = 50304,
     .norm = NormKind::RmsWide,
     .eps = 1e-5,
     .qkNorm = QkNorm::WholeRow,
     .wideRotation = true},
    {.type = "gpt2",
     .layout = &kGpt2Layout,
     .keys = kGpt2Keys,
     .vocabulary = 50257,
     .hidden = 768,
     .intermediate = 0,
     .layers = 12,
     .heads = 12,
     .context = 1024,
     .tied = true,
     .norm = NormKind::Layer,
     .epsKey = "layer_norm_epsilon",
     .eps = 1e-5,
     .qkvBias = kAlways,
     .outputBias = kAlways,
     .mlpBias = kAlways,
     .activationKey = "activation_function",
     .activation = "gelu_new",
     .learnedPositions = true,
     .smallResidualWeights = true},
    {.type = "gpt_neox",
     .layout = &kNeoXLayout,
     .vocabulary = 50432,
     .hidden = 6144,
     .intermediate = 24576,
     .layers = 44,
     .heads = 64,
     .norm = NormKind::Layer,
     .epsKey = "layer_norm_eps",
     .eps = 1e-5,
     .parallelKey = "use_parallel_residual",
     .parallel = true,
     .qkvBias = {"attention_bias", true},
     .outputBias = {"attention_bias", true},
     .mlpBias = kAlways,
     .activation = "gelu",
     .thetaKey = "rotary_emb_base",
     .rotaryKey = "rotary_pct",
     .rotary = 0.25},
    {.type = "granite", .mlpBias = {"mlp_bias", false}, .multipliers = true},
    {.type = "stablelm",
     .vocabulary = 50304,
     .hidden = 2560,
     .intermediate = 6912,
     .kvHeads = 32,
     .context = 4096,
     .norm = NormKind::Layer,
     .epsKey = "layer_norm_eps",
     .eps = 1e-5,
     .parallelKey = "use_parallel_residual",
     .parallelLayout = &kOneNormLayout,
     .qkvBias = {"use_qkv_bias", false},
     .outputBias = kNever,
     .rotaryKey = "partial_rotary_factor",
     .rotary = 0.25},
    {.type = "mixtral",
     .layout = &kMixtralLayout,
     .intermediate = 14336,
     .kvHeads = 8,
     .context = 131072,
     .eps = 1e-5,
     .qkvBias = kNever,
     .outputBias = kNever,
     .theta = 1e6,
     .windows = WindowRule::All,
     .window = 0,
     .experts = 8,
     .expertsPerToken = 2},
};

}  // namespace

const Family* findFamily(const std::string& type)
{
    const auto* const found = std::find_if(std::begin(kFamilies), std::end(kFamilies),
                                           [&](const Family& row) { return type == row.type; });
    return found == std::end(kFamilies) ? nullptr : found;
}

std::string familyNames()
{
    std::string out;
    for (const Family& row : kFamilies) {
        out += (out.empty() ? "" : ", ") + std::string(row.type);
    }
    return out;
}

const char* configKey(const std::string& modelType, const char* key)
{
    const Family* const family = findFamily(modelType);
    const KeyName* name = family != nullptr ? family->keys : nullptr;
    for (; name != nullptr && name->common != nullptr; ++name) {
        if (std::strcmp(name->common, key) == 0) {
            return name->own;
        }
    }
    return key;
}

}  // namespace marginalia
