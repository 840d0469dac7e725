// SPDX-License-Identifier: Apache-2.0
#include "core/text/json_field.h"
#include "core/text/pre_tokenizer.h"
#include "core/text/unicode.h"

#include <map>

namespace marginalia {

namespace {

constexpr std::int64_t kLongestPiece = 1'000'000;
const char* const kPreTokenizer = "pre_tokenizer";

/// A field of exactly one character.
Result<char32_t> characterField(const nlohmann::json& json, const char* field)
{
    MG_TRY(const std::string text, stringField(json, field, kPreTokenizer));
    size_t end = 0;
    const char32_t out = text.empty() ? 0 : unicode::next(text, end);
    if (text.empty() || end != text.size()) {
        return failure(ErrorKind::Invalid,
                       Text(MG_TR("text", "The field \"%1\" is not a single character."), {field}),
                       kPreTokenizer);
    }
    return out;
}

}  // namespace

Result<PreTokenizer::Behavior> PreTokenizer::readBehavior(const nlohmann::json& json)
{
    static const std::map<std::string, Behavior> kBehaviors = {
        {"Removed", Behavior::Removed},
        {"Isolated", Behavior::Isolated},
        {"MergedWithPrevious", Behavior::MergedWithPrevious},
        {"MergedWithNext", Behavior::MergedWithNext},
        {"Contiguous", Behavior::Contiguous}};
    MG_TRY(const std::string behavior, stringField(json, "behavior", kPreTokenizer));
    const auto found = kBehaviors.find(behavior);
    return found != kBehaviors.end() ? Result<Behavior>(found->second)
                                     : unknownPart(kPreTokenizer, behavior);
}

Result<PreTokenizer::Step> PreTokenizer::readSplit(const nlohmann::json& json)
{
    Step step{Kind::Split};
    MG_TRY(step.pattern, Pattern::fromJson(json.value("pattern", nlohmann::json())));
    MG_TRY(step.behavior, readBehavior(json));
    MG_TRY(step.invert, boolField(json, "invert", kPreTokenizer));
    return step;
}

Result<PreTokenizer::Step> PreTokenizer::readMetaspace(const nlohmann::json& json)
{
    static const std::map<std::string, Prepend> kSchemes = {
        {"first", Prepend::First}, {"never", Prepend::Never}, {"always", Prepend::Always}};
    Step step{Kind::Metaspace};
    MG_TRY(step.character, characterField(json, "replacement"));
    MG_TRY(const std::string scheme, stringField(json, "prepend_scheme", kPreTokenizer, "always"));
    MG_TRY(const bool older, boolField(json, "add_prefix_space", kPreTokenizer, true));
    MG_TRY(step.cuts, boolField(json, "split", kPreTokenizer, true));
    const auto found = kSchemes.find(scheme);
    if (found == kSchemes.end()) {
        return unknownPart(kPreTokenizer, scheme);
    }
    step.prepend = found->second;
    if (!older && step.prepend != Prepend::Never) {
        return failure(
            ErrorKind::Invalid,
            MG_TR("text", "\"add_prefix_space\": false does not fit to the \"prepend_scheme\"."),
            kPreTokenizer);
    }
    step.behavior = Behavior::MergedWithNext;
    return step;
}

Result<PreTokenizer::Step> PreTokenizer::read(const std::string& type, const nlohmann::json& json)
{
    static const std::map<std::string, Kind> kPlain = {{"Whitespace", Kind::Whitespace},
                                                       {"WhitespaceSplit", Kind::WhitespaceSplit},
                                                       {"BertPreTokenizer", Kind::Bert},
                                                       {"UnicodeScripts", Kind::UnicodeScripts}};
    if (const auto plain = kPlain.find(type); plain != kPlain.end()) {
        return Step{plain->second};
    }
    if (type == "Split") {
        return readSplit(json);
    }
    if (type == "Metaspace") {
        return readMetaspace(json);
    }
    if (type == "ByteLevel") {
        Step step{Kind::ByteLevel};
        MG_TRY(step.prefixSpace, boolField(json, "add_prefix_space", kPreTokenizer));
        MG_TRY([[maybe_unused]] const bool trim, boolField(json, "trim_offsets", kPreTokenizer));
        MG_TRY(step.useRegex, boolField(json, "use_regex", kPreTokenizer, true));
        step.pattern = Pattern::gpt2();
        return step;
    }
    if (type == "Digits") {
        Step step{Kind::Digits};
        MG_TRY(const bool individual, boolField(json, "individual_digits", kPreTokenizer));
        step.behavior = individual ? Behavior::Isolated : Behavior::Contiguous;
        return step;
    }
    if (type == "Punctuation") {
        Step step{Kind::Punctuation};
        if (json.contains("behavior")) {
            MG_TRY(step.behavior, readBehavior(json));
        }
        return step;
    }
    if (type == "CharDelimiterSplit") {
        Step step{Kind::CharDelimiter};
        MG_TRY(step.character, characterField(json, "delimiter"));
        return step;
    }
    if (type == "FixedLength") {
        Step step{Kind::FixedLength};
        MG_TRY(step.length, countField(json, "length", kPreTokenizer, 5, kLongestPiece));
        if (step.length == 0) {
            return missingField(kPreTokenizer, "length");
        }
        return step;
    }
    return unknownPart(kPreTokenizer, type);
}

Result<PreTokenizer> PreTokenizer::fromJson(const nlohmann::json& json)
{
    PreTokenizer out;
    MG_TRY(const auto components, componentsOf(json, "pretokenizers", kPreTokenizer));
    for (const nlohmann::json* component : components) {
        MG_TRY(const std::string type, typeOf(*component, kPreTokenizer));
        MG_TRY(Step step, read(type, *component));
        out.m_steps.push_back(std::move(step));
    }
    out.m_endsInBytes = !out.m_steps.empty() && out.m_steps.back().kind == Kind::ByteLevel;
    return out;
}

}  // namespace marginalia
