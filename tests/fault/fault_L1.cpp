// SPDX-License-Identifier: Apache-2.0
// L1: the program is killed while labelling. A child labels as fast as it can and prints the uuid
// of every acknowledged event; it is killed after 5 to 500 ms; every printed uuid must be there,
// once, and the project opens within 2 s.
#include "core/base/clock.h"
#include "core/store/database.h"
#include "tests/fault/fault_tool.h"

#include <csignal>
#include <cstdio>
#include <poll.h>
#include <random>
#include <sys/wait.h>
#include <unistd.h>

using namespace marginalia;
using namespace marginalia::fault;

namespace {

/// Then a fresh one: a machine labels a thousand times faster than a person, and every event is
/// looked at each time.
constexpr int kKillsOfAProject = 25;

/// In the child: labels, flags and undoes in turn until it is killed; every acknowledged label's
/// uuid goes to `pipe`.
[[noreturn]] void labelUntilKilled(const std::string& folder, int pipe, std::uint64_t seed)
{
    auto project = Project::open(folder, OpenMode::ReadWrite);
    if (!project.ok()) {
        std::fprintf(stderr, "child: %s\n", project.error().message().c_str());
        ::_exit(3);
    }
    const std::vector<Uid> records = recordUids(**project);
    std::mt19937_64 random(seed);
    while (true) {
        const Uid event = Uid::random();
        const auto verdict = static_cast<Verdict>(1 + random() % 6);
        if (!storeLabel(**project, records[random() % records.size()], event, verdict).ok()) {
            ::_exit(4);
        }
        if (::write(pipe, event.bytes.data(), event.bytes.size()) != 16) {
            ::_exit(5);
        }
        if (random() % 8 == 0) {
            static_cast<void>(waitFor<ChangeInfo>(
                [&](auto done) { (*project)->writer()->undo(true, "ann", done); }));
        }
    }
}

/// Reads what the child acknowledged until it is dead.
std::vector<Uid> killAfter(pid_t child, int pipe, int milliseconds)
{
    std::vector<Uid> out;
    const Stopwatch watch;
    bool killed = false;
    Uid uid;
    while (true) {
        const double left = milliseconds - watch.milliseconds();
        if (!killed && left <= 0) {
            ::kill(child, SIGKILL);
            killed = true;
        }
        pollfd waiting{pipe, POLLIN, 0};
        if (::poll(&waiting, 1, killed ? -1 : static_cast<int>(left) + 1) > 0) {
            if (::read(pipe, uid.bytes.data(), uid.bytes.size()) != 16) {
                break;
            }
            out.push_back(uid);
        }
    }
    ::waitpid(child, nullptr, 0);
    return out;
}

}  // namespace

int main(int argc, char** argv)
{
    const Arguments arguments(argc, argv);
    const int kills = arguments.has("--full") ? 1000 : 25;
    const Workplace work;
    std::string folder;
    std::mt19937_64 random(1);
    Verdicts verdicts;
    std::vector<Uid> acknowledged;
    double slowest = 0;
    double total = 0;
    for (int i = 0; i < kills; ++i) {
        if (i % kKillsOfAProject == 0) {
            acknowledged.clear();
            folder = work.at("p" + std::to_string(i));
            makeProject(folder, 60);
        }
        int pipe[2];
        if (::pipe(pipe) != 0) {
            return 2;
        }
        const pid_t child = ::fork();
        if (child == 0) {
            ::close(pipe[0]);
            labelUntilKilled(folder, pipe[1], random());
        }
        ::close(pipe[1]);
        const auto news = killAfter(child, pipe[0], 5 + static_cast<int>(random() % 496));
        ::close(pipe[0]);
        acknowledged.insert(acknowledged.end(), news.begin(), news.end());
        const Stopwatch watch;
        const auto project = Project::open(folder, OpenMode::ReadWrite);
        slowest = std::max(slowest, watch.seconds());
        verdicts.require(project.ok(), project.ok() ? "" : "reopen: " + project.error().message());
        if (!project.ok()) {
            break;
        }
        total += static_cast<double>(news.size());
        const auto stored = storedEvents(**project);
        for (const Uid& uid : acknowledged) {
            const auto found = stored.find(uid);
            verdicts.require(found != stored.end() && found->second == 1,
                             "acknowledged label " + uid.hex() + " is not there once");
        }
    }
    verdicts.require(slowest <= 2, "opening took more than 2 s");
    return verdicts.finish(
        "L1", {{"kills", kills}, {"acknowledged", total}, {"slowest_open_s", slowest}});
}
