// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/reader.h"

#include <string>
#include <string_view>
#include <vector>

namespace marginalia {

/// One row of a container before anybody knows what it means: always a JSON object.
struct Row {
    Json value;
    SourcePosition position;
    std::vector<std::string> codes;
    std::string split;  ///< named by the container, not by a column
};

/// Receives the rows of a container in order; false stops the reading.
class RowSink {
public:
    virtual ~RowSink() = default;
    virtual bool row(Row row) = 0;
    virtual bool problem(Problem problem) = 0;
    virtual bool progress(std::int64_t bytes, std::int64_t total) = 0;
};

struct RowOptions {
    std::int64_t fromByte = 0;  ///< rows that begin before are passed over
    bool replaceInvalid =
        false;  ///< bytes that are not UTF-8 become U+FFFD; otherwise their row is refused
};

/// What is known of the file behind its last row.
struct RowTotals {
    std::string sha256;  ///< empty: stopped early
    std::int64_t bytes = 0;
};

/// A row as text: checks UTF-8, parses, turns what was odd into codes; says what is wrong
/// otherwise.
class RowText {
public:
    RowText(RowSink& sink, const RowOptions& options) : m_sink(sink), m_options(options) {}

    /// `column` is where the row begins in its line, from 1. Gives false when the sink wants no
    /// more.
    bool give(std::string_view text, SourcePosition position, std::int64_t column,
              const std::string& split = {});
    /// One value (a cell of a column); the same checks. False: `problem` is set.
    bool parse(std::string_view text, SourcePosition position, std::int64_t column, Json& out,
               std::vector<std::string>& codes, Problem& problem) const;

private:
    RowSink& m_sink;
    const RowOptions& m_options;
};

/// A problem of the kind Error with code D-PARSE.
Problem parseProblem(SourcePosition position, Text what, Text todo = {});
/// Of a row over limits::kRowBytes.
Problem tooLargeProblem(SourcePosition position);

}  // namespace marginalia
