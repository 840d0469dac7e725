// SPDX-License-Identifier: Apache-2.0
#include "core/text/post_processor.h"

#include "core/text/json_field.h"
#include "core/text/normalizer.h"
#include "core/text/unicode.h"

#include <algorithm>

namespace marginalia {

namespace {

const char* const kPostProcessor = "post_processor";

/// ["<s>", 0] of RobertaProcessing and BertProcessing.
Result<TokenId> pairField(const nlohmann::json& json, const char* field)
{
    const auto found = json.find(field);
    if (found == json.end() || !found->is_array() || found->size() != 2 ||
        !(*found)[1].is_number_unsigned()) {
        return missingField(kPostProcessor, field);
    }
    return (*found)[1].get<TokenId>();
}

bool isBlank(char32_t character)
{
    return character == byteAlphabet()[static_cast<unsigned char>(' ')] ||
           unicode::isSpace(character);
}

}  // namespace

Status PostProcessor::addTemplate(const nlohmann::json& json, std::vector<Step>& steps)
{
    const auto single = json.find("single");
    const nlohmann::json specials = json.value("special_tokens", nlohmann::json::object());
    if (single == json.end() || !single->is_array() || !specials.is_object()) {
        return missingField(kPostProcessor, "single");
    }
    Step step;
    bool behind = false;
    for (const auto& item : *single) {
        if (item.is_object() && item.contains("Sequence")) {
            behind = true;
            continue;
        }
        const auto special = item.is_object() ? item.find("SpecialToken") : item.end();
        if (!item.is_object() || special == item.end()) {
            return missingField(kPostProcessor, "single");
        }
        MG_TRY(const std::string name, stringField(*special, "id", kPostProcessor));
        const auto entry = specials.find(name);
        if (entry == specials.end()) {
            continue;  // the reference library loads such a file, too; it has no id to write
        }
        const auto ids = entry->is_object() ? entry->find("ids") : entry->end();
        if (!entry->is_object() || ids == entry->end() || !ids->is_array()) {
            return missingField(kPostProcessor, "special_tokens");
        }
        for (const auto& id : *ids) {
            if (!id.is_number_unsigned()) {
                return missingField(kPostProcessor, "special_tokens");
            }
            (behind ? step.after : step.before).push_back(id.get<TokenId>());
        }
    }
    steps.push_back(std::move(step));
    return {};
}

Status PostProcessor::add(const nlohmann::json& json, std::vector<Step>& steps)
{
    MG_TRY(const std::string type, typeOf(json, kPostProcessor));
    if (type == "TemplateProcessing") {
        return addTemplate(json, steps);
    }
    Step step;
    if (type == "ByteLevel") {
        MG_TRY(step.prefixSpace, boolField(json, "add_prefix_space", kPostProcessor));
        MG_TRY(step.trim, boolField(json, "trim_offsets", kPostProcessor));
    } else if (type == "RobertaProcessing" || type == "BertProcessing") {
        MG_TRY(const TokenId first, pairField(json, "cls"));
        MG_TRY(const TokenId last, pairField(json, "sep"));
        step.before = {first};
        step.after = {last};
        if (type == "RobertaProcessing") {
            MG_TRY(step.trim, boolField(json, "trim_offsets", kPostProcessor));
            MG_TRY(step.prefixSpace, boolField(json, "add_prefix_space", kPostProcessor));
        }
    } else {
        return unknownPart(kPostProcessor, type);
    }
    steps.push_back(std::move(step));
    return {};
}

Result<PostProcessor> PostProcessor::fromJson(const nlohmann::json& json)
{
    PostProcessor out;
    MG_TRY(const auto components, componentsOf(json, "processors", kPostProcessor));
    for (const nlohmann::json* component : components) {
        MG_CHECK(add(*component, out.m_steps));
    }
    return out;
}

void PostProcessor::replaceTemplate(std::vector<TokenId> before, std::vector<TokenId> after)
{
    for (Step& step : m_steps) {
        step.before.clear();
        step.after.clear();
    }
    Step step;
    step.before = std::move(before);
    step.after = std::move(after);
    m_steps.push_back(std::move(step));
}

void PostProcessor::trim(std::pair<std::int64_t, std::int64_t>& range, bool prefixSpace, bool first,
                         const std::string& spelling)
{
    const std::u32string text = unicode::decode(spelling);
    auto& [begin, end] = range;
    const auto firstWord = std::find_if_not(text.begin(), text.end(), isBlank);
    const auto lastWord = std::find_if_not(text.rbegin(), text.rend(), isBlank);
    const auto leading = static_cast<std::int64_t>(firstWord - text.begin());
    const auto trailing = static_cast<std::int64_t>(lastWord - text.rbegin());
    // A single blank at the beginning is the one that the pre-tokenizer put there.
    if (leading > 0 && !(prefixSpace && leading == 1 && (first || begin == 0))) {
        begin = std::min(begin + leading, end);
    }
    if (trailing > 0 && end >= trailing) {
        end = std::max(end - trailing, begin);
    }
}

void PostProcessor::run(Encoding& encoding, bool addSpecialTokens,
                        const std::function<std::string(size_t)>& spelling) const
{
    size_t before = 0;  // special tokens at the front so far
    const size_t own = encoding.ids.size();
    for (const Step& step : m_steps) {
        for (size_t i = 0; step.trim && i < own; ++i) {
            trim(encoding.offsets[before + i], step.prefixSpace, i == 0, spelling(i));
        }
        if (!addSpecialTokens) {
            continue;
        }
        encoding.ids.insert(encoding.ids.begin(), step.before.begin(), step.before.end());
        encoding.ids.insert(encoding.ids.end(), step.after.begin(), step.after.end());
        encoding.offsets.insert(encoding.offsets.begin(), step.before.size(), {0, 0});
        encoding.offsets.insert(encoding.offsets.end(), step.after.size(), {0, 0});
        before += step.before.size();
    }
}

}  // namespace marginalia
