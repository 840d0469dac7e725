// SPDX-License-Identifier: Apache-2.0
#include "core/model/adapter_config.h"

#include "core/base/file.h"
#include "core/base/json_depth.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace marginalia {

namespace {

constexpr std::int64_t kMostRank = 65'536;
constexpr std::int64_t kMostConfigBytes = std::int64_t{16} << 20U;

/// Keys that ask for something else than W + scale B A where they are set.
constexpr std::array kRefusedKeys = {"alora_invocation_tokens",
                                     "arrow_config",
                                     "kasa_config",
                                     "layer_replication",
                                     "megatron_config",
                                     "monteclora_config",
                                     "target_parameters",
                                     "trainable_token_indices",
                                     "use_bdlora",
                                     "use_qalora",
                                     "velora_config",
                                     "lora_bias"};

/// Ways to begin that leave the base weights alone: the rest change them when the adapter is
/// loaded.
constexpr std::array kPlainStarts = {"gaussian", "eva", "orthogonal"};

bool isSet(const Json& value)
{
    return !(value.is_null() || value == false || (value.is_array() && value.empty()) ||
             (value.is_object() && value.empty()));
}

/// Typed reading that keeps the first problem.
class AdapterReader {
public:
    AdapterReader(const Json& json, std::string path) : m_json(json), m_path(std::move(path)) {}

    Result<AdapterConfig> run()
    {
        checkKind();
        AdapterConfig out;
        text("base_model_name_or_path", out.base);
        text("revision", out.revision);
        rank("r", take("r"), out.rank);
        number("lora_alpha", take("lora_alpha"), out.alpha);
        number("lora_dropout", take("lora_dropout"), out.dropout);
        flag("use_rslora", out.rsLora);
        flag("use_dora", out.dora);
        targets(out);
        names("exclude_modules", out.excluded);
        texts("modules_to_save", out.modulesToSave);
        texts("layers_pattern", out.layersPatterns);
        layers(out);
        for (const auto& [key, value] : entries("rank_pattern")) {
            out.rankPattern.emplace_back(key, out.rank);
            rank("rank_pattern", value, out.rankPattern.back().second);
        }
        for (const auto& [key, value] : entries("alpha_pattern")) {
            out.alphaPattern.emplace_back(key, out.alpha);
            number("alpha_pattern", value, out.alphaPattern.back().second);
        }
        if (!(out.dropout >= 0 && out.dropout < 1)) {
            note("lora_dropout", "does not lie between 0 and 1");
        }
        if (m_error) {
            return *m_error;
        }
        for (const auto& [key, value] : m_json.items()) {
            if (std::find(m_taken.begin(), m_taken.end(), key) == m_taken.end()) {
                out.others[key] = value;
            }
        }
        return out;
    }

private:
    const Json& take(const char* key)
    {
        static const Json kNone;
        m_taken.emplace_back(key);
        const auto place = m_json.find(key);
        return place == m_json.end() ? kNone : *place;
    }

    void refuse(ErrorKind kind, const std::string& key, const std::string& what, const Text& todo)
    {
        if (!m_error) {
            m_error = failure(
                kind,
                Text(MG_TR("model", "\"%1\" of the adapter %2."), {quotedForError(key), what}),
                m_path, todo);
        }
    }
    void note(const std::string& key, const char* what)
    {
        refuse(ErrorKind::Invalid, key, what, {});
    }
    void unsupported(const std::string& key, const Json& value)
    {
        refuse(ErrorKind::Unsupported, key,
               "is " + quotedForError(value.dump()) + ", which is not computed here",
               MG_TR("model", "Merge the adapter into its base with PEFT and load the result."));
    }

    void checkKind()
    {
        if (const Json& type = take("peft_type"); !type.is_null() && type != "LORA") {
            unsupported("peft_type", type);
        }
        take("fan_in_fan_out");  // follows from the model
        if (const Json& bias = take("bias"); !bias.is_null() && bias != "none") {
            unsupported("bias", bias);
        }
        const Json start = m_json.value("init_lora_weights", Json());
        if (start.is_string() && std::find(kPlainStarts.begin(), kPlainStarts.end(),
                                           start.get<std::string>()) == kPlainStarts.end()) {
            unsupported("init_lora_weights", start);
        }
        for (const char* const key : kRefusedKeys) {
            if (const Json value = m_json.value(key, Json()); isSet(value)) {
                unsupported(key, value);
            }
        }
    }

    void text(const char* key, std::string& out)
    {
        if (const Json& value = take(key); value.is_string()) {
            out = value.get<std::string>();
        } else if (!value.is_null()) {
            note(key, "is not a text");
        }
    }
    void flag(const char* key, bool& out)
    {
        if (const Json& value = take(key); value.is_boolean()) {
            out = value.get<bool>();
        } else if (!value.is_null()) {
            note(key, "is neither true nor false");
        }
    }
    void number(const char* key, const Json& value, double& out)
    {
        if (value.is_number() && std::isfinite(value.get<double>())) {
            out = value.get<double>();
        } else if (!value.is_null()) {
            note(key, "is not a number");
        }
    }
    void rank(const char* key, const Json& value, std::int64_t& out)
    {
        if (value.is_number_integer() && value.get<std::int64_t>() > 0 &&
            value.get<std::int64_t>() <= kMostRank) {
            out = value.get<std::int64_t>();
        } else if (!value.is_null()) {
            note(key, "is not a rank");
        }
    }
    void texts(const char* key, std::vector<std::string>& out)
    {
        const Json& value = take(key);
        if (value.is_string() && !value.get<std::string>().empty()) {
            out = {value.get<std::string>()};
        } else if (value.is_array()) {
            for (const Json& each : value) {
                each.is_string() ? out.push_back(each.get<std::string>())
                                 : note(key, "is not a list of texts");
            }
        } else if (!value.is_null() && !value.is_string()) {
            note(key, "is not a list of texts");
        }
    }
    void names(const char* key, ModuleNames& out)
    {
        if (m_json.value(key, Json()).is_string()) {
            m_taken.emplace_back(key);
            out.pattern = m_json[key].get<std::string>();
        } else {
            texts(key, out.list);
        }
    }
    void targets(AdapterConfig& out)
    {
        names("target_modules", out.targets);
        std::string word = out.targets.pattern.value_or("");
        std::transform(word.begin(), word.end(), word.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        if (word == "all-linear") {
            out.allLinear = true;
            out.targets = {};
        }
    }
    void layers(AdapterConfig& out)
    {
        const Json& value = take("layers_to_transform");
        const Json list = value.is_number_integer() ? Json::array({value}) : value;
        if (list.is_null() || (list.is_array() && list.empty())) {
            return;
        }
        out.layers.emplace();
        for (const Json& each : list.is_array() ? list : Json::array({nullptr})) {
            each.is_number_integer() ? out.layers->push_back(each.get<std::int64_t>())
                                     : note("layers_to_transform", "is not a list of layers");
        }
    }
    std::vector<std::pair<std::string, Json>> entries(const char* key)
    {
        std::vector<std::pair<std::string, Json>> out;
        const Json& value = take(key);
        if (value.is_object()) {
            for (const auto& [name, each] : value.items()) {
                out.emplace_back(name, each);
            }
        } else if (!value.is_null()) {
            note(key, "is not an object");
        }
        return out;
    }

    const Json& m_json;
    std::string m_path;
    std::vector<std::string> m_taken;
    std::optional<Error> m_error;
};

Json orNull(const std::string& text)
{
    return text.empty() ? Json() : Json(text);
}

Json orNull(const std::vector<std::string>& list)
{
    return list.empty() ? Json() : Json(list);
}

Json namesJson(const ModuleNames& names)
{
    return names.pattern ? Json(*names.pattern) : orNull(names.list);
}

/// 16, not 16.0: an integer wherever the number is one.
Json shortNumber(double value)
{
    const double whole = std::round(value);
    return whole == value && std::abs(whole) < 1e15 ? Json(static_cast<std::int64_t>(whole))
                                                    : Json(value);
}

}  // namespace

Result<AdapterConfig> adapterConfigFromJson(const Json& json, const std::string& path)
{
    if (!json.is_object()) {
        return failure(ErrorKind::Parse,
                       MG_TR("model", "The adapter's settings are not a JSON object."), path);
    }
    return AdapterReader(json, path).run();
}

Result<AdapterConfig> readAdapterConfig(const std::string& folder)
{
    const std::string path = folder + "/adapter_config.json";
    MG_TRY(const std::string text, readFile(path, kMostConfigBytes));
    if (isNestedTooDeep(text)) {
        return adapterConfigFromJson({}, path);
    }
    return adapterConfigFromJson(Json::parse(text, nullptr, false), path);
}

bool isAdapterFolder(const std::string& folder)
{
    return fileExists(folder + "/adapter_config.json");
}

Json toJson(const AdapterConfig& config, bool fanInFanOut)
{
    Json ranks = Json::object();
    for (const auto& [key, value] : config.rankPattern) {
        ranks[key] = value;
    }
    Json alphas = Json::object();
    for (const auto& [key, value] : config.alphaPattern) {
        alphas[key] = shortNumber(value);
    }
    Json out = {
        {"peft_type", "LORA"},
        {"task_type", "CAUSAL_LM"},
        {"base_model_name_or_path", orNull(config.base)},
        {"revision", orNull(config.revision)},
        {"r", config.rank},
        {"lora_alpha", shortNumber(config.alpha)},
        {"lora_dropout", config.dropout},
        {"bias", "none"},
        {"fan_in_fan_out", fanInFanOut},
        {"target_modules", config.allLinear ? Json("all-linear") : namesJson(config.targets)},
        {"exclude_modules", namesJson(config.excluded)},
        {"modules_to_save", orNull(config.modulesToSave)},
        {"use_rslora", config.rsLora},
        {"use_dora", config.dora},
        {"rank_pattern", ranks},
        {"alpha_pattern", alphas},
        {"layers_to_transform", config.layers ? Json(*config.layers) : Json()},
        {"layers_pattern", orNull(config.layersPatterns)},
        {"init_lora_weights", true},
        {"inference_mode", true}};
    for (const auto& [key, value] : config.others.items()) {
        if (key != "task_type" && key != "init_lora_weights" && key != "inference_mode") {
            out[key] = value;
        }
    }
    return out;
}

}  // namespace marginalia
