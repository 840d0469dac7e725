// SPDX-License-Identifier: Apache-2.0
#include "core/model/merge.h"

#include "core/model/adapter.h"
#include "core/model/adapter_modules.h"

#include <ATen/ops/isfinite.h>

#include <algorithm>
#include <cmath>

namespace marginalia {

namespace {

/// Collects what merging did to the weights, tensor by tensor.
class Merging {
public:
    Merging(Decoder& plain, const Adapter& adapter, at::ScalarType dtype)
        : m_plain(plain),
          m_adapter(adapter),
          m_dtype(dtype),
          m_modules(adapterModules(plain.impl()))
    {
    }

    Result<MergedModel> run()
    {
        for (const auto& [name, tensor] : m_plain.parameters()) {
            MG_CHECK(take(name, fullName(m_plain.config(), name), tensor));
        }
        if (m_plain.config().tied) {
            MG_CHECK(untie());
        }
        m_out.lost = m_changes > 0 ? std::sqrt(m_losses / m_changes) : 0;
        return std::move(m_out);
    }

private:
    const Adapter::Part* partOf(const std::string& full) const
    {
        const std::string weight = ".weight";
        const auto place =
            std::find_if(m_adapter.parts().begin(), m_adapter.parts().end(),
                         [&](const auto& part) { return part->module + weight == full; });
        return place == m_adapter.parts().end() ? nullptr : place->get();
    }

    at::Tensor savedOf(const std::string& full) const
    {
        const auto place = std::find_if(m_adapter.saved().begin(), m_adapter.saved().end(),
                                        [&](const auto& entry) { return entry.first == full; });
        return place == m_adapter.saved().end() ? at::Tensor() : place->second.detach();
    }

    /// The weight with what the adapter does to it, as the file has it; undefined: left alone.
    at::Tensor mergedOf(const std::string& full, const at::Tensor& base) const
    {
        if (const at::Tensor saved = savedOf(full); saved.defined()) {
            return saved.to(wideType(base));
        }
        const Adapter::Part* const part = partOf(full);
        if (part == nullptr) {
            return {};
        }
        if (part->table) {
            // The table is [vocabulary, hidden], B A is [hidden, vocabulary].
            return part->lora.folded(base.to(wideType(base)).t()).t();
        }
        const auto module =
            std::find_if(m_modules.begin(), m_modules.end(),
                         [&](const AdapterModule& each) { return each.name == part->module; });
        if (module->linear == nullptr) {
            return part->lora.folded(base.to(wideType(base)));
        }
        const at::Tensor folded = part->lora.folded(module->linear->wide());
        return module->linear->inputsByRows ? folded.t() : folded;
    }

    static at::ScalarType wideType(const at::Tensor& tensor)
    {
        return tensor.scalar_type() == at::kDouble ? at::kDouble : at::kFloat;
    }

    Status take(const std::string& name, const std::string& full, const at::Tensor& base)
    {
        const at::Tensor merged = mergedOf(full, base);
        if (!merged.defined()) {
            m_out.tensors.emplace_back(name, base.detach().to(at::kCPU, m_dtype).contiguous());
            return {};
        }
        const at::Tensor rounded = merged.to(m_dtype);
        if (!at::isfinite(rounded).all().item<bool>()) {
            return failure(ErrorKind::Invalid,
                           Text(MG_TR("model",
                                      "The merged weight \"%1\" holds a number that is "
                                      "not finite."),
                                {name}),
                           {},
                           MG_TR("model", "Take another checkpoint, or a type with more room."));
        }
        const at::Tensor change = merged - base.to(merged.scalar_type());
        const double changed = change.pow(2).sum().item<double>();
        const double lost = (merged - rounded.to(merged.scalar_type())).pow(2).sum().item<double>();
        MergedWeight weight{name, change.abs().max().item<double>(),
                            changed > 0 ? std::sqrt(lost / changed) : 0};
        m_out.largestChange = std::max(m_out.largestChange, weight.largestChange);
        m_changes += changed;
        m_losses += lost;
        m_out.changed.push_back(std::move(weight));
        m_out.tensors.emplace_back(name, rounded.cpu().contiguous());
        return {};
    }

    /// A tied head that no longer is the embedding becomes a tensor of its own, as PEFT computes
    /// it.
    Status untie()
    {
        const auto& [table, embedding] = m_plain.parameters().front();
        const std::string head = std::string(m_plain.config().layout->head) + ".weight";
        const bool own = savedOf(head).defined() || partOf(head) != nullptr;
        const std::string fullTable = fullName(m_plain.config(), table);
        if (!own && !savedOf(fullTable).defined() && partOf(fullTable) == nullptr) {
            return {};
        }
        m_out.untied = true;
        return take(head, head, embedding);
    }

    Decoder& m_plain;
    const Adapter& m_adapter;
    at::ScalarType m_dtype;
    std::vector<AdapterModule> m_modules;
    MergedModel m_out;
    double m_changes = 0;
    double m_losses = 0;
};

}  // namespace

Result<MergedModel> mergeAdapter(const Decoder& decoder, at::ScalarType dtype)
{
    if (decoder.adapter() == nullptr) {
        return failure(ErrorKind::Invalid, MG_TR("model", "There is no adapter to merge."));
    }
    if (!decoder.packedWeights().empty()) {
        return failure(
            ErrorKind::Invalid,
            MG_TR("model", "The base is held packed, and merging goes into its own weights."), {},
            MG_TR("model", "Load the base with dense weights to merge."));
    }
    const c10::NoGradGuard noGrad;
    const std::unique_ptr<Decoder> plain = decoder.shared();
    return Merging(*plain, *decoder.adapter(), dtype).run();
}

}  // namespace marginalia
