// SPDX-License-Identifier: Apache-2.0
// A worker's process: it meets the others of its run, opens the folder, and tells how it ended.
#include "core/base/log.h"
#include "core/jobs/lost_writer.h"
#include "core/train/run_attempt.h"

#include <cstdio>

namespace marginalia {

namespace {

int failedToStart(const Error& error)
{
    std::fprintf(stderr, "%s\n", error.message().c_str());
    return 1;
}

/// Rank 0 opens the folder; the others hear which it is and which attempt.
Result<std::unique_ptr<RankWriter>> writerFor(std::string& folder, Ranks& ranks)
{
    if (!ranks.isFirst()) {
        const Json said = Json::parse(ranks.broadcast({}, 0));
        if (folder.empty()) {
            folder = said.at("folder").get<std::string>();
        }
        return std::make_unique<RankWriter>(ranks, nullptr, said.at("attempt").get<std::int64_t>());
    }
    auto own = RunWriter::open(folder);
    if (!own.ok()) {
        ranks.leave(own.error());
        return own.error();
    }
    const std::int64_t attempt = (*own)->attempt();
    ranks.broadcast(Json({{"folder", folder}, {"attempt", attempt}}).dump(), 0);
    return std::make_unique<RankWriter>(ranks, own.take(), attempt);
}

/// What rank 0 would have said of the run. A folder that this rank does not see stays as it is.
void sayForFirst(const std::string& folder, std::int64_t attempt, const RunExit& exit)
{
    const auto said = endForLostWriter(folder, attempt, exit);
    if (!said.ok()) {
        logLine(LogLevel::Warning, "worker", said.error().message());
    }
}

int work(std::string folder, const WorkerOptions& options, Ranks& ranks)
{
    const auto writer = writerFor(folder, ranks);
    if (!writer.ok()) {
        return failedToStart(writer.error());
    }
    const RunExit exit = attemptRun(folder, options, ranks, **writer);
    if (ranks.firstLost()) {
        sayForFirst(folder, (*writer)->attempt(), exit);
    }
    const Status written = (*writer)->finish(exit);
    if (!written.ok()) {
        return failedToStart(written.error());
    }
    if (exit.code != 0) {
        std::fprintf(stderr, "%s\n", exit.message.c_str());
    }
    return exit.code;
}

}  // namespace

int runWorker(const std::string& runFolder, const WorkerOptions& options)
{
    if (options.ranks.alone()) {
        return work(runFolder, options, singleRank());
    }
    const auto ranks = joinRanks(options.ranks);
    if (!ranks.ok()) {
        return failedToStart(ranks.error());
    }
    try {
        return work(runFolder, options, **ranks);
    } catch (const RanksBroken& broken) {
        return failedToStart(broken.error());  // before any of them was in the folder
    }
}

}  // namespace marginalia
