// SPDX-License-Identifier: Apache-2.0
#include "core/text/normalizer.h"

#include "core/text/json_field.h"
#include "core/text/text_forms.h"
#include "core/text/unicode.h"

#include <cstdint>
#include <map>

namespace marginalia {

const std::array<char32_t, 256>& byteAlphabet()
{
    static const std::array<char32_t, 256> alphabet = [] {
        std::array<char32_t, 256> out{};
        char32_t next = 256;
        for (unsigned byte = 0; byte < 256; ++byte) {
            const bool itself =
                (byte >= 0x21 && byte <= 0x7E) || (byte >= 0xA1 && byte <= 0xAC) || byte >= 0xAE;
            out[byte] = itself ? byte : next++;
        }
        return out;
    }();
    return alphabet;
}

int byteOfAlphabet(char32_t character)
{
    static const std::array<std::int16_t, 0x144> bytes = [] {
        std::array<std::int16_t, 0x144> out{};
        out.fill(-1);
        for (unsigned byte = 0; byte < 256; ++byte) {
            out[byteAlphabet()[byte]] = static_cast<std::int16_t>(byte);
        }
        return out;
    }();
    return character < bytes.size() ? bytes[character] : -1;
}

void toByteAlphabet(AlignedText& text)
{
    std::vector<CharChange> out;
    out.reserve(text.text().size());
    for (const char byte : text.text()) {
        out.push_back({byteAlphabet()[static_cast<unsigned char>(byte)],
                       unicode::isContinuation(byte) ? 1 : 0});
    }
    text.rewrite(out);
}

/// BertNormalizer is four steps in a row; without a word on accents they go with the capitals.
Status Normalizer::addBert(const nlohmann::json& json, std::vector<Step>& steps)
{
    MG_TRY(const bool clean, boolField(json, "clean_text", "normalizer"));
    MG_TRY(const bool chinese, boolField(json, "handle_chinese_chars", "normalizer"));
    MG_TRY(const bool lower, boolField(json, "lowercase", "normalizer"));
    MG_TRY(const bool accents, boolField(json, "strip_accents", "normalizer", lower));
    for (const auto& [wanted, kind] : {std::pair(clean, Kind::CleanText),
                                       {chinese, Kind::SpaceChinese},
                                       {accents, Kind::Nfd},
                                       {accents, Kind::StripNonspacing},
                                       {lower, Kind::Lowercase}}) {
        if (wanted) {
            steps.push_back(Step{kind});
        }
    }
    return {};
}

Status Normalizer::add(const nlohmann::json& json, std::vector<Step>& steps)
{
    static const std::map<std::string, Kind> kPlain = {{"NFC", Kind::Nfc},
                                                       {"NFD", Kind::Nfd},
                                                       {"NFKC", Kind::Nfkc},
                                                       {"NFKD", Kind::Nfkd},
                                                       {"Lowercase", Kind::Lowercase},
                                                       {"ByteLevel", Kind::ByteLevel},
                                                       {"StripAccents", Kind::StripAccents},
                                                       {"Nmt", Kind::Nmt}};
    MG_TRY(const std::string type, typeOf(json, "normalizer"));
    if (const auto plain = kPlain.find(type); plain != kPlain.end()) {
        steps.push_back(Step{plain->second});
        return {};
    }
    if (type == "BertNormalizer") {
        return addBert(json, steps);
    }
    if (type == "Precompiled") {
        MG_TRY(const std::string map, stringField(json, "precompiled_charsmap", "normalizer"));
        MG_TRY(Charsmap charsmap, Charsmap::fromBase64(map));
        Step step{Kind::Precompiled};
        step.charsmap = std::make_shared<const Charsmap>(std::move(charsmap));
        steps.push_back(std::move(step));
        return {};
    }
    if (type == "Prepend") {
        MG_TRY(const std::string prefix, stringField(json, "prepend", "normalizer"));
        steps.push_back(Step{Kind::Prepend, unicode::decode(prefix)});
        return {};
    }
    if (type == "Replace") {
        MG_TRY(const std::string content, stringField(json, "content", "normalizer"));
        MG_TRY(Pattern pattern, Pattern::fromJson(json.value("pattern", nlohmann::json())));
        steps.push_back(Step{Kind::Replace, unicode::decode(content), std::move(pattern)});
        return {};
    }
    if (type == "Strip") {
        MG_TRY(const bool left, boolField(json, "strip_left", "normalizer"));
        MG_TRY(const bool right, boolField(json, "strip_right", "normalizer"));
        steps.push_back(Step{Kind::Strip, {}, {}, left, right});
        return {};
    }
    return unknownPart("normalizer", type);
}

Result<Normalizer> Normalizer::fromJson(const nlohmann::json& json)
{
    Normalizer out;
    MG_TRY(const auto components, componentsOf(json, "normalizers", "normalizer"));
    for (const nlohmann::json* component : components) {
        MG_CHECK(add(*component, out.m_steps));
    }
    return out;
}

void Normalizer::run(const Step& step, AlignedText& text)
{
    switch (step.kind) {
        case Kind::Nfc:
        case Kind::Nfd:
        case Kind::Nfkc:
        case Kind::Nfkd:
            toForm(text, step.kind == Kind::Nfkc || step.kind == Kind::Nfkd,
                   step.kind == Kind::Nfc || step.kind == Kind::Nfkc);
            return;
        case Kind::Lowercase:
            lowercase(text);
            return;
        case Kind::ByteLevel:
            toByteAlphabet(text);
            return;
        case Kind::Prepend:
            text.prepend(step.text);
            return;
        case Kind::Strip:
            strip(text, step.left, step.right);
            return;
        case Kind::StripAccents:
            filter(text, [](char32_t c) { return !unicode::isMark(c); });
            return;
        case Kind::StripNonspacing:
            filter(text, [](char32_t c) { return !unicode::isNonspacing(c); });
            return;
        case Kind::Nmt:
            toNmt(text);
            return;
        case Kind::CleanText:
            cleanText(text);
            return;
        case Kind::SpaceChinese:
            spaceChinese(text);
            return;
        case Kind::Precompiled:
            applyCharsmap(text, *step.charsmap);
            return;
        case Kind::Replace: {
            std::vector<PatternPiece> pieces;
            step.pattern.split(text.text(), 0, pieces);
            std::vector<ByteRange> ranges;
            for (const PatternPiece& piece : pieces) {
                if (piece.match) {
                    ranges.push_back({piece.begin, piece.end});
                }
            }
            if (!ranges.empty()) {
                text.replace(ranges, step.text);
            }
            return;
        }
    }
}

void Normalizer::apply(AlignedText& text) const
{
    for (const Step& step : m_steps) {
        if (!text.text().empty()) {
            run(step, text);
        }
    }
}

std::string Normalizer::apply(const std::string& text) const
{
    AlignedText aligned(text, 0, text.size());
    apply(aligned);
    return aligned.text();
}

}  // namespace marginalia
