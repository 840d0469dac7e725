// SPDX-License-Identifier: Apache-2.0
#include "core/train/dynamic_map.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/amax.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/index_select.h>
#include <ATen/ops/searchsorted.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

namespace marginalia {

namespace {

constexpr float kLeastScale = std::numeric_limits<float>::min();

std::vector<double> magnitudesOf(bool hasSigns)
{
    constexpr int kDecades = 7;
    std::vector<double> out = {0};
    for (int decade = 0; decade < kDecades; ++decade) {
        const int parts = 1 << (hasSigns ? decade : decade + 1);
        const double unit = std::pow(10.0, decade - kDecades + 1);
        for (int part = 0; part < parts; ++part) {
            out.push_back(unit * (0.1 + 0.9 * (part + 0.5) / parts));
        }
    }
    out.push_back(1);
    return out;
}

float lowerEdge(int bin)
{
    const unsigned bits = static_cast<unsigned>(kFirstBin + bin) << 16U;
    float out = 0;
    std::memcpy(&out, &bits, sizeof out);
    return bin == 0 ? 0 : out;
}

CodeMap build(MomentKind kind)
{
    const bool hasSigns = kind == MomentKind::First;
    const std::vector<double> magnitudes = magnitudesOf(hasSigns);
    CodeMap out{};
    out.most = static_cast<int>(magnitudes.size()) - 1;
    out.mostBelow = hasSigns ? out.most - 1 : 0;  // there is no -1
    out.zero = out.mostBelow;
    for (int k = 0; k <= out.most; ++k) {
        const double value = magnitudes[static_cast<std::size_t>(k)];
        out.values[out.zero + k] = static_cast<float>(value);
        if (k <= out.mostBelow) {
            out.values[out.zero - k] = static_cast<float>(-value);
        }
    }
    std::fill(std::begin(out.steps), std::end(out.steps), std::numeric_limits<float>::infinity());
    for (int k = 0; k < out.most; ++k) {
        const auto next = static_cast<std::size_t>(k);
        out.steps[k] = static_cast<float>((magnitudes[next] + magnitudes[next + 1]) / 2);
    }
    if (!hasSigns) {
        out.steps[0] = 0;
    }
    for (int bin = 0; bin < kBins; ++bin) {
        out.begin[bin] = static_cast<int>(
            std::lower_bound(out.steps, out.steps + out.most, lowerEdge(bin)) - out.steps);
    }
    return out;
}

/// Of the map's arrays, where the numbers lie.
at::Tensor tableOf(const float* numbers, std::int64_t count, c10::Device device)
{
    return at::from_blob(const_cast<float*>(numbers), {count}, at::kFloat).to(device);
}

/// [blocks, kMomentBlock], filled up with zeros.
at::Tensor inBlocks(const at::Tensor& numbers)
{
    const std::int64_t count = numbers.numel();
    const std::int64_t blocks = (count + kMomentBlock - 1) / kMomentBlock;
    at::Tensor out = at::zeros({blocks * kMomentBlock}, numbers.options().requires_grad(false));
    out.narrow(0, 0, count).copy_(numbers.reshape({-1}));
    return out.view({blocks, kMomentBlock});
}

}  // namespace

const CodeMap& dynamicMap(MomentKind kind)
{
    static const CodeMap first = build(MomentKind::First);
    static const CodeMap second = build(MomentKind::Second);
    return kind == MomentKind::First ? first : second;
}

std::pair<at::Tensor, at::Tensor> packPlainly(MomentKind kind, const at::Tensor& numbers)
{
    const CodeMap& map = dynamicMap(kind);
    const at::Tensor blocks = inBlocks(numbers);
    const at::Tensor largest = at::amax(blocks.abs(), {1}, true);
    const at::Tensor isNone = largest.lt(kLeastScale);
    const at::Tensor shares =
        blocks.abs().div(largest.masked_fill(isNone, 1)).masked_fill(isNone, 0);
    const at::Tensor above =
        at::searchsorted(tableOf(map.steps, map.most, numbers.device()), shares);
    const at::Tensor below = above.clamp_max(map.mostBelow);
    const at::Tensor codes = at::where(blocks.signbit(), map.zero - below, map.zero + above);
    return {codes.to(at::kByte).view({-1}).narrow(0, 0, numbers.numel()).view(numbers.sizes()),
            largest.masked_fill(isNone, 0).view({-1})};
}

at::Tensor unpackPlainly(MomentKind kind, const at::Tensor& codes, const at::Tensor& scales)
{
    const at::Tensor blocks = inBlocks(codes);
    const at::Tensor values =
        at::index_select(tableOf(dynamicMap(kind).values, 256, codes.device()), 0,
                         blocks.reshape({-1}).to(at::kLong));
    const at::Tensor wide = values.view(blocks.sizes()) * scales.unsqueeze(1);
    return wide.view({-1}).narrow(0, 0, codes.numel()).reshape(codes.sizes());
}

}  // namespace marginalia
