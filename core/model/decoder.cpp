// SPDX-License-Identifier: Apache-2.0
#include "core/model/decoder.h"

#include "core/base/sha256.h"
#include "core/model/attention.h"
#include "core/model/decoder_impl.h"
#include "core/model/fused_head.h"
#include "core/model/fused_stack.h"
#include "core/model/row_products.h"
#include "core/model/shared_stack.h"
#include "core/model/shared_weights.h"
#include "core/model/stack_again.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/tanh.h>
#include <c10/core/GradMode.h>

#include <cmath>

namespace marginalia {

Decoder::Decoder(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}

Decoder::~Decoder() = default;

std::unique_ptr<Decoder> Decoder::initialise(const ModelConfig& config, std::uint64_t seed,
                                             at::ScalarType dtype, at::Device device)
{
    const c10::NoGradGuard noGrad;
    auto impl = Impl::make(config, dtype, device);
    at::Generator generator = at::detail::createCPUGenerator(seed);
    const double residual =
        config.smallResidualWeights ? std::sqrt(2.0 * static_cast<double>(config.layers)) : 1;
    const std::vector<ExpectedTensor> all = expectedTensors(config);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const at::Tensor& parameter = impl->parameters[i].second;
        if (all[i].role == ExpectedTensor::Role::Norm) {
            parameter.fill_(config.norm == NormKind::RmsShift ? 0 : 1);
        } else if (all[i].role == ExpectedTensor::Role::Bias) {
            parameter.zero_();
        } else {
            const bool small = all[i].role == ExpectedTensor::Role::Residual;
            // Drawn in float32 on the CPU, so that a seed gives the same model on every device.
            parameter.copy_(
                at::empty(parameter.sizes(), at::kFloat)
                    .normal_(0, config.initializerRange / (small ? residual : 1), generator));
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

const std::vector<std::pair<std::string, QuantisedMatrix>>& Decoder::packedWeights() const
{
    return m_impl->packed;
}

BaseWeights Decoder::baseWeights() const
{
    return m_impl->packed.empty() ? BaseWeights::Dense : m_impl->packed.front().second.kind;
}

std::int64_t Decoder::weightCount() const
{
    std::int64_t total = 0;
    for (const auto& [name, parameter] : m_impl->parameters) {
        total += parameter.numel();
    }
    for (const auto& [name, matrix] : m_impl->packed) {
        total += matrix.outputs * matrix.inputs;
    }
    return total;
}

std::int64_t Decoder::weightBytes() const
{
    if (m_impl->shares != nullptr) {
        return m_impl->shares->shareBytes();
    }
    std::int64_t total = 0;
    for (const auto& [name, parameter] : m_impl->parameters) {
        total += static_cast<std::int64_t>(parameter.nbytes());
    }
    for (const auto& [name, matrix] : m_impl->packed) {
        total += matrix.bytes();
    }
    return total;
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
    if (impl.shares != nullptr) {
        return sharedStack(impl, input).to(impl.dtype);
    }
    if (const at::Tensor fused = fusedStack(impl, input); fused.defined()) {
        return fused.to(impl.dtype);
    }
    return impl.stack(input);
}

at::Tensor Decoder::Impl::stack(const PackedInput& input, const Visit& visit) const
{
    const Rotations turned =
        rotations(input.positions, rotationLength(input.positions, input.batchLength));
    if (recomputing && !visit && c10::GradMode::is_enabled()) {
        return stackAgain(*this, input, turned);
    }
    const AttentionPlan plan(input, windows);
    return blocks(
        embed(input.ids, input.positions), turned,
        [&](std::size_t i, const at::Tensor& q, const at::Tensor& k, const at::Tensor& v) {
            const Layer& layer = parts.layers[i];
            return plan.attend(q, k, v, {layer.window, layer.scale, config.attentionCap});
        },
        visit);
}

LayerStates Decoder::states(const PackedInput& input, const at::Tensor& steering) const
{
    TORCH_CHECK(m_impl->shares == nullptr, "states of a model in shares are not computed");
    std::vector<at::Tensor> layers;
    LayerStates out;
    out.hidden = m_impl->stack(input, [&](std::size_t layer, at::Tensor x) {
        if (steering.defined()) {
            x = x + steering[static_cast<std::int64_t>(layer)];
        }
        layers.push_back(x.index_select(0, input.scored));
        return x;
    });
    out.layers = at::stack(layers, 1);
    return out;
}

at::Tensor Decoder::logits(const at::Tensor& hiddenRows) const
{
    const ModelConfig& config = m_impl->config;
    const at::Tensor head = m_impl->headWeight();
    const bool exact = RowExact::active();
    at::Tensor out =
        (exact ? rowProduct(hiddenRows, head, {}, false) : at::linear(hiddenRows, head))
            .to(at::kFloat);
    if (config.logitMultiplier != 1) {
        out = out * config.logitMultiplier;
    }
    if (config.logitCap > 0 && exact) {
        return rowSoftened(out, config.logitCap);
    }
    return config.logitCap > 0 ? at::tanh(out / config.logitCap) * config.logitCap : out;
}

TokenScores Decoder::score(const PackedInput& input, bool withStatistics) const
{
    // Not rounded on the way to the head, where the path gives float32.
    at::Tensor rows =
        m_impl->shares == nullptr ? fusedStack(*m_impl, input) : sharedStack(*m_impl, input);
    if (!rows.defined()) {
        rows = hidden(input);
    }
    const HeadView head = headOf(*this);  // which is there behind the blocks, where it is shared
    return fusedHead(rows, head.weight, input.scored, input.targets, withStatistics, head.shape);
}

HeadView headOf(const Decoder& decoder)
{
    const ModelConfig& config = decoder.config();
    return {decoder.impl().headWeight(), {config.logitMultiplier, config.logitCap}};
}

void Decoder::setRecomputing(bool recomputing)
{
    m_impl->recomputing = recomputing;
}

bool Decoder::recomputing() const
{
    return m_impl->recomputing;
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
        addToDigest(hash, name, parameter);
    }
    for (const auto& [name, matrix] : m_impl->packed) {
        addToDigest(hash, name + " " + wordOf(matrix.kind), matrix.codes);
        addToDigest(hash, name, matrix.scales);
    }
    return hexOf(hash.finish());
}

void addToDigest(Sha256& hash, std::string head, const at::Tensor& tensor)
{
    const at::Tensor host = tensor.detach().cpu().contiguous();
    head.append(1, ' ').append(c10::toString(host.scalar_type()));
    for (const std::int64_t size : host.sizes()) {
        head.append(1, ' ').append(std::to_string(size));
    }
    hash.add(head.data(), head.size() + 1);
    hash.add(host.const_data_ptr(), host.nbytes());
}

}  // namespace marginalia
