// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/seeds.h"

#include "core/base/json.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

namespace marginalia::fuzz {

namespace {

namespace fs = std::filesystem;
using Texts = std::vector<std::string>;

fs::path golden()
{
    const char* const given = std::getenv("MARGINALIA_GOLDEN");
    return given != nullptr && *given != '\0' ? fs::path(given)
                                              : fs::path(MARGINALIA_SOURCE_DIR) / "tests/golden";
}

std::string bytesOf(const fs::path& path)
{
    std::ifstream in(path, std::ios::binary);
    std::stringstream out;
    out << in.rdbuf();
    return out.str();
}

/// Files of a folder whose names end so, in the order of their names.
Texts filesOf(const fs::path& folder, const std::string& end)
{
    std::map<std::string, std::string> sorted;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(folder, none)) {
        const std::string name = entry.path().filename().string();
        if (name.size() >= end.size() && name.substr(name.size() - end.size()) == end) {
            sorted[name] = bytesOf(entry.path());
        }
    }
    Texts out;
    for (auto& [name, bytes] : sorted) {
        out.push_back(std::move(bytes));
    }
    return out;
}

/// The file of this name in every folder below.
Texts filesBelow(const fs::path& folder, const std::string& name)
{
    std::map<std::string, std::string> sorted;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(folder, none)) {
        if (fs::exists(entry.path() / name)) {
            sorted[entry.path().string()] = bytesOf(entry.path() / name);
        }
    }
    Texts out;
    for (auto& [path, bytes] : sorted) {
        out.push_back(std::move(bytes));
    }
    return out;
}

std::vector<Json> linesOf(const fs::path& path)
{
    std::vector<Json> out;
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);) {
        Json json = Json::parse(line, nullptr, false);
        if (json.is_object()) {
            out.push_back(std::move(json));
        }
    }
    return out;
}

void append(Texts& all, Texts more)
{
    all.insert(all.end(), std::make_move_iterator(more.begin()),
               std::make_move_iterator(more.end()));
}

std::string dumped(const Json& json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Texts safetensorsSeeds()
{
    const fs::path files = golden() / "models/files";
    Texts out = filesOf(files / "safetensors", ".safetensors");
    append(out, filesOf(files, ".safetensors"));
    return out;
}

/// Whole pipelines, and every component in the smallest file around it.
Texts tokenizerSeeds()
{
    const fs::path folder = golden() / "text/tokenizers";
    Texts out = filesBelow(folder, "tokenizer.json");
    Json plain;
    for (const Json& line : linesOf(folder / "load_cases.jsonl")) {
        out.push_back(dumped(line.value("json", Json())));
        plain = plain.is_object() ? plain : line.value("json", Json());
    }
    for (const Json& line : linesOf(folder / "components.jsonl")) {
        const Json kind = line.value("kind", Json());
        if (kind.is_string() && plain.is_object()) {
            Json around = plain;
            around[kind.get<std::string>()] = line.value("component", Json());
            out.push_back(dumped(around));
        }
    }
    return out;
}

Texts configSeeds()
{
    const fs::path models = golden() / "models";
    Texts out;
    for (const char* name : {"config.json", "config_v4.json"}) {
        append(out, filesBelow(models, name));
    }
    append(out, filesBelow(models / "lora", "adapter_config.json"));
    const Json refused =
        Json::parse(bytesOf(models / "files/configs_to_refuse.json"), nullptr, false);
    if (refused.is_object()) {
        const fs::path base = models / refused.value("base", std::string()) / "config_v4.json";
        const Json whole = Json::parse(bytesOf(base), nullptr, false);
        for (const Json& entry : refused.value("cases", Json::array())) {
            Json config = whole;
            config.update(entry.value("change", Json::object()));
            out.push_back(dumped(config));
        }
    }
    return out;
}

void appendNumber(std::string& out, std::uint64_t value, int bytes)
{
    for (int i = 0; i < bytes; ++i) {
        out += static_cast<char>(value >> (8 * i) & 0xFFU);
    }
}

void appendText(std::string& out, const std::string& text)
{
    appendNumber(out, text.size(), 8);
    out += text;
}

constexpr int kText = 8;
constexpr int kArray = 9;
constexpr int kInt32 = 5;

void appendEntry(std::string& out, const std::string& key, const std::string& text)
{
    appendText(out, key);
    appendNumber(out, kText, 4);
    appendText(out, text);
}

void appendTexts(std::string& out, const std::string& key, const Texts& texts)
{
    appendText(out, key);
    appendNumber(out, kArray, 4);
    appendNumber(out, kText, 4);
    appendNumber(out, texts.size(), 8);
    for (const std::string& text : texts) {
        appendText(out, text);
    }
}

/// The tokenizer of a tokenizer.json as GGUF has it; 6 keys.
std::string tokenizerEntries(const Json& tokenizer)
{
    const Json& model = tokenizer.at("model");
    Texts tokens;
    for (const auto& [token, id] : model.at("vocab").items()) {
        const auto place = id.get<std::size_t>();
        tokens.resize(std::max(tokens.size(), place + 1), "[UNUSED]");
        tokens[place] = token;
    }
    Texts merges;
    for (const Json& merge : model.at("merges")) {
        merges.push_back(merge.is_string() ? merge.get<std::string>()
                                           : merge.at(0).get<std::string>() + " " +
                                                 merge.at(1).get<std::string>());
    }
    std::string out;
    appendEntry(out, "tokenizer.ggml.model", "gpt2");
    appendEntry(out, "tokenizer.ggml.pre", "llama-bpe");
    appendTexts(out, "tokenizer.ggml.tokens", tokens);
    appendTexts(out, "tokenizer.ggml.merges", merges);
    appendText(out, "tokenizer.ggml.token_type");
    appendNumber(out, kArray, 4);
    appendNumber(out, kInt32, 4);
    appendNumber(out, tokens.size(), 8);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        appendNumber(out, i < 3 ? 3 : 1, 4);
    }
    appendEntry(out, "tokenizer.chat_template",
                "{% for m in messages %}{{ m['role'] }}: {{ m['content'] }}\n{% endfor %}");
    return out;
}

/// The golden files, whose tokenizers cannot be used, and one without tensors whose can.
Texts ggufSeeds()
{
    constexpr std::size_t kAlignment = 32;
    Texts out = filesOf(golden() / "models/files", ".gguf");
    const Json tokenizer =
        Json::parse(bytesOf(golden() / "text/tokenizers/smollm2/tokenizer.json"), nullptr, false);
    if (!tokenizer.is_object()) {
        return out;
    }
    std::string file = "GGUF";
    appendNumber(file, 3, 4);  // version
    appendNumber(file, 0, 8);  // tensors
    appendNumber(file, 7, 8);  // keys
    appendEntry(file, "general.architecture", "llama");
    file += tokenizerEntries(tokenizer);
    file.resize((file.size() + kAlignment - 1) / kAlignment * kAlignment);
    out.push_back(std::move(file));
    return out;
}

Texts templateSeeds()
{
    const fs::path text = golden() / "text";
    Texts out = filesOf(text / "templates", ".jinja");
    const Json expressions = Json::parse(bytesOf(text / "jinja/expr.json"), nullptr, false);
    for (const Json& row : expressions.is_array() ? expressions : Json()) {
        out.push_back(row.value("template", std::string()));
    }
    return out;
}

}  // namespace

Texts seedsOf(const std::string& target)
{
    static const std::map<std::string, Texts (*)()> kinds = {
        {"safetensors", safetensorsSeeds}, {"tokenizer", tokenizerSeeds},
        {"config", configSeeds},           {"gguf", ggufSeeds},
        {"gguf_load", ggufSeeds},          {"template", templateSeeds}};
    const auto found = kinds.find(target);
    return found == kinds.end() ? Texts() : found->second();
}

const Texts& wordsOf(const std::string& target)
{
    static const Texts json = {"null",
                               "true",
                               "-1",
                               "0",
                               "1e300",
                               "4294967296",
                               "[]",
                               "{}",
                               "\"\"",
                               "\"\\u",
                               ",",
                               ":",
                               "\xFF",
                               "\xC3",
                               "1.5",
                               "\\ud83d",
                               "9223372036854775807",
                               "-9223372036854775808"};
    static const std::map<std::string, Texts> all = {
        {"safetensors",
         {"\"__metadata__\"", "\"dtype\"", "\"shape\"", "\"data_offsets\"", "\"F32\"", "\"BF16\"",
          "\"F8_E4M3\"", "\"F4\"", "[0,0]", "[0,4]", "[9223372036854775807]", "{}", "null"}},
        {"tokenizer",
         {"\"type\":",
          "\"Sequence\"",
          "\"Regex\":",
          "(a+)+b",
          "a**",
          "(?!\\\\S)",
          "[^",
          "\\\\p{L}",
          "\"vocab\":",
          "\"merges\":",
          "\"added_tokens\":",
          "\"byte_fallback\":true",
          "\"ignore_merges\":true",
          "\"ByteLevel\"",
          "\"Metaspace\"",
          "\"Precompiled\"",
          "\"Unigram\"",
          "\"WordPiece\"",
          "\"lstrip\":true",
          "\"normalized\":true"}},
        {"config",
         {"\"rope_scaling\":", "\"rope_parameters\":", "\"layer_types\":", "\"sliding_window\":",
          "\"head_dim\":", "\"yarn\"", "\"longrope\"", "\"llama3\"", "\"dynamic\"",
          "\"factor\":", "\"gemma3_text\"", "\"mixtral\"", "\"gpt2\"",
          "\"rank_pattern\":", "\"target_modules\":", "\".*\"", "\"(a+)+\""}},
        {"gguf",
         {"GGUF", "general.alignment", "tokenizer.ggml.tokens", "tokenizer.ggml.merges",
          "tokenizer.ggml.pre", "llama-bpe", "qwen2", "llama.block_count", "blk.0.attn_q.weight",
          "rope_freqs.weight"}},
        {"template",
         {"{{",
          "}}",
          "{%",
          "%}",
          "{#",
          "{%- ",
          "-%}",
          " for x in messages ",
          "endfor",
          "endif",
          "recursive",
          "loop(",
          "macro a()",
          "endmacro",
          "call",
          "set ",
          "endset",
          " range(",
          "999999999999",
          "* 1000000",
          "**",
          "~",
          "//",
          "|tojson",
          "|join",
          "|replace('','aa')",
          "namespace(",
          "'%d' % 1e9",
          "raise_exception(",
          "generation",
          "endgeneration",
          "is defined",
          "[::-1]",
          "\\u",
          "\xFF",
          "strftime_now("}}};
    const auto found = all.find(target == "gguf_load" ? "gguf" : target);
    return found == all.end() ? json : found->second;
}

}  // namespace marginalia::fuzz
