// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/row.h"
#include "core/data/text_source.h"

#include <functional>

namespace marginalia {

/// Readers of text containers: each streams the rows of an open source to its end.

/// One object a line; blank lines are passed over, a bad line is a problem and reading goes on.
Status readJsonLines(TextSource& source, const RowOptions& options, RowSink& sink);

/// A list of objects, or objects one behind the other with or without a comma or line end between.
Status readJsonValues(TextSource& source, const RowOptions& options, RowSink& sink);

/// An object whose lists are splits or wrapped rows: {"train": [...]}, {"data": [...]}, {"rows":
/// [{"row": {...}}]}.
struct ObjectLists {
    std::vector<std::string> keys;  ///< whose lists are read
    bool splits = false;            ///< the key names the split
    bool wrapped = false;           ///< each item holds its row under "row"
};
Status readJsonLists(TextSource& source, const ObjectLists& lists, const RowOptions& options,
                     RowSink& sink);

/// An object whose values are lists of equal length, one a column. Opens the file once for every
/// column.
struct Column {
    std::string name;
    std::int64_t byte = 0;  ///< of the opening bracket of its list
};
Status readJsonColumns(const std::string& path, const std::vector<Column>& columns,
                       const RowOptions& options, RowSink& sink, RowTotals& totals);

/// Rows by RFC 4180 with a header line. Cells that begin with [ or { are tried as JSON, then as
/// Python literals.
Status readDelimited(TextSource& source, char delimiter, const RowOptions& options, RowSink& sink);

/// What a file holds that begins with {.
struct ObjectOutline {
    enum class Kind { Record, Splits, Rows, Columns, Concatenated, Broken };
    Kind kind = Kind::Broken;
    ObjectLists lists;
    std::vector<Column> columns;
    bool severalLines = false;  ///< the object runs over more than one line
};
Result<ObjectOutline> outlineOfObject(TextSource& source);

/// Reports every limits::kProgressBytes.
class ProgressMeter {
public:
    explicit ProgressMeter(RowSink& sink) : m_sink(sink) {}
    bool at(const TextSource& source);

private:
    RowSink& m_sink;
    std::int64_t m_next = 0;
};

}  // namespace marginalia
