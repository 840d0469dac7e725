// SPDX-License-Identifier: Apache-2.0
#include "core/train/training_progress.h"

#include "core/base/clock.h"
#include "core/train/run_worker.h"

#include <cstdio>

namespace marginalia {

namespace {

double valueOf(const MetricValues& metrics, const char* name)
{
    for (const auto& [key, value] : metrics) {
        if (key == name) {
            return value;
        }
    }
    return 0;
}

}  // namespace

int trainInForeground(const std::string& runFolder, bool quiet, const RankEnvironment& ranks)
{
    WorkerOptions options;
    options.unattended = true;
    options.ranks = ranks;
    if (ranks.rank > 0) {
        return runWorker(runFolder, options);  // rank 0 tells
    }
    Stopwatch whole;
    Stopwatch sinceLine;
    double tokens = 0;
    std::int64_t first = -1;
    if (!quiet) {
        std::fprintf(stderr, "%s\n", runFolder.c_str());
        options.progress = [&](std::int64_t step, std::int64_t total, const MetricValues& metrics) {
            tokens = valueOf(metrics, "num_tokens");
            if (first < 0) {
                first = step;
            }
            if (step != first && step != total && sinceLine.seconds() < 1) {
                return;
            }
            sinceLine.restart();
            std::fprintf(stderr, "step %lld of %lld  loss %.4f  grad %.3f  lr %.2e",
                         static_cast<long long>(step), static_cast<long long>(total),
                         valueOf(metrics, "loss"), valueOf(metrics, "grad_norm"),
                         valueOf(metrics, "learning_rate"));
            for (const auto& [name, value] : metrics) {
                if (name == "rewards/margins" || name == "rewards/accuracies" ||
                    name == "mean_token_accuracy") {
                    std::fprintf(stderr, "  %s %.3f", name.c_str(), value);
                }
            }
            std::fprintf(stderr, "  %.0f tokens/s\n", valueOf(metrics, "marginalia/tokens_per_s"));
        };
    }
    const int code = runWorker(runFolder, options);
    const RunHealth health = runHealth(runFolder);
    if (code == 0 && health.exit && health.exit->reason == "stopped") {
        constexpr int kCancelled = 3;
        std::fprintf(stderr, "stopped at step %lld; go on with: marginalia-cli resume %s\n",
                     static_cast<long long>(health.exit->step), runFolder.c_str());
        return kCancelled;
    }
    if (!quiet && code == 0) {
        std::fprintf(stderr, "%.0f tokens in %.1f s\n", tokens, whole.seconds());
    }
    return code;
}

}  // namespace marginalia
