// SPDX-License-Identifier: Apache-2.0
#include "core/data/json_cursor.h"
#include "core/data/json_reader.h"
#include "core/data/limits.h"
#include "core/data/text_rows.h"

#include <algorithm>
#include <memory>

namespace marginalia {

namespace {

constexpr size_t kKeyBytes = 4096;

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
            return broken(extent.position, MG_TR("data", "The value ends too early."));
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
        return broken(m_cursor.position(), MG_TR("data", "Expected \",\" or \"]\" behind a row."));
    }

    bool broken(SourcePosition position, Text what)
    {
        Problem problem =
            parseProblem(position, std::move(what),
                         MG_TR("data", "What follows cannot be read; put this place right."));
        problem.column = m_cursor.column();
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
        rows.broken(cursor.position(), MG_TR("data", "Expected the end of the file."));
    }
    return cursor.status();
}

/// The key before a value of an object, with its colon.
bool takeKey(JsonCursor& cursor, std::string& key)
{
    std::string text;
    if (cursor.peek() != '"') {
        return false;
    }
    const JsonExtent extent = cursor.value(&text, kKeyBytes);
    Json json;
    JsonNotes notes;
    if (extent.cut || extent.tooLarge || readJson(text, json, notes) || !json.is_string()) {
        return false;
    }
    key = json.get<std::string>();
    if (cursor.peek() != ':') {
        return false;
    }
    cursor.skip();
    return true;
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
            rows.broken(cursor.position(), MG_TR("data", "Expected \"{\"."));
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
        if (!takeKey(cursor, key)) {
            rows.broken(cursor.position(), MG_TR("data", "Expected a key in double quotes."));
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
            rows.broken(cursor.position(), MG_TR("data", "Expected \",\" or \"}\"."));
            return cursor.status();
        }
    }
    if (cursor.peek() == '}') {
        cursor.skip();
    }
    return finish(cursor, rows);
}

namespace {

/// One column of a column-wise file: its own way through the file.
struct ColumnCursor {
    std::string name;
    std::unique_ptr<TextSource> source;
    std::unique_ptr<JsonCursor> cursor;
    std::string text;
};

Result<std::vector<ColumnCursor>> openColumns(const std::string& path,
                                              const std::vector<Column>& columns)
{
    std::vector<ColumnCursor> out;
    for (const Column& column : columns) {
        ColumnCursor& entry = out.emplace_back();
        entry.name = column.name;
        MG_TRY(entry.source, TextSource::open(path));
        entry.cursor = std::make_unique<JsonCursor>(*entry.source);
        entry.cursor->skipTo(column.byte);
        entry.cursor->peek();
        entry.cursor->skip();
    }
    return out;
}

/// One row across all columns; false when a cell is no value.
bool columnRow(std::vector<ColumnCursor>& columns, const RowText& texts, Row& row, Problem& problem)
{
    bool good = true;
    row.value = Json::object();
    for (ColumnCursor& column : columns) {
        const JsonExtent extent = column.cursor->value(&column.text, limits::kRowBytes);
        if (column.cursor->peek() == ',') {
            column.cursor->skip();
        }
        if (row.position.byte < 0) {
            row.position = extent.position;
        }
        Json cell;
        if (extent.tooLarge) {
            problem = tooLargeProblem(extent.position);
            good = false;
        } else if (good && !texts.parse(column.text, extent.position, extent.column, cell,
                                        row.codes, problem)) {
            problem.field = column.name;
            good = false;
        }
        row.value[column.name] = std::move(cell);
    }
    return good;
}

}  // namespace

Status readJsonColumns(const std::string& path, const std::vector<Column>& columns,
                       const RowOptions& options, RowSink& sink, RowTotals& totals)
{
    MG_TRY(std::vector<ColumnCursor> cursors, openColumns(path, columns));
    RowText texts(sink, options);
    ProgressMeter progress(sink);
    while (cursors.front().cursor->peek() >= 0 && cursors.front().cursor->peek() != ']') {
        Row row;
        Problem problem;
        const bool good = columnRow(cursors, texts, row, problem);
        if (row.position.byte < options.fromByte) {
            continue;
        }
        const bool going = good ? sink.row(std::move(row)) : sink.problem(std::move(problem));
        if (!going || !progress.at(*cursors.front().source)) {
            return cursors.front().cursor->status();
        }
    }
    // The digest needs the rest of the file.
    JsonCursor& first = *cursors.front().cursor;
    while (first.peek() >= 0) {
        first.skip();
    }
    totals.sha256 = cursors.front().source->sha256();
    totals.bytes = cursors.front().source->bytesRead();
    return first.status();
}

namespace {

/// One key of an object that may hold a whole file.
struct OutlineEntry {
    std::string key;
    bool list = false;
    std::int64_t count = 0;
    std::int64_t byte = 0;
    Json first;  // first item of the list, if it is not too large
};

bool outlineList(JsonCursor& cursor, OutlineEntry& entry)
{
    entry.list = true;
    entry.byte = cursor.position().byte;
    cursor.skip();
    std::string text;
    while (cursor.peek() >= 0 && cursor.peek() != ']') {
        const JsonExtent extent =
            cursor.value(entry.count == 0 ? &text : nullptr, limits::kChunkBytes);
        if (extent.cut || extent.position.length == 0) {
            return false;
        }
        if (entry.count++ == 0 && !extent.tooLarge) {
            JsonNotes notes;
            if (readJson(text, entry.first, notes)) {
                entry.first = nullptr;
            }
        }
        if (cursor.peek() == ',') {
            cursor.skip();
        } else if (cursor.peek() != ']') {
            return false;
        }
    }
    cursor.skip();
    return true;
}

bool outlineEntries(JsonCursor& cursor, std::vector<OutlineEntry>& entries)
{
    cursor.skip();
    while (cursor.peek() != '}') {
        OutlineEntry& entry = entries.emplace_back();
        if (entries.size() > limits::kTopLevelKeys || !takeKey(cursor, entry.key)) {
            return false;
        }
        if (cursor.peek() == '[') {
            if (!outlineList(cursor, entry)) {
                return false;
            }
        } else if (cursor.value(nullptr, limits::kRowBytes).position.length == 0) {
            return false;
        }
        if (cursor.peek() == ',') {
            cursor.skip();
        } else if (cursor.peek() != '}') {
            return false;
        }
    }
    cursor.skip();
    return true;
}

bool isMessage(const Json& value)
{
    return value.is_object() && (value.contains("role") || value.contains("from"));
}

bool isRowList(const OutlineEntry& entry)
{
    return entry.list && entry.first.is_object() && !isMessage(entry.first);
}

bool namesSplit(const std::string& key)
{
    for (const char* name : {"train", "test", "valid", "dev", "eval", "heldout"}) {
        if (key.starts_with(name)) {
            return true;
        }
    }
    return key == "val";
}

void judge(const std::vector<OutlineEntry>& entries, ObjectOutline& outline)
{
    using Kind = ObjectOutline::Kind;
    outline.kind = Kind::Record;
    bool columns = !entries.empty() && entries.size() <= limits::kColumnwiseColumns;
    for (const OutlineEntry& entry : entries) {
        if (isRowList(entry) && namesSplit(entry.key)) {
            outline.kind = Kind::Splits;
            outline.lists.splits = true;
            outline.lists.keys.push_back(entry.key);
        }
        columns = columns && entry.list && entry.count > 0 &&
                  entry.count == entries.front().count && !isMessage(entry.first);
    }
    for (const OutlineEntry& entry : entries) {
        if (outline.kind == Kind::Record && isRowList(entry) &&
            (entry.key == "data" || entry.key == "rows")) {
            outline.kind = Kind::Rows;
            outline.lists.keys = {entry.key};
            outline.lists.wrapped = entry.first.contains("row") && entry.first["row"].is_object();
        }
    }
    if (outline.kind == Kind::Record && columns) {
        outline.kind = Kind::Columns;
        for (const OutlineEntry& entry : entries) {
            outline.columns.push_back({entry.key, entry.byte});
        }
    }
}

}  // namespace

Result<ObjectOutline> outlineOfObject(TextSource& source)
{
    JsonCursor cursor(source);
    std::vector<OutlineEntry> entries;
    ObjectOutline outline;
    cursor.peek();
    const std::int64_t line = cursor.position().line;
    const bool whole = outlineEntries(cursor, entries);
    outline.severalLines = cursor.position().line > line;
    const int next = whole ? cursor.peek() : -1;
    MG_CHECK(cursor.status());
    if (!whole) {
        outline.kind = ObjectOutline::Kind::Broken;
    } else if (next == '{' || next == ',') {
        outline.kind = ObjectOutline::Kind::Concatenated;
    } else {
        judge(entries, outline);
    }
    return outline;
}

}  // namespace marginalia
