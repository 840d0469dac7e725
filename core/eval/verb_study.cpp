// SPDX-License-Identifier: Apache-2.0
#include "core/eval/verb_study.h"

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/eval/answer_shares.h"
#include "core/eval/starter_world.h"
#include "core/eval/study_plan.h"
#include "core/jobs/run_folder.h"
#include "core/jobs/snapshot_project.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>

namespace marginalia {

namespace {

/// Steps at both ends of a run that are averaged: single batches are too noisy to compare.
constexpr std::size_t kEnds = 5;

class StudyRunner {
public:
    explicit StudyRunner(StudyPlan plan) : m_plan(std::move(plan)) {}

    /// Cells that could not be trained.
    int failed() const { return m_failed; }

    Result<Study> run()
    {
        Study out;
        out.command = m_plan.command;
        out.model = m_plan.modelName;
        out.labels = m_plan.labels;
        out.steps = m_plan.steps;
        out.prompts = m_plan.project.empty() ? m_plan.prompts : 0;
        m_examples = starter_world::drawExamples(synth::Family::WordProblem, out.prompts, m_taken);
        m_choosing = starter_world::drawExamples(synth::Family::WordProblem, out.prompts, m_taken);
        MG_CHECK(measureBefore(out));
        for (std::size_t i = 0; i < m_plan.cells.size(); ++i) {
            const PlannedCell& planned = m_plan.cells[i];
            auto cell = finishedOrTrained(planned, i);
            if (!cell && cell.error().kind == ErrorKind::Cancelled) {
                return cell.error();
            }
            if (cell) {
                out.cells.push_back(cell.take());
            } else {
                // The others are worth having; the same command tries this one again.
                ++m_failed;
                std::fprintf(stderr, "%zu of %zu  %s  failed: %s\n", i + 1, m_plan.cells.size(),
                             planned.name.c_str(), cell.error().message().c_str());
            }
        }
        return out;
    }

private:
    std::string cellPath(const std::string& name) const
    {
        return m_plan.out + "/cells/" + name + ".json";
    }

    /// The start model is asked once for all cells of a folder.
    Status measureBefore(Study& out)
    {
        if (out.prompts == 0) {
            return {};
        }
        const std::string path = m_plan.out + "/before.json";
        const Json asked = {{"model", m_plan.model}, {"prompts", out.prompts}};
        const auto text = readFile(path);
        Json json = text ? Json::parse(*text, nullptr, false) : Json();
        if (!json.is_object() || json.value("asked", Json()) != asked || !json.contains("warm") ||
            !json.contains("right")) {
            MG_TRY(const AnsweringModel model, AnsweringModel::load(m_plan.model));
            MG_TRY(const AnswerShares shares,
                   measureAnswers(model, m_examples, starter_world::kTemperature,
                                  starter_world::kPromptSeed));
            json = {{"asked", asked}, {"warm", shares.warm}, {"right", shares.right}};
            MG_CHECK(makeFolder(m_plan.out));
            MG_CHECK(writeFileAtomically(path, json.dump(2) + "\n"));
        }
        out.warmBefore = json.value("warm", 0.0);
        out.rightBefore = json.value("right", 0.0);
        return {};
    }

    /// What a cell was made with: a file of other settings is not that cell.
    Json askedOf(const PlannedCell& planned) const
    {
        return {{"settings", toJson(planned.spec)},
                {"labels", m_plan.labels},
                {"choosing", true},
                {"prompts", m_plan.project.empty() ? m_plan.prompts : 0},
                {"project", m_plan.project}};
    }

    Result<StudyCell> finishedOrTrained(const PlannedCell& planned, std::size_t index)
    {
        const std::string path = cellPath(planned.name);
        const auto text = readFile(path);
        const Json json = text ? Json::parse(*text, nullptr, false) : Json();
        const char* state = "kept";
        Result<StudyCell> out = planned.cell;
        if (json.is_object() && json.value("asked", Json()) == askedOf(planned)) {
            MG_TRY(out, studyCellFromJson(json.value("cell", Json()), path));
        } else {
            state = "trained";
            MG_TRY(out, trained(planned));
            const Json whole = {{"asked", askedOf(planned)}, {"cell", toJson(*out)}};
            MG_CHECK(makeFolder(m_plan.out + "/cells"));
            MG_CHECK(writeFileAtomically(path, whole.dump(2) + "\n"));
        }
        std::fprintf(stderr, "%zu of %zu  %s  %s\n", index + 1, m_plan.cells.size(),
                     planned.name.c_str(), state);
        return out;
    }

    static Status makeFolder(const std::string& path)
    {
        std::error_code error;
        std::filesystem::create_directories(path, error);
        if (error) {
            return systemError(error.value(), MG_TR("study", "The folder cannot be made"), path);
        }
        return {};
    }

    Result<PreparedRun> prepared(const PlannedCell& planned)
    {
        const std::string runs = m_plan.out + "/runs";
        if (m_plan.project.empty()) {
            std::set<std::string> taken = m_taken;
            const auto labels = starter_world::drawRecords(planned.cell.objective, m_plan.labels,
                                                           planned.cell.seed, taken);
            return snapshotFromRecords(labels, planned.spec, runs);
        }
        MG_TRY(const auto project, Project::open(m_plan.project, OpenMode::ReadOnly));
        MG_TRY(const auto reader, project->reader());
        return snapshotFromProject(*reader, Filter(), planned.spec, runs);
    }

    Result<StudyCell> trained(const PlannedCell& planned)
    {
        StudyCell cell = planned.cell;
        MG_TRY(const PreparedRun run, prepared(planned));
        const Stopwatch clock;
        MG_CHECK(starter_world::trainPrepared(run.folder));
        cell.values["train_seconds"] = clock.seconds();
        cell.values["learning_rate"] = planned.spec.learning_rate;
        if (const auto beta = planned.spec.parameters.find("beta");
            beta != planned.spec.parameters.end()) {
            cell.values["beta"] = beta->second;
        }
        MG_CHECK(readCurves(run.folder, cell));
        if (!m_examples.empty()) {
            MG_TRY(const std::string folder, starter_world::trainedModel(run.folder));
            MG_TRY(const AnsweringModel model, AnsweringModel::load(folder));
            MG_TRY(const AnswerShares shares,
                   measureAnswers(model, m_examples, starter_world::kTemperature,
                                  starter_world::kPromptSeed));
            cell.values["warm"] = shares.warm;
            cell.values["right"] = shares.right;
            MG_TRY(const AnswerShares choosing,
                   measureAnswers(model, m_choosing, starter_world::kTemperature,
                                  starter_world::kPromptSeed));
            if (planned.spec.model != m_plan.model) {
                MG_TRY(const AnsweringModel start, AnsweringModel::load(planned.spec.model));
                MG_TRY(const AnswerShares before,
                       measureAnswers(start, m_examples, starter_world::kTemperature,
                                      starter_world::kPromptSeed));
                cell.values["warm_before"] = before.warm;
                cell.values["right_before"] = before.right;
            }
            cell.values["warm_choosing"] = choosing.warm;
            cell.values["right_choosing"] = choosing.right;
        }
        if (!m_plan.keepRuns) {
            std::error_code ignored;  // a run that stays costs space and nothing else
            std::filesystem::remove_all(run.folder, ignored);
        }
        return cell;
    }

    static void putEnds(const std::vector<double>& values, const std::string& name, StudyCell& cell)
    {
        if (values.empty()) {
            return;
        }
        const std::size_t ends = std::min(kEnds, (values.size() + 1) / 2);
        double first = 0;
        double last = 0;
        for (std::size_t i = 0; i < ends; ++i) {
            first += values[i];
            last += values[values.size() - 1 - i];
        }
        cell.values[name + "_first"] = first / static_cast<double>(ends);
        cell.values[name + "_last"] = last / static_cast<double>(ends);
    }

    static Status readCurves(const std::string& folder, StudyCell& cell)
    {
        MG_TRY(const auto reader, RunReader::open(folder));
        MG_TRY(const auto news, reader->poll());
        std::map<std::string, std::vector<double>> curves;
        for (const MetricLine& line : news.lines) {
            for (const auto& [name, value] : line.values) {
                if (std::isfinite(value)) {
                    curves[name].push_back(value);
                } else {
                    cell.values["not_finite"] += 1;
                }
            }
        }
        putEnds(curves["loss"], "loss", cell);
        putEnds(curves["rewards/margins"], "margin", cell);
        putEnds(curves["rewards/accuracies"], "accuracy", cell);
        putEnds(curves["reward"], "reward", cell);
        for (const auto& [name, ours] : std::vector<std::pair<const char*, const char*>>{
                 {"eval_loss", "eval_loss"},
                 {"eval_rewards/margins", "eval_margin"},
                 {"eval_rewards/accuracies", "eval_accuracy"}}) {
            if (!curves[name].empty()) {
                cell.values[ours] = curves[name].back();
            }
        }
        return {};
    }

    StudyPlan m_plan;
    int m_failed = 0;
    std::set<std::string> m_taken;
    std::vector<synth::Example> m_examples;  ///< what warm and right are told of
    std::vector<synth::Example> m_choosing;  ///< others, by which one setting is preferred
};

int failed(const Error& error)
{
    std::fprintf(stderr, "marginalia-cli study: %s\n", error.message().c_str());
    return error.kind == ErrorKind::Cancelled ? 3 : 1;
}

}  // namespace

int runStudy(const cli::Words& words)
{
    auto plan = studyPlan(words);
    if (!plan) {
        return cli::usageError("study", plan.error().message());
    }
    const bool json = plan->json;
    const std::string store = plan->store;
    StudyRunner runner(plan.take());
    const auto study = runner.run();
    if (!study) {
        return failed(study.error());
    }
    if (!store.empty()) {
        if (const Status stored = storeStudy(store, *study); !stored) {
            return failed(stored.error());
        }
    }
    std::fputs(json ? (toJson(*study).dump() + "\n").c_str() : studyText(*study).c_str(), stdout);
    return runner.failed() > 0 ? 1 : 0;
}

}  // namespace marginalia
