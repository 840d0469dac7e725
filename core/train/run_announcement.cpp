// SPDX-License-Identifier: Apache-2.0
#include "core/train/run_announcement.h"

#include "core/base/log.h"

namespace marginalia {

namespace {

/// Policy and reference are the same model here: any difference is a mistake of masks, types or
/// paths.
void startCheck(PreparedTraining& run, Json& detail)
{
    const auto [largest, mean] = run.loop->startDrift(1);
    detail["start_drift"] = {{"largest", largest}, {"mean", mean}};
    const bool fp32 = run.environment.dtype == at::kFloat;
    if (fp32 ? largest > 1e-3 : mean > 0.05) {
        detail["warning"] = "the start model and the reference differ by up to " +
                            std::to_string(largest) + " nats a row";
        logLine(LogLevel::Warning, "worker", detail["warning"].get<std::string>());
    }
}

}  // namespace

Status announceRun(RunWriter& writer, PreparedTraining& run)
{
    const bool first = writer.attempt() == 1;
    const bool checksStart = first && !run.parent && run.loop->needs().ref != RefKind::None;
    if (!run.ranks->isFirst()) {
        if (checksStart && run.decoder->shares() != nullptr) {
            run.loop->startDrift(1);
        }
        return {};
    }
    for (const std::string& note : run.notes) {
        logLine(LogLevel::Info, "worker", note);
    }
    TrainLoop& loop = *run.loop;
    Json detail = {{"environment", run.environment.json},
                   {"items", loop.data().items.size()},
                   {"held_out", loop.data().heldOut.size()},
                   {"too_long", loop.data().tooLong},
                   // marginalia/eta/<k> speaks of the k-th of them.
                   {"annotators", loop.data().annotators},
                   {"notes", run.notes}};
    if (Json rules = loop.ruleDescriptions(); !rules.is_null()) {
        detail["modifiers"] = std::move(rules);
    }
    if (!first || run.parent) {
        detail["from_step"] = run.fromStep;
        detail["exact"] = run.notExact.empty();
        detail["not_exact"] = run.notExact;
    }
    if (!first) {
        return writer.event("resume", run.fromStep, detail);
    }
    detail["total"] = loop.plan().steps();
    if (loop.needs().ref != RefKind::None) {
        detail["reference"] = {{"rows", loop.reference().size()},
                               {"computed", loop.referencesComputed()}};
    }
    if (run.parent) {
        detail["parent"] = {{"run", run.parent->run}, {"step", run.parent->step}};
    } else if (checksStart) {
        startCheck(run, detail);
    }
    return writer.event("start", run.fromStep, detail);
}

}  // namespace marginalia
