// SPDX-License-Identifier: Apache-2.0
#include "core/data/json_reader.h"

#include "core/data/json_scan.h"
#include "core/data/limits.h"
#include "core/base/utf8.h"

#include <array>
#include <unordered_set>

namespace marginalia {

namespace {

constexpr size_t kKeysSearchedInOrder = 16;

/// Bytes at which the fast copy of a string stops: quotes, backslash, control characters.
constexpr std::array<bool, 256> stopBytes()
{
    std::array<bool, 256> stops{};
    for (size_t i = 0; i < 0x20; ++i) {
        stops[i] = true;
    }
    stops['"'] = stops['\''] = stops['\\'] = true;
    return stops;
}
constexpr std::array<bool, 256> kStops = stopBytes();

class Parser {
public:
    Parser(std::string_view text, JsonNotes& notes, JsonDialect dialect)
        : m_text(text), m_notes(notes), m_python(dialect == JsonDialect::Python)
    {
    }

    std::optional<JsonIssue> run(Json& out)
    {
        skipSpace();
        if (!value(out, 0)) {
            return m_issue;
        }
        skipSpace();
        if (m_at != m_text.size()) {
            fail(MG_TR("data", "Expected the end of the value."));
            return m_issue;
        }
        return std::nullopt;
    }

private:
    bool atEnd() const { return m_at >= m_text.size(); }
    char here() const { return atEnd() ? '\0' : m_text[m_at]; }

    bool fail(Text what, std::string field = {})
    {
        m_issue.at = m_at;
        m_issue.field = std::move(field);
        m_issue.found = std::string(m_text.substr(std::min(m_at, m_text.size()), 160));
        m_issue.what = std::move(what);
        return false;
    }

    void skipSpace()
    {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\n' ||
                                        m_text[m_at] == '\r' || m_text[m_at] == '\t')) {
            ++m_at;
        }
    }

    bool take(std::string_view word)
    {
        if (!m_text.substr(m_at).starts_with(word)) {
            return false;
        }
        m_at += word.size();
        return true;
    }

    bool value(Json& out, size_t depth)
    {
        if (++m_values > limits::kJsonValues) {
            return fail({MG_TR("data", "One row may hold at most %1 values."),
                         {std::to_string(limits::kJsonValues)}});
        }
        switch (here()) {
            case '{':
                return object(out, depth + 1);
            case '[':
                return list(out, depth + 1, ']');
            case '(':
                return m_python ? list(out, depth + 1, ')') : word(out);
            case '"':
                return text(out, '"');
            case '\'':
                return m_python ? text(out, '\'') : word(out);
            default:
                return word(out);
        }
    }

    bool open(size_t depth)
    {
        if (depth > limits::kJsonDepth) {
            return fail({MG_TR("data", "Lists and objects may lie at most %1 deep in each other."),
                         {std::to_string(limits::kJsonDepth)}});
        }
        ++m_at;
        skipSpace();
        return true;
    }

    /// Behind an element: true when another one follows; `closed` tells whether the end was read.
    bool more(char end, bool& closed)
    {
        skipSpace();
        if (here() == end && !atEnd()) {
            ++m_at;
            closed = true;
            return false;
        }
        if (here() != ',') {
            return fail({MG_TR("data", "Expected \",\" or \"%1\"."), {std::string(1, end)}});
        }
        ++m_at;
        skipSpace();
        if (m_python && here() == end) {
            ++m_at;
            closed = true;
            return false;
        }
        return true;
    }

    bool list(Json& out, size_t depth, char end)
    {
        if (!open(depth)) {
            return false;
        }
        out = Json::array();
        auto& items = out.get_ref<Json::array_t&>();
        if (here() == end && !atEnd()) {
            ++m_at;
            return true;
        }
        bool closed = false;
        do {
            if (!value(items.emplace_back(), depth)) {
                return false;
            }
        } while (more(end, closed));
        return closed;
    }

    bool object(Json& out, size_t depth)
    {
        if (!open(depth)) {
            return false;
        }
        out = Json::object();
        // The map's own insertion searches all keys each time; duplicates are looked for here
        // instead.
        auto& items = static_cast<Json::object_t::Container&>(out.get_ref<Json::object_t&>());
        std::unordered_set<std::string> seen;
        if (here() == '}') {
            ++m_at;
            return true;
        }
        bool closed = false;
        do {
            std::string key;
            const size_t keyAt = m_at;
            if (!keyText(key)) {
                return false;
            }
            if (isRepeated(items, seen, key)) {
                m_at = keyAt;
                return fail({MG_TR("data", "The key \"%1\" occurs twice in one object."),
                             {quotedForError(key)}},
                            key);
            }
            skipSpace();
            if (here() != ':') {
                return fail(MG_TR("data", "Expected \":\" behind a key."));
            }
            ++m_at;
            skipSpace();
            items.emplace_back(std::move(key), Json());
            if (!value(items.back().second, depth)) {
                return false;
            }
        } while (more('}', closed));
        return closed;
    }

    template <class Items>
    static bool isRepeated(const Items& items, std::unordered_set<std::string>& seen,
                           const std::string& key)
    {
        if (items.size() < kKeysSearchedInOrder) {
            for (const auto& item : items) {
                if (item.first == key) {
                    return true;
                }
            }
            return false;
        }
        if (seen.empty()) {
            for (const auto& item : items) {
                seen.insert(item.first);
            }
        }
        return !seen.insert(key).second;
    }

    bool keyText(std::string& key)
    {
        if (here() != '"' && !(m_python && here() == '\'')) {
            return fail(MG_TR("data", "Expected a key in double quotes."));
        }
        return string(key, here());
    }

    bool text(Json& out, char quote)
    {
        out = std::string();
        return string(out.get_ref<std::string&>(), quote);
    }

    bool string(std::string& out, char quote)
    {
        const size_t begin = m_at++;
        while (true) {
            const size_t from = m_at;
            while (m_at < m_text.size() && !kStops[static_cast<unsigned char>(m_text[m_at])]) {
                ++m_at;
            }
            out.append(m_text, from, m_at - from);
            if (atEnd()) {
                m_at = begin;
                return fail(MG_TR("data", "This text has no closing quote."));
            }
            const char c = m_text[m_at];
            if (c == quote) {
                ++m_at;
                return true;
            }
            if (c == '\\') {
                if (!escape(out)) {
                    return false;
                }
            } else if (c == '"' || c == '\'') {
                out += c;
                ++m_at;
            } else {
                return fail(MG_TR(
                    "data", "A control character inside a text must be written as an escape."));
            }
        }
    }

    bool escape(std::string& out)
    {
        const char c = m_at + 1 < m_text.size() ? m_text[m_at + 1] : '\0';
        static constexpr std::string_view kNames = "\"\\/bfnrt";
        static constexpr std::string_view kValues = "\"\\/\b\f\n\r\t";
        const size_t index = kNames.find(c);
        if (c != '\0' && index != std::string_view::npos && !(m_python && c == '/')) {
            out += kValues[index];
            m_at += 2;
            return true;
        }
        if (c == 'u') {
            return unicodeEscape(out);
        }
        return m_python ? pythonEscape(out, c) : fail(MG_TR("data", "This escape does not exist."));
    }

    bool hex(size_t at, size_t digits, char32_t& out) const
    {
        return hexDigits(m_text, at, digits, out);
    }

    bool unicodeEscape(std::string& out)
    {
        char32_t point = 0;
        if (!hex(m_at + 2, 4, point)) {
            return fail(MG_TR("data", "Expected four hexadecimal digits behind \\u."));
        }
        m_at += 6;
        if (point >= 0xD800 && point < 0xDC00) {
            char32_t low = 0;
            const bool follows = m_text.substr(m_at).starts_with("\\u") && hex(m_at + 2, 4, low);
            if (follows && low >= 0xDC00 && low < 0xE000) {
                m_at += 6;
                point = 0x10000 + ((point - 0xD800) << 10U) + (low - 0xDC00);
            }
        }
        put(out, point);
        return true;
    }

    void put(std::string& out, char32_t point)
    {
        m_notes.nul = m_notes.nul || point == 0;
        if (point >= 0xD800 && point < 0xE000) {
            m_notes.surrogate = true;
            point = 0xFFFD;
        }
        utf8::append(out, point);
    }

    /// \xNN, \UNNNNNNNN, \0, \', \a, \v and a backslash before a line end.
    bool pythonEscape(std::string& out, char c)
    {
        char32_t point = 0;
        if ((c == 'x' && hex(m_at + 2, 2, point)) ||
            (c == 'U' && hex(m_at + 2, 8, point) && point <= 0x10FFFF)) {
            m_at += c == 'x' ? 4 : 10;
            put(out, point);
            return true;
        }
        static constexpr std::string_view kNames = "'0av";
        static constexpr std::string_view kValues("'\0\a\v", 4);
        const size_t index = kNames.find(c);
        if (c == '\0' || index == std::string_view::npos) {
            return fail(MG_TR("data", "This escape does not exist."));
        }
        put(out, static_cast<unsigned char>(kValues[index]));
        m_at += 2;
        return true;
    }

    bool word(Json& out)
    {
        const char c = here();
        if (c == '-' || (c >= '0' && c <= '9')) {
            return number(out);
        }
        if (take(m_python ? "True" : "true")) {
            out = true;
        } else if (take(m_python ? "False" : "false")) {
            out = false;
        } else if (take(m_python ? "None" : "null")) {
            out = nullptr;
        } else if (take(m_python ? "nan" : "NaN")) {
            out = "NaN";
            m_notes.nonFinite = true;
        } else if (take(m_python ? "inf" : "Infinity")) {
            out = "Infinity";
            m_notes.nonFinite = true;
        } else {
            return fail(atEnd() ? MG_TR("data", "The value ends too early.")
                                : MG_TR("data", "Expected a value."));
        }
        return true;
    }

    bool number(Json& out)
    {
        if (take(m_python ? "-inf" : "-Infinity")) {
            out = "-Infinity";
            m_notes.nonFinite = true;
            return true;
        }
        bool whole = false;
        const size_t end = numberEnd(m_text, m_at, m_python, whole);
        if (end == 0) {
            return fail(MG_TR("data", "This is not a number."));
        }
        if (!numberValue(m_text.substr(m_at, end - m_at), whole, out)) {
            return fail(MG_TR("data", "This number does not fit into a double."));
        }
        m_at = end;
        return true;
    }

    std::string_view m_text;
    JsonNotes& m_notes;
    bool m_python;
    size_t m_at = 0;
    size_t m_values = 0;
    JsonIssue m_issue;
};

}  // namespace

std::optional<JsonIssue> readJson(std::string_view text, Json& out, JsonNotes& notes,
                                  JsonDialect dialect)
{
    return Parser(text, notes, dialect).run(out);
}

}  // namespace marginalia
