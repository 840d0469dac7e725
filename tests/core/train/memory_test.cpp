// SPDX-License-Identifier: Apache-2.0
// Memory that runs out in a step (reliability.md R19, R20): streams become shorter and nothing else
// changes; where that does not help, the run ends with what it had learnt.
#include "core/model/float_pool.h"
#include "core/train/pack_sizes.h"
#include "tests/core/run_cli.h"
#include "tests/core/train/memory_fault.h"
#include "tests/core/train/rule_loop.h"
#include "tests/core/train/run_case.h"

#include <ATen/TensorOperators.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace marginalia;
using test::runCli;
namespace fs = std::filesystem;

namespace {

class MemoryTest : public RunCase {
protected:
    void SetUp() override
    {
        RunCase::SetUp();
        memory_fault::allow();
    }
    void TearDown() override
    {
        memory_fault::allow();
        RunCase::TearDown();
    }

    RunSpec loopSpec() const { return rule_loop::specOf("dpo", m_top + "/model"); }

    static StepReport stepOf(TrainLoop& loop, std::int64_t step)
    {
        auto report = loop.step(step);
        EXPECT_TRUE(report.ok()) << (report.ok() ? "" : report.error().message());
        return report.ok() ? report.take() : StepReport();
    }

    /// Gradients of the last step.
    static std::map<std::string, at::Tensor> gradientsOf(TrainLoop& loop)
    {
        std::map<std::string, at::Tensor> out;
        for (const auto& [name, tensor] : loop.optimizer().gradients()) {
            out[name] = tensor.clone();
        }
        return out;
    }

    static void expectSame(const std::map<std::string, at::Tensor>& got,
                           const std::map<std::string, at::Tensor>& want, const std::string& what)
    {
        ASSERT_EQ(got.size(), want.size());
        for (const auto& [name, tensor] : want) {
            const double largest = tensor.abs().max().item<double>();
            const double apart = (got.at(name) - tensor).abs().max().item<double>();
            EXPECT_LE(apart, 1e-5 * std::max(1.0, largest)) << what << " " << name;
        }
    }

    std::string prepared(std::int64_t pack = 0, std::int64_t steps = 8)
    {
        RunSpec made = spec("dpo");
        made.max_steps = steps;
        made.pack_tokens = pack;
        return RunCase::prepared(made);
    }

    struct Ran {
        std::map<std::int64_t, double> losses;
        std::vector<Json> memory;  ///< details of its events
        RunHealth health;
    };
    static Ran ranOf(const std::string& folder)
    {
        const RunReader::News news = newsOf(folder);
        Ran out;
        out.health = news.health;
        for (const MetricLine& line : news.lines) {
            if (line.event == "memory") {
                out.memory.push_back(line.detail);
            }
            for (const auto& [name, value] : line.values) {
                if (line.event.empty() && name == "loss") {
                    out.losses[line.step] = value;
                }
            }
        }
        return out;
    }

    static void expectSameLosses(const Ran& got, const Ran& want)
    {
        ASSERT_EQ(got.losses.size(), want.losses.size());
        for (const auto& [step, loss] : want.losses) {
            EXPECT_NEAR(got.losses.at(step), loss, 1e-5 * std::max(1.0, std::abs(loss))) << step;
        }
    }
};

}  // namespace

TEST_F(MemoryTest, SizesOfStreamsAreThoseOfThePacker)
{
    const std::vector<TrainItem> items = rule_loop::items(true, 200);
    std::vector<const TrainItem*> all;
    std::vector<const TrainRow*> mismatched;
    for (const TrainItem& item : items) {
        all.push_back(&item);
        mismatched.push_back(&item.rows[1]);
    }
    for (const bool share : {true, false}) {
        for (const bool padded : {true, false}) {
            for (const std::int64_t budget : {4096, 30, 16, 1}) {
                PackOptions options;
                options.budget = budget;
                options.sharePrefix = share;
                options.padded = padded;
                options.headEverywhere = budget == 30;
                options.bucketed = budget == 16;
                const UnitBatch unit = packUnit(all, mismatched, options, c10::Device(at::kCPU));
                const UnitSizes sizes = packSizes(all, mismatched, options);
                const std::pair<const std::vector<Pack>&, const std::vector<PackSize>&> both[] = {
                    {unit.packs, sizes.packs}, {unit.quiet, sizes.quiet}};
                for (const auto& [made, counted] : both) {
                    ASSERT_EQ(made.size(), counted.size()) << budget << share << padded;
                    for (std::size_t i = 0; i < made.size(); ++i) {
                        EXPECT_EQ(made[i].input.ids.size(0), counted[i].tokens);
                        EXPECT_EQ(made[i].tokens, counted[i].scored);
                    }
                }
            }
        }
    }
}

/// Every allocation of a step fails once: whatever was on its way is forgotten, and the step ends
/// as if nothing had been.
TEST_F(MemoryTest, AnyAllocationOfAStepMayFail)
{
    const auto run = [&](std::int64_t failing, std::int64_t& allocations, std::int64_t& budget) {
        rule_loop::Made made = rule_loop::make(loopSpec(), 2, 2);
        stepOf(*made.loop, 1);
        memory_fault::failOnce(failing);
        const StepReport report = stepOf(*made.loop, 2);
        allocations = memory_fault::count();
        memory_fault::allow();
        budget = made.loop->packBudget();
        return std::pair(report.result.loss, gradientsOf(*made.loop));
    };
    std::int64_t all = 0;
    std::int64_t budget = 0;
    const auto [loss, gradients] = run(-1, all, budget);
    const std::int64_t before = budget;
    ASSERT_GT(all, 50);
    int shortened = 0;
    // Those of the update stand at the end and are few; a failure there is no matter of streams.
    const std::int64_t last = all * 8 / 10;
    const std::int64_t stride = std::max<std::int64_t>(last / 60, 1);
    for (std::int64_t failing = 1; failing < last; failing += stride) {
        std::int64_t unused = 0;
        try {
            const auto [again, after] = run(failing, unused, budget);
            EXPECT_NEAR(again, loss, 1e-5) << failing;
            expectSame(after, gradients, std::to_string(failing));
            shortened += budget < before ? 1 : 0;
        } catch (const std::exception& error) {
            ADD_FAILURE() << "allocation " << failing << " of " << all << ": " << error.what();
        }
    }
    EXPECT_GT(shortened, 30);
}

TEST_F(MemoryTest, ARunGoesOnWithShorterStreamsAndSaysSo)
{
    const std::string whole = prepared();
    ASSERT_EQ(work(whole), 0);
    const std::string cut = prepared();
    ASSERT_EQ(work(cut,
                   [](std::int64_t step) {
                       if (step == 3) {
                           memory_fault::failOnce(120);  // in the fourth step
                       }
                   }),
              0);
    const Ran want = ranOf(whole);
    const Ran got = ranOf(cut);
    EXPECT_EQ(got.health.state, RunState::Done);
    EXPECT_TRUE(want.memory.empty());
    expectSameLosses(got, want);
    ASSERT_EQ(got.memory.size(), 1U);
    const Json& told = got.memory.front();
    EXPECT_LT(told["pack_tokens"].get<int>(), told["before"].get<int>());
    EXPECT_NE(told["what"].get<std::string>().find("step 4"), std::string::npos) << told["what"];

    // As a run that was started so.
    const std::string narrow = prepared(told["pack_tokens"].get<std::int64_t>());
    ASSERT_EQ(work(narrow), 0);
    expectSameLosses(ranOf(narrow), want);
    EXPECT_EQ((*readRunJson(cut))["resolved"]["pack_tokens"], told["pack_tokens"]);
}

TEST_F(MemoryTest, ShorterStreamsStayWhenARunIsTakenUpAgain)
{
    const std::string folder = prepared();
    ASSERT_TRUE(requestControl(folder, "save").ok());
    ASSERT_EQ(work(folder,
                   [&](std::int64_t step) {
                       if (step == 2) {
                           memory_fault::failOnce(120);
                       } else if (step == 5) {
                           EXPECT_TRUE(requestControl(folder, "stop").ok());
                       }
                   }),
              0);
    const Ran stopped = ranOf(folder);
    EXPECT_EQ(stopped.health.exit->step, 5);
    ASSERT_EQ(stopped.memory.size(), 1U);
    fs::remove(folder + "/exit.json");
    ASSERT_EQ(work(folder), 0);
    auto reader = RunReader::open(folder);
    const RunReader::News news = (*reader)->poll().take();
    bool resumed = false;
    for (const MetricLine& line : news.lines) {
        if (line.event == "resume") {
            resumed = true;
            EXPECT_EQ(line.detail["environment"]["pack_tokens"],
                      stopped.memory.front()["pack_tokens"]);
            EXPECT_TRUE(line.detail["exact"].get<bool>());
        }
    }
    EXPECT_TRUE(resumed);
    const std::string whole = prepared();
    ASSERT_EQ(work(whole), 0);
    expectSameLosses(ranOf(folder), ranOf(whole));
}

TEST_F(MemoryTest, WhereNothingHelpsTheRunEndsWithWhatItHasLearnt)
{
    const std::string folder = prepared();
    // Smaller than the gradients of the blocks, which are asked for anew, larger than all that
    // saving asks for.
    ASSERT_EQ(work(folder,
                   [](std::int64_t step) {
                       if (step == 4) {
                           releasePooledFloats();
                           memory_fault::failFrom(64 << 10);
                       }
                   }),
              1);
    memory_fault::allow();
    const Ran ended = ranOf(folder);
    EXPECT_EQ(ended.health.state, RunState::Failed);
    ASSERT_TRUE(ended.health.exit.has_value());
    EXPECT_EQ(ended.health.exit->step, 4);
    const std::string& why = ended.health.exit->message;
    EXPECT_NE(why.find("Memory ran out"), std::string::npos) << why;
    EXPECT_NE(why.find("tokens"), std::string::npos) << why;
    EXPECT_NE(why.find("MB"), std::string::npos) << why;
    const auto checkpoints = listCheckpoints(folder);
    ASSERT_FALSE(checkpoints.empty());
    EXPECT_EQ(checkpoints.back().step, 4);
    EXPECT_TRUE(checkpoints.back().resumable);

    fs::remove(folder + "/exit.json");
    ASSERT_EQ(work(folder), 0);
    const std::string whole = prepared();
    ASSERT_EQ(work(whole), 0);
    expectSameLosses(ranOf(folder), ranOf(whole));
}

TEST_F(MemoryTest, BlocksOfASingleItemAreComputedAgain)
{
    const auto failing = [](std::int64_t step) {
        if (step == 3) {
            memory_fault::failOnce(60);  // in the fourth step, whose streams cannot be cut
        }
    };
    RunSpec made = spec("dpo");
    made.max_steps = 8;
    made.pack_tokens = 1;
    const std::string whole = RunCase::prepared(made);
    ASSERT_EQ(work(whole), 0);
    const std::string again = RunCase::prepared(made);
    ASSERT_EQ(work(again, failing), 0);
    const Ran got = ranOf(again);
    EXPECT_EQ(got.health.state, RunState::Done);
    expectSameLosses(got, ranOf(whole));
    ASSERT_EQ(got.memory.size(), 1U);
    EXPECT_EQ(got.memory[0]["recompute"], "blocks");
    EXPECT_NE(got.memory[0]["what"].get<std::string>().find("step 4"), std::string::npos);
    EXPECT_EQ((*readRunJson(again))["resolved"]["recompute"], "blocks")
        << "also when it is taken up again";

    made.recompute = "off";
    const std::string ended = RunCase::prepared(made);
    memory_fault::allow();
    EXPECT_EQ(work(ended, failing), 1);
    memory_fault::allow();
    made.recompute = "blocks";
    const std::string always = RunCase::prepared(made);
    ASSERT_EQ(work(always), 0);
    EXPECT_TRUE(ranOf(always).memory.empty());
    expectSameLosses(ranOf(always), ranOf(whole));
}

/// The system says no, as it does under a limit on the process (R19): to a worker of its own.
TEST_F(MemoryTest, ALimitOnTheProcessShortensStreamsToo)
{
    constexpr std::int64_t kFullStep = 3;
    RunSpec spec = defaultRunSpec("sft");
    spec.model = MARGINALIA_SOURCE_DIR "/resources/starter";
    spec.batch_size = 24;
    spec.max_steps = 4;
    spec.held_out_share = 0;
    spec.max_length = 256;
    spec.pack_tokens = 8192;
    spec.threads = 1;
    std::vector<Record> records = testing_model::pairs(96);
    const auto plan = BatchPlan::shuffled(spec, static_cast<std::int64_t>(records.size()));
    ASSERT_TRUE(plan.ok());
    // One step with much longer answers than the others, behind the first.
    const StepPlan full = plan->step(kFullStep);
    for (const std::int64_t item : full.front().items) {
        std::string text;
        for (int i = 0; i < 60; ++i) {
            text += "word ";
        }
        records[static_cast<std::size_t>(item)].a.front().content += text;
    }
    const auto prepared = [&] {
        const auto run = snapshotFromRecords(records, spec, m_top + "/runs");
        EXPECT_TRUE(run.ok()) << run.error().message();
        return run->folder;
    };
    const std::string whole = prepared();
    ASSERT_EQ(runCli("run " + whole).code, 0);

    const std::string folder = prepared();
    ASSERT_TRUE(requestControl(folder, "pause").ok());  // obeyed behind the first step
    const pid_t child = ::fork();
    if (child == 0) {
        ::execl(MARGINALIA_BIN_DIR "/marginalia-cli", "marginalia-cli", "run", folder.c_str(),
                nullptr);
        ::_exit(127);
    }
    for (int looks = 0; looks < 30000 && runHealth(folder).status.state != RunState::Paused;
         ++looks) {
        ::usleep(1000);  // between two looks at a file that another process writes
    }
    ASSERT_EQ(runHealth(folder).status.state, RunState::Paused);
    std::ifstream statm("/proc/" + std::to_string(child) + "/statm");
    std::uint64_t pages = 0;
    statm >> pages;
    ASSERT_GT(pages, 0U);
    const rlim_t limit = pages * static_cast<rlim_t>(::sysconf(_SC_PAGESIZE)) + (48U << 20U);
    const rlimit both{limit, limit};
    ASSERT_EQ(::prlimit(child, RLIMIT_AS, &both, nullptr), 0);
    ASSERT_TRUE(requestControl(folder, "resume").ok());
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFEXITED(status));
    const Ran got = ranOf(folder);
    EXPECT_EQ(got.health.state, RunState::Done)
        << (got.health.exit ? got.health.exit->message : "no exit.json");
    EXPECT_FALSE(got.memory.empty());
    expectSameLosses(got, ranOf(whole));
}
