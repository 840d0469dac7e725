// SPDX-License-Identifier: Apache-2.0
#include "core/text/markup_inline.h"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <map>

namespace marginalia {

namespace {

/// A range of the source with what it is; `marks` are the delimiters, which are not shown.
struct Part {
    size_t begin;
    size_t end;
    bool code = false;
    bool hidden = false;
    int bold = 0;  ///< +1 begins, -1 ends before this part
    int italic = 0;
};

/// An opening delimiter that waits for its partner.
struct Opener {
    char kind;
    size_t length;
    size_t part;
};

class InlineParser {
public:
    InlineParser(const std::string& source, size_t begin, size_t end)
        : m_source(source), m_begin(begin), m_end(end)
    {
        findBackticks();
    }

    std::vector<InlineRun> run()
    {
        for (m_at = m_begin; m_at < m_end;) {
            const char c = m_source[m_at];
            if (c == '\\' && m_at + 1 < m_end &&
                std::ispunct(static_cast<unsigned char>(m_source[m_at + 1])) != 0) {
                push(m_at, m_at + 1).hidden = true;
                push(m_at + 1, m_at + 2);
                m_at += 2;
            } else if (c == '`') {
                backticks();
            } else if (c == '*' || c == '_') {
                delimiter(c);
            } else {
                plain();
            }
        }
        return runs();
    }

private:
    Part& push(size_t begin, size_t end)
    {
        m_parts.push_back({begin, end});
        return m_parts.back();
    }
    size_t runLength(size_t at, char c) const
    {
        size_t end = at;
        while (end < m_end && m_source[end] == c) {
            ++end;
        }
        return end - at;
    }

    /// Places of runs of backticks by length, so that looking for the closing one is not a search
    /// each time.
    void findBackticks()
    {
        for (size_t at = m_begin; at < m_end;) {
            const size_t length = runLength(at, '`');
            if (length > 0) {
                m_backticks[length].push_back(at);
            }
            at += std::max<size_t>(length, 1);
        }
    }

    void backticks()
    {
        const size_t length = runLength(m_at, '`');
        const std::vector<size_t>& places = m_backticks[length];
        const auto close = std::upper_bound(places.begin(), places.end(), m_at);
        if (close == places.end()) {
            push(m_at, m_at + length);
            m_at += length;
            return;
        }
        push(m_at, m_at + length).hidden = true;
        push(m_at + length, *close).code = true;
        push(*close, *close + length).hidden = true;
        m_at = *close + length;
    }

    void plain()
    {
        size_t end = m_at + 1;
        while (end < m_end && m_source[end] != '\\' && m_source[end] != '`' &&
               m_source[end] != '*' && m_source[end] != '_') {
            ++end;
        }
        push(m_at, end);
        m_at = end;
    }

    void delimiter(char c)
    {
        const size_t length = runLength(m_at, c);
        const auto byte = [&](size_t i) { return i >= m_begin && i < m_end ? m_source[i] : ' '; };
        const auto blank = [&](size_t i) {
            return std::isspace(static_cast<unsigned char>(byte(i))) != 0;
        };
        const auto inWord = [&](size_t i) {
            return std::isalnum(static_cast<unsigned char>(byte(i))) != 0 || (byte(i) & 0x80) != 0;
        };
        const size_t before = m_at == m_begin ? SIZE_MAX : m_at - 1;
        const size_t after = m_at + length;
        // Underscores inside a word are part of a name.
        const bool closes = before != SIZE_MAX && !blank(before) && (c == '*' || !inWord(after));
        const bool opens = !blank(after) && (c == '*' || before == SIZE_MAX || !inWord(before));
        push(m_at, after);
        m_at = after;
        if (length > 3) {
            return;
        }
        const size_t part = m_parts.size() - 1;
        if (closes) {
            const auto open = std::find_if(
                m_open.rbegin(), m_open.rend(),
                [&](const Opener& opener) { return opener.kind == c && opener.length == length; });
            if (open != m_open.rend()) {
                pair(open->part, part, length);
                m_open.erase(open.base() - 1, m_open.end());
                return;
            }
        }
        if (opens) {
            // Only the newest opener of each form can be met by a closing one, so the stack stays
            // short.
            m_open.erase(std::remove_if(m_open.begin(), m_open.end(),
                                        [&](const Opener& opener) {
                                            return opener.kind == c && opener.length == length;
                                        }),
                         m_open.end());
            m_open.push_back({c, length, part});
        }
    }

    void pair(size_t open, size_t close, size_t length)
    {
        m_parts[open].hidden = true;
        m_parts[close].hidden = true;
        m_parts[open].bold += length >= 2 ? 1 : 0;
        m_parts[close].bold -= length >= 2 ? 1 : 0;
        m_parts[open].italic += length != 2 ? 1 : 0;
        m_parts[close].italic -= length != 2 ? 1 : 0;
    }

    std::vector<InlineRun> runs() const
    {
        std::vector<InlineRun> out;
        int bold = 0;
        int italic = 0;
        for (const Part& part : m_parts) {
            bold += part.bold;
            italic += part.italic;
            if (part.hidden || part.begin == part.end) {
                continue;
            }
            InlineRun* last = out.empty() ? nullptr : &out.back();
            const bool joins = last != nullptr && last->source + last->text.size() == part.begin &&
                               last->bold == (bold > 0) && last->italic == (italic > 0) &&
                               last->code == part.code;
            const std::string_view text =
                std::string_view(m_source).substr(part.begin, part.end - part.begin);
            if (joins) {
                last->text.append(text);
            } else {
                out.push_back({std::string(text), bold > 0, italic > 0, part.code, part.begin});
            }
        }
        return out;
    }

    const std::string& m_source;
    size_t m_begin;
    size_t m_end;
    size_t m_at = 0;
    std::vector<Part> m_parts;
    std::vector<Opener> m_open;
    std::map<size_t, std::vector<size_t>> m_backticks;
};

}  // namespace

std::vector<InlineRun> parseInline(const std::string& source, size_t begin, size_t end)
{
    return InlineParser(source, begin, end).run();
}

}  // namespace marginalia
