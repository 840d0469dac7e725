// SPDX-License-Identifier: Apache-2.0
#include "core/model/decoder.h"
#include "core/model/rope.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace marginalia {

namespace {

/// What the class of a family assumes where config.json is silent (models.md 1.5).
struct FamilyDefaults {
    const char* name;
    std::int64_t vocabulary;
    std::int64_t intermediate;
    std::int64_t context;
    std::int64_t headDim;  ///< 0: hidden / heads
    std::int64_t kvHeads;  ///< 0: as heads
};

constexpr FamilyDefaults kFamilies[] = {
    {"llama", 32000, 11008, 2048, 0, 0},
    {"qwen2", 151936, 22016, 32768, 0, 32},
    {"qwen3", 151936, 22016, 32768, 128, 32},
};

/// Keys of other architectures: ignoring one would compute another model.
constexpr const char* kRefused[] = {"quantization_config",
                                    "num_experts",
                                    "num_local_experts",
                                    "residual_multiplier",
                                    "clip_qkv",
                                    "embedding_multiplier",
                                    "logits_scaling",
                                    "attention_multiplier",
                                    "attention_chunk_size",
                                    "use_bidirectional_attention"};

Error refused(const std::string& key, const std::string& what, const std::string& where)
{
    return failure(ErrorKind::Unsupported, Text(MG_TR("model", "%1 %2."), {key, what}), where,
                   MG_TR("model", "Choose a Llama, Qwen2 or Qwen3 model."));
}

Result<Json> readJsonFile(const std::string& path)
{
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        return failure(ErrorKind::NotFound, MG_TR("model", "The file cannot be opened."), path,
                       MG_TR("model", "Choose a folder with config.json and model.safetensors."));
    }
    std::stringstream text;
    text << in.rdbuf();
    Json json = Json::parse(text.str(), nullptr, false);
    if (json.is_discarded() || !json.is_object()) {
        return failure(ErrorKind::Parse, MG_TR("model", "The file is not a JSON object."), path);
    }
    return json;
}

/// Typed access to config.json that remembers the first bad key.
class ConfigReader {
public:
    ConfigReader(const Json& json, std::string path) : m_json(json), m_path(std::move(path)) {}

    bool has(const char* key) const { return m_json.contains(key) && !m_json[key].is_null(); }
    const Json& at(const char* key) const { return m_json[key]; }

    std::int64_t size(const char* key, std::int64_t fallback)
    {
        if (!has(key)) {
            return fallback;
        }
        if (!m_json[key].is_number_integer() || m_json[key].get<std::int64_t>() <= 0 ||
            m_json[key].get<std::int64_t>() > (1LL << 32)) {
            note(key, "is not a positive integer");
            return fallback;
        }
        return m_json[key].get<std::int64_t>();
    }
    double number(const char* key, double fallback)
    {
        if (!has(key)) {
            return fallback;
        }
        if (!m_json[key].is_number()) {
            note(key, "is not a number");
            return fallback;
        }
        return m_json[key].get<double>();
    }
    bool flag(const char* key, bool fallback)
    {
        if (!has(key)) {
            return fallback;
        }
        if (!m_json[key].is_boolean()) {
            note(key, "is not true or false");
            return fallback;
        }
        return m_json[key].get<bool>();
    }
    void note(const std::string& key, const std::string& problem)
    {
        if (m_problem.ok()) {
            m_problem = refused(key, problem, m_path);
        }
    }
    const Status& problem() const { return m_problem; }
    const std::string& path() const { return m_path; }

private:
    const Json& m_json;
    std::string m_path;
    Status m_problem;
};

void checkForeignKeys(ConfigReader& reader)
{
    for (const char* key : kRefused) {
        if (!reader.has(key)) {
            continue;
        }
        const Json& value = reader.at(key);
        const bool off = (value.is_boolean() && !value.get<bool>()) ||
                         (value.is_number_integer() && value.get<std::int64_t>() == 0);
        if (!off) {
            reader.note(key, "belongs to a kind of model that is not computed here");
        }
    }
}

void readSizes(ConfigReader& reader, const FamilyDefaults& family, ModelConfig& config)
{
    config.vocabulary = reader.size("vocab_size", family.vocabulary);
    config.hidden = reader.size("hidden_size", 4096);
    config.intermediate = reader.size("intermediate_size", family.intermediate);
    config.layers = reader.size("num_hidden_layers", 32);
    config.heads = reader.size("num_attention_heads", 32);
    config.kvHeads =
        reader.size("num_key_value_heads", family.kvHeads > 0 ? family.kvHeads : config.heads);
    const std::int64_t derived = config.hidden / std::max<std::int64_t>(config.heads, 1);
    config.headDim = reader.size("head_dim", family.headDim > 0 ? family.headDim : derived);
    config.context = reader.size("max_position_embeddings", family.context);
    config.normEps = reader.number("rms_norm_eps", 1e-6);
    if (config.heads % config.kvHeads != 0) {
        reader.note("num_key_value_heads", "does not divide num_attention_heads");
    }
    if (config.headDim % 2 != 0) {
        reader.note("head_dim", "is odd");
    }
}

void readSwitches(ConfigReader& reader, ModelConfig& config)
{
    const bool bias = reader.flag("attention_bias", false);
    config.qkvBias = config.modelType == "qwen2" || bias;
    config.outputBias = config.modelType != "qwen2" && bias;
    config.mlpBias = config.modelType == "llama" && reader.flag("mlp_bias", false);
    config.qkNorm = config.modelType == "qwen3";
    config.tied = reader.flag("tie_word_embeddings", false);
    if (reader.has("hidden_act")) {
        const Json& name = reader.at("hidden_act");
        config.activation = name.is_string() ? name.get<std::string>() : name.dump();
    }
    if (config.activation != "silu" && config.activation != "swish") {
        reader.note("hidden_act", fillPattern("\"%1\" is not computed here",
                                              {quotedForError(config.activation)}));
    }
}

void readWindows(ConfigReader& reader, ModelConfig& config)
{
    if (config.modelType == "llama" || !reader.flag("use_sliding_window", false)) {
        return;  // the key sliding_window stands in most Qwen files and means nothing then
    }
    const std::int64_t window =
        reader.has("sliding_window") ? reader.size("sliding_window", 4096) : 4096;
    const std::int64_t first =
        reader.has("max_window_layers") ? reader.at("max_window_layers").get<std::int64_t>() : 28;
    config.windows.assign(static_cast<size_t>(config.layers), 0);
    const bool listed = reader.has("layer_types") && reader.at("layer_types").is_array();
    if (listed && reader.at("layer_types").size() != config.windows.size()) {
        reader.note("layer_types", "does not have num_hidden_layers entries");
        return;
    }
    for (std::int64_t layer = 0; layer < config.layers; ++layer) {
        bool slides = layer >= first;
        if (listed) {
            const Json& kind = reader.at("layer_types")[static_cast<size_t>(layer)];
            slides = kind == "sliding_attention";
            if (!slides && kind != "full_attention") {
                reader.note("layer_types", "names a kind of attention that is not known");
            }
        }
        config.windows[static_cast<size_t>(layer)] = slides ? window : 0;
    }
}

void readRope(ConfigReader& reader, ModelConfig& config)
{
    config.ropeTheta = reader.number("rope_theta", 10000);
    Json scaling;
    if (reader.has("rope_parameters") && reader.at("rope_parameters").is_object()) {
        scaling = reader.at("rope_parameters");
    }
    // Where both stand in the file, the older key replaces the newer, as transformers does it.
    if (reader.has("rope_scaling") && reader.at("rope_scaling").is_object()) {
        scaling = reader.at("rope_scaling");
    }
    if (scaling.is_object() && scaling.contains("rope_theta")) {
        if (scaling["rope_theta"].is_number()) {
            config.ropeTheta = scaling["rope_theta"].get<double>();
        } else {
            reader.note("rope_theta", "is not a number");
        }
    }
    if (!(config.ropeTheta > 0)) {
        reader.note("rope_theta", "is not positive");
    }
    if (reader.number("partial_rotary_factor", 1) != 1) {
        reader.note("partial_rotary_factor", "other than 1 is not computed yet");
    }
    config.ropeScaling = scaling;
    const Result<RopeSettings> rope =
        parseRope(scaling, config.ropeTheta, config.context, reader.path());
    if (!rope.ok() && reader.problem().ok()) {
        reader.note(fillPattern("rope_scaling.%1", {rope.error().what.arguments.at(0)}),
                    rope.error().what.arguments.at(1));
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

Result<ModelConfig> readModelConfig(const std::string& folder)
{
    const std::filesystem::path root(folder);
    const std::string path = (root / "config.json").string();
    MG_TRY(const Json json, readJsonFile(path));
    ConfigReader reader(json, path);
    ModelConfig config;
    const std::string type = reader.has("model_type") ? json["model_type"].is_string()
                                                            ? json["model_type"].get<std::string>()
                                                            : json["model_type"].dump()
                                                      : std::string();
    const auto* const family = std::find_if(std::begin(kFamilies), std::end(kFamilies),
                                            [&](const auto& entry) { return type == entry.name; });
    if (family == std::end(kFamilies)) {
        return refused("model_type",
                       fillPattern("\"%1\" is not computed here", {quotedForError(type)}), path);
    }
    config.modelType = type;
    checkForeignKeys(reader);
    readSizes(reader, *family, config);
    readSwitches(reader, config);
    readWindows(reader, config);
    readRope(reader, config);
    MG_CHECK(reader.problem());
    addIds(json.value("eos_token_id", Json()), config.eosIds);
    const std::string generation = (root / "generation_config.json").string();
    if (std::filesystem::exists(generation)) {
        MG_TRY(const Json defaults, readJsonFile(generation));
        addIds(defaults.value("eos_token_id", Json()), config.eosIds);
    }
    return config;
}

}  // namespace marginalia
