// SPDX-License-Identifier: Apache-2.0
#include "core/text/gguf_splits.h"

#include "core/data/json_writer.h"
#include "core/text/json_field.h"
#include "core/text/split_scanner.h"

#include <algorithm>

namespace marginalia {

namespace {

constexpr const char* kTekkenPattern =
    R"([^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+)";

const std::vector<GgufSplit>& splits()
{
    static const std::vector<GgufSplit> list = {
        {"llama-bpe",
         {"llama3", "llama-v3", "falcon3", "pixtral"},
         kLlama3Pattern,
         false,
         true,
         true},
        {"smaug-bpe", {"dbrx"}, kLlama3Pattern, false, false, false},
        {"qwen2", {"deepseek-r1-qwen"}, kQwen2Pattern, false, false, false},
        {"qwen35", {}, kQwen35Pattern, false, false, false},
        {"tekken", {}, kTekkenPattern, false, true, true},
        {"gpt-2", {"phi-2", "mpt", "olmo", "jina-v2-code"}, nullptr, false, false, false},
        {"smollm", {"starcoder", "command-r", "refact", "codeshell"}, nullptr, true, false, false},
    };
    return list;
}

bool flag(const nlohmann::json& json, const char* key, bool absent)
{
    const auto found = json.find(key);
    return found != json.end() && found->is_boolean() ? found->get<bool>() : absent;
}

std::string word(const nlohmann::json& json, const char* key)
{
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : "";
}

/// The regex of a Split step whose matches become words and lose nothing; empty: not such a step.
std::string regexOf(const nlohmann::json& step)
{
    const bool isolated = word(step, "behavior") == "Isolated" && !flag(step, "invert", false);
    const bool kept = word(step, "behavior") == "Removed" && flag(step, "invert", false);
    const auto pattern = step.find("pattern");
    return (isolated || kept) && pattern != step.end() && pattern->is_object()
               ? word(*pattern, "Regex")
               : "";
}

bool fits(const GgufSplit& split, const std::vector<const nlohmann::json*>& steps)
{
    if (steps.empty() || word(*steps.back(), "type") != "ByteLevel" ||
        flag(*steps.back(), "add_prefix_space", true) ||
        flag(*steps.back(), "use_regex", true) != (split.pattern == nullptr)) {
        return false;
    }
    if (split.pattern == nullptr && !split.digits) {
        return steps.size() == 1;
    }
    if (steps.size() != 2) {
        return false;
    }
    const nlohmann::json& first = *steps.front();
    return split.digits ? word(first, "type") == "Digits" && flag(first, "individual_digits", false)
                        : word(first, "type") == "Split" && regexOf(first) == split.pattern;
}

}  // namespace

const GgufSplit* findGgufSplit(std::string_view pre)
{
    for (const GgufSplit& split : splits()) {
        if (pre == split.pre ||
            std::find(split.aliases.begin(), split.aliases.end(), pre) != split.aliases.end()) {
            return &split;
        }
    }
    return nullptr;
}

const GgufSplit* ggufSplitOf(const nlohmann::json& preTokenizer, bool ignoreMerges)
{
    const auto steps = componentsOf(preTokenizer, "pretokenizers", "pre_tokenizer");
    if (!steps.ok()) {
        return nullptr;
    }
    for (const GgufSplit& split : splits()) {
        if (split.ignoreMerges == ignoreMerges && fits(split, *steps)) {
            return &split;
        }
    }
    return nullptr;
}

std::string preTokenizerJson(const GgufSplit& split)
{
    const std::string bytes =
        std::string(R"({"type":"ByteLevel","add_prefix_space":false,"trim_offsets":false,)") +
        (split.pattern == nullptr ? R"("use_regex":true})" : R"("use_regex":false})");
    if (split.pattern == nullptr && !split.digits) {
        return bytes;
    }
    std::string first = R"({"type":"Digits","individual_digits":true})";
    if (split.pattern != nullptr) {
        first = R"({"type":"Split","pattern":{"Regex":)";
        appendJsonText(first, split.pattern);
        first += R"(},"behavior":"Isolated","invert":false})";
    }
    return R"({"type":"Sequence","pretokenizers":[)" + first + "," + bytes + "]}";
}

std::string ggufSplitNames()
{
    std::string out;
    for (const GgufSplit& split : splits()) {
        out += (out.empty() ? "" : ", ") + std::string(split.pre);
    }
    return out;
}

}  // namespace marginalia
