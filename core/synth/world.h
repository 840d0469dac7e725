// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/synth/random.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace marginalia::synth {

/// Families of the starter world (seeds.md E.2): every answer can be checked by a program, every
/// style be measured.
enum class Family : std::uint8_t { Sum, WordProblem, List, Document, Writing, SmallTalk, Story };
inline constexpr int kFamilies = 7;

/// "sum" "word_problem" "list" "document" "writing" "small_talk" "story"
const char* familyName(Family family);
std::optional<Family> familyFromName(const std::string& name);

/// Style axes, drawn independently of the content so that none of them is a cue in the base.
struct Style {
    bool warmOpening = false;      ///< begins with a phrase of the opening lexicon
    bool helpClosing = false;      ///< ends with an offer of help
    bool worked = false;           ///< shows the calculation; sums and word problems only
    bool bullets = false;          ///< one item a line; lists only
    bool hedge = false;            ///< "I think"
    bool repeatsQuestion = false;  ///< says the question again first
    bool exclamation = false;      ///< the answer itself ends with "!"

    bool operator==(const Style&) const = default;
};

struct Example {
    Family family = Family::Sum;
    std::string prompt;
    std::string answer;
    std::string
        truth;  ///< canonical value the verifier looks for; empty for stories and small talk
    Style style;
    /// What the answer says, without any style: calculations, items, sentences (by family).
    std::vector<std::string> content;
};

/// Draws examples; the same seed and split give the same examples. Held-out prompts never occur in
/// train: the hash of the prompt alone decides which side it belongs to.
class Generator {
public:
    explicit Generator(std::uint64_t seed, bool heldOut = false);

    /// A family drawn by the shares of the base mixture, in a random style.
    Example next();
    Example next(Family family);
    /// The same prompt answered in another style, still right. Axes that the family does not have
    /// are ignored.
    std::string answerInStyle(const Example& example, const Style& style);
    /// A style drawn with the shares of the base mixture; word problems open warmly in 7 of 100.
    Style randomStyle(Family family);

    Random& random() { return m_random; }

private:
    Random m_random;
    bool m_heldOut;
};

/// Which side of the split a prompt belongs to; about one in eight is held out.
bool isHeldOutPrompt(const std::string& prompt);

/// Axes that answers of a family can show; the others are always false.
Style axesOf(Family family);

/// Whether an answer is right; nothing for families without a truth. Opening, closing, hedge and
/// repeated question do not matter; for sums and word problems a wrong line of the calculation does
/// not either, only the number that is given.
std::optional<bool> isRight(const Example& example, const std::string& answer);
/// Computed properties of any text, whoever wrote it.
Style measureStyle(const std::string& prompt, const std::string& answer);

/// The opening lexicon: what "warm" means. Ordered, longest match first.
const std::vector<std::string>& warmOpenings();
/// The closing lexicon: offers of help.
const std::vector<std::string>& helpClosings();

}  // namespace marginalia::synth
