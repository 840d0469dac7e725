// SPDX-License-Identifier: Apache-2.0
#include "core/data/reader.h"

#include "core/base/sha256.h"
#include "core/data/containers.h"
#include "core/data/importers.h"
#include "core/data/limits.h"
#include "core/data/mapping.h"
#include "core/data/sample.h"

#include <algorithm>

namespace marginalia {

namespace {

constexpr double kCertain = 0.5;  // share of rows from which a scheme is taken
constexpr double kMixed = 0.2;    // share from which a second scheme is one of the file's

/// How rows become records: by a mapping, or by one scheme, or row by row among several.
struct Plan {
    std::optional<MappingPlan> mapping;
    std::vector<const Scheme*> schemes;
    bool mixed = false;
    std::string format;
};

/// Nothing to read: the first problem says why, if there was one.
Error noRows(const std::string& path, const std::optional<Problem>& problem)
{
    if (!problem) {
        return failure(ErrorKind::Parse, MG_TR("data", "The file holds no rows."), path,
                       MG_TR("data", "Name a file with rows."));
    }
    const std::string where = path + ":" + std::to_string(problem->position.line) + ":" +
                              std::to_string(problem->column) + " (byte " +
                              std::to_string(problem->position.byte) + ")";
    return failure(ErrorKind::Parse, problem->what, where, problem->todo);
}

Error needsMapping(const std::string& path, const std::vector<Guess>& guesses)
{
    return failure(ErrorKind::Unsupported,
                   {MG_TR("data", "The columns follow no scheme that is known here: %1."),
                    {guesses.front().reason.str()}},
                   path, MG_TR("data", "Say which column is what, or name the scheme."));
}

Error refusedScheme(const std::string& path, const Scheme& scheme)
{
    return failure(ErrorKind::Unsupported,
                   {MG_TR("data", "This file holds %1 (%2), which is not imported yet."),
                    {scheme.title, scheme.id}},
                   path, scheme.todo);
}

std::string acceptedNames()
{
    std::string out;
    std::string last;
    for (const Scheme& scheme : schemes()) {
        if (scheme.importer != nullptr && last != scheme.id) {
            out += (out.empty() ? "" : ", ") + std::string(scheme.id);
            last = scheme.id;
        }
    }
    return out;
}

Result<Plan> namedPlan(const std::string& path, const std::string& format)
{
    const Scheme* scheme = schemeById(format);
    if (scheme == nullptr) {
        return failure(ErrorKind::Invalid, {MG_TR("data", "There is no scheme \"%1\"."), {format}},
                       path, {MG_TR("data", "Schemes are %1."), {acceptedNames()}});
    }
    if (scheme->importer == nullptr) {
        return refusedScheme(path, *scheme);
    }
    Plan plan;
    plan.schemes = {scheme};
    plan.format = scheme->id;
    return plan;
}

/// The scheme that most rows follow; with a second one from a fifth of the rows on, row by row.
Result<Plan> sniffedPlan(const std::string& path, const std::vector<Guess>& guesses)
{
    const Scheme* best =
        guesses.front().format.empty() ? nullptr : schemeById(guesses.front().format);
    if (best != nullptr && best->importer == nullptr && guesses.front().share >= kCertain) {
        return refusedScheme(path, *best);
    }
    Plan plan;
    double share = 0;
    int schemesSeen = 0;
    for (const Guess& guess : guesses) {
        const Scheme* scheme = guess.format.empty() ? nullptr : schemeById(guess.format);
        if (scheme == nullptr || guess.share < kMixed) {
            continue;
        }
        ++schemesSeen;
        if (scheme->importer != nullptr) {
            plan.schemes.push_back(scheme);
            share += guess.share;
        }
    }
    if (plan.schemes.empty() || share < kCertain) {
        return needsMapping(path, guesses);
    }
    plan.mixed = schemesSeen > 1;
    plan.format = plan.schemes.front()->id;
    return plan;
}

Result<Plan> planFor(const std::string& path, const ReadOptions& options,
                     const std::vector<Guess>& guesses)
{
    if (options.mapping) {
        Plan plan;
        MG_TRY(plan.mapping, MappingPlan::of(*options.mapping));
        plan.format = "mapping";
        return plan;
    }
    return options.format.empty() ? sniffedPlan(path, guesses) : namedPlan(path, options.format);
}

/// Rows to records, and the counts of the end.
class Conversion : public RowSink {
public:
    Conversion(const Plan& plan, const ReadOptions& options, ReadSink& sink)
        : m_plan(plan), m_options(options), m_sink(sink)
    {
    }

    bool row(Row row) override
    {
        ++m_end.rows;
        Record stub;
        stub.source = row.position;
        stub.codes = std::move(row.codes);
        stub.split = std::move(row.split);
        m_records.clear();
        if (m_options.rows && !m_sink.row(rowExamples(row.value))) {
            return m_going = false;
        }
        std::optional<RowIssue> issue = convert(row.value, stub);
        if (issue) {
            return refuse(problemOf(*issue, row.position));
        }
        return std::all_of(m_records.begin(), m_records.end(),
                           [this](Record& record) { return give(record); });
    }

    bool problem(Problem problem) override
    {
        ++m_end.rows;
        return refuse(std::move(problem));
    }

    bool progress(std::int64_t bytes, std::int64_t total) override
    {
        m_end.bytes = bytes;
        return m_going = m_going && m_sink.progress(bytes, total);
    }

    bool stopped() const { return !m_going; }
    ReadEnd& end() { return m_end; }

private:
    static Problem problemOf(const RowIssue& issue, const SourcePosition& position)
    {
        Problem problem;
        problem.code = issue.code;
        problem.position = position;
        problem.field = issue.field;
        problem.found = issue.found;
        problem.what = issue.what;
        problem.todo = issue.todo;
        return problem;
    }

    std::optional<RowIssue> convert(Json& row, Record& stub)
    {
        if (m_plan.mapping) {
            return m_plan.mapping->apply(row, stub, m_records);
        }
        const Scheme* scheme = m_plan.schemes.front();
        if (m_plan.mixed) {
            const Scheme* own = schemeOf(shapeOf(row));
            // A prompt alone is a row whose answers are missing.
            const bool lacking = own == nullptr || std::string_view(own->id) == "trl-prompt-only";
            scheme = lacking ? scheme : own;
        }
        if (scheme->importer == nullptr) {
            return RowIssue{
                "D-PARSE",
                {},
                {},
                {MG_TR("data", "This row is one of %1 (%2), which are not imported yet."),
                 {scheme->title, scheme->id}},
                scheme->todo};
        }
        Record& record = m_records.emplace_back(std::move(stub));
        std::optional<RowIssue> issue = scheme->importer(row, record);
        record.meta = std::move(row);
        return issue;
    }

    bool refuse(Problem problem)
    {
        ++m_end.refused;
        ++m_end.codes[problem.code];
        return m_going = m_sink.problem(problem);
    }

    bool give(Record& record)
    {
        for (const std::string& code : record.codes) {
            ++m_end.codes[code];
        }
        ++m_end.records;
        m_going = m_sink.record(std::move(record)) &&
                  (m_options.limit < 0 || m_end.records < m_options.limit);
        return m_going;
    }

    const Plan& m_plan;
    const ReadOptions& m_options;
    ReadSink& m_sink;
    std::vector<Record> m_records;
    ReadEnd m_end;
    bool m_going = true;
};

Status readRows(const std::string& path, const OpenContainer& container, const Plan& plan,
                const ReadOptions& options, ReadSink& sink)
{
    RowOptions rows;
    rows.fromByte = options.fromByte;
    rows.replaceInvalid = options.replaceInvalid;
    RowTotals totals;
    Conversion conversion(plan, options, sink);
    Status status;
    if (options.limit != 0) {
        status = container.read(rows, conversion, totals);
    }
    if (!status.ok() && status.error().kind != ErrorKind::Corrupt) {
        return status;
    }
    if (!status.ok()) {
        // What was read before the damage is good.
        Problem problem;
        problem.code = "D-PARSE";
        problem.what = status.error().what;
        problem.todo = status.error().todo;
        conversion.problem(std::move(problem));
    }
    ReadEnd& end = conversion.end();
    if (!conversion.stopped() && status.ok() && options.limit != 0) {
        end.sha256 = totals.sha256;
        end.bytes = totals.bytes;
        if (end.sha256.empty()) {
            MG_TRY(end.sha256, sha256OfFile(path));
        }
    }
    sink.end(end);
    return {};
}

}  // namespace

Status readDataFile(const std::string& path, const ReadOptions& options, ReadSink& sink)
{
    return readDataFile(path, options, {}, sink);
}

Status readDataFile(const std::string& path, const ReadOptions& options,
                    const std::vector<ContainerReader>& containers, ReadSink& sink)
{
    MG_TRY(const OpenContainer container, openContainer(path, containers));
    if (options.fromByte > 0 && container.name == "parquet") {
        return failure(
            ErrorKind::Invalid, MG_TR("data", "A Parquet file cannot be continued at a byte."),
            path,
            MG_TR(
                "data",
                "Import it anew; nothing of it is stored twice when the first import is undone."));
    }
    MG_TRY(FileSample sample, sampleFile(path, container));
    ReadHead head;
    head.path = path;
    head.container = container.name;
    head.codes = container.codes;
    head.columns = std::move(sample.columns);
    head.guesses = guessFormat(sample.rows);
    if (sample.rows.empty()) {
        return noRows(path, sample.problem);
    }
    Result<Plan> plan = planFor(path, options, head.guesses);
    if (plan.ok()) {
        head.format = plan->format;
    }
    const bool going = sink.head(head);
    if (!plan.ok()) {
        return plan.error();
    }
    if (!going) {
        sink.end({});
        return {};
    }
    return readRows(path, container, *plan, options, sink);
}

}  // namespace marginalia
