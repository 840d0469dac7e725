// SPDX-License-Identifier: Apache-2.0
#include "core/text/split_scanner.h"

#include "core/text/unicode.h"

#include <unicode/uchar.h>

#include <array>
#include <cstdint>

namespace marginalia {

const char* const kGpt2Pattern =
    R"('s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+)";
const char* const kLlama3Pattern =
    R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";
const char* const kQwen2Pattern =
    R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";

const char* const kQwen35Pattern =
    R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+|\p{N}| ?[^\s\p{L}\p{M}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";

namespace {

enum Class : std::uint8_t { Other, Letter, Mark, Number, Space };

Class classOfWide(char32_t character)
{
    const std::uint32_t mask = U_GET_GC_MASK(static_cast<UChar32>(character));
    if ((mask & U_GC_L_MASK) != 0) {
        return Letter;
    }
    if ((mask & U_GC_N_MASK) != 0) {
        return Number;
    }
    if ((mask & U_GC_M_MASK) != 0) {
        return Mark;
    }
    return unicode::isSpace(character) ? Space : Other;
}

constexpr std::array<Class, 128> asciiClasses()
{
    std::array<Class, 128> out{};
    for (int c = 0; c < 128; ++c) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        const bool number = c >= '0' && c <= '9';
        const bool space = c == ' ' || (c >= 9 && c <= 13);
        out[static_cast<size_t>(c)] = letter ? Letter : number ? Number : space ? Space : Other;
    }
    return out;
}

constexpr std::array<Class, 128> kAscii = asciiClasses();

/// Reads characters with their class from one text.
class PatternReader {
public:
    PatternReader(std::string_view text, bool marks) : m_text(text), m_marks(marks) {}

    bool atEnd(size_t at) const { return at >= m_text.size(); }
    char byte(size_t at) const { return at < m_text.size() ? m_text[at] : '\0'; }
    bool isBreak(size_t at) const { return byte(at) == '\r' || byte(at) == '\n'; }

    /// Class of the character at `at`; `end` is behind it. Marks are letters or other characters,
    /// as the pattern has it.
    Class classAt(size_t at, size_t& end) const
    {
        const auto first = static_cast<unsigned char>(m_text[at]);
        if (first < 0x80U) {
            end = at + 1;
            return kAscii[first];
        }
        end = at;
        const Class found = classOfWide(unicode::next(m_text, end));
        return found == Mark ? (m_marks ? Letter : Other) : found;
    }
    bool is(size_t at, Class wanted) const
    {
        size_t end = 0;
        return !atEnd(at) && classAt(at, end) == wanted;
    }
    size_t run(size_t at, Class wanted, size_t limit = SIZE_MAX) const
    {
        size_t end = 0;
        for (; limit > 0 && !atEnd(at) && classAt(at, end) == wanted; --limit) {
            at = end;
        }
        return at;
    }

private:
    std::string_view m_text;
    bool m_marks;
};

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

/// End of 's 't 're 've 'm 'll 'd at `at`, or `at`. U+017F folds to s.
size_t contraction(const PatternReader& reader, size_t at, bool anyCase)
{
    if (reader.byte(at) != '\'') {
        return at;
    }
    const auto letter = [&](size_t i) { return anyCase ? lower(reader.byte(i)) : reader.byte(i); };
    const char one = letter(at + 1);
    const char two = letter(at + 2);
    if (one == 's' || one == 't' || one == 'm' || one == 'd') {
        return at + 2;
    }
    if (((one == 'r' || one == 'v') && two == 'e') || (one == 'l' && two == 'l')) {
        return at + 3;
    }
    if (anyCase && reader.byte(at + 1) == '\xC5' && reader.byte(at + 2) == '\xBF') {
        return at + 3;
    }
    return at;
}

/// \s+(?!\S)|\s+ at white space: the last blank stays with the word that follows.
size_t blanks(const PatternReader& reader, size_t at)
{
    size_t end = at;
    size_t last = at;
    size_t after = 0;
    while (!reader.atEnd(end) && reader.classAt(end, after) == Space) {
        last = end;
        end = after;
    }
    return reader.atEnd(end) || last == at ? end : last;
}

/// \s*[\r\n]+ at white space, or `at`.
size_t blanksToBreak(const PatternReader& reader, size_t at)
{
    size_t end = at;
    size_t found = at;
    size_t after = 0;
    while (!reader.atEnd(end) && reader.classAt(end, after) == Space) {
        found = reader.isBreak(end) ? after : found;
        end = after;
    }
    return found;
}

size_t gpt2End(const PatternReader& reader, size_t at)
{
    const size_t short_ = contraction(reader, at, false);
    if (short_ != at) {
        return short_;
    }
    const size_t word = reader.byte(at) == ' ' && !reader.atEnd(at + 1) ? at + 1 : at;
    size_t end = 0;
    const Class kind = reader.classAt(word, end);
    return kind == Space ? blanks(reader, at) : reader.run(end, kind);
}

size_t llama3End(const PatternReader& reader, size_t at, int maxDigits)
{
    const size_t short_ = contraction(reader, at, true);
    if (short_ != at) {
        return short_;
    }
    size_t end = 0;
    const Class kind = reader.classAt(at, end);
    if (kind == Letter) {
        return reader.run(end, Letter);
    }
    if (kind == Number) {
        return reader.run(end, Number, static_cast<size_t>(maxDigits - 1));
    }
    if (!reader.isBreak(at) && reader.is(end, Letter)) {
        return reader.run(end, Letter);
    }
    const size_t word = reader.byte(at) == ' ' ? end : at;
    if (reader.is(word, Other)) {
        size_t stop = reader.run(word, Other);
        while (reader.isBreak(stop)) {
            ++stop;
        }
        return stop;
    }
    const size_t line = blanksToBreak(reader, at);
    return line != at ? line : blanks(reader, at);
}

}  // namespace

SplitScanner SplitScanner::forPattern(const std::string& pattern)
{
    SplitScanner out;
    if (pattern == kGpt2Pattern) {
        out.kind = Kind::Gpt2;
    } else if (pattern == kLlama3Pattern) {
        out.kind = Kind::Llama3;
    } else if (pattern == kQwen2Pattern || pattern == kQwen35Pattern) {
        out.kind = Kind::Llama3;
        out.maxDigits = 1;
        out.marks = pattern == kQwen35Pattern;
    }
    return out;
}

size_t SplitScanner::matchEnd(std::string_view text, size_t at) const
{
    const PatternReader reader(text, marks);
    return kind == Kind::Gpt2 ? gpt2End(reader, at) : llama3End(reader, at, maxDigits);
}

}  // namespace marginalia
