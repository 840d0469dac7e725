// SPDX-License-Identifier: Apache-2.0
#include "core/text/normalizer.h"

#include "core/text/json_field.h"
#include "core/text/unicode.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <cstdint>
#include <map>

namespace marginalia {

namespace {

constexpr int kDeepestSequence = 16;

struct Decomposed {
    char32_t character;
    int change;
    std::uint8_t combiningClass;
};

const icu::Normalizer2& form(bool compatible, bool composed)
{
    UErrorCode code = U_ZERO_ERROR;
    const icu::Normalizer2* found = compatible
                                        ? (composed ? icu::Normalizer2::getNFKCInstance(code)
                                                    : icu::Normalizer2::getNFKDInstance(code))
                                    : composed ? icu::Normalizer2::getNFCInstance(code)
                                               : icu::Normalizer2::getNFDInstance(code);
    // The data are compiled into the library; only a broken installation lacks them.
    return *found;
}

std::vector<Decomposed> decompose(const std::string& text, const icu::Normalizer2& decomposer)
{
    std::vector<Decomposed> out;
    out.reserve(text.size());
    const auto push = [&](UChar32 character, int change) {
        out.push_back({static_cast<char32_t>(character), change, u_getCombiningClass(character)});
    };
    icu::UnicodeString parts;
    for (size_t at = 0; at < text.size();) {
        const auto character = static_cast<UChar32>(unicode::next(text, at));
        if (character < 0x80 || decomposer.getDecomposition(character, parts) == 0) {
            push(character, 0);
            continue;
        }
        for (std::int32_t i = 0; i < parts.length();) {
            const UChar32 part = parts.char32At(i);
            push(part, i == 0 ? 0 : 1);
            i += U16_LENGTH(part);
        }
    }
    // Canonical order: marks between two starters by class, else as they came.
    for (auto begin = out.begin(); begin != out.end();) {
        if (begin->combiningClass == 0) {
            ++begin;
            continue;
        }
        const auto end = std::find_if(begin, out.end(),
                                      [](const Decomposed& d) { return d.combiningClass == 0; });
        std::stable_sort(begin, end, [](const Decomposed& a, const Decomposed& b) {
            return a.combiningClass < b.combiningClass;
        });
        begin = end;
    }
    return out;
}

std::vector<CharChange> compose(const std::vector<Decomposed>& parts)
{
    const icu::Normalizer2& composer = form(false, true);
    std::vector<CharChange> out;
    out.reserve(parts.size());
    constexpr size_t kNone = SIZE_MAX;
    size_t starter = kNone;  // in `out`
    int lastClass = -1;      // of what stands between the starter and here; -1: nothing
    for (const Decomposed& part : parts) {
        if (starter != kNone && lastClass < static_cast<int>(part.combiningClass)) {
            const UChar32 both = composer.composePair(static_cast<UChar32>(out[starter].character),
                                                      static_cast<UChar32>(part.character));
            if (both >= 0) {
                out[starter].character = static_cast<char32_t>(both);
                out[starter].change += part.change - 1;
                continue;
            }
        }
        if (part.combiningClass == 0) {
            starter = out.size();
            lastClass = -1;
        } else {
            lastClass = part.combiningClass;
        }
        out.push_back({part.character, part.change});
    }
    return out;
}

bool isAscii(const std::string& text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

void toForm(AlignedText& text, bool compatible, bool composed)
{
    if (isAscii(text.text())) {
        return;
    }
    UErrorCode code = U_ZERO_ERROR;
    if (form(compatible, composed)
            .isNormalizedUTF8({text.text().data(), static_cast<std::int32_t>(text.text().size())},
                              code)) {
        return;
    }
    const std::vector<Decomposed> parts = decompose(text.text(), form(compatible, false));
    if (composed) {
        text.rewrite(compose(parts));
        return;
    }
    std::vector<CharChange> out;
    for (const Decomposed& part : parts) {
        out.push_back({part.character, part.change});
    }
    text.rewrite(out);
}

void lowercase(AlignedText& text)
{
    std::vector<CharChange> out;
    for (size_t at = 0; at < text.text().size();) {
        const char32_t character = unicode::next(text.text(), at);
        out.push_back({static_cast<char32_t>(u_tolower(static_cast<UChar32>(character))), 0});
        if (character == 0x130) {  // the one character whose small form is two
            out.back().character = 'i';
            out.push_back({0x307, 1});
        }
    }
    text.rewrite(out);
}

void strip(AlignedText& text, bool left, bool right)
{
    const std::u32string all = unicode::decode(text.text());
    size_t begin = 0;
    size_t end = all.size();
    while (left && begin < end && unicode::isSpace(all[begin])) {
        ++begin;
    }
    while (right && end > begin && unicode::isSpace(all[end - 1])) {
        --end;
    }
    if (begin == 0 && end == all.size()) {
        return;
    }
    std::vector<CharChange> out;
    for (size_t i = begin; i < end; ++i) {
        out.push_back({all[i], i + 1 == end ? -static_cast<int>(all.size() - end) : 0});
    }
    text.rewrite(out, static_cast<int>(begin));
}

void stripAccents(AlignedText& text)
{
    std::vector<CharChange> out;
    int dropped = 0;
    for (size_t at = 0; at < text.text().size();) {
        const char32_t character = unicode::next(text.text(), at);
        if (!unicode::isMark(character)) {
            out.push_back({character, 0});
        } else if (out.empty()) {
            ++dropped;
        } else {
            --out.back().change;
        }
    }
    text.rewrite(out, dropped);
}

}  // namespace

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

Status Normalizer::add(const nlohmann::json& json, std::vector<Step>& steps, int depth)
{
    static const std::map<std::string, Kind> kPlain = {{"NFC", Kind::Nfc},
                                                       {"NFD", Kind::Nfd},
                                                       {"NFKC", Kind::Nfkc},
                                                       {"NFKD", Kind::Nfkd},
                                                       {"Lowercase", Kind::Lowercase},
                                                       {"ByteLevel", Kind::ByteLevel},
                                                       {"StripAccents", Kind::StripAccents}};
    MG_TRY(const std::string type, typeOf(json, "normalizer"));
    if (type == "Sequence") {
        const auto list = json.find("normalizers");
        if (list == json.end() || !list->is_array() || depth > kDeepestSequence) {
            return missingField("normalizer", "normalizers");
        }
        for (const auto& item : *list) {
            MG_CHECK(add(item, steps, depth + 1));
        }
        return {};
    }
    if (const auto plain = kPlain.find(type); plain != kPlain.end()) {
        steps.push_back({plain->second, {}, {}});
        return {};
    }
    if (type == "Prepend") {
        MG_TRY(const std::string prefix, stringField(json, "prepend", "normalizer"));
        steps.push_back({Kind::Prepend, unicode::decode(prefix), {}});
        return {};
    }
    if (type == "Replace") {
        MG_TRY(const std::string content, stringField(json, "content", "normalizer"));
        MG_TRY(Pattern pattern, Pattern::fromJson(json.value("pattern", nlohmann::json())));
        steps.push_back({Kind::Replace, unicode::decode(content), std::move(pattern)});
        return {};
    }
    if (type == "Strip") {
        MG_TRY(const bool left, boolField(json, "strip_left", "normalizer"));
        MG_TRY(const bool right, boolField(json, "strip_right", "normalizer"));
        steps.push_back({Kind::Strip, {}, {}, left, right});
        return {};
    }
    return unknownPart("normalizer", type);
}

Result<Normalizer> Normalizer::fromJson(const nlohmann::json& json)
{
    Normalizer out;
    if (!json.is_null()) {
        MG_CHECK(add(json, out.m_steps, 0));
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
            stripAccents(text);
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
