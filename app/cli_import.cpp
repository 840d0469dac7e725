// SPDX-License-Identifier: Apache-2.0
#include "app/cli_import.h"

#include "app/cli_read.h"
#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/data/reader.h"
#include "core/store/project.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>

namespace marginalia::cli {

namespace {

constexpr size_t kChunkRecords = 500;
constexpr size_t kMostProblems = 100;

/// Stores what a reader finds as one import, and remembers what the report says.
class ImportSink : public ReadSink {
public:
    ImportSink(ProjectWriter& writer, std::string path, std::optional<ImportInfo> goingOn)
        : m_writer(writer), m_path(std::move(path)), m_goingOn(std::move(goingOn))
    {
    }

    bool head(const ReadHead& head) override
    {
        m_report["container"] = head.container;
        m_report["format"] = head.format;
        if (head.format.empty()) {
            return true;  // refused: the reader's error follows, and no import is begun
        }
        const auto id = m_goingOn ? Result<std::int64_t>(m_goingOn->id)
                                  : m_writer.beginImport(m_path, head.format, m_mapping);
        if (!id.ok()) {
            m_status = id.error();
            return false;
        }
        m_import = *id;
        return true;
    }

    bool record(Record record) override
    {
        // Records of one row stay in one chunk, since an interrupted import goes on at a row.
        const bool sameRow = !m_chunk.empty() && m_chunk.back().source.byte >= 0 &&
                             m_chunk.back().source.byte == record.source.byte;
        if (m_chunk.size() >= kChunkRecords && !sameRow &&
            !store(std::max<std::int64_t>(record.source.byte, 0))) {
            return false;
        }
        m_leftOut += usableForTraining(record) ? 0 : 1;
        m_chunk.push_back(std::move(record));
        return true;
    }

    bool problem(const Problem& problem) override
    {
        if (m_problems.size() < kMostProblems) {
            Json entry = toJson(problem);
            entry.erase("t");
            m_problems.push_back(std::move(entry));
        }
        if (problem.severity == Severity::Error && ++m_shown <= 5) {
            std::fprintf(stderr, "%s:%lld: %s%s%s %s\n", m_path.c_str(),
                         static_cast<long long>(problem.position.line), problem.field.c_str(),
                         problem.field.empty() ? "" : ": ", problem.what.str().c_str(),
                         problem.todo.str().c_str());
        }
        return true;
    }

    bool progress(std::int64_t bytes, std::int64_t total) override
    {
        m_bytes = bytes;
        if (total > 0 && m_clock.seconds() > 1) {
            std::fprintf(stderr, "\r%s: %lld %%", nameOf(m_path).c_str(),
                         static_cast<long long>(100 * bytes / total));
            m_clock.restart();
            m_drawn = true;
        }
        return true;
    }

    void end(const ReadEnd& end) override
    {
        if (m_drawn) {
            std::fputc('\n', stderr);
        }
        if (!store(0)) {
            return;
        }
        m_status = m_writer.endImport(m_import, end);
        m_refused = end.refused;
        m_report["import"] = m_import;
        m_report["records"] = end.records;
        m_report["rows"] = end.rows;
        m_report["refused"] = end.refused;
        m_report["left_out_of_training"] = m_leftOut;
        m_report["codes"] = end.codes;
        m_report["bytes"] = end.bytes;
        m_report["sha256"] = end.sha256;
    }

    void setMapping(const std::string& text) { m_mapping = text; }
    const Status& status() const { return m_status; }
    std::int64_t refused() const { return m_refused; }
    Json report() const
    {
        Json out = {{"path", m_path}};
        out.update(m_report);
        out["problems"] = m_problems;
        return out;
    }

private:
    bool store(std::int64_t nextByte)
    {
        std::vector<Record> chunk;
        chunk.swap(m_chunk);
        m_status = m_writer.importChunk(m_import, std::move(chunk), nextByte);
        m_chunk.reserve(kChunkRecords);
        return m_status.ok();
    }

    ProjectWriter& m_writer;
    std::string m_path;
    std::string m_mapping;
    std::optional<ImportInfo> m_goingOn;
    std::int64_t m_import = 0;
    std::vector<Record> m_chunk;
    Json m_report = Json::object();
    Json m_problems = Json::array();
    Status m_status;
    std::int64_t m_refused = 0;
    std::int64_t m_leftOut = 0;
    std::int64_t m_bytes = 0;
    int m_shown = 0;
    bool m_drawn = false;
    Stopwatch m_clock;
};

Result<std::unique_ptr<Project>> openOrCreate(const std::string& folder)
{
    if (folderExists(folder)) {
        auto project = Project::open(folder, OpenMode::ReadWrite);
        if (project.ok() || project.error().kind != ErrorKind::NotFound) {
            return project;
        }
    }
    std::string trimmed = folder;
    while (trimmed.size() > 1 && trimmed.back() == '/') {
        trimmed.pop_back();
    }
    return Project::create(trimmed, nameOf(trimmed));
}

/// An import of this file that broke off and can go on where it ended.
std::optional<ImportInfo> brokenImport(Project& project, const std::string& path,
                                       const std::string& format)
{
    auto reader = project.reader();
    const auto imports =
        reader.ok() ? (*reader)->imports() : Result<std::vector<ImportInfo>>(reader.error());
    if (!imports.ok()) {
        return std::nullopt;
    }
    for (const ImportInfo& info : *imports) {
        if (!info.complete && !info.undone && info.nextByte > 0 && info.path == path &&
            (format.empty() || info.format == format)) {
            return info;
        }
    }
    return std::nullopt;
}

struct FileOutcome {
    Status status;
    std::int64_t refused = 0;
};

FileOutcome importFile(Project& project, const std::string& operand, ReadOptions reading,
                       Json& files)
{
    const std::string path = std::filesystem::absolute(operand).lexically_normal().string();
    const Stopwatch watch;
    const auto goingOn = brokenImport(project, path, reading.mapping ? "mapping" : reading.format);
    if (goingOn) {
        reading.fromByte = goingOn->nextByte;
        std::fprintf(stderr, "%s: going on after %lld records that are stored already.\n",
                     path.c_str(), static_cast<long long>(goingOn->records));
    }
    ImportSink sink(*project.writer(), path, goingOn);
    if (reading.mapping) {
        sink.setMapping(reading.mapping->json.dump());
    }
    Status status = readDataFile(path, reading, containerReaders(), sink);
    status = status.ok() ? sink.status() : status;
    Json report = sink.report();
    report["seconds"] = watch.seconds();
    if (!status.ok()) {
        report["error"] = status.error().message();
        std::fprintf(stderr, "marginalia-cli import: %s\n", status.error().message().c_str());
        hintAtMapping(status.error());
    } else {
        std::fprintf(
            stderr, "%s: %lld records as %s, %lld rows refused, %lld left out of training.\n",
            path.c_str(), report["records"].get<long long>(),
            report["format"].get<std::string>().c_str(), report["refused"].get<long long>(),
            report["left_out_of_training"].get<long long>());
    }
    files.push_back(std::move(report));
    return {status, sink.refused()};
}

}  // namespace

int runImport(const Words& words)
{
    const Options options(words, {"json", "replace-invalid"}, {"project", "format", "map"});
    if (!options.ok() || options.operands().empty() || !options.has("project")) {
        return usageError("import",
                          options.ok() ? "files and --project DIR are needed." : options.problem());
    }
    ReadOptions reading;
    reading.format = options.value("format");
    reading.replaceInvalid = options.has("replace-invalid");
    if (options.has("map")) {
        auto mapping = readMappingFile(options.value("map"));
        if (!mapping.ok()) {
            std::fprintf(stderr, "marginalia-cli import: %s\n", mapping.error().message().c_str());
            return 1;
        }
        reading.mapping = mapping.take();
    }
    auto project = openOrCreate(options.value("project"));
    if (!project.ok()) {
        std::fprintf(stderr, "marginalia-cli import: %s\n", project.error().message().c_str());
        return 1;
    }
    Json files = Json::array();
    bool failed = false;
    std::int64_t refused = 0;
    for (const std::string& operand : options.operands()) {
        const FileOutcome outcome = importFile(**project, operand, reading, files);
        failed = failed || !outcome.status.ok();
        refused += outcome.refused;
    }
    if (options.has("json")) {
        const Json out = {
            {"project", (*project)->folder()}, {"uid", (*project)->uid().hex()}, {"files", files}};
        std::printf("%s\n", out.dump(-1, ' ', false, Json::error_handler_t::replace).c_str());
    }
    return failed ? 1 : refused > 0 ? 4 : 0;
}

}  // namespace marginalia::cli
