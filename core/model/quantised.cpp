// SPDX-License-Identifier: Apache-2.0
#include "core/model/quantised.h"

#include "core/model/quantised_kernels.h"

#include <ATen/Parallel.h>
#include <ATen/ops/bitwise_and.h>
#include <ATen/ops/bitwise_right_shift.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/stack.h>

#include <algorithm>
#include <atomic>

namespace marginalia {

namespace {

constexpr std::int64_t kBlock = kNf4Block;

std::int64_t blocksOf(std::int64_t count)
{
    return (count + kBlock - 1) / kBlock;
}

/// Rows that are packed together: they begin with a block whatever their length.
constexpr std::int64_t kRows = kBlock;

/// Packs rows [from, to), `values` being theirs.
bool packRows(const QuantisedMatrix& to, std::int64_t from, const at::Tensor& values)
{
    const QuantisedKernels& kernels = *quantisedKernels();
    const float* const numbers = values.const_data_ptr<float>();
    float* const scales = to.scales.mutable_data_ptr<float>();
    if (to.kind == BaseWeights::Nf4) {
        const std::int64_t block = from * to.inputs / kBlock;
        return kernels.packNf4(numbers, values.numel(),
                               to.codes.mutable_data_ptr<std::uint8_t>() + block * kNf4Bytes,
                               scales + block) != 0;
    }
    auto* const codes = reinterpret_cast<signed char*>(to.codes.mutable_data_ptr<std::int8_t>());
    bool finite = true;
    for (std::int64_t row = 0; row < values.size(0); ++row) {
        finite =
            finite && kernels.packInt8(numbers + row * to.inputs, to.inputs,
                                       codes + (from + row) * to.inputs, scales + from + row) != 0;
    }
    return finite;
}

void unpackRow(const QuantisedMatrix& from, std::int64_t row, std::int64_t first, std::int64_t last,
               float* out)
{
    const float* const scales = from.scales.const_data_ptr<float>();
    const std::int64_t begin = row * from.inputs + first;
    if (from.kind == BaseWeights::Nf4) {
        quantisedKernels()->unpackNf4(from.codes.const_data_ptr<std::uint8_t>(), scales, begin,
                                      begin + last - first, out);
    } else {
        quantisedKernels()->unpackInt8(
            reinterpret_cast<const signed char*>(from.codes.const_data_ptr<std::int8_t>()) + begin,
            scales[row], last - first, out);
    }
}

void unpackRow(const QuantisedMatrix& from, std::int64_t row, std::int64_t first, std::int64_t last,
               c10::BFloat16* out)
{
    const float* const scales = from.scales.const_data_ptr<float>();
    const std::int64_t begin = row * from.inputs + first;
    auto* const bits = reinterpret_cast<unsigned short*>(out);
    if (from.kind == BaseWeights::Nf4) {
        quantisedKernels()->unpackNf4Half(from.codes.const_data_ptr<std::uint8_t>(), scales, begin,
                                          begin + last - first, bits);
    } else {
        quantisedKernels()->unpackInt8Half(
            reinterpret_cast<const signed char*>(from.codes.const_data_ptr<std::int8_t>()) + begin,
            scales[row], last - first, bits);
    }
}

template <class Number>
void unpackRows(const QuantisedMatrix& from, std::int64_t row, std::int64_t rows,
                std::int64_t first, std::int64_t last, Number* out)
{
    for (std::int64_t i = 0; i < rows; ++i) {
        unpackRow(from, row + i, first, last, out + i * (last - first));
    }
}

}  // namespace

std::int64_t QuantisedMatrix::bytes() const
{
    return static_cast<std::int64_t>(codes.nbytes() + scales.nbytes());
}

at::Tensor unpackByOperators(const QuantisedMatrix& matrix, std::int64_t from, std::int64_t to,
                             at::ScalarType type)
{
    if (matrix.kind == BaseWeights::Int8) {
        return (matrix.codes.narrow(0, from, to - from).to(at::kFloat) *
                matrix.scales.narrow(0, from, to - from).unsqueeze(1))
            .to(type);
    }
    const std::int64_t begin = from * matrix.inputs / kBlock;
    const std::int64_t blocks = blocksOf(to * matrix.inputs) - begin;
    const at::Tensor bytes = matrix.codes.narrow(0, begin, blocks);
    const at::Tensor codes =
        at::stack({at::bitwise_right_shift(bytes, 4), at::bitwise_and(bytes, 15)}, -1);
    const at::Tensor values = at::from_blob(const_cast<float*>(kNf4Values), {16}, at::kFloat)
                                  .to(bytes.device())
                                  .index_select(0, codes.flatten().to(at::kInt))
                                  .view({blocks, kBlock});
    return (values * matrix.scales.narrow(0, begin, blocks).unsqueeze(1))
        .flatten()
        .narrow(0, from * matrix.inputs - begin * kBlock, (to - from) * matrix.inputs)
        .view({to - from, matrix.inputs})
        .to(type);
}

at::Tensor QuantisedMatrix::unpack(std::int64_t from, std::int64_t to, std::int64_t first,
                                   std::int64_t last, at::ScalarType type) const
{
    const c10::NoGradGuard noGrad;
    if (!codes.is_cpu()) {
        return unpackByOperators(*this, from, to, type).narrow(1, first, last - first);
    }
    const at::ScalarType own = type == at::kBFloat16 ? at::kBFloat16 : at::kFloat;
    const at::Tensor out = at::empty({to - from, last - first}, own);
    if (own == at::kBFloat16) {
        unpackRows(*this, from, to - from, first, last, out.mutable_data_ptr<c10::BFloat16>());
    } else {
        unpackRows(*this, from, to - from, first, last, out.mutable_data_ptr<float>());
    }
    return out.to(type);
}

Result<QuantisedMatrix> quantise(const at::Tensor& stored, bool inputsByRows, BaseWeights kind,
                                 at::Device device)
{
    const at::Tensor rows = inputsByRows ? stored.detach().t() : stored.detach();
    QuantisedMatrix out{kind, rows.size(0), rows.size(1), {}, {}};
    const std::int64_t scales =
        kind == BaseWeights::Nf4 ? blocksOf(out.outputs * out.inputs) : out.outputs;
    out.codes = kind == BaseWeights::Nf4 ? at::empty({scales, kNf4Bytes}, at::kByte)
                                         : at::empty({out.outputs, out.inputs}, at::kChar);
    out.scales = at::empty({scales}, at::kFloat);
    std::atomic<bool> finite{true};
    at::parallel_for(
        0, (out.outputs + kRows - 1) / kRows, 1, [&](std::int64_t first, std::int64_t last) {
            const c10::NoGradGuard noGrad;
            for (std::int64_t i = first; i < last; ++i) {
                const std::int64_t from = i * kRows;
                const std::int64_t count = std::min(kRows, out.outputs - from);
                const at::Tensor values = rows.narrow(0, from, count).to(at::kFloat).contiguous();
                if (!packRows(out, from, values)) {
                    finite = false;
                }
            }
        });
    if (!finite) {
        return failure(ErrorKind::Invalid,
                       MG_TR("model", "A weight is not a finite number: it cannot be packed."), {},
                       MG_TR("model", "Fetch the model again, or train it with dense weights."));
    }
    out.codes = out.codes.to(device);
    out.scales = out.scales.to(device);
    return out;
}

}  // namespace marginalia
