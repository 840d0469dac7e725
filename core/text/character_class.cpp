// SPDX-License-Identifier: Apache-2.0
#include "core/text/character_class.h"

#include "core/text/unicode.h"

#include <unicode/uchar.h>

#include <algorithm>

namespace marginalia {

void CharacterClass::add(char32_t first, char32_t last)
{
    for (char32_t c = first; c <= last && c < 128; ++c) {
        m_ascii[c] = true;
    }
    if (last >= 128) {
        m_ranges.emplace_back(std::max<char32_t>(first, 128), last);
    }
}

void CharacterClass::addCategories(std::uint32_t masks)
{
    m_categories |= masks;
    for (char32_t c = 0; c < 128; ++c) {
        m_ascii[c] = m_ascii[c] || (U_GET_GC_MASK(static_cast<UChar32>(c)) & masks) != 0;
    }
}

void CharacterClass::addWhiteSpace()
{
    m_whiteSpace = true;
    for (char32_t c = 0; c < 128; ++c) {
        m_ascii[c] = m_ascii[c] || unicode::isSpace(c);
    }
}

void CharacterClass::negate()
{
    m_negated = !m_negated;
    for (bool& inside : m_ascii) {
        inside = !inside;
    }
}

bool CharacterClass::foldCase()
{
    if (m_negated || m_whiteSpace || m_categories != 0 || !m_ranges.empty()) {
        return false;
    }
    for (size_t c = 'a'; c <= 'z'; ++c) {
        const bool either = m_ascii[c] || m_ascii[c - 0x20];
        m_ascii[c] = either;
        m_ascii[c - 0x20] = either;
    }
    if (m_ascii['s']) {
        m_ranges.emplace_back(0x17F, 0x17F);
    }
    if (m_ascii['k']) {
        m_ranges.emplace_back(0x212A, 0x212A);
    }
    return true;
}

size_t CharacterClass::stepWide(std::string_view text, size_t at) const
{
    size_t end = at;
    const char32_t character = unicode::next(text, end);
    const bool inside =
        (U_GET_GC_MASK(static_cast<UChar32>(character)) & m_categories) != 0 ||
        (m_whiteSpace && unicode::isSpace(character)) ||
        std::any_of(m_ranges.begin(), m_ranges.end(), [character](const auto& range) {
            return range.first <= character && character <= range.second;
        });
    return inside != m_negated ? end : std::string_view::npos;
}

}  // namespace marginalia
