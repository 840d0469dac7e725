// SPDX-License-Identifier: Apache-2.0
#include "core/model/adapter.h"

#include "core/model/adapter_modules.h"

#include <algorithm>

namespace marginalia {

std::vector<std::pair<std::string, at::Tensor>> Adapter::parameters() const
{
    std::vector<std::pair<std::string, at::Tensor>> out;
    for (const auto& part : m_parts) {
        const std::string name = part->module;
        if (part->table) {
            out.emplace_back(name + ".lora_embedding_A", part->lora.a);
            out.emplace_back(name + ".lora_embedding_B", part->lora.b);
            continue;
        }
        out.emplace_back(name + ".lora_A.weight", part->lora.a);
        out.emplace_back(name + ".lora_B.weight", part->lora.b);
        if (part->lora.magnitude.defined()) {
            out.emplace_back(name + ".lora_magnitude_vector", part->lora.magnitude);
        }
    }
    out.insert(out.end(), m_saved.begin(), m_saved.end());
    return out;
}

std::int64_t Adapter::parameterCount() const
{
    std::int64_t total = 0;
    for (const auto& [name, tensor] : parameters()) {
        total += tensor.numel();
    }
    return total;
}

void Adapter::setTrainable(bool trainable)
{
    for (const auto& [name, tensor] : parameters()) {
        tensor.set_requires_grad(trainable);
    }
}

std::unique_ptr<Decoder> Decoder::shared() const
{
    auto impl = std::make_unique<Impl>(*m_impl);
    std::unique_ptr<Decoder> out(new Decoder(std::move(impl)));
    // The copies of the layers still point at the other's adapter.
    out->setAdapterOn(false);
    out->m_impl->adapter = nullptr;
    return out;
}

Status Decoder::wear(std::shared_ptr<Adapter> adapter)
{
    setAdapterOn(false);
    m_impl->adapter = nullptr;
    if (adapter == nullptr) {
        return {};
    }
    const std::vector<AdapterModule> modules = adapterModules(*m_impl);
    for (const auto& part : adapter->parts()) {
        const bool there =
            std::any_of(modules.begin(), modules.end(),
                        [&](const AdapterModule& each) { return each.name == part->module; });
        if (!there) {
            return failure(ErrorKind::Invalid,
                           Text(MG_TR("model",
                                      "The model has no module \"%1\", which the adapter "
                                      "stands on."),
                                {quotedForError(part->module)}));
        }
    }
    m_impl->adapter = std::move(adapter);
    setAdapterOn(true);
    return {};
}

const std::shared_ptr<Adapter>& Decoder::adapter() const
{
    return m_impl->adapter;
}

bool Decoder::adapterOn() const
{
    return m_impl->adapterOn;
}

void Decoder::setAdapterOn(bool on)
{
    Impl& impl = *m_impl;
    if (impl.adapter == nullptr) {
        impl.adapterOn = false;
        return;
    }
    const auto partOf = [&](const std::string& module) -> const LoraPart* {
        const auto& parts = impl.adapter->parts();
        const auto place = std::find_if(parts.begin(), parts.end(),
                                        [&](const auto& part) { return part->module == module; });
        return on && place != parts.end() ? &(*place)->lora : nullptr;
    };
    for (const AdapterModule& module : adapterModules(impl)) {
        const LoraPart* const part = partOf(module.name);
        if (module.linear != nullptr) {
            module.linear->adapter = part;
        } else if (module.kind == AdapterModule::Kind::Head) {
            impl.parts.headAdapter = part;
        } else if (module.kind == AdapterModule::Kind::Table) {
            impl.parts.embeddingAdapter = part;
        }
    }
    for (const TensorPlace& each : tensorPlaces(impl)) {
        const auto& saved = impl.adapter->saved();
        const auto own = std::find_if(saved.begin(), saved.end(),
                                      [&](const auto& entry) { return entry.first == each.name; });
        if (own != saved.end()) {
            // Of a tied head the base is the table.
            const at::Tensor base = parameter(ownName(impl.config, each.name));
            *each.place = on ? own->second : base.defined() ? base : impl.parameters.front().second;
        }
    }
    impl.adapterOn = on;
}

}  // namespace marginalia
