// SPDX-License-Identifier: Apache-2.0
#include "core/text/pre_tokenizer.h"

#include "core/text/json_field.h"
#include "core/text/normalizer.h"
#include "core/text/unicode.h"

#include <algorithm>
#include <map>

namespace marginalia {

namespace {

constexpr int kDeepestSequence = 16;
const char* const kPart = "pre_tokenizer";

std::string_view textOf(const Word& word)
{
    return std::string_view(word.text->text()).substr(word.begin, word.end - word.begin);
}

}  // namespace

Result<PreTokenizer::Step> PreTokenizer::split(const nlohmann::json& json)
{
    static const std::map<std::string, Behavior> kBehaviors = {
        {"Removed", Behavior::Removed},
        {"Isolated", Behavior::Isolated},
        {"MergedWithPrevious", Behavior::MergedWithPrevious},
        {"MergedWithNext", Behavior::MergedWithNext},
        {"Contiguous", Behavior::Contiguous}};
    Step step{Kind::Split, {}};
    MG_TRY(step.pattern, Pattern::fromJson(json.value("pattern", nlohmann::json())));
    MG_TRY(const std::string behavior, stringField(json, "behavior", kPart));
    const auto found = kBehaviors.find(behavior);
    if (found == kBehaviors.end()) {
        return unknownPart(kPart, behavior);
    }
    step.behavior = found->second;
    MG_TRY(step.invert, boolField(json, "invert", kPart));
    return step;
}

Status PreTokenizer::add(const nlohmann::json& json, std::vector<Step>& steps, int depth)
{
    MG_TRY(const std::string type, typeOf(json, kPart));
    if (type == "Sequence") {
        const auto list = json.find("pretokenizers");
        if (list == json.end() || !list->is_array() || depth > kDeepestSequence) {
            return missingField(kPart, "pretokenizers");
        }
        for (const auto& item : *list) {
            MG_CHECK(add(item, steps, depth + 1));
        }
        return {};
    }
    if (type == "Split") {
        MG_TRY(Step step, split(json));
        steps.push_back(std::move(step));
        return {};
    }
    if (type == "ByteLevel") {
        Step step{Kind::ByteLevel, {}};
        MG_TRY(step.prefixSpace, boolField(json, "add_prefix_space", kPart));
        MG_TRY([[maybe_unused]] const bool trim, boolField(json, "trim_offsets", kPart));
        MG_TRY(step.useRegex, boolField(json, "use_regex", kPart, true));
        step.pattern = Pattern::gpt2();
        steps.push_back(std::move(step));
        return {};
    }
    if (type == "Digits") {
        Step step{Kind::Digits, {}};
        MG_TRY(const bool individual, boolField(json, "individual_digits", kPart));
        step.behavior = individual ? Behavior::Isolated : Behavior::Contiguous;
        steps.push_back(std::move(step));
        return {};
    }
    return unknownPart(kPart, type);
}

Result<PreTokenizer> PreTokenizer::fromJson(const nlohmann::json& json)
{
    PreTokenizer out;
    if (!json.is_null()) {
        MG_CHECK(add(json, out.m_steps, 0));
    }
    out.m_endsInBytes = !out.m_steps.empty() && out.m_steps.back().kind == Kind::ByteLevel;
    return out;
}

void PreTokenizer::emit(const Step& step, const Word& word, Work& work)
{
    std::vector<PatternPiece>& pieces = work.pieces;
    const auto push = [&](std::uint32_t begin, std::uint32_t end) {
        if (begin < end) {
            work.cut.push_back({word.text, begin, end});
        }
    };
    const auto isMatch = [&](const PatternPiece& piece) { return piece.match != step.invert; };
    switch (step.behavior) {
        case Behavior::Isolated:
            for (const PatternPiece& piece : pieces) {
                push(piece.begin, piece.end);
            }
            return;
        case Behavior::Removed:
            for (const PatternPiece& piece : pieces) {
                if (!isMatch(piece)) {
                    push(piece.begin, piece.end);
                }
            }
            return;
        case Behavior::Contiguous:
            for (size_t i = 0; i < pieces.size();) {
                size_t last = i;
                while (last + 1 < pieces.size() &&
                       isMatch(pieces[last + 1]) == isMatch(pieces[i])) {
                    ++last;
                }
                push(pieces[i].begin, pieces[last].end);
                i = last + 1;
            }
            return;
        case Behavior::MergedWithPrevious:
            for (size_t i = 0; i < pieces.size();) {
                // A match joins what stands before it, unless that is a match too.
                const bool joins =
                    !isMatch(pieces[i]) && i + 1 < pieces.size() && isMatch(pieces[i + 1]);
                push(pieces[i].begin, pieces[joins ? i + 1 : i].end);
                i += joins ? 2 : 1;
            }
            return;
        case Behavior::MergedWithNext: {
            std::vector<std::pair<std::uint32_t, std::uint32_t>> reversed;
            for (size_t i = pieces.size(); i > 0;) {
                const bool joins = !isMatch(pieces[i - 1]) && i > 1 && isMatch(pieces[i - 2]);
                reversed.emplace_back(pieces[joins ? i - 2 : i - 1].begin, pieces[i - 1].end);
                i -= joins ? 2 : 1;
            }
            for (size_t i = reversed.size(); i > 0; --i) {
                push(reversed[i - 1].first, reversed[i - 1].second);
            }
            return;
        }
    }
}

void PreTokenizer::cut(const Step& step, const Word& word, Work& work)
{
    work.pieces.clear();
    step.pattern.split(textOf(word), word.begin, work.pieces);
    emit(step, word, work);
}

void PreTokenizer::cutDigits(const Step& step, const Word& word, Work& work)
{
    work.pieces.clear();
    const std::string_view text = textOf(word);
    for (size_t at = 0; at < text.size();) {
        const auto begin = static_cast<std::uint32_t>(at);
        const bool digit = unicode::isNumber(unicode::next(text, at));
        const auto end = static_cast<std::uint32_t>(at);
        if (!digit && !work.pieces.empty() && !work.pieces.back().match) {
            work.pieces.back().end = word.begin + end;
        } else {
            work.pieces.push_back({word.begin + begin, word.begin + end, digit});
        }
    }
    emit(step, word, work);
}

void PreTokenizer::byteLevel(const Step& step, Word word, bool spell, Work& work)
{
    const auto own = [&](AlignedText text) {
        work.texts.push_back(std::move(text));
        const AlignedText& kept = work.texts.back();
        return Word{&kept, 0, static_cast<std::uint32_t>(kept.text().size())};
    };
    if (step.prefixSpace && textOf(word).front() != ' ') {
        AlignedText text = word.text->slice(word.begin, word.end);
        text.prepend(U" ");
        word = own(std::move(text));
    }
    const size_t first = work.cut.size();
    if (step.useRegex) {
        cut(step, word, work);
    } else {
        work.cut.push_back(word);
    }
    for (size_t i = first; spell && i < work.cut.size(); ++i) {
        AlignedText text = work.cut[i].text->slice(work.cut[i].begin, work.cut[i].end);
        toByteAlphabet(text);
        work.cut[i] = own(std::move(text));
    }
}

void PreTokenizer::run(AlignedText text, bool spellBytes, Work& work) const
{
    work.texts.clear();
    work.words.clear();
    if (text.text().empty()) {
        return;
    }
    work.texts.push_back(std::move(text));
    const AlignedText& whole = work.texts.back();
    work.words.push_back({&whole, 0, static_cast<std::uint32_t>(whole.text().size())});
    for (size_t i = 0; i < m_steps.size(); ++i) {
        const Step& step = m_steps[i];
        const bool spell = spellBytes || i + 1 < m_steps.size();
        if (step.kind == Kind::ByteLevel && !step.prefixSpace && !step.useRegex && !spell) {
            continue;
        }
        work.cut.clear();
        for (const Word& word : work.words) {
            if (step.kind == Kind::Split) {
                cut(step, word, work);
            } else if (step.kind == Kind::Digits) {
                cutDigits(step, word, work);
            } else {
                byteLevel(step, word, spell, work);
            }
        }
        std::swap(work.words, work.cut);
    }
}

}  // namespace marginalia
