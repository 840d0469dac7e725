// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/text_marks.h"

#include "core/base/utf8.h"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/uchar.h>

#include <initializer_list>

namespace marginalia {

namespace {

constexpr size_t kRefusalCharacters = 200;
constexpr std::array<std::string_view, 20> kRefusals = {"i can't",
                                                        "i cannot",
                                                        "i can not",
                                                        "i'm sorry",
                                                        "i am sorry",
                                                        "i'm not able to",
                                                        "i am not able to",
                                                        "i'm unable",
                                                        "i am unable",
                                                        "i won't",
                                                        "i will not",
                                                        "i'm not comfortable",
                                                        "i am not comfortable",
                                                        "i don't feel comfortable",
                                                        "i'm not going to",
                                                        "i am not going to",
                                                        "i don't think i can",
                                                        "i don't want to",
                                                        "as an ai",
                                                        "i must decline"};

bool isPunctuation(char32_t c)
{
    return (c > 0x20 && c < 0x30) || (c > 0x39 && c < 0x41) || (c > 0x5A && c < 0x61) ||
           (c > 0x7A && c < 0x7F);
}

char lowerAscii(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

/// Does `text` at `at` hold `word`, ASCII case ignored? `word` is in lower case.
bool holds(std::string_view text, size_t at, std::string_view word)
{
    if (text.size() - at < word.size()) {
        return false;
    }
    for (size_t i = 0; i < word.size(); ++i) {
        if (lowerAscii(text[at + i]) != word[i]) {
            return false;
        }
    }
    return true;
}

bool hasUrl(std::string_view text)
{
    // U+017F is an "s" where case is ignored.
    for (size_t at = text.find(':'); at != std::string_view::npos; at = text.find(':', at + 1)) {
        if (text.substr(at, 3) != "://") {
            continue;
        }
        if ((at >= 4 && holds(text, at - 4, "http")) || (at >= 5 && holds(text, at - 5, "https")) ||
            (at >= 6 && holds(text, at - 6, "http") && text.substr(at - 2, 2) == "\xC5\xBF")) {
            return true;
        }
    }
    for (size_t at = text.find('.'); at != std::string_view::npos; at = text.find('.', at + 1)) {
        if (at >= 3 && holds(text, at - 3, "www")) {
            return true;
        }
    }
    return false;
}

/// "from X import " with X free of white space.
bool isFromImport(std::string_view line)
{
    size_t at = 5;
    const size_t begin = at;
    while (at < line.size()) {
        size_t behind = at;
        if (utf8::isSpace(utf8::next(line, behind))) {
            break;
        }
        at = behind;
    }
    return at > begin && line.substr(at).starts_with(" import ");
}

/// "</?[a-z]+>"
bool isTag(std::string_view line)
{
    size_t at = line.starts_with("</") ? 2 : 1;
    const size_t begin = at;
    while (at < line.size() && line[at] >= 'a' && line[at] <= 'z') {
        ++at;
    }
    return at > begin && at < line.size() && line[at] == '>';
}

bool isWordCharacter(char32_t c)
{
    return c == '_' || (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_L_MASK | U_GC_N_MASK)) != 0;
}

/// `line` begins behind the blanks and ends with the text.
bool beginsLikeCode(std::string_view line)
{
    switch (line.empty() ? '\0' : line.front()) {
        case 'd':
            return line.starts_with("def ");
        case 'c':
            return line.starts_with("class ");
        case 'i':
            return line.starts_with("import ");
        case 'f':
            return line.starts_with("from ") && isFromImport(line);
        case '#': {
            size_t at = 8;
            return line.starts_with("#include") &&
                   (at >= line.size() || !isWordCharacter(utf8::next(line, at)));
        }
        case 'p':
            return line.starts_with("public ") || line.starts_with("private ");
        case 'S':
            return line.starts_with("SELECT ");
        case '<':
            return isTag(line);
        default:
            return false;
    }
}

/// A bullet, or up to three digits and "." or ")", then blanks, then text.
bool beginsLikeListItem(std::string_view line)
{
    size_t at = 0;
    if (line.starts_with("-") || line.starts_with("*")) {
        at = 1;
    } else if (line.starts_with("\xE2\x80\xA2")) {
        at = 3;
    } else {
        int digits = 0;
        while (at < line.size() && digits < 3) {
            size_t behind = at;
            if (u_charType(static_cast<UChar32>(utf8::next(line, behind))) !=
                U_DECIMAL_DIGIT_NUMBER) {
                break;
            }
            at = behind;
            ++digits;
        }
        if (digits == 0 || at >= line.size() || (line[at] != '.' && line[at] != ')')) {
            return false;
        }
        ++at;
    }
    const size_t blanks = at;
    while (at < line.size() && (line[at] == ' ' || line[at] == '\t')) {
        ++at;
    }
    return at > blanks && at < line.size() && !utf8::isSpace(utf8::next(line, at));
}

void markLines(std::string_view text, TextMarks& marks)
{
    marks.code = text.find("```") != std::string_view::npos;
    int items = 0;
    for (size_t begin = 0; begin <= text.size();) {
        size_t at = begin;
        while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) {
            ++at;
        }
        const std::string_view rest = text.substr(at);
        marks.code = marks.code || beginsLikeCode(rest);
        items += items < 2 && beginsLikeListItem(rest) ? 1 : 0;
        const size_t end = text.find('\n', at);
        if (end == std::string_view::npos) {
            break;
        }
        begin = end + 1;
    }
    marks.list = items >= 2;
}

bool isRefusal(std::string_view text)
{
    std::string head;
    head.reserve(kRefusalCharacters + 16);
    size_t characters = 0;
    for (size_t at = 0; at < text.size() && characters < kRefusalCharacters; ++characters) {
        const char32_t c = utf8::next(text, at);
        if (c < 0x80) {
            head += lowerAscii(static_cast<char>(c));
        } else if (c == 0x2019) {
            head += '\'';
        } else if (c == 0x212A) {  // the Kelvin sign is a "k" in lower case
            head += 'k';
        } else {
            head += c == 0x130 ? "i?" : "?";  // no phrase holds other letters
        }
    }
    for (size_t at = head.find_first_of("ia"); at != std::string::npos;
         at = head.find_first_of("ia", at + 1)) {
        for (const std::string_view phrase : kRefusals) {
            if (std::string_view(head).substr(at).starts_with(phrase)) {
                return true;
            }
        }
    }
    return false;
}

std::string foldedForComparison(std::string_view text)
{
    std::string folded;
    UErrorCode status = U_ZERO_ERROR;
    icu::StringByteSink<std::string> sink(&folded);
    icu::CaseMap::utf8Fold(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())),
                           sink, nullptr, status);
    std::string out;
    out.reserve(folded.size());
    for (size_t at = 0; at < folded.size();) {
        const size_t begin = at;
        const char32_t c = utf8::next(folded, at);
        if (!utf8::isSpace(c) && !isPunctuation(c)) {
            out.append(folded, begin, at - begin);
        }
    }
    return out;
}

bool isSkipped(char c)
{
    const auto point = static_cast<unsigned char>(c);
    return utf8::isSpace(point) || isPunctuation(point);
}

/// Compares the ASCII beginnings: 0 differs, 1 equal, 2 not decided.
int compareAsciiBeginning(std::string_view a, std::string_view b)
{
    size_t i = 0;
    size_t j = 0;
    const auto ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    while (true) {
        while (i < a.size() && ascii(a[i]) && isSkipped(a[i])) {
            ++i;
        }
        while (j < b.size() && ascii(b[j]) && isSkipped(b[j])) {
            ++j;
        }
        if ((i < a.size() && !ascii(a[i])) || (j < b.size() && !ascii(b[j]))) {
            return 2;
        }
        if (i == a.size() || j == b.size()) {
            return i == a.size() && j == b.size() ? 1 : 0;
        }
        if (lowerAscii(a[i]) != lowerAscii(b[j])) {
            return 0;
        }
        ++i;
        ++j;
    }
}

enum OddKind : std::uint8_t {
    Nul,
    C0,
    C1,
    CarriageReturn,
    ZeroWidth,
    Bidi,
    OddSpace,
    Replacement,
    Surrogate,
    LineSeparator,
    PrivateUse,
    Mojibake,
    Astral,
    NonAscii
};

std::uint32_t bit(OddKind kind)
{
    return 1U << kind;
}

std::uint32_t oddKindOf(char32_t c)
{
    const auto within = [c](char32_t low, char32_t high) { return c >= low && c <= high; };
    if (c < 0x80) {
        if (c == 0) {
            return bit(Nul);
        }
        if (c == '\r') {
            return bit(CarriageReturn);
        }
        return (c < 0x20 && c != '\t' && c != '\n') || c == 0x7F ? bit(C0) : 0;
    }
    std::uint32_t kinds = bit(NonAscii);
    if (c < 0xA0) {
        kinds |= bit(C1);
    } else if (c == 0xFEFF || within(0x200B, 0x200D) || c == 0x2060) {
        kinds |= bit(ZeroWidth);
    } else if (within(0x200E, 0x200F) || within(0x202A, 0x202E) || within(0x2066, 0x2069)) {
        kinds |= bit(Bidi);
    } else if (c == 0xA0 || within(0x2000, 0x200A) || c == 0x202F || c == 0x3000) {
        kinds |= bit(OddSpace);
    } else if (c == 0xFFFD) {
        kinds |= bit(Replacement);
    } else if (within(0xD800, 0xDFFF)) {
        kinds |= bit(Surrogate);
    } else if (c == 0x2028 || c == 0x2029) {
        kinds |= bit(LineSeparator);
    } else if (within(0xE000, 0xF8FF)) {
        kinds |= bit(PrivateUse);
    } else if (c >= 0x10000) {
        kinds |= bit(Astral);
    }
    return kinds;
}

}  // namespace

const std::array<const char*, kOddCharacterKinds> kOddCharacterNames = {
    "nul",
    "c0_control",
    "c1_control",
    "carriage_return",
    "bom_or_zero_width",
    "bidi_control",
    "nbsp_or_odd_space",
    "replacement_char",
    "lone_surrogate",
    "line_or_paragraph_separator",
    "private_use",
    "mojibake",
    "astral",
    "non_ascii"};

TextMarks textMarks(std::string_view text)
{
    TextMarks marks;
    bool inWord = false;
    for (size_t at = 0; at < text.size();) {
        const bool space = utf8::isSpace(utf8::next(text, at));
        ++marks.characters;
        marks.words += !space && !inWord ? 1 : 0;
        inWord = !space;
    }
    marks.empty = marks.words == 0;
    marks.url = hasUrl(text);
    markLines(text, marks);
    marks.refusal = isRefusal(text);
    return marks;
}

void markOddCharacters(std::string_view text, std::uint32_t& kinds)
{
    char32_t previous = 0;
    for (size_t at = 0; at < text.size();) {
        const char32_t c = utf8::next(text, at);
        kinds |= oddKindOf(c);
        // UTF-8 read as Latin-1 or Windows-1252 and written again.
        const bool latin = (previous == 0xC3 || previous == 0xC2) && c >= 0x80 && c <= 0xBF;
        if (latin || (previous == 0xE2 && c == 0x20AC)) {
            kinds |= bit(Mojibake);
        }
        previous = c;
    }
}

bool nearlyEqual(std::string_view a, std::string_view b)
{
    const int beginning = compareAsciiBeginning(a, b);
    return beginning == 1 || (beginning == 2 && foldedForComparison(a) == foldedForComparison(b));
}

}  // namespace marginalia
