// SPDX-License-Identifier: Apache-2.0
#include "app/cli_training.h"

#include "app/cli_read.h"
#include "core/base/file.h"
#include "core/data/reader.h"
#include "core/jobs/hub_cache.h"
#include "core/jobs/run_names.h"
#include "core/jobs/snapshot_project.h"
#include "core/jobs/spec_settings.h"

#include <charconv>
#include <cstdio>
#include <filesystem>

namespace marginalia::cli {

namespace {

/// Collects the records of a file; says on stderr what was refused.
class Collector : public ReadSink {
public:
    Collector(std::string path, std::int64_t limit, std::vector<Record>& records)
        : m_path(std::move(path)), m_limit(limit), m_records(records)
    {
    }
    bool head(const ReadHead&) override { return true; }
    bool record(Record record) override
    {
        m_records.push_back(std::move(record));
        return m_limit < 0 || static_cast<std::int64_t>(m_records.size()) < m_limit;
    }
    bool problem(const Problem& problem) override
    {
        if (problem.severity == Severity::Error && ++m_refused <= 5) {
            std::fprintf(stderr, "%s:%lld: %s\n", m_path.c_str(),
                         static_cast<long long>(problem.position.line), problem.what.str().c_str());
        }
        return true;
    }
    bool progress(std::int64_t, std::int64_t) override { return true; }
    void end(const ReadEnd& end) override
    {
        std::fprintf(stderr, "%s: %lld records, %lld refused\n", m_path.c_str(),
                     static_cast<long long>(end.records), static_cast<long long>(end.refused));
    }

private:
    std::string m_path;
    std::int64_t m_limit;
    std::vector<Record>& m_records;
    std::int64_t m_refused = 0;
};

Result<RunSpec> specFrom(const Options& options)
{
    Json json = Json::object();
    Json presetRate;
    const std::string preset = options.value("preset");
    if (!preset.empty()) {
        for (const RunPreset& each : runPresets()) {
            if (each.id == preset) {
                json = toJson(each.spec);
                presetRate = json["learning_rate"];
            }
        }
        if (json.empty()) {
            return failure(ErrorKind::Invalid,
                           {MG_TR("cli", "There is no preset %1; see `objectives`."),
                            {quotedForError(preset)}});
        }
    }
    if (options.has("spec")) {
        MG_TRY(const Json given, run_names::readJsonObject(options.value("spec")));
        json.merge_patch(given);
    }
    for (const char* key : {"model", "objective", "name"}) {
        if (options.has(key)) {
            json[key] = options.value(key);
        }
    }
    for (const std::string& text : options.values("set")) {
        MG_TRY(const auto settings, settingsFromText(text));
        MG_CHECK(laySettings(json, settings));
    }
    for (const std::string& term : options.values("term")) {
        MG_CHECK(laySettings(
            json, {{"terms." + term.substr(0, term.find('=')),
                    term.find('=') == std::string::npos ? "1" : term.substr(term.find('=') + 1)}}));
    }
    if (!preset.empty() && json.value("method", Json()) == "lora" &&
        json["learning_rate"] == presetRate) {
        // An adapter takes larger steps than the preset's, which are for all weights.
        json.erase("learning_rate");
    }
    std::vector<SpecProblem> problems;
    auto spec = specOverDefaults(json, problems);
    for (const SpecProblem& problem : problems) {
        std::fprintf(stderr, "%s: %s\n", problem.field.c_str(), problem.what.str().c_str());
    }
    return spec;
}

/// Absolute, so that the run folder can be used from anywhere.
std::string absolute(const std::string& path)
{
    std::error_code error;
    const auto out = std::filesystem::weakly_canonical(path, error);
    return error ? path : out.string();
}

Result<std::vector<Record>> recordsOf(const Options& options)
{
    std::int64_t limit = -1;
    const std::string limitText = options.value("limit", "-1");
    const char* const end = limitText.data() + limitText.size();
    const auto [stopped, problem] = std::from_chars(limitText.data(), end, limit);
    if (problem != std::errc() || stopped != end) {
        return failure(ErrorKind::Invalid, MG_TR("cli", "--limit takes a number."));
    }
    ReadOptions reading;
    reading.format = options.value("format");
    if (options.has("map")) {
        MG_TRY(reading.mapping, readMappingFile(options.value("map")));
    }
    std::vector<Record> records;
    for (const std::string& path : options.operands()) {
        Collector collector(path, limit, records);
        MG_CHECK(readDataFile(path, reading, containerReaders(), collector));
    }
    return records;
}

Result<PreparedRun> prepare(const Options& options, const RunSpec& spec)
{
    const std::string runs = absolute(options.value("out", "runs"));
    if (options.has("project")) {
        MG_TRY(const auto project, Project::open(options.value("project"), OpenMode::ReadOnly));
        MG_TRY(const auto reader, project->reader());
        const auto filter =
            options.has("filter") ? Filter::fromText(options.value("filter")) : Filter();
        if (!filter) {
            return failure(ErrorKind::Invalid,
                           MG_TR("cli", "--filter is not a filter of a saved view."));
        }
        return snapshotFromProject(*reader, *filter, spec,
                                   options.has("out") ? runs : project->runsFolder());
    }
    MG_TRY(const std::vector<Record> records, recordsOf(options));
    return snapshotFromRecords(records, spec, runs);
}

int failed(const Error& error)
{
    // Printed in pieces: g++ 12 warns falsely when it inlines Error::message() here.
    std::fprintf(stderr, "marginalia-cli train: %s%s%s %s\n", error.where.c_str(),
                 error.where.empty() ? "" : ": ", error.what.str().c_str(),
                 error.todo.str().c_str());
    return error.kind == ErrorKind::Parse || error.kind == ErrorKind::Corrupt ? 4 : 1;
}

}  // namespace

int runTrain(const Words& words)
{
    const Options options(words, {"json", "quiet", "prepare"},
                          {"spec", "preset", "set", "term", "model", "objective", "name", "init",
                           "out", "project", "filter", "format", "map", "limit"});
    if (!options.ok()) {
        return usageError("train", options.problem());
    }
    if (options.operands().empty() != options.has("project")) {
        return usageError("train", "data files or --project are needed, one of them.");
    }
    auto spec = specFrom(options);
    if (!spec.ok()) {
        return failed(spec.error());
    }
    const std::string init = options.value("init");
    if (!init.empty()) {
        spec->model = folderExists(init) ? init : folderOf(init);
    }
    if (!spec->model.empty()) {
        const auto place = findModel(spec->model);
        if (!place.ok()) {
            return failed(place.error());
        }
        // With its commit a name of the hub is as good as a folder, and the run keeps both.
        spec->model = place->commit.empty() ? absolute(place->folder)
                                            : place->repository + "@" + place->commit;
    }
    const auto run = prepare(options, *spec);
    if (!run.ok()) {
        return failed(run.error());
    }
    if (!init.empty()) {
        const Status patched = patchRunJson(run->folder, {{"from_scratch", true}});
        if (!patched.ok()) {
            return failed(patched.error());
        }
    }
    std::fprintf(stderr, "uses %lld of %lld labelled records, %lld held out\n",
                 static_cast<long long>(run->use.used), static_cast<long long>(run->use.labelled),
                 static_cast<long long>(run->heldOut));
    Words training = {run->folder};
    if (options.has("quiet")) {
        training.push_back("--quiet");
    }
    // Only now LibTorch is loaded: data that cannot be used is said at once.
    const int code = options.has("prepare") ? 0 : runTrainVerb("resume", training);
    if (options.has("json")) {
        Json checkpoints = Json::array();
        for (const CheckpointInfo& each : listCheckpoints(run->folder)) {
            checkpoints.push_back({{"step", each.step}, {"folder", each.folder}});
        }
        std::puts(Json({{"run", run->folder},
                        {"used", run->use.used},
                        {"checkpoints", checkpoints},
                        {"code", code}})
                      .dump()
                      .c_str());
    } else {
        std::puts(run->folder.c_str());
    }
    return code;
}

}  // namespace marginalia::cli
