// SPDX-License-Identifier: Apache-2.0
#include "core/text/text_forms.h"
#include "core/text/unicode.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <memory>

namespace marginalia {

namespace {

// Longer clusters are looked up character by character.
constexpr size_t kLongestCluster = 5;

bool isChinese(char32_t c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
           (c >= 0x20000 && c <= 0x2A6DF) || (c >= 0x2A700 && c <= 0x2B73F) ||
           (c >= 0x2B740 && c <= 0x2B81F) || (c >= 0x2B920 && c <= 0x2CEAF) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FA1F);
}

bool isNmtControl(char32_t c)
{
    return (c >= 0x01 && c <= 0x08) || c == 0x0B || (c >= 0x0E && c <= 0x1F) || c == 0x7F ||
           c == 0x8F || c == 0x9F;
}

bool isNmtBlank(char32_t c)
{
    return c == 0x09 || c == 0x0A || c == 0x0C || c == 0x0D || c == 0x1680 ||
           (c >= 0x200B && c <= 0x200F) || c == 0x2028 || c == 0x2029 || c == 0x2581 ||
           c == 0xFEFF || c == 0xFFFD;
}

/// Collects what a character map makes of a text.
class Mapping {
public:
    explicit Mapping(const Charsmap& map) : m_map(map) {}

    void cluster(std::string_view text)
    {
        if (text.size() <= kLongestCluster && replaced(text)) {
            return;
        }
        for (size_t at = 0; at < text.size();) {
            const size_t begin = at;
            const char32_t character = unicode::next(text, at);
            if (!replaced(text.substr(begin, at - begin))) {
                m_out.push_back({character, 0});
            }
        }
    }
    /// User-perceived characters of a part in which ICU must be asked.
    void clusters(std::string_view text);

    bool changed() const { return m_changed; }
    const std::vector<CharChange>& out() const { return m_out; }

private:
    bool replaced(std::string_view part)
    {
        const auto found = m_map.replacement(part);
        if (!found) {
            return false;
        }
        m_changed = true;
        const auto more = static_cast<int>(unicode::count(*found) - unicode::count(part));
        size_t fresh = 0;
        for (size_t at = 0; at < found->size(); ++fresh) {
            m_out.push_back({unicode::next(*found, at), 0});
        }
        for (int i = 0; i < more; ++i) {
            m_out[m_out.size() - 1 - static_cast<size_t>(i)].change = 1;
        }
        if (more < 0 && !m_out.empty()) {
            m_out.back().change += more;
        }
        return true;
    }

    const Charsmap& m_map;
    std::vector<CharChange> m_out;
    bool m_changed = false;
};

void Mapping::clusters(std::string_view text)
{
    UErrorCode code = U_ZERO_ERROR;
    thread_local const std::unique_ptr<icu::BreakIterator> breaks(
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), code));
    UText* const opened =
        utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &code);
    if (U_FAILURE(code) || breaks == nullptr) {
        utext_close(opened);
        cluster(text);
        return;
    }
    breaks->setText(opened, code);
    std::int32_t begin = breaks->first();
    for (std::int32_t end = breaks->next(); end != icu::BreakIterator::DONE;
         begin = end, end = breaks->next()) {
        cluster(text.substr(static_cast<size_t>(begin), static_cast<size_t>(end - begin)));
    }
    utext_close(opened);
}

bool isAscii(char c)
{
    return (c & 0x80) == 0;
}

}  // namespace

void toNmt(AlignedText& text)
{
    filter(text, [](char32_t c) { return !isNmtControl(c); });
    map(text, [](char32_t c) { return isNmtBlank(c) ? U' ' : c; });
}

void cleanText(AlignedText& text)
{
    const auto isBlank = [](char32_t c) { return c == '\t' || c == '\n' || c == '\r'; };
    filter(text, [&](char32_t c) {
        return isBlank(c) || !(c == 0 || c == unicode::kReplacement || unicode::isControl(c));
    });
    map(text, [](char32_t c) { return unicode::isSpace(c) ? U' ' : c; });
}

void spaceChinese(AlignedText& text)
{
    std::vector<CharChange> out;
    out.reserve(text.text().size());
    bool changed = false;
    for (size_t at = 0; at < text.text().size();) {
        const char32_t character = unicode::next(text.text(), at);
        if (!isChinese(character)) {
            out.push_back({character, 0});
            continue;
        }
        changed = true;
        out.insert(out.end(), {{U' ', 0}, {character, 1}, {U' ', 1}});
    }
    if (changed) {
        text.rewrite(out);
    }
}

void applyCharsmap(AlignedText& text, const Charsmap& map)
{
    const std::string_view all = text.text();
    Mapping mapping(map);
    // Between two ASCII characters there always is a cluster boundary, except in a CR LF; only what
    // lies between such boundaries and has other characters is ICU's business.
    for (size_t begin = 0; begin < all.size();) {
        size_t end = begin + 1;
        while (end < all.size() && !(isAscii(all[end - 1]) && isAscii(all[end]) &&
                                     !(all[end - 1] == '\r' && all[end] == '\n'))) {
            ++end;
        }
        const std::string_view part = all.substr(begin, end - begin);
        if (part.size() == 1 || part == "\r\n") {
            mapping.cluster(part);
        } else {
            mapping.clusters(part);
        }
        begin = end;
    }
    if (mapping.changed()) {
        text.rewrite(mapping.out());
    }
}

}  // namespace marginalia
