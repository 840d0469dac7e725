// SPDX-License-Identifier: Apache-2.0
#include "core/model/decoder_impl.h"
#include "core/model/row_products.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/embedding.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/layer_norm.h>
#include <ATen/ops/relu.h>
#include <ATen/ops/rms_norm.h>
#include <ATen/ops/rsqrt.h>
#include <ATen/ops/scalar_tensor.h>
#include <ATen/ops/sigmoid.h>
#include <ATen/ops/silu.h>
#include <ATen/ops/tensor.h>

#include <algorithm>

namespace marginalia {

namespace {

/// x [T, heads, D] with its first numbers turned by cosine and sine [T, 1, rotary / 2], the halves
/// paired (rotate_half).
at::Tensor rotate(const at::Tensor& x, const std::pair<at::Tensor, at::Tensor>& rotation)
{
    const auto& [cosine, sine] = rotation;
    const std::int64_t half = cosine.size(-1);
    const at::Tensor wide = x.to(cosine.scalar_type());
    const at::Tensor first = wide.narrow(-1, 0, half);
    const at::Tensor second = wide.narrow(-1, half, half);
    std::vector<at::Tensor> parts = {first * cosine - second * sine,
                                     second * cosine + first * sine};
    if (2 * half < x.size(-1)) {
        parts.push_back(wide.narrow(-1, 2 * half, x.size(-1) - 2 * half));
    }
    return at::cat(parts, -1).to(x.scalar_type());
}

bool isHalf(at::ScalarType type)
{
    return type != at::kFloat && type != at::kDouble;
}

}  // namespace

at::Tensor Decoder::Impl::norm(const at::Tensor& x, const Norm& norm) const
{
    const std::vector<std::int64_t> width = {x.size(-1)};
    if (config.norm == NormKind::Layer) {
        return at::layer_norm(x, width, norm.weight, norm.bias, config.normEps);
    }
    const bool shifted = config.norm == NormKind::RmsShift;
    if (RowExact::active() && x.scalar_type() == at::kFloat) {
        return rowRmsNorm(x, norm.weight, shifted ? 1.0F : 0.0F, config.normEps);
    }
    if (!isHalf(x.scalar_type())) {
        return at::rms_norm(x, width, shifted ? norm.weight + 1 : norm.weight, config.normEps);
    }
    // Half types: computed in float32 and rounded where the reference rounds (models.md 1.2).
    const at::Tensor wide = x.to(at::kFloat);
    const at::Tensor n = wide * at::rsqrt((wide * wide).mean(-1, true) + config.normEps);
    if (config.norm == NormKind::Rms) {
        return norm.weight * n.to(x.scalar_type());
    }
    const at::Tensor weight = norm.weight.to(at::kFloat);
    return (n * (shifted ? weight + 1 : weight)).to(x.scalar_type());
}

std::int64_t Decoder::Impl::rotationLength(const at::Tensor& positions,
                                           std::int64_t batchLength) const
{
    const bool needed =
        config.rope.dependsOnLength() || (config.localRope && config.localRope->dependsOnLength());
    if (!needed || positions.numel() == 0) {
        return 0;
    }
    return std::max(batchLength, positions.max().item<std::int64_t>() + 1);
}

Rotations Decoder::Impl::rotations(const at::Tensor& positions, std::int64_t length,
                                   bool wide) const
{
    const at::ScalarType type = (config.wideRotation || wide) && isHalf(dtype) ? at::kFloat : dtype;
    const at::Tensor places = positions.to(at::kFloat).unsqueeze(-1).unsqueeze(-1);
    const auto make = [&](const RopeSettings& rope) {
        const std::int64_t rotary = rope.rotary > 0 ? rope.rotary : config.headDim;
        const at::Tensor frequencies =
            at::tensor(ropeFrequencies(rope, rotary, length), at::kFloat).to(device);
        const at::Tensor angles = places * frequencies;
        return std::pair((angles.cos() * rope.attentionFactor).to(type),
                         (angles.sin() * rope.attentionFactor).to(type));
    };
    Rotations out;
    if (!config.learnedPositions) {
        out.common = make(config.rope);
    }
    if (config.localRope) {
        out.local = make(*config.localRope);
    }
    return out;
}

at::Tensor Decoder::Impl::embed(const at::Tensor& ids, const at::Tensor& positions) const
{
    at::Tensor x = at::embedding(parts.embedding, ids);
    if (parts.embeddingAdapter != nullptr) {
        x = (x + parts.embeddingAdapter->addedRows(ids)).to(x.scalar_type());
    }
    if (config.embeddingMultiplier != 1) {
        // The reference keeps the factor in the model's type: sqrt(2048) is 45.25 in bf16.
        x = x * at::scalar_tensor(config.embeddingMultiplier, dtype).item<double>();
    }
    return config.learnedPositions ? x + at::embedding(parts.positions, positions) : x;
}

at::Tensor Decoder::Impl::headWeight() const
{
    const LoraPart* const part = parts.headAdapter;
    if (part == nullptr) {
        return parts.head;
    }
    return part->keptWeight.get({part->a, part->b, part->magnitude, parts.head}, [&] {
        return part->folded(parts.head).to(parts.head.scalar_type());
    });
}

std::array<at::Tensor, 3> Decoder::Impl::queriesKeysValues(const Layer& layer, const at::Tensor& x,
                                                           const Rotations& rotations) const
{
    const std::int64_t tokens = x.size(0);
    const std::int64_t queries = config.heads * config.headDim;
    const std::int64_t keys = config.kvHeads * config.headDim;
    std::array<at::Tensor, 3> out;
    if (layer.qkv.defined() && config.layout->qkvPerHead) {
        const at::Tensor all = layer.qkv(x).view({tokens, config.heads, 3, config.headDim});
        out = {all.select(2, 0), all.select(2, 1), all.select(2, 2)};
    } else if (layer.qkv.defined()) {
        const at::Tensor all = layer.qkv(x);
        out = {all.narrow(1, 0, queries), all.narrow(1, queries, keys),
               all.narrow(1, queries + keys, keys)};
    } else {
        out = {layer.q(x), layer.k(x), layer.v(x)};
    }
    if (config.qkNorm == QkNorm::WholeRow) {
        out[0] = norm(out[0], layer.qNorm);
        out[1] = norm(out[1], layer.kNorm);
    }
    for (at::Tensor& tensor : out) {
        tensor = tensor.view({tokens, -1, config.headDim});
    }
    if (config.qkNorm == QkNorm::PerHead) {
        out[0] = norm(out[0], layer.qNorm);
        out[1] = norm(out[1], layer.kNorm);
    }
    if (layer.rotated) {
        const auto& rotation = layer.local ? rotations.local : rotations.common;
        out[0] = rotate(out[0], rotation);
        out[1] = rotate(out[1], rotation);
    }
    return out;
}

at::Tensor Decoder::Impl::activate(const at::Tensor& x) const
{
    if (RowExact::active() && isRowActivation(config.activation)) {
        return rowActivation(x, config.activation);
    }
    switch (config.activation) {
        case Activation::Gelu:
            return at::gelu(x);
        case Activation::GeluTanh:
            return at::gelu(x, "tanh");
        case Activation::QuickGelu:
            return x * at::sigmoid(x * 1.702);
        case Activation::Relu:
            return at::relu(x);
        case Activation::ReluSquared: {
            const at::Tensor positive = at::relu(x);
            return positive * positive;
        }
        case Activation::Silu:
            break;
    }
    return at::silu(x);
}

at::Tensor Decoder::Impl::apply(const Mlp& mlp, const at::Tensor& x) const
{
    if (mlp.gateUp.defined()) {
        const at::Tensor both = mlp.gateUp(x);
        const std::int64_t width = both.size(-1) / 2;
        return mlp.down(activate(both.narrow(-1, 0, width)) * both.narrow(-1, width, width));
    }
    if (mlp.gate.defined()) {
        return mlp.down(activate(mlp.gate(x)) * mlp.up(x));
    }
    return mlp.down(activate(mlp.up(x)));
}

at::Tensor Decoder::Impl::block(std::size_t number, at::Tensor x, const Rotations& rotations,
                                const Attend& attend) const
{
    const auto normed = [this](const at::Tensor& in, const Norm& by) {
        return by.defined() ? norm(in, by) : in;
    };
    const auto residual = [this](const at::Tensor& out) {
        return config.residualMultiplier == 1 ? out : out * config.residualMultiplier;
    };
    const Layer& layer = parts.layers[number];
    const at::Tensor in = normed(x, layer.attentionIn);
    const auto [q, k, v] = queriesKeysValues(layer, in, rotations);
    const at::Tensor mixed = residual(normed(layer.o(attend(number, q, k, v)), layer.attentionOut));
    if (config.parallel) {
        const at::Tensor own = layer.mlpIn.defined() ? norm(x, layer.mlpIn) : in;
        return x + mixed + residual(normed(mix(layer, own), layer.mlpOut));
    }
    x = x + mixed;
    return x + residual(normed(mix(layer, normed(x, layer.mlpIn)), layer.mlpOut));
}

at::Tensor Decoder::Impl::blocks(at::Tensor x, const Rotations& rotations, const Attend& attend,
                                 const Visit& visit) const
{
    for (std::size_t i = 0; i < parts.layers.size(); ++i) {
        x = block(i, std::move(x), rotations, attend);
        if (visit) {
            x = visit(i, x);
        }
    }
    return norm(x, parts.finalNorm);
}

}  // namespace marginalia
