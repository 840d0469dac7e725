// SPDX-License-Identifier: Apache-2.0
// L5: the disk is full. Cycles of filling and freeing, by a quota in the shims, by the system's own
// file size limit (ulimit -f) and on a small tmpfs that really is full: no acknowledged label lost,
// no crash, a clear message, and work goes on as soon as there is room. Where the system allows no
// mount, not even in a user namespace, the program says so and runs the other two.
#include "core/base/log.h"
#include "core/store/database.h"
#include "tests/fault/fault_plan.h"
#include "tests/fault/fault_tool.h"
#include "tests/fault/small_disk.h"

#include <csignal>
#include <cstdio>
#include <filesystem>
#include <random>
#include <sys/resource.h>

using namespace marginalia;
using namespace marginalia::fault;

namespace {

/// A full disk as a cycle makes and ends it.
struct Limit {
    const char* name;
    void (*fill)(std::int64_t room, const std::string& folder);
    void (*freeAgain)();
};

void fillQuota(std::int64_t room, const std::string&)
{
    plan().setRoom(room);
}

void freeQuota()
{
    plan().setRoom(-1);
}

/// No file may grow beyond the largest one and `room` more.
void fillUlimit(std::int64_t room, const std::string& folder)
{
    std::uintmax_t largest = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        largest = std::max(largest, entry.is_regular_file() ? entry.file_size() : 0);
    }
    rlimit limit{};
    ::getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = largest + static_cast<std::uintmax_t>(room);
    ::setrlimit(RLIMIT_FSIZE, &limit);
}

void freeUlimit()
{
    rlimit limit{};
    ::getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_FSIZE, &limit);
}

/// Small enough to be filled in no time, large enough for a project and its log.
constexpr std::int64_t kDiskBytes = 24 << 20;

SmallDisk& disk()
{
    static SmallDisk one;
    return one;
}

void fillDisk(std::int64_t room, const std::string&)
{
    disk().fill(room);
}

void freeDisk()
{
    disk().freeAgain();
}

/// Labels until the disk is full, frees it, retries. Gives how often the disk was found full.
int cycles(const std::string& folder, int count, const Limit& limit, Verdicts& verdicts,
           std::vector<Uid>& acknowledged)
{
    auto project = Project::open(folder, OpenMode::ReadWrite);
    verdicts.require(project.ok(), "does not open");
    if (!project.ok()) {
        return 0;
    }
    const std::vector<Uid> records = recordUids(**project);
    std::mt19937_64 random(3);
    int full = 0;
    for (int cycle = 0; cycle < count; ++cycle) {
        limit.fill(static_cast<std::int64_t>(random() % 60000), folder);
        Uid event;
        Result<std::int64_t> stored = std::int64_t{0};
        int labels = 0;
        for (; labels < 400; ++labels) {
            event = Uid::random();
            stored = storeLabel(**project, records[random() % records.size()], event);
            if (!stored.ok()) {
                break;
            }
            acknowledged.push_back(event);
        }
        limit.freeAgain();
        if (stored.ok()) {
            continue;
        }
        ++full;
        verdicts.require(stored.error().kind == ErrorKind::Full,
                         "the error is not \"full\": " + stored.error().message());
        verdicts.require(!stored.error().todo.empty(), "the message does not say what to do");
        const auto again = storeLabel(**project, records[random() % records.size()], event);
        verdicts.require(again.ok(), "labelling does not go on with room: " +
                                         (again.ok() ? "" : again.error().message()));
        if (again.ok()) {
            acknowledged.push_back(event);
        }
    }
    return full;
}

void checkAll(const std::string& folder, const std::vector<Uid>& acknowledged, Verdicts& verdicts)
{
    const auto project = Project::open(folder, OpenMode::ReadWrite);
    verdicts.require(project.ok(), "does not open afterwards");
    if (!project.ok()) {
        return;
    }
    const auto stored = storedEvents(**project);
    for (const Uid& uid : acknowledged) {
        const auto found = stored.find(uid);
        verdicts.require(found != stored.end() && found->second == 1,
                         "an acknowledged label is not there once");
    }
}

}  // namespace

int main(int argc, char** argv)
{
    const Arguments arguments(argc, argv);
    const int count = arguments.has("--full") ? 100 : 8;
    std::signal(SIGXFSZ, SIG_IGN);
    const Workplace work;
    std::string why;
    if (!disk().mount(work.at("disk"), kDiskBytes, why)) {
        std::fprintf(stderr, "the tmpfs part is not run: %s\n", why.c_str());
    }
    logToFile(work.at("log"));
    store::tuning().index = false;
    install();
    Verdicts verdicts;
    double found = 0;
    double labels = 0;
    std::vector<Limit> limits = {{"quota", fillQuota, freeQuota},
                                 {"ulimit", fillUlimit, freeUlimit}};
    if (disk().isMounted()) {
        limits.push_back({"disk/tmpfs", fillDisk, freeDisk});
    }
    for (const Limit& limit : limits) {
        const std::string folder = work.at(limit.name);
        makeProject(folder, 40);
        std::vector<Uid> acknowledged;
        const int full = cycles(folder, count, limit, verdicts, acknowledged);
        verdicts.require(full >= count / 2, "the disk was hardly ever full: this tests nothing");
        checkAll(folder, acknowledged, verdicts);
        found += full;
        labels += static_cast<double>(acknowledged.size());
    }
    return verdicts.finish("L5", {{"cycles", static_cast<double>(limits.size()) * count},
                                  {"full", found},
                                  {"acknowledged", labels},
                                  {"tmpfs", disk().isMounted() ? 1.0 : 0.0}});
}
