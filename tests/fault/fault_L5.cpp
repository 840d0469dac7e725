// SPDX-License-Identifier: Apache-2.0
// L5: the disk is full. Cycles of filling and freeing, by a quota in the shims and by the system's
// own file size limit (ulimit -f): no acknowledged label lost, no crash, a clear message, and work
// goes on as soon as there is room.
#include "core/base/log.h"
#include "core/store/database.h"
#include "tests/fault/fault_plan.h"
#include "tests/fault/fault_tool.h"

#include <csignal>
#include <filesystem>
#include <random>
#include <sys/resource.h>

using namespace marginalia;
using namespace marginalia::fault;

namespace {

/// A full disk as a cycle makes and ends it.
struct Limit {
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
    logToFile(work.at("log"));
    store::tuning().index = false;
    install();
    Verdicts verdicts;
    double found = 0;
    double labels = 0;
    for (const Limit& limit : {Limit{fillQuota, freeQuota}, Limit{fillUlimit, freeUlimit}}) {
        const std::string folder = work.at(limit.fill == fillQuota ? "quota" : "ulimit");
        makeProject(folder, 40);
        std::vector<Uid> acknowledged;
        const int full = cycles(folder, count, limit, verdicts, acknowledged);
        verdicts.require(full >= count / 2, "the disk was hardly ever full: this tests nothing");
        checkAll(folder, acknowledged, verdicts);
        found += full;
        labels += static_cast<double>(acknowledged.size());
    }
    return verdicts.finish("L5",
                           {{"cycles", 2.0 * count}, {"full", found}, {"acknowledged", labels}});
}
