// SPDX-License-Identifier: Apache-2.0
#include "core/text/markup.h"

#include "core/text/markup_inline.h"

#include <algorithm>
#include <string_view>

namespace marginalia {

namespace {

constexpr int kDeepest = 32;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// One line: its bytes without the line end, and where the text begins behind the indent.
struct Line {
    size_t begin;
    size_t end;
    size_t next;
    size_t text;
    int indent;  ///< columns; a tab counts four

    bool blank() const { return text == end; }
};

Line lineAt(std::string_view source, size_t begin)
{
    const size_t feed = std::min(source.find('\n', begin), source.size());
    Line out{begin, feed, std::min(feed + 1, source.size()), begin, 0};
    if (out.end > begin && source[out.end - 1] == '\r') {
        --out.end;
    }
    while (out.text < out.end && (source[out.text] == ' ' || source[out.text] == '\t')) {
        out.indent += source[out.text] == '\t' ? 4 : 1;
        ++out.text;
    }
    return out;
}

/// What begins a block, and where its own text starts.
struct Opening {
    BlockKind kind = BlockKind::Paragraph;
    int level = 0;
    std::string marker;
    size_t text = 0;
};

Opening openingOf(std::string_view source, const Line& line)
{
    Opening out;
    out.text = line.text;
    const auto at = [&](size_t i) { return i < line.end ? source[i] : '\n'; };
    const auto blank = [&](size_t i) { return at(i) == ' ' || at(i) == '\t' || at(i) == '\n'; };
    size_t i = line.text;
    if (at(i) == '#') {
        while (at(i) == '#' && i - line.text < 7) {
            ++i;
        }
        if (i - line.text <= 6 && blank(i)) {
            return {
                BlockKind::Heading, static_cast<int>(i - line.text), {}, std::min(i + 1, line.end)};
        }
    } else if (at(i) == '>') {
        int level = -1;
        while (at(i) == '>' || (at(i) == ' ' && at(i + 1) == '>')) {
            level += at(i) == '>' ? 1 : 0;
            ++i;
        }
        return {BlockKind::Quote, std::min(level, kDeepest), {}, at(i) == ' ' ? i + 1 : i};
    } else if ((at(i) == '-' || at(i) == '*' || at(i) == '+') && blank(i + 1) && i + 1 < line.end) {
        return {BlockKind::Bullet, std::min(line.indent / 2, kDeepest), "•", i + 2};
    } else if (isDigit(at(i))) {
        while (isDigit(at(i)) && i - line.text < 9) {
            ++i;
        }
        if ((at(i) == '.' || at(i) == ')') && blank(i + 1) && i + 1 < line.end) {
            return {BlockKind::Numbered, std::min(line.indent / 2, kDeepest),
                    std::string(source.substr(line.text, i - line.text)) + ".", i + 2};
        }
    }
    return out;
}

/// Length of ``` or ~~~ at the beginning of a line, or 0.
size_t fenceOf(std::string_view source, const Line& line)
{
    const char kind = line.blank() ? '\0' : source[line.text];
    size_t end = line.text;
    while (end < line.end && source[end] == kind) {
        ++end;
    }
    const bool fence = (kind == '`' || kind == '~') && end - line.text >= 3 &&
                       source.substr(end, line.end - end).find('`') == std::string_view::npos;
    return fence ? end - line.text : 0;
}

class Parser {
public:
    explicit Parser(const std::string& source) : m_source(source) {}

    std::vector<Block> run()
    {
        while (m_at < m_source.size()) {
            const Line line = lineAt(m_source, m_at);
            if (line.blank()) {
                m_at = line.next;
            } else if (const size_t fence = fenceOf(m_source, line)) {
                code(line, fence);
            } else {
                text(line);
            }
        }
        return std::move(m_out);
    }

private:
    void code(const Line& open, size_t fence)
    {
        const char kind = m_source[open.text];
        size_t end = open.next;
        m_at = open.next;
        while (m_at < m_source.size()) {
            const Line line = lineAt(m_source, m_at);
            m_at = line.next;
            const size_t closing = fenceOf(m_source, line);
            const bool closes =
                closing >= fence && m_source[line.text] == kind && line.text + closing == line.end;
            if (closes) {
                break;
            }
            end = line.next;
        }
        Block block;
        block.kind = BlockKind::Code;
        block.marker = m_source.substr(open.text + fence, open.end - open.text - fence);
        if (end > open.next && m_source[end - 1] == '\n') {
            --end;
        }
        block.runs.push_back(
            {m_source.substr(open.next, end - open.next), false, false, true, open.next});
        m_out.push_back(std::move(block));
    }

    /// A block and the lines that continue it: those that are not blank and begin nothing.
    void text(const Line& first)
    {
        const Opening opening = openingOf(m_source, first);
        size_t end = first.end;
        m_at = first.next;
        const bool continues =
            opening.kind != BlockKind::Heading && opening.kind != BlockKind::Quote;
        while (continues && m_at < m_source.size()) {
            const Line line = lineAt(m_source, m_at);
            if (line.blank() || fenceOf(m_source, line) > 0 ||
                openingOf(m_source, line).kind != BlockKind::Paragraph) {
                break;
            }
            end = line.end;
            m_at = line.next;
        }
        Block block;
        block.kind = opening.kind;
        block.level = opening.level;
        block.marker = opening.marker;
        block.runs = parseInline(m_source, std::min(opening.text, end), end);
        m_out.push_back(std::move(block));
    }

    const std::string& m_source;
    size_t m_at = 0;
    std::vector<Block> m_out;
};

}  // namespace

std::vector<Block> parseMarkup(const std::string& source)
{
    return Parser(source).run();
}

}  // namespace marginalia
