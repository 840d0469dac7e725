// SPDX-License-Identifier: Apache-2.0
#include "core/eval/study_plan.h"

#include "core/base/file_folders.h"
#include "core/jobs/catalog.h"

#include <algorithm>
#include <charconv>

namespace marginalia {

namespace {

struct Sweep {
    std::string key;
    std::vector<std::string> values;  ///< "default" leaves the setting as it is
};

Status readNumber(const cli::Options& given, const char* name, std::int64_t& number,
                  std::int64_t least)
{
    if (!given.has(name)) {
        return {};
    }
    const std::string text = given.value(name);
    const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
    if (end.ec != std::errc() || end.ptr != text.data() + text.size() || number < least) {
        return failure(ErrorKind::Invalid, {MG_TR("study", "--%1 is a whole number from %2."),
                                            {name, std::to_string(least)}});
    }
    return {};
}

std::vector<std::string> trainableObjectives()
{
    std::vector<std::string> out;
    for (const ObjectiveInfo& info : objectiveCatalog()) {
        if (whyNotTrainable(info.needs) == nullptr) {
            out.push_back(info.id);
        }
    }
    return out;
}

Result<std::vector<Sweep>> sweepsFrom(const std::vector<std::string>& texts)
{
    std::vector<Sweep> out;
    for (const std::string& text : texts) {
        const std::size_t equals = text.find('=');
        if (equals == std::string::npos || equals == 0) {
            return failure(ErrorKind::Invalid,
                           {MG_TR("study", "--sweep takes KEY=VALUE,VALUE,..., not %1."),
                            {quotedForError(text)}});
        }
        Sweep sweep;
        sweep.key = text.substr(0, equals);
        sweep.values = moduleNames(text.substr(equals + 1));
        out.push_back(std::move(sweep));
    }
    return out;
}

/// Every combination of the sweeps' values; one empty combination without sweeps.
std::vector<std::vector<Setting>> combinations(const std::vector<Sweep>& sweeps)
{
    std::vector<std::vector<Setting>> out = {{}};
    for (const Sweep& sweep : sweeps) {
        std::vector<std::vector<Setting>> longer;
        for (const auto& before : out) {
            for (const std::string& value : sweep.values) {
                longer.push_back(before);
                longer.back().emplace_back(sweep.key, value);
            }
        }
        out = std::move(longer);
    }
    return out;
}

/// `ipo.beta=0.5` concerns ipo alone.
std::vector<Setting> settingsOf(const std::vector<Setting>& all, const std::string& objective)
{
    std::vector<Setting> out;
    for (const auto& [key, value] : all) {
        const std::string head = key.substr(0, key.find('.'));
        if (key.find('.') == std::string::npos || findObjective(head) == nullptr) {
            out.emplace_back(key, value);
        } else if (head == objective) {
            out.emplace_back(key.substr(head.size() + 1), value);
        }
    }
    return out;
}

Json baseOf(const StudyPlan& plan, const std::string& objective)
{
    Json base = {{"objective", objective}, {"model", plan.model}, {"max_steps", plan.steps},
                 {"batch_size", 8},        {"adam_beta2", 0.95},  {"held_out_share", 0.2},
                 {"max_length", 256},      {"eval_every", 0}};
    if (plan.project.empty()) {
        base["dtype"] = "fp32";
    }
    return base;
}

Result<RunSpec> specOf(const StudyPlan& plan, const std::string& objective,
                       const std::vector<Setting>& settings, std::uint64_t seed)
{
    Json json = baseOf(plan, objective);
    MG_CHECK(laySettings(json, settings));
    json["seed"] = seed;
    std::vector<SpecProblem> problems;
    MG_TRY(const RunSpec spec, specOverDefaults(json, problems));
    problems = checkRunSpec(spec);
    if (!problems.empty()) {
        return failure(ErrorKind::Invalid, problems[0].what, objective + ": " + problems[0].field);
    }
    return spec;
}

std::string nameOf(const StudyCell& cell)
{
    std::string out = cell.objective;
    for (const auto& [key, value] : cell.varied) {
        out += "-" + key + "_" + value;
    }
    out += "-" + std::to_string(cell.seed);
    std::replace(out.begin(), out.end(), '/', '_');
    return out;
}

}  // namespace

Result<StudyPlan> studyPlan(const cli::Words& words)
{
    const cli::Options given(words, {"json", "starter", "keep-runs", "store"},
                             {"objectives", "seeds", "set", "sweep", "steps", "labels", "prompts",
                              "model", "project", "out"});
    if (!given.ok() || !given.operands().empty()) {
        return failure(ErrorKind::Invalid, given.ok()
                                               ? Text(MG_TR("study", "It takes no operands."))
                                               : given.problem());
    }
    StudyPlan plan;
    plan.command = "marginalia-cli study";
    for (const std::string& word : words) {
        plan.command += " " + word;
    }
    plan.model = given.value("model", resourceFolder() + "/starter");
    plan.modelName = given.value("model", "starter");
    plan.out = given.value("out", "study");
    plan.project = given.value("project");
    plan.json = given.has("json");
    plan.keepRuns = given.has("keep-runs");
    plan.store = given.has("store") ? recordedStudyPath() : "";
    std::int64_t seeds = 3;
    MG_CHECK(readNumber(given, "seeds", seeds, 1));
    MG_CHECK(readNumber(given, "steps", plan.steps, 1));
    MG_CHECK(readNumber(given, "labels", plan.labels, 8));
    MG_CHECK(readNumber(given, "prompts", plan.prompts, 0));
    std::vector<std::string> objectives = moduleNames(given.value("objectives"));
    if (objectives == std::vector<std::string>{"all"}) {
        objectives = trainableObjectives();
    }
    if (objectives.empty()) {
        return failure(ErrorKind::Invalid,
                       MG_TR("study", "--objectives names them, commas between, or all."));
    }
    std::vector<Setting> settings;
    for (const std::string& text : given.values("set")) {
        MG_TRY(const auto more, settingsFromText(text));
        settings.insert(settings.end(), more.begin(), more.end());
    }
    MG_TRY(const auto sweeps, sweepsFrom(given.values("sweep")));
    for (const std::string& objective : objectives) {
        for (const auto& varied : combinations(sweeps)) {
            for (std::int64_t seed = 1; seed <= seeds; ++seed) {
                PlannedCell planned;
                planned.cell.objective = objective;
                planned.cell.seed = static_cast<std::uint64_t>(seed);
                std::vector<Setting> all = settingsOf(settings, objective);
                for (const auto& [key, value] : varied) {
                    planned.cell.varied[key] = value;
                    if (value != "default") {
                        all.emplace_back(key, value);
                    }
                }
                MG_TRY(planned.spec, specOf(plan, objective, all, planned.cell.seed));
                planned.name = nameOf(planned.cell);
                plan.cells.push_back(std::move(planned));
            }
        }
    }
    return plan;
}

}  // namespace marginalia
