// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/knobs.h"

#include "core/base/file.h"
#include "core/base/uid.h"
#include "core/jobs/combinations.h"
#include "core/jobs/run_folder.h"
#include "core/jobs/run_names.h"
#include "core/jobs/tail.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <sstream>

namespace marginalia {

namespace {

constexpr const char* kTerms = "terms.";
constexpr const char* kEnd = "max_steps";

/// A field of the settings that every run has, or every run of a method.
struct KnobField {
    const char* key;
    const char* label;
    const char* help;
    double low;
    double high;
    bool whole;
    double (*get)(const RunSpec& spec);
    void (*set)(RunSpec& spec, double value);
};

const KnobField kRate = {"learning_rate",
                         MG_TR("jobs", "Learning rate"),
                         MG_TR("jobs", "Size of a step; the schedule goes on below it."),
                         0,
                         1,
                         false,
                         [](const RunSpec& spec) { return spec.learning_rate; },
                         [](RunSpec& spec, double value) { spec.learning_rate = value; }};

const KnobField kDropout = {
    "lora_dropout",
    MG_TR("jobs", "Dropout"),
    MG_TR("jobs", "Share of the adapter's inputs that each step leaves out."),
    0,
    0.95,
    false,
    [](const RunSpec& spec) { return spec.lora_dropout; },
    [](RunSpec& spec, double value) { spec.lora_dropout = value; }};

/// Those that stand behind the numbers of the objective.
const KnobField kOthers[] = {
    {"max_grad_norm", MG_TR("jobs", "Gradient limit"),
     MG_TR("jobs", "Longer gradients are shortened to this length."), 1e-6, 1e6, false,
     [](const RunSpec& spec) { return spec.max_grad_norm; },
     [](RunSpec& spec, double value) { spec.max_grad_norm = value; }},
    {"checkpoint_every", MG_TR("jobs", "Checkpoint every"),
     MG_TR("jobs", "Steps between checkpoints; 0: at the end only."), 0, 1e9, true,
     [](const RunSpec& spec) { return static_cast<double>(spec.checkpoint_every); },
     [](RunSpec& spec, double value) { spec.checkpoint_every = std::llround(value); }},
    {kEnd, MG_TR("jobs", "Stop at step"),
     MG_TR("jobs", "The run ends there, and so does the schedule of the learning rate."), 1, 1e9,
     true, [](const RunSpec& spec) { return static_cast<double>(spec.max_steps); },
     [](RunSpec& spec, double value) { spec.max_steps = std::llround(value); }},
};

/// Numbers of an objective that decide which answers a run writes, before any loss is computed.
bool shapesRows(const std::string& key, const Needs& needs)
{
    static const char* const kOfRounds[] = {"accept",
                                            "angle",
                                            "candidates",
                                            "clamp",
                                            "mixture",
                                            "rounds",
                                            "max_completion_length",
                                            "num_generations",
                                            "reference_answers",
                                            "sampling_temperature",
                                            "steps_per_round"};
    if (needs.data != DataCode::Prompts) {
        return false;
    }
    return (key == "lambda" && needs.answersToo) ||
           std::any_of(std::begin(kOfRounds), std::end(kOfRounds),
                       [&](const char* each) { return key == each; });
}

Knob knobOf(const KnobField& field, const RunSpec& spec)
{
    return {field.key, field.label, field.help, field.get(spec),
            field.low, field.high,  field.whole};
}

double parameterOf(const RunSpec& spec, const ParameterInfo& parameter)
{
    const auto given = spec.parameters.find(parameter.key);
    return given == spec.parameters.end() ? parameter.fallback : given->second;
}

/// The numbers of the objective and of the terms beside it.
void addParameters(const RunSpec& spec, std::vector<Knob>& out)
{
    std::vector<const ObjectiveInfo*> rows = {findObjective(spec.objective)};
    for (const TermSpec& term : spec.terms) {
        rows.push_back(findObjective(term.loss));
    }
    const Needs needs = needsOf(combinationOf(spec));
    for (const ObjectiveInfo* row : rows) {
        for (const ParameterInfo& each :
             row == nullptr ? std::vector<ParameterInfo>{} : row->parameters) {
            const bool known = std::any_of(out.begin(), out.end(),
                                           [&](const Knob& knob) { return knob.key == each.key; });
            if (!known && !shapesRows(each.key, needs)) {
                out.push_back({each.key, each.label, each.help, parameterOf(spec, each), each.low,
                               each.high, false});
            }
        }
    }
}

void addWeights(const RunSpec& spec, std::vector<Knob>& out)
{
    // Weights that are made at every step stand in the place of those of the settings.
    const bool balanced =
        std::any_of(spec.modifiers.begin(), spec.modifiers.end(),
                    [](const ModifierSpec& each) { return each.id == "loss_balancing"; });
    for (const TermSpec& term : balanced ? std::vector<TermSpec>{} : spec.terms) {
        const ObjectiveInfo* info = findObjective(term.loss);
        out.push_back({kTerms + term.loss,
                       {MG_TR("jobs", "Weight of %1"), {info != nullptr ? info->title : term.loss}},
                       MG_TR("jobs", "Weight of this loss in the sum."),
                       term.weight,
                       0,
                       1000,
                       false});
    }
}

void put(RunSpec& spec, const std::string& key, double value)
{
    const auto putField = [&](const KnobField& field) {
        if (key == field.key) {
            field.set(spec, value);
        }
        return key == field.key;
    };
    if (putField(kRate) || putField(kDropout) ||
        std::any_of(std::begin(kOthers), std::end(kOthers), putField)) {
        return;
    }
    for (TermSpec& term : spec.terms) {
        if (key == kTerms + term.loss) {
            term.weight = value;
            return;
        }
    }
    spec.parameters[key] = value;
}

std::string plainNumber(double value)
{
    std::ostringstream out;
    out << value;
    return out.str();
}

Error noKnob(const std::vector<Knob>& knobs, const std::string& key)
{
    std::string all;
    for (const Knob& knob : knobs) {
        all += (all.empty() ? "" : ", ") + knob.key;
    }
    return failure(ErrorKind::Invalid,
                   {MG_TR("jobs", "%1 cannot be changed while the run goes on; these can: %2."),
                    {quotedForError(key), all}},
                   key, MG_TR("jobs", "Fork the run to change other settings."));
}

}  // namespace

std::vector<Knob> knobsOf(const RunSpec& spec, std::int64_t total)
{
    std::vector<Knob> out = {knobOf(kRate, spec)};
    addParameters(spec, out);
    addWeights(spec, out);
    if (spec.method == "lora") {
        out.push_back(knobOf(kDropout, spec));
    }
    for (const KnobField& field : kOthers) {
        out.push_back(knobOf(field, spec));
    }
    out.back().value = static_cast<double>(total);  // epochs may have decided it
    return out;
}

Result<RunSpec> withKnob(const RunSpec& spec, const std::string& typed, const Json& value)
{
    constexpr const char* kLong = "parameters.";
    const std::string key =
        typed.rfind(kLong, 0) == 0 ? typed.substr(std::string(kLong).size()) : typed;
    const std::vector<Knob> knobs = knobsOf(spec, spec.max_steps);
    const auto knob =
        std::find_if(knobs.begin(), knobs.end(), [&](const Knob& each) { return each.key == key; });
    if (knob == knobs.end()) {
        return noKnob(knobs, typed);
    }
    if (!value.is_number()) {
        return failure(
            ErrorKind::Invalid,
            {MG_TR("jobs", "%1 takes a number, not %2."), {key, quotedForError(value.dump())}},
            key);
    }
    const auto number = value.get<double>();
    if (knob->whole && number != std::floor(number)) {
        return failure(ErrorKind::Invalid,
                       {MG_TR("jobs", "%1 takes a whole number, not %2."),
                        {key, quotedForError(value.dump())}},
                       key);
    }
    if (!(number >= knob->low && number <= knob->high)) {
        return failure(
            ErrorKind::Invalid,
            {MG_TR("jobs", "%1 must lie between %2 and %3, not %4."),
             {key, plainNumber(knob->low), plainNumber(knob->high), plainNumber(number)}},
            key);
    }
    // Whether the start model is needed beside the run was decided by it (grpo, gmpo).
    const Needs needs = needsOf(combinationOf(spec));
    if (key == "beta" && needs.oldLogps && needs.ref == RefKind::None &&
        (number == 0) != (knob->value == 0)) {
        return failure(
            ErrorKind::Invalid,
            MG_TR("jobs", "Whether beta is 0 decides what the run keeps beside its model."), key,
            MG_TR("jobs", "Fork the run to change other settings."));
    }
    RunSpec out = spec;
    put(out, key, number);
    const std::vector<SpecProblem> problems = checkRunSpec(out);
    if (!problems.empty()) {
        return failure(ErrorKind::Invalid, problems.front().what, problems.front().field);
    }
    return out;
}

Result<std::vector<std::string>> requestKnobs(
    const std::string& runFolder, const std::vector<std::pair<std::string, double>>& changes)
{
    std::vector<std::string> ids;
    std::string lines;
    for (const auto& [key, value] : changes) {
        ids.push_back(Uid::random().hex());
        const Json line = {{"id", ids.back()},
                           {"kind", "set"},
                           {"time", run_names::wallSeconds()},
                           {"key", key},
                           {"value", value}};
        lines += line.dump() + "\n";
    }
    MG_TRY(auto file, AppendFile::open(runFolder + run_names::kControl));
    MG_CHECK(file.append(lines));
    return ids;
}

std::optional<KnobEvent> knobEvent(const Json& detail, std::int64_t step)
{
    const auto text = [&](const char* key) {
        const auto found = detail.find(key);
        return found != detail.end() && found->is_string() ? found->get<std::string>() : "";
    };
    if (!detail.is_object() || text("kind") != "set" || detail.contains("refused") ||
        text("key").empty() || !detail.contains("new") || !detail["new"].is_number()) {
        return std::nullopt;
    }
    KnobEvent out{text("id"), text("key"), step, 0, detail["new"].get<double>(), -1};
    if (const auto before = detail.find("old"); before != detail.end() && before->is_number()) {
        out.before = before->get<double>();
    }
    if (const auto warm = detail.find("warmup_steps");
        warm != detail.end() && warm->is_number_integer()) {
        out.warmupSteps = warm->get<std::int64_t>();
    }
    return out;
}

Json knobDetail(const KnobEvent& event)
{
    Json out = {{"key", event.key}, {"old", event.before}, {"new", event.after}};
    if (event.warmupSteps >= 0) {
        out["warmup_steps"] = event.warmupSteps;
    }
    return out;
}

Result<RunSpec> withKnobEvent(const RunSpec& spec, const KnobEvent& event)
{
    MG_TRY(RunSpec out, withKnob(spec, event.key, Json(event.after)));
    if (event.warmupSteps >= 0) {
        out.warmup_steps = event.warmupSteps;
    }
    return out;
}

std::vector<KnobEvent> knobHistory(const std::string& runFolder)
{
    std::vector<KnobEvent> out;
    Tail(runFolder + run_names::kMetrics).lines([&](const std::string& text) {
        const Json line = Json::parse(text, nullptr, false);
        if (!line.is_object() || line.value("event", Json()) != "control" ||
            !line.contains("detail") || !line.value("step", Json()).is_number_integer()) {
            return;
        }
        const Json& detail = line["detail"];
        const auto event = knobEvent(detail, line["step"].get<std::int64_t>());
        // What a resumed run made again stands where it was made first.
        if (!event || detail.contains("again")) {
            return;
        }
        std::erase_if(out, [&](const KnobEvent& each) {
            return each.key == event->key && each.step > event->step;
        });
        out.push_back(*event);
    });
    std::stable_sort(out.begin(), out.end(), [](const KnobEvent& left, const KnobEvent& right) {
        return left.step < right.step;
    });
    return out;
}

Result<RunSpec> specInForce(const std::string& runFolder)
{
    MG_TRY(RunSpec spec, readRunSpec(runFolder));
    for (const KnobEvent& event : knobHistory(runFolder)) {
        MG_TRY(spec, withKnobEvent(spec, event));
    }
    return spec;
}

}  // namespace marginalia
