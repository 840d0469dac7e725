// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/data/record.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace marginalia {

enum class Severity : std::uint8_t { Error, Warning, Info };

/// Something wrong with one place of a file (code of interfaces.md 2). An Error means: this row
/// gave no record.
struct Problem {
    std::string code;  ///< "D-PARSE", "D-MISSING", ...
    Severity severity = Severity::Error;
    SourcePosition position;
    std::int64_t column = 0;  ///< from 1, code points; 0: unknown
    std::string field;        ///< JSON path or column name; empty: the row as a whole
    std::string found;        ///< escaped and cut at 80 characters
    Text what;
    Text todo;
};

/// Which scheme a file follows, how sure we are and why; shown in the import dialog.
struct Guess {
    std::string format;  ///< scheme id of interfaces.md 1.4, e.g. "trl-preference", "hh-rlhf"
    double share = 0;    ///< of the sampled rows that match
    Text reason;
};

/// A column of the file: name, types seen, an example cut to 200 characters.
struct ColumnInfo {
    std::string name;
    std::string types;
    std::string example;
};

/// What the columns of one row hold, as ColumnInfo::example has it.
using RowExamples = std::map<std::string, std::string>;

/// Any columns to our fields: what `--map FILE.json` and the import dialog's left side hold.
///
/// JSON: {"kind": "pair|unpaired|demo|steps|group|prompt", "text_mode": "chat|plain"?, "fields":
/// {FIELD: PATH}, "explode": ..?, "true_values": [..]?, "name": text?}. FIELD is one of prompt,
/// system, chosen, rejected, completion, label, score_chosen, score_rejected, strength, split,
/// steps, step_labels; of a group: answers (a list; without it the row is one answer), text, score,
/// rank and attribute.NAME, where "*" in a PATH stands for the answer ("*.response"). PATH is a
/// column name, a dotted path into nested objects and lists
/// ("input.messages"), or a template such as "{question}\n{options}" (lists joined by line ends).
/// "explode" makes several records of one row: a column (a list or an object: one record for each
/// element) or {"keys": [columns]} (one for each column); "*" in a PATH stands for the present
/// element ("*.solution"), its key or index is kept in meta["*"]["key"]. "true_values" lists the
/// values of the label that mean true. Without "text_mode" texts are plain and messages are chat.
struct Mapping {
    Json json;
};

struct ReadOptions {
    std::string format;              ///< scheme id; empty: sniff
    std::optional<Mapping> mapping;  ///< wins over format
    std::int64_t limit = -1;         ///< records; -1: all
    std::int64_t fromByte =
        0;  ///< continue here: rows that begin before are passed over (not for Parquet)
    bool replaceInvalid = false;  ///< bytes that are not UTF-8 become U+FFFD (code D-UTF8), as the
                                  ///< person agreed; otherwise their row is refused
    bool rows = false;            ///< give the sink each row's columns before its records
};

struct ReadHead {
    std::string path;
    std::string container;  ///< "jsonl", "json-array", "json-object", "csv", "tsv", "parquet", ...;
                            ///< "+gzip" when packed
    std::string format;  ///< the scheme in use; "mapping" when mapped; empty: refused or undecided
    std::vector<Guess> guesses;
    std::vector<ColumnInfo> columns;
    std::vector<std::string> codes;  ///< file-wide, e.g. D-UTF16
};

struct ReadEnd {
    std::int64_t records = 0;
    std::int64_t rows = 0;
    std::int64_t refused = 0;                   ///< rows that gave no record
    std::map<std::string, std::int64_t> codes;  ///< how often each code was seen
    std::string sha256;                         ///< of the file's bytes; empty when stopped early
    std::int64_t bytes = 0;
};

/// Receives what a reader finds, in file order, on the reader's thread. Any function may return
/// false to stop.
class ReadSink {
public:
    virtual ~ReadSink() = default;
    virtual bool head(const ReadHead& head) = 0;
    /// Only when asked for (ReadOptions::rows): what the row of the next records holds.
    virtual bool row(const RowExamples&) { return true; }
    virtual bool record(Record record) = 0;
    virtual bool problem(const Problem& problem) = 0;
    virtual bool progress(std::int64_t bytes, std::int64_t total) = 0;
    virtual void end(const ReadEnd& end) = 0;
};

/// Reads any data file as a stream: memory does not grow with the file.
///
/// The error is for the file as a whole (not there, not recognised, a scheme we refuse by name,
/// mapping needed); bad rows are problems and reading goes on.
Status readDataFile(const std::string& path, const ReadOptions& options, ReadSink& sink);

/// A container reader that another library adds (Parquet): asked before the built-in ones.
struct ContainerReader {
    std::string name;
    std::function<bool(const std::string& path)> recognises;
    /// Streams rows as JSON objects with their row number (from 1); `row` returns false to stop.
    std::function<Status(const std::string& path,
                         const std::function<bool(Json row, std::int64_t number)>& row)>
        read;
};

/// The same with further containers; `marginalia-cli` passes Parquet's.
Status readDataFile(const std::string& path, const ReadOptions& options,
                    const std::vector<ContainerReader>& containers, ReadSink& sink);

/// Lines of `marginalia-cli read` (key "t": head, row, record, problem, progress, end; after the
/// last one none, or "error" when the file as a whole cannot be read), and back.
Json toJson(const ReadHead& head);
Json toJson(const RowExamples& row);
Json toJson(const Problem& problem);
Json toJson(const ReadEnd& end);
Json toJson(const Error& error);
Json progressLine(std::int64_t bytes, std::int64_t total);
/// Appends a record's line with its line end; an error: it is longer than a line may be
/// (limits::kProtocolLineBytes).
Status appendProtocolLine(const Record& record, std::string& out);
/// Feeds one line of a reader child into `sink`; `going`, if given, becomes false when the sink
/// wants no more. An error: the line is not of the protocol, or it is the child's own "error" line,
/// given back as it was.
Status feedProtocolLine(const std::string& line, ReadSink& sink, bool* going = nullptr);

}  // namespace marginalia
