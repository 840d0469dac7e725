// SPDX-License-Identifier: Apache-2.0
#include "core/text/pattern.h"

#include "core/text/class_regex.h"
#include "core/text/split_scanner.h"
#include "core/text/unicode.h"

#include <unicode/regex.h>

#include <algorithm>
#include <optional>

namespace marginalia {

namespace {

// In units of 10,000 saved states of one match, well under a millisecond each: more than any real
// text needs, little enough that a hostile pattern does not hang.
constexpr std::int32_t kTimeLimit = 1'000;
constexpr std::int32_t kStackBytes = 64 * 1024 * 1024;
constexpr size_t kLongestPattern = 16'384;

/// Where the atom that ends at `end` begins: a character, an escape, a class or a group.
class AtomTracker {
public:
    explicit AtomTracker(const std::string& source) : m_source(source) {}

    /// Reads one atom or operator at `at` and returns the place behind it.
    size_t step(size_t at)
    {
        const char c = m_source[at];
        if (c == '\\') {
            m_begin = at;
            return escape(at);
        }
        if (c == '[') {
            m_begin = at;
            return charClass(at);
        }
        if (c == '(') {
            m_open.push_back(at);
            return at + 1;
        }
        if (c == ')') {
            m_begin = m_open.empty() ? at : m_open.back();
            if (!m_open.empty()) {
                m_open.pop_back();
            }
            return at + 1;
        }
        if (c != '*' && c != '+' && c != '?' && c != '{' && c != '|') {
            m_begin = at;
        }
        return at + 1;
    }
    size_t begin() const { return m_begin; }

private:
    size_t escape(size_t at) const
    {
        const size_t next = at + 2;
        const char kind = at + 1 < m_source.size() ? m_source[at + 1] : '\0';
        if ((kind == 'p' || kind == 'P' || kind == 'x') && next < m_source.size() &&
            m_source[next] == '{') {
            const size_t close = m_source.find('}', next);
            return close == std::string::npos ? m_source.size() : close + 1;
        }
        return std::min(next, m_source.size());
    }
    size_t charClass(size_t at) const
    {
        int depth = 0;
        while (at < m_source.size()) {
            if (m_source[at] == '\\') {
                at = escape(at);
                continue;
            }
            depth += m_source[at] == '[' ? 1 : m_source[at] == ']' ? -1 : 0;
            ++at;
            if (depth == 0) {
                break;
            }
        }
        return at;
    }

    const std::string& m_source;
    size_t m_begin = 0;
    std::vector<size_t> m_open;
};

/// The word characters of the reference library's engine; ICU has the joiners among them, too.
constexpr const char* kWord = R"(\p{Alphabetic}\p{M}\p{Nd}\p{Pc})";

/// \w, \W, \b and \B in ICU's words, or nothing for another escape.
std::string wordEscape(const std::string& escape, bool inClass)
{
    const std::string in = std::string("[") + kWord + "]";
    const std::string out = std::string("[^") + kWord + "]";
    if (escape == "\\w") {
        return inClass ? kWord : in;
    }
    if (escape == "\\W") {
        return out;
    }
    if (!inClass && escape == "\\b") {
        return "(?:(?<=" + in + ")(?!" + in + ")|(?<!" + in + ")(?=" + in + "))";
    }
    if (!inClass && escape == "\\B") {
        return "(?:(?<=" + in + ")(?=" + in + ")|(?<!" + in + ")(?!" + in + "))";
    }
    return {};
}

/// A class in brackets with the word escapes in ICU's words.
std::string classForIcu(const std::string& source)
{
    std::string out;
    for (size_t at = 0; at < source.size(); ++at) {
        const std::string word = source[at] == '\\' ? wordEscape(source.substr(at, 2), true) : "";
        out += word.empty() ? source.substr(at, source[at] == '\\' ? 2 : 1) : word;
        at += source[at] == '\\' ? 1 : 0;
    }
    return out;
}

/// In the reference library's engine `x{1,3}+` repeats the interval, in ICU it is possessive.
std::string toIcu(const std::string& source)
{
    std::string out;
    AtomTracker tracker(source);
    std::vector<size_t> places;  // of source bytes in `out`
    for (size_t at = 0; at < source.size();) {
        if (source[at] == '{' && at > 0) {
            const size_t close = source.find('}', at);
            if (close != std::string::npos && close + 1 < source.size() &&
                source[close + 1] == '+') {
                const size_t atom = places[tracker.begin()];
                out = out.substr(0, atom) + "(?:" + out.substr(atom) +
                      source.substr(at, close + 1 - at) + ")+";
                places.resize(close + 2, out.size());
                at = close + 2;
                continue;
            }
        }
        const size_t next = tracker.step(at);
        const std::string atom = source.substr(at, next - at);
        std::string put = atom[0] == '[' ? classForIcu(atom) : wordEscape(atom, false);
        put = put.empty() ? atom : put;
        places.resize(next, out.size());
        out += put;
        at = next;
    }
    return out;
}

/// UTF-16 of a text with the byte at which every unit begins.
struct Utf16 {
    icu::UnicodeString text;
    std::vector<std::uint32_t> byte;

    explicit Utf16(std::string_view source)
    {
        byte.reserve(source.size() + 1);
        for (size_t at = 0; at < source.size();) {
            const auto begin = static_cast<std::uint32_t>(at);
            const char32_t character = unicode::next(source, at);
            text.append(static_cast<UChar32>(character));
            byte.insert(byte.end(), character > 0xFFFF ? 2 : 1, begin);
        }
        byte.push_back(static_cast<std::uint32_t>(source.size()));
    }
};

}  // namespace

struct Pattern::Compiled {
    SplitScanner scanner;
    std::string literal;
    std::string source;
    std::optional<ClassRegex> classes;
    std::unique_ptr<icu::RegexPattern> regex;

    /// Calls `found(begin, end)` for every match in order.
    template <class Found>
    void matches(std::string_view text, Found found) const
    {
        if (scanner.kind != SplitScanner::Kind::None) {
            for (size_t at = 0; at < text.size();) {
                const size_t end = scanner.matchEnd(text, at);
                found(at, end);
                at = end;
            }
        } else if (classes) {
            classes->matches(text, found);
        } else if (regex != nullptr) {
            regexMatches(text, found);
        } else if (!literal.empty()) {
            for (size_t at = text.find(literal); at != std::string_view::npos;) {
                found(at, at + literal.size());
                at = text.find(literal, at + literal.size());
            }
        }
    }

    template <class Found>
    void regexMatches(std::string_view text, Found found) const
    {
        const Utf16 wide(text);
        UErrorCode code = U_ZERO_ERROR;
        const std::unique_ptr<icu::RegexMatcher> matcher(regex->matcher(wide.text, code));
        if (U_FAILURE(code)) {
            return;
        }
        matcher->setTimeLimit(kTimeLimit, code);
        matcher->setStackLimit(kStackBytes, code);
        while (matcher->find(code) && U_SUCCESS(code)) {
            const auto begin = static_cast<size_t>(matcher->start(code));
            const auto end = static_cast<size_t>(matcher->end(code));
            found(wide.byte[begin], wide.byte[end]);
        }
    }
};

Pattern::Pattern() = default;
Pattern::~Pattern() = default;
Pattern::Pattern(const Pattern&) = default;
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(const Pattern&) = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;

namespace {

Result<std::unique_ptr<icu::RegexPattern>> compile(const std::string& source)
{
    if (source.size() > kLongestPattern) {
        return failure(ErrorKind::Invalid,
                       Text(MG_TR("text", "A pattern of %1 bytes is longer than any in use."),
                            {std::to_string(source.size())}));
    }
    UParseError place{};
    UErrorCode code = U_ZERO_ERROR;
    // As in the reference library's engine ^ and $ are at lines and only \n ends a line.
    std::unique_ptr<icu::RegexPattern> regex(
        icu::RegexPattern::compile(icu::UnicodeString::fromUTF8(toIcu(source)),
                                   UREGEX_MULTILINE | UREGEX_UNIX_LINES, place, code));
    if (U_FAILURE(code)) {
        return failure(
            ErrorKind::Unsupported,
            Text(MG_TR("text", "The pattern \"%1\" cannot be understood at character %2 (%3)."),
                 {quotedForError(source), std::to_string(place.offset), u_errorName(code)}));
    }
    return regex;
}

}  // namespace

Result<Pattern> Pattern::fromRegex(const std::string& source)
{
    auto compiled = std::make_shared<Compiled>();
    compiled->source = source;
    compiled->scanner = SplitScanner::forPattern(source);
    compiled->classes = ClassRegex::compile(source);
    if (compiled->scanner.kind == SplitScanner::Kind::None && !compiled->classes) {
        MG_TRY(compiled->regex, compile(source));
    }
    Pattern out;
    out.m_compiled = std::move(compiled);
    return out;
}

Result<Pattern> Pattern::fromJson(const nlohmann::json& json)
{
    if (json.is_object() && json.size() == 1 && json.begin().value().is_string()) {
        const auto text = json.begin().value().get<std::string>();
        if (json.begin().key() == "Regex") {
            return fromRegex(text);
        }
        if (json.begin().key() == "String") {
            auto compiled = std::make_shared<Compiled>();
            compiled->literal = text;
            Pattern out;
            out.m_compiled = std::move(compiled);
            return out;
        }
    }
    return failure(ErrorKind::Invalid,
                   MG_TR("text", "A pattern must be {\"String\": ...} or {\"Regex\": ...}."),
                   "pattern");
}

const Pattern& Pattern::gpt2()
{
    static const Pattern pattern = fromRegex(kGpt2Pattern).take();
    return pattern;
}

bool Pattern::isFast() const
{
    return m_compiled != nullptr && m_compiled->regex == nullptr;
}

Pattern Pattern::withoutScanner() const
{
    auto compiled = std::make_shared<Compiled>();
    if (m_compiled != nullptr && !m_compiled->source.empty()) {
        auto regex = compile(m_compiled->source);
        compiled->regex = regex.ok() ? regex.take() : nullptr;
        compiled->source = m_compiled->source;
    }
    Pattern out;
    out.m_compiled = std::move(compiled);
    return out;
}

void Pattern::split(std::string_view text, std::uint32_t base, std::vector<PatternPiece>& out) const
{
    const auto offset = [base](size_t at) { return base + static_cast<std::uint32_t>(at); };
    size_t last = 0;
    m_compiled->matches(text, [&](size_t begin, size_t end) {
        if (begin != last) {
            out.push_back({offset(last), offset(begin), false});
        }
        out.push_back({offset(begin), offset(end), true});
        last = end;
    });
    if (last != text.size()) {
        out.push_back({offset(last), offset(text.size()), false});
    }
}

}  // namespace marginalia
