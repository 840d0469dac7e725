// SPDX-License-Identifier: Apache-2.0
#include "core/data/json_cursor.h"
#include "core/data/limits.h"
#include "core/data/text_rows.h"

#include <memory>

namespace marginalia {

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

}  // namespace marginalia
