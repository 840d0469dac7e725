// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/rank_environment.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <optional>

namespace marginalia {

namespace {

constexpr int kMostRanks = 4096;
constexpr int kUsualPort = 29500;
constexpr int kUsualTimeout = 1800;

std::optional<std::int64_t> wholeNumber(const char* text)
{
    std::int64_t out = 0;
    const char* end = text + std::strlen(text);
    const auto [stop, error] = std::from_chars(text, end, out);
    return error == std::errc() && stop == end ? std::optional(out) : std::nullopt;
}

/// A variable that must be a number between two others.
Result<int> rankNumber(const ReadVariable& read, const char* name, std::int64_t least,
                       std::int64_t most)
{
    const char* text = read(name);
    const auto number = text == nullptr ? std::nullopt : wholeNumber(text);
    if (!number || *number < least || *number > most) {
        return failure(ErrorKind::Invalid,
                       {MG_TR("jobs", "%1 must be a number from %2 to %3, and is \"%4\"."),
                        {name, std::to_string(least), std::to_string(most),
                         text == nullptr ? std::string() : quotedForError(text)}},
                       name, MG_TR("jobs", "Start the run with torchrun --no-python or srun."));
    }
    return static_cast<int>(*number);
}

/// The first number of a text such as "4(x2),3".
std::optional<int> leadingNumber(const char* text)
{
    int out = 0;
    const auto [stop, error] = std::from_chars(text, text + std::strlen(text), out);
    return error == std::errc() && stop != text ? std::optional(out) : std::nullopt;
}

bool isLoopback(const std::string& address)
{
    return address == "localhost" || address == "::1" || address.rfind("127.", 0) == 0;
}

Result<RankEnvironment> byLauncher(const ReadVariable& read)
{
    RankEnvironment out;
    MG_TRY(out.size, rankNumber(read, "WORLD_SIZE", 1, kMostRanks));
    if (out.size == 1) {
        return RankEnvironment();
    }
    MG_TRY(out.rank, rankNumber(read, "RANK", 0, out.size - 1));
    const char* address = read("MASTER_ADDR");
    if (address == nullptr || *address == '\0') {
        return failure(ErrorKind::Invalid,
                       MG_TR("jobs", "MASTER_ADDR must say where rank 0 is found."), "MASTER_ADDR",
                       MG_TR("jobs", "Start the run with torchrun --no-python or srun."));
    }
    out.address = address;
    MG_TRY(const int port, rankNumber(read, "MASTER_PORT", 1, 65535));
    out.port = static_cast<std::uint16_t>(port);
    out.localSize = isLoopback(out.address) ? out.size : 1;
    out.localRank = isLoopback(out.address) ? out.rank : 0;
    if (read("LOCAL_WORLD_SIZE") != nullptr) {
        MG_TRY(out.localSize, rankNumber(read, "LOCAL_WORLD_SIZE", 1, out.size));
    }
    if (read("LOCAL_RANK") != nullptr) {
        MG_TRY(out.localRank, rankNumber(read, "LOCAL_RANK", 0, out.size - 1));
    }
    const char* store = read("TORCHELASTIC_USE_AGENT_STORE");
    out.launcherStore = store != nullptr && std::strcmp(store, "True") == 0;
    return out;
}

/// A port that jobs on one node do not share.
std::uint16_t portOfJob(const ReadVariable& read)
{
    const char* job = read("SLURM_JOB_ID");
    const auto number = job == nullptr ? std::nullopt : wholeNumber(job);
    return static_cast<std::uint16_t>(kUsualPort + number.value_or(0) % 1000);
}

Result<RankEnvironment> bySlurm(const ReadVariable& read)
{
    RankEnvironment out;
    // srun's own number wins over the job's, of which a step may take a part.
    const char* size =
        read("SLURM_STEP_NUM_TASKS") != nullptr ? "SLURM_STEP_NUM_TASKS" : "SLURM_NTASKS";
    MG_TRY(out.size, rankNumber(read, size, 1, kMostRanks));
    if (out.size == 1) {
        return RankEnvironment();
    }
    MG_TRY(out.rank, rankNumber(read, "SLURM_PROCID", 0, out.size - 1));
    for (const char* name : {"MASTER_ADDR", "SLURM_STEP_NODELIST", "SLURM_JOB_NODELIST"}) {
        const char* value = read(name);
        if (out.address.empty() && value != nullptr) {
            out.address = firstHost(value);
        }
    }
    if (out.address.empty()) {
        return failure(ErrorKind::Invalid,
                       MG_TR("jobs", "SLURM_JOB_NODELIST must say where rank 0 is found."),
                       "SLURM_JOB_NODELIST", MG_TR("jobs", "Set MASTER_ADDR to its host."));
    }
    out.port = portOfJob(read);
    if (read("MASTER_PORT") != nullptr) {
        MG_TRY(const int port, rankNumber(read, "MASTER_PORT", 1, 65535));
        out.port = static_cast<std::uint16_t>(port);
    }
    if (read("SLURM_LOCALID") != nullptr) {
        MG_TRY(out.localRank, rankNumber(read, "SLURM_LOCALID", 0, out.size - 1));
    }
    if (read("SLURM_CPUS_PER_TASK") != nullptr) {
        MG_TRY(out.threads, rankNumber(read, "SLURM_CPUS_PER_TASK", 1, 65536));
    }
    out.localSize = isLoopback(out.address) ? out.size : 1;
    for (const char* name : {"SLURM_STEP_TASKS_PER_NODE", "SLURM_TASKS_PER_NODE"}) {
        const char* value = read(name);
        const auto tasks = value == nullptr ? std::nullopt : leadingNumber(value);
        if (tasks) {
            out.localSize = std::clamp(*tasks, 1, out.size);
            break;
        }
    }
    return out;
}

}  // namespace

std::string firstHost(const std::string& list)
{
    const std::size_t open = list.find_first_of("[,");
    if (open == std::string::npos || list[open] == ',') {
        return list.substr(0, open);
    }
    const std::size_t end = list.find_first_of("-,]", open);
    if (end == std::string::npos) {
        return list.substr(0, open);
    }
    // What follows the bracket up to the next host belongs to every name: "a[1-2]-ib,b1".
    const std::size_t close = list.find(']', open);
    std::string behind;
    if (close != std::string::npos) {
        behind = list.substr(close + 1, list.find(',', close) - close - 1);
    }
    return list.substr(0, open) + list.substr(open + 1, end - open - 1) + behind;
}

int rankTimeoutSeconds(const ReadVariable& read)
{
    const char* text = read("MARGINALIA_RANK_TIMEOUT");
    const auto number = text == nullptr ? std::nullopt : wholeNumber(text);
    constexpr std::int64_t kWeek = 7 * 24 * 3600;
    return number && *number > 0 && *number <= kWeek ? static_cast<int>(*number) : kUsualTimeout;
}

Result<RankEnvironment> rankEnvironment(const ReadVariable& read)
{
    if (read("WORLD_SIZE") != nullptr) {
        return byLauncher(read);
    }
    if (read("SLURM_PROCID") != nullptr &&
        (read("SLURM_NTASKS") != nullptr || read("SLURM_STEP_NUM_TASKS") != nullptr)) {
        return bySlurm(read);
    }
    return RankEnvironment();
}

Result<RankEnvironment> rankEnvironment()
{
    return rankEnvironment(
        [](const char* name) { return static_cast<const char*>(std::getenv(name)); });
}

}  // namespace marginalia
