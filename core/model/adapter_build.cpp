// SPDX-License-Identifier: Apache-2.0
// Making adapters: fresh ones and those of files.
#include "core/model/adapter.h"
#include "core/model/adapter_modules.h"
#include "core/model/row_head.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/linalg_vector_norm.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace marginalia {

namespace {

using NamedTensors = std::vector<std::pair<std::string, at::Tensor>>;
using Kind = AdapterModule::Kind;

constexpr const char* kA = "lora_A";
constexpr const char* kB = "lora_B";
constexpr const char* kMagnitude = "lora_magnitude_vector";
constexpr const char* kTableA = "lora_embedding_A";
constexpr const char* kTableB = "lora_embedding_B";

/// A name of an adapter's file, taken apart.
struct FileName {
    std::string module;  ///< with ".weight" or ".bias" where `role` is empty: trained whole
    std::string role;    ///< lora_A, ...; "ignored": a copy of base weights
};

FileName takeApart(std::string name)
{
    const std::string prefix = "base_model.model.";
    if (name.rfind(prefix, 0) == 0) {
        name.erase(0, prefix.size());
    }
    for (const char* const copy : {".base_layer.", ".original_module."}) {
        if (name.find(copy) != std::string::npos) {
            return {name, "ignored"};
        }
    }
    for (const char* const role : {kTableA, kTableB, kA, kB, kMagnitude}) {
        // Behind it stand the adapter's own name, ".weight", both, or nothing.
        const std::size_t at = name.find(std::string(".") + role);
        const std::size_t end = at + 1 + std::char_traits<char>::length(role);
        if (at != std::string::npos && (end == name.size() || name[end] == '.')) {
            return {name.substr(0, at), role};
        }
    }
    const std::string wrapper = ".modules_to_save.";
    if (const std::size_t at = name.find(wrapper); at != std::string::npos) {
        const std::size_t last = name.rfind('.');
        name = name.substr(0, at) + name.substr(last);
    }
    return {name, ""};
}

std::string shapeText(at::IntArrayRef shape)
{
    std::string out = "[";
    for (const std::int64_t size : shape) {
        out += out.size() > 1 ? ", " + std::to_string(size) : std::to_string(size);
    }
    return out + "]";
}

}  // namespace

/// Puts an adapter together for one decoder.
class AdapterBuilder {
public:
    AdapterBuilder(const Decoder& base, const AdapterConfig& config, std::string where)
        : m_model(base.impl()),
          m_where(std::move(where)),
          m_modules(adapterModules(m_model)),
          m_places(tensorPlaces(m_model)),
          m_adapter(new Adapter)
    {
        m_adapter->m_config = config;
        m_adapter->m_dropout.share = config.dropout;
    }

    Result<std::shared_ptr<Adapter>> fresh(std::uint64_t seed)
    {
        MG_TRY(const AdapterTargets targets, compiled());
        at::Generator generator = at::detail::createCPUGenerator(seed);
        for (const AdapterModule& module : m_modules) {
            if (targets.covers(module.name, module.isLinear())) {
                MG_CHECK(checkKind(module));
                start(module, targets, generator);
            }
        }
        for (const TensorPlace& each : m_places) {
            if (targets.saves(each.name.substr(0, each.name.rfind('.')))) {
                MG_CHECK(checkDense(each));
                m_adapter->m_saved.emplace_back(each.name, each.place->detach().clone());
            }
        }
        if (m_adapter->m_parts.empty()) {
            return failure(ErrorKind::Invalid,
                           MG_TR("model", "The adapter's targets mean no module of this model."),
                           m_where, MG_TR("model", "Take \"all-linear\", or names like q_proj."));
        }
        return m_adapter;
    }

    Result<std::shared_ptr<Adapter>> read(const NamedTensors& tensors)
    {
        MG_TRY(const AdapterTargets targets, compiled());
        std::map<std::string, std::map<std::string, at::Tensor>> roles;
        for (const auto& [name, tensor] : tensors) {
            const FileName apart = takeApart(name);
            if (apart.role == "ignored") {
                continue;
            }
            if (!tensor.is_floating_point() || c10::elementSize(tensor.scalar_type()) < 2) {
                return wrong(ErrorKind::Unsupported, name,
                             std::string("is stored as ") + c10::toString(tensor.scalar_type()));
            }
            if (apart.role.empty()) {
                MG_CHECK(readSaved(name, apart.module, tensor, targets));
            } else if (!roles[apart.module].emplace(apart.role, tensor).second) {
                return wrong(ErrorKind::Invalid, name, "stands there twice");
            }
        }
        for (const AdapterModule& module : m_modules) {
            const auto found = find(roles, module.name);
            if (found != roles.end()) {
                MG_CHECK(readPart(module, found->second, targets));
                roles.erase(found);
            } else if (!m_adapter->m_config.targets.empty() && module.linear != nullptr &&
                       targets.covers(module.name, module.isLinear())) {
                m_adapter->m_warnings.push_back("the adapter has no tensors for its target \"" +
                                                module.name + "\"");
            }
        }
        if (!roles.empty()) {
            return wrong(ErrorKind::Invalid, roles.begin()->first,
                         "is a module that the model does not have");
        }
        return m_adapter;
    }

private:
    Result<AdapterTargets> compiled() const
    {
        return AdapterTargets::make(m_adapter->m_config, m_where);
    }

    /// The entry of a module under transformers' name or the file's own.
    template <class Map>
    typename Map::iterator find(Map& map, const std::string& module) const
    {
        const auto place = map.find(module);
        return place != map.end() ? place : map.find(ownName(m_model.config, module));
    }

    Error wrong(ErrorKind kind, const std::string& name, const std::string& what) const
    {
        return failure(
            kind, Text(MG_TR("model", "\"%1\" of the adapter %2."), {quotedForError(name), what}),
            m_where, MG_TR("model", "Adapter and base must be of the same model."));
    }

    Status checkKind(const AdapterModule& module) const
    {
        const char* what = nullptr;
        if (module.kind == Kind::Expert || module.kind == Kind::Router) {
            what = "is one of the experts or their router, which are not adapted here";
        } else if (module.kind == Kind::Positions) {
            what = "is the table of positions, which is not adapted here";
        } else if (module.kind == Kind::Table && m_adapter->m_config.dora) {
            what = "is the table of embeddings, which DoRA does not stand on here";
        }
        if (what == nullptr) {
            return {};
        }
        return failure(
            ErrorKind::Unsupported,
            Text(MG_TR("model", "\"%1\" of the adapter %2."), {quotedForError(module.name), what}),
            m_where, MG_TR("model", "Leave it out of the targets."));
    }

    Status checkDense(const TensorPlace& place) const
    {
        if (place.place->defined()) {
            return {};
        }
        return failure(
            ErrorKind::Unsupported,
            Text(MG_TR("model", "\"%1\" is held packed and cannot be trained whole."),
                 {quotedForError(place.name)}),
            m_where,
            MG_TR("model",
                  "Leave it out of modules_to_save, or load the base with dense weights."));
    }

    at::TensorOptions options() const
    {
        return at::TensorOptions(m_model.dtype == at::kDouble ? at::kDouble : at::kFloat)
            .device(m_model.device);
    }

    /// Outputs and inputs of a module; of the table, hidden size and vocabulary.
    std::pair<std::int64_t, std::int64_t> sizes(const AdapterModule& module) const
    {
        if (module.linear != nullptr) {
            return {module.linear->outputs(), module.linear->inputs()};
        }
        const ModelConfig& config = m_model.config;
        return module.kind == Kind::Head ? std::pair(config.vocabulary, config.hidden)
                                         : std::pair(config.hidden, config.vocabulary);
    }

    LoraPart& add(const AdapterModule& module, const AdapterTargets& targets)
    {
        auto part = std::make_unique<Adapter::Part>();
        part->module = module.name;
        part->table = module.kind == Kind::Table;
        part->lora.scale = targets.scale(module.name);
        part->lora.number = m_adapter->m_parts.size();
        part->lora.dropout = &m_adapter->m_dropout;
        m_adapter->m_parts.push_back(std::move(part));
        return m_adapter->m_parts.back()->lora;
    }

    void start(const AdapterModule& module, const AdapterTargets& targets, at::Generator& generator)
    {
        const c10::NoGradGuard noGrad;
        const auto [out, in] = sizes(module);
        const std::int64_t rank = targets.rank(module.name);
        LoraPart& part = add(module, targets);
        // Drawn in float32 on the CPU, so that a seed gives the same adapter on every device.
        if (module.kind == Kind::Table) {
            part.a = at::zeros({rank, in}, options());
            part.b = at::empty({out, rank}, at::kFloat).normal_(0, 1, generator).to(options());
            return;
        }
        const double bound = 1 / std::sqrt(static_cast<double>(in));
        part.a = at::empty({rank, in}, at::kFloat).uniform_(-bound, bound, generator).to(options());
        part.b = at::zeros({out, rank}, options());
        if (m_adapter->m_config.dora) {
            const at::Tensor weight =
                module.linear != nullptr ? module.linear->wide() : m_model.parts.head;
            part.magnitude = at::linalg_vector_norm(weight.to(options()), 2, {{1}});
        }
    }

    Result<at::Tensor> shaped(const std::string& module, const char* role,
                              const std::map<std::string, at::Tensor>& found,
                              const std::vector<std::int64_t>& shape) const
    {
        const std::string name = module + "." + role;
        const auto place = found.find(role);
        if (place == found.end()) {
            return wrong(ErrorKind::Invalid, name, "is missing");
        }
        const at::Tensor& tensor = place->second;
        const bool column = tensor.dim() == 2 && shape.size() == 1 && tensor.size(1) == 1 &&
                            tensor.size(0) == shape[0];
        if (tensor.sizes() != shape && !column) {
            return wrong(
                ErrorKind::Invalid, name,
                "has the shape " + shapeText(tensor.sizes()) + " instead of " + shapeText(shape));
        }
        // A copy: the file's mapping goes, and trained tensors are written to.
        return tensor.reshape(shape).to(options(), false, true);
    }

    Status readPart(const AdapterModule& module, const std::map<std::string, at::Tensor>& found,
                    const AdapterTargets& targets)
    {
        MG_CHECK(checkKind(module));
        if (!targets.covers(module.name, module.isLinear())) {
            return wrong(ErrorKind::Invalid, module.name,
                         "has tensors, but is none of the targets of adapter_config.json");
        }
        const bool table = module.kind == Kind::Table;
        const auto [out, in] = sizes(module);
        const std::int64_t rank = targets.rank(module.name);
        LoraPart& part = add(module, targets);
        MG_TRY(part.a, shaped(module.name, table ? kTableA : kA, found, {rank, in}));
        MG_TRY(part.b, shaped(module.name, table ? kTableB : kB, found, {out, rank}));
        const bool dora = m_adapter->m_config.dora && !table;
        if (dora) {
            MG_TRY(part.magnitude, shaped(module.name, kMagnitude, found, {out}));
        }
        for (const auto& [role, tensor] : found) {
            const bool known = table ? role == kTableA || role == kTableB
                                     : role == kA || role == kB || (dora && role == kMagnitude);
            if (!known) {
                return wrong(ErrorKind::Invalid, module.name + "." + role,
                             "does not fit the module or use_dora of adapter_config.json");
            }
        }
        return {};
    }

    Status readSaved(const std::string& name, const std::string& own, const at::Tensor& tensor,
                     const AdapterTargets& targets)
    {
        if (own == RowHead::kName) {
            return {};  // a head beside the adapter, no part of the model: RowHead reads it
        }
        const std::string full = fullName(m_model.config, own);
        const auto place = std::find_if(
            m_places.begin(), m_places.end(),
            [&](const TensorPlace& each) { return each.name == own || each.name == full; });
        if (place == m_places.end()) {
            return wrong(ErrorKind::Invalid, name, "is a tensor that the model does not have");
        }
        if (!targets.saves(place->name.substr(0, place->name.rfind('.')))) {
            return wrong(ErrorKind::Invalid, name,
                         "is none of the modules_to_save of adapter_config.json");
        }
        MG_CHECK(checkDense(*place));
        if (tensor.sizes() != place->place->sizes()) {
            return wrong(ErrorKind::Invalid, name,
                         "has the shape " + shapeText(tensor.sizes()) + " instead of " +
                             shapeText(place->place->sizes()));
        }
        m_adapter->m_saved.emplace_back(place->name,
                                        tensor.to(place->place->options(), false, true));
        return {};
    }

    Decoder::Impl& m_model;
    std::string m_where;
    std::vector<AdapterModule> m_modules;
    std::vector<TensorPlace> m_places;
    std::shared_ptr<Adapter> m_adapter;
};

Result<std::shared_ptr<Adapter>> Adapter::fresh(const Decoder& base, const AdapterConfig& config,
                                                std::uint64_t seed)
{
    return AdapterBuilder(base, config, "lora_targets").fresh(seed);
}

Result<std::shared_ptr<Adapter>> Adapter::fromTensors(const Decoder& base,
                                                      const AdapterConfig& config,
                                                      const NamedTensors& tensors,
                                                      const std::string& where)
{
    return AdapterBuilder(base, config, where).read(tensors);
}

}  // namespace marginalia
