// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/record.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace marginalia::synth {

/// Families of the starter world (seeds.md E.2): every answer can be checked by a program, every style be measured.
enum class Family : std::uint8_t { Sum, WordProblem, List, Document, Writing, SmallTalk, Story };
const char* familyName(Family family);

/// Style axes, drawn independently of the content.
struct Style {
    bool warmOpening = false;   ///< begins with a phrase of the opening lexicon
    bool helpClosing = false;   ///< ends with an offer of help
    bool worked = true;         ///< shows the calculation
    bool bullets = false;
    bool hedge = false;         ///< "I think"
    bool repeatsQuestion = false;
    bool exclamation = false;
};

struct Example {
    Family family = Family::Sum;
    std::string prompt;
    std::string answer;
    std::string truth;  ///< canonical value the verifier looks for; empty for stories and small talk
    Style style;
};

/// Draws examples; the same seed and split give the same examples. "held_out" prompts never occur in "train".
class Generator {
public:
    explicit Generator(std::uint64_t seed, bool heldOut = false);
    Example next();
    Example next(Family family);
    /// The same prompt answered in another style, still right.
    std::string answerInStyle(const Example& example, const Style& style);
    Style randomStyle(Family family);

private:
    std::uint64_t uniform(std::uint64_t n);
    std::uint64_t m_state;
    bool m_heldOut;
};

/// Whether an answer is right; nothing for families without a truth.
std::optional<bool> isRight(const Example& example, const std::string& answer);
/// Computed properties of any text, whoever wrote it.
Style measureStyle(const std::string& prompt, const std::string& answer);
/// The opening lexicon: what "warm" means.
const std::vector<std::string>& warmOpenings();

}  // namespace marginalia::synth
