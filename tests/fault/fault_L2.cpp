// SPDX-License-Identifier: Apache-2.0
// L2: the power goes. Every write, sync and rename of a session is recorded with marks where
// something was acknowledged; for a cut at any place the disk keeps what was synced and half of the
// rest, and the project must open with everything that was acknowledged before the cut.
//   --synchronous NORMAL   runs with the weaker setting, which must lose something (the suite
//   proves that it would notice)
#include "core/store/database.h"
#include "tests/fault/fault_plan.h"
#include "tests/fault/fault_tool.h"

#include <cstdio>

using namespace marginalia;
using namespace marginalia::fault;

namespace {

/// What a mark promises.
struct Promise {
    enum class Kind : std::uint8_t { Label, Setting, Record } kind = Kind::Label;
    Uid event;
    std::int64_t value = 0;
};

std::vector<Promise> session(const std::string& folder, int labels)
{
    std::vector<Promise> promises;
    const auto keep = [&](const Promise& promise) {
        plan().mark(static_cast<std::int64_t>(promises.size()));
        promises.push_back(promise);
    };
    auto project = Project::open(folder, OpenMode::ReadWrite);
    if (!project.ok()) {
        return promises;
    }
    const std::vector<Uid> records = recordUids(**project);
    ProjectWriter& writer = *(*project)->writer();
    std::mt19937_64 random(7);
    for (int i = 0; i < labels; ++i) {
        const Uid event = Uid::random();
        if (storeLabel(**project, records[random() % records.size()], event).ok()) {
            keep({Promise::Kind::Label, event, 0});
        }
        if (i % 3 == 0 && waitFor<bool>([&](auto done) {
                              writer.setSetting("counter", std::to_string(i), done);
                          }).ok()) {
            keep({Promise::Kind::Setting, {}, i});
        }
        if (i % 10 == 0) {
            Record record;
            record.prompt = {
                Message{"user", "made " + std::to_string(i), "", "", nullptr, nullptr}};
            const auto made = waitFor<std::vector<RecordId>>(
                [&](auto done) { writer.addRecords({record}, "made", done); });
            if (made.ok()) {
                keep({Promise::Kind::Record, {}, number(made->at(0))});
            }
        }
    }
    return promises;
}

/// Whether a project after a cut keeps the promises; the sentence of the first that is broken.
std::string brokenPromise(const std::string& folder, const std::vector<Promise>& promises,
                          std::int64_t upTo)
{
    const auto project = Project::open(folder, OpenMode::ReadWrite);
    if (!project.ok()) {
        return "it does not open: " + project.error().message();
    }
    const auto stored = storedEvents(**project);
    const auto reader = (*project)->reader();
    const std::int64_t counter = std::stoll((*reader)->setting("counter", "-1").value());
    for (const auto& [uid, times] : stored) {
        if (times != 1) {
            return "an event is there twice";
        }
    }
    for (std::int64_t i = 0; i <= upTo; ++i) {
        const Promise& promise = promises[static_cast<std::size_t>(i)];
        const bool kept = promise.kind == Promise::Kind::Label ? stored.count(promise.event) == 1
                          : promise.kind == Promise::Kind::Setting
                              ? counter >= promise.value
                              : (*reader)->record(RecordId{promise.value}).ok();
        if (!kept) {
            return "acknowledgement " + std::to_string(i) + " is lost";
        }
    }
    return isSound(folder + "/fault.marginalia") ? "" : "the database is damaged";
}

struct Outcome {
    std::int64_t cuts = 0;
    std::int64_t broken = 0;
    std::size_t calls = 0;
};

Outcome cutEverywhere(const Workplace& work, std::int64_t cuts, int labels, bool tell)
{
    const std::string folder = work.at("p");
    makeProject(folder, 20);
    copyFolder(folder, work.at("before"));
    plan().beginTrace(folder);
    const std::vector<Promise> promises = session(folder, labels);
    const std::vector<Io> trace = plan().takeTrace();
    copyFolder(work.at("before"), folder);
    Outcome out;
    out.calls = trace.size();
    std::mt19937_64 random(11);
    Disk disk(folder);
    std::int64_t lastMark = -1;
    for (std::size_t i = 0; i <= trace.size(); ++i) {
        // Spread over all places; with more cuts than places each place is cut several times.
        const auto due = [&](std::size_t place) {
            return cuts * static_cast<std::int64_t>(place) /
                   static_cast<std::int64_t>(trace.size() + 1);
        };
        for (std::int64_t k = due(i); k < due(i + 1); ++k) {
            disk.cut(work.at("after"), random);
            const std::string broken = brokenPromise(work.at("after"), promises, lastMark);
            ++out.cuts;
            out.broken += broken.empty() ? 0 : 1;
            if (!broken.empty() && tell && out.broken <= 10) {
                std::fprintf(stderr, "cut at call %zu of %zu: %s\n", i, trace.size(),
                             broken.c_str());
            }
        }
        if (i < trace.size()) {
            disk.apply(trace[i]);
            lastMark = trace[i].kind == Io::Kind::Mark ? trace[i].offset : lastMark;
        }
    }
    return out;
}

}  // namespace

int main(int argc, char** argv)
{
    const Arguments arguments(argc, argv);
    const bool full = arguments.has("--full");
    const std::string wanted = arguments.value("--synchronous", "FULL");
    store::tuning().index = false;
    store::tuning().idleWalPages = 60;  // so that checkpoints happen within a session
    install();
    const std::int64_t cuts = full ? 10000 : 300;
    const int labels = full ? 120 : 30;
    Verdicts verdicts;
    std::map<std::string, double> figures;
    if (wanted == "FULL") {
        const Workplace work;
        const Outcome outcome = cutEverywhere(work, cuts, labels, true);
        verdicts.require(outcome.broken == 0, "promises broken after power cuts");
        verdicts.require(outcome.cuts == cuts, "not all cuts were made");
        figures = {{"cuts", static_cast<double>(outcome.cuts)},
                   {"calls", static_cast<double>(outcome.calls)},
                   {"lost", static_cast<double>(outcome.broken)}};
    }
    // The proof that this program would notice: one setting weaker, and it must find losses.
    store::tuning().synchronous = "NORMAL";
    const Workplace work;
    const Outcome weak = cutEverywhere(work, wanted == "FULL" ? cuts / 3 : cuts, labels, false);
    figures["lost_with_normal"] = static_cast<double>(weak.broken);
    if (wanted == "FULL") {
        verdicts.require(weak.broken > 0,
                         "synchronous=NORMAL lost nothing: this test notices nothing");
    } else {
        verdicts.require(weak.broken == 0,
                         "promises broken after power cuts with synchronous=NORMAL");
    }
    return verdicts.finish("L2", figures);
}
