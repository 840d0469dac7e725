// SPDX-License-Identifier: Apache-2.0
#include "core/train/adamw.h"

#include "core/train/adamw_plain.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/_foreach_mul.h>
#include <ATen/ops/_foreach_norm.h>
#include <ATen/ops/_fused_adamw.h>
#include <ATen/ops/full.h>
#include <ATen/ops/linalg_vector_norm.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/zeros_like.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <map>

namespace marginalia {

namespace {

bool isDecayed(const std::string& name, const at::Tensor& weight)
{
    return weight.dim() > 1 || name.find("lora_magnitude_vector") != std::string::npos;
}

}  // namespace

AdamW::AdamW(const NamedTensors& parameters, AdamWOptions options, Ranks& ranks)
    : m_options(options), m_ranks(&ranks)
{
    const c10::NoGradGuard noGrad;
    WideGradients::Sums sums;
    for (const auto& [name, parameter] : parameters) {
        Entry entry;
        entry.name = name;
        entry.parameter = parameter;
        const bool isMaster = parameter.scalar_type() == at::kFloat;
        entry.weight = isMaster ? parameter : parameter.detach().to(at::kFloat);
        if (!isMaster) {
            entry.gradient = at::zeros_like(entry.weight);
            sums.emplace_back(parameter, entry.gradient);
        }
        m_entries.push_back(std::move(entry));
    }
    deal();
    for (Entry& entry : m_entries) {
        if (isOwn(entry)) {
            entry.first = at::zeros_like(entry.weight.detach());
            entry.second = at::zeros_like(entry.weight.detach());
            entry.count = at::full({}, 0.0F, entry.weight.options().requires_grad(false));
        }
    }
    m_sums = WideGradients(std::move(sums));
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

void AdamW::update(const std::vector<Entry*>& entries, double learningRate, double weightDecay)
{
    std::vector<at::Tensor> weights;
    std::vector<at::Tensor> gradients;
    std::vector<at::Tensor> first;
    std::vector<at::Tensor> second;
    std::vector<at::Tensor> counts;
    for (Entry* entry : entries) {
        weights.push_back(entry->weight);
        gradients.push_back(gradientOf(*entry));
        first.push_back(entry->first);
        second.push_back(entry->second);
        entry->count.fill_(static_cast<double>(m_steps));
        counts.push_back(entry->count);
    }
    if (weights.empty()) {
        return;
    }
    if (!fusedAdamWEnabled()) {
        for (std::size_t i = 0; i < weights.size(); ++i) {
            plainAdamW({weights[i], gradients[i], first[i], second[i]}, m_steps, learningRate,
                       weightDecay, m_options);
        }
        return;
    }
    at::_fused_adamw_(weights, gradients, first, second, {}, counts, learningRate, m_options.beta1,
                      m_options.beta2, weightDecay, m_options.epsilon, false, false, {}, {});
    // The fused operator does not count its writing; what is kept of weights follows the count.
    for (const at::Tensor& weight : weights) {
        weight.unsafeGetTensorImpl()->bump_version();
    }
}

void AdamW::step(double learningRate, double norm, double maxNorm)
{
    const c10::NoGradGuard noGrad;
    ++m_steps;
    const double factor = std::min(1.0, maxNorm / (norm + 1e-6));
    std::vector<Entry*> decayed;
    std::vector<Entry*> plain;
    std::vector<Entry*> all;
    std::vector<at::Tensor> gradients;
    for (Entry& entry : m_entries) {
        const at::Tensor gradient = gradientOf(entry);
        if (!gradient.defined()) {
            continue;
        }
        all.push_back(&entry);
        if (isOwn(entry)) {
            gradients.push_back(gradient);
            (isDecayed(entry.name, entry.weight) ? decayed : plain).push_back(&entry);
        }
    }
    if (factor < 1 && !gradients.empty()) {
        at::_foreach_mul_(gradients, factor);
    }
    update(decayed, learningRate, m_options.weightDecay);
    update(plain, learningRate, 0);
    shareWeights(all);
    publish();
}

void AdamW::publish()
{
    const c10::NoGradGuard noGrad;
    for (Entry& entry : m_entries) {
        if (entry.gradient.defined()) {
            entry.parameter.copy_(entry.weight);
        }
    }
}

void AdamW::reset()
{
    for (Entry& entry : m_entries) {
        if (isOwn(entry)) {
            entry.first.zero_();
            entry.second.zero_();
        }
    }
    m_steps = 0;
}

NamedTensors AdamW::weights() const
{
    NamedTensors out;
    for (const Entry& entry : m_entries) {
        out.emplace_back(entry.name, entry.weight.detach());
    }
    return out;
}

NamedTensors AdamW::state() const
{
    NamedTensors out;
    for (const Entry& entry : m_entries) {
        const at::Tensor first = whole(entry, entry.first);
        const at::Tensor second = whole(entry, entry.second);
        if (m_ranks->isFirst()) {
            out.emplace_back("exp_avg." + entry.name, first);
            out.emplace_back("exp_avg_sq." + entry.name, second);
        }
    }
    return out;
}

Status AdamW::restore(const NamedTensors& weights, const NamedTensors& state, std::int64_t steps)
{
    const c10::NoGradGuard noGrad;
    std::map<std::string, at::Tensor> found(state.begin(), state.end());
    for (const auto& [name, tensor] : weights) {
        found[name] = tensor;
    }
    const auto put = [&](at::Tensor target, const std::string& name) -> Status {
        const auto entry = found.find(name);
        if (entry == found.end() || entry->second.sizes() != target.sizes()) {
            return failure(
                ErrorKind::Corrupt,
                {MG_TR("train", "The checkpoint lacks \"%1\" in its right shape."), {name}});
        }
        target.copy_(entry->second);
        return {};
    };
    for (Entry& entry : m_entries) {
        MG_CHECK(put(entry.weight, entry.name));
        if (isOwn(entry)) {
            MG_CHECK(put(entry.first, "exp_avg." + entry.name));
            MG_CHECK(put(entry.second, "exp_avg_sq." + entry.name));
        }
    }
    publish();
    m_steps = steps;
    return {};
}

}  // namespace marginalia
