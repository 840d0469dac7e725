// SPDX-License-Identifier: Apache-2.0
#include "core/train/adamw.h"

#include "core/train/adamw_update.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/_foreach_norm.h>
#include <ATen/ops/linalg_vector_norm.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/zeros_like.h>
#include <c10/core/GradMode.h>

#include <algorithm>

namespace marginalia {

namespace {

constexpr std::int64_t kFloatBytes = 4;

bool hasMaster(const at::Tensor& parameter, const AdamWOptions& options)
{
    return parameter.scalar_type() != at::kFloat && !options.stochastic;
}

at::TensorOptions gradientOptions(const at::Tensor& parameter)
{
    return parameter.options().dtype(at::kFloat).requires_grad(false);
}

bool isDecayed(const std::string& name, const at::Tensor& weight)
{
    return weight.dim() > 1 || name.find("lora_magnitude_vector") != std::string::npos;
}

}  // namespace

AdamW::AdamW(const NamedTensors& parameters, AdamWOptions options, Ranks& ranks,
             std::shared_ptr<StateStore> store)
    : m_options(options), m_ranks(&ranks), m_store(std::move(store))
{
    const c10::NoGradGuard noGrad;
    if (m_store == nullptr) {
        m_store = openStateStore("none", {}, 0).take();
    }
    WideGradients::Sums sums;
    for (const auto& [name, parameter] : parameters) {
        Entry entry;
        entry.name = name;
        entry.parameter = parameter;
        entry.weight = parameter;
        entry.packed = options.packed && canPack(name, parameter.numel());
        if (hasMaster(parameter, options)) {
            entry.weight = m_store->like(parameter, at::kFloat);
            entry.weight.copy_(parameter);
        }
        if (parameter.scalar_type() != at::kFloat) {
            entry.gradient = at::zeros_like(parameter.detach(), gradientOptions(parameter));
            sums.emplace_back(parameter, entry.gradient);
        }
        m_entries.push_back(std::move(entry));
    }
    deal();
    for (Entry& entry : m_entries) {
        if (isOwn(entry)) {
            entry.first = Moment(MomentKind::First, entry.weight, entry.packed, *m_store);
            entry.second = Moment(MomentKind::Second, entry.weight, entry.packed, *m_store);
        }
    }
    m_sums = WideGradients(std::move(sums));
    rest();
}

std::int64_t AdamW::storedBytesOf(const NamedTensors& parameters, const AdamWOptions& options,
                                  const Ranks& ranks)
{
    std::vector<std::int64_t> sizes;
    for (const auto& [name, parameter] : parameters) {
        sizes.push_back(parameter.numel());
    }
    const std::vector<int> owners = dealUnits(sizes, ranks.size());
    std::int64_t out = 0;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        const auto& [name, parameter] = parameters[i];
        const std::int64_t floats = storedBytes(sizes[i] * kFloatBytes);
        out += hasMaster(parameter, options) ? floats : 0;
        if (owners[i] == ranks.rank()) {
            const bool packed = options.packed && canPack(name, sizes[i]);
            out += 2 *
                   (packed ? storedBytes(sizes[i]) + storedBytes(scaleCount(sizes[i]) * kFloatBytes)
                           : floats);
        }
    }
    return out;
}

void AdamW::zeroGradients()
{
    for (Entry& entry : m_entries) {
        entry.parameter.mutable_grad() = at::Tensor();
        if (entry.gradient.defined()) {
            entry.gradient.zero_();
        }
    }
}

void AdamW::collect()
{
    for (Entry& entry : m_entries) {
        if (entry.gradient.defined() && entry.parameter.grad().defined()) {
            entry.gradient.add_(entry.parameter.grad());
            entry.parameter.mutable_grad() = at::Tensor();
        }
    }
}

void AdamW::freeze(const std::set<std::string>& names)
{
    for (Entry& entry : m_entries) {
        entry.frozen = names.contains(entry.name);
        entry.parameter.set_requires_grad(!entry.frozen);
    }
}

NamedTensors AdamW::gradients() const
{
    NamedTensors out;
    for (const Entry& entry : m_entries) {
        if (const at::Tensor gradient = gradientOf(entry); gradient.defined()) {
            out.emplace_back(entry.name, gradient);
        }
    }
    return out;
}

void AdamW::setGradient(const std::string& name, const at::Tensor& gradient)
{
    const c10::NoGradGuard noGrad;
    for (Entry& entry : m_entries) {
        if (entry.name == name && entry.gradient.defined()) {
            entry.gradient.copy_(gradient);
        } else if (entry.name == name) {
            entry.parameter.mutable_grad() = gradient.to(entry.parameter.scalar_type());
        }
    }
}

at::Tensor AdamW::gradientOf(const Entry& entry) const
{
    if (entry.frozen) {
        return {};
    }
    return entry.gradient.defined() ? entry.gradient : entry.parameter.grad();
}

double AdamW::gradientNorm() const
{
    std::vector<at::Tensor> gradients;
    for (const Entry& entry : m_entries) {
        if (const at::Tensor gradient = gradientOf(entry); gradient.defined()) {
            gradients.push_back(gradient);
        }
    }
    return gradients.empty()
               ? 0
               : at::linalg_vector_norm(at::stack(at::_foreach_norm(gradients))).item<double>();
}

void AdamW::step(double learningRate, double norm, double maxNorm)
{
    const c10::NoGradGuard noGrad;
    ++m_steps;
    std::vector<Entry*> all;
    std::vector<TensorUpdate> own;
    for (Entry& entry : m_entries) {
        const at::Tensor gradient = gradientOf(entry);
        if (!gradient.defined()) {
            continue;
        }
        all.push_back(&entry);
        if (isOwn(entry)) {
            const bool decays = isDecayed(entry.name, entry.weight);
            own.push_back({gradient, entry.weight,
                           entry.hasMaster() ? entry.parameter : at::Tensor(), &entry.first,
                           &entry.second, decays ? m_options.weightDecay : 0,
                           roundingKey(entry.name)});
        }
    }
    UpdateNumbers numbers{learningRate, m_options.beta1, m_options.beta2, m_options.epsilon, 1,
                          m_steps,      m_options.seed};
    numbers.factor = std::min(1.0, maxNorm / (norm + 1e-6));
    updateTensors(own, numbers, *m_store);
    if (!m_ranks->alone()) {
        shareWeights(all);
        publish();
    }
}

void AdamW::publish()
{
    const c10::NoGradGuard noGrad;
    for (Entry& entry : m_entries) {
        if (entry.hasMaster()) {
            entry.parameter.copy_(entry.weight);
        }
    }
    rest();
}

void AdamW::reset()
{
    for (Entry& entry : m_entries) {
        if (isOwn(entry)) {
            entry.first.clear();
            entry.second.clear();
        }
    }
    m_steps = 0;
    rest();
}

NamedTensors AdamW::weights() const
{
    NamedTensors out;
    for (const Entry& entry : m_entries) {
        out.emplace_back(entry.name, entry.weight.detach());
    }
    return out;
}

}  // namespace marginalia
