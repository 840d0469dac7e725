// SPDX-License-Identifier: Apache-2.0
#include "core/data/json_cursor.h"
#include "core/data/json_reader.h"
#include "core/data/limits.h"
#include "core/data/text_rows.h"

namespace marginalia {

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
        if (entries.size() > limits::kTopLevelKeys || !cursor.key(entry.key)) {
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
