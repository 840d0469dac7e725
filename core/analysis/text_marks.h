// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace marginalia {

/// What one pass over an answer finds. Patterns, not judgements.
struct TextMarks {
    std::int64_t characters = 0;  ///< code points
    std::int64_t words = 0;       ///< runs without white space
    bool empty = true;            ///< nothing but white space
    bool url = false;             ///< http://, https:// or www., case ignored
    bool code = false;            ///< three backticks, or a line that begins like code
    bool list = false;            ///< at least two lines that begin with a bullet or a number
    bool refusal = false;         ///< a refusing phrase in the first 200 characters
};

TextMarks textMarks(std::string_view text);

/// Kinds of characters that break displays, diffs or tokenizers; in the order of
/// kOddCharacterNames.
constexpr size_t kOddCharacterKinds = 14;
extern const std::array<const char*, kOddCharacterKinds> kOddCharacterNames;

/// Adds to `kinds` (one bit per name) what occurs in `text`.
void markOddCharacters(std::string_view text, std::uint32_t& kinds);

/// Equal after case folding and without white space and ASCII punctuation; true for equal texts
/// too.
bool nearlyEqual(std::string_view a, std::string_view b);

}  // namespace marginalia
