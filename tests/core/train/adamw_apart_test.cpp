// SPDX-License-Identifier: Apache-2.0
// AdamW whose moments and masters lie apart from the weights, as beside a card: without one the
// same copies go from memory to memory, in windows so small that every tensor is cut.
#include "core/base/machine.h"
#include "core/train/adamw.h"
#include "core/train/adamw_update.h"
#include "core/train/machine_store.h"

#include <ATen/Context.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/randn.h>
#include <gtest/gtest.h>

#include <barrier>
#include <string>
#include <thread>

using namespace marginalia;

namespace {

/// Four blocks; parts of one.
constexpr std::int64_t kWindow = 1024;

std::shared_ptr<StateStore> apart(std::int64_t bytes = std::int64_t{1} << 20U)
{
    return openMachineStore(bytes, false, kWindow).take();
}

struct Case {
    const char* name;
    at::ScalarType dtype;
    bool packed = false;
    bool stochastic = false;
    bool ownPass = true;  ///< our loops, not LibTorch's operators
};

AdamWOptions optionsOf(const Case& of)
{
    AdamWOptions out{0.9, 0.999, 1e-8, 0.1};
    out.packed = of.packed;
    out.stochastic = of.stochastic;
    out.seed = 11;
    return out;
}

/// A matrix of many windows, one that ends within a block and, where operators do not mind, is not
/// contiguous, a vector, an adapter's magnitude.
NamedTensors parametersOf(const Case& of)
{
    at::manual_seed(31);
    const std::vector<std::pair<std::string, at::Tensor>> made = {
        {"up_proj.weight", at::randn({96, 128})},
        {"down_proj.weight", of.ownPass ? at::randn({70, 91}) : at::randn({70, 91}).t()},
        {"norm.weight", at::randn({77})},
        {"lora_magnitude_vector", at::randn({300})}};
    NamedTensors out;
    for (const auto& [name, tensor] : made) {
        out.emplace_back(name, tensor.to(of.dtype).requires_grad_(true));
    }
    return out;
}

void takeSteps(AdamW& optimizer, const NamedTensors& parameters, int from, int to)
{
    for (int i = from; i < to; ++i) {
        at::manual_seed(100 + i);
        optimizer.zeroGradients();
        for (const auto& [name, parameter] : parameters) {
            const at::Tensor gradient = at::randn(parameter.sizes());
            if (parameter.requires_grad()) {
                parameter.mutable_grad() = gradient.to(parameter.scalar_type());
            }
        }
        optimizer.collect();
        optimizer.sumGradients();
        optimizer.step(1e-2, optimizer.gradientNorm(), i % 2 == 0 ? 1 : 1e9);
    }
}

NamedTensors copied(const NamedTensors& tensors)
{
    NamedTensors out;
    for (const auto& [name, tensor] : tensors) {
        out.emplace_back(name, tensor.detach().clone());
    }
    return out;
}

/// What the model computes with, weights and state.
NamedTensors all(const AdamW& optimizer, const NamedTensors& parameters)
{
    NamedTensors out = copied(parameters);
    for (const NamedTensors& list : {optimizer.weights(), optimizer.state()}) {
        const NamedTensors copies = copied(list);
        out.insert(out.end(), copies.begin(), copies.end());
    }
    return out;
}

void expectSame(const NamedTensors& got, const NamedTensors& want)
{
    ASSERT_EQ(got.size(), want.size());
    for (std::size_t i = 0; i < want.size(); ++i) {
        EXPECT_EQ(got[i].first, want[i].first);
        EXPECT_TRUE(at::equal(got[i].second, want[i].second)) << i << " " << want[i].first;
    }
}

class Apart : public ::testing::TestWithParam<Case> {
protected:
    void SetUp() override { setFusedAdamWEnabled(GetParam().ownPass); }
    void TearDown() override { setFusedAdamWEnabled(true); }
};

constexpr Case kCases[] = {{"Float", at::kFloat},
                           {"Masters", at::kBFloat16},
                           {"PackedFloat", at::kFloat, true},
                           {"PackedMasters", at::kBFloat16, true},
                           {"Stochastic", at::kBFloat16, false, true},
                           {"PackedStochastic", at::kBFloat16, true, true},
                           {"MastersByOperators", at::kBFloat16, false, false, false},
                           {"PackedMastersByOperators", at::kBFloat16, true, false, false},
                           {"StochasticByOperators", at::kBFloat16, false, true, false}};

INSTANTIATE_TEST_SUITE_P(AdamW, Apart, ::testing::ValuesIn(kCases),
                         [](const auto& given) { return std::string(given.param.name); });

}  // namespace

TEST_P(Apart, GivesTheNumbersOfMemory)
{
    const AdamWOptions options = optionsOf(GetParam());
    const NamedTensors here = parametersOf(GetParam());
    AdamW want(here, options);
    const NamedTensors there = parametersOf(GetParam());
    AdamW got(there, options, singleRank(), apart());
    EXPECT_GT(here[0].second.numel(), 2 * kWindow);
    for (const auto& [optimizer, parameters] : {std::pair(&want, &here), std::pair(&got, &there)}) {
        takeSteps(*optimizer, *parameters, 0, 3);
        optimizer->freeze({"up_proj.weight"});
        takeSteps(*optimizer, *parameters, 3, 5);
        optimizer->freeze({});
        takeSteps(*optimizer, *parameters, 5, 6);
    }
    expectSame(all(got, there), all(want, here));
    want.reset();
    got.reset();
    expectSame(all(got, there), all(want, here));
}

TEST_P(Apart, GoesOnFromAStateOfEitherPlace)
{
    const AdamWOptions options = optionsOf(GetParam());
    const NamedTensors straight = parametersOf(GetParam());
    AdamW whole(straight, options);
    takeSteps(whole, straight, 0, 3);
    const NamedTensors weights = copied(whole.weights());
    const NamedTensors state = copied(whole.state());
    takeSteps(whole, straight, 3, 5);

    const NamedTensors there = parametersOf(GetParam());
    AdamW resumed(there, options, singleRank(), apart());
    ASSERT_TRUE(resumed.restore(weights, state, 3).ok());
    expectSame(copied(resumed.weights()), weights);
    expectSame(copied(resumed.state()), state);
    takeSteps(resumed, there, 3, 4);

    const NamedTensors back = parametersOf(GetParam());
    AdamW again(back, options);
    ASSERT_TRUE(again.restore(resumed.weights(), resumed.state(), 4).ok());
    takeSteps(again, back, 4, 5);
    expectSame(all(again, back), all(whole, straight));
}

TEST(ApartStore, HandsOutWhatItWasOpenedFor)
{
    // The parts of three tensors, the largest last: no area that was opened for the whole holds it.
    constexpr std::int64_t kPage = 4096;
    const auto store = apart(7 * kPage);
    const at::Tensor like = at::randn({1024}).to(at::kBFloat16);
    const at::Tensor first = store->like(like, at::kFloat);
    EXPECT_EQ(first.scalar_type(), at::kFloat);
    EXPECT_EQ(first.sizes(), like.sizes());
    const at::Tensor row = store->row(5, at::TensorOptions(at::kByte));
    EXPECT_EQ(row.numel(), 5);
    EXPECT_EQ(
        static_cast<char*>(row.mutable_data_ptr()) - static_cast<char*>(first.mutable_data_ptr()),
        kPage)
        << "side by side";
    at::Tensor large = store->like(at::randn({5 * 1024}), at::kFloat);
    first.fill_(1);
    row.fill_(2);
    large.fill_(3);
    EXPECT_EQ(first.sum().item<double>(), 1024);
    EXPECT_EQ(row.sum().item<double>(), 10);
    EXPECT_TRUE(store->like(at::randn({8, 4}).t(), at::kFloat).is_contiguous());
    EXPECT_TRUE(store->isApart());
}

TEST(ApartStore, SaysWhatItLacks)
{
    const auto tooMuch = openMachineStore(totalMemory() + (std::int64_t{1} << 40U), false);
    ASSERT_FALSE(tooMuch.ok());
    EXPECT_EQ(tooMuch.error().kind, ErrorKind::Memory);
    EXPECT_EQ(tooMuch.error().where, "offload");
    constexpr std::int64_t kGigabyte = std::int64_t{1} << 30U;
    EXPECT_TRUE(checkMachineHolds(kGigabyte, kGigabyte).ok());
    const Status refused = checkMachineHolds(24 * kGigabyte, kGigabyte / 2);
    ASSERT_FALSE(refused.ok());
    EXPECT_NE(refused.error().message().find("24.0 GB"), std::string::npos)
        << refused.error().message();
    EXPECT_NE(refused.error().message().find("0.5 GB"), std::string::npos);
    // Memory is locked for a card alone.
    const auto locked = openStateStore("machine", {}, 4096);
    EXPECT_EQ(locked.ok(), at::hasCUDA());
    if (!locked.ok()) {
        EXPECT_EQ(locked.error().kind, ErrorKind::Memory);
        EXPECT_NE(locked.error().message().find("cannot be locked"), std::string::npos)
            << locked.error().message();
    }
}

namespace {

/// Ranks that are threads of this process.
class Thread : public Ranks {
public:
    struct Meeting {
        explicit Meeting(int size) : gate(size), places(static_cast<std::size_t>(size)) {}
        std::barrier<> gate;
        std::vector<at::Tensor> places;
    };

    Thread(int rank, Meeting& meeting) : m_meeting(meeting)
    {
        m_environment.rank = rank;
        m_environment.size = static_cast<int>(meeting.places.size());
    }
    int rank() const override { return m_environment.rank; }
    int size() const override { return m_environment.size; }
    const RankEnvironment& environment() const override { return m_environment; }
    void sum(at::Tensor& values) override
    {
        m_meeting.places[static_cast<std::size_t>(rank())] = values.clone();
        m_meeting.gate.arrive_and_wait();
        values.zero_();
        for (const at::Tensor& each : m_meeting.places) {
            values.add_(each);
        }
        m_meeting.gate.arrive_and_wait();
    }
    void broadcast(at::Tensor& values, int from) override
    {
        m_meeting.places[static_cast<std::size_t>(rank())] = values;
        m_meeting.gate.arrive_and_wait();
        if (rank() != from) {
            values.copy_(m_meeting.places[static_cast<std::size_t>(from)]);
        }
        m_meeting.gate.arrive_and_wait();
    }
    std::unique_ptr<Transfer> beginGatherParts(const at::Tensor&, const at::Tensor&) override
    {
        return notAskedFor();
    }
    std::unique_ptr<Transfer> beginSumParts(const at::Tensor&, const at::Tensor&) override
    {
        return notAskedFor();
    }
    std::string placeOn(c10::Device) override { return {}; }
    std::vector<std::string> gather(const std::string& mine) override { return {mine}; }
    std::string broadcast(const std::string& mine, int) override { return mine; }
    double waited() const override { return 0; }
    void leave(const Error&) override {}

private:
    static std::unique_ptr<Transfer> notAskedFor()
    {
        ADD_FAILURE() << "an optimizer has no use for it";
        return nullptr;
    }

    RankEnvironment m_environment;
    Meeting& m_meeting;
};

/// What rank 0 has after some steps of three, each with its share.
NamedTensors together(const Case& of, bool isApart)
{
    constexpr int kRanks = 3;
    Thread::Meeting meeting(kRanks);
    std::vector<NamedTensors> parameters;
    std::vector<NamedTensors> ends(kRanks);
    for (int i = 0; i < kRanks; ++i) {
        parameters.push_back(parametersOf(of));
    }
    std::vector<std::vector<NamedTensors>> gradients(kRanks);
    at::manual_seed(7);
    for (auto& steps : gradients) {
        for (int step = 0; step < 2; ++step) {
            NamedTensors each;
            for (const auto& [name, tensor] : parameters[0]) {
                each.emplace_back(name, at::randn(tensor.sizes()).to(of.dtype));
            }
            steps.push_back(each);
        }
    }
    std::vector<std::thread> threads;
    for (int i = 0; i < kRanks; ++i) {
        threads.emplace_back([&, i] {
            const auto own = static_cast<std::size_t>(i);
            Thread ranks(i, meeting);
            AdamW optimizer(parameters[own], optionsOf(of), ranks,
                            isApart ? apart() : std::shared_ptr<StateStore>());
            for (const NamedTensors& step : gradients[own]) {
                optimizer.zeroGradients();
                for (std::size_t k = 0; k < step.size(); ++k) {
                    parameters[own][k].second.mutable_grad() = step[k].second;
                }
                optimizer.collect();
                optimizer.sumGradients();
                optimizer.step(1e-2, optimizer.gradientNorm(), 1);
            }
            ends[own] = all(optimizer, parameters[own]);
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    // Weights are the same on all.
    for (std::size_t k = 0; k < parameters[0].size(); ++k) {
        EXPECT_TRUE(at::equal(ends[0][k].second, ends[2][k].second)) << k;
    }
    return ends[0];
}

}  // namespace

TEST_P(Apart, GivesTheNumbersOfMemoryOnSeveralRanks)
{
    const NamedTensors want = together(GetParam(), false);
    const NamedTensors got = together(GetParam(), true);
    EXPECT_GT(want.size(), 2 * parametersOf(GetParam()).size()) << "with the others' moments";
    expectSame(got, want);
}
