// SPDX-License-Identifier: Apache-2.0
#include "core/train/verb_run.h"

#include "core/base/file.h"
#include "core/base/log.h"
#include "core/jobs/rank_environment.h"
#include "core/jobs/run_folder.h"
#include "core/train/run_worker.h"
#include "core/train/training_progress.h"

#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace marginalia {

namespace {

/// The kernel ends a worker before the window when memory runs out. Not allowed to: then it stays
/// as it is.
void raiseOomScore()
{
    const int file = ::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (file >= 0) {
        const ssize_t put = ::write(file, "500", 3);
        static_cast<void>(put);
        ::close(file);
    }
}

}  // namespace

int runRun(const cli::Words& words)
{
    const cli::Options options(words, {}, {});
    const auto folder = cli::folderOperand(options);
    if (!folder.ok()) {
        return cli::usageError("run", folder.error().what.str());
    }
    const auto ranks = rankEnvironment();
    if (!ranks.ok()) {
        return cli::usageError("run", ranks.error().message());
    }
    if (ranks->rank == 0 && folderExists(*folder)) {
        logToFile(*folder + "/log.txt");
    }
    raiseOomScore();
    // The window's frames go before the training.
    const int before = ::nice(10);
    static_cast<void>(before);
    WorkerOptions worker;
    worker.ranks = *ranks;
    return runWorker(*folder, worker);
}

int runResume(const cli::Words& words)
{
    const cli::Options options(words, {"quiet", "json", "follow"}, {});
    const auto ranks = rankEnvironment();
    if (!ranks.ok()) {
        return cli::usageError("resume", ranks.error().message());
    }
    if (options.ok() && options.has("follow") && ranks->rank > 0) {
        return trainInForeground({}, true, *ranks);
    }
    const auto folder = cli::folderOperand(options);
    if (!folder.ok()) {
        return cli::usageError("resume", folder.error().what.str());
    }
    const int code = trainInForeground(*folder, options.has("quiet"), *ranks);
    if (options.has("json") && ranks->rank == 0) {
        const RunHealth health = runHealth(*folder);
        Json checkpoints = Json::array();
        for (const CheckpointInfo& each : listCheckpoints(*folder)) {
            checkpoints.push_back({{"step", each.step}, {"folder", each.folder}});
        }
        const Json json = {{"run", *folder},
                           {"reason", health.exit ? health.exit->reason : "failed"},
                           {"step", health.exit ? health.exit->step : 0},
                           {"checkpoints", checkpoints},
                           {"code", code}};
        std::puts(json.dump().c_str());
    }
    return code;
}

}  // namespace marginalia
