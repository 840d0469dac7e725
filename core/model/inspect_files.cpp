// SPDX-License-Identifier: Apache-2.0
#include "core/model/inspect_files.h"

#include "core/base/file.h"
#include "core/base/json_depth.h"
#include "core/base/utf8.h"
#include "core/model/gguf_config.h"
#include "core/text/chat_template.h"
#include "core/text/gguf_header.h"
#include "core/text/tokenizer.h"
#include "core/text/tokenizer_file.h"

#include <algorithm>
#include <filesystem>
#include <sstream>

namespace marginalia {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kLongestJson = std::int64_t{16} << 20U;
constexpr std::int64_t kLongestTokenizer = std::int64_t{256} << 20U;
constexpr std::int64_t kLongestCard = std::int64_t{4} << 20U;
constexpr size_t kLongestValue = 120;  // of a line of config.json
constexpr size_t kLongestSample = 4000;
constexpr size_t kMostKeys = 200;

/// At most `most` bytes, never half a character; what is not UTF-8 as U+FFFD.
std::string cut(const std::string& text, size_t most)
{
    size_t end = std::min(text.size(), most);
    while (end < text.size() && end > 0 && (text[end] & 0xC0) == 0x80) {
        --end;
    }
    return end < text.size() ? text.substr(0, end) + "…" : text;
}

std::string trimmed(const std::string& text, const char* blanks = " \t\r\n")
{
    const size_t begin = text.find_first_not_of(blanks);
    return begin == std::string::npos
               ? std::string()
               : text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

void addError(const Error& error, bool refuses, ModelReport& report)
{
    report.add({error.what, error.where, error.todo, refuses});
}

/// Null where it cannot be read.
Json configOf(const std::string& file)
{
    if (isGgufFile(file)) {
        const auto config = readGgufConfig(file);
        return config.ok() ? *config : Json();
    }
    const auto text = readFile(file, kLongestJson);
    return text.ok() && !isNestedTooDeep(*text) ? Json::parse(*text, nullptr, false) : Json();
}

/// The pipeline in the words of those who use it.
std::string pipelineName(const nlohmann::json& json)
{
    const auto textAt = [](const nlohmann::json& object, const char* key) {
        const auto found = object.is_object() ? object.find(key) : object.end();
        return object.is_object() && found != object.end() && found->is_string()
                   ? found->get<std::string>()
                   : std::string();
    };
    const nlohmann::json model = json.value("model", nlohmann::json());
    const std::string type = textAt(model, "type");
    const bool bytes = json.value("pre_tokenizer", nlohmann::json()).dump().find("ByteLevel") !=
                           std::string::npos ||
                       textAt(json.value("decoder", nlohmann::json()), "type") == "ByteLevel";
    const bool fallback = model.is_object() && model.value("byte_fallback", false);
    if (type == "BPE" || type.empty()) {
        return bytes ? "byte-level BPE" : fallback ? "BPE with byte fallback" : "BPE";
    }
    return fallback ? type + " with byte fallback" : type;
}

/// Which file the template of a folder comes from, in the order of models.md 4.1.
std::string templatePlace(const fs::path& folder)
{
    std::error_code code;
    if (isGgufFile(folder.string())) {
        return "tokenizer.chat_template";
    }
    if (fs::exists(folder / "chat_template.jinja", code)) {
        return "chat_template.jinja";
    }
    for (const char* name : {"tokenizer_config.json", "chat_template.json"}) {
        const auto text = readFile((folder / name).string(), kLongestTokenizer);
        if (text.ok() && text->find("\"chat_template\"") != std::string::npos) {
            return name;
        }
    }
    return "additional_chat_templates";
}

Message turn(const char* role, const char* content)
{
    Message out;
    out.role = role;
    out.content = content;
    return out;
}

void renderSample(const Tokenizer& tokenizer, const ChatTemplate& chatTemplate, ModelReport& report)
{
    const Messages talk = {turn("user", "How long does oat milk keep?"),
                           turn("assistant", "Five days in the fridge."),
                           turn("user", "And unopened?")};
    RenderOptions options;
    options.addGenerationPrompt = true;
    const auto rendered = chatTemplate.render(talk, tokenizer.namedTokens(), options);
    if (rendered.ok()) {
        report.sample = cut(rendered->text, kLongestSample);
    } else {
        addError(rendered.error(), false, report);
    }
}

void inspectTemplate(const std::string& folder, const Tokenizer& tokenizer, ModelReport& report)
{
    const auto chatTemplate = ChatTemplate::load(folder);
    if (chatTemplate.ok()) {
        report.templateFile = templatePlace(folder);
        report.templateDigest = (*chatTemplate)->digest();
        renderSample(tokenizer, **chatTemplate, report);
    } else if (chatTemplate.error().kind == ErrorKind::NotFound) {
        report.add({chatTemplate.error().what,
                    {},
                    MG_TR("model", "It reads plain text; conversations need a template."),
                    false});
    } else {
        addError(chatTemplate.error(), true, report);
    }
}

/// `license:` of the head between two lines of three dashes.
std::string licenceOfCard(const std::string& card)
{
    std::istringstream lines(card);
    std::string line;
    if (!std::getline(lines, line) || trimmed(line) != "---") {
        return {};
    }
    std::string name;
    std::string own;
    while (std::getline(lines, line) && trimmed(line) != "---") {
        const size_t colon = line.find(':');
        const std::string key = line.substr(0, colon);
        if (colon != std::string::npos && (key == "license" || key == "license_name")) {
            (key == "license" ? name : own) = trimmed(line.substr(colon + 1), " \t\r\n\"'");
        }
    }
    return name.empty() || name == "other" ? (own.empty() ? name : own) : name;
}

std::string firstWords(const std::string& text)
{
    std::istringstream lines(text);
    std::string line;
    while (std::getline(lines, line)) {
        if (const std::string words = trimmed(line, " \t\r\n#*"); !words.empty()) {
            return words;
        }
    }
    return {};
}

bool isLicenceFile(const std::string& name)
{
    return name.rfind("LICENSE", 0) == 0 || name.rfind("LICENCE", 0) == 0 ||
           name.rfind("COPYING", 0) == 0;
}

}  // namespace

void inspectConfigFile(const std::string& file, ModelReport& report)
{
    const Json json = configOf(file);
    if (!json.is_object()) {
        return;  // the loader's own reading says why
    }
    const Json type = json.value("model_type", Json());
    report.family =
        type.is_string() ? cut(utf8::repaired(type.get<std::string>()), kLongestValue) : "";
    const Json names = json.value("architectures", Json());
    if (names.is_array() && !names.empty() && names[0].is_string()) {
        report.architecture = cut(utf8::repaired(names[0].get<std::string>()), kLongestValue);
    }
    for (const auto& [key, value] : json.items()) {
        if (report.config.size() < kMostKeys) {
            report.config.emplace_back(
                cut(utf8::repaired(key), kLongestValue),
                cut(value.dump(-1, ' ', false, Json::error_handler_t::replace), kLongestValue));
        }
    }
}

void inspectTexts(const std::string& folder, ModelReport& report)
{
    const auto tokenizer = Tokenizer::load(folder);
    if (!tokenizer.ok()) {
        addError(tokenizer.error(), true, report);
        return;
    }
    report.tokens = (*tokenizer)->size();
    if (isGgufFile(folder)) {
        report.tokenizer = "byte-level BPE";  // no other is read from there
        inspectTemplate(folder, **tokenizer, report);
        return;
    }
    const auto text = readFile((fs::path(folder) / "tokenizer.json").string(), kLongestTokenizer);
    const auto file = text.ok() ? TokenizerFile::parse(*text) : Result<TokenizerFile>(text.error());
    report.tokenizer = file.ok() ? pipelineName(file->json) : std::string();
    inspectTemplate(folder, **tokenizer, report);
}

void inspectLicence(const std::string& folder, ModelReport& report)
{
    for (const char* name : {"README.md", "README.base.md"}) {
        const auto card = readFile((fs::path(folder) / name).string(), kLongestCard);
        if (card.ok()) {
            report.licence = cut(utf8::repaired(licenceOfCard(*card)), kLongestValue);
        }
        if (!report.licence.empty()) {
            report.licenceFile = name;
            return;
        }
    }
    std::vector<std::string> names;
    std::error_code code;
    for (const auto& entry : fs::directory_iterator(folder, code)) {
        const std::string name = entry.path().filename().string();
        if (isLicenceFile(name)) {
            names.push_back(name);
        }
    }
    std::sort(names.begin(), names.end());
    for (const std::string& name : names) {
        const auto text = readFile((fs::path(folder) / name).string(), kLongestCard);
        if (text.ok()) {
            report.licence = cut(utf8::repaired(firstWords(*text)), kLongestValue);
            report.licenceFile = name;
            return;
        }
    }
}

}  // namespace marginalia
