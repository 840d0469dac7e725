// SPDX-License-Identifier: Apache-2.0
#include "core/model/quantised_product.h"

#include "core/model/row_products.h"

#include <ATen/Functions.h>  // a test compares with many operators
#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <c10/core/GradMode.h>
#include <gtest/gtest.h>

using namespace marginalia;

namespace {

constexpr BaseWeights kKinds[] = {BaseWeights::Nf4, BaseWeights::Int8};

/// Sets the threads for as long as it lives.
class Threads {
public:
    explicit Threads(int count) : m_before(at::get_num_threads()) { at::set_num_threads(count); }
    ~Threads() { at::set_num_threads(m_before); }
    Threads(const Threads&) = delete;
    Threads& operator=(const Threads&) = delete;

private:
    int m_before;
};

at::Tensor drawn(at::IntArrayRef shape, at::ScalarType type)
{
    return at::randn(shape, at::kFloat).to(type);
}

double distance(const at::Tensor& found, const at::Tensor& wanted)
{
    const at::Tensor reference = wanted.to(at::kDouble);
    return ((found.to(at::kDouble) - reference).norm() / reference.norm()).item<double>();
}

struct Outcome {
    at::Tensor y, dx, dbias;
};

template <class Product>
Outcome runOnce(const at::Tensor& x, const at::Tensor& bias, const at::Tensor& slopes,
                const Product& product)
{
    const at::Tensor in = x.detach().clone().set_requires_grad(true);
    const at::Tensor shift =
        bias.defined() ? bias.detach().clone().set_requires_grad(true) : at::Tensor();
    const at::Tensor y = product(in, shift);
    y.backward(slopes);
    return {y.detach(), in.grad(), shift.defined() ? shift.grad() : at::Tensor()};
}

}  // namespace

TEST(QuantisedProduct, EqualsTheProductWithTheUnpackedWeight)
{
    struct Size {
        std::int64_t rows, inputs, outputs;
    };
    at::manual_seed(1);
    const double limits[] = {1e-14, 2e-6, 6e-3};
    const at::ScalarType types[] = {at::kDouble, at::kFloat, at::kBFloat16};
    for (const int threads : {1, 2}) {
        const Threads set(threads);
        // The last has several tiles a thread in both directions.
        for (const Size& size : {Size{5, 64, 48}, Size{3, 37, 101}, Size{9, 1500, 700}}) {
            for (const BaseWeights kind : kKinds) {
                const QuantisedMatrix weight =
                    quantise(drawn({size.outputs, size.inputs}, at::kFloat), false, kind).take();
                for (std::size_t i = 0; i < 3; ++i) {
                    const at::ScalarType type = types[i];
                    const at::Tensor dense = weight.dense(type);
                    const at::Tensor x = drawn({size.rows, size.inputs}, type);
                    const at::Tensor bias = drawn({size.outputs}, type);
                    const at::Tensor slopes = drawn({size.rows, size.outputs}, type);
                    for (const at::Tensor& shift : {bias, at::Tensor()}) {
                        const Outcome found = runOnce(
                            x, shift, slopes, [&](const at::Tensor& in, const at::Tensor& b) {
                                return quantisedProduct(in, weight, b);
                            });
                        const Outcome wanted = runOnce(
                            x, shift, slopes, [&](const at::Tensor& in, const at::Tensor& b) {
                                return b.defined() ? at::linear(in, dense, b)
                                                   : at::linear(in, dense);
                            });
                        EXPECT_EQ(found.y.scalar_type(), type);
                        EXPECT_LE(distance(found.y, wanted.y), limits[i]) << size.inputs;
                        EXPECT_LE(distance(found.dx, wanted.dx), limits[i]) << size.inputs;
                        if (shift.defined()) {
                            EXPECT_LE(distance(found.dbias, wanted.dbias), limits[i]);
                        }
                    }
                }
            }
        }
    }
}

TEST(QuantisedProduct, GradientIsTheSlope)
{
    at::manual_seed(2);
    for (const BaseWeights kind : kKinds) {
        const QuantisedMatrix weight = quantise(drawn({11, 70}, at::kFloat), false, kind).take();
        const at::Tensor x = drawn({4, 70}, at::kDouble);
        const at::Tensor slopes = drawn({4, 11}, at::kDouble);
        const Outcome found = runOnce(x, {}, slopes, [&](const at::Tensor& in, const at::Tensor&) {
            return quantisedProduct(in, weight, {}).sin();
        });
        const c10::NoGradGuard noGrad;
        const auto loss = [&](const at::Tensor& in) {
            return (quantisedProduct(in, weight, {}).sin() * slopes).sum().item<double>();
        };
        constexpr double kStep = 1e-6;
        for (const std::int64_t place : {std::int64_t{0}, std::int64_t{69}, std::int64_t{150}}) {
            at::Tensor moved = x.clone();
            moved.flatten()[place] += kStep;
            const double above = loss(moved);
            moved.flatten()[place] -= 2 * kStep;
            EXPECT_NEAR((above - loss(moved)) / (2 * kStep),
                        found.dx.flatten()[place].item<double>(), 1e-7);
        }
    }
}

TEST(QuantisedProduct, NoRowsGiveNoRows)
{
    const QuantisedMatrix weight =
        quantise(drawn({11, 70}, at::kFloat), false, BaseWeights::Nf4).take();
    const Outcome found = runOnce(
        at::empty({0, 70}), at::zeros({11}), at::empty({0, 11}),
        [&](const at::Tensor& in, const at::Tensor& b) { return quantisedProduct(in, weight, b); });
    EXPECT_EQ(found.y.sizes(), (std::vector<std::int64_t>{0, 11}));
    EXPECT_EQ(found.dx.sizes(), (std::vector<std::int64_t>{0, 70}));
    EXPECT_EQ(found.dbias.abs().sum().item<float>(), 0.0F);
}

TEST(QuantisedProduct, RowsAreTheSameBitsInAnyCompany)
{
    for (const at::ScalarType type : {at::kFloat, at::kBFloat16}) {
        if (!RowExact::possible(at::kCPU, type)) {
            GTEST_SKIP() << "not run: MARGINALIA_CPU=plain has no row kernels";
        }
        at::manual_seed(3);
        const c10::NoGradGuard noGrad;
        const RowExact exact(true);
        for (const BaseWeights kind : kKinds) {
            const QuantisedMatrix weight =
                quantise(drawn({333, 200}, at::kFloat), false, kind).take();
            const at::Tensor x = drawn({13, 200}, type);
            const at::Tensor bias = drawn({333}, type);
            const at::Tensor all = quantisedProduct(x, weight, bias);
            EXPECT_TRUE(at::equal(all, rowProduct(x, weight.dense(type), bias, false)));
            const Threads set(2);
            EXPECT_TRUE(at::equal(all, quantisedProduct(x, weight, bias)));
            for (std::int64_t row = 0; row < x.size(0); ++row) {
                EXPECT_TRUE(
                    at::equal(quantisedProduct(x.narrow(0, row, 1), weight, bias)[0], all[row]));
            }
        }
    }
}

TEST(QuantisedProduct, OnlyThePackedWeightIsKept)
{
    const QuantisedMatrix weight =
        quantise(drawn({640, 640}, at::kFloat), false, BaseWeights::Nf4).take();
    const at::Tensor x = drawn({2, 640}, at::kFloat).set_requires_grad(true);
    const at::Tensor y = quantisedProduct(x, weight, {});
    // x itself is not needed again: who else held it may let go of it.
    EXPECT_EQ(x.storage().use_count(), 1);
    EXPECT_GE(weight.codes.use_count(), 2);
    EXPECT_EQ(weight.bytes(), 640 * 640 / 2 + 640 * 10 * 4);
    y.sum().backward();
    EXPECT_LE(distance(x.grad()[0], weight.dense(at::kDouble).sum(0)), 1e-6);
}
