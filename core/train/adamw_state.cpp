// SPDX-License-Identifier: Apache-2.0
// What checkpoints hold of AdamW, and how it comes back.
#include "core/train/adamw.h"

#include <ATen/TensorOperators.h>
#include <c10/core/GradMode.h>

namespace marginalia {

namespace {

constexpr MomentKind kKinds[] = {MomentKind::First, MomentKind::Second};

Error lacks(const std::string& name)
{
    return failure(ErrorKind::Corrupt,
                   {MG_TR("train", "The checkpoint lacks \"%1\" in its right shape."), {name}});
}

}  // namespace

NamedTensors AdamW::state() const
{
    NamedTensors out;
    for (const Entry& entry : m_entries) {
        for (const MomentKind kind : kKinds) {
            addMoment(entry, kind, out);
        }
    }
    return out;
}

void AdamW::addMoment(const Entry& entry, MomentKind kind, NamedTensors& out) const
{
    const Moment& moment = kind == MomentKind::First ? entry.first : entry.second;
    const auto add = [&](const std::string& name, const at::Tensor& own, at::IntArrayRef sizes,
                         at::ScalarType type) {
        const at::Tensor tensor = whole(entry, own, sizes, type);
        if (m_ranks->isFirst()) {
            out.emplace_back(name, tensor);
        }
    };
    add(momentName(kind, entry.name), moment.numbers(), entry.weight.sizes(),
        entry.packed ? at::kByte : at::kFloat);
    if (entry.packed) {
        add(scalesName(kind, entry.name), moment.scales(), {scaleCount(entry.weight.numel())},
            at::kFloat);
    }
}

Status AdamW::restore(const NamedTensors& weights, const NamedTensors& state, std::int64_t steps)
{
    const c10::NoGradGuard noGrad;
    Found found(state.begin(), state.end());
    for (const auto& [name, tensor] : weights) {
        found[name] = tensor;
    }
    for (Entry& entry : m_entries) {
        const auto weight = found.find(entry.name);
        if (weight == found.end() || weight->second.sizes() != entry.weight.sizes()) {
            return lacks(entry.name);
        }
        entry.weight.copy_(weight->second);
        if (isOwn(entry)) {
            MG_CHECK(restoreMoment(found, entry.name, MomentKind::First, entry.first));
            MG_CHECK(restoreMoment(found, entry.name, MomentKind::Second, entry.second));
        }
    }
    publish();
    m_steps = steps;
    return {};
}

Status AdamW::restoreMoment(const Found& found, const std::string& name, MomentKind kind,
                            Moment& moment)
{
    const auto numbers = found.find(momentName(kind, name));
    if (numbers == found.end() || numbers->second.sizes() != moment.numbers().sizes()) {
        return lacks(momentName(kind, name));
    }
    if (numbers->second.scalar_type() != at::kByte) {
        moment.take(numbers->second);
        return {};
    }
    const auto scales = found.find(scalesName(kind, name));
    const std::int64_t count = scaleCount(numbers->second.numel());
    if (scales == found.end() || scales->second.dim() != 1 || scales->second.size(0) != count) {
        return lacks(scalesName(kind, name));
    }
    moment.take(numbers->second, scales->second);
    return {};
}

void AdamW::rest() const
{
    if (m_store->window() == 0) {
        return;
    }
    for (const Entry& entry : m_entries) {
        for (const at::Tensor& tensor : {entry.weight, entry.first.numbers(), entry.first.scales(),
                                         entry.second.numbers(), entry.second.scales()}) {
            if (tensor.defined()) {
                m_store->release(tensor.const_data_ptr(),
                                 static_cast<std::int64_t>(tensor.nbytes()));
            }
        }
    }
}

}  // namespace marginalia
