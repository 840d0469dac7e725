// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/lost_writer.h"

#include "core/base/file.h"
#include "core/jobs/run_names.h"
#include "core/jobs/tail.h"

#include <algorithm>
#include <chrono>
#include <thread>
#include <unistd.h>

namespace marginalia {

namespace {

/// The system closes the connections of a process that ends a moment before it frees its locks.
constexpr std::chrono::milliseconds kLastMoment{2000};
constexpr std::chrono::milliseconds kBetweenLooks{20};

Result<FileLock> lockOfGone(const std::string& path)
{
    const std::string holder = "process " + std::to_string(::getpid()) + ", for a lost writer";
    const auto end = std::chrono::steady_clock::now() + kLastMoment;
    for (;;) {
        auto lock = FileLock::take(path, holder);
        const bool held = !lock.ok() && lock.error().kind == ErrorKind::Locked;
        if (!held || std::chrono::steady_clock::now() >= end) {
            return lock;
        }
        std::this_thread::sleep_for(kBetweenLooks);
    }
}

std::int64_t lastAttempt(const std::string& runFolder)
{
    std::int64_t out = 0;
    Tail(runFolder + run_names::kMetrics).lines([&](const std::string& text) {
        const Json line = Json::parse(text, nullptr, false);
        if (line.is_object()) {
            out = std::max(out, line.value("attempt", std::int64_t{0}));
        }
    });
    return out;
}

}  // namespace

Result<bool> endForLostWriter(const std::string& runFolder, std::int64_t attempt,
                              const RunExit& exit)
{
    // Without it another folder would be taken for one that merely lacks its exit.json.
    MG_TRY(const Json run, readRunJson(runFolder));
    auto lock = lockOfGone(runFolder + run_names::kLock);
    if (!lock.ok() && lock.error().kind == ErrorKind::Locked) {
        return false;
    }
    if (!lock.ok()) {
        return lock.error();
    }
    const std::string path = runFolder + run_names::kExit;
    if (fileExists(path) || lastAttempt(runFolder) > attempt) {
        return false;
    }
    const Json said = {{"reason", exit.reason},
                       {"code", exit.code},
                       {"message", exit.message},
                       {"step", exit.step}};
    MG_CHECK(writeFileAtomically(path,
                                 said.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n"));
    return true;
}

}  // namespace marginalia
