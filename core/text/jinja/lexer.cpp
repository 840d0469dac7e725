// SPDX-License-Identifier: Apache-2.0
#include "core/text/jinja/lexer.h"

#include "core/text/unicode.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace marginalia::jinja {

namespace {

size_t spacesFrom(const std::string& text, size_t at)
{
    size_t end = at;
    while (end < text.size() && unicode::isPythonSpace(unicode::next(text, end))) {
        at = end;
    }
    return at;
}

size_t withoutSpacesBefore(const std::string& text, size_t from, size_t at)
{
    while (at > from) {
        size_t begin = at - 1;
        while (begin > from && unicode::isContinuation(text[begin])) {
            --begin;
        }
        size_t after = begin;
        if (!unicode::isPythonSpace(unicode::next(text, after))) {
            break;
        }
        at = begin;
    }
    return at;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

class Lexer {
public:
    explicit Lexer(const std::string& source) : m_source(source) {}

    std::vector<Token> run()
    {
        while (m_at < m_source.size()) {
            text();
        }
        push(TokenKind::End, "end of template");
        return std::move(m_out);
    }

private:
    [[noreturn]] void error(const char* pattern, std::vector<std::string> arguments = {}) const
    {
        throw TemplateError{ErrorKind::Parse, Text(pattern, std::move(arguments)), m_place};
    }
    bool starts(std::string_view what) const
    {
        return m_source.compare(m_at, what.size(), what) == 0;
    }
    void advance(size_t to)
    {
        m_lineStarts = to > m_at ? m_source[to - 1] == '\n' : m_lineStarts;
        for (; m_at < to; ++m_at) {
            if (m_source[m_at] == '\n') {
                ++m_place.line;
                m_place.column = 1;
            } else {
                m_place.column += unicode::isContinuation(m_source[m_at]) ? 0 : 1;
            }
        }
        m_at = to;
    }
    void push(TokenKind kind, std::string textIn, Value number = {})
    {
        m_out.push_back({kind, std::move(textIn), m_place, std::move(number)});
    }

    /// Data up to the next tag, then the tag.
    void text()
    {
        size_t tag = m_at;
        while (tag < m_source.size() && !(m_source[tag] == '{' && tag + 1 < m_source.size() &&
                                          (m_source[tag + 1] == '{' || m_source[tag + 1] == '%' ||
                                           m_source[tag + 1] == '#'))) {
            ++tag;
        }
        if (tag == m_source.size()) {
            push(TokenKind::Data, m_source.substr(m_at));
            advance(tag);
            return;
        }
        const char kind = m_source[tag + 1];
        const char sign = tag + 2 < m_source.size() ? m_source[tag + 2] : '\0';
        data(m_at, tag, sign, kind != '{');
        advance(tag + 2);
        if (sign == '-' || sign == '+') {
            advance(m_at + 1);
        }
        if (kind == '#') {
            comment();
        } else if (kind == '%' && rawBegins()) {
            raw();
        } else {
            push(kind == '%' ? TokenKind::BlockBegin : TokenKind::VariableBegin,
                 m_source.substr(tag, 2));
            inside(kind == '%' ? "%}" : "}}");
        }
    }

    void data(size_t begin, size_t end, char sign, bool block)
    {
        size_t stop = end;
        if (sign == '-') {
            stop = withoutSpacesBefore(m_source, begin, end);
        } else if (sign != '+' && block && end > begin) {
            const size_t newLine = m_source.rfind('\n', end - 1);
            const bool inText = newLine != std::string::npos && newLine >= begin;
            const size_t line = inText ? newLine + 1 : begin;
            if ((inText || m_lineStarts) && line < end && spacesFrom(m_source, line) >= end) {
                stop = line;
            }
        }
        if (stop > begin) {
            push(TokenKind::Data, m_source.substr(begin, stop - begin));
        }
        if (end > begin) {
            advance(end);
        }
    }

    /// Behind a block tag or comment: - eats white space, no sign eats one line end.
    void closeTag(size_t end, char sign, bool trims)
    {
        if (sign == '-') {
            end = spacesFrom(m_source, end);
        } else if (sign != '+' && trims && end < m_source.size() && m_source[end] == '\n') {
            ++end;
        }
        advance(end);
    }

    void comment()
    {
        const size_t close = m_source.find("#}", m_at);
        if (close == std::string::npos) {
            error(MG_TR("template", "A comment is not closed."));
        }
        const char sign = close > m_at ? m_source[close - 1] : '\0';
        closeTag(close + 2, sign == '-' || sign == '+' ? sign : ' ', true);
    }

    bool rawBegins() const
    {
        size_t at = spacesFrom(m_source, m_at);
        if (m_source.compare(at, 3, "raw") != 0) {
            return false;
        }
        at = spacesFrom(m_source, at + 3);
        return m_source.compare(at, 2, "%}") == 0 || m_source.compare(at, 3, "-%}") == 0;
    }

    void raw()
    {
        const size_t close = m_source.find("%}", m_at);
        closeTag(close + 2, m_source[close - 1] == '-' ? '-' : ' ', false);
        for (size_t at = m_source.find("{%", m_at); at != std::string::npos;
             at = m_source.find("{%", at + 2)) {
            const char open = at + 2 < m_source.size() ? m_source[at + 2] : '\0';
            size_t word = spacesFrom(m_source, at + (open == '-' || open == '+' ? 3 : 2));
            if (m_source.compare(word, 6, "endraw") != 0) {
                continue;
            }
            word = spacesFrom(m_source, word + 6);
            const char sign = word < m_source.size() ? m_source[word] : '\0';
            const size_t end = sign == '-' || sign == '+' ? word + 1 : word;
            if (m_source.compare(end, 2, "%}") != 0) {
                continue;
            }
            data(m_at, at, open, true);
            closeTag(end + 2, sign, true);
            return;
        }
        error(MG_TR("template", "A raw block is not closed."));
    }

    /// The tokens of a tag until its end; an end inside open brackets is no end.
    void inside(const std::string& close)
    {
        std::string open;
        while (true) {
            advance(spacesFrom(m_source, m_at));
            if (m_at >= m_source.size()) {
                error(MG_TR("template", "A tag is not closed."));
            }
            const char sign = m_source[m_at];
            const size_t end = m_at + (sign == '-' || (sign == '+' && close == "%}") ? 1 : 0);
            if (open.empty() && m_source.compare(end, 2, close) == 0) {
                push(close == "%}" ? TokenKind::BlockEnd : TokenKind::VariableEnd, close);
                closeTag(end + 2, end > m_at ? sign : ' ', close == "%}");
                return;
            }
            one(open);
        }
    }

    void one(std::string& open)
    {
        const char c = m_source[m_at];
        if (c == '\'' || c == '"') {
            string(c);
        } else if (isDigit(c)) {
            number();
        } else if (c == '_' || std::isalpha(static_cast<unsigned char>(c)) != 0 ||
                   (c & 0x80) != 0) {
            name();
        } else {
            operatorToken(open);
        }
    }

    void name()
    {
        size_t end = m_at;
        for (size_t after = end; after < m_source.size(); end = after) {
            const char32_t c = unicode::next(m_source, after);
            if (!unicode::isWord(c)) {
                break;
            }
        }
        if (end == m_at) {
            error(MG_TR("template", "The character \"%1\" has no meaning here."),
                  {m_source.substr(m_at, unicode::lengthOf(m_source[m_at]))});
        }
        push(TokenKind::Name, m_source.substr(m_at, end - m_at));
        advance(end);
    }

    void operatorToken(std::string& open)
    {
        static const std::array<const char*, 26> kOperators = {
            "//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[",
            "]",  "(",  ")",  "{",  "}",  ">",  "<", "=", ".", ":", "|", ",", ";"};
        for (const char* text : kOperators) {
            if (!starts(text)) {
                continue;
            }
            const std::string found = text;
            if (found == "(" || found == "[" || found == "{") {
                open += found == "(" ? ')' : found == "[" ? ']' : '}';
            } else if (found == ")" || found == "]" || found == "}") {
                if (open.empty() || open.back() != found[0]) {
                    error(MG_TR("template", "\"%1\" closes nothing."), {found});
                }
                open.pop_back();
            }
            push(TokenKind::Operator, found);
            advance(m_at + found.size());
            return;
        }
        error(MG_TR("template", "The character \"%1\" has no meaning here."),
              {m_source.substr(m_at, 1)});
    }

    void string(char quote)
    {
        size_t end = m_at + 1;
        while (end < m_source.size() && m_source[end] != quote) {
            end += m_source[end] == '\\' ? 2 : 1;
        }
        if (end >= m_source.size()) {
            error(MG_TR("template", "A text is not closed."));
        }
        push(TokenKind::String,
             unescaped(std::string_view(m_source).substr(m_at + 1, end - m_at - 1), m_place));
        advance(end + 1);
    }

    void number();
    size_t digitsFrom(size_t at, int base) const;

    const std::string& m_source;
    size_t m_at = 0;
    Place m_place = {1, 1};
    bool m_lineStarts = true;
    std::vector<Token> m_out;
};

/// Digits of a base with single underscores between them.
size_t Lexer::digitsFrom(size_t at, int base) const
{
    const auto good = [&](size_t i) {
        const char c = i < m_source.size() ? m_source[i] : '\0';
        const int value = isDigit(c)                                     ? c - '0'
                          : std::isxdigit(static_cast<unsigned char>(c)) ? (c | 0x20) - 'a' + 10
                                                                         : 99;
        return value < base;
    };
    while (good(at) || (at < m_source.size() && m_source[at] == '_' && good(at + 1))) {
        ++at;
    }
    return at;
}

void Lexer::number()
{
    int base = 10;
    size_t begin = m_at;
    if (m_source[m_at] == '0' && m_at + 1 < m_source.size()) {
        const char kind = static_cast<char>(m_source[m_at + 1] | 0x20);
        base = kind == 'x' ? 16 : kind == 'o' ? 8 : kind == 'b' ? 2 : 10;
        begin += base == 10 ? 0 : 2;
    }
    size_t end = digitsFrom(begin, base);
    bool real = false;
    if (base == 10) {
        const auto at = [&](size_t i) { return i < m_source.size() ? m_source[i] : '\0'; };
        if (at(end) == '.' && isDigit(at(end + 1))) {
            end = digitsFrom(end + 1, 10);
            real = true;
        }
        const size_t sign = end + (at(end + 1) == '+' || at(end + 1) == '-' ? 1 : 0);
        if ((at(end) | 0x20) == 'e' && isDigit(at(sign + 1))) {
            end = digitsFrom(sign + 1, 10);
            real = true;
        }
    }
    std::string digits = m_source.substr(begin, end - begin);
    digits.erase(std::remove(digits.begin(), digits.end(), '_'), digits.end());
    if (real) {
        push(TokenKind::Float, digits, Value::real(std::strtod(digits.c_str(), nullptr)));
    } else {
        Int value = 0;
        for (const char c : digits) {
            if (value > (static_cast<Int>(1) << 100)) {
                error(MG_TR("template", "The number \"%1\" is too large."), {digits});
            }
            value = value * base + (isDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
        }
        push(TokenKind::Integer, digits, Value::integer(value));
    }
    advance(end);
}

}  // namespace

std::vector<Token> tokenize(const std::string& source)
{
    // Every line end counts as \n, and one at the very end is dropped.
    std::string clean;
    clean.reserve(source.size());
    for (size_t i = 0; i < source.size(); ++i) {
        if (source[i] == '\r') {
            clean += '\n';
            i += i + 1 < source.size() && source[i + 1] == '\n' ? 1 : 0;
        } else {
            clean += source[i];
        }
    }
    if (!clean.empty() && clean.back() == '\n') {
        clean.pop_back();
    }
    return Lexer(clean).run();
}

}  // namespace marginalia::jinja
