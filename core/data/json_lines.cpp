// SPDX-License-Identifier: Apache-2.0
#include "core/data/limits.h"
#include "core/data/line_reader.h"
#include "core/data/text_rows.h"

#include <cstring>

namespace marginalia {

LineReader::LineReader(TextSource& source) : m_source(source) {}

Result<bool> LineReader::refill(std::string_view rest, TextLine& line)
{
    if (m_carry.size() + rest.size() > limits::kRowBytes) {
        line.tooLarge = true;
        m_carry.clear();
    } else if (!line.tooLarge) {
        m_carry.append(rest);
    }
    MG_TRY(m_piece, m_source.next());
    m_at = 0;
    return !m_piece.empty();
}

Result<bool> LineReader::next(TextLine& line)
{
    if (!m_begun) {
        m_begun = true;
        MG_TRY(m_piece, m_source.next());
        m_byte = m_source.firstByte();
    }
    m_carry.clear();
    if (m_carry.capacity() > 4 * limits::kChunkBytes) {
        m_carry.shrink_to_fit();
    }
    line = TextLine();
    line.position.line = ++m_line;
    line.position.byte = m_byte;
    while (true) {
        const std::string_view rest = m_piece.substr(m_at);
        const size_t length = std::min(rest.find('\n'), rest.size());
        m_byte += static_cast<std::int64_t>(length);
        if (length < rest.size()) {
            m_at += length + 1;
            ++m_byte;
            return finish(rest.substr(0, length), line);
        }
        MG_TRY(const bool more, refill(rest, line));
        if (!more) {
            const bool any = !m_carry.empty() || line.tooLarge;
            return any ? finish({}, line) : false;
        }
    }
}

bool LineReader::finish(std::string_view tail, TextLine& line)
{
    line.tooLarge = line.tooLarge || m_carry.size() + tail.size() > limits::kRowBytes;
    if (line.tooLarge) {
        return true;
    }
    if (m_carry.empty()) {
        line.text = tail;
    } else {
        m_carry.append(tail);
        line.text = m_carry;
    }
    const size_t first = line.text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) {
        line.text = {};
        return true;
    }
    line.text = line.text.substr(first, line.text.find_last_not_of(" \t\r") - first + 1);
    line.position.byte += static_cast<std::int64_t>(first);
    line.position.length = static_cast<std::int64_t>(line.text.size());
    line.column = static_cast<std::int64_t>(first) + 1;
    return true;
}

bool ProgressMeter::at(const TextSource& source)
{
    if (source.bytesRead() < m_next) {
        return true;
    }
    m_next = source.bytesRead() + limits::kProgressBytes;
    return m_sink.progress(source.bytesRead(), source.bytesTotal());
}

Status readJsonLines(TextSource& source, const RowOptions& options, RowSink& sink)
{
    LineReader lines(source);
    RowText rows(sink, options);
    ProgressMeter progress(sink);
    TextLine line;
    while (true) {
        MG_TRY(const bool more, lines.next(line));
        bool going = more;
        if (more && line.tooLarge) {
            going = line.position.byte < options.fromByte ||
                    sink.problem(tooLargeProblem(line.position));
        } else if (more && !line.text.empty()) {
            going = rows.give(line.text, line.position, line.column);
        }
        if (!going || !progress.at(source)) {
            return {};
        }
    }
}

}  // namespace marginalia
