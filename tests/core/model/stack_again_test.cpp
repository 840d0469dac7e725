// SPDX-License-Identifier: Apache-2.0
// Blocks that are computed again in the backward pass: the same bits as where all is kept, by our
// own loops and by LibTorch's operators, in less memory.
#include "core/model/adapter.h"
#include "core/model/fused_stack.h"
#include "core/model/panel_kernels.h"
#include "core/model/stack_chunk.h"
#include "tests/core/model/stack_case.h"

#include <ATen/Functions.h>  // a test compares with many operators
#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <c10/core/GradMode.h>
#include <gtest/gtest.h>

using namespace marginalia;
using stack_case::input;

namespace {

/// Log-probs and what learning them gives every tensor that is trained.
std::vector<at::Tensor> outcomeOf(Decoder& decoder, bool recomputing,
                                  std::optional<std::uint64_t> dropoutKey = {})
{
    decoder.setRecomputing(recomputing);
    const PackedInput packed = input();
    std::vector<at::Tensor> trained;
    const auto& own =
        decoder.adapter() != nullptr ? decoder.adapter()->parameters() : decoder.parameters();
    for (const auto& [name, tensor] : own) {
        tensor.mutable_grad() = at::Tensor();
        trained.push_back(tensor);
    }
    if (decoder.adapter() != nullptr) {
        decoder.adapter()->setDropoutKey(dropoutKey);
    }
    const at::Tensor logps = decoder.score(packed, false).logps;
    if (decoder.adapter() != nullptr) {
        decoder.adapter()->setDropoutKey({});  // as a step does behind its forward pass
    }
    (logps * at::linspace(-1, 1, logps.size(0))).sum().backward();
    std::vector<at::Tensor> out = {logps.detach()};
    for (const at::Tensor& tensor : trained) {
        EXPECT_TRUE(tensor.grad().defined());
        out.push_back(tensor.grad().clone());
    }
    return out;
}

void expectSameBits(const std::vector<at::Tensor>& found, const std::vector<at::Tensor>& wanted,
                    const std::string& what)
{
    ASSERT_EQ(found.size(), wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        EXPECT_TRUE(at::equal(found[i], wanted[i])) << what << " " << i;
    }
}

/// The model with an adapter that already says something.
void putOnAdapter(Decoder& decoder, double dropout)
{
    AdapterConfig config;
    config.rank = 4;
    config.allLinear = true;
    config.dropout = dropout;
    auto adapter = Adapter::fresh(decoder, config, 7);
    ASSERT_TRUE(adapter.ok()) << adapter.error().message();
    const c10::NoGradGuard noGrad;
    for (const auto& [name, tensor] : (*adapter)->parameters()) {
        at::Tensor(tensor).add_(0.01);
    }
    decoder.setTrainable(false);
    ASSERT_TRUE(decoder.wear(*adapter).ok());
    decoder.setAdapterOn(true);
    decoder.adapter()->setTrainable(true);
}

class StackAgain : public ::testing::Test {
protected:
    void TearDown() override
    {
        setFusedStackEnabled(true);
        at::set_num_threads(m_threads);
    }
    int m_threads = at::get_num_threads();
};

}  // namespace

TEST_F(StackAgain, OurLoopsGiveTheSameBits)
{
    auto [full, half] = stack_case::sameModel(stack_case::smallLlama(2, 75));
    for (const int threads : {1, 2}) {
        at::set_num_threads(threads);
        for (Decoder* decoder : {full.get(), half.get()}) {
            decoder->setTrainable(true);
            const auto wanted = outcomeOf(*decoder, false);
            expectSameBits(outcomeOf(*decoder, true), wanted, "all weights");
        }
    }
    putOnAdapter(*full, 0);
    expectSameBits(outcomeOf(*full, true), outcomeOf(*full, false), "an adapter");
}

TEST_F(StackAgain, LibTorchsOperatorsGiveTheSameBits)
{
    setFusedStackEnabled(false);
    auto [full, half] = stack_case::sameModel(stack_case::smallLlama(2, 75));
    for (Decoder* decoder : {full.get(), half.get()}) {
        decoder->setTrainable(true);
        const auto wanted = outcomeOf(*decoder, false);
        expectSameBits(outcomeOf(*decoder, true), wanted, "all weights");
    }
    for (Decoder* decoder : {full.get(), half.get()}) {
        putOnAdapter(*decoder, 0.3);
        const auto wanted = outcomeOf(*decoder, false, 11);
        expectSameBits(outcomeOf(*decoder, true, 11), wanted, "an adapter that drops");
        EXPECT_FALSE(at::equal(outcomeOf(*decoder, true, 12)[1], wanted[1])) << "another key";
    }
}

TEST_F(StackAgain, LowerBlocksThatAreFrozenGetNoGradient)
{
    setFusedStackEnabled(false);
    auto both = stack_case::sameModel(stack_case::smallLlama(2, 75));
    Decoder& decoder = *both.first;
    decoder.setTrainable(false);
    const at::Tensor weight = decoder.parameter("model.layers.2.mlp.down_proj.weight");
    weight.set_requires_grad(true);
    const auto gradient = [&](bool recomputing) {
        decoder.setRecomputing(recomputing);
        weight.mutable_grad() = at::Tensor();
        decoder.score(input(), false).logps.sum().backward();
        return weight.grad().clone();
    };
    const at::Tensor wanted = gradient(false);
    EXPECT_TRUE(at::equal(gradient(true), wanted));
    EXPECT_FALSE(decoder.parameter("model.layers.0.mlp.down_proj.weight").grad().defined());
}

TEST_F(StackAgain, NothingIsKeptWithoutAGraph)
{
    auto both = stack_case::sameModel(stack_case::smallLlama(2, 75));
    both.first->setRecomputing(true);
    both.first->setTrainable(true);
    for (const bool fused : {true, false}) {
        setFusedStackEnabled(fused);
        const at::Tensor learnt = both.first->hidden(input());
        const c10::NoGradGuard noGrad;
        const at::Tensor read = both.first->hidden(input());
        EXPECT_TRUE(learnt.requires_grad());
        EXPECT_FALSE(read.requires_grad());
        EXPECT_TRUE(at::equal(learnt, read));
    }
}

TEST(ChunkRun, KeepsTheInputsOfBlocksAlone)
{
    StackShape shape;
    shape.hidden = 64;
    shape.heads = 4;
    shape.kvHeads = 2;
    shape.headDim = 16;
    shape.intermediate = 160;
    StackChunk chunk;
    chunk.places.resize(96);
    chunk.segments.push_back({0, 96, -1, 0});
    constexpr std::size_t kLayers = 12;
    const auto floats = [&](StackKeep keep) {
        const ChunkRun run(*blockKernels(), shape, chunk, kLayers, keep);
        return std::pair(run.keptFloats(), run.sharedFloats());
    };
    if (blockKernels() == nullptr) {
        return;
    }
    const auto [all, work] = floats(StackKeep::All);
    const auto [inputs, workAgain] = floats(StackKeep::Inputs);
    const auto [nothing, readOnly] = floats(StackKeep::Nothing);
    // Every layer's input, what stands before the final norm and its factor, the rotations.
    EXPECT_EQ(inputs, 96 * (12 * 64 + 64 + 1 + 16));
    // Of a block: three norms and sums as wide as the states, q k v, attention, gate, up, gated.
    const std::int64_t block = 96 * (3 * 64 + 128 + 64 + 3 * 160 + 4 + 2);
    EXPECT_EQ(all, inputs + 12 * block);
    EXPECT_EQ(workAgain, work + block) << "one block is there";
    EXPECT_EQ(nothing, 0);
    EXPECT_LT(readOnly, workAgain);
}
