// SPDX-License-Identifier: Apache-2.0
// One pass of AdamW and the codes of its moments: against the published map, torch's operator, and
// from level to level.
#include "core/model/kernel_level.h"
#include "core/train/adamw_update.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/full.h>
#include <ATen/ops/zeros.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <random>

using namespace marginalia;

namespace {

constexpr MomentKind kKinds[] = {MomentKind::First, MomentKind::Second};

std::vector<const AdamWKernels*> levels()
{
    std::vector<const AdamWKernels*> out = {&kAdamWKernelsGeneric};
    if (kernelLevel() == KernelLevel::Avx512) {
        out.push_back(&kAdamWKernelsAvx512);
    } else {
        std::printf("not run: avx512\n");
    }
    return out;
}

/// As the authors' library makes it: middles of equal parts of [0.1, 1], a decade after the other.
std::vector<double> publishedMap(bool hasSigns)
{
    std::vector<double> out = {0, 1};
    for (int i = 0; i < 7; ++i) {
        const int edges = (1 << (hasSigns ? i : i + 1)) + 1;
        const double step = 0.9 / (edges - 1);
        for (int part = 0; part + 1 < edges; ++part) {
            const double middle = (0.1 + part * step + 0.1 + (part + 1) * step) / 2;
            out.push_back(std::pow(10.0, i - 6) * middle);
            if (hasSigns) {
                out.push_back(-out.back());
            }
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

/// Of any size in ten decades, with signs or without.
std::vector<float> spread(int count, bool hasSigns, unsigned seed)
{
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> power(-9, 0);
    std::vector<float> out;
    for (int i = 0; i < count; ++i) {
        const double sign = hasSigns && random() % 2 == 0 ? -1 : 1;
        out.push_back(static_cast<float>(sign * std::pow(10.0, power(random))));
    }
    return out;
}

at::Tensor tensorOf(const std::vector<float>& numbers)
{
    return at::from_blob(const_cast<float*>(numbers.data()),
                         {static_cast<std::int64_t>(numbers.size())}, at::kFloat)
        .clone();
}

double distance(const CodeMap& map, double number, int code)
{
    return std::abs(static_cast<double>(map.values[code]) - number);
}

}  // namespace

TEST(DynamicMap, IsThePublishedOne)
{
    for (const MomentKind kind : kKinds) {
        const bool hasSigns = kind == MomentKind::First;
        const CodeMap& map = dynamicMap(kind);
        const std::vector<double> want = publishedMap(hasSigns);
        ASSERT_EQ(want.size(), 256U);
        for (std::size_t code = 0; code < 256; ++code) {
            EXPECT_EQ(map.values[code], static_cast<float>(want[code])) << code;
        }
        EXPECT_EQ(map.values[map.zero], 0);
    }
    EXPECT_EQ(dynamicMap(MomentKind::First).zero, 127);
    EXPECT_EQ(dynamicMap(MomentKind::First).values[0], -0.99296875F);
    EXPECT_EQ(dynamicMap(MomentKind::Second).values[1], 3.25e-7F);
}

TEST(DynamicMap, EveryLevelRoundsToTheNearest)
{
    for (const MomentKind kind : kKinds) {
        const bool hasSigns = kind == MomentKind::First;
        const CodeMap& map = dynamicMap(kind);
        std::vector<float> numbers = spread(255 * 64, hasSigns, 3);
        for (int code = 0; code < 255; ++code) {  // where rounding turns over
            const float middle = (map.values[code] + map.values[code + 1]) / 2;
            numbers.push_back(std::nextafter(middle, 2.0F));
            numbers.push_back(std::nextafter(middle, -2.0F));
        }
        for (const AdamWKernels* level : levels()) {
            for (std::size_t at = 0; at + 255 <= numbers.size(); at += 255) {
                std::vector<float> block(numbers.begin() + static_cast<std::ptrdiff_t>(at),
                                         numbers.begin() + static_cast<std::ptrdiff_t>(at + 255));
                block.push_back(1);  // the scale
                std::vector<unsigned char> codes(256);
                float scale = 0;
                level->pack(&map, block.data(), 256, codes.data(), &scale);
                ASSERT_EQ(scale, 1);
                for (std::size_t i = 0; i < 256; ++i) {
                    double best = 1;
                    for (int code = 0; code < 256; ++code) {
                        best = std::min(best, distance(map, block[i], code));
                    }
                    const double got = distance(map, block[i], codes[i]);
                    if (kind == MomentKind::Second && block[i] > 0 && block[i] < map.values[1]) {
                        EXPECT_EQ(codes[i], 1) << "nothing becomes 0 that is not";
                    } else {
                        // The map and its middles are rounded to float32 themselves.
                        EXPECT_LE(got, best + 4e-7 * std::abs(block[i])) << level->name;
                    }
                }
            }
        }
    }
}

TEST(DynamicMap, RoundTripStaysWithinHalfAGap)
{
    // The widest gaps are between the 64 (128) numbers from 0.1 to 1.
    const double bounds[] = {0.9 / 64 / 2, 0.9 / 128 / 2};
    for (const MomentKind kind : kKinds) {
        const bool hasSigns = kind == MomentKind::First;
        const at::Tensor numbers = 5 * tensorOf(spread(1000, hasSigns, 7));
        const auto [codes, scales] = packPlainly(kind, numbers);
        EXPECT_EQ(scales.size(0), 4);
        const at::Tensor back = unpackPlainly(kind, codes, scales);
        const double largest = scales.max().item<double>();
        EXPECT_LE((back - numbers).abs().max().item<double>(),
                  largest * bounds[hasSigns ? 0 : 1] * (1 + 1e-6));
        if (!hasSigns) {  // the first has no -1, so that a scale may become smaller
            const auto [again, sameScales] = packPlainly(kind, back);
            EXPECT_TRUE(at::equal(unpackPlainly(kind, again, sameScales), back));
        }
    }
}

TEST(DynamicMap, ZeroesAndDenormalsAreNothing)
{
    for (const MomentKind kind : kKinds) {
        for (const float value : {0.0F, 1e-40F}) {
            const at::Tensor numbers = at::full({300}, value);
            const auto [codes, scales] = packPlainly(kind, numbers);
            EXPECT_TRUE(unpackPlainly(kind, codes, scales).eq(0).all().item<bool>());
            for (const AdamWKernels* level : levels()) {
                std::vector<unsigned char> own(256);
                float scale = 1;
                level->pack(&dynamicMap(kind), numbers.const_data_ptr<float>(), 256, own.data(),
                            &scale);
                EXPECT_EQ(scale, 0);
                EXPECT_EQ(own[0], dynamicMap(kind).zero);
            }
        }
    }
}

TEST(DynamicMap, TheReferenceGivesTheSameCodes)
{
    for (const MomentKind kind : kKinds) {
        const std::vector<float> numbers = spread(256 * 40, kind == MomentKind::First, 11);
        const auto [codes, scales] = packPlainly(kind, tensorOf(numbers));
        for (const AdamWKernels* level : levels()) {
            for (std::size_t at = 0; at < numbers.size(); at += 256) {
                std::vector<unsigned char> own(256);
                std::vector<float> back(256);
                float scale = 0;
                level->pack(&dynamicMap(kind), numbers.data() + at, 256, own.data(), &scale);
                level->unpack(&dynamicMap(kind), own.data(), scale, 256, back.data());
                const auto block = static_cast<std::int64_t>(at / 256);
                ASSERT_EQ(scale, scales[block].item<float>());
                const auto from = static_cast<std::int64_t>(at);
                const at::Tensor want = codes.narrow(0, from, 256).contiguous();
                ASSERT_TRUE(std::equal(own.begin(), own.end(), want.const_data_ptr<std::uint8_t>()))
                    << level->name;
                const at::Tensor wide =
                    unpackPlainly(kind, want, scales.narrow(0, block, 1)).contiguous();
                ASSERT_TRUE(std::equal(back.begin(), back.end(), wide.const_data_ptr<float>()));
            }
        }
    }
}

TEST(RandomBits, ArePhiloxs)
{
    // The known answer of the authors' library for counter 0 and key 0 (Random123, kat_vectors).
    const unsigned want[4] = {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8};
    const unsigned seed[2] = {0, 0};
    for (const AdamWKernels* level : levels()) {
        std::vector<unsigned short> bits(kMomentBlock);
        level->randomBits(seed, 0, 0, 0, bits.data());
        for (std::size_t word = 0; word < 4; ++word) {
            EXPECT_EQ(bits[32 * word], want[word] & 0xffffU);
            EXPECT_EQ(bits[128 + 32 * word], want[word] >> 16U);
        }
    }
}

TEST(RandomBits, FollowFromSeedUpdateTensorAndElement)
{
    const std::uint64_t seed = 0x123456789abcdef0ULL;
    const at::Tensor like = at::zeros({1000});
    const at::Tensor want = plainRandomBits(seed, 7, 0xdeadbeefU, like);
    const unsigned halves[2] = {static_cast<unsigned>(seed), static_cast<unsigned>(seed >> 32U)};
    for (const AdamWKernels* level : levels()) {
        for (std::int64_t block = 0; block < 4; ++block) {
            std::vector<unsigned short> bits(kMomentBlock);
            level->randomBits(halves, 7, 0xdeadbeefU, static_cast<unsigned long long>(block),
                              bits.data());
            for (std::int64_t i = block * 256; i < std::min<std::int64_t>(1000, block * 256 + 256);
                 ++i) {
                ASSERT_EQ(want[i].item<int>(), bits[static_cast<std::size_t>(i - block * 256)]);
            }
        }
    }
    EXPECT_FALSE(at::equal(want, plainRandomBits(seed + 1, 7, 0xdeadbeefU, like)));
    EXPECT_FALSE(at::equal(want, plainRandomBits(seed, 8, 0xdeadbeefU, like)));
    EXPECT_FALSE(at::equal(want, plainRandomBits(seed, 7, 0xdeadbeeeU, like)));
}
