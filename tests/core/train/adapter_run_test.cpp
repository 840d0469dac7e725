// SPDX-License-Identifier: Apache-2.0
// Runs with method lora: what they train, what they leave, what they refuse.
#include "core/base/file.h"
#include "core/generation/session_model.h"
#include "core/jobs/run_names.h"
#include "core/model/adapter_files.h"
#include "core/model/safetensors.h"
#include "core/train/checkpoint.h"
#include "core/train/run_adapter.h"
#include "tests/core/run_cli.h"
#include "tests/core/train/run_case.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/ones_like.h>
#include <c10/core/GradMode.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <unistd.h>

using namespace marginalia;
namespace fs = std::filesystem;

namespace {

class AdapterRun : public RunCase {
protected:
    RunSpec spec(const std::string& objective = "dpo") const
    {
        RunSpec out = RunCase::spec(objective);
        out.method = "lora";
        out.lora_r = 4;
        out.lora_alpha = 8;
        out.learning_rate = 2e-2;
        out.max_steps = 20;
        return out;
    }

    static std::string messageOf(const std::string& folder)
    {
        return runHealth(folder).exit->message;
    }
};

double scoreOf(const SessionModel& model)
{
    ScoreRequest request;
    Message user;
    user.role = "user";
    user.content = "Q1: ";
    Message answer;
    answer.role = "assistant";
    answer.content = "yes, that is so";
    request.prompt = {user};
    request.completion = {answer};
    request.textMode = TextMode::Plain;
    const auto scored = scoreText(model, nullptr, request);
    EXPECT_TRUE(scored.ok());
    return scored->sum;
}

}  // namespace

TEST_F(AdapterRun, TrainsTheAdapterAloneAndLeavesAFolderThatPeftReads)
{
    for (const char* const kind : {"plain", "dora"}) {
        SCOPED_TRACE(kind);
        RunSpec lora = spec();
        lora.use_dora = std::string(kind) == "dora";
        lora.use_rslora = lora.use_dora;
        const std::string folder = prepared(lora);
        ASSERT_EQ(work(folder), 0) << messageOf(folder);
        const auto steps = stepsOf(folder);
        // B is zero: policy and reference are the same model, bit for bit without magnitudes.
        EXPECT_NEAR(steps.at(1).at("rewards/margins"), 0, lora.use_dora ? 1e-5 : 0);
        EXPECT_GT(steps.at(20).at("rewards/margins"), 0.05);
        const std::string last = listCheckpoints(folder).back().folder;
        EXPECT_TRUE(verifyCheckpoint(last).ok());
        EXPECT_FALSE(fs::exists(last + "/model.safetensors"));
        EXPECT_TRUE(isAdapterFolder(last));
        const auto base = Decoder::load(lora.model, at::kFloat, at::kCPU).take();
        const auto adapter = readAdapter(last, *base);
        ASSERT_TRUE(adapter.ok()) << adapter.error().message();
        EXPECT_EQ((*adapter)->config().base, lora.model);
        EXPECT_EQ((*adapter)->config().dora, lora.use_dora);
        // The optimizer holds the adapter and nothing else, the same numbers.
        const auto state = SafetensorsFile::open(last + "/optimizer.safetensors").take();
        EXPECT_EQ(state->names().size(), 3 * (*adapter)->parameters().size());
        for (const auto& [name, tensor] : (*adapter)->parameters()) {
            const auto master = state->tensor(name);
            ASSERT_TRUE(master.ok()) << name;
            EXPECT_TRUE(at::equal(*master, tensor)) << name;
        }
    }
}

TEST_F(AdapterRun, HalfPrecisionBaseAndDropoutTrainToo)
{
    RunSpec lora = spec("sft");
    lora.dtype = "bf16";
    lora.lora_dropout = 0.2;
    lora.lora_modules_to_save = "lm_head norm";
    const std::string folder = prepared(lora);
    ASSERT_EQ(work(folder), 0) << messageOf(folder);
    const auto steps = stepsOf(folder);
    EXPECT_LT(steps.at(20).at("loss"), steps.at(1).at("loss"));
    const auto file =
        SafetensorsFile::open(listCheckpoints(folder).back().folder + "/adapter_model.safetensors")
            .take();
    EXPECT_TRUE(file->tensor("base_model.model.lm_head.weight").ok());
    EXPECT_TRUE(file->tensor("base_model.model.model.norm.weight").ok());
    EXPECT_EQ(file->tensor("base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight")
                  ->scalar_type(),
              at::kFloat);
}

TEST_F(AdapterRun, DropoutIsTheSameInEveryRunAndWithAnyPacks)
{
    RunSpec lora = spec();
    lora.lora_dropout = 0.3;
    lora.max_steps = 4;
    const std::string first = prepared(lora);
    const std::string second = prepared(lora);
    ASSERT_EQ(work(first) + work(second), 0);
    EXPECT_EQ(stepsOf(first).at(4).at("loss"), stepsOf(second).at(4).at("loss"));
    lora.lora_dropout = 0;
    const std::string none = prepared(lora);
    ASSERT_EQ(work(none), 0);
    EXPECT_NE(stepsOf(first).at(4).at("loss"), stepsOf(none).at(4).at("loss"));
}

TEST_F(AdapterRun, EveryFamilyTrainsAndMerges)
{
    const fs::path models = fs::path(MARGINALIA_SOURCE_DIR) / "tests/golden/models";
    for (const char* const name :
         {"qwen2_bias", "gemma", "gpt2", "phi3_partial", "gpt_neox_parallel", "opt_mixtral"}) {
        SCOPED_TRACE(name);
        const fs::path folder = fs::path(m_top) / name;
        fs::create_directories(folder);
        for (const char* const file : {"config.json", "model.safetensors"}) {
            fs::copy_file(models / name / file, folder / file);
        }
        for (const char* const file : {"tokenizer.json", "tokenizer_config.json"}) {
            fs::copy_file(fs::path(m_top) / "model" / file, folder / file);
        }
        RunSpec lora = spec("sft");
        lora.model = folder.string();
        lora.max_steps = 10;
        lora.max_length = 32;
        const std::string run = prepared(lora);
        ASSERT_EQ(work(run), 0) << messageOf(run);
        const auto steps = stepsOf(run);
        EXPECT_LT(steps.at(10).at("loss"), steps.at(1).at("loss"));
        const std::string last = listCheckpoints(run).back().folder;
        const std::string merged = (folder / "merged").string();
        ASSERT_EQ(test::runCli("convert " + last + " --dtype fp32 --out " + merged).code, 0);
        EXPECT_NEAR(scoreOf(*SessionModel::load(merged).take()),
                    scoreOf(*SessionModel::load(last).take()), 1e-3);
    }
}

TEST_F(AdapterRun, CheckpointsAreModelsToTalkTo)
{
    RunSpec lora = spec();
    lora.lora_targets = "q_proj, v_proj";
    lora.checkpoint_every = 10;
    const std::string folder = prepared(lora);
    ASSERT_EQ(work(folder), 0) << messageOf(folder);
    const std::vector<CheckpointInfo> all = listCheckpoints(folder);
    ASSERT_EQ(all.size(), 2U);
    const auto base = SessionModel::load(lora.model).take();
    const auto find = [&](const std::string& place) -> std::shared_ptr<const SessionModel> {
        return fs::equivalent(place, lora.model) ? base : nullptr;
    };
    const auto early = SessionModel::load(all[0].folder, "auto", {}, find).take();
    const auto late = SessionModel::load(all[1].folder, "auto", {}, find).take();
    // One copy of the weights, three different models.
    const std::string name = base->decoder().parameters().front().first;
    for (const auto& model : {early, late}) {
        EXPECT_EQ(model->decoder().parameter(name).const_data_ptr(),
                  base->decoder().parameter(name).const_data_ptr());
        EXPECT_LT(model->bytes(), base->bytes() / 2);
    }
    EXPECT_NE(scoreOf(*base), scoreOf(*early));
    EXPECT_NE(scoreOf(*early), scoreOf(*late));

    // Merged by `convert`, it says the same as a model of its own.
    const auto done =
        test::runCli("convert " + all[1].folder + " --dtype fp32 --out " + m_top + "/merged");
    ASSERT_EQ(done.code, 0);
    EXPECT_NEAR(scoreOf(*SessionModel::load(m_top + "/merged").take()), scoreOf(*late), 1e-3);
    const auto sampled = test::runCli(
        "sample --plain --max-new-tokens 5 --temperature 0 --prompt Q1: --model " + all[1].folder);
    EXPECT_EQ(sampled.code, 0);

    // The run moved to another machine's path: its base is still found through run.json.
    Json config = run_names::readJsonObject(all[0].folder + "/adapter_config.json").take();
    config["base_model_name_or_path"] = "somebody/elses-model";
    ASSERT_TRUE(writeFileAtomically(all[0].folder + "/adapter_config.json", config.dump()).ok());
    EXPECT_EQ(scoreOf(*SessionModel::load(all[0].folder).take()), scoreOf(*early));
    fs::copy(all[0].folder, m_top + "/alone");
    const auto lost = SessionModel::load(m_top + "/alone");
    ASSERT_FALSE(lost.ok());
    EXPECT_NE(lost.error().message().find("somebody/elses-model"), std::string::npos);
}

TEST_F(AdapterRun, WhatCannotBeTrainedIsSaid)
{
    const auto failing = [&](RunSpec lora) {
        const std::string folder = prepared(lora);
        EXPECT_EQ(work(folder), 1);
        return messageOf(folder);
    };
    RunSpec lora = spec();
    lora.lora_targets = "no_such_projection";
    EXPECT_NE(failing(lora).find("lora_targets"), std::string::npos);
    lora = spec();
    lora.lora_modules_to_save = "no_such_module";
    EXPECT_NE(failing(lora).find("no_such_module"), std::string::npos);
    const std::string trained = prepared(spec());
    ASSERT_EQ(work(trained), 0);
    lora = spec();
    lora.model = listCheckpoints(trained).back().folder;
    EXPECT_NE(failing(lora).find("convert"), std::string::npos);
}

TEST_F(AdapterRun, PackedWeightsAreTrainedBeside)
{
    const RunSpec dense = spec();
    const std::string plain = prepared(dense);
    ASSERT_EQ(work(plain), 0) << messageOf(plain);
    for (const char* const kind : {"nf4", "int8"}) {
        SCOPED_TRACE(kind);
        RunSpec lora = dense;
        lora.base_weights = kind;
        lora.checkpoint_every = 10;
        const std::string folder = prepared(lora);
        ASSERT_EQ(work(folder), 0) << messageOf(folder);
        const auto steps = stepsOf(folder);
        // Policy and reference are the same packed model.
        EXPECT_EQ(steps.at(1).at("rewards/margins"), 0);
        EXPECT_GT(steps.at(20).at("rewards/margins"), 0.05);
        EXPECT_LT(steps.at(20).at("loss"), steps.at(1).at("loss"));
        EXPECT_NE(steps.at(20).at("loss"), stepsOf(plain).at(20).at("loss"));

        // The checkpoint says what it was trained beside, and is read so.
        const std::vector<CheckpointInfo> all = listCheckpoints(folder);
        const std::string last = all.back().folder;
        const Json state = run_names::readJsonObject(last + "/state.json").take();
        EXPECT_EQ(state["environment"]["base_weights"], kind);
        const auto trained = SessionModel::load(last).take();
        EXPECT_STREQ(wordOf(trained->decoder().baseWeights()), kind);
        const auto onDense = SessionModel::load(last, "auto", {}, {}, BaseWeights::Dense).take();
        EXPECT_EQ(onDense->decoder().baseWeights(), BaseWeights::Dense);
        EXPECT_NE(scoreOf(*trained), scoreOf(*onDense));
        EXPECT_NEAR(scoreOf(*trained), scoreOf(*onDense), 2);

        // Merging goes into the weights of the folder, not into the packed ones.
        const std::string merged = m_top + "/merged_" + kind;
        ASSERT_EQ(test::runCli("convert " + last + " --dtype fp32 --out " + merged).code, 0);
        EXPECT_NEAR(scoreOf(*SessionModel::load(merged).take()), scoreOf(*onDense), 1e-3);

        // Cut off and resumed: the same numbers.
        ASSERT_TRUE(removeFile(folder + "/exit.json").ok());
        fs::remove_all(last);
        ASSERT_EQ(work(folder), 0) << messageOf(folder);
        EXPECT_EQ(stepsOf(folder).at(20).at("loss"), steps.at(20).at("loss"));
    }
}

TEST_F(AdapterRun, PackedWeightsGoWithAnAdapterOnly)
{
    RunSpec full = spec();
    full.method = "full";
    full.base_weights = "nf4";
    const auto refused = snapshotFromRecords(testing_model::pairs(24), full, m_top + "/runs");
    std::string said = refused.ok() ? std::string() : refused.error().message();
    if (refused.ok()) {
        EXPECT_EQ(work(refused->folder), 1);
        said = messageOf(refused->folder);
    }
    EXPECT_NE(said.find("adapter"), std::string::npos) << said;
}

TEST_F(AdapterRun, ResumeRefusesAnotherBase)
{
    RunSpec lora = spec();
    lora.checkpoint_every = 5;
    const std::string folder = prepared(lora);
    ASSERT_EQ(work(folder), 0);
    ASSERT_TRUE(removeFile(folder + "/exit.json").ok());
    const std::vector<CheckpointInfo> all = listCheckpoints(folder);
    fs::remove_all(all.back().folder);
    const std::string weights = lora.model + "/model.safetensors";
    auto tensors = openModelTensors(lora.model).take();
    for (auto& [name, tensor] : tensors) {
        tensor = tensor * 1.01;
    }
    fs::rename(weights, weights + ".kept");
    ASSERT_TRUE(writeSafetensors(weights, tensors).ok());
    EXPECT_EQ(work(folder), 1);
    EXPECT_NE(messageOf(folder).find("not the one"), std::string::npos) << messageOf(folder);
    fs::rename(weights + ".kept", weights);
    ASSERT_TRUE(removeFile(folder + "/exit.json").ok());
    EXPECT_EQ(work(folder), 0) << messageOf(folder);
}

// The norms that DoRA keeps between passes without gradients follow the optimizer's steps.
TEST_F(AdapterRun, KeptNormsFollowTheOptimizer)
{
    const auto decoder = Decoder::load(m_top + "/model", at::kFloat, at::kCPU).take();
    RunSpec dora = spec();
    dora.use_dora = true;
    dora.lora_targets = "all-linear lm_head";
    EXPECT_FALSE(prepareTrained(*decoder, dora).ok()) << "a name that means nothing";
    dora.lora_targets = "q_proj down_proj lm_head";
    ASSERT_TRUE(prepareTrained(*decoder, dora).ok());
    AdamW optimizer(trainedTensors(*decoder), {});
    const auto logits = [](const Decoder& model) {
        const c10::NoGradGuard noGrad;
        PackedInput input;
        input.ids = at::arange(3, 9, at::kLong);
        input.positions = at::arange(6, at::kLong);
        input.segments = {{0, 6, -1, 0}};
        return model.logits(model.hidden(input));
    };
    const at::Tensor before = logits(*decoder);
    for (const auto& [name, tensor] : trainedTensors(*decoder)) {
        tensor.mutable_grad() = at::ones_like(tensor);
    }
    optimizer.step(0.01, 1, 1);
    const at::Tensor after = logits(*decoder);
    EXPECT_FALSE(at::equal(before, after));
    const auto other = decoder->shared();
    const auto same = Adapter::fromTensors(*other, decoder->adapter()->config(),
                                           decoder->adapter()->parameters(), "memory");
    ASSERT_TRUE(same.ok()) << same.error().message();
    ASSERT_TRUE(other->wear(*same).ok());
    EXPECT_TRUE(at::equal(logits(*other), after));
}
