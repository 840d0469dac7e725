// SPDX-License-Identifier: Apache-2.0
#include "core/export/folder_texts.h"

#include "core/base/file.h"
#include "core/base/json.h"
#include "core/export/export_warning.h"
#include "core/text/gguf_header.h"

#include <algorithm>
#include <array>
#include <filesystem>

namespace marginalia {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kLargestCopy = 256LL * 1024 * 1024;

constexpr std::array<const char*, 11> kCopied = {"tokenizer.json",
                                                 "tokenizer_config.json",
                                                 "generation_config.json",
                                                 "special_tokens_map.json",
                                                 "added_tokens.json",
                                                 "vocab.json",
                                                 "merges.txt",
                                                 "tokenizer.model",
                                                 "chat_template.jinja",
                                                 "chat_template.json",
                                                 "preprocessor_config.json"};
constexpr std::array<const char*, 5> kCopiedBeginnings = {"LICENSE", "LICENCE", "NOTICE",
                                                          "USE_POLICY", "COPYING"};

bool isCopied(const std::string& name)
{
    return std::find(kCopied.begin(), kCopied.end(), name) != kCopied.end() ||
           std::any_of(kCopiedBeginnings.begin(), kCopiedBeginnings.end(),
                       [&](const char* begin) { return name.rfind(begin, 0) == 0; });
}

Status copyFile(const fs::path& from, const fs::path& to)
{
    MG_TRY(const std::string bytes, readFile(from.string(), kLargestCopy));
    return writeFileAtomically(to.string(), bytes);
}

Status copyAll(const fs::path& from, const fs::path& to, bool withCard)
{
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(from, error)) {
        const std::string name = entry.path().filename().string();
        if (entry.is_regular_file(error) && (isCopied(name) || (withCard && name == "README.md"))) {
            MG_CHECK(copyFile(entry.path(), to / (name == "README.md" ? "README.base.md" : name)));
        }
    }
    const fs::path more = from / "additional_chat_templates";
    for (const fs::directory_entry& entry : fs::directory_iterator(more, error)) {
        if (entry.is_regular_file(error) && entry.path().extension() == ".jinja") {
            MG_CHECK(makeFolders((to / more.filename()).string()));
            MG_CHECK(copyFile(entry.path(), to / more.filename() / entry.path().filename()));
        }
    }
    return {};
}

/// Named templates beside the default one keep their place as files.
Status keepNamedTemplates(const Json& list, const fs::path& folder)
{
    const fs::path more = folder / "additional_chat_templates";
    for (const Json& item : list) {
        const std::string name =
            item.is_object() && item.value("name", Json()).is_string() ? item["name"] : "";
        if (name.empty() || name == "default" || name.find_first_of("/\\.") != std::string::npos ||
            !item.value("template", Json()).is_string()) {
            continue;
        }
        MG_CHECK(makeFolders(more.string()));
        MG_CHECK(writeFileAtomically((more / (name + ".jinja")).string(),
                                     item["template"].get<std::string>()));
    }
    return {};
}

/// transformers 5 rebuilds the pipeline of Llama's classes and tokenises byte-level files wrongly
/// (models.md 3.13).
bool isMisread(const Json& config, const std::string& tokenizerJson)
{
    const Json kind = config.value("tokenizer_class", Json());
    if (!kind.is_string() || kind.get<std::string>().rfind("Llama", 0) != 0) {
        return false;
    }
    const Json tokenizer = Json::parse(tokenizerJson, nullptr, false);
    return tokenizer.is_object() &&
           tokenizer.value("pre_tokenizer", Json()).dump().find("\"ByteLevel\"") !=
               std::string::npos;
}

Status writeTokenizerConfig(const ExportModel& model, const fs::path& folder,
                            std::vector<Text>& warnings)
{
    const ModelTexts& texts = model.texts;
    if (texts.tokenizerJson.empty() && texts.tokenizerConfigJson.empty()) {
        return {};
    }
    Json config = Json::parse(texts.tokenizerConfigJson, nullptr, false);
    bool changed = false;
    if (!config.is_object()) {
        config = {{"tokenizer_class", "PreTrainedTokenizerFast"}};
        changed = true;
    }
    if (texts.chatTemplate && config.value("chat_template", Json()) != *texts.chatTemplate) {
        MG_CHECK(keepNamedTemplates(config.value("chat_template", Json()), folder));
        config["chat_template"] = *texts.chatTemplate;
        changed = true;
    }
    if (isMisread(config, texts.tokenizerJson)) {
        addWarning(warnings,
                   MG_TR("export",
                         "tokenizer_class was %1, with which transformers 5 misreads a byte-level "
                         "tokenizer.json: now PreTrainedTokenizerFast."),
                   config["tokenizer_class"].get<std::string>());
        config["tokenizer_class"] = "PreTrainedTokenizerFast";
        changed = true;
    }
    return writeFileAtomically((folder / "tokenizer_config.json").string(),
                               changed ? config.dump(2) + "\n" : texts.tokenizerConfigJson);
}

const char* typeName(at::ScalarType type)
{
    return type == at::kBFloat16 ? "bfloat16" : type == at::kHalf ? "float16" : "float32";
}

/// vLLM's older versions, Ollama and llama.cpp read the older keys only.
bool addOlderRotation(Json& config)
{
    const Json rotation = config.value("rope_parameters", Json());
    if (!rotation.is_object() || !rotation.value("rope_theta", Json()).is_number() ||
        config.value("model_type", Json()) == "gpt_neox") {
        return false;  // none, or one for each kind of layer
    }
    bool changed = false;
    const auto add = [&](const char* key, const Json& value) {
        if (!config.contains(key)) {
            config[key] = value;
            changed = true;
        }
    };
    add("rope_theta", rotation["rope_theta"]);
    if (rotation.contains("partial_rotary_factor")) {
        add("partial_rotary_factor", rotation["partial_rotary_factor"]);
    }
    if (rotation.value("rope_type", Json("default")) != "default") {
        Json scaling = rotation;
        scaling.erase("rope_theta");
        scaling.erase("partial_rotary_factor");
        add("rope_scaling", scaling);
    }
    return changed;
}

}  // namespace

Result<std::string> exportedConfig(const ExportModel& model, at::ScalarType type)
{
    Json config = Json::parse(model.configText, nullptr, false);
    if (!config.is_object()) {
        return failure(ErrorKind::Parse, MG_TR("model", "The file is not a JSON object."),
                       model.source.model + "/config.json");
    }
    bool changed = addOlderRotation(config);
    for (const char* key : {"torch_dtype", "dtype"}) {
        if (config.value(key, Json()) != typeName(type)) {
            config[key] = typeName(type);
            changed = true;
        }
    }
    const Json tied = config.value("tie_word_embeddings", Json());
    const bool given = tied.is_boolean() && tied.get<bool>() == model.config.tied;
    // Silence means what the class says; only what the weights contradict is written.
    if (tied.is_boolean() ? !given : !model.config.tied) {
        config["tie_word_embeddings"] = model.config.tied;
        changed = true;
    }
    const std::string origin = config.value("_name_or_path", Json()).is_string()
                                   ? config["_name_or_path"].get<std::string>()
                                   : std::string();
    if (!origin.empty() && (origin[0] == '/' || origin[0] == '.' || origin[0] == '~')) {
        config.erase("_name_or_path");  // a path of this machine says nothing elsewhere
        changed = true;
    }
    return changed ? config.dump(2) + "\n" : model.configText;
}

Status writeFolderTexts(const ExportModel& model, const std::string& folder,
                        std::vector<Text>& warnings)
{
    if (isGgufFile(model.source.model)) {
        MG_CHECK(writeFileAtomically(folder + "/tokenizer.json", model.texts.tokenizerJson));
    } else {
        MG_CHECK(copyAll(model.source.model, folder, true));
    }
    if (!model.source.adapter.empty()) {
        MG_CHECK(copyAll(model.source.adapter, folder, false));
    }
    MG_CHECK(writeTokenizerConfig(model, folder, warnings));
    if (model.texts.chatTemplate) {
        MG_CHECK(writeFileAtomically(folder + "/chat_template.jinja", *model.texts.chatTemplate));
    }
    return {};
}

}  // namespace marginalia
