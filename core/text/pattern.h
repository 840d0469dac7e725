// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace marginalia {

/// A byte range of a text and whether the pattern matched there; ranges of one text lie side by
/// side.
struct PatternPiece {
    std::uint32_t begin;
    std::uint32_t end;
    bool match;
};

/// `{"String": ...}` or `{"Regex": ...}` of a tokenizer.json.
///
/// The patterns of GPT-2, Llama 3, Qwen 2 and Qwen 3.5 are recognised by their text and run by
/// hand-written scanners, others by ClassRegex where it knows all that they use, the rest by ICU
/// under limits on time and memory; where a pattern exceeds them, the rest of that text counts as
/// not matched.
class Pattern {
public:
    /// An error names the place in a pattern that cannot be understood.
    static Result<Pattern> fromJson(const nlohmann::json& json);
    static Result<Pattern> fromRegex(const std::string& source);
    /// The pattern of ByteLevel with use_regex.
    static const Pattern& gpt2();

    Pattern();
    ~Pattern();
    Pattern(const Pattern&);
    Pattern(Pattern&&) noexcept;
    Pattern& operator=(const Pattern&);
    Pattern& operator=(Pattern&&) noexcept;

    /// Appends the pieces that cover `text`; offsets count from the start of `text` plus `base`.
    void split(std::string_view text, std::uint32_t base, std::vector<PatternPiece>& out) const;
    /// Whether ICU is not needed.
    bool isFast() const;
    /// For tests: always use ICU.
    Pattern withoutScanner() const;

private:
    struct Compiled;
    std::shared_ptr<const Compiled> m_compiled;
};

}  // namespace marginalia
