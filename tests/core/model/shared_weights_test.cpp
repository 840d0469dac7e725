// SPDX-License-Identifier: Apache-2.0
// Weights in shares of several processes give the numbers of weights that are all here.
#include "core/model/shared_weights.h"

#include "core/model/fused_stack.h"
#include "core/model/wide_gradients.h"
#include "tests/core/golden_part.h"
#include "tests/core/model/golden_packed.h"
#include "tests/core/model/thread_exchange.h"

#include <ATen/Functions.h>  // a test compares with many operators

#include <map>
#include <mutex>

using namespace marginalia;
using namespace marginalia::golden;
using testing_model::asProcesses;
using testing_model::ThreadExchange;

namespace {

using Values = std::map<std::string, at::Tensor>;

/// What the processes keep, put together; undefined where it is with none of them.
class Collected {
public:
    explicit Collected(const Decoder& like)
    {
        for (const auto& [name, parameter] : like.parameters()) {
            m_weights[name] = at::full(parameter.sizes(), NAN);
            m_gradients[name] = at::full(parameter.sizes(), NAN);
        }
    }

    void add(const SharedWeights& shares)
    {
        const std::lock_guard lock(m_mutex);
        const c10::NoGradGuard noGrad;
        for (const SharedWeights::Slice& slice : shares.slices()) {
            const auto put = [&](Values& to, const at::Tensor& from) {
                if (!from.defined()) {
                    to[slice.name] = at::Tensor();
                } else if (to[slice.name].defined()) {
                    to[slice.name]
                        .view({-1})
                        .narrow(0, slice.begin, from.numel())
                        .copy_(from.reshape({-1}));
                }
            };
            put(m_weights, slice.values);
            put(m_gradients, slice.values.grad());
        }
    }
    const Values& weights() const { return m_weights; }
    const Values& gradients() const { return m_gradients; }

private:
    std::mutex m_mutex;
    Values m_weights;
    Values m_gradients;
};

/// One forward and backward pass; `factor` makes the passes of a test differ.
at::Tensor pass(const Decoder& decoder, const PackedInput& input, double factor)
{
    const c10::AutoGradMode withGraph(true);
    const TokenScores scores = decoder.score(input, true);
    const at::Tensor slopes = at::linspace(-1, 1, input.scored.size(0)) * factor;
    if (decoder.shares() != nullptr) {
        decoder.shares()->beginBackward();
    }
    (scores.logps * slopes).sum().backward();
    if (decoder.shares() != nullptr) {
        decoder.shares()->endBackward();
    }
    return scores.logps.detach();
}

std::unique_ptr<Decoder> whole(const fs::path& folder)
{
    auto decoder = Decoder::load(folder.string(), at::kFloat, at::kCPU).take();
    decoder->setTrainable(true);
    return decoder;
}

void expectSameGradients(const Collected& got, const Decoder& want)
{
    for (const auto& [name, parameter] : want.parameters()) {
        const at::Tensor& ours = got.gradients().at(name);
        ASSERT_EQ(ours.defined(), parameter.grad().defined()) << name;
        if (ours.defined()) {
            const double largest = std::max(1.0, parameter.grad().abs().max().item<double>());
            EXPECT_LE(largestDifference(ours, parameter.grad()), 1e-5 * largest) << name;
        }
    }
}

/// By what the blocks are computed, and whether units come while others are computed.
struct Way {
    const char* name;
    bool loops;
    bool ahead;
    bool again = true;  ///< blocks are computed again in the backward pass
};

class SharedWeightsTest : public ::testing::TestWithParam<Way> {
protected:
    void SetUp() override
    {
        setFusedStackEnabled(GetParam().loops);
        SharedWeights::setFetchingAhead(GetParam().ahead);
    }
    void TearDown() override
    {
        setFusedStackEnabled(true);
        SharedWeights::setFetchingAhead(true);
    }

    static std::unique_ptr<Decoder> shared(const fs::path& folder, ThreadExchange& exchange,
                                           at::ScalarType type = at::kFloat)
    {
        auto decoder = Decoder::loadShare(folder.string(), type, at::kCPU, exchange);
        EXPECT_TRUE(decoder.ok()) << decoder.error().message();
        (*decoder)->setRecomputing(GetParam().again);
        return decoder.take();
    }
    static fs::path folder() { return root() / "models" / "llama_tied"; }
};

INSTANTIATE_TEST_SUITE_P(Ways, SharedWeightsTest,
                         ::testing::Values(Way{"operators", false, false},
                                           Way{"operators_ahead", false, true},
                                           Way{"loops", true, false},
                                           Way{"loops_ahead", true, true},
                                           Way{"loops_that_keep", true, true, false}),
                         [](const auto& info) { return std::string(info.param.name); });

}  // namespace

TEST_P(SharedWeightsTest, EveryGoldenModelGivesTheSameInShares)
{
    std::size_t count = 0;
    for (const fs::path& each : modelCases()) {
        if (!isSupported(each)) {
            continue;
        }
        SCOPED_TRACE(each.filename().string());
        const PackedInput input = packGolden(Expected(each)).input;
        const auto one = whole(each);
        const at::Tensor logps = pass(*one, input, 1);
        Collected got(*one);
        asProcesses(2, [&](ThreadExchange& exchange) {
            const auto decoder = shared(each, exchange);
            if (exchange.rank() == 1) {
                EXPECT_LE(largestDifference(pass(*decoder, input, 1), logps), 1e-6);
            }
            decoder->shares()->finish();
            decoder->shares()->settleGradients();
            got.add(*decoder->shares());
        });
        for (const auto& [name, parameter] : one->parameters()) {
            EXPECT_TRUE(at::equal(got.weights().at(name), parameter)) << name;
        }
        expectSameGradients(got, *one);
        EXPECT_EQ(*Decoder::storedDigest(each.string(), at::kFloat), one->digest());
        ++count;
    }
    if (count == 0) {
        MARGINALIA_PART_MISSING("model cases of our families");
    }
}

TEST_P(SharedWeightsTest, ProcessesHaveAsManyPassesAsTheyLike)
{
    const PackedInput input = packGolden(Expected(folder())).input;
    const auto one = whole(folder());
    at::Tensor plain;
    {
        const c10::NoGradGuard noGrad;
        plain = one->score(input, false).logps;
    }
    for (const double factor : {1.0, 0.5, -2.0}) {
        pass(*one, input, factor);
    }
    Collected got(*one);
    asProcesses(3, [&](ThreadExchange& exchange) {
        const auto decoder = shared(folder(), exchange);
        const auto look = [&] {
            const c10::NoGradGuard noGrad;
            EXPECT_LE(largestDifference(decoder->score(input, false).logps, plain), 1e-6);
        };
        if (exchange.rank() == 0) {  // forwards before, between and behind
            look();
            pass(*decoder, input, 1.0);
            look();
            look();
            pass(*decoder, input, 0.5);
        } else if (exchange.rank() == 2) {
            pass(*decoder, input, -2.0);
        }
        decoder->shares()->finish();
        // A part in which only one has something to do, and one in which nobody has.
        if (exchange.rank() == 1) {
            look();
        }
        decoder->shares()->finish();
        decoder->shares()->finish();
        decoder->shares()->settleGradients();
        got.add(*decoder->shares());
    });
    expectSameGradients(got, *one);
}

TEST_P(SharedWeightsTest, AForwardWithoutAGraphMayLieBetweenAPassAndItsWayBack)
{
    const PackedInput input = packGolden(Expected(folder())).input;
    const auto one = whole(folder());
    pass(*one, input, 1);
    Collected got(*one);
    asProcesses(2, [&](ThreadExchange& exchange) {
        const auto decoder = shared(folder(), exchange);
        if (exchange.rank() == 0) {
            const TokenScores scores = decoder->score(input, true);
            {
                const c10::NoGradGuard noGrad;
                decoder->score(input, false);
            }
            const at::Tensor slopes = at::linspace(-1, 1, input.scored.size(0));
            decoder->shares()->beginBackward();
            (scores.logps * slopes).sum().backward();
            decoder->shares()->endBackward();
        }
        decoder->shares()->finish();
        decoder->shares()->settleGradients();
        got.add(*decoder->shares());
    });
    expectSameGradients(got, *one);
}

TEST_P(SharedWeightsTest, WhatAProcessHoldsFallsWithTheirNumber)
{
    const PackedInput input = packGolden(Expected(folder())).input;
    const std::int64_t all = whole(folder())->weightBytes();
    for (const int size : {1, 2, 3, 4}) {
        asProcesses(size, [&](ThreadExchange& exchange) {
            const auto decoder = shared(folder(), exchange);
            const SharedWeights& shares = *decoder->shares();
            pass(*decoder, input, 1);
            decoder->shares()->finish();
            // Shares are filled up to a line of the cache for every unit and process.
            const auto filling = static_cast<std::int64_t>(shares.units()) * 16 * 128;
            EXPECT_LE(shares.shareBytes(), all / size + filling);
            EXPECT_EQ(decoder->weightBytes(), shares.shareBytes());
            std::int64_t gradients = 0;
            for (const SharedWeights::Slice& slice : shares.slices()) {
                gradients += static_cast<std::int64_t>(slice.values.grad().nbytes());
            }
            EXPECT_LE(gradients, shares.shareBytes());
            const int blocks = GetParam().ahead ? 2 : 1;
            EXPECT_LT(shares.mostBrought(), GetParam().ahead ? 2 * all : all);
            EXPECT_LE(shares.mostBrought(), 4 * (shares.tables() + blocks * shares.largestBlock()));
        });
    }
}

TEST_P(SharedWeightsTest, OurLoopsGiveTheSameBitsInShares)
{
    if (!GetParam().loops) {
        setFusedStackEnabled(true);  // against which operators are compared above
    }
    const PackedInput input = packGolden(Expected(folder())).input;
    for (const at::ScalarType type : {at::kFloat, at::kBFloat16}) {
        const auto one = Decoder::load(folder().string(), type, at::kCPU).take();
        one->setTrainable(true);
        if (!takesFusedStack(one->impl())) {
            continue;  // a processor without loops of the type
        }
        WideGradients::Sums sums;
        for (const auto& [name, parameter] : one->parameters()) {
            sums.emplace_back(parameter, at::zeros(parameter.sizes(), at::kFloat));
        }
        const WideGradients wide(sums);
        const at::Tensor logps = pass(*one, input, 1);
        Collected got(*one);
        asProcesses(2, [&](ThreadExchange& exchange) {
            const auto decoder = shared(folder(), exchange, type);
            EXPECT_TRUE(takesFusedStack(decoder->impl()));
            if (exchange.rank() == 1) {
                EXPECT_TRUE(at::equal(pass(*decoder, input, 1), logps));
            }
            decoder->shares()->finish();
            decoder->shares()->settleGradients();
            got.add(*decoder->shares());
        });
        for (std::size_t i = 0; i < sums.size(); ++i) {
            const std::string& name = one->parameters()[i].first;
            EXPECT_TRUE(at::equal(got.gradients().at(name), sums[i].second)) << name;
        }
    }
}

TEST_P(SharedWeightsTest, AFolderOfAnotherModelIsRefused)
{
    Scratch scratch;
    for (const auto& entry : fs::directory_iterator(folder())) {
        fs::copy(entry.path(), scratch.path() / entry.path().filename());
    }
    Json config = readJson(scratch.path() / "config.json");
    config["intermediate_size"] = 64;
    std::ofstream(scratch.path() / "config.json", std::ios::trunc) << config.dump();
    const auto load = Decoder::load(scratch.path().string(), at::kFloat, at::kCPU);
    ASSERT_FALSE(load.ok());
    asProcesses(2, [&](ThreadExchange& exchange) {
        const auto loaded =
            Decoder::loadShare(scratch.path().string(), at::kFloat, at::kCPU, exchange);
        ASSERT_FALSE(loaded.ok());
        EXPECT_EQ(loaded.error().message(), load.error().message());
    });
    EXPECT_FALSE(Decoder::storedDigest(scratch.path().string(), at::kFloat).ok());
}
