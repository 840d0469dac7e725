// SPDX-License-Identifier: Apache-2.0
// What a run will need, said before it starts: by counting, by small work, and by the verb.
#include "core/base/file.h"
#include "core/base/sha256.h"
#include "core/jobs/run_names.h"
#include "core/train/plan_memory.h"
#include "core/train/plan_trial.h"
#include "core/train/run_planning.h"
#include "core/train/trial_rows.h"
#include "tests/core/run_cli.h"
#include "tests/core/train/rule_loop.h"
#include "tests/core/train/tiny_model.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <unistd.h>

using namespace marginalia;
using test::Finished;
using test::runCli;
namespace fs = std::filesystem;

namespace {

class PlanRunTest : public ::testing::Test {
protected:
    void SetUp() override
    {
        std::string pattern = (fs::temp_directory_path() / "marginalia-planned-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        m_top = pattern;
        ::setenv("MARGINALIA_HOME", (m_top + "/home").c_str(), 1);
        testing_model::write(m_top + "/model", true);
    }
    void TearDown() override { fs::remove_all(m_top); }

    std::string prepared(const std::string& objective, const std::string& model,
                         std::int64_t steps = 6)
    {
        RunSpec spec = defaultRunSpec(objective);
        spec.model = model;
        spec.batch_size = 4;
        spec.max_steps = steps;
        spec.held_out_share = 0.2;
        spec.max_length = 64;
        spec.threads = 1;
        const auto run = snapshotFromRecords(testing_model::pairs(32), spec, m_top + "/runs");
        EXPECT_TRUE(run.ok()) << run.error().message();
        return run->folder;
    }

    /// The model's folder with sizes of seventy billion weights, and none of them.
    std::string hugeModel() const
    {
        const std::string folder = m_top + "/huge";
        fs::copy(m_top + "/model", folder);
        fs::remove(folder + "/model.safetensors");
        Json config = Json::parse(*readFile(folder + "/config.json"));
        config["hidden_size"] = 8192;
        config["intermediate_size"] = 28672;
        config["num_hidden_layers"] = 80;
        config["num_attention_heads"] = 64;
        config["num_key_value_heads"] = 8;
        config["head_dim"] = 128;
        std::ofstream(folder + "/config.json") << config.dump();
        return folder;
    }

    static std::string digests(const std::string& folder)
    {
        std::string out;
        std::set<std::string> names;
        for (const auto& entry : fs::recursive_directory_iterator(folder)) {
            names.insert(entry.path().string());
        }
        for (const std::string& name : names) {
            out += name + (fs::is_regular_file(name) ? *sha256OfFile(name) : std::string()) + "\n";
        }
        return out;
    }

    std::string m_top;
};

}  // namespace

TEST_F(PlanRunTest, MeasuringChangesNothingThatIsTrained)
{
    for (const char* objective : {"dpo", "sft"}) {
        RunSpec spec = rule_loop::specOf(objective, m_top + "/model");
        const auto trained = [&](bool measured) {
            rule_loop::Made made = rule_loop::make(spec, 3, 2);
            if (measured) {
                const ComputeCost cost(made.decoder->config());
                const PlannedWork work = plannedWork(*made.loop, cost, {});
                EXPECT_TRUE(work.several) << "two units a step";
                const auto calibration = calibrate(*made.loop, cost, work, 0.1, true);
                EXPECT_TRUE(calibration.ok());
                EXPECT_GT(calibration->operationSeconds, 0);
                EXPECT_GT(calibration->forwardSeconds, 0);
                EXPECT_GT(calibration->secondsOf(work.step), 0);
            }
            for (std::int64_t step = 1; step <= 3; ++step) {
                EXPECT_TRUE(made.loop->step(step).ok());
            }
            return rule_loop::weightsOf(*made.loop);
        };
        const auto want = trained(false);
        for (const auto& [name, tensor] : trained(true)) {
            EXPECT_TRUE(tensor.equal(want.at(name))) << objective << " " << name;
        }
    }
}

TEST_F(PlanRunTest, WorkIsThatOfTheStepsAsTheyComeToBe)
{
    rule_loop::Made made = rule_loop::make(rule_loop::specOf("dpo", m_top + "/model"), 4, 2);
    const ComputeCost cost(made.decoder->config());
    const PlannedWork work = plannedWork(*made.loop, cost, {});
    double operations = 0;
    std::int64_t fullest = 0;
    for (std::int64_t step = 1; step <= 4; ++step) {
        const auto units = made.loop->unitsOf(step);
        ASSERT_TRUE(units.ok());
        for (const UnitRows& unit : *units) {
            const UnitBatch batch =
                packUnit(unit.items, {}, made.loop->engine().packOptions(), c10::Device(at::kCPU));
            ASSERT_EQ(batch.packs.size(), 1U);
            fullest = std::max(fullest, batch.streamTokens);
            operations += 3 * cost.forward(packSizes(unit.items, {}, {}).packs.front());
        }
    }
    EXPECT_EQ(work.fullest.tokens, fullest);
    EXPECT_NEAR(work.step.operations, operations / 4, 1e-6 * operations);
    EXPECT_DOUBLE_EQ(work.step.passes, 2);
    EXPECT_GT(work.reference.operations, 0);
}

TEST_F(PlanRunTest, BlocksComputedAgainTakeFewerActivations)
{
    RunSpec spec = rule_loop::specOf("sft", MARGINALIA_SOURCE_DIR "/resources/starter");
    rule_loop::Made made = rule_loop::make(spec, 1, 1);
    const PackSize pack{1200, 600, 100'000, 8, 150};
    const auto memoryOf = [&](bool again) {
        made.decoder->setRecomputing(again);
        return StepMemory(*made.decoder, made.loop->trained(), 2).at(pack, false);
    };
    const StepBytes kept = memoryOf(false);
    const StepBytes again = memoryOf(true);
    EXPECT_LT(again.activations, kept.activations / 2);
    EXPECT_EQ(again.gradients, kept.gradients);
    EXPECT_EQ(StepMemory(*made.decoder, made.loop->trained(), 2)
                  .recomputing(false)
                  .at(pack, false)
                  .activations,
              kept.activations);

    RunSpec wanted = defaultRunSpec("sft");
    wanted.model = m_top + "/model";
    wanted.max_steps = 2;
    wanted.recompute = "blocks";
    const auto run = snapshotFromRecords(testing_model::pairs(16), wanted, m_top + "/runs");
    ASSERT_TRUE(run.ok());
    const Finished planned = runCli("plan --run " + run->folder);
    EXPECT_EQ(planned.code, 0) << planned.out;
    EXPECT_NE(planned.out.find("computed again"), std::string::npos) << planned.out;
}

TEST_F(PlanRunTest, AnItemIsCutInPromptAndAnswersAlike)
{
    TrainItem item = rule_loop::items(true, 200)[3];
    const TrainItem half = shortenedItem(item, 0.5);
    ASSERT_EQ(half.rows.size(), 2U);
    for (std::size_t i = 0; i < 2; ++i) {
        const TrainRow& row = half.rows[i];
        const std::int64_t answer = item.rows[i].trainedTokens();
        EXPECT_EQ(row.trainedTokens(), (answer + 1) / 2);
        EXPECT_EQ(row.ids.size(), 2 + static_cast<std::size_t>((answer + 1) / 2));
        EXPECT_EQ(row.trained.size(), row.ids.size());
        EXPECT_EQ(row.ids[0], item.rows[i].ids[0]);
        EXPECT_EQ(row.ids[2], item.rows[i].ids[4]) << "where the answer begins";
        EXPECT_FALSE(row.promptUid == item.rows[i].promptUid);
    }
    EXPECT_EQ(shortenedItem(item, 1).rows[0].ids, item.rows[0].ids);
    item.rows[0].stepEnds = {5};
    EXPECT_EQ(shortenedItem(item, 0.5).rows[0].ids, item.rows[0].ids) << "steps are not cut";
}

TEST_F(PlanRunTest, TheVerbMeasuresACopyAndTheRunIsAboutAsItSays)
{
    const std::string folder = prepared("dpo", MARGINALIA_SOURCE_DIR "/resources/starter", 12);
    const std::string before = digests(folder);
    const Finished planned = runCli("plan --json --run " + folder);
    ASSERT_EQ(planned.code, 0) << planned.out;
    EXPECT_EQ(digests(folder), before);
    const auto plan = runPlanFromJson(Json::parse(planned.out, nullptr, false));
    ASSERT_TRUE(plan.ok()) << planned.out;
    EXPECT_TRUE(plan->calibrated);
    EXPECT_TRUE(plan->fits());
    EXPECT_EQ(plan->steps, 12);
    EXPECT_GT(plan->memory.weights, 0);
    EXPECT_GT(plan->memory.optimizer, 0);
    EXPECT_GT(plan->memory.activations, 0);
    EXPECT_LT(plan->calibrationSeconds, 6);
    EXPECT_FALSE(plan->remedies.empty());

    ASSERT_EQ(runCli("run " + folder).code, 0);
    const auto counted = run_names::readJsonObject(folder + run_names::kPlan);
    ASSERT_TRUE(counted.ok()) << "the worker's own plan";
    EXPECT_FALSE((*counted)["calibrated"].get<bool>()) << "too short a run to measure";
    auto reader = RunReader::open(folder);
    const RunReader::News news = (*reader)->poll().take();
    double most = 0;
    std::vector<double> seconds;
    for (const MetricLine& line : news.lines) {
        for (const auto& [name, value] : line.values) {
            most = name == "marginalia/mem_mb" ? std::max(most, value * 1e6) : most;
            if (name == "marginalia/step_s" && line.event.empty()) {
                seconds.push_back(value);
            }
        }
    }
    std::sort(seconds.begin(), seconds.end());
    // Figures on a quiet machine come from tests/bench/plan_bench; here only that they are of it.
    EXPECT_NEAR(static_cast<double>(plan->total()) / most, 1, 0.3);
    EXPECT_GT(plan->stepSeconds, 0);
    EXPECT_FALSE(seconds.empty());
}

TEST_F(PlanRunTest, AForkTakesTheTimeOfTheStepsThatRemain)
{
    const std::string folder = prepared("dpo", m_top + "/model", 6);
    ASSERT_EQ(runCli("run " + folder).code, 0);
    const auto planOf = [](const std::string& arguments) {
        const Finished planned = runCli("plan --json --run " + arguments);
        EXPECT_EQ(planned.code, 0) << planned.out;
        const auto plan = runPlanFromJson(Json::parse(planned.out, nullptr, false));
        EXPECT_TRUE(plan.ok()) << planned.out;
        return plan.ok() ? *plan : RunPlan();
    };
    const RunPlan wanted = planOf(folder + " --at 6 --set max_steps=16");
    EXPECT_EQ(wanted.from, 6);
    EXPECT_EQ(wanted.steps, 10);
    EXPECT_EQ(runCli("plan --run " + folder + " --at 6 --set lora_r=3").code, 1)
        << "the checkpoint's shape";
    EXPECT_EQ(runCli("plan --run " + folder + " --at soon").code, 1);
    EXPECT_EQ(runCli("plan " + folder + "/run.json --at 6").code, 2);

    const Finished made =
        runCli("fork " + folder + " --at 6 --set max_steps=20 --prepare --quiet --json");
    ASSERT_EQ(made.code, 0) << made.out;
    const std::string fork = Json::parse(made.out, nullptr, false).value("run", std::string());
    EXPECT_EQ(planOf(fork).steps, 14);
}

TEST_F(PlanRunTest, DataFilesAreEnough)
{
    const std::string file = test::writePairs(m_top + "/pairs.jsonl", 24);
    const std::string model = " --model " + m_top + "/model --set threads=1 ";
    const std::string own = "TMPDIR=" + m_top + "/tmp";
    fs::create_directories(m_top + "/tmp");
    const Finished plain = runCli("plan " + file + model, own);
    ASSERT_EQ(plain.code, 0) << plain.out;
    EXPECT_NE(plain.out.find("activations"), std::string::npos);
    EXPECT_NE(plain.out.find("s a step"), std::string::npos);
    EXPECT_TRUE(fs::is_empty(m_top + "/tmp")) << "nothing is kept";
    EXPECT_EQ(runCli("plan" + model).code, 2);
    EXPECT_EQ(runCli("plan " + file + " --run " + m_top + model).code, 2);
    EXPECT_EQ(runCli("plan --run " + m_top + "/none").code, 1);
}

TEST_F(PlanRunTest, WhatCannotFitIsSaidWithNumbersBeforeAnythingIsLoaded)
{
    const std::string folder = prepared("dpo", hugeModel());
    const Finished planned = runCli("plan --json --run " + folder);
    EXPECT_EQ(planned.code, 1);
    const Json json = Json::parse(planned.out, nullptr, false);
    ASSERT_TRUE(json.is_object()) << planned.out;
    EXPECT_FALSE(json["fits"].get<bool>());
    EXPECT_FALSE(json["calibrated"].get<bool>());
    // 68.5 billion weights in bf16: 2 bytes each, 12 of master and moments, 4 of gradients.
    EXPECT_NEAR(json["total"].get<double>(), 18 * 68.5e9, 0.02 * 18 * 68.5e9);
    EXPECT_NE(json["shortage"].get<std::string>().find("GB"), std::string::npos);
    std::set<std::string> remedies;
    for (const Json& remedy : json["remedies"]) {
        remedies.insert(remedy["settings"].dump());
    }
    EXPECT_TRUE(remedies.contains(R"({"offload":"disk"})"));
    EXPECT_TRUE(remedies.contains(R"({"optimizer_state":"int8"})"));
    EXPECT_TRUE(remedies.contains(R"({"dtype":"bf16","masters":"stochastic"})"));
    EXPECT_TRUE(remedies.contains(R"({"method":"lora"})"));

    EXPECT_NE(runCli("run " + folder).code, 0);
    const RunHealth health = runHealth(folder);
    ASSERT_TRUE(health.exit.has_value());
    EXPECT_EQ(health.state, RunState::Failed);
    EXPECT_NE(health.exit->message.find("GB of memory are free"), std::string::npos)
        << health.exit->message;
    EXPECT_NE(health.exit->message.find("smaller model"), std::string::npos)
        << "an adapter alone would not fit either";
}

TEST_F(PlanRunTest, WhatTheMachineCannotHoldForACardIsSaidBeforeAnythingIsLoaded)
{
    const auto config = readModelConfig(hugeModel());
    ASSERT_TRUE(config.ok()) << config.error().message();
    RunEnvironment environment;
    environment.device = c10::Device(c10::kCUDA, 0);
    environment.dtype = at::kBFloat16;
    RunSpec spec = defaultRunSpec("dpo");
    EXPECT_TRUE(checkStateFits(spec, *config, environment).ok()) << "a card's allocator tells";
    const HeldBytes onCard = heldBytes(spec, *config, environment.dtype);
    EXPECT_EQ(onCard.machine, 0);

    spec.offload = "machine";
    const HeldBytes apart = heldBytes(spec, *config, environment.dtype);
    EXPECT_EQ(apart.machine, onCard.optimizer) << "moments and masters: 12 bytes each";
    EXPECT_NEAR(static_cast<double>(apart.machine), 12 * 68.5e9, 0.02 * 12 * 68.5e9);
    EXPECT_EQ(apart.optimizer, kCardWindowBytes);
    EXPECT_EQ(onCard.total() - apart.total(), onCard.optimizer - kCardWindowBytes);
    const Status refused = checkStateFits(spec, *config, environment);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().kind, ErrorKind::Memory);
    EXPECT_EQ(refused.error().where, "offload");
    EXPECT_NE(refused.error().message().find("beside the card"), std::string::npos);

    spec.optimizer_state = "int8";
    EXPECT_LT(heldBytes(spec, *config, environment.dtype).machine, apart.machine * 6 / 10);
    spec.method = "lora";
    EXPECT_TRUE(checkStateFits(spec, *config, environment).ok()) << "an adapter keeps little";
}
