// SPDX-License-Identifier: Apache-2.0
#include "core/model/decoder.h"

#include "core/base/sha256.h"
#include "core/model/attention.h"
#include "core/model/decoder_impl.h"
#include "core/model/fused_head.h"
#include "core/model/fused_stack.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/embedding.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/rms_norm.h>
#include <ATen/ops/rsqrt.h>
#include <ATen/ops/silu.h>
#include <ATen/ops/tensor.h>

#include <algorithm>

namespace marginalia {

namespace {

/// Tensors that lie side by side in one storage without being views of each other for autograd.
std::vector<at::Tensor> sideBySide(const std::vector<std::vector<std::int64_t>>& shapes,
                                   const at::TensorOptions& options)
{
    std::int64_t total = 0;
    for (const auto& shape : shapes) {
        total += c10::multiply_integers(shape);
    }
    const at::Tensor whole = at::empty({total}, options);
    std::vector<at::Tensor> out;
    std::int64_t offset = 0;
    for (const auto& shape : shapes) {
        const at::Tensor part = at::empty({0}, options);
        part.set_(whole.storage(), offset, shape,
                  shape.size() == 2 ? std::vector<std::int64_t>{shape[1], 1}
                                    : std::vector<std::int64_t>{1});
        offset += c10::multiply_integers(shape);
        out.push_back(part);
    }
    return out;
}

/// x [T, heads, D] turned by cosine and sine [T, 1, D / 2], the halves paired (rotate_half).
at::Tensor rotate(const at::Tensor& x, const at::Tensor& cosine, const at::Tensor& sine)
{
    const std::int64_t half = x.size(-1) / 2;
    const at::Tensor first = x.narrow(-1, 0, half);
    const at::Tensor second = x.narrow(-1, half, half);
    return at::cat({first * cosine - second * sine, second * cosine + first * sine}, -1);
}

}  // namespace

void Decoder::Impl::add(const std::string& name, const at::Tensor& tensor)
{
    index[name] = parameters.size();
    parameters.emplace_back(name, tensor);
}

std::unique_ptr<Decoder::Impl> Decoder::Impl::make(const ModelConfig& config, at::ScalarType dtype,
                                                   at::Device device)
{
    auto impl = std::make_unique<Impl>();
    impl->config = config;
    impl->rope = parseRope(config.ropeScaling, config.ropeTheta, config.context, {}).take();
    impl->dtype = dtype;
    impl->device = device;
    const auto options = at::TensorOptions(dtype).device(device);
    std::unordered_map<std::string, at::Tensor> made;
    const std::vector<ExpectedTensor> all = expectedTensors(config);
    std::unordered_map<std::string, std::vector<std::int64_t>> shapes;
    for (const ExpectedTensor& expected : all) {
        shapes[expected.name] = expected.shape;
    }
    const auto fuse = [&](const std::vector<std::string>& names) {
        if (shapes.count(names[0]) == 0) {
            return;
        }
        std::vector<std::vector<std::int64_t>> wanted;
        for (const std::string& name : names) {
            wanted.push_back(shapes.at(name));
        }
        const std::vector<at::Tensor> parts = sideBySide(wanted, options);
        for (size_t i = 0; i < names.size(); ++i) {
            made[names[i]] = parts[i];
        }
    };
    for (std::int64_t i = 0; i < config.layers; ++i) {
        const std::string layer = "model.layers." + std::to_string(i) + ".";
        for (const char* kind : {".weight", ".bias"}) {
            fuse({layer + "self_attn.q_proj" + kind, layer + "self_attn.k_proj" + kind,
                  layer + "self_attn.v_proj" + kind});
            fuse({layer + "mlp.gate_proj" + kind, layer + "mlp.up_proj" + kind});
        }
    }
    for (const ExpectedTensor& expected : all) {
        const auto place = made.find(expected.name);
        impl->add(expected.name,
                  place != made.end() ? place->second : at::empty(expected.shape, options));
    }
    const auto get = [&](const std::string& name) {
        const auto place = impl->index.find(name);
        return place == impl->index.end() ? at::Tensor() : impl->parameters[place->second].second;
    };
    for (std::int64_t i = 0; i < config.layers; ++i) {
        const std::string base = "model.layers." + std::to_string(i) + ".";
        const std::string attention = base + "self_attn.";
        Layer layer;
        layer.inputNorm = get(base + "input_layernorm.weight");
        layer.q = get(attention + "q_proj.weight");
        layer.k = get(attention + "k_proj.weight");
        layer.v = get(attention + "v_proj.weight");
        layer.o = get(attention + "o_proj.weight");
        layer.qBias = get(attention + "q_proj.bias");
        layer.kBias = get(attention + "k_proj.bias");
        layer.vBias = get(attention + "v_proj.bias");
        layer.oBias = get(attention + "o_proj.bias");
        layer.qNorm = get(attention + "q_norm.weight");
        layer.kNorm = get(attention + "k_norm.weight");
        layer.postNorm = get(base + "post_attention_layernorm.weight");
        layer.gate = get(base + "mlp.gate_proj.weight");
        layer.up = get(base + "mlp.up_proj.weight");
        layer.down = get(base + "mlp.down_proj.weight");
        layer.gateBias = get(base + "mlp.gate_proj.bias");
        layer.upBias = get(base + "mlp.up_proj.bias");
        layer.downBias = get(base + "mlp.down_proj.bias");
        layer.window = config.windows.empty() ? 0 : config.windows[static_cast<size_t>(i)];
        impl->layers.push_back(layer);
        if (std::find(impl->windows.begin(), impl->windows.end(), layer.window) ==
            impl->windows.end()) {
            impl->windows.push_back(layer.window);
        }
    }
    impl->embedding = get("model.embed_tokens.weight");
    impl->finalNorm = get("model.norm.weight");
    impl->head = config.tied ? impl->embedding : get("lm_head.weight");
    return impl;
}

at::Tensor Decoder::Impl::norm(const at::Tensor& x, const at::Tensor& weight) const
{
    if (x.scalar_type() == at::kFloat) {
        return at::rms_norm(x, {x.size(-1)}, weight, config.normEps);
    }
    // Half types: the norm in float32, rounded before the weight is applied, as the reference does
    // it.
    const at::Tensor wide = x.to(at::kFloat);
    return weight *
           (wide * at::rsqrt((wide * wide).mean(-1, true) + config.normEps)).to(x.scalar_type());
}

std::pair<at::Tensor, at::Tensor> Decoder::Impl::rotation(const at::Tensor& positions) const
{
    const std::int64_t longest = rope.kind == RopeSettings::Kind::Dynamic && positions.numel() > 0
                                     ? positions.max().item<std::int64_t>() + 1
                                     : 0;
    const at::Tensor frequencies =
        at::tensor(ropeFrequencies(rope, config.headDim, longest), at::kFloat).to(device);
    const at::Tensor angles = positions.to(at::kFloat).unsqueeze(-1).unsqueeze(-1) * frequencies;
    return {(angles.cos() * rope.attentionFactor).to(dtype),
            (angles.sin() * rope.attentionFactor).to(dtype)};
}

std::array<at::Tensor, 3> Decoder::Impl::queriesKeysValues(const Layer& layer, const at::Tensor& x,
                                                           const at::Tensor& cosine,
                                                           const at::Tensor& sine) const
{
    const std::int64_t tokens = x.size(0);
    const auto project = [&](const at::Tensor& weight, const at::Tensor& bias) {
        return at::linear(x, weight, bias.defined() ? std::optional(bias) : std::nullopt)
            .view({tokens, -1, config.headDim});
    };
    at::Tensor q = project(layer.q, layer.qBias);
    at::Tensor k = project(layer.k, layer.kBias);
    if (config.qkNorm) {
        q = norm(q, layer.qNorm);
        k = norm(k, layer.kNorm);
    }
    return {rotate(q, cosine, sine), rotate(k, cosine, sine), project(layer.v, layer.vBias)};
}

at::Tensor Decoder::Impl::gatedMlp(const Layer& layer, const at::Tensor& x) const
{
    const auto apply = [](const at::Tensor& in, const at::Tensor& weight, const at::Tensor& bias) {
        return at::linear(in, weight, bias.defined() ? std::optional(bias) : std::nullopt);
    };
    const at::Tensor gated =
        at::silu(apply(x, layer.gate, layer.gateBias)) * apply(x, layer.up, layer.upBias);
    return apply(gated, layer.down, layer.downBias);
}

Decoder::Decoder(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}

Decoder::~Decoder() = default;

std::unique_ptr<Decoder> Decoder::initialise(const ModelConfig& config, std::uint64_t seed,
                                             at::ScalarType dtype, at::Device device)
{
    const c10::NoGradGuard noGrad;
    auto impl = Impl::make(config, dtype, device);
    at::Generator generator = at::detail::createCPUGenerator(seed);
    constexpr double kDeviation = 0.02;  // initializer_range of all these families
    for (const auto& [name, parameter] : impl->parameters) {
        if (name.find("norm") != std::string::npos) {
            parameter.fill_(1);
        } else if (parameter.dim() == 1) {
            parameter.zero_();
        } else {
            // Drawn in float32 on the CPU, so that a seed gives the same model on every device.
            parameter.copy_(
                at::empty(parameter.sizes(), at::kFloat).normal_(0, kDeviation, generator));
        }
    }
    return std::unique_ptr<Decoder>(new Decoder(std::move(impl)));
}

const ModelConfig& Decoder::config() const
{
    return m_impl->config;
}

const std::vector<std::pair<std::string, at::Tensor>>& Decoder::parameters() const
{
    return m_impl->parameters;
}

const std::vector<std::string>& Decoder::warnings() const
{
    return m_impl->warnings;
}

at::Tensor Decoder::parameter(const std::string& name) const
{
    const auto place = m_impl->index.find(name);
    return place == m_impl->index.end() ? at::Tensor() : m_impl->parameters[place->second].second;
}

at::Device Decoder::device() const
{
    return m_impl->device;
}

at::ScalarType Decoder::dtype() const
{
    return m_impl->dtype;
}

at::Tensor Decoder::hidden(const PackedInput& input) const
{
    const Impl& impl = *m_impl;
    if (const at::Tensor fused = fusedStack(impl, input); fused.defined()) {
        return fused;
    }
    const AttentionPlan plan(input, impl.windows);
    const auto [cosine, sine] = impl.rotation(input.positions);
    at::Tensor x = at::embedding(impl.embedding, input.ids);
    for (const Layer& layer : impl.layers) {
        const auto [q, k, v] =
            impl.queriesKeysValues(layer, impl.norm(x, layer.inputNorm), cosine, sine);
        const at::Tensor mixed = plan.attend(q, k, v, layer.window);
        x = x + at::linear(mixed, layer.o,
                           layer.oBias.defined() ? std::optional(layer.oBias) : std::nullopt);
        x = x + impl.gatedMlp(layer, impl.norm(x, layer.postNorm));
    }
    return impl.norm(x, impl.finalNorm);
}

at::Tensor Decoder::logits(const at::Tensor& hiddenRows) const
{
    return at::linear(hiddenRows, m_impl->head).to(at::kFloat);
}

TokenScores Decoder::score(const PackedInput& input, bool withStatistics) const
{
    return fusedHead(hidden(input), m_impl->head, input.scored, input.targets, withStatistics);
}

void Decoder::setTrainable(bool trainable)
{
    for (const auto& [name, parameter] : m_impl->parameters) {
        parameter.set_requires_grad(trainable);
    }
}

std::string Decoder::digest() const
{
    Sha256 hash;
    for (const auto& [name, parameter] : m_impl->parameters) {
        const at::Tensor host = parameter.detach().cpu().contiguous();
        std::string head = name;
        head.append(1, ' ').append(c10::toString(host.scalar_type()));
        for (const std::int64_t size : host.sizes()) {
            head.append(1, ' ').append(std::to_string(size));
        }
        hash.add(head.data(), head.size() + 1);
        hash.add(host.const_data_ptr(), host.nbytes());
    }
    return hexOf(hash.finish());
}

}  // namespace marginalia
