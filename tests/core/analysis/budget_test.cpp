// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/budget.h"

#include "core/base/uid.h"

#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <fstream>

namespace marginalia {
namespace {

namespace fs = std::filesystem;

class BudgetTest : public testing::Test {
protected:
    void SetUp() override
    {
        m_folder = fs::temp_directory_path() / ("marginalia-budget-" + Uid::random().hex());
        fs::create_directories(m_folder);
    }
    void TearDown() override { fs::remove_all(m_folder); }

    void writeConfig(const std::string& text) { std::ofstream(m_folder / "config.json") << text; }
    void writeWeights(const std::string& header)
    {
        std::ofstream out(m_folder / "model.safetensors", std::ios::binary);
        const std::uint64_t length = header.size();
        out.write(reinterpret_cast<const char*>(&length), sizeof length);
        out << header << std::string(64, '\0');
    }

    fs::path m_folder;
};

constexpr const char* kConfig =
    R"({"model_type":"llama","num_hidden_layers":4,"hidden_size":128,"intermediate_size":384,)"
    R"("num_attention_heads":4,"vocab_size":1024,"max_position_embeddings":256})";

TEST_F(BudgetTest, ReadsTheShapeWithoutTheWeights)
{
    writeConfig(kConfig);
    writeWeights(
        R"({"a":{"dtype":"F32","shape":[4,2],"data_offsets":[0,32]},)"
        R"("b":{"dtype":"BF16","shape":[8],"data_offsets":[32,48]},"__metadata__":{"format":"pt"}})");
    const auto shape = readModelShape(m_folder.string());
    ASSERT_TRUE(shape) << shape.error().message();
    EXPECT_EQ(shape->parameters, 16);
    EXPECT_EQ(shape->layers, 4);
    EXPECT_EQ(shape->type, "llama");
}

TEST_F(BudgetTest, PackedWeightsTakeTheirBits)
{
    writeConfig(kConfig);
    writeWeights(
        R"({"model.embed_tokens.weight":{"dtype":"F32","shape":[1000,100],"data_offsets":[0,4]},)"
        R"("model.layers.0.mlp.up_proj.weight":{"dtype":"F32","shape":[640,100],)"
        R"("data_offsets":[4,8]},"model.layers.0.norm.weight":{"dtype":"F32","shape":[100],)"
        R"("data_offsets":[8,12]},"h.11.attn.c_attn.weight":{"dtype":"F32","shape":[64,1000],)"
        R"("data_offsets":[12,16]}})");
    const auto shape = readModelShape(m_folder.string());
    ASSERT_TRUE(shape) << shape.error().message();
    EXPECT_EQ(shape->parameters, 100000 + 64000 + 100 + 64000);
    EXPECT_EQ(shape->packable, 128000);
    RunSpec spec = defaultRunSpec("dpo");
    spec.method = "lora";
    spec.dtype = "bf16";
    const auto weights = [&](const char* kind) {
        spec.base_weights = kind;
        return estimateBudget(spec, *shape, {}, {}).weights;
    };
    EXPECT_EQ(weights("dense") - weights("nf4"), 2 * 128000 - 128000 * 9 / 16);
    EXPECT_EQ(weights("dense") - weights("int8"), 128000);
}

TEST(Budget, CountsWhatTheOptimizerKeepsInMemory)
{
    ModelShape shape;
    shape.parameters = 1'000'000;
    shape.packable = 512'000;
    RunSpec spec = defaultRunSpec("dpo");
    spec.dtype = "bf16";
    const auto of = [&] { return estimateBudget(spec, shape, {}, {}); };
    const Budget plain = of();
    EXPECT_EQ(plain.optimizer, 8'000'000);
    spec.optimizer_state = "int8";
    EXPECT_EQ(of().optimizer, 8'000'000 - 6 * 512'000 + 2 * 4 * 2000) << "scales: one of 256";
    spec.masters = "stochastic";
    EXPECT_EQ(plain.weights - of().weights, 4'000'000);
    spec.masters = "fp32";
    spec.offload = "disk";
    EXPECT_EQ(of().optimizer, 0);
    EXPECT_EQ(plain.weights - of().weights, 4'000'000) << "masters too";
    spec.dtype = "fp32";
    const std::int64_t onDisk = of().weights;
    spec.offload = "none";
    EXPECT_EQ(of().weights, onDisk) << "the weights themselves stay";
}

TEST(Budget, OfACardKeepsWindowsOfWhatTheMachineHolds)
{
    ModelShape shape;
    shape.parameters = 1'000'000'000;
    RunSpec spec = defaultRunSpec("dpo");
    spec.dtype = "bf16";
    spec.device = "cuda";
    const auto of = [&] { return estimateBudget(spec, shape, {}, {}); };
    const Budget onCard = of();
    EXPECT_EQ(onCard.beside, 0);
    spec.offload = "machine";
    const Budget apart = of();
    EXPECT_EQ(apart.beside, 12'000'000'000) << "moments and masters";
    EXPECT_EQ(apart.optimizer, kCardWindowBytes);
    EXPECT_EQ(onCard.total() - apart.total(), 12'000'000'000 - kCardWindowBytes);
    spec.masters = "stochastic";
    EXPECT_EQ(of().beside, 8'000'000'000);
    shape.parameters = 1'000'000;
    EXPECT_EQ(of().optimizer, of().beside) << "one window holds all";
}

TEST_F(BudgetTest, ReadsGpt2sOwnKeys)
{
    writeConfig(
        R"({"model_type":"gpt2","n_layer":3,"n_embd":64,"n_inner":null,"n_head":4,"n_positions":32,)"
        R"("vocab_size":50})");
    writeWeights(R"({"a":{"dtype":"F32","shape":[4,2],"data_offsets":[0,32]}})");
    const auto shape = readModelShape(m_folder.string());
    ASSERT_TRUE(shape) << shape.error().message();
    EXPECT_EQ(shape->layers, 3);
    EXPECT_EQ(shape->hidden, 64);
    EXPECT_EQ(shape->intermediate, 256);
    EXPECT_EQ(shape->heads, 4);
    EXPECT_EQ(shape->context, 32);
}

TEST_F(BudgetTest, NamesWhatIsWrongWithAFolder)
{
    EXPECT_EQ(readModelShape(m_folder.string()).error().kind, ErrorKind::NotFound);
    std::ofstream(m_folder / "adapter_config.json") << "{}";
    EXPECT_EQ(readModelShape(m_folder.string()).error().kind, ErrorKind::Unsupported);
    writeConfig("[]");
    EXPECT_EQ(readModelShape(m_folder.string()).error().kind, ErrorKind::Parse);
    writeConfig(kConfig);
    EXPECT_EQ(readModelShape(m_folder.string()).error().kind, ErrorKind::NotFound);
    writeWeights("not json");
    const auto broken = readModelShape(m_folder.string());
    EXPECT_EQ(broken.error().kind, ErrorKind::Parse);
    EXPECT_NE(broken.error().where.find("model.safetensors"), std::string::npos);
}

TEST(Budget, CountsPartsAndTime)
{
    RunSpec spec;
    spec.batch_size = 8;
    spec.accumulation = 1;
    spec.epochs = 3;
    spec.dtype = "fp32";
    ModelShape model;
    model.parameters = 1'000'000;
    model.layers = 4;
    model.hidden = 128;
    model.intermediate = 384;
    model.vocabulary = 1024;
    DataSize data{320, 100, 60};
    const Budget unknown = estimateBudget(spec, model, data, std::nullopt);
    EXPECT_EQ(unknown.weights, 8'000'000);
    EXPECT_EQ(unknown.optimizer, 8'000'000);
    // By hand: 800 tokens of 4 * (6*128 + 3*384) floats and 1,024 floats of logits.
    EXPECT_EQ(unknown.activations, 800LL * (7680 * 4 + 1024 * 4));
    EXPECT_EQ(unknown.steps, 120);
    EXPECT_LT(unknown.seconds, 0);

    const Budget timed = estimateBudget(spec, model, data, MeasuredSpeed{8000, 1'000'000});
    EXPECT_TRUE(timed.sameModel);
    EXPECT_NEAR(timed.seconds, 120 * 8 * 100 / 8000.0, 1e-9);
    const Budget scaled = estimateBudget(spec, model, data, MeasuredSpeed{8000, 500'000});
    EXPECT_FALSE(scaled.sameModel);
    EXPECT_NEAR(scaled.seconds, 2 * timed.seconds, 1e-9);

    spec.max_steps = 7;
    EXPECT_EQ(estimateBudget(spec, model, data, std::nullopt).steps, 7);
    const Budget fork = estimateBudget(spec, model, data, MeasuredSpeed{8000, 1'000'000}, 5);
    EXPECT_EQ(fork.steps, 2) << "those behind the checkpoint";
    EXPECT_NEAR(fork.seconds, 2 * 8 * 100 / 8000.0, 1e-9);
    EXPECT_EQ(fork.total(), timed.total());
}

TEST(Budget, AnAdapterNeedsItsBaseOnceAndLittleElse)
{
    RunSpec spec;
    spec.method = "lora";
    spec.lora_r = 8;
    spec.dtype = "bf16";
    ModelShape model;
    model.parameters = 100'000'000;
    model.layers = 10;
    model.hidden = 512;
    model.intermediate = 1024;
    model.vocabulary = 1000;
    // By hand: 8 x 10 x (4 x 1,024 + 3 x 1,536).
    EXPECT_EQ(adapterParameters(spec, model), 696'320);
    const DataSize data{320, 100, 60};
    const Budget lora = estimateBudget(spec, model, data, std::nullopt);
    EXPECT_EQ(lora.weights, 200'000'000 + 8 * 696'320);
    EXPECT_EQ(lora.optimizer, 8 * 696'320);
    spec.lora_modules_to_save = "lm_head";
    EXPECT_EQ(adapterParameters(spec, model), 696'320 + 512'000);
    spec.method = "full";
    EXPECT_GT(estimateBudget(spec, model, data, std::nullopt).total(), 5 * lora.total() / 2);
}

}  // namespace
}  // namespace marginalia
