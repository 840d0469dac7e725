// SPDX-License-Identifier: Apache-2.0
#include "core/text/pre_tokenizer.h"

#include "core/text/normalizer.h"
#include "core/text/unicode.h"

#include <unicode/uscript.h>

namespace marginalia {

namespace {

std::string_view textOf(const Word& word)
{
    return std::string_view(word.text->text()).substr(word.begin, word.end - word.begin);
}

/// Keeps a text that a step made, and gives it as a word.
Word own(AlignedText text, PreTokenizer::Work& work)
{
    work.texts.push_back(std::move(text));
    const AlignedText& kept = work.texts.back();
    return Word{&kept, 0, static_cast<std::uint32_t>(kept.text().size())};
}

/// Script of a character as SentencePiece groups them: kana are Han, blanks belong to any.
int scriptOf(char32_t character)
{
    if (character == 0x30FC) {
        return USCRIPT_HAN;
    }
    UErrorCode code = U_ZERO_ERROR;
    const UScriptCode found = uscript_getScript(static_cast<UChar32>(character), &code);
    if (character == ' ' || U_FAILURE(code) || found == USCRIPT_UNKNOWN) {
        return USCRIPT_INVALID_CODE;
    }
    return found == USCRIPT_HIRAGANA || found == USCRIPT_KATAKANA ? USCRIPT_HAN : found;
}

}  // namespace

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

/// Every character that `matches` holds for is a match of its own.
template <class Matches>
void PreTokenizer::cutWhere(Matches matches, const Step& step, const Word& word, Work& work)
{
    work.pieces.clear();
    const std::string_view text = textOf(word);
    for (size_t at = 0; at < text.size();) {
        const auto begin = static_cast<std::uint32_t>(at);
        const bool match = matches(unicode::next(text, at));
        const auto end = static_cast<std::uint32_t>(at);
        if (!match && !work.pieces.empty() && !work.pieces.back().match) {
            work.pieces.back().end = word.begin + end;
        } else {
            work.pieces.push_back({word.begin + begin, word.begin + end, match});
        }
    }
    emit(step, word, work);
}

/// Runs of word characters and runs of others that are no blanks: \w+|[^\w\s]+.
void PreTokenizer::cutKinds(const Word& word, Work& work)
{
    enum class Kind { Blank, Word, Other };
    const std::string_view text = textOf(word);
    Kind before = Kind::Blank;
    for (size_t at = 0; at < text.size();) {
        const auto begin = static_cast<std::uint32_t>(at);
        const char32_t character = unicode::next(text, at);
        const Kind kind = unicode::isWord(character)    ? Kind::Word
                          : unicode::isSpace(character) ? Kind::Blank
                                                        : Kind::Other;
        const auto end = word.begin + static_cast<std::uint32_t>(at);
        if (kind != Kind::Blank && kind == before) {
            work.cut.back().end = end;
        } else if (kind != Kind::Blank) {
            work.cut.push_back({word.text, word.begin + begin, end});
        }
        before = kind;
    }
}

void PreTokenizer::cutScripts(const Word& word, Work& work)
{
    const std::string_view text = textOf(word);
    int last = -2;  // of the last character that has a script; -2: none so far
    for (size_t at = 0; at < text.size();) {
        const auto begin = word.begin + static_cast<std::uint32_t>(at);
        const int script = scriptOf(unicode::next(text, at));
        const auto end = word.begin + static_cast<std::uint32_t>(at);
        const bool any = script == USCRIPT_INVALID_CODE;
        if (!any && script != last) {
            work.cut.push_back({word.text, begin, end});
        } else if (last != -2) {
            work.cut.back().end = end;
        }
        last = any ? last : script;
    }
}

void PreTokenizer::cutLengths(const Step& step, const Word& word, Work& work)
{
    const std::string_view text = textOf(word);
    for (size_t at = 0; at < text.size();) {
        const auto begin = word.begin + static_cast<std::uint32_t>(at);
        for (std::int64_t i = 0; i < step.length && at < text.size(); ++i) {
            unicode::next(text, at);
        }
        work.cut.push_back({word.text, begin, word.begin + static_cast<std::uint32_t>(at)});
    }
}

/// Without white space, punctuation alone.
void PreTokenizer::cutBert(const Step& step, const Word& word, Work& work)
{
    const std::string_view text = textOf(word);
    for (size_t at = 0; at < text.size();) {
        size_t end = at;
        size_t next = at;
        while (next < text.size() && !unicode::isSpace(unicode::next(text, next))) {
            end = next;
        }
        if (end > at) {
            const Word part{word.text, word.begin + static_cast<std::uint32_t>(at),
                            word.begin + static_cast<std::uint32_t>(end)};
            cutWhere(unicode::isPunctuation, step, part, work);
        }
        at = end == at ? next : end;
    }
}

void PreTokenizer::byteLevel(const Step& step, Word word, bool spell, Work& work)
{
    if (step.prefixSpace && textOf(word).front() != ' ') {
        AlignedText text = word.text->slice(word.begin, word.end);
        text.prepend(U" ");
        word = own(std::move(text), work);
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
        work.cut[i] = own(std::move(text), work);
    }
}

/// Blanks become the mark, one more goes in front, and every mark begins a word.
void PreTokenizer::metaspace(const Step& step, const Word& word, Work& work)
{
    const std::u32string mark(1, step.character);
    const std::string spelled = unicode::encode(mark);
    AlignedText text = word.text->slice(word.begin, word.end);
    std::vector<ByteRange> blanks;
    for (size_t at = text.text().find(' '); at != std::string::npos;
         at = text.text().find(' ', at + 1)) {
        blanks.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 1)});
    }
    if (!blanks.empty()) {
        text.replace(blanks, mark);
    }
    const bool wanted = step.prepend == Prepend::Always ||
                        (step.prepend == Prepend::First && word.text->origin(word.begin) == 0);
    if (wanted && text.text().compare(0, spelled.size(), spelled) != 0) {
        text.prepend(mark);
    }
    const Word made = own(std::move(text), work);
    if (step.cuts) {
        cutWhere([&](char32_t c) { return c == step.character; }, step, made, work);
    } else {
        work.cut.push_back(made);
    }
}

void PreTokenizer::run(const Step& step, const Word& word, bool spell, Work& work)
{
    static const Step kRemove = [] {
        Step step{Kind::Split};
        step.behavior = Behavior::Removed;
        return step;
    }();
    switch (step.kind) {
        case Kind::Split:
            return cut(step, word, work);
        case Kind::ByteLevel:
            return byteLevel(step, word, spell, work);
        case Kind::Digits:
            return cutWhere(unicode::isNumber, step, word, work);
        case Kind::Metaspace:
            return metaspace(step, word, work);
        case Kind::Whitespace:
            return cutKinds(word, work);
        case Kind::WhitespaceSplit:
            return cutWhere(unicode::isSpace, kRemove, word, work);
        case Kind::Bert:
            return cutBert(step, word, work);
        case Kind::Punctuation:
            return cutWhere(unicode::isPunctuation, step, word, work);
        case Kind::CharDelimiter:
            return cutWhere([&](char32_t c) { return c == step.character; }, kRemove, word, work);
        case Kind::UnicodeScripts:
            return cutScripts(word, work);
        case Kind::FixedLength:
            return cutLengths(step, word, work);
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
            run(step, word, spell, work);
        }
        std::swap(work.words, work.cut);
    }
}

}  // namespace marginalia
