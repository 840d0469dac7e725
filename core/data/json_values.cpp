// SPDX-License-Identifier: Apache-2.0
#include "core/data/json_cursor.h"
#include "core/data/limits.h"
#include "core/data/text_rows.h"

#include <algorithm>

namespace marginalia {

namespace {

/// One value at a time out of a cursor, to the sink.
class ValueRows {
public:
    ValueRows(JsonCursor& cursor, TextSource& source, const RowOptions& options, RowSink& sink)
        : m_cursor(cursor),
          m_source(source),
          m_options(options),
          m_sink(sink),
          m_rows(sink, options),
          m_progress(sink)
    {
    }

    bool stopped() const { return m_stopped; }

    bool give(const std::string& split = {}, bool wrapped = false)
    {
        const JsonExtent extent = m_cursor.value(&m_text, limits::kRowBytes);
        if (extent.tooLarge) {
            return keep(m_sink.problem(tooLargeProblem(extent.position)) && !extent.cut);
        }
        if (extent.position.length == 0 || extent.cut) {
            return broken(extent.position, extent.column,
                          MG_TR("data", "The value ends too early."));
        }
        const bool going = wrapped ? giveWrapped(extent, split)
                                   : m_rows.give(m_text, extent.position, extent.column, split);
        return keep(going && m_progress.at(m_source));
    }

    /// Behind a value of a list: true when another one follows.
    bool more()
    {
        const int next = m_cursor.peek();
        if (next == ',') {
            m_cursor.skip();
            return true;
        }
        if (next == ']') {
            m_cursor.skip();
            return false;
        }
        return broken(m_cursor.position(), m_cursor.column(),
                      MG_TR("data", "Expected \",\" or \"]\" behind a row."));
    }

    bool broken(SourcePosition position, std::int64_t column, Text what)
    {
        Problem problem =
            parseProblem(position, std::move(what),
                         MG_TR("data", "What follows cannot be read; put this place right."));
        problem.column = column;
        const int next = m_cursor.peek();
        problem.found = next < 0 ? "" : quotedForError(std::string(1, static_cast<char>(next)));
        m_sink.problem(std::move(problem));
        m_stopped = true;
        return false;
    }

    /// A list, from its opening bracket.
    bool list(const std::string& split, bool wrapped)
    {
        m_cursor.skip();
        if (m_cursor.peek() == ']') {
            m_cursor.skip();
            return true;
        }
        do {
            if (!give(split, wrapped)) {
                return false;
            }
        } while (more());
        return !m_stopped;
    }

private:
    bool keep(bool going)
    {
        m_stopped = m_stopped || !going;
        return going;
    }

    bool giveWrapped(const JsonExtent& extent, const std::string& split)
    {
        if (extent.position.byte < m_options.fromByte) {
            return true;
        }
        Row row;
        Problem problem;
        Json item;
        if (!m_rows.parse(m_text, extent.position, extent.column, item, row.codes, problem)) {
            return m_sink.problem(std::move(problem));
        }
        const auto inner = item.is_object() ? item.find("row") : item.end();
        if (inner == item.end() || !inner->is_object()) {
            problem = parseProblem(extent.position,
                                   MG_TR("data", "This item has no object under \"row\"."));
            problem.field = "row";
            return m_sink.problem(std::move(problem));
        }
        row.value = std::move(*inner);
        row.position = extent.position;
        row.split = split;
        return m_sink.row(std::move(row));
    }

    JsonCursor& m_cursor;
    TextSource& m_source;
    const RowOptions& m_options;
    RowSink& m_sink;
    RowText m_rows;
    ProgressMeter m_progress;
    std::string m_text;
    bool m_stopped = false;
};

/// Reads on to the end so that the digest covers the whole file; nothing but white space may
/// follow.
Status finish(JsonCursor& cursor, ValueRows& rows)
{
    if (!rows.stopped() && cursor.peek() >= 0) {
        rows.broken(cursor.position(), cursor.column(),
                    MG_TR("data", "Expected the end of the file."));
    }
    return cursor.status();
}

}  // namespace

Status readJsonValues(TextSource& source, const RowOptions& options, RowSink& sink)
{
    JsonCursor cursor(source);
    ValueRows rows(cursor, source, options, sink);
    if (cursor.peek() == '[') {
        if (!rows.list({}, false)) {
            return cursor.status();
        }
        return finish(cursor, rows);
    }
    while (cursor.peek() >= 0) {
        if (cursor.peek() == ',') {
            cursor.skip();
        }
        if (cursor.peek() != '{') {
            rows.broken(cursor.position(), cursor.column(), MG_TR("data", "Expected \"{\"."));
            break;
        }
        if (!rows.give()) {
            break;
        }
    }
    return cursor.status();
}

Status readJsonLists(TextSource& source, const ObjectLists& lists, const RowOptions& options,
                     RowSink& sink)
{
    JsonCursor cursor(source);
    ValueRows rows(cursor, source, options, sink);
    cursor.peek();
    cursor.skip();
    std::string key;
    while (cursor.peek() >= 0 && cursor.peek() != '}') {
        if (!cursor.key(key)) {
            rows.broken(cursor.position(), cursor.column(),
                        MG_TR("data", "Expected a key in double quotes."));
            return cursor.status();
        }
        const bool wanted =
            std::find(lists.keys.begin(), lists.keys.end(), key) != lists.keys.end();
        if (wanted && cursor.peek() == '[') {
            if (!rows.list(lists.splits ? key : std::string(), lists.wrapped)) {
                return cursor.status();
            }
        } else {
            cursor.value(nullptr, limits::kRowBytes);
        }
        if (cursor.peek() == ',') {
            cursor.skip();
        } else if (cursor.peek() != '}') {
            rows.broken(cursor.position(), cursor.column(),
                        MG_TR("data", "Expected \",\" or \"}\"."));
            return cursor.status();
        }
    }
    if (cursor.peek() == '}') {
        cursor.skip();
    }
    return finish(cursor, rows);
}

}  // namespace marginalia
