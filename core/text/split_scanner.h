// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace marginalia {

/// Hand-written matchers for the patterns that most byte-level tokenizers use (models.md 3.5): 10
/// to 50 times ICU's speed.
struct SplitScanner {
    enum class Kind { None, Gpt2, Llama3 };
    Kind kind = Kind::None;
    int maxDigits = 3;   ///< Llama3: \p{N}{1,maxDigits}
    bool marks = false;  ///< Llama3: letters are [\p{L}\p{M}]

    /// Kind None when the pattern is not one of ours.
    static SplitScanner forPattern(const std::string& pattern);
    /// End of the match that starts at `at` (there always is one); `at` < text.size().
    size_t matchEnd(std::string_view text, size_t at) const;
};

extern const char* const kGpt2Pattern;
extern const char* const kLlama3Pattern;
extern const char* const kQwen2Pattern;
extern const char* const kQwen35Pattern;

}  // namespace marginalia
