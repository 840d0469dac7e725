// SPDX-License-Identifier: Apache-2.0
#include "core/data/json_cursor.h"

#include "core/data/json_reader.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <array>

namespace marginalia {

namespace {

constexpr size_t kKeyBytes = 4096;

constexpr std::array<bool, 256> structuralBytes()
{
    std::array<bool, 256> bytes{};
    for (const char c : {'"', '{', '}', '[', ']'}) {
        bytes[static_cast<unsigned char>(c)] = true;
    }
    return bytes;
}
constexpr std::array<bool, 256> kStructural = structuralBytes();

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

bool endsScalar(char c)
{
    return isSpace(c) || c == ',' || c == ']' || c == '}' || c == ':' || c == '{' || c == '[';
}

}  // namespace

bool JsonCursor::fill()
{
    if (!m_piece.empty()) {
        return true;
    }
    if (!m_status.ok()) {
        return false;
    }
    Result<std::string_view> piece = m_source.next();
    if (!piece.ok()) {
        m_status = piece.error();
        return false;
    }
    m_piece = *piece;
    if (!m_begun) {
        m_begun = true;
        m_byte = m_source.firstByte();
    }
    return !m_piece.empty();
}

void JsonCursor::advance(size_t count)
{
    const std::string_view taken = m_piece.substr(0, count);
    const size_t newline = taken.rfind('\n');
    if (newline == std::string_view::npos) {
        m_column += static_cast<std::int64_t>(utf8::length(taken));
    } else {
        m_line += std::count(taken.begin(), taken.end(), '\n');
        m_column = static_cast<std::int64_t>(utf8::length(taken.substr(newline + 1))) + 1;
    }
    m_byte += static_cast<std::int64_t>(count);
    m_piece.remove_prefix(count);
}

int JsonCursor::peek()
{
    while (fill()) {
        size_t spaces = 0;
        while (spaces < m_piece.size() && isSpace(m_piece[spaces])) {
            ++spaces;
        }
        if (spaces > 0) {
            advance(spaces);
        }
        if (!m_piece.empty()) {
            return static_cast<unsigned char>(m_piece.front());
        }
    }
    return -1;
}

void JsonCursor::skipTo(std::int64_t byte)
{
    while (m_byte < byte && fill()) {
        advance(std::min(m_piece.size(), static_cast<size_t>(byte - m_byte)));
    }
}

/// How much of `text` belongs to the value; m_done when it ends there.
size_t JsonCursor::scan(std::string_view text)
{
    size_t at = 0;
    while (at < text.size()) {
        if (m_inText) {
            if (m_escaped) {
                m_escaped = false;
                ++at;
                continue;
            }
            while (at < text.size() && text[at] != '"' && text[at] != '\\') {
                ++at;
            }
            if (at == text.size()) {
                break;
            }
            m_escaped = text[at] == '\\';
            m_inText = m_escaped;
            ++at;
            m_done = !m_inText && m_depth == 0;
        } else if (m_scalar) {
            while (at < text.size() && !endsScalar(text[at])) {
                ++at;
            }
            m_done = at < text.size();
            return at;
        } else {
            while (at < text.size() && !kStructural[static_cast<unsigned char>(text[at])]) {
                ++at;
            }
            if (at == text.size()) {
                break;
            }
            const char c = text[at++];
            m_inText = c == '"';
            m_depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            m_done = !m_inText && m_depth <= 0;
        }
        if (m_done) {
            return at;
        }
    }
    return at;
}

JsonExtent JsonCursor::value(std::string* text, size_t limit)
{
    const int first = peek();
    JsonExtent extent;
    extent.position = position();
    extent.column = m_column;
    m_depth = 0;
    m_inText = m_escaped = m_done = false;
    m_scalar = first != '{' && first != '[' && first != '"';
    if (text != nullptr) {
        text->clear();
    }
    while (!m_done && fill()) {
        const size_t taken = scan(m_piece);
        extent.position.length += static_cast<std::int64_t>(taken);
        extent.tooLarge = extent.tooLarge || static_cast<size_t>(extent.position.length) > limit;
        if (text != nullptr && !extent.tooLarge) {
            text->append(m_piece, 0, taken);
        } else if (text != nullptr) {
            std::string().swap(*text);
        }
        advance(taken);
    }
    extent.cut = !m_done && !(m_scalar && extent.position.length > 0);
    return extent;
}

bool JsonCursor::key(std::string& out)
{
    std::string text;
    if (peek() != '"') {
        return false;
    }
    const JsonExtent extent = value(&text, kKeyBytes);
    Json json;
    JsonNotes notes;
    if (extent.cut || extent.tooLarge || utf8::firstInvalid(text) != std::string::npos ||
        readJson(text, json, notes) || !json.is_string()) {
        return false;
    }
    out = json.get<std::string>();
    if (peek() != ':') {
        return false;
    }
    skip();
    return true;
}

}  // namespace marginalia
