// SPDX-License-Identifier: Apache-2.0
#include "core/model/model_config.h"

#include "core/base/json_depth.h"
#include "core/model/config_reader.h"
#include "core/model/config_rotation.h"
#include "core/model/families.h"
#include "core/model/gguf_config.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace marginalia {

namespace {

/// Keys of mechanisms that are not computed, or only where a family's row says so: ignoring one
/// would compute another model.
constexpr const char* kRefused[] = {
    "quantization_config",
    "num_experts",
    "num_local_experts",
    "residual_multiplier",
    "embedding_multiplier",
    "logits_scaling",
    "attention_multiplier",
    "attn_logit_softcapping",
    "final_logit_softcapping",
    "clip_qkv",
    "attention_chunk_size",
    "use_bidirectional_attention",
    "add_cross_attention",
    "is_encoder_decoder",
    "qk_layernorm",
};

constexpr std::int64_t kMostLayers = 4096;
constexpr std::int64_t kMostExperts = 4096;

Result<Json> readJsonFile(const std::string& path)
{
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        return failure(ErrorKind::NotFound, MG_TR("model", "The file cannot be opened."), path,
                       MG_TR("model", "Choose a folder with config.json and model.safetensors."));
    }
    std::stringstream text;
    text << in.rdbuf();
    Json json = isNestedTooDeep(text.str()) ? Json() : Json::parse(text.str(), nullptr, false);
    if (json.is_discarded() || !json.is_object()) {
        return failure(ErrorKind::Parse, MG_TR("model", "The file is not a JSON object."), path);
    }
    return json;
}

bool isOwnKey(const Family& family, const std::string& key)
{
    const bool multiplier = key.find("_multiplier") != std::string::npos || key == "logits_scaling";
    return (family.multipliers && multiplier) ||
           (family.experts > 0 && key == "num_local_experts") ||
           (family.attentionCapped && key == "attn_logit_softcapping") ||
           (family.logitCapped && key == "final_logit_softcapping");
}

void checkForeignKeys(ConfigReader& reader, const Family& family)
{
    for (const char* key : kRefused) {
        if (!reader.has(key) || isOwnKey(family, key)) {
            continue;
        }
        const Json& value = reader.at(key);
        const bool off = (value.is_boolean() && !value.get<bool>()) ||
                         (value.is_number_integer() && value.get<std::int64_t>() == 0);
        if (!off) {
            reader.note(key,
                        MG_TR("model", "%1 is a mechanism that is not computed here for \"%2\"."),
                        family.type);
        }
    }
}

void readSizes(ConfigReader& reader, const Family& family, ModelConfig& config)
{
    config.vocabulary = reader.size("vocab_size", family.vocabulary);
    config.hidden = reader.size("hidden_size", family.hidden);
    config.intermediate = reader.size(
        "intermediate_size", family.intermediate > 0 ? family.intermediate : 4 * config.hidden);
    config.layers = reader.size("num_hidden_layers", family.layers, kMostLayers);
    config.heads = reader.size("num_attention_heads", family.heads);
    config.kvHeads =
        reader.size("num_key_value_heads", family.kvHeads > 0 ? family.kvHeads : config.heads);
    const std::int64_t derived = config.hidden / std::max<std::int64_t>(config.heads, 1);
    config.headDim = reader.size("head_dim", family.headDim > 0 ? family.headDim : derived);
    config.context = reader.size("max_position_embeddings", family.context);
    if (config.heads % config.kvHeads != 0) {
        reader.note("num_key_value_heads",
                    MG_TR("model", "%1 does not divide num_attention_heads."));
    }
    if (config.headDim < 1) {
        reader.note("num_attention_heads", MG_TR("model", "%1 is larger than hidden_size."));
    }
    if (family.experts > 0) {
        config.experts = reader.size("num_local_experts", family.experts, kMostExperts);
        config.expertsPerToken = reader.size("num_experts_per_tok", family.expertsPerToken);
        if (config.expertsPerToken > config.experts) {
            reader.note("num_experts_per_tok",
                        MG_TR("model", "%1 is larger than num_local_experts."));
        }
    }
}

Activation readActivation(ConfigReader& reader, const Family& family)
{
    static constexpr std::pair<const char*, Activation> kNames[] = {
        {"silu", Activation::Silu},
        {"swish", Activation::Silu},
        {"gelu", Activation::Gelu},
        {"gelu_new", Activation::GeluTanh},
        {"gelu_pytorch_tanh", Activation::GeluTanh},
        {"gelu_fast", Activation::GeluTanh},
        {"quick_gelu", Activation::QuickGelu},
        {"relu", Activation::Relu},
        {"relu2", Activation::ReluSquared},
    };
    const char* key = family.activationKey;
    std::string name = family.activation;
    if (!reader.has(key) && family.geluMeansTanh) {
        key = "hidden_act";
    }
    if (reader.has(key)) {
        name =
            reader.at(key).is_string() ? reader.at(key).get<std::string>() : reader.at(key).dump();
        if (name == "gelu" && family.geluMeansTanh && key != family.activationKey) {
            name = "gelu_pytorch_tanh";
        }
    }
    const auto* const found = std::find_if(std::begin(kNames), std::end(kNames),
                                           [&](const auto& entry) { return name == entry.first; });
    if (found == std::end(kNames)) {
        reader.note(key, MG_TR("model", "%1 \"%2\" is not computed here."), quotedForError(name));
        return Activation::Silu;
    }
    return found->second;
}

/// A soft-cap: null means none where silence means the family's own.
double readCap(ConfigReader& reader, const char* key, double fallback)
{
    if (!reader.has(key)) {
        return reader.stands(key) ? 0 : fallback;
    }
    return reader.positive(key, fallback);
}

void readMultipliers(ConfigReader& reader, const Family& family, ModelConfig& config)
{
    if (family.queryScalar > 0) {
        config.attentionScale =
            1 / std::sqrt(reader.positive("query_pre_attn_scalar", family.queryScalar));
    }
    if (family.attentionCapped) {
        config.attentionCap = readCap(reader, "attn_logit_softcapping", family.attentionCap);
    }
    if (family.logitCapped) {
        config.logitCap = readCap(reader, "final_logit_softcapping", family.logitCap);
    }
    if (family.embeddingBySqrtHidden) {
        config.embeddingMultiplier = std::sqrt(static_cast<double>(config.hidden));
    }
    if (family.multipliers) {
        config.attentionScale = reader.positive("attention_multiplier", 1);
        config.embeddingMultiplier = reader.positive("embedding_multiplier", 1);
        config.residualMultiplier = reader.positive("residual_multiplier", 1);
        config.logitMultiplier = 1 / reader.positive("logits_scaling", 1);
    }
    if (family.learnedPositions) {
        config.attentionScale = reader.flag("scale_attn_weights", true) ? 0 : 1;
        config.scaleByDepth = reader.flag("scale_attn_by_inverse_layer_idx", false);
    }
}

void readSwitches(ConfigReader& reader, const Family& family, ModelConfig& config)
{
    config.layout = family.layout;
    config.tied = reader.flag("tie_word_embeddings", family.tied);
    config.norm = family.norm;
    config.normEps = reader.number(family.epsKey, family.eps);
    config.qkNorm = family.qkNorm;
    if (family.parallelKey != nullptr) {
        config.parallel = reader.flag(family.parallelKey, family.parallel);
        if (config.parallel && family.parallelLayout != nullptr) {
            config.layout = family.parallelLayout;
        }
    }
    config.qkvBias = reader.flag(family.qkvBias);
    config.outputBias = reader.flag(family.outputBias);
    config.mlpBias = reader.flag(family.mlpBias);
    config.activation = readActivation(reader, family);
    config.learnedPositions = family.learnedPositions;
    config.wideRotation = family.wideRotation;
    config.smallResidualWeights = family.smallResidualWeights;
    config.initializerRange = reader.positive("initializer_range", config.initializerRange);
    readMultipliers(reader, family, config);
    if (family.experts > 0 && reader.flag("output_router_logits", false)) {
        config.warnings.emplace_back(
            MG_TR("model",
                  "output_router_logits is true: the loss that balances the experts is left out."));
    }
}

void addIds(const Json& json, std::vector<std::int64_t>& ids)
{
    const auto add = [&](const Json& id) {
        if (id.is_number_integer() &&
            std::find(ids.begin(), ids.end(), id.get<std::int64_t>()) == ids.end()) {
            ids.push_back(id.get<std::int64_t>());
        }
    };
    if (json.is_array()) {
        std::for_each(json.begin(), json.end(), add);
    } else {
        add(json);
    }
}

}  // namespace

Result<ModelConfig> modelConfigFrom(const Json& json, const std::string& path)
{
    ModelConfig config;
    const Json type = json.value("model_type", Json());
    config.modelType = type.is_string() ? type.get<std::string>()
                       : type.is_null() ? ""
                                        : type.dump();
    ConfigReader reader(json, config.modelType, path);
    const Family* const family = findFamily(config.modelType);
    if (family == nullptr) {
        reader.note("model_type", MG_TR("model", "%1 \"%2\" is not computed here."),
                    quotedForError(config.modelType));
        return reader.problem().error();
    }
    checkForeignKeys(reader, *family);
    readSizes(reader, *family, config);
    readSwitches(reader, *family, config);
    MG_CHECK(reader.problem());  // what follows makes lists of these sizes
    readRotation(reader, *family, config);
    readWindows(reader, *family, config);
    constexpr std::int64_t kMostWeights = 1LL << 50;
    if (parameterCount(config) > kMostWeights) {
        reader.note("hidden_size",
                    MG_TR("model", "%1 and the other sizes make more weights than models have."));
    }
    MG_CHECK(reader.problem());
    addIds(json.value("eos_token_id", Json()), config.eosIds);
    return config;
}

Result<ModelConfig> readModelConfig(const std::string& folder)
{
    const std::filesystem::path root(folder);
    std::error_code ignored;
    if (std::filesystem::is_regular_file(root, ignored) && isGgufFile(folder)) {
        MG_TRY(const Json json, readGgufConfig(folder));
        return modelConfigFrom(json, folder);
    }
    const std::string path = (root / "config.json").string();
    MG_TRY(const Json json, readJsonFile(path));
    MG_TRY(ModelConfig config, modelConfigFrom(json, path));
    const std::string generation = (root / "generation_config.json").string();
    if (std::filesystem::exists(generation)) {
        MG_TRY(const Json defaults, readJsonFile(generation));
        addIds(defaults.value("eos_token_id", Json()), config.eosIds);
    }
    return config;
}

}  // namespace marginalia
