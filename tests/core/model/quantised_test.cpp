// SPDX-License-Identifier: Apache-2.0
#include "core/model/quantised.h"

#include "core/model/kernel_level.h"
#include "core/model/quantised_kernels.h"

#include <ATen/Functions.h>  // a test compares with many operators
#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>

using namespace marginalia;

namespace {

/// The code book as models.md 7.6 prints it, apart from the program's own copy.
constexpr std::array<double, 16> kValues = {-1.0,
                                            -0.6961928009986877,
                                            -0.5250730514526367,
                                            -0.39491748809814453,
                                            -0.28444138169288635,
                                            -0.18477343022823334,
                                            -0.09105003625154495,
                                            0.0,
                                            0.07958029955625534,
                                            0.16093020141124725,
                                            0.24611230194568634,
                                            0.33791524171829224,
                                            0.44070982933044434,
                                            0.5626170039176941,
                                            0.7229568362236023,
                                            1.0};

/// Of the value nearest to w / scale, the smaller of two as near. In float64 a value times the
/// scale is exact (24 and 24 bits), and the differences are as exact as the test needs: they are
/// compared as twice w against the sum of two neighbours (53 bits).
int nearestCode(double w, double scale)
{
    int code = 0;
    while (code < 15 && 2 * w > (kValues[static_cast<std::size_t>(code)] +
                                 kValues[static_cast<std::size_t>(code + 1)]) *
                                    scale) {
        ++code;
    }
    return code;
}

int codeAt(const at::Tensor& codes, std::int64_t index)
{
    const std::uint8_t both = codes.const_data_ptr<std::uint8_t>()[index / 2];
    return index % 2 == 0 ? both >> 4 : both & 15;
}

/// Rows whose scales go from subnormal to large, with ties, neighbours of ties, zeros.
at::Tensor hardMatrix(std::int64_t rows, std::int64_t columns)
{
    at::manual_seed(5);
    at::Tensor w = at::randn({rows, columns}, at::kFloat);
    float* const data = w.mutable_data_ptr<float>();
    const std::int64_t blocks = w.numel() / 64;
    for (std::int64_t block = 0; block < blocks; ++block) {
        float* const numbers = data + block * 64;
        if (block % 4 == 0) {
            // Scale 1: every middle between two values, and the float32 numbers beside it.
            for (int i = 0; i < 15; ++i) {
                const auto middle = static_cast<float>((kValues[static_cast<std::size_t>(i)] +
                                                        kValues[static_cast<std::size_t>(i + 1)]) /
                                                       2);
                numbers[3 * i] = middle;
                numbers[3 * i + 1] = std::nextafter(middle, 2.0F);
                numbers[3 * i + 2] = std::nextafter(middle, -2.0F);
            }
            for (int i = 45; i < 64; ++i) {
                numbers[i] = i % 2 == 0 ? 1.0F : -1.0F;
            }
        } else if (block % 4 == 1) {
            for (int i = 0; i < 64; ++i) {
                numbers[i] *= std::ldexp(1.0F, block % 8 == 1 ? -140 : 100);
            }
        } else if (block % 16 == 2) {
            std::fill(numbers, numbers + 64, 0.0F);
        }
    }
    return w;
}

std::vector<const QuantisedKernels*> levelsHere()
{
    std::vector<const QuantisedKernels*> out = {&kQuantisedKernelsGeneric};
    if (kernelLevel() >= KernelLevel::Avx2) {
        out.push_back(&kQuantisedKernelsAvx2);
    }
    if (kernelLevel() >= KernelLevel::Avx512) {
        out.push_back(&kQuantisedKernelsAvx512);
    }
    return out;
}

/// Names of the levels that levelsHere() leaves out.
std::string levelsLacking()
{
    return kernelLevel() < KernelLevel::Avx2     ? "AVX2 with FMA; AVX-512 F, BW, DQ and VL"
           : kernelLevel() < KernelLevel::Avx512 ? "AVX-512 F, BW, DQ and VL"
                                                 : "";
}

}  // namespace

TEST(Quantised, Nf4CodesAreTheNearestOfTheCodeBook)
{
    for (const std::int64_t columns : {std::int64_t{128}, std::int64_t{50}, std::int64_t{7}}) {
        const at::Tensor w = hardMatrix(130, columns);
        const QuantisedMatrix packed = quantise(w, false, BaseWeights::Nf4).take();
        const float* const numbers = w.const_data_ptr<float>();
        const at::Tensor dense = packed.dense(at::kFloat);
        std::int64_t wrong = 0;
        for (std::int64_t i = 0; i < w.numel(); ++i) {
            const std::int64_t block = i / 64;
            float scale = 0;
            for (std::int64_t k = block * 64; k < std::min(block * 64 + 64, w.numel()); ++k) {
                scale = std::max(scale, std::abs(numbers[k]));
            }
            const int wanted = scale > 0 ? nearestCode(numbers[i], scale) : 7;
            const auto value =
                static_cast<float>(kValues[static_cast<std::size_t>(wanted)] * double{scale});
            const bool same = packed.scales.const_data_ptr<float>()[block] == scale &&
                              codeAt(packed.codes, i) == wanted &&
                              dense.const_data_ptr<float>()[i] == value;
            wrong += same ? 0 : 1;
        }
        EXPECT_EQ(wrong, 0) << columns;
    }
}

TEST(Quantised, Nf4PlacesAreThoseOfTheFormat)
{
    at::Tensor w = at::zeros({1, 66}, at::kFloat);
    w[0][0] = -2.0F;   // code 0
    w[0][1] = 2.0F;    // code 15
    w[0][2] = 0.16F;   // 0.08 of the scale: code 8
    w[0][64] = 0.5F;   // a block of its own
    w[0][65] = 0.25F;  // 0.5 of it: between 0.4407 and 0.5626, nearer to the first
    const QuantisedMatrix packed = quantise(w, false, BaseWeights::Nf4).take();
    ASSERT_EQ(packed.codes.sizes(), (std::vector<std::int64_t>{2, 32}));
    const auto* const bytes = packed.codes.const_data_ptr<std::uint8_t>();
    EXPECT_EQ(bytes[0], 0x0f);
    EXPECT_EQ(bytes[1], 0x87);
    EXPECT_EQ(bytes[31], 0x77);
    EXPECT_EQ(bytes[32], 0xfc);
    EXPECT_EQ(bytes[33], 0x77);
    EXPECT_EQ(packed.scales.const_data_ptr<float>()[0], 2.0F);
    EXPECT_EQ(packed.scales.const_data_ptr<float>()[1], 0.5F);
    EXPECT_EQ(packed.bytes(), 2 * (32 + 4));
}

TEST(Quantised, Int8IsTheNearestWholeNumber)
{
    at::Tensor w = hardMatrix(96, 131);
    w[3].zero_();
    const QuantisedMatrix packed = quantise(w, false, BaseWeights::Int8).take();
    const at::Tensor dense = packed.dense(at::kFloat);
    std::int64_t wrong = 0;
    for (std::int64_t row = 0; row < w.size(0); ++row) {
        const float* const numbers = w.const_data_ptr<float>() + row * w.size(1);
        const float scale = w[row].abs().max().item<float>() / 127.0F;
        for (std::int64_t i = 0; i < w.size(1); ++i) {
            const double wanted =
                scale > 0 ? std::nearbyint(double{numbers[i]} / double{scale}) : 0.0;
            const auto value = static_cast<float>(wanted * double{scale});
            const bool same =
                packed.codes.const_data_ptr<std::int8_t>()[row * w.size(1) + i] == wanted &&
                dense.const_data_ptr<float>()[row * w.size(1) + i] == value;
            wrong += same && std::abs(wanted) <= 127 ? 0 : 1;
        }
        EXPECT_EQ(packed.scales.const_data_ptr<float>()[row], scale);
    }
    EXPECT_EQ(wrong, 0);
}

TEST(Quantised, EveryLevelGivesTheSameBits)
{
    const at::Tensor w = hardMatrix(33, 71);
    const auto count = static_cast<long>(w.numel());
    const long blocks = (count + 63) / 64;
    struct Bits {
        std::vector<unsigned char> codes;
        std::vector<float> scales, values;
        std::vector<unsigned short> halves;
        std::vector<signed char> whole;
        std::vector<float> wholeValues;
        std::vector<unsigned short> wholeHalves;
        bool operator==(const Bits&) const = default;
    };
    std::vector<Bits> found;
    for (const QuantisedKernels* kernels : levelsHere()) {
        const auto size = static_cast<std::size_t>(count);
        Bits bits{std::vector<unsigned char>(static_cast<std::size_t>(blocks) * 32),
                  std::vector<float>(static_cast<std::size_t>(blocks)),
                  std::vector<float>(size),
                  std::vector<unsigned short>(size),
                  std::vector<signed char>(size),
                  std::vector<float>(size),
                  std::vector<unsigned short>(size)};
        const float* const from = w.const_data_ptr<float>();
        ASSERT_EQ(kernels->packNf4(from, count, bits.codes.data(), bits.scales.data()), 1);
        for (long begin = 0; begin < count; begin += 101) {  // cuts blocks and bytes
            const long end = std::min(begin + 101, count);
            kernels->unpackNf4(bits.codes.data(), bits.scales.data(), begin, end,
                               bits.values.data() + begin);
            kernels->unpackNf4Half(bits.codes.data(), bits.scales.data(), begin, end,
                                   bits.halves.data() + begin);
        }
        float scale = 0;
        ASSERT_EQ(kernels->packInt8(from, count, bits.whole.data(), &scale), 1);
        kernels->unpackInt8(bits.whole.data(), scale, count, bits.wholeValues.data());
        kernels->unpackInt8Half(bits.whole.data(), scale, count, bits.wholeHalves.data());
        found.push_back(std::move(bits));
    }
    for (const Bits& bits : found) {
        EXPECT_EQ(bits, found.front());
    }
    if (!levelsLacking().empty()) {
        GTEST_SKIP() << "this processor lacks (or MARGINALIA_CPU turns off) " << levelsLacking();
    }
}

TEST(Quantised, HalfTypeAndOperatorsAgree)
{
    for (const BaseWeights kind : {BaseWeights::Nf4, BaseWeights::Int8}) {
        const at::Tensor w = hardMatrix(70, 90);
        const QuantisedMatrix packed = quantise(w, false, kind).take();
        const at::Tensor dense = packed.dense(at::kFloat);
        EXPECT_TRUE(at::equal(packed.dense(at::kBFloat16), dense.to(at::kBFloat16)));
        EXPECT_TRUE(at::equal(packed.dense(at::kDouble), dense.to(at::kDouble)));
        EXPECT_TRUE(at::equal(unpackByOperators(packed, 0, 70, at::kFloat), dense));
        EXPECT_TRUE(at::equal(unpackByOperators(packed, 3, 61, at::kBFloat16),
                              dense.narrow(0, 3, 58).to(at::kBFloat16)));
        EXPECT_TRUE(at::equal(packed.unpack(5, 9, 33, 77, at::kFloat),
                              dense.narrow(0, 5, 4).narrow(1, 33, 44)));
    }
}

TEST(Quantised, StoredTypesAndPlacesDoNotMatter)
{
    const at::Tensor half = hardMatrix(65, 40).to(at::kBFloat16);
    for (const BaseWeights kind : {BaseWeights::Nf4, BaseWeights::Int8}) {
        const QuantisedMatrix packed = quantise(half, false, kind).take();
        for (const at::Tensor& same : {half.to(at::kFloat), half.to(at::kDouble)}) {
            const QuantisedMatrix other = quantise(same, false, kind).take();
            EXPECT_TRUE(at::equal(other.codes, packed.codes));
            EXPECT_TRUE(at::equal(other.scales, packed.scales));
        }
        const QuantisedMatrix turned = quantise(half.t().contiguous(), true, kind).take();
        EXPECT_TRUE(at::equal(turned.codes, packed.codes));
        EXPECT_TRUE(at::equal(turned.scales, packed.scales));
    }
}

TEST(Quantised, NumbersThatAreNotFiniteAreRefused)
{
    for (const float bad :
         {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity(),
          -std::numeric_limits<float>::infinity()}) {
        for (const std::int64_t place : {std::int64_t{0}, std::int64_t{100}, std::int64_t{4159}}) {
            for (const BaseWeights kind : {BaseWeights::Nf4, BaseWeights::Int8}) {
                at::Tensor w = at::ones({64, 65}, at::kFloat);
                w.flatten()[place] = bad;
                const auto refused = quantise(w, false, kind);
                ASSERT_FALSE(refused.ok()) << place;
                EXPECT_EQ(refused.error().kind, ErrorKind::Invalid);
            }
        }
    }
}

TEST(Quantised, WordsNameTheKinds)
{
    EXPECT_EQ(baseWeightsFrom("nf4"), BaseWeights::Nf4);
    EXPECT_EQ(baseWeightsFrom("int8"), BaseWeights::Int8);
    EXPECT_EQ(baseWeightsFrom("dense"), BaseWeights::Dense);
    EXPECT_FALSE(baseWeightsFrom("fp4").has_value());
    EXPECT_STREQ(wordOf(BaseWeights::Nf4), "nf4");
}
