// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace marginalia {

/// A set of characters: a table for ASCII; general categories, white space and ranges for the rest.
class CharacterClass {
public:
    void add(char32_t first, char32_t last);
    /// Masks of ICU: U_GC_L_MASK and its like.
    void addCategories(std::uint32_t masks);
    void addWhiteSpace();
    void negate();
    /// Adds the other case of every letter, and the two further characters that fold to one of
    /// ASCII. False when the class has more than ASCII characters.
    bool foldCase();

    bool holdsAscii(size_t character) const { return m_ascii[character]; }
    /// End of the character at `at` when it belongs to the class, else npos.
    size_t step(std::string_view text, size_t at) const
    {
        const auto first = static_cast<unsigned char>(text[at]);
        return first >= 0x80    ? stepWide(text, at)
               : m_ascii[first] ? at + 1
                                : std::string_view::npos;
    }

private:
    size_t stepWide(std::string_view text, size_t at) const;

    std::array<bool, 128> m_ascii{};
    std::uint32_t m_categories = 0;
    bool m_whiteSpace = false;
    bool m_negated = false;  ///< of the rest; m_ascii is negated already
    std::vector<std::pair<char32_t, char32_t>> m_ranges;
};

}  // namespace marginalia
