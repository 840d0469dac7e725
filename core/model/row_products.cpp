// SPDX-License-Identifier: Apache-2.0
#include "core/model/row_products.h"

#include "core/model/row_kernels.h"

#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>

#include <algorithm>

namespace marginalia {

namespace {

thread_local bool isActive = false;

/// Outputs that a thread computes at least together: whole cache lines of every weight type.
constexpr std::int64_t kOutputs = 32;
/// Multiplications below which waking another thread costs more than it gives.
constexpr std::int64_t kWorthAThread = 400'000;

int kindOf(Activation activation)
{
    switch (activation) {
        case Activation::Silu:
            return 0;
        case Activation::GeluTanh:
            return 1;
        case Activation::QuickGelu:
            return 2;
        default:
            return 3;
    }
}

/// A float32 copy that may be written to.
at::Tensor ownFloats(const at::Tensor& x)
{
    at::Tensor out = at::empty(x.sizes(), x.options().dtype(at::kFloat));
    out.copy_(x);
    return out;
}

/// Numbers of a float32 tensor, dealt out to the threads.
template <class Work>
void eachPart(const at::Tensor& x, const Work& work)
{
    constexpr std::int64_t kGrain = 16384;
    float* const data = x.mutable_data_ptr<float>();
    at::parallel_for(0, x.numel(), kGrain, [&](std::int64_t from, std::int64_t to) {
        work(data + from, static_cast<long>(to - from));
    });
}

}  // namespace

RowExact::RowExact(bool on) : m_before(isActive)
{
    isActive = on;
}

RowExact::~RowExact()
{
    isActive = m_before;
}

bool RowExact::active()
{
    return isActive;
}

bool RowExact::possible(at::Device device, at::ScalarType dtype)
{
    return device.is_cpu() && (dtype == at::kFloat || dtype == at::kBFloat16) &&
           rowKernels() != nullptr;
}

at::Tensor rowProduct(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias,
                      bool inputsByRows)
{
    const at::Tensor in = x.to(at::kFloat).contiguous();
    const at::Tensor w = weight.contiguous();
    const at::Tensor shift = bias.defined() ? bias.to(at::kFloat).contiguous() : bias;
    const std::int64_t rows = in.size(0);
    const std::int64_t inner = in.size(1);
    const std::int64_t outputs = w.size(inputsByRows ? 1 : 0);
    at::Tensor out = at::empty({rows, outputs}, in.options());
    const RowKernels& kernels = *rowKernels();
    const auto multiply = inputsByRows ? kernels.productsByInputs : kernels.products;
    const bool half = w.scalar_type() == at::kBFloat16;
    const float* const from = in.const_data_ptr<float>();
    const float* const add = shift.defined() ? shift.const_data_ptr<float>() : nullptr;
    float* const to = out.mutable_data_ptr<float>();
    const std::int64_t groups = (outputs + kOutputs - 1) / kOutputs;
    const std::int64_t grain = std::max<std::int64_t>(
        1, kWorthAThread / std::max<std::int64_t>(1, rows * inner * kOutputs));
    at::parallel_for(0, groups, grain, [&](std::int64_t first, std::int64_t last) {
        multiply(from, rows, inner, w.const_data_ptr(), half ? 1 : 0, outputs, first * kOutputs,
                 std::min(last * kOutputs, outputs), add, to);
    });
    return out.to(x.scalar_type());
}

bool isRowActivation(Activation activation)
{
    return activation != Activation::Relu && activation != Activation::ReluSquared;
}

at::Tensor rowActivation(const at::Tensor& x, Activation activation)
{
    const at::Tensor out = ownFloats(x);
    const int kind = kindOf(activation);
    eachPart(out, [&](float* data, long count) { rowKernels()->activate(kind, data, count); });
    return out.to(x.scalar_type());
}

at::Tensor rowRmsNorm(const at::Tensor& x, const at::Tensor& weight, float shift, double eps)
{
    constexpr std::int64_t kRows = 16;
    const at::Tensor in = x.contiguous();
    const at::Tensor scale = weight.contiguous();
    at::Tensor out = at::empty_like(in);
    const std::int64_t width = in.size(-1);
    const float* const from = in.const_data_ptr<float>();
    float* const to = out.mutable_data_ptr<float>();
    at::parallel_for(0, in.numel() / width, kRows, [&](std::int64_t first, std::int64_t last) {
        rowKernels()->norm(from + first * width, scale.const_data_ptr<float>(), shift,
                           static_cast<float>(eps), last - first, width, to + first * width);
    });
    return out;
}

at::Tensor rowSoftened(const at::Tensor& x, double cap)
{
    const at::Tensor out = ownFloats(x);
    eachPart(out, [&](float* data, long count) {
        rowKernels()->soften(data, count, static_cast<float>(cap));
    });
    return out;
}

}  // namespace marginalia
