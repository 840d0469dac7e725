// SPDX-License-Identifier: Apache-2.0
#include "core/train/run_checks.h"

#include "core/base/file.h"
#include "core/base/log.h"
#include "core/base/machine.h"
#include "core/jobs/run_names.h"
#include "core/train/run_planning.h"
#include "core/train/run_sharing.h"

#include <algorithm>

namespace marginalia {

namespace {

Status tellPlan(RunWriter& writer, const std::string& runFolder, const PreparedTraining& run,
                const RunPlan& plan)
{
    const Json json = toJson(plan);
    MG_CHECK(writeFileAtomically(runFolder + run_names::kPlan, json.dump(1) + "\n"));
    logLine(LogLevel::Info, "worker", "plan: " + json.dump());
    if (plan.fits()) {
        return {};
    }
    const std::string shortage = shortageOf(plan).str();
    logLine(LogLevel::Warning, "worker", shortage);
    for (const Remedy& remedy : plan.remedies) {
        logLine(LogLevel::Info, "worker", "what helps: " + remedy.what.str());
    }
    return writer.event("memory", run.fromStep, {{"what", shortage}, {"plan", json}});
}

}  // namespace

Status planMemory(RunWriter& writer, const std::string& runFolder, PreparedTraining& run)
{
    if (run.fromStep > 0 && !run.parent) {
        return {};
    }
    MG_TRY(RunPlan plan, planAtStart(run));
    if (run.ranks->isFirst()) {
        MG_CHECK(tellPlan(writer, runFolder, run, plan));
    }
    while (!plan.fits() && plan.fullestStream > plan.longestItem) {
        run.loop->limitStreams(std::max(plan.fullestStream / 2, plan.longestItem));
        plan = planPrepared(run);
    }
    shareStreamLimit(run);
    if (!plan.fits() && run.spec.recompute == "auto") {
        run.decoder->setRecomputing(true);
    }
    return {};
}

Status tellShorterStreams(RunWriter& writer, const std::string& runFolder, PreparedTraining& run,
                          std::int64_t step)
{
    const std::int64_t now = run.loop->packBudget();
    Json& known = run.environment.json["pack_tokens"];
    if (known == now) {
        return {};
    }
    if (!run.ranks->isFirst()) {
        known = now;
        return {};
    }
    const Text what(MG_TR("train",
                          "Not enough memory at step %1: streams of %2 tokens became %3, with the "
                          "same result per step. The run goes on."),
                    {std::to_string(step), known.dump(), std::to_string(now)});
    logLine(LogLevel::Warning, "worker", what.str());
    MG_CHECK(writer.event("memory", step,
                          {{"what", what.str()}, {"before", known}, {"pack_tokens", now}}));
    known = now;
    return patchRunJson(runFolder, {{"resolved", {{"pack_tokens", now}}}});
}

Status tellRecomputing(RunWriter& writer, const std::string& runFolder, PreparedTraining& run,
                       std::int64_t step)
{
    if (run.recomputing == run.decoder->recomputing()) {
        return {};
    }
    run.recomputing = run.decoder->recomputing();
    if (!run.ranks->isFirst()) {
        return {};
    }
    const Text what(
        MG_TR("train",
              "Not enough memory at step %1: from now on blocks are computed again in the backward "
              "pass, with the same result. The run goes on, about a quarter slower."),
        {std::to_string(step)});
    logLine(LogLevel::Warning, "worker", what.str());
    MG_CHECK(writer.event("memory", step, {{"what", what.str()}, {"recompute", "blocks"}}));
    return patchRunJson(runFolder, {{"resolved", {{"recompute", "blocks"}}}});
}

std::string sayMemoryRanOut()
{
    constexpr unsigned kMegabyte = 20;
    return fillPattern("Memory ran out; %1 MB are free.",
                       {std::to_string(availableMemory() >> kMegabyte)});
}

}  // namespace marginalia
