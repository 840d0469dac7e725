// SPDX-License-Identifier: Apache-2.0
#include "core/eval/study_plan.h"

#include "core/analysis/budget.h"
#include "core/base/file_folders.h"
#include "core/jobs/catalog.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <optional>

namespace marginalia {

namespace {

struct Sweep {
    std::string key;
    std::vector<std::string> values;  ///< "default": as it is; "x3": three times the default
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

/// Whether a setting, of all or of this one, names the model.
bool isNamed(const std::vector<Setting>& settings, const std::string& id, const std::string& key)
{
    return std::any_of(settings.begin(), settings.end(), [&](const Setting& each) {
        return each.first == key || each.first == id + "." + key;
    });
}

/// All whose other models are named (--set gkd.teacher=FOLDER) or that need none.
std::vector<std::string> trainableObjectives(const std::vector<Setting>& settings)
{
    std::vector<std::string> out;
    for (const ObjectiveInfo& info : objectiveCatalog()) {
        const bool scored = info.needs.numbers == RecordNumbers::AlignedLogps;
        const bool teacher =
            (!info.needs.teacher && !scored) || isNamed(settings, info.id, "teacher");
        const bool base = !info.needs.baseModel || isNamed(settings, info.id, "base_model");
        if (whyNotTrainable(info.needs) == nullptr && teacher && base) {
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
        if (sweep.values.empty()) {
            return failure(ErrorKind::Invalid,
                           {MG_TR("study", "--sweep takes KEY=VALUE,VALUE,..., not %1."),
                            {quotedForError(text)}});
        }
        out.push_back(std::move(sweep));
    }
    return out;
}

/// Whether a run of the objective has such a setting.
bool hasSetting(const ObjectiveInfo& info, const std::string& key)
{
    const auto same = [&](const auto& each) { return each.key == key; };
    return key.find('.') != std::string::npos || toJson(RunSpec()).contains(key) ||
           std::any_of(info.parameters.begin(), info.parameters.end(), same) ||
           std::any_of(info.choices.begin(), info.choices.end(), same);
}

/// The factor of a value like "x3"; nothing: it is no such value.
std::optional<double> factorOf(const std::string& value)
{
    double factor = 0;
    const char* last = value.data() + value.size();
    if (value.size() < 2 || value[0] != 'x' ||
        std::from_chars(value.data() + 1, last, factor).ptr != last) {
        return std::nullopt;
    }
    return factor;
}

const ParameterInfo* parameterOf(const ObjectiveInfo& info, const std::string& key)
{
    const auto found = std::find_if(info.parameters.begin(), info.parameters.end(),
                                    [&](const auto& each) { return each.key == key; });
    return found == info.parameters.end() ? nullptr : &*found;
}

/// Three times the default of a share is no share.
bool leavesRange(const ObjectiveInfo& info, const std::string& key, const std::string& value)
{
    const ParameterInfo* parameter = parameterOf(info, key);
    const auto factor = factorOf(value);
    return parameter != nullptr && factor &&
           (*factor * parameter->fallback < parameter->low ||
            *factor * parameter->fallback > parameter->high);
}

/// The sweeps of settings that an objective has, without multiples that its range does not hold.
std::vector<Sweep> sweepsOf(const std::vector<Sweep>& all, const std::string& objective)
{
    const ObjectiveInfo* info = findObjective(objective);
    std::vector<Sweep> out;
    for (Sweep sweep : all) {
        if (info != nullptr) {
            std::erase_if(sweep.values, [&](const std::string& value) {
                return leavesRange(*info, sweep.key, value);
            });
        }
        if (info == nullptr || (hasSetting(*info, sweep.key) && !sweep.values.empty())) {
            out.push_back(std::move(sweep));
        }
    }
    return out;
}

/// A sweep that concerns nobody is a slip of the pen.
Status checkSweeps(const std::vector<Sweep>& sweeps, const std::vector<std::string>& objectives)
{
    for (const Sweep& sweep : sweeps) {
        const bool known = std::any_of(objectives.begin(), objectives.end(), [&](const auto& id) {
            return !sweepsOf({sweep}, id).empty();
        });
        if (!known) {
            return failure(ErrorKind::Invalid,
                           {MG_TR("study", "None of the objectives has the setting %1."),
                            {quotedForError(sweep.key)}});
        }
    }
    return {};
}

/// "x3" is three times what the objective has by default; other values are what they are.
Result<std::string> settingValue(const std::string& objective, const Setting& varied,
                                 ModelScale scale)
{
    const auto& [key, value] = varied;
    const ObjectiveInfo* info = findObjective(objective);
    const auto factor = factorOf(value);
    if (!factor || info == nullptr) {
        return value;
    }
    const ParameterInfo* parameter = parameterOf(*info, key);
    const bool isRate = key == "learning_rate";
    if (!isRate && parameter == nullptr) {
        return failure(ErrorKind::Invalid,
                       {MG_TR("study",
                              "--sweep %1=%2: a value like x3 multiplies the default of the "
                              "learning rate or of a parameter that is a number."),
                        {key, quotedForError(value)}});
    }
    char text[32];
    std::snprintf(
        text, sizeof text, "%g",
        *factor * (isRate ? defaultLearningRate(objective, "full", scale) : parameter->fallback));
    return std::string(text);
}

/// One key at a time: every value of a sweep with the first values of the others.
std::vector<std::vector<Setting>> oneAtATime(const std::vector<Sweep>& sweeps)
{
    std::vector<Setting> base;
    for (const Sweep& sweep : sweeps) {
        base.emplace_back(sweep.key, sweep.values.front());
    }
    std::vector<std::vector<Setting>> out = {base};
    for (std::size_t i = 0; i < sweeps.size(); ++i) {
        for (std::size_t k = 1; k < sweeps[i].values.size(); ++k) {
            out.push_back(base);
            out.back()[i].second = sweeps[i].values[k];
        }
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
    const ObjectiveInfo* info = findObjective(objective);
    if (plan.project.empty() && info != nullptr && hasSetting(*info, "reward")) {
        MG_CHECK(
            laySettings(json, {{"reward", "warm"}}));  // what the starter world's labels prefer
    }
    MG_CHECK(laySettings(json, settings));
    json["seed"] = seed;
    std::vector<SpecProblem> problems;
    MG_TRY(const RunSpec spec, specOverDefaults(json, problems, plan.scale));
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
    const cli::Options given(words, {"json", "starter", "keep-runs", "store", "one-at-a-time"},
                             {"objectives", "seeds", "first-seed", "sweep-seeds", "set", "sweep",
                              "steps", "labels", "prompts", "model", "project", "out"});
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
    plan.scale = scaleOfModel(plan.model);
    plan.out = given.value("out", "study");
    plan.project = given.value("project");
    plan.json = given.has("json");
    plan.keepRuns = given.has("keep-runs");
    plan.store = given.has("store") ? recordedStudyPath() : "";
    std::int64_t seeds = 3;
    std::int64_t firstSeed = 1;
    MG_CHECK(readNumber(given, "seeds", seeds, 1));
    std::int64_t sweepSeeds = 0;
    MG_CHECK(readNumber(given, "first-seed", firstSeed, 1));
    MG_CHECK(readNumber(given, "sweep-seeds", sweepSeeds, 1));
    MG_CHECK(readNumber(given, "steps", plan.steps, 1));
    MG_CHECK(readNumber(given, "labels", plan.labels, 8));
    MG_CHECK(readNumber(given, "prompts", plan.prompts, 0));
    std::vector<Setting> settings;
    for (const std::string& text : given.values("set")) {
        MG_TRY(const auto more, settingsFromText(text));
        settings.insert(settings.end(), more.begin(), more.end());
    }
    std::vector<std::string> objectives = moduleNames(given.value("objectives"));
    if (objectives == std::vector<std::string>{"all"}) {
        objectives = trainableObjectives(settings);
    }
    if (objectives.empty()) {
        return failure(ErrorKind::Invalid,
                       MG_TR("study", "--objectives names them, commas between, or all."));
    }
    MG_TRY(const auto sweeps, sweepsFrom(given.values("sweep")));
    MG_CHECK(checkSweeps(sweeps, objectives));
    for (const std::string& objective : objectives) {
        const std::vector<Sweep> own = sweepsOf(sweeps, objective);
        const auto settled = given.has("one-at-a-time") ? oneAtATime(own) : combinations(own);
        for (const auto& varied : settled) {
            const bool first = &varied == &settled.front();
            const std::int64_t trainings = first || sweepSeeds == 0 ? seeds : sweepSeeds;
            for (std::int64_t seed = firstSeed; seed < firstSeed + trainings; ++seed) {
                PlannedCell planned;
                planned.cell.objective = objective;
                planned.cell.seed = static_cast<std::uint64_t>(seed);
                std::vector<Setting> all = settingsOf(settings, objective);
                for (const auto& [key, value] : varied) {
                    planned.cell.varied[key] = value;
                    if (value != "default") {
                        MG_TRY(const std::string number,
                               settingValue(objective, {key, value}, plan.scale));
                        all.emplace_back(key, number);
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
