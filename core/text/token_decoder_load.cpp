// SPDX-License-Identifier: Apache-2.0
#include "core/text/json_field.h"
#include "core/text/token_decoder.h"
#include "core/text/unicode.h"

#include <map>

namespace marginalia {

namespace {

constexpr std::int64_t kMostStripped = 1'000'000;
const char* const kDecoder = "decoder";

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
        MG_TRY(step.text, stringField(json, "content", kDecoder));
        return step;
    }
    if (type == "Strip") {
        Step step{Kind::Strip};
        MG_TRY(const std::string content, stringField(json, "content", kDecoder));
        MG_TRY(step.start, countField(json, "start", kDecoder, 0, kMostStripped));
        MG_TRY(step.stop, countField(json, "stop", kDecoder, 0, kMostStripped));
        step.character = character(content);
        return step.character != 0 ? Result<Step>(std::move(step))
                                   : missingField(kDecoder, "content");
    }
    if (type == "Metaspace") {
        Step step{Kind::Metaspace};
        MG_TRY(const std::string mark, stringField(json, "replacement", kDecoder));
        MG_TRY(const std::string scheme, stringField(json, "prepend_scheme", kDecoder, "always"));
        step.character = character(mark);
        step.prepends = scheme != "never";
        return step.character != 0 ? Result<Step>(std::move(step))
                                   : missingField(kDecoder, "replacement");
    }
    if (type == "WordPiece") {
        Step step{Kind::WordPiece};
        MG_TRY(step.text, stringField(json, "prefix", kDecoder));
        MG_TRY(step.cleanup, boolField(json, "cleanup", kDecoder));
        return step;
    }
    if (type == "BPEDecoder") {
        Step step{Kind::Bpe};
        MG_TRY(step.text, stringField(json, "suffix", kDecoder));
        return step;
    }
    if (type == "CTC") {
        Step step{Kind::Ctc};
        MG_TRY(step.text, stringField(json, "pad_token", kDecoder));
        MG_TRY(step.delimiter, stringField(json, "word_delimiter_token", kDecoder));
        MG_TRY(step.cleanup, boolField(json, "cleanup", kDecoder));
        return step;
    }
    return unknownPart(kDecoder, type);
}

Result<TokenDecoder> TokenDecoder::fromJson(const nlohmann::json& json)
{
    TokenDecoder out;
    out.m_none = json.is_null();
    MG_TRY(const auto components, componentsOf(json, "decoders", kDecoder));
    for (const nlohmann::json* component : components) {
        MG_TRY(const std::string type, typeOf(*component, kDecoder));
        MG_TRY(Step step, read(type, *component));
        out.m_steps.push_back(std::move(step));
    }
    return out;
}

}  // namespace marginalia
