// SPDX-License-Identifier: Apache-2.0
#include "app/cli_run_input.h"

#include "app/cli_read.h"
#include "core/analysis/budget.h"
#include "core/data/reader.h"
#include "core/jobs/hub_cache.h"
#include "core/jobs/run_names.h"
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

}  // namespace

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
    const Json model = json.value("model", Json());
    const ModelScale scale =
        model.is_string() ? scaleOfModel(model.get<std::string>()) : ModelScale::Usual;
    if (!preset.empty() && json.value("method", Json()) == "lora" &&
        json["learning_rate"] == presetRate) {
        // An adapter takes larger steps than the preset's, which are for all weights.
        json.erase("learning_rate");
    }
    std::vector<SpecProblem> problems;
    auto spec = specOverDefaults(json, problems, scale);
    for (const SpecProblem& problem : problems) {
        std::fprintf(stderr, "%s: %s\n", problem.field.c_str(), problem.what.str().c_str());
    }
    return spec;
}

Result<std::vector<Record>> recordsFrom(const Options& options)
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

Result<Filter> filterFrom(const Options& options)
{
    if (!options.has("filter")) {
        return Filter();
    }
    const auto filter = Filter::fromText(options.value("filter"));
    if (!filter) {
        return failure(ErrorKind::Invalid,
                       MG_TR("cli", "--filter is not a filter of a saved view."));
    }
    return *filter;
}

std::string absolutePath(const std::string& path)
{
    std::error_code error;
    const auto out = std::filesystem::weakly_canonical(path, error);
    return error ? path : out.string();
}

Status settleModel(RunSpec& spec)
{
    if (spec.model.empty()) {
        return {};
    }
    MG_TRY(const ModelPlace place, findModel(spec.model));
    spec.model =
        place.commit.empty() ? absolutePath(place.folder) : place.repository + "@" + place.commit;
    return {};
}

Result<PreparedRun> snapshotFrom(const Options& options, const RunSpec& spec,
                                 const std::string& runsFolder)
{
    if (options.has("project")) {
        MG_TRY(const auto project, Project::open(options.value("project"), OpenMode::ReadOnly));
        MG_TRY(const auto reader, project->reader());
        MG_TRY(const Filter filter, filterFrom(options));
        return snapshotFromProject(*reader, filter, spec,
                                   runsFolder.empty() ? project->runsFolder() : runsFolder);
    }
    MG_TRY(const std::vector<Record> records, recordsFrom(options));
    return snapshotFromRecords(records, spec, runsFolder);
}

}  // namespace marginalia::cli
