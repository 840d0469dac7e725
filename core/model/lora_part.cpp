// SPDX-License-Identifier: Apache-2.0
#include "core/model/lora_part.h"

#include "core/model/linear.h"
#include "core/model/quantised_product.h"
#include "core/model/row_products.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/ops/addmm.h>
#include <ATen/ops/embedding.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/linalg_vector_norm.h>
#include <ATen/ops/linear.h>

#include <optional>

namespace marginalia {

namespace {

at::Tensor product(const at::Tensor& x, const at::Tensor& weight)
{
    return RowExact::active() ? rowProduct(x, weight, {}, false) : at::linear(x, weight);
}

/// Two numbers that differ in one bit give streams that have nothing in common (splitmix64).
std::uint64_t mixed(std::uint64_t key)
{
    key += 0x9e3779b97f4a7c15ULL;
    key = (key ^ (key >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    key = (key ^ (key >> 27U)) * 0x94d049bb133111ebULL;
    return key ^ (key >> 31U);
}

}  // namespace

at::Tensor LoraCache::get(const std::vector<at::Tensor>& from,
                          const std::function<at::Tensor()>& make) const
{
    if (c10::GradMode::is_enabled()) {
        return make();
    }
    std::vector<std::pair<const void*, std::uint32_t>> now;
    for (const at::Tensor& tensor : from) {
        if (tensor.defined()) {
            now.emplace_back(tensor.unsafeGetTensorImpl(),
                             static_cast<std::uint32_t>(tensor._version()));
        }
    }
    if (!m_value.defined() || now != m_seen) {
        m_value = make();
        m_seen = std::move(now);
    }
    return m_value;
}

at::Tensor LoraPart::norms(const std::function<at::Tensor()>& weight) const
{
    return keptNorms.get({a, b}, [&] {
        const c10::NoGradGuard noGrad;
        return at::linalg_vector_norm(at::addmm(weight().to(a.scalar_type()), b, a, 1, scale), 2,
                                      {{1}});
    });
}

at::Tensor LoraPart::folded(const at::Tensor& weight) const
{
    const at::Tensor sum = at::addmm(weight.to(a.scalar_type()), b, a, 1, scale);
    if (!magnitude.defined()) {
        return sum;
    }
    const at::Tensor by = at::linalg_vector_norm(sum.detach(), 2, {{1}});
    return (magnitude / by).unsqueeze(1) * sum;
}

at::Tensor LoraPart::added(const at::Tensor& x) const
{
    // Scaled apart from the sum: a fused multiply-add would round by a number's place in the batch.
    return product(product(x, a), b) * scale;
}

at::Tensor LoraPart::dropped(const at::Tensor& x) const
{
    if (dropout == nullptr || !dropout->active()) {
        return x;
    }
    const std::uint64_t key = mixed(*dropout->key ^ mixed(number));
    // Drawn on the CPU, so that a seed drops the same on every device.
    const at::Tensor kept =
        at::empty(x.sizes(), at::TensorOptions(x.scalar_type()))
            .bernoulli_(1 - dropout->share, at::detail::createCPUGenerator(key));
    return x * kept.to(x.device()) * (1 / (1 - dropout->share));
}

at::Tensor LoraPart::addedRows(const at::Tensor& ids) const
{
    return product(at::embedding(a.t(), ids), b) * scale;
}

at::Tensor Linear::base(const at::Tensor& x) const
{
    if (packed.defined()) {
        return quantisedProduct(x, packed, bias);
    }
    if (RowExact::active()) {
        return rowProduct(x, weight, bias, inputsByRows);
    }
    return at::linear(x, inputsByRows ? weight.t() : weight,
                      bias.defined() ? std::optional(bias) : std::nullopt);
}

at::Tensor Linear::wide() const
{
    if (packed.defined()) {
        return packed.dense(at::kFloat);
    }
    const at::Tensor rows = inputsByRows ? weight.t() : weight;
    return rows.scalar_type() == at::kDouble ? rows : rows.to(at::kFloat);
}

at::Tensor Linear::folded() const
{
    return adapter == nullptr ? wide() : adapter->folded(wide());
}

at::Tensor Linear::adapted(const at::Tensor& x) const
{
    const LoraPart& part = *adapter;
    const at::Tensor own = base(x);
    const at::ScalarType wideType = part.a.scalar_type();
    const at::Tensor in = part.dropped(x.to(wideType));
    const at::Tensor added = part.added(in);
    if (!part.magnitude.defined()) {
        return (own + added).to(own.scalar_type());
    }
    const at::Tensor factor = part.magnitude / part.norms([this] { return wide(); });
    const bool drops = part.dropout != nullptr && part.dropout->active();
    at::Tensor plain = own.to(wideType);
    at::Tensor shift;
    if (drops) {
        // The direction sees the dropped inputs too, the frozen projection does not.
        shift = plain;
        plain = at::linear(in, wide());
        return (shift + (factor - 1) * plain + factor * added).to(own.scalar_type());
    }
    if (bias.defined()) {
        shift = bias.to(wideType);
        plain = plain - shift;
    }
    const at::Tensor turned = factor * (plain + added);
    return (shift.defined() ? turned + shift : turned).to(own.scalar_type());
}

}  // namespace marginalia
