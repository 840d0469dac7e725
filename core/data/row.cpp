// SPDX-License-Identifier: Apache-2.0
#include "core/data/row.h"

#include "core/data/json_reader.h"
#include "core/data/limits.h"
#include "core/base/utf8.h"

#include <algorithm>

namespace marginalia {

namespace {

/// Line and column of `at` in a text that begins at `position` and `column`.
void locate(std::string_view text, size_t at, SourcePosition& position, std::int64_t& column)
{
    const std::string_view before = text.substr(0, at);
    const auto lines = std::count(before.begin(), before.end(), '\n');
    const size_t lineStart = lines == 0 ? 0 : before.rfind('\n') + 1;
    const auto characters = static_cast<std::int64_t>(utf8::length(before.substr(lineStart)));
    column = lines == 0 ? column + characters : characters + 1;
    position.line += lines;
    position.byte += static_cast<std::int64_t>(at);
    position.length = 0;
}

Problem invalidUtf8(std::string_view text, size_t bad, SourcePosition position, std::int64_t column)
{
    Problem problem;
    problem.code = "D-UTF8";
    problem.column = column;
    problem.position = position;
    locate(text, bad, problem.position, problem.column);
    problem.found = quotedForError(utf8::repaired(text.substr(bad, 40)));
    problem.what = {MG_TR("data", "Byte %1 of the text is not UTF-8."),
                    {std::to_string(problem.position.byte)}};
    problem.todo = MG_TR(
        "data", "Convert the file to UTF-8, or let wrong bytes be replaced (--replace-invalid).");
    return problem;
}

const char* typeName(const Json& value)
{
    return value.is_array()    ? "a list"
           : value.is_string() ? "a text"
           : value.is_null()   ? "null"
                               : "a plain value";
}

}  // namespace

Problem parseProblem(SourcePosition position, Text what, Text todo)
{
    Problem problem;
    problem.code = "D-PARSE";
    problem.position = position;
    problem.what = std::move(what);
    problem.todo = std::move(todo);
    return problem;
}

Problem tooLargeProblem(SourcePosition position)
{
    return parseProblem(
        position,
        {MG_TR("data", "This row is larger than %1 bytes."), {std::to_string(limits::kRowBytes)}},
        MG_TR("data", "Split the row, or leave it out."));
}

bool RowText::parse(std::string_view text, SourcePosition position, std::int64_t column, Json& out,
                    std::vector<std::string>& codes, Problem& problem) const
{
    std::string repaired;
    const size_t bad = utf8::firstInvalid(text);
    if (bad != std::string_view::npos) {
        if (!m_options.replaceInvalid) {
            problem = invalidUtf8(text, bad, position, column);
            return false;
        }
        repaired = utf8::repaired(text);
        text = repaired;
        codes.emplace_back("D-UTF8");
    }
    JsonNotes notes;
    if (const auto issue = readJson(text, out, notes)) {
        problem = parseProblem(position, issue->what,
                               MG_TR("data", "Put the line right, or leave it out."));
        problem.column = column;
        problem.field = issue->field;
        problem.found = quotedForError(issue->found);
        locate(text, issue->at, problem.position, problem.column);
        return false;
    }
    if (notes.surrogate) {
        codes.emplace_back("D-SURROGATE");
    }
    if (notes.nul) {
        codes.emplace_back("D-NUL");
    }
    return true;
}

bool RowText::give(std::string_view text, SourcePosition position, std::int64_t column,
                   const std::string& split)
{
    if (position.byte < m_options.fromByte) {
        return true;
    }
    Row row;
    Problem problem;
    if (!parse(text, position, column, row.value, row.codes, problem)) {
        return m_sink.problem(std::move(problem));
    }
    if (!row.value.is_object()) {
        problem = parseProblem(
            position,
            {MG_TR("data", "A row must be a JSON object; this is %1."), {typeName(row.value)}},
            MG_TR("data", "Put the line right, or leave it out."));
        problem.column = column;
        problem.found = quotedForError(std::string(text.substr(0, 160)));
        return m_sink.problem(std::move(problem));
    }
    row.position = position;
    row.split = split;
    return m_sink.row(std::move(row));
}

}  // namespace marginalia
