// SPDX-License-Identifier: Apache-2.0
// L3: the Nth call to the disk fails, once or from then on for ever, for every N until a session
// needs fewer calls than that. Nothing acknowledged may be missing and nothing stored twice;
// retries use the same uuid.
#include "core/base/log.h"
#include "core/store/database.h"
#include "tests/fault/fault_plan.h"
#include "tests/fault/fault_tool.h"

using namespace marginalia;
using namespace marginalia::fault;

namespace {

struct Asked {
    std::vector<Uid> acknowledged;
    std::vector<Uid> all;
    std::int64_t setting = -1;
};

/// A person who labels and, told that it is not stored, tries again with the same uuid.
Asked session(const std::string& folder, int labels)
{
    Asked asked;
    auto project = Project::open(folder, OpenMode::ReadWrite);
    if (!project.ok()) {
        return asked;
    }
    const std::vector<Uid> records = recordUids(**project);
    for (int i = 0; i < labels && i < static_cast<int>(records.size()); ++i) {
        const Uid event = Uid::random();
        asked.all.push_back(event);
        for (int attempt = 0; attempt < 3; ++attempt) {
            if (storeLabel(**project, records[static_cast<std::size_t>(i)], event).ok()) {
                asked.acknowledged.push_back(event);
                break;
            }
        }
        const auto set = waitFor<bool>([&](auto done) {
            (*project)->writer()->setSetting("counter", std::to_string(i), done);
        });
        asked.setting = set.ok() ? i : asked.setting;
    }
    return asked;
}

void checkSession(const std::string& folder, const Asked& asked, Verdicts& verdicts,
                  const std::string& where)
{
    const auto project = Project::open(folder, OpenMode::ReadWrite);
    verdicts.require(project.ok(), where + ": does not open afterwards");
    if (!project.ok()) {
        return;
    }
    const auto stored = storedEvents(**project);
    for (const Uid& uid : asked.acknowledged) {
        verdicts.require(stored.count(uid) == 1, where + ": an acknowledged label is lost");
    }
    for (const auto& [uid, times] : stored) {
        verdicts.require(times == 1, where + ": a label is stored twice");
    }
    verdicts.require(stored.size() <= asked.all.size(),
                     where + ": there are labels nobody asked for");
    const auto reader = (*project)->reader();
    const std::int64_t counter = std::stoll((*reader)->setting("counter", "-1").value());
    verdicts.require(counter >= asked.setting, where + ": an acknowledged setting is lost");
    // The label of a failed request may be there or not; asking again with its uuid must end with
    // one of it.
    const std::vector<Uid> records = recordUids(**project);
    for (std::size_t i = 0; i < asked.all.size(); ++i) {
        verdicts.require(storeLabel(**project, records[i], asked.all[i]).ok(),
                         where + ": a retry fails on a sound disk");
    }
    for (const auto& [uid, times] : storedEvents(**project)) {
        verdicts.require(times == 1, where + ": a retry stored a label twice");
    }
}

}  // namespace

int main(int argc, char** argv)
{
    const Arguments arguments(argc, argv);
    const bool full = arguments.has("--full");
    const int labels = full ? 6 : 3;
    const std::int64_t step = full ? 1 : 5;
    const Workplace work;
    logToFile(work.at("log"));  // thousands of expected warnings
    store::tuning().index = false;
    store::tuning().idleWalPages = 20;
    install();
    makeProject(work.at("base"), labels);
    Verdicts verdicts;
    double calls = 0;
    double sessions = 0;
    for (const bool forEver : {false, true}) {
        for (std::int64_t n = 1;; n += step) {
            copyFolder(work.at("base"), work.at("p"));
            plan().failAt(n, forEver);
            const Asked asked = session(work.at("p"), labels);
            const bool failed = plan().failed();
            plan().reset();
            checkSession(work.at("p"), asked, verdicts,
                         "call " + std::to_string(n) + (forEver ? " and all after it" : " once"));
            ++sessions;
            if (!failed) {
                calls = static_cast<double>(n);
                break;
            }
        }
    }
    return verdicts.finish("L3", {{"sessions", sessions}, {"calls", calls}});
}
