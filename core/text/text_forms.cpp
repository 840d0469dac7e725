// SPDX-License-Identifier: Apache-2.0
#include "core/text/text_forms.h"

#include "core/text/unicode.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <cstdint>

namespace marginalia {

namespace {

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

}  // namespace

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

void filter(AlignedText& text, const std::function<bool(char32_t)>& keep)
{
    std::vector<CharChange> out;
    out.reserve(text.text().size());
    int dropped = 0;
    bool changed = false;
    for (size_t at = 0; at < text.text().size();) {
        const char32_t character = unicode::next(text.text(), at);
        if (keep(character)) {
            out.push_back({character, 0});
            continue;
        }
        changed = true;
        --(out.empty() ? dropped : out.back().change);
    }
    if (changed) {
        text.rewrite(out, -dropped);
    }
}

void map(AlignedText& text, const std::function<char32_t(char32_t)>& change)
{
    std::vector<CharChange> out;
    out.reserve(text.text().size());
    bool changed = false;
    for (size_t at = 0; at < text.text().size();) {
        const char32_t character = unicode::next(text.text(), at);
        out.push_back({change(character), 0});
        changed = changed || out.back().character != character;
    }
    if (changed) {
        text.rewrite(out);
    }
}

}  // namespace marginalia
