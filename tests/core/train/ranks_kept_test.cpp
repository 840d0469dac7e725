// SPDX-License-Identifier: Apache-2.0
// What each process keeps of a run whose weights lie in shares: no number twice, and no more than
// the memory plan says.
#include "core/model/shared_weights.h"
#include "core/train/plan_memory.h"
#include "core/train/run_setup.h"
#include "tests/core/train/ranks_case.h"

#include <ATen/ops/full.h>

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

/// What each of the processes does that the test below starts.
void keep()
{
    const auto environment = rankEnvironment();
    ASSERT_TRUE(environment.ok()) << environment.error().message();
    auto ranks = joinRanks(*environment);
    ASSERT_TRUE(ranks.ok()) << ranks.error().message();
    auto run = prepareTraining(std::getenv(kFolder), {}, Purpose::Training, **ranks);
    ASSERT_TRUE(run.ok()) << run.error().message();
    const auto report = run->loop->step(1);
    ASSERT_TRUE(report.ok()) << report.error().message();
    look(*run, **ranks);
}

}  // namespace

std::vector<rank_parts::Part> rank_parts::all()
{
    return {{"keeps", keep}};
}

TEST_F(RanksTest, EachKeepsItsShareOfWeightsGradientsAndMoments)
{
    for (const char* dtype : {"fp32", "bf16"}) {
        RunSpec of = spec("sft");
        of.dtype = dtype;
        of.sharding = "parameters";
        const std::string folder = prepared(of);
        ::setenv(kFolder, folder.c_str(), 1);
        for (const int size : {2, 3}) {
            SCOPED_TRACE(std::string(dtype) + " " + std::to_string(size));
            rank_processes::Ranks ranks(ranks_case::machines(), size, ownPart("keeps"),
                                        m_top + "/said");
            const std::vector<int> codes = ranks.wait();
            for (int rank = 0; rank < size; ++rank) {
                EXPECT_EQ(codes[static_cast<std::size_t>(rank)], 0) << ranks.said(rank);
            }
        }
    }
}
