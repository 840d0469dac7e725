// SPDX-License-Identifier: Apache-2.0
#include "core/text/json_field.h"
#include "core/text/token_decoder.h"
#include "core/text/unicode.h"

#include <map>

namespace marginalia {

namespace {

constexpr int kDeepestSequence = 16;
constexpr std::int64_t kMostStripped = 1'000'000;
const char* const kPart = "decoder";

}  // namespace

Result<TokenDecoder::Step> TokenDecoder::read(const std::string& type, const nlohmann::json& json)
{
    static const std::map<std::string, Kind> kPlain = {
        {"ByteLevel", Kind::ByteLevel}, {"ByteFallback", Kind::ByteFallback}, {"Fuse", Kind::Fuse}};
    const auto character = [&](const std::string& text) {
        size_t at = 0;
        const char32_t found = text.empty() ? 0 : unicode::next(text, at);
        return at == text.size() ? found : 0;
    };
    if (const auto plain = kPlain.find(type); plain != kPlain.end()) {
        return Step{plain->second};
    }
    if (type == "Replace") {
        Step step{Kind::Replace};
        MG_TRY(step.pattern, Pattern::fromJson(json.value("pattern", nlohmann::json())));
        MG_TRY(step.text, stringField(json, "content", kPart));
        return step;
    }
    if (type == "Strip") {
        Step step{Kind::Strip};
        MG_TRY(const std::string content, stringField(json, "content", kPart));
        MG_TRY(step.start, countField(json, "start", kPart, 0, kMostStripped));
        MG_TRY(step.stop, countField(json, "stop", kPart, 0, kMostStripped));
        step.character = character(content);
        return step.character != 0 ? Result<Step>(std::move(step)) : missingField(kPart, "content");
    }
    if (type == "Metaspace") {
        Step step{Kind::Metaspace};
        MG_TRY(const std::string mark, stringField(json, "replacement", kPart));
        MG_TRY(const std::string scheme, stringField(json, "prepend_scheme", kPart, "always"));
        step.character = character(mark);
        step.prepends = scheme != "never";
        return step.character != 0 ? Result<Step>(std::move(step))
                                   : missingField(kPart, "replacement");
    }
    if (type == "WordPiece") {
        Step step{Kind::WordPiece};
        MG_TRY(step.text, stringField(json, "prefix", kPart));
        MG_TRY(step.cleanup, boolField(json, "cleanup", kPart));
        return step;
    }
    if (type == "BPEDecoder") {
        Step step{Kind::Bpe};
        MG_TRY(step.text, stringField(json, "suffix", kPart));
        return step;
    }
    if (type == "CTC") {
        Step step{Kind::Ctc};
        MG_TRY(step.text, stringField(json, "pad_token", kPart));
        MG_TRY(step.delimiter, stringField(json, "word_delimiter_token", kPart));
        MG_TRY(step.cleanup, boolField(json, "cleanup", kPart));
        return step;
    }
    return unknownPart(kPart, type);
}

Status TokenDecoder::add(const nlohmann::json& json, std::vector<Step>& steps, int depth)
{
    MG_TRY(const std::string type, typeOf(json, kPart));
    if (type == "Sequence") {
        const auto list = json.find("decoders");
        if (list == json.end() || !list->is_array() || depth > kDeepestSequence) {
            return missingField(kPart, "decoders");
        }
        for (const auto& item : *list) {
            MG_CHECK(add(item, steps, depth + 1));
        }
        return {};
    }
    MG_TRY(Step step, read(type, json));
    steps.push_back(std::move(step));
    return {};
}

Result<TokenDecoder> TokenDecoder::fromJson(const nlohmann::json& json)
{
    TokenDecoder out;
    out.m_none = json.is_null();
    if (!out.m_none) {
        MG_CHECK(add(json, out.m_steps, 0));
    }
    return out;
}

}  // namespace marginalia
