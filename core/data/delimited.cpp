// SPDX-License-Identifier: Apache-2.0
#include "core/data/json_reader.h"
#include "core/data/limits.h"
#include "core/data/text_rows.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <unordered_set>

namespace marginalia {

namespace {

/// The cells of one line of a table, byte by byte.
class TableReader {
public:
    TableReader(TextSource& source, char delimiter) : m_source(source), m_delimiter(delimiter) {}

    struct Line {
        std::vector<std::string> cells;
        SourcePosition position;
        std::optional<Problem> problem;
    };

    /// False at the end.
    Result<bool> next(Line& line)
    {
        line = Line();
        m_state = State::CellStart;
        m_cell.clear();
        m_size = 0;
        MG_TRY(const bool any, fill());
        line.position = {m_line, m_byte, 0};
        if (!any) {
            return false;
        }
        while (true) {
            MG_TRY(const bool more, fill());
            if (!more) {
                finish(line);
                return true;
            }
            if (step(line)) {
                return true;
            }
        }
    }

private:
    enum class State { CellStart, Plain, Quoted, QuoteInQuoted, Bad };

    Result<bool> fill()
    {
        if (m_piece.empty()) {
            MG_TRY(m_piece, m_source.next());
            if (!m_begun) {
                m_begun = true;
                m_byte = m_source.firstByte();
            }
        }
        return !m_piece.empty();
    }

    char take()
    {
        const char c = m_piece.front();
        m_piece.remove_prefix(1);
        ++m_byte;
        m_line += c == '\n' ? 1 : 0;
        return c;
    }

    /// Copies what needs no decision.
    void takeRun()
    {
        const bool quoted = m_state == State::Quoted;
        size_t length = 0;
        while (length < m_piece.size()) {
            const char c = m_piece[length];
            if (quoted ? c == '"' : c == m_delimiter || c == '\n' || c == '\r') {
                break;
            }
            ++length;
        }
        m_size += length;
        if (m_size <= limits::kRowBytes && m_state != State::Bad) {
            m_cell.append(m_piece, 0, length);
        }
        m_line += std::count(m_piece.begin(), m_piece.begin() + static_cast<std::ptrdiff_t>(length),
                             '\n');
        m_byte += static_cast<std::int64_t>(length);
        m_piece.remove_prefix(length);
    }

    void endCell(Line& line)
    {
        line.cells.push_back(std::move(m_cell));
        m_cell.clear();
        m_state = State::CellStart;
    }

    /// True at the end of the line.
    bool step(Line& line)
    {
        if (m_state == State::Plain || m_state == State::Quoted || m_state == State::Bad) {
            takeRun();
            if (m_piece.empty()) {
                return false;
            }
        }
        const std::int64_t at = m_byte;
        const char c = take();
        ++m_size;
        if (m_state == State::Quoted) {
            m_state = State::QuoteInQuoted;
            return false;
        }
        if (m_state == State::CellStart && c == '"') {
            m_state = State::Quoted;
            m_quoteLine = m_line;
            return false;
        }
        if (m_state == State::QuoteInQuoted && c == '"') {
            m_cell += '"';
            m_state = State::Quoted;
            return false;
        }
        if (c == '\n') {
            finish(line, at);
            return true;
        }
        return other(line, c, at);
    }

    bool other(Line& line, char c, std::int64_t at)
    {
        if (c == m_delimiter && m_state != State::Bad) {
            endCell(line);
        } else if (c == '\r' && m_state == State::QuoteInQuoted) {
            // It belongs to the line end; behind plain cells finish() takes it away.
        } else if (m_state == State::QuoteInQuoted) {
            bad(line, at);
        } else if (m_state != State::Bad) {
            m_cell += c;
            m_state = State::Plain;
        }
        return false;
    }

    void bad(Line& line, std::int64_t at)
    {
        m_state = State::Bad;
        SourcePosition position{m_line, at, 0};
        line.problem = parseProblem(
            position, MG_TR("data", "Behind the closing quote of a cell the cell must end."),
            MG_TR("data",
                  "Write quotes inside a quoted cell twice. A file without quoting needs other "
                  "software first."));
    }

    void finish(Line& line, std::int64_t end = -1)
    {
        line.position.length = (end < 0 ? m_byte : end) - line.position.byte;
        if (m_state == State::Plain && m_cell.ends_with('\r')) {
            m_cell.pop_back();
        }
        if (m_state == State::Quoted) {
            line.problem =
                parseProblem({m_quoteLine, line.position.byte, 0},
                             MG_TR("data", "A quoted cell that begins in this line never ends."),
                             MG_TR("data", "Close the quote; what follows was not read."));
        } else if (m_size > limits::kRowBytes) {
            line.problem = tooLargeProblem(line.position);
        }
        endCell(line);
    }

    TextSource& m_source;
    char m_delimiter;
    std::string_view m_piece;
    std::string m_cell;
    State m_state = State::CellStart;
    size_t m_size = 0;
    std::int64_t m_line = 1;
    std::int64_t m_byte = 0;
    std::int64_t m_quoteLine = 0;
    bool m_begun = false;
};

bool isBlank(const TableReader::Line& line)
{
    return line.cells.size() == 1 && line.cells[0].empty() && line.position.length <= 1;
}

/// Lists of numbers stay text: "[1, 2]" is more often a text than data.
bool worthKeeping(const Json& value)
{
    return value.is_object() || (value.is_array() && !value.empty() && !value[0].is_number());
}

Json cellValue(std::string&& cell, std::vector<std::string>& codes)
{
    const auto note = [&codes](const char* code) {
        if (std::find(codes.begin(), codes.end(), code) == codes.end()) {
            codes.emplace_back(code);
        }
    };
    if (cell.starts_with('[') || cell.starts_with('{')) {
        for (const JsonDialect dialect : {JsonDialect::Json, JsonDialect::Python}) {
            Json value;
            JsonNotes notes;
            if (readJson(cell, value, notes, dialect) || !worthKeeping(value)) {
                continue;
            }
            if (dialect == JsonDialect::Python) {
                note("D-PYREPR");
            }
            if (notes.surrogate) {
                note("D-SURROGATE");
            }
            if (notes.nul) {
                note("D-NUL");
            }
            return value;
        }
    }
    if (cell.find('\0') != std::string::npos) {
        note("D-NUL");
    }
    return std::move(cell);
}

class Table {
public:
    Table(const RowOptions& options, RowSink& sink) : m_options(options), m_sink(sink) {}

    Status begin(TableReader::Line& line)
    {
        std::unordered_set<std::string> seen;
        for (std::string& name : line.cells) {
            if (utf8::firstInvalid(name) != std::string_view::npos || !seen.insert(name).second) {
                return failure(
                    ErrorKind::Parse,
                    {MG_TR("data",
                           "The column \"%1\" occurs twice in the header, or is not UTF-8."),
                     {quotedForError(utf8::repaired(name))}},
                    "line 1", MG_TR("data", "Give every column its own name."));
            }
        }
        if (line.problem || line.cells.size() > limits::kColumns) {
            return failure(ErrorKind::Parse,
                           {MG_TR("data", "The header is broken or has more than %1 columns."),
                            {std::to_string(limits::kColumns)}},
                           "line 1", MG_TR("data", "Put the first line right."));
        }
        m_names = std::move(line.cells);
        return {};
    }

    bool give(TableReader::Line& line)
    {
        if (line.position.byte < m_options.fromByte || isBlank(line)) {
            return true;
        }
        if (!line.problem && line.cells.size() != m_names.size()) {
            line.problem =
                parseProblem(line.position,
                             {MG_TR("data", "This row has %1 cells, the header has %2."),
                              {std::to_string(line.cells.size()), std::to_string(m_names.size())}},
                             MG_TR("data", "Put the row right, or leave it out."));
        }
        if (line.problem) {
            return m_sink.problem(std::move(*line.problem));
        }
        return giveCells(line);
    }

private:
    bool giveCells(TableReader::Line& line)
    {
        Row row;
        row.position = line.position;
        row.value = Json::object();
        auto& items = static_cast<Json::object_t::Container&>(row.value.get_ref<Json::object_t&>());
        for (size_t i = 0; i < m_names.size(); ++i) {
            std::string& cell = line.cells[i];
            if (utf8::firstInvalid(cell) != std::string_view::npos) {
                if (!m_options.replaceInvalid) {
                    return m_sink.problem(invalid(line, m_names[i], cell));
                }
                cell = utf8::repaired(cell);
                row.codes.emplace_back("D-UTF8");
            }
            items.emplace_back(m_names[i], cellValue(std::move(cell), row.codes));
        }
        return m_sink.row(std::move(row));
    }

    static Problem invalid(const TableReader::Line& line, const std::string& name,
                           const std::string& cell)
    {
        Problem problem = parseProblem(
            line.position, MG_TR("data", "This cell is not UTF-8."),
            MG_TR(
                "data",
                "Convert the file to UTF-8, or let wrong bytes be replaced (--replace-invalid)."));
        problem.code = "D-UTF8";
        problem.field = name;
        problem.found = quotedForError(utf8::repaired(cell.substr(utf8::firstInvalid(cell), 40)));
        return problem;
    }

    const RowOptions& m_options;
    RowSink& m_sink;
    std::vector<std::string> m_names;
};

}  // namespace

Status readDelimited(TextSource& source, char delimiter, const RowOptions& options, RowSink& sink)
{
    TableReader reader(source, delimiter);
    Table table(options, sink);
    ProgressMeter progress(sink);
    TableReader::Line line;
    MG_TRY(bool more, reader.next(line));
    if (!more) {
        return {};
    }
    MG_CHECK(table.begin(line));
    do {
        MG_TRY(more, reader.next(line));
        const bool going = more && table.give(line);
        if (!going || !progress.at(source)) {
            return {};
        }
    } while (more);
    return {};
}

}  // namespace marginalia
