// SPDX-License-Identifier: Apache-2.0
#include "app/cli_control.h"

#include "core/base/clock.h"
#include "core/jobs/knobs.h"
#include "core/jobs/run_folder.h"
#include "core/jobs/spec_settings.h"
#include "core/jobs/stop_wish.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <iterator>
#include <set>
#include <thread>

namespace marginalia::cli {

namespace {

constexpr const char* kControlKinds[] = {"pause", "resume", "stop", "save", "sample", "set"};

int controlFailed(const Error& error)
{
    std::fprintf(stderr, "marginalia-cli control: %s%s%s %s\n", error.where.c_str(),
                 error.where.empty() ? "" : ": ", error.what.str().c_str(),
                 error.todo.str().c_str());
    return 1;
}

/// KEY=VALUE operands as numbers, each checked on top of those before it and of what the run has
/// now.
Result<std::vector<std::pair<std::string, double>>> changesFrom(
    const std::string& folder, const std::vector<std::string>& operands)
{
    MG_TRY(RunSpec spec, specInForce(folder));
    std::vector<std::pair<std::string, double>> out;
    for (const std::string& operand : operands) {
        MG_TRY(const std::vector<Setting> settings, settingsFromText(operand));
        for (const auto& [key, text] : settings) {
            Json value = Json::parse(text, nullptr, false);
            if (value.is_discarded()) {
                value = text;
            }
            MG_TRY(spec, withKnob(spec, key, value));
            out.emplace_back(key, value.get<double>());
        }
    }
    return out;
}

/// Asks, and gives the ids of the requests.
Result<std::vector<std::string>> ask(const std::string& folder, const std::string& kind,
                                     const std::vector<std::string>& operands)
{
    MG_TRY(const Json run, readRunJson(folder));
    const RunState state = runHealth(folder).state;
    const bool over = state == RunState::Done || state == RunState::Stopped ||
                      state == RunState::Failed || state == RunState::Lost;
    if (over) {
        return failure(ErrorKind::Invalid,
                       {MG_TR("cli", "Nobody works on this run; it is %1."), {runStateWord(state)}},
                       folder, MG_TR("cli", "Start it with: marginalia-cli resume."));
    }
    if (kind == "set") {
        MG_TRY(const auto changes, changesFrom(folder, operands));
        return requestKnobs(folder, changes);
    }
    MG_TRY(const std::string id, requestControl(folder, kind));
    return std::vector<std::string>{id};
}

/// What the worker said of the requests, in its order; fewer when the time is over.
Result<std::vector<Json>> answersTo(const std::string& folder, const std::vector<std::string>& ids,
                                    double seconds)
{
    MG_TRY(const auto reader, RunReader::open(folder));
    std::set<std::string> open(ids.begin(), ids.end());
    std::vector<Json> out;
    const Stopwatch watch;
    for (;;) {
        const bool last = watch.seconds() >= seconds;
        MG_TRY(const RunReader::News news, reader->poll());
        for (const MetricLine& line : news.lines) {
            if (line.event == "control" && line.detail.is_object() &&
                open.erase(line.detail.value("id", std::string())) > 0) {
                out.push_back(line.detail);
                out.back()["step"] = line.step;
            }
        }
        if (open.empty() || last) {
            return out;
        }
        // Between two looks at a file that another process writes.
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
}

void tell(const Json& answer)
{
    std::string line = "step " + std::to_string(answer.value("step", std::int64_t{0})) + ": " +
                       answer.value("kind", std::string());
    if (const auto event = knobEvent(answer, 0)) {
        line += " " + event->key + " " + Json(event->before).dump() + " -> " +
                Json(event->after).dump() + " from the next step";
    }
    if (answer.contains("at")) {
        line += ": the run ends at step " + answer["at"].dump();
    }
    if (answer.contains("refused")) {
        line += " refused: " + answer["refused"].get<std::string>();
    }
    std::puts(line.c_str());
}

}  // namespace

Verb controlVerb()
{
    return {"control",
            "RUNFOLDER (pause | resume | stop [--at-checkpoint | --cancel] | save | sample | set "
            "KEY=VALUE...) [--wait SECONDS] [--json]",
            MG_TR("cli", "ask something of a run that is being trained"),
            MG_TR("cli",
                  "  pause, resume    the model stays in memory meanwhile\n"
                  "  stop             ends the run after this step, with a checkpoint\n"
                  "    --at-checkpoint  goes on to the next checkpoint of its plan and ends there\n"
                  "    --cancel         takes that back\n"
                  "  save, sample     a checkpoint, the sample prompts' answers, after this step\n"
                  "  set KEY=VALUE    other numbers from the next step: learning_rate, those of "
                  "the objective (beta),\n"
                  "                   terms.LOSS (its weight), lora_dropout, max_grad_norm, "
                  "checkpoint_every, max_steps\n"
                  "  --wait SECONDS   until the worker has obeyed, and say what it did\n"
                  "  --json           one object: run, ids, answers: [{id, kind, step, key, old, "
                  "new, at, refused}]\n"
                  "A value outside its range is refused before anything is asked. Every change is "
                  "an event of the run,\n"
                  "drawn on its curves, and made again at its step when the run is resumed. Exits "
                  "with 1 when something\n"
                  "was refused or not answered in time."),
            runControl};
}

std::string stopKind(const Options& options)
{
    if (options.has("cancel")) {
        return options.has("at-checkpoint") ? "" : kKeepGoing;
    }
    return options.has("at-checkpoint") ? kStopAtCheckpoint : "stop";
}

int runControl(const Words& words)
{
    const Options options(words, {"json", "at-checkpoint", "cancel"}, {"wait"});
    if (!options.ok()) {
        return usageError("control", options.problem());
    }
    const std::vector<std::string>& operands = options.operands();
    const std::string word = operands.size() > 1 ? operands[1] : std::string();
    const bool known = std::any_of(std::begin(kControlKinds), std::end(kControlKinds),
                                   [&](const char* each) { return word == each; });
    if (!known || (word == "set") != (operands.size() > 2)) {
        return usageError("control",
                          "a run folder and what to ask of it are needed; set takes KEY=VALUE.");
    }
    const bool later = options.has("at-checkpoint") || options.has("cancel");
    const std::string kind = word == "stop" ? stopKind(options) : word;
    if (kind.empty() || (later && word != "stop")) {
        return usageError("control", "--at-checkpoint and --cancel go with stop, one of them.");
    }
    double seconds = 0;
    const std::string wait = options.value("wait", "0");
    const auto [end, problem] = std::from_chars(wait.data(), wait.data() + wait.size(), seconds);
    if (problem != std::errc() || end != wait.data() + wait.size()) {
        return usageError("control", "--wait takes seconds.");
    }
    const std::string& folder = operands[0];
    const auto ids = ask(folder, kind, {operands.begin() + 2, operands.end()});
    if (!ids.ok()) {
        return controlFailed(ids.error());
    }
    std::vector<Json> answers;
    if (options.has("wait")) {
        auto heard = answersTo(folder, *ids, seconds);
        if (!heard.ok()) {
            return controlFailed(heard.error());
        }
        answers = heard.take();
    }
    if (options.has("json")) {
        std::puts(Json({{"run", folder}, {"ids", *ids}, {"answers", answers}}).dump().c_str());
    } else {
        std::for_each(answers.begin(), answers.end(), tell);
    }
    const bool obeyed = answers.size() == ids->size() &&
                        std::none_of(answers.begin(), answers.end(),
                                     [](const Json& answer) { return answer.contains("refused"); });
    return obeyed || !options.has("wait") ? 0 : 1;
}

}  // namespace marginalia::cli
