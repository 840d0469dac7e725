// SPDX-License-Identifier: Apache-2.0
#include "core/synth/world.h"

#include "core/synth/families.h"
#include "core/synth/words.h"

#include <array>

namespace marginalia::synth {

namespace {

struct FamilyInfo {
    Family family;
    const char* name;
    int share;  ///< of 100 examples of the base mixture
    Example (*draw)(Random& random);
};

const std::array<FamilyInfo, kFamilies>& families()
{
    static const std::array<FamilyInfo, kFamilies> list = {{
        {Family::Sum, "sum", 22, drawSum},
        {Family::WordProblem, "word_problem", 33, drawWordProblem},
        {Family::List, "list", 14, drawList},
        {Family::Document, "document", 18, drawDocument},
        {Family::Writing, "writing", 5, drawWriting},
        {Family::SmallTalk, "small_talk", 4, drawSmallTalk},
        {Family::Story, "story", 4, drawStory},
    }};
    return list;
}

const FamilyInfo& infoOf(Family family)
{
    return families().at(static_cast<size_t>(family));
}

Style both(const Style& left, const Style& right)
{
    Style out;
    out.warmOpening = left.warmOpening && right.warmOpening;
    out.helpClosing = left.helpClosing && right.helpClosing;
    out.worked = left.worked && right.worked;
    out.bullets = left.bullets && right.bullets;
    out.hedge = left.hedge && right.hedge;
    out.repeatsQuestion = left.repeatsQuestion && right.repeatsQuestion;
    out.exclamation = left.exclamation && right.exclamation;
    return out;
}

}  // namespace

const char* familyName(Family family)
{
    return infoOf(family).name;
}

std::optional<Family> familyFromName(const std::string& name)
{
    for (const FamilyInfo& info : families()) {
        if (name == info.name) {
            return info.family;
        }
    }
    return std::nullopt;
}

bool isHeldOutPrompt(const std::string& prompt)
{
    // FNV-1a, then one round of mixing: its low bits alone are weak.
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : prompt) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    }
    return Random(hash).below(8) == 0;
}

Generator::Generator(std::uint64_t seed, bool heldOut)
    : m_random(Random(seed).next() ^ (heldOut ? 0x5851f42d4c957f2dULL : 0)), m_heldOut(heldOut)
{
}

Style Generator::randomStyle(Family family)
{
    const bool talk = family == Family::SmallTalk;
    Style style;
    style.warmOpening = m_random.chance(talk ? 0.3 : 0.07);
    style.helpClosing = m_random.chance(talk ? 0.2 : 0.02);
    style.worked = m_random.chance(0.75);
    style.bullets = m_random.chance(0.3);
    style.hedge = m_random.chance(0.08);
    style.repeatsQuestion = m_random.chance(0.08);
    style.exclamation = m_random.chance(0.1);
    return both(style, axesOf(family));
}

Example Generator::next()
{
    int left = m_random.between(0, 99);
    for (const FamilyInfo& info : families()) {
        left -= info.share;
        if (left < 0) {
            return next(info.family);
        }
    }
    return next(Family::Sum);
}

Example Generator::next(Family family)
{
    Example example = infoOf(family).draw(m_random);
    while (isHeldOutPrompt(example.prompt) != m_heldOut) {
        example = infoOf(family).draw(m_random);
    }
    example.style = randomStyle(family);
    example.answer = answerInStyle(example, example.style);
    return example;
}

std::string Generator::answerInStyle(const Example& example, const Style& style)
{
    const Style own = both(style, axesOf(example.family));
    const std::string core = coreOf(example, own, m_random);
    const std::string gap = own.bullets ? "\n" : " ";
    std::string out;
    if (own.warmOpening) {
        out += m_random.pick(warmOpenings()) + gap;
    }
    if (own.repeatsQuestion) {
        out += questionOf(example.prompt) + " ";
    }
    out += core;
    if (own.helpClosing) {
        out += gap + m_random.pick(helpClosings());
    }
    return out;
}

std::optional<bool> isRight(const Example& example, const std::string& answer)
{
    const std::string core = takeApart(example.prompt, answer).core;
    switch (example.family) {
        case Family::Sum:
        case Family::WordProblem:
            return numberIsRight(example, core);
        case Family::List:
            return listIsRight(example, core);
        case Family::Document:
            return documentIsRight(example, core);
        case Family::Writing:
            return writingIsRight(example, core);
        case Family::SmallTalk:
        case Family::Story:
            break;
    }
    return std::nullopt;
}

}  // namespace marginalia::synth
