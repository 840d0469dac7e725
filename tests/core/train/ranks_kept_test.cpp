// SPDX-License-Identifier: Apache-2.0
// What each process keeps of a run whose weights lie in shares: no number twice, and no more than
// the memory plan says.
#include "core/base/machine.h"
#include "core/model/fused_stack.h"
#include "core/model/shared_weights.h"
#include "core/train/plan_memory.h"
#include "core/train/run_planning.h"
#include "core/train/run_setup.h"
#include "tests/core/train/ranks_case.h"

#include <ATen/ops/full.h>

#include <functional>

using namespace marginalia;
using ranks_case::RanksTest;

namespace {

constexpr const char* kFolder = "MARGINALIA_TEST_FOLDER";
/// Shares are filled up to a line of the cache for every tensor and process.
constexpr std::int64_t kLine = 32;

std::int64_t numbersOf(const NamedTensors& tensors)
{
    std::int64_t out = 0;
    for (const auto& [name, tensor] : tensors) {
        out += tensor.numel();
    }
    return out;
}

std::int64_t bytesOf(const NamedTensors& tensors)
{
    std::int64_t out = 0;
    for (const auto& [name, tensor] : tensors) {
        out += static_cast<std::int64_t>(tensor.nbytes());
    }
    return out;
}

/// After a step, whose gradients are still there.
void look(const PreparedTraining& run, Ranks& ranks)
{
    const Decoder& decoder = *run.decoder;
    const AdamW& optimizer = run.loop->optimizer();
    std::int64_t own = 0;
    for (const SharedWeights::Slice& slice : decoder.shares()->slices()) {
        own += slice.values.numel();
    }
    const std::int64_t whole = decoder.weightCount();
    const auto tensors = static_cast<std::int64_t>(decoder.parameters().size());
    at::Tensor all = at::full({1}, own, at::kLong);
    ranks.sum(all);
    EXPECT_EQ(all.item<std::int64_t>(), whole);
    EXPECT_LE(own, whole / ranks.size() + kLine * tensors);

    EXPECT_EQ(numbersOf(optimizer.weights()), own);
    EXPECT_EQ(numbersOf(optimizer.gradients()), own);
    EXPECT_EQ(numbersOf(optimizer.state()), 2 * own);

    const HeldBytes plan = heldBytes(decoder, run.loop->trained(), run.spec, ranks.size());
    const std::int64_t masters = decoder.dtype() == at::kFloat ? 0 : bytesOf(optimizer.weights());
    const std::int64_t line = 4 * kLine * tensors;
    EXPECT_EQ(plan.weights, decoder.shares()->shareBytes());
    EXPECT_NEAR(plan.optimizer, masters + bytesOf(optimizer.state()), 3 * line);
    const std::int64_t perStream = decoder.dtype() == at::kFloat ? 0 : 4 * own;
    EXPECT_NEAR(plan.gradients, bytesOf(optimizer.gradients()) + perStream, 2 * line);
}

/// A rank of the run whose folder the test names.
void asRank(const std::function<void(PreparedTraining& run, Ranks& ranks)>& work)
{
    const auto environment = rankEnvironment();
    ASSERT_TRUE(environment.ok()) << environment.error().message();
    auto ranks = joinRanks(*environment);
    ASSERT_TRUE(ranks.ok()) << ranks.error().message();
    auto run = prepareTraining(std::getenv(kFolder), {}, Purpose::Training, **ranks);
    ASSERT_TRUE(run.ok()) << run.error().message();
    work(*run, **ranks);
}

/// What each of the processes does that the tests below start.
void keep()
{
    asRank([](PreparedTraining& run, Ranks& ranks) {
        const auto report = run.loop->step(1);
        ASSERT_TRUE(report.ok()) << report.error().message();
        look(run, ranks);
    });
}

void comparePlan()
{
    asRank([](PreparedTraining& run, Ranks&) {
        const RunPlan plan = planPrepared(run);
        for (std::int64_t step = 1; step <= 3; ++step) {
            const auto report = run.loop->step(step);
            ASSERT_TRUE(report.ok()) << report.error().message();
        }
        const auto measured = static_cast<double>(processMemory().peak);
        EXPECT_NEAR(static_cast<double>(plan.memory.total()) / measured, 1, 0.15)
            << toJson(plan).dump() << " measured " << measured;
    });
}

void comparePlanByOperators()
{
    setFusedStackEnabled(false);
    comparePlan();
}

}  // namespace

std::vector<rank_parts::Part> rank_parts::all()
{
    return {{"keeps", keep},
            {"compares the plan", comparePlan},
            {"compares the plan by operators", comparePlanByOperators}};
}

namespace {

void runAll(const std::string& folder, int size, const std::vector<std::string>& part,
            const std::string& said)
{
    ::setenv(kFolder, folder.c_str(), 1);
    rank_processes::Ranks ranks(ranks_case::machines(), size, part, said);
    const std::vector<int> codes = ranks.wait();
    for (int rank = 0; rank < size; ++rank) {
        EXPECT_EQ(codes[static_cast<std::size_t>(rank)], 0) << ranks.said(rank);
    }
}

}  // namespace

// What sanitizers keep beside the program's memory is in no plan.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST_F(RanksTest, EachTakesTheMemoryThatThePlanSays)
{
    RunSpec of = spec("dpo");
    of.model = m_top + "/larger";  // 13 million weights: small ones are lost beside the program
    of.sharding = "parameters";
    of.accumulation = 3;
    testing_model::write(of.model, true,
                         {{"hidden_size", 384},
                          {"intermediate_size", 1024},
                          {"num_hidden_layers", 6},
                          {"num_attention_heads", 6},
                          {"num_key_value_heads", 2},
                          {"head_dim", 64},
                          {"vocab_size", 8192}});
    for (const char* dtype : {"fp32", "bf16"}) {
        of.dtype = dtype;
        const std::string folder = prepared(of);
        for (const int size : {2, 3}) {
            for (const char* part : {"compares the plan", "compares the plan by operators"}) {
                SCOPED_TRACE(std::string(dtype) + " " + std::to_string(size) + " " + part);
                runAll(folder, size, ownPart(part), m_top + "/said");
            }
        }
    }
    of.recompute = "off";
    runAll(prepared(of), 2, ownPart("compares the plan"), m_top + "/said");
}
#endif

TEST_F(RanksTest, EachKeepsItsShareOfWeightsGradientsAndMoments)
{
    for (const char* dtype : {"fp32", "bf16"}) {
        RunSpec of = spec("sft");
        of.dtype = dtype;
        of.sharding = "parameters";
        const std::string folder = prepared(of);
        for (const int size : {2, 3}) {
            SCOPED_TRACE(std::string(dtype) + " " + std::to_string(size));
            runAll(folder, size, ownPart("keeps"), m_top + "/said");
        }
    }
}
