// SPDX-License-Identifier: Apache-2.0
#include "app/cli_read.h"

#include "core/base/utf8.h"
#include "core/data/json_reader.h"
#include "core/data/json_writer.h"
#include "core/data/reader.h"
#ifdef MARGINALIA_HAS_PARQUET
#include "core/parquet/parquet_container.h"
#endif

#include <charconv>
#include <cstdio>
#include <fstream>
#include <iterator>

namespace marginalia::cli {

namespace {

constexpr size_t kFlushBytes = size_t{1} << 18U;

/// Writes the lines of the protocol to stdout in large pieces.
class LineSink : public ReadSink {
public:
    bool head(const ReadHead& head) override { return line(toJson(head)) && flush(); }

    bool row(const RowExamples& row) override { return line(toJson(row)); }

    bool record(Record record) override
    {
        const Status status = appendProtocolLine(record, m_buffer);
        if (!status.ok()) {
            Problem problem;
            problem.code = "D-PARSE";
            problem.position = record.source;
            problem.what = status.error().what;
            problem.todo = status.error().todo;
            ++m_tooLarge;
            return this->problem(problem);
        }
        return m_buffer.size() < kFlushBytes || flush();
    }

    bool problem(const Problem& problem) override
    {
        m_problems = m_problems || problem.severity == Severity::Error;
        return line(toJson(problem));
    }
    bool progress(std::int64_t bytes, std::int64_t total) override
    {
        return line(progressLine(bytes, total)) && flush();
    }
    void end(const ReadEnd& end) override
    {
        ReadEnd given = end;
        given.records -= m_tooLarge;
        given.refused += m_tooLarge;
        if (m_tooLarge > 0) {
            given.codes["D-PARSE"] += m_tooLarge;
        }
        line(toJson(given));
    }

    bool line(const Json& json)
    {
        appendJson(m_buffer, json);
        m_buffer += '\n';
        return m_buffer.size() < kFlushBytes || flush();
    }

    /// False when nobody reads any more.
    bool flush()
    {
        const bool written =
            std::fwrite(m_buffer.data(), 1, m_buffer.size(), stdout) == m_buffer.size();
        m_buffer.clear();
        if (m_buffer.capacity() > 16 * kFlushBytes) {
            m_buffer.shrink_to_fit();
        }
        m_failed = m_failed || !written || std::fflush(stdout) != 0;
        return !m_failed;
    }

    bool failed() const { return m_failed; }
    bool problems() const { return m_problems; }

private:
    std::string m_buffer;
    std::int64_t m_tooLarge = 0;
    bool m_failed = false;
    bool m_problems = false;
};

bool takeNumber(const Options& options, const char* name, std::int64_t& out)
{
    if (!options.has(name)) {
        return true;
    }
    const std::string text = options.value(name);
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), out);
    return code == std::errc() && end == text.data() + text.size() && out >= 0;
}

}  // namespace

Result<Mapping> readMappingFile(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        return failure(ErrorKind::NotFound, "The mapping cannot be read.", path, "Check the path.");
    }
    const std::string text((std::istreambuf_iterator<char>(file)),
                           std::istreambuf_iterator<char>());
    Mapping mapping;
    JsonNotes notes;
    if (utf8::firstInvalid(text) != std::string::npos) {
        return failure(ErrorKind::Parse, "The mapping is not UTF-8.", path, "Write it as UTF-8.");
    }
    if (const auto issue = readJson(text, mapping.json, notes)) {
        return failure(ErrorKind::Parse, issue->what,
                       path + " (byte " + std::to_string(issue->at) + ")",
                       "Put the mapping right.");
    }
    return mapping;
}

void hintAtMapping(const Error& error)
{
    if (error.kind == ErrorKind::Unsupported) {
        std::fputs(
            "--map FILE.json says which column is what, --format NAME names the scheme: see "
            "`marginalia-cli help read`.\n",
            stderr);
    }
}

std::vector<ContainerReader> containerReaders()
{
#ifdef MARGINALIA_HAS_PARQUET
    return {parquetContainer()};
#else
    return {};
#endif
}

int runRead(const Words& words)
{
    const Options options(words, {"json", "replace-invalid", "rows"},
                          {"format", "map", "limit", "from-byte"});
    if (!options.ok() || options.operands().size() != 1) {
        return usageError("read", options.ok() ? "exactly one file is needed." : options.problem());
    }
    ReadOptions reading;
    reading.format = options.value("format");
    reading.replaceInvalid = options.has("replace-invalid");
    reading.rows = options.has("rows");
    if (!takeNumber(options, "limit", reading.limit) ||
        !takeNumber(options, "from-byte", reading.fromByte)) {
        return usageError("read", "--limit and --from-byte take whole numbers.");
    }
    LineSink sink;
    Status status;
    if (options.has("map")) {
        Result<Mapping> mapping = readMappingFile(options.value("map"));
        if (mapping.ok()) {
            reading.mapping = mapping.take();
        } else {
            status = mapping.error();
        }
    }
    if (status.ok()) {
        status = readDataFile(options.operands()[0], reading, containerReaders(), sink);
    }
    if (!status.ok()) {
        sink.line(toJson(status.error()));
        std::fprintf(stderr, "marginalia-cli read: %s\n", status.error().message().c_str());
        hintAtMapping(status.error());
    }
    sink.flush();
    return sink.failed() || !status.ok() ? 1 : sink.problems() ? 4 : 0;
}

}  // namespace marginalia::cli
