// SPDX-License-Identifier: Apache-2.0
// L11: many start at once. Fifty processes open one project, half of them through a symbolic link;
// whoever gets it makes a file that must not exist yet, labels, removes the file and leaves. There
// may never be two writers.
#include "tests/fault/fault_tool.h"

#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <sys/wait.h>
#include <unistd.h>

using namespace marginalia;
using namespace marginalia::fault;

namespace {

constexpr int kRacers = 50;
enum Exit : int { Won = 0, LockedOut = 10, Broken = 20, Unclear = 30 };

/// One starter: waits for the signal, then tries once.
int race(const std::string& path, const std::string& mark, int start)
{
    char go = 0;
    if (::read(start, &go, 1) < 0) {
        return Broken;
    }
    const auto project = Project::open(path, OpenMode::ReadWrite);
    if (!project.ok()) {
        const bool clear = project.error().kind == ErrorKind::Locked &&
                           project.error().message().find("process ") != std::string::npos;
        return project.error().kind != ErrorKind::Locked ? Broken : clear ? LockedOut : Unclear;
    }
    const int alone = ::open(mark.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (alone < 0) {
        return Broken;  // somebody else is writing
    }
    const auto records = recordUids(**project);
    const bool stored = !records.empty() && storeLabel(**project, records[0], Uid::random()).ok();
    ::unlink(mark.c_str());
    ::close(alone);
    return stored ? Won : Broken;
}

}  // namespace

int main(int argc, char** argv)
{
    const Arguments arguments(argc, argv);
    const int races = arguments.has("--full") ? 1000 : 8;
    const Workplace work;
    makeProject(work.at("p"), 1);
    std::filesystem::create_directory_symlink(work.at("p"), work.at("link"));
    Verdicts verdicts;
    double winners = 0;
    for (int i = 0; i < races; ++i) {
        int start[2];
        if (::pipe(start) != 0) {
            return 2;
        }
        std::vector<pid_t> children;
        for (int k = 0; k < kRacers; ++k) {
            const pid_t child = ::fork();
            if (child == 0) {
                ::close(start[1]);
                ::_exit(race(work.at(k % 2 == 0 ? "p" : "link"), work.at("mark"), start[0]));
            }
            children.push_back(child);
        }
        ::close(start[0]);
        ::close(start[1]);  // the end of the file is the signal for all of them
        int won = 0;
        for (const pid_t child : children) {
            int status = 0;
            ::waitpid(child, &status, 0);
            const int code = WIFEXITED(status) ? WEXITSTATUS(status) : Broken;
            won += code == Won ? 1 : 0;
            verdicts.require(code == Won || code == LockedOut || code == Unclear,
                             "a starter broke, or two wrote at once");
        }
        verdicts.require(won >= 1, "nobody got the project");
        winners += won;
    }
    const auto project = Project::open(work.at("p"), OpenMode::ReadWrite);
    verdicts.require(project.ok(), "does not open afterwards");
    if (project.ok()) {
        verdicts.require(static_cast<double>(storedEvents(**project).size()) == winners,
                         "labels are missing");
    }
    return verdicts.finish("L11", {{"races", races}, {"starters", kRacers}, {"winners", winners}});
}
