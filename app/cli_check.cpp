// SPDX-License-Identifier: Apache-2.0
#include "app/cli_check.h"

#include "app/cli_run_input.h"
#include "core/jobs/combinations.h"
#include "core/jobs/snapshot_project.h"

#include <cstdio>
#include <functional>

namespace marginalia::cli {

namespace {

/// What becomes of the labels under one combination.
struct Finding {
    std::string objective;
    LabelUse use;
    const char* why = nullptr;  ///< this version cannot train it; null: it can
    std::vector<SpecProblem> problems;

    bool good() const { return why == nullptr && problems.empty() && use.used > 0; }
};

/// Counts the labels under a combination: of the files, or of the project.
using Counting = std::function<Result<LabelUse>(const Combination& all)>;

Result<Counting> countingOf(const Options& options)
{
    if (!options.has("project")) {
        MG_TRY(std::vector<Record> records, recordsFrom(options));
        return Counting([records = std::move(records)](const Combination& all) {
            return Result<LabelUse>(labelUse(records, all));
        });
    }
    MG_TRY(std::shared_ptr<Project> project,
           Project::open(options.value("project"), OpenMode::ReadOnly));
    MG_TRY(std::shared_ptr<ProjectReader> reader, project->reader());
    MG_TRY(const Filter filter, filterFrom(options));
    return Counting([project, reader, filter](const Combination& all) {
        return labelUse(*reader, filter, all);
    });
}

Result<Finding> findingOf(const RunSpec& spec, bool withModel, const Counting& count)
{
    Finding out;
    out.objective = spec.objective;
    const ObjectiveInfo* info = findObjective(spec.objective);
    out.why = info != nullptr ? whyNotUsable(*info) : nullptr;
    for (SpecProblem& problem : checkRunSpec(spec)) {
        if (withModel || problem.field != "model") {
            out.problems.push_back(std::move(problem));
        }
    }
    MG_TRY(out.use, count(combinationOf(spec)));
    return out;
}

Json findingJson(const Finding& finding)
{
    Json problems = Json::array();
    for (const SpecProblem& problem : finding.problems) {
        problems.push_back({{"field", problem.field}, {"what", problem.what.str()}});
    }
    Json out = {{"id", finding.objective},      {"labelled", finding.use.labelled},
                {"used", finding.use.used},     {"converted", finding.use.converted},
                {"unused", finding.use.unused}, {"trainable", finding.why == nullptr},
                {"problems", problems}};
    if (finding.why != nullptr) {
        out["why_not_trainable"] = finding.why;
    }
    return out;
}

void print(const Finding& finding)
{
    std::string unused;
    for (const auto& [reason, count] : finding.use.unused) {
        unused += (unused.empty() ? "" : ", ") + std::to_string(count) + " " + reason;
    }
    std::printf("%-20s uses %lld of %lld, converts %lld%s%s\n", finding.objective.c_str(),
                static_cast<long long>(finding.use.used),
                static_cast<long long>(finding.use.labelled),
                static_cast<long long>(finding.use.converted), unused.empty() ? "" : ", drops ",
                unused.c_str());
    if (finding.why != nullptr) {
        std::printf("    %s\n", finding.why);
    }
    for (const SpecProblem& problem : finding.problems) {
        std::printf("    %s: %s\n", problem.field.c_str(), problem.what.str().c_str());
    }
}

int failed(const Error& error)
{
    const std::string text = error.message();
    std::fprintf(stderr, "marginalia-cli check: %s\n", text.c_str());
    return error.kind == ErrorKind::Parse || error.kind == ErrorKind::Corrupt ? 4 : 1;
}

/// One combination where the words name one, else every objective as it is by default.
Result<std::vector<RunSpec>> specsFrom(const Options& options)
{
    std::vector<RunSpec> out;
    for (const char* word : {"objective", "preset", "spec", "set", "term"}) {
        if (options.has(word)) {
            MG_TRY(const RunSpec spec, specFrom(options));
            out.push_back(spec);
            return out;
        }
    }
    for (const ObjectiveInfo& info : objectiveCatalog()) {
        out.push_back(defaultRunSpec(info.id));
        out.back().model = options.value("model");
    }
    return out;
}

}  // namespace

int runCheck(const Words& words)
{
    const Options options(words, {"json"},
                          {"spec", "preset", "set", "term", "model", "objective", "project",
                           "filter", "format", "map", "limit"});
    if (!options.ok()) {
        return usageError("check", options.problem());
    }
    if (options.operands().empty() != options.has("project")) {
        return usageError("check", "data files or --project are needed, one of them.");
    }
    const auto specs = specsFrom(options);
    if (!specs.ok()) {
        return failed(specs.error());
    }
    const auto counting = countingOf(options);
    if (!counting.ok()) {
        return failed(counting.error());
    }
    Json all = Json::array();
    bool good = true;
    for (const RunSpec& spec : *specs) {
        const auto finding = findingOf(spec, options.has("model"), *counting);
        if (!finding.ok()) {
            return failed(finding.error());
        }
        // A table over all is an answer; one combination that cannot train is a failure.
        good = good && (specs->size() > 1 || finding->good());
        if (options.has("json")) {
            all.push_back(findingJson(*finding));
        } else {
            print(*finding);
        }
    }
    if (options.has("json")) {
        std::puts(Json({{"objectives", all}}).dump().c_str());
    }
    return good ? 0 : 1;
}

}  // namespace marginalia::cli
