// SPDX-License-Identifier: Apache-2.0
#include "core/base/file.h"
#include "core/base/mapped_file.h"
#include "core/text/chat_template.h"
#include "core/text/gguf_tokenizer.h"

#include <algorithm>
#include <filesystem>
#include <map>

namespace marginalia {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kLargestFile = 64LL * 1024 * 1024;
using Named = std::map<std::string, std::string>;

/// `chat_template` of a JSON file: a text, or a list of named ones.
Status addFromJson(const fs::path& file, Named& found)
{
    std::error_code code;
    if (!fs::exists(file, code)) {
        return {};
    }
    MG_TRY(const std::string text, readFile(file.string(), kLargestFile));
    const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object()) {
        return failure(ErrorKind::Parse, MG_TR("template", "The file is not a JSON object."),
                       file.string());
    }
    const auto value = json.find("chat_template");
    if (value == json.end() || value->is_null()) {
        return {};
    }
    if (value->is_string()) {
        found["default"] = value->get<std::string>();
        return {};
    }
    for (const auto& item : value->is_array() ? *value : nlohmann::json::array()) {
        if (item.is_object() && item.contains("name") && item["name"].is_string() &&
            item.contains("template") && item["template"].is_string()) {
            found[item["name"].get<std::string>()] = item["template"].get<std::string>();
        }
    }
    return {};
}

/// Templates by name in the order of models.md 4.1: later places win.
Result<Named> templatesOf(const fs::path& folder)
{
    Named found;
    std::error_code code;
    if (!fs::is_directory(folder, code) && isGgufFile(folder.string())) {
        MG_TRY(const auto file, MappedFile::open(folder.string()));
        MG_TRY(const GgufHeader header, parseGgufHeader(file->bytes(), folder.string()));
        if (const auto source = chatTemplateOfGguf(header)) {
            found["default"] = *source;
        }
        return found;
    }
    MG_CHECK(addFromJson(folder / "chat_template.json", found));
    MG_CHECK(addFromJson(folder / "tokenizer_config.json", found));
    if (fs::exists(folder / "chat_template.jinja", code)) {
        MG_TRY(found["default"], readFile((folder / "chat_template.jinja").string(), kLargestFile));
    }
    std::vector<fs::path> more;
    for (const auto& entry : fs::directory_iterator(folder / "additional_chat_templates", code)) {
        if (entry.path().extension() == ".jinja") {
            more.push_back(entry.path());
        }
    }
    std::sort(more.begin(), more.end());
    for (const fs::path& path : more) {
        MG_TRY(found[path.stem().string()], readFile(path.string(), kLargestFile));
    }
    return found;
}

}  // namespace

Result<std::shared_ptr<const ChatTemplate>> ChatTemplate::load(const std::string& folder,
                                                               bool withTools)
{
    MG_TRY(const Named found, templatesOf(folder));
    auto chosen = withTools ? found.find("tool_use") : found.end();
    if (chosen == found.end()) {
        chosen = found.find("default");
    }
    if (chosen == found.end() && found.size() == 1) {
        chosen = found.begin();
    }
    if (chosen == found.end()) {
        std::string names;
        for (const auto& [name, source] : found) {
            names += (names.empty() ? "" : ", ") + name;
        }
        return found.empty()
                   ? failure(ErrorKind::NotFound,
                             MG_TR("template", "The model has no chat template."), folder)
                   : failure(ErrorKind::NotFound,
                             Text(MG_TR("template",
                                        "None of the model's chat templates is the default: %1."),
                                  {names}),
                             folder);
    }
    auto out = parse(chosen->second);
    if (!out.ok()) {
        Error error = out.error();
        error.where = folder + ": " + error.where;
        return error;
    }
    return out;
}

}  // namespace marginalia
