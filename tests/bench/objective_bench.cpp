// SPDX-License-Identifier: Apache-2.0
// What the objective itself costs: the share of a step that goes into the loss and its slopes, for
// every objective that this version trains, from the times that a run records with each step. The
// starter, a toy of a million parameters, is the hardest case: with a larger model (--model FOLDER)
// all else grows and the objective does not.
#include "core/base/command_line.h"
#include "core/base/file_folders.h"
#include "core/base/json.h"
#include "core/eval/starter_world.h"
#include "core/jobs/catalog.h"
#include "core/jobs/run_folder.h"
#include "core/model/threads.h"

#include <algorithm>
#include <cstdio>
#include <map>

using namespace marginalia;

namespace {

struct Cost {
    double objective = 0;  ///< medians of a step, milliseconds
    double step = 0;
    double share() const { return step > 0 ? objective / step : 0; }
};

double medianOf(std::vector<double> values)
{
    if (values.size() < 2) {
        return 0;
    }
    values.erase(values.begin());  // the first step fills caches and allocators
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

RunSpec specOf(const ObjectiveInfo& info, const std::string& model, int steps)
{
    RunSpec spec = defaultRunSpec(info.id);
    spec.model = model;
    spec.max_steps = steps;
    spec.batch_size = std::max(8, info.needs.minMicroBatch);
    spec.max_length = 256;
    spec.held_out_share = 0;
    spec.dtype = "fp32";
    if (info.needs.data == DataCode::Prompts) {
        if (spec.choices.contains("reward")) {
            spec.choices["reward"] = "warm";
        }
        spec.parameters["max_completion_length"] = 24;
    }
    // A second model costs what it costs, whichever it is.
    if (info.needs.teacher || info.needs.numbers == RecordNumbers::AlignedLogps) {
        spec.teacher = model;
    }
    if (info.needs.baseModel) {
        spec.base_model = model;
    }
    return spec;
}

Result<Cost> measure(const ObjectiveInfo& info, const std::string& model, int steps)
{
    std::set<std::string> taken;
    const auto records = starter_world::drawRecords(info.id, 64, 1, taken);
    const starter_world::ScratchFolder scratch;
    MG_TRY(const std::string run,
           starter_world::trainOn(records, specOf(info, model, steps), scratch.path()));
    MG_TRY(const auto reader, RunReader::open(run));
    MG_TRY(const auto news, reader->poll());
    std::map<std::string, std::vector<double>> curves;
    for (const MetricLine& line : news.lines) {
        for (const auto& [name, value] : line.values) {
            curves[name].push_back(value);
        }
    }
    Cost out;
    out.objective = 1e3 * medianOf(curves["marginalia/time/objective"]);
    // Writing and judging answers is not what a step of the trainer costs.
    for (const char* part : {"forward", "objective", "backward", "optimizer"}) {
        out.step += 1e3 * medianOf(curves[std::string("marginalia/time/") + part]);
    }
    return out;
}

}  // namespace

int main(int argc, char** argv)
{
    waitPassively(argv);
    const cli::Options options(cli::Words(argv + 1, argv + argc), {"json"},
                               {"objectives", "steps", "model"});
    if (!options.ok()) {
        return cli::usageError("objective_bench", options.problem());
    }
    const int steps = std::max(4, std::atoi(options.value("steps", "12").c_str()));
    const std::string model = options.value("model", resourceFolder() + "/starter");
    const std::vector<std::string> wanted = moduleNames(options.value("objectives"));
    Json all = Json::object();
    int failed = 0;
    for (const ObjectiveInfo& info : objectiveCatalog()) {
        if (whyNotTrainable(info.needs) != nullptr ||
            (!wanted.empty() && std::find(wanted.begin(), wanted.end(), info.id) == wanted.end())) {
            continue;
        }
        const auto cost = measure(info, model, steps);
        if (!cost.ok()) {
            std::fprintf(stderr, "%s: %s\n", info.id.c_str(), cost.error().message().c_str());
            ++failed;
            continue;
        }
        all[info.id] = {
            {"objective_ms", cost->objective}, {"step_ms", cost->step}, {"share", cost->share()}};
        if (!options.has("json")) {
            std::printf("%-20s %8.3f ms of %8.2f ms  %5.2f %%\n", info.id.c_str(), cost->objective,
                        cost->step, 100 * cost->share());
            std::fflush(stdout);
        }
    }
    if (options.has("json")) {
        std::puts(all.dump().c_str());
    }
    return failed > 0 ? 1 : 0;
}
