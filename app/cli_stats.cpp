// SPDX-License-Identifier: Apache-2.0
#include "app/cli_import.h"
#include "core/analysis/data_stats.h"
#include "core/store/project.h"

#include <cstdio>

namespace marginalia::cli {

namespace {

/// A pair counts by the label in force: the chosen answer is the winner, whoever said so.
void addRecord(DataStats& stats, const StoredRecord& stored)
{
    const Record& record = stored.record;
    if (record.kind != RecordKind::Pair) {
        stats.add(record);
    } else if (stored.label.verdict == Verdict::A) {
        stats.addPair(record.prompt, record.a, record.b);
    } else if (stored.label.verdict == Verdict::B) {
        stats.addPair(record.prompt, record.b, record.a);
    } else {
        Record unjudged = record;
        unjudged.origin = Origin::None;
        stats.add(unjudged);
    }
}

Json countsJson(const Counts& counts)
{
    return {{"pairs", counts.pairs},
            {"unpaired", counts.unpaired},
            {"demos", counts.demos},
            {"steps", counts.steps},
            {"groups", counts.groups},
            {"prompts", counts.prompts},
            {"labelled", counts.labelled},
            {"by_person", counts.byPerson},
            {"flagged", counts.flagged},
            {"strict", counts.strict},
            {"longer_wins", counts.longerWins},
            {"equal", counts.equal},
            {"empty", counts.empty},
            {"by_kind", counts.byKind},
            {"by_label", counts.byLabel}};
}

}  // namespace

int runStats(const Words& words)
{
    const Options options(words, {"json"}, {"project"});
    if (!options.ok() || !options.operands().empty() || !options.has("project")) {
        return usageError("stats", options.ok() ? "--project DIR is needed." : options.problem());
    }
    const auto fail = [](const Error& error) {
        std::fprintf(stderr, "marginalia-cli stats: %s\n", error.message().c_str());
        return 1;
    };
    const auto project = Project::open(options.value("project"), OpenMode::ReadOnly);
    if (!project.ok()) {
        return fail(project.error());
    }
    const auto reader = (*project)->reader();
    if (!reader.ok()) {
        return fail(reader.error());
    }
    DataStats stats;
    const Status status = (*reader)->forEach({}, [&](const StoredRecord& record) {
        addRecord(stats, record);
        return true;
    });
    const auto counts = (*reader)->counts();
    if (!status.ok() || !counts.ok()) {
        return fail(status.ok() ? counts.error() : status.error());
    }
    Json out = {{"project", (*project)->name()}, {"counts", countsJson(*counts)}};
    out.update(stats.result());
    std::printf(
        "%s\n",
        out.dump(options.has("json") ? -1 : 2, ' ', false, Json::error_handler_t::replace).c_str());
    return 0;
}

}  // namespace marginalia::cli
