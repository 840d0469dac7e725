// SPDX-License-Identifier: Apache-2.0
// AdamW with moments in 8 bits, without masters, and with what it keeps on the disk.
#include "core/base/file_system.h"
#include "core/base/machine.h"
#include "core/base/scratch_file.h"
#include "core/train/adamw.h"

#include <ATen/Context.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/full.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/zeros.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <map>
#include <unistd.h>

using namespace marginalia;
namespace fs = std::filesystem;

namespace {

AdamWOptions usual()
{
    return {0.9, 0.999, 1e-8, 0};
}

AdamWOptions packed()
{
    AdamWOptions out = usual();
    out.packed = true;
    return out;
}

at::Tensor leaf(std::vector<std::int64_t> sizes, double value, at::ScalarType dtype = at::kFloat)
{
    return at::full(sizes, value, at::TensorOptions(dtype)).requires_grad_(true);
}

std::map<std::string, at::Tensor> stateOf(const AdamW& optimizer)
{
    const NamedTensors all = optimizer.state();
    return {all.begin(), all.end()};
}

/// Steps towards a target by its squared distance, with noise in the gradients; the distance from
/// it at the end.
double descend(AdamW& optimizer, const at::Tensor& weight, int steps)
{
    at::manual_seed(21);
    const at::Tensor target = at::randn(weight.sizes());
    for (int i = 0; i < steps; ++i) {
        optimizer.zeroGradients();
        const at::Tensor gradient =
            weight.detach().to(at::kFloat) - target + 0.1 * at::randn(weight.sizes());
        weight.mutable_grad() = gradient.to(weight.scalar_type());
        optimizer.collect();
        optimizer.step(0.05 * (1 - i / static_cast<double>(steps)), optimizer.gradientNorm(), 1e9);
    }
    return (weight.detach().to(at::kFloat) - target).pow(2).mean().item<double>();
}

/// A disk that has no room.
class FullDisk : public FileSystem {
public:
    int allocate(int, off_t) override { return ENOSPC; }
};

class Scratch : public ::testing::Test {
protected:
    void SetUp() override
    {
        std::string pattern = (fs::temp_directory_path() / "marginalia-scratch-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        m_top = pattern;
    }
    void TearDown() override { fs::remove_all(m_top); }

    std::string m_top;
};

}  // namespace

TEST(PackedMoments, AConvexProblemEndsAsInFloat32)
{
    const at::Tensor plain = leaf({64, 128}, 0);
    const at::Tensor narrow = leaf({64, 128}, 0);
    AdamW floats({{"w", plain}}, usual());
    AdamW codes({{"w", narrow}}, packed());
    const double want = descend(floats, plain, 200);
    const double got = descend(codes, narrow, 200);
    EXPECT_LT(want, 0.01) << "of 1 at the start";
    EXPECT_LT(got, 1.2 * want);
    EXPECT_LT((plain - narrow).detach().abs().mean().item<double>(), 0.02);
}

TEST(PackedMoments, SmallTensorsAndTablesStayInFloat32)
{
    EXPECT_FALSE(canPack("model.layers.0.mlp.up_proj.weight", 4095));
    EXPECT_TRUE(canPack("model.layers.0.mlp.up_proj.weight", 4096));
    for (const char* table : {"model.embed_tokens.weight", "transformer.wte.weight",
                              "transformer.wpe.weight", "gpt_neox.embed_in.weight"}) {
        EXPECT_FALSE(canPack(table, 1'000'000)) << table;
    }
    EXPECT_TRUE(canPack("lm_head.weight", 1'000'000));
    AdamW optimizer({{"up_proj.weight", leaf({64, 65}, 1)}, {"norm.weight", leaf({64}, 1)}},
                    packed());
    const auto state = stateOf(optimizer);
    EXPECT_EQ(state.at("exp_avg.up_proj.weight").scalar_type(), at::kByte);
    EXPECT_EQ(state.at("exp_avg_scales.up_proj.weight").size(0), 17);
    EXPECT_EQ(state.at("exp_avg_sq_scales.up_proj.weight").scalar_type(), at::kFloat);
    EXPECT_EQ(state.at("exp_avg.norm.weight").scalar_type(), at::kFloat);
    EXPECT_FALSE(state.contains("exp_avg_scales.norm.weight"));
}

TEST(PackedMoments, AStateOfFloat32ComesInAndGoesOut)
{
    const at::Tensor weight = leaf({64, 128}, 0);
    AdamW floats({{"w", weight}}, usual());
    descend(floats, weight, 5);
    const at::Tensor narrow = leaf({64, 128}, 0);
    AdamW codes({{"w", narrow}}, packed());
    ASSERT_TRUE(codes.restore(floats.weights(), floats.state(), floats.steps()).ok());
    EXPECT_TRUE(at::equal(narrow, weight));
    const auto before = stateOf(floats);
    const auto held = stateOf(codes);
    for (const char* moment : {"exp_avg", "exp_avg_sq"}) {
        const MomentKind kind =
            std::string(moment) == "exp_avg" ? MomentKind::First : MomentKind::Second;
        const at::Tensor want = before.at(std::string(moment) + ".w");
        const at::Tensor back = unpackPlainly(kind, held.at(std::string(moment) + ".w"),
                                              held.at(std::string(moment) + "_scales.w"));
        EXPECT_LE((back - want).abs().max().item<double>(),
                  0.0071 * want.abs().max().item<double>());
        EXPECT_FALSE(at::equal(back, want));
    }
    const at::Tensor wide = leaf({64, 128}, 0);
    AdamW again({{"w", wide}}, usual());
    ASSERT_TRUE(again.restore(codes.weights(), codes.state(), codes.steps()).ok());
    EXPECT_TRUE(at::equal(
        stateOf(again).at("exp_avg.w"),
        unpackPlainly(MomentKind::First, held.at("exp_avg.w"), held.at("exp_avg_scales.w"))));
    // Scales that are missing are said, not guessed.
    NamedTensors cut;
    for (const auto& [name, tensor] : codes.state()) {
        if (name != "exp_avg_sq_scales.w") {
            cut.emplace_back(name, tensor);
        }
    }
    const Status refused = again.restore(codes.weights(), cut, 5);
    ASSERT_FALSE(refused.ok());
    EXPECT_NE(refused.error().message().find("exp_avg_sq_scales.w"), std::string::npos);
}

TEST(PackedMoments, ResetForgets)
{
    const at::Tensor weight = leaf({64, 128}, 0);
    AdamW optimizer({{"w", weight}}, packed());
    const auto fresh = stateOf(optimizer);
    const at::Tensor codes = fresh.at("exp_avg.w").clone();
    descend(optimizer, weight, 3);
    EXPECT_FALSE(at::equal(stateOf(optimizer).at("exp_avg.w"), codes));
    optimizer.reset();
    EXPECT_TRUE(at::equal(stateOf(optimizer).at("exp_avg.w"), codes));
    EXPECT_EQ(optimizer.steps(), 0);
}

TEST(StochasticMasters, MoveWhereNearestRoundingStands)
{
    // 1e-3 is a quarter of the gap above 1 in bf16; a hundred such steps lead to 1.1.
    AdamWOptions options = usual();
    options.stochastic = true;
    options.seed = 4;
    const at::Tensor weight = leaf({64, 64}, 1, at::kBFloat16);
    AdamW optimizer({{"w", weight}}, options);
    for (int i = 0; i < 100; ++i) {
        optimizer.zeroGradients();
        weight.mutable_grad() = at::full({64, 64}, -1.0, at::kBFloat16);
        optimizer.collect();
        optimizer.step(1e-3, optimizer.gradientNorm(), 1e9);
    }
    EXPECT_NEAR(weight.to(at::kDouble).mean().item<double>(), 1.1, 2e-3);
    EXPECT_TRUE(optimizer.weights()[0].second.scalar_type() == at::kBFloat16);
    EXPECT_EQ(optimizer.weights()[0].second.const_data_ptr(), weight.const_data_ptr());
    EXPECT_EQ(AdamW::storedBytesOf({{"w", weight}}, options, singleRank()), 2 * 64 * 64 * 4);
    EXPECT_EQ(AdamW::storedBytesOf({{"w", weight}}, usual(), singleRank()), 3 * 64 * 64 * 4);
}

TEST(StochasticMasters, GoOnFromAStateToTheBit)
{
    AdamWOptions options = packed();
    options.stochastic = true;
    options.seed = 6;
    const at::Tensor straight = leaf({64, 128}, 0.1, at::kBFloat16);
    AdamW whole({{"w", straight}}, options);
    descend(whole, straight, 10);
    const NamedTensors weights = {{"w", straight.detach().clone()}};
    NamedTensors state;
    for (const auto& [name, tensor] : whole.state()) {
        state.emplace_back(name, tensor.clone());
    }
    descend(whole, straight, 10);
    const at::Tensor resumed = leaf({64, 128}, 0, at::kBFloat16);
    AdamW other({{"w", resumed}}, options);
    ASSERT_TRUE(other.restore(weights, state, 10).ok());
    descend(other, resumed, 10);
    EXPECT_TRUE(at::equal(resumed, straight));
    // Other bits, other weights.
    options.seed = 7;
    const at::Tensor elsewhere = leaf({64, 128}, 0, at::kBFloat16);
    AdamW another({{"w", elsewhere}}, options);
    ASSERT_TRUE(another.restore(weights, state, 10).ok());
    descend(another, elsewhere, 10);
    EXPECT_FALSE(at::equal(elsewhere, straight));
}

TEST_F(Scratch, AFileIsMemoryWithoutAName)
{
    constexpr std::int64_t kSize = std::int64_t{64} << 20U;
    auto file = ScratchFile::make(m_top, kSize);
    ASSERT_TRUE(file.ok()) << file.error().message();
    EXPECT_TRUE(fs::is_empty(m_top));
    char* const bytes = (*file)->bytes();
    EXPECT_EQ(bytes[kSize - 1], 0);
    std::memset(bytes, 7, kSize);
    const double full = residentMegabytes();
    (*file)->release(bytes, kSize);
    EXPECT_LT(residentMegabytes(), full - 48);
    (*file)->fetch(bytes, kSize);
    EXPECT_EQ(bytes[kSize / 2], 7);
    // What lies elsewhere is left alone.
    std::vector<char> other(1 << 16, 5);
    (*file)->release(other.data(), 1 << 16);
    EXPECT_EQ(other[1 << 15], 5);
}

TEST_F(Scratch, ADiskWithoutRoomIsSaid)
{
    FullDisk disk;
    FileSystem* const before = setFileSystem(&disk);
    const auto store = openStateStore("disk", m_top, std::int64_t{5} << 20U);
    setFileSystem(before);
    ASSERT_FALSE(store.ok());
    EXPECT_EQ(store.error().kind, ErrorKind::Full);
    EXPECT_NE(store.error().message().find("offload"), std::string::npos);
    EXPECT_NE(store.error().message().find(m_top), std::string::npos);
    EXPECT_TRUE(fs::is_empty(m_top));
    EXPECT_EQ(openStateStore("disk", m_top + "/nowhere", 5).error().kind, ErrorKind::NotFound);
    EXPECT_EQ(openStateStore("tape", m_top, 5).error().where, "offload");
}

TEST_F(Scratch, MomentsAndMastersOnTheDiskAreThoseInMemory)
{
    // More than one window, so that what was given back is read again.
    const std::vector<std::int64_t> sizes = {3000, 3000};
    for (const bool narrow : {false, true}) {
        const AdamWOptions options = narrow ? packed() : usual();
        std::vector<at::Tensor> ends;
        for (const bool onDisk : {false, true}) {
            at::manual_seed(2);
            const at::Tensor weight = at::randn(sizes).to(at::kBFloat16).requires_grad_(true);
            std::shared_ptr<StateStore> store;
            if (onDisk) {
                const std::int64_t bytes =
                    AdamW::storedBytesOf({{"w", weight}}, options, singleRank());
                store = openStateStore("disk", m_top, bytes).take();
                EXPECT_LT(store->window(), weight.numel());
            }
            AdamW optimizer({{"w", weight}}, options, singleRank(), store);
            descend(optimizer, weight, 2);
            ends.push_back(weight.detach().clone());
            ends.push_back(optimizer.weights()[0].second.clone());
            for (const auto& [name, tensor] : optimizer.state()) {
                ends.push_back(tensor.clone());
            }
        }
        const std::size_t half = ends.size() / 2;
        for (std::size_t i = 0; i < half; ++i) {
            EXPECT_TRUE(at::equal(ends[i], ends[half + i])) << narrow << i;
        }
        EXPECT_TRUE(fs::is_empty(m_top));
    }
}
