// SPDX-License-Identifier: Apache-2.0
#include "core/text/jinja/interpreter.h"
#include "core/text/unicode.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstring>

namespace marginalia::jinja {

namespace {

// Wider than any field in use; a width of 10^9 must not make a text of that size.
constexpr std::int64_t kWidest = 10'000;

std::string toUtf8(const icu::UnicodeString& text)
{
    std::string out;
    text.toUTF8String(out);
    return out;
}

bool isLineEnd(char32_t c)
{
    return (c >= 0x0A && c <= 0x0D) || (c >= 0x1C && c <= 0x1E) || c == 0x85 || c == 0x2028 ||
           c == 0x2029;
}

size_t findFrom(const std::string& text, const std::string& what, size_t from)
{
    // memmem is linear; std::string::find is not.
    const void* found = ::memmem(text.data() + from, text.size() - from, what.data(), what.size());
    return found == nullptr ? std::string::npos
                            : static_cast<size_t>(static_cast<const char*>(found) - text.data());
}

/// One conversion of a %-format.
struct Conversion {
    std::string flags;
    std::int64_t width = -1;
    std::int64_t precision = -1;
    char kind = '\0';
};

class PercentFormatter {
public:
    PercentFormatter(const std::string& pattern, const Value& arguments)
        : m_pattern(pattern), m_arguments(arguments), m_tuple(arguments.is(Type::Tuple))
    {
    }

    std::string run()
    {
        std::string out;
        while (m_at < m_pattern.size()) {
            const char c = m_pattern[m_at++];
            if (c != '%') {
                out += c;
                continue;
            }
            std::string key;
            const Conversion conversion = parse(key);
            out += conversion.kind == '%' ? "%" : one(conversion, argument(key));
            spend(1, out.size() / 16);
        }
        if (m_tuple && m_next < m_arguments.items().size()) {
            fail(MG_TR("template", "Not all values of a format are used."));
        }
        return out;
    }

private:
    Conversion parse(std::string& key)
    {
        Conversion out;
        if (peek() == '(') {
            const size_t close = m_pattern.find(')', m_at);
            if (close == std::string::npos) {
                fail(MG_TR("template", "A format is not complete."));
            }
            key = m_pattern.substr(m_at + 1, close - m_at - 1);
            m_at = close + 1;
        }
        while (peek() != '\0' && std::strchr("-+ 0#", peek()) != nullptr) {
            out.flags += m_pattern[m_at++];
        }
        out.width = digits();
        if (peek() == '.') {
            ++m_at;
            out.precision = std::max<std::int64_t>(0, digits());
        }
        if (m_at >= m_pattern.size()) {
            fail(MG_TR("template", "A format is not complete."));
        }
        out.kind = m_pattern[m_at++];
        return out;
    }
    char peek() const { return m_at < m_pattern.size() ? m_pattern[m_at] : '\0'; }
    std::int64_t digits()
    {
        std::int64_t out = -1;
        while (peek() >= '0' && peek() <= '9') {
            out = std::min<std::int64_t>(
                std::max<std::int64_t>(out, 0) * 10 + (m_pattern[m_at++] - '0'), kWidest + 1);
        }
        if (out > kWidest) {
            fail(MG_TR("template", "A width is larger than 10,000."));
        }
        return out;
    }
    Value argument(const std::string& key)
    {
        if (!key.empty()) {
            const Value* found = m_arguments.isDict()
                                     ? m_arguments.dictObject().find(std::string_view(key))
                                     : nullptr;
            if (found == nullptr) {
                fail(Text(MG_TR("template", "The format has no value \"%1\"."), {key}));
            }
            return *found;
        }
        const size_t count = m_tuple ? m_arguments.items().size() : 1;
        if (m_next >= count) {
            fail(MG_TR("template", "A format has fewer values than places."));
        }
        return m_tuple ? m_arguments.items()[m_next++] : (++m_next, m_arguments);
    }

    static std::string one(const Conversion& conversion, const Value& value)
    {
        const bool left = conversion.flags.find('-') != std::string::npos;
        std::string out;
        if (conversion.kind == 's' || conversion.kind == 'r' || conversion.kind == 'a') {
            out = conversion.kind == 's' ? toText(value) : toRepr(value);
            if (conversion.precision >= 0) {
                const std::u32string all = unicode::decode(out);
                out = unicode::encode(
                    std::u32string_view(all).substr(0, static_cast<size_t>(conversion.precision)));
            }
        } else if (std::strchr("diuxXo", conversion.kind) != nullptr) {
            out = wholeText(conversion, value);
        } else if (std::strchr("eEfFgG", conversion.kind) != nullptr && value.isNumber()) {
            out = floatText(conversion, value.number());
        } else {
            fail(Text(MG_TR("template", "The format %%1 cannot take a value of type %2."),
                      {std::string(1, conversion.kind), typeName(value)}));
        }
        return padded(out, std::max<std::int64_t>(0, conversion.width), left ? 'l' : 'r', " ");
    }

    static std::string wholeText(const Conversion& conversion, const Value& value)
    {
        if (!value.isNumber() || (value.is(Type::Float) && std::abs(value.number()) > 1e18)) {
            fail(Text(MG_TR("template", "A whole number is needed, not a value of type %1."),
                      {typeName(value)}));
        }
        const Int number = value.is(Type::Float) ? static_cast<Int>(value.number()) : value.whole();
        const int base = conversion.kind == 'o' ? 8 : (conversion.kind | 0x20) == 'x' ? 16 : 10;
        const std::string_view signs =
            conversion.kind == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
        std::string digits;
        for (Int rest = number < 0 ? -number : number; rest != 0 || digits.empty(); rest /= base) {
            digits += signs[static_cast<size_t>(rest % base)];
        }
        std::reverse(digits.begin(), digits.end());
        return signedAndFilled(conversion, number < 0, digits);
    }

    static std::string floatText(const Conversion& conversion, double value)
    {
        const std::string pattern = std::string("%.*") + conversion.kind;
        std::vector<char> buffer(static_cast<size_t>(kWidest) + 400);
        const int precision = conversion.precision < 0 ? 6 : static_cast<int>(conversion.precision);
        std::snprintf(buffer.data(), buffer.size(), pattern.c_str(), precision, std::abs(value));
        return signedAndFilled(conversion, std::signbit(value), buffer.data());
    }

    static std::string signedAndFilled(const Conversion& conversion, bool negative,
                                       std::string digits)
    {
        const auto has = [&](char flag) {
            return conversion.flags.find(flag) != std::string::npos;
        };
        const std::string sign = negative ? "-" : has('+') ? "+" : has(' ') ? " " : "";
        const auto width = static_cast<size_t>(std::max<std::int64_t>(0, conversion.width));
        if (has('0') && !has('-') && digits.size() + sign.size() < width) {
            digits.insert(0, width - digits.size() - sign.size(), '0');
        }
        return sign + digits;
    }

    const std::string& m_pattern;
    const Value& m_arguments;
    bool m_tuple;
    size_t m_at = 0;
    size_t m_next = 0;
};

}  // namespace

std::string toUpper(const std::string& text)
{
    return toUtf8(icu::UnicodeString::fromUTF8(text).toUpper(icu::Locale::getRoot()));
}

std::string toLower(const std::string& text)
{
    return toUtf8(icu::UnicodeString::fromUTF8(text).toLower(icu::Locale::getRoot()));
}

std::string capitalized(const std::string& text)
{
    if (text.empty()) {
        return text;
    }
    const size_t first = std::min(unicode::lengthOf(text[0]), text.size());
    // The title form of a single character; a break iterator for the rest is not needed.
    const std::string title = toUtf8(icu::UnicodeString::fromUTF8(text.substr(0, first))
                                         .toTitle(nullptr, icu::Locale::getRoot()));
    return title + toLower(text.substr(first));
}

std::string escaped(const std::string& text)
{
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '\'':
                out += "&#39;";
                break;
            case '"':
                out += "&#34;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

std::string padded(const std::string& text, std::int64_t width, char side, const std::string& fill)
{
    if (width > kWidest) {
        fail(MG_TR("template", "A width is larger than 10,000."));
    }
    const std::int64_t missing = width - unicode::count(text);
    if (missing <= 0) {
        return text;
    }
    const auto blanks = [&](std::int64_t count) {
        std::string out;
        for (std::int64_t i = 0; i < count; ++i) {
            out += fill;
        }
        return out;
    };
    if (side == 'l') {
        return text + blanks(missing);
    }
    if (side == 'r') {
        return blanks(missing) + text;
    }
    // Python's center: the odd one goes left only when the width is odd, too.
    const std::int64_t left = missing / 2 + (missing & width & 1);
    return blanks(left) + text + blanks(missing - left);
}

std::string stripped(const std::string& text, const std::string* characters, bool left, bool right)
{
    const std::u32string set =
        characters != nullptr ? unicode::decode(*characters) : std::u32string();
    const auto drops = [&](size_t at) {
        const char32_t c = unicode::next(text, at);
        return characters != nullptr ? set.find(c) != std::u32string::npos
                                     : unicode::isPythonSpace(c);
    };
    size_t begin = 0;
    size_t end = text.size();
    while (left && begin < end && drops(begin)) {
        begin += unicode::lengthOf(text[begin]);
    }
    while (right && end > begin) {
        size_t last = end - 1;
        while (last > begin && unicode::isContinuation(text[last])) {
            --last;
        }
        if (!drops(last)) {
            break;
        }
        end = last;
    }
    spend(1 + static_cast<std::int64_t>((text.size() - (end - begin)) * (set.size() + 1) / 16));
    return text.substr(begin, end - begin);
}

std::string replaced(const std::string& text, const std::string& from, const std::string& to,
                     std::int64_t count)
{
    std::string out;
    size_t last = 0;
    const auto put = [&](size_t upTo) {
        out.append(text, last, upTo - last);
        out += to;
        last = upTo;
        spend(1, to.size());
    };
    if (from.empty()) {
        for (size_t at = 0; at <= text.size() && count != 0; ++at) {
            if (at == text.size() || !unicode::isContinuation(text[at])) {
                put(at);
                --count;
            }
        }
        return out + text.substr(last);
    }
    for (size_t at = findFrom(text, from, 0); at != std::string::npos && count != 0;
         at = findFrom(text, from, last)) {
        put(at);
        last = at + from.size();
        --count;
    }
    return out + text.substr(last);
}

std::vector<std::string> lines(const std::string& text, bool keepEnds)
{
    std::vector<std::string> out;
    size_t begin = 0;
    for (size_t at = 0; at < text.size();) {
        const size_t end = at;
        if (!isLineEnd(unicode::next(text, at))) {
            continue;
        }
        if (text[end] == '\r' && at < text.size() && text[at] == '\n') {
            ++at;
        }
        spend(1, (keepEnds ? at : end) - begin + sizeof(std::string));
        out.push_back(text.substr(begin, (keepEnds ? at : end) - begin));
        begin = at;
    }
    if (begin < text.size()) {
        out.push_back(text.substr(begin));
    }
    return out;
}

std::string formatted(const std::string& pattern, const Value& arguments)
{
    return PercentFormatter(pattern, arguments).run();
}

}  // namespace marginalia::jinja
