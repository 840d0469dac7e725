// SPDX-License-Identifier: Apache-2.0
// Runs whose optimizer holds its numbers in less memory: how they go, and how they go on.
#include "core/base/file.h"
#include "core/base/file_system.h"
#include "core/jobs/fork.h"
#include "core/model/safetensors.h"
#include "tests/core/train/run_case.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/equal.h>

#include <cerrno>
#include <cmath>

using namespace marginalia;
namespace fs = std::filesystem;

namespace {

class OptimizerRun : public RunCase {
protected:
    /// On the starter: the tiny model's tensors are too small for 8 bits.
    RunSpec started(const std::string& objective) const
    {
        RunSpec out = spec(objective);
        out.model = MARGINALIA_SOURCE_DIR "/resources/starter";
        out.learning_rate = 1e-3;
        out.max_steps = 8;
        out.checkpoint_every = 2;
        out.keep_checkpoints = 20;
        return out;
    }
    std::string worked(const RunSpec& spec)
    {
        const std::string folder = prepared(spec);
        EXPECT_EQ(work(folder), 0) << message(folder);
        return folder;
    }
    static std::string message(const std::string& folder)
    {
        const auto exit = newsOf(folder).health.exit;
        return exit ? exit->message : std::string();
    }
    /// As a crash behind step `kept` leaves it, and on from there.
    static void goOnFrom(const std::string& folder, std::int64_t kept)
    {
        for (const CheckpointInfo& each : listCheckpoints(folder)) {
            if (each.step > kept) {
                fs::remove_all(each.folder);
            }
        }
        fs::remove(folder + "/exit.json");
        EXPECT_EQ(work(folder), 0) << message(folder);
        for (const MetricLine& line : newsOf(folder).lines) {
            if (line.event == "resume") {
                EXPECT_TRUE(line.detail["exact"].get<bool>()) << line.detail.dump();
            }
        }
    }
    void expectSameEndAfterACrash(const RunSpec& spec)
    {
        const std::string folder = worked(spec);
        const std::string want = stateDigest(folder);
        const Steps steps = stepsOf(folder);
        goOnFrom(folder, 4);
        EXPECT_EQ(stateDigest(folder), want);
        expectSameSteps(stepsOf(folder), steps, 4);
    }
    static at::Tensor tensorAt(const std::string& folder, const char* file, const std::string& name)
    {
        const auto all = SafetensorsFile::open(listCheckpoints(folder).back().folder + file);
        EXPECT_TRUE(all.ok());
        return (*all)->tensor(name).take();
    }
    static at::Tensor kept(const std::string& folder, const std::string& name)
    {
        return tensorAt(folder, "/optimizer.safetensors", name);
    }
};

const char* const kMatrix = "model.layers.0.mlp.up_proj.weight";

}  // namespace

TEST_F(OptimizerRun, MomentsIn8BitsTrainAsThoseIn32)
{
    RunSpec spec = started("dpo");
    spec.max_steps = 20;
    const Steps want = stepsOf(worked(spec));
    spec.optimizer_state = "int8";
    const std::string folder = worked(spec);
    const Steps got = stepsOf(folder);
    ASSERT_EQ(got.size(), 20U);
    EXPECT_EQ(got.at(1).at("loss"), want.at(1).at("loss"));
    double apart = 0;
    for (const auto& [step, values] : want) {
        apart = std::max(apart, std::abs(values.at("loss") - got.at(step).at("loss")));
    }
    EXPECT_LT(want.at(20).at("loss"), 0.6) << "it learns";
    EXPECT_LT(apart, 0.03);
    EXPECT_GT(apart, 0) << "it is not the same";
    EXPECT_EQ(kept(folder, "exp_avg." + std::string(kMatrix)).scalar_type(), at::kByte);
    EXPECT_EQ(kept(folder, "exp_avg_sq_scales." + std::string(kMatrix)).scalar_type(), at::kFloat);
    EXPECT_EQ(kept(folder, "exp_avg.model.embed_tokens.weight").scalar_type(), at::kFloat);
}

TEST_F(OptimizerRun, MomentsIn8BitsGoOnToTheBit)
{
    RunSpec spec = started("dpo");
    spec.optimizer_state = "int8";
    expectSameEndAfterACrash(spec);
}

TEST_F(OptimizerRun, WithoutMastersARunGoesOnToTheBit)
{
    RunSpec spec = started("dpo");
    spec.dtype = "bf16";
    spec.masters = "stochastic";
    spec.optimizer_state = "int8";
    expectSameEndAfterACrash(spec);
}

TEST_F(OptimizerRun, WithoutMastersTheWeightsAreThoseOfTheModel)
{
    RunSpec spec = started("sft");
    spec.dtype = "bf16";
    const Steps want = stepsOf(worked(spec));
    spec.masters = "stochastic";
    const std::string folder = worked(spec);
    const Steps got = stepsOf(folder);
    EXPECT_LT(got.at(8).at("loss"), got.at(1).at("loss"));
    EXPECT_NEAR(got.at(8).at("loss"), want.at(8).at("loss"), 0.05);
    const at::Tensor weight = kept(folder, kMatrix);
    EXPECT_EQ(weight.scalar_type(), at::kBFloat16);
    EXPECT_TRUE(at::equal(weight, tensorAt(folder, "/model.safetensors", kMatrix)));
    const Json state =
        Json::parse(*readFile(listCheckpoints(folder).back().folder + "/state.json"));
    EXPECT_EQ(state["environment"]["rounding_seed"], spec.seed);
    EXPECT_EQ(state["environment"]["masters"], "stochastic");
}

TEST_F(OptimizerRun, ModifiersWorkWithoutMasters)
{
    const std::vector<std::pair<const char*, ModifierSpec>> cases = {
        {"dpo", {"tr_dpo", {{"alpha", 0.6}, {"tau", 2}}, {}}},
        {"sft", {"lt_sft", {{"share", 0.05}}, {}}},
        {"sft", {"hft", {}, {{"redraw", "epoch"}}}},
        {"sft", {"module_selection", {}, {{"modules", "attn"}}}}};
    for (const auto& [objective, modifier] : cases) {
        SCOPED_TRACE(modifier.id);
        RunSpec one = spec(objective);
        one.dtype = "bf16";
        one.masters = "stochastic";
        one.modifiers = {modifier};
        one.weight_decay = 0.1;
        one.checkpoint_every = 2;
        one.keep_checkpoints = 20;
        expectSameEndAfterACrash(one);
    }
}

TEST_F(OptimizerRun, AForkMayHoldThemOtherwise)
{
    RunSpec given = started("dpo");
    const std::string parent = worked(given);
    const auto forked = [&](const std::string& from, const std::string& state) {
        const auto point = forkPoint(from, std::nullopt);
        EXPECT_TRUE(point.ok());
        RunSpec spec = point->spec;
        spec.optimizer_state = state;
        spec.max_steps = point->checkpoint.step + 2;
        const auto folder = forkRun(*point, spec, m_top + "/runs");
        EXPECT_TRUE(folder.ok()) << folder.error().message();
        EXPECT_EQ(work(*folder), 0) << message(*folder);
        return *folder;
    };
    const std::string narrow = forked(parent, "int8");
    const std::string name = "exp_avg." + std::string(kMatrix);
    EXPECT_EQ(kept(narrow, name).scalar_type(), at::kByte);
    const std::string wide = forked(narrow, "fp32");
    EXPECT_EQ(kept(wide, name).scalar_type(), at::kFloat);
    EXPECT_LT(stepsOf(wide).at(12).at("loss"), stepsOf(parent).at(1).at("loss"));
}

TEST_F(OptimizerRun, OnTheDiskNothingChanges)
{
    RunSpec spec = started("sft");
    spec.dtype = "bf16";
    const std::string want = stateDigest(worked(spec));
    spec.offload = "disk";
    const std::string folder = worked(spec);
    EXPECT_EQ(stateDigest(folder), want);
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        EXPECT_NE(entry.path().extension(), ".scratch") << entry.path();
    }
    // It is a matter of the place alone: a run may go on with it or without.
    EXPECT_TRUE(patchRunJson(folder, {{"settings", {{"offload", "none"}}}}).ok());
    goOnFrom(folder, 4);
    EXPECT_EQ(stateDigest(folder), want);
}

namespace {

class FullDisk : public FileSystem {
public:
    int allocate(int, off_t) override { return ENOSPC; }
};

}  // namespace

TEST_F(OptimizerRun, ADiskWithoutRoomEndsTheRunWithTheReason)
{
    RunSpec spec = started("sft");
    spec.offload = "disk";
    const std::string folder = prepared(spec);
    FullDisk disk;
    FileSystem* const before = setFileSystem(&disk);
    const int code = work(folder);
    setFileSystem(before);
    EXPECT_NE(code, 0);
    EXPECT_NE(message(folder).find("offload"), std::string::npos) << message(folder);
}

TEST_F(OptimizerRun, OfTheMachineThereIsNothingToWinOnAProcessor)
{
    // Left to the machine, the device is known when the run begins.
    RunSpec spec = started("sft");
    spec.device = "auto";
    spec.offload = "machine";
    const std::string folder = prepared(spec);
    EXPECT_NE(work(folder), 0);
    EXPECT_NE(message(folder).find("disk"), std::string::npos) << message(folder);
}
