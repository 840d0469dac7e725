// SPDX-License-Identifier: Apache-2.0
#include "core/model/adapter_modules.h"

namespace marginalia {

namespace {

constexpr const char* kBarePrefix = "transformer.";

/// GPT-2's first files lack the prefix that transformers gives their modules.
bool isBare(const ModelConfig& config)
{
    return *config.layout->prefix == '\0';
}

bool isHead(const ModelConfig& config, const std::string& name)
{
    return name.rfind(config.layout->head, 0) == 0;
}

}  // namespace

std::string fullName(const ModelConfig& config, const std::string& own)
{
    return isBare(config) && !isHead(config, own) ? kBarePrefix + own : own;
}

std::string ownName(const ModelConfig& config, const std::string& full)
{
    const std::string prefix = kBarePrefix;
    return isBare(config) && full.rfind(prefix, 0) == 0 ? full.substr(prefix.size()) : full;
}

std::vector<AdapterModule> adapterModules(Decoder::Impl& model)
{
    using Kind = AdapterModule::Kind;
    const ModelConfig& config = model.config;
    const std::string prefix = config.layout->prefix;
    std::vector<AdapterModule> out;
    out.push_back({fullName(config, prefix + config.layout->embedding), Kind::Table, nullptr});
    if (config.layout->positions != nullptr) {
        out.push_back(
            {fullName(config, prefix + config.layout->positions), Kind::Positions, nullptr});
    }
    forEachLinear(config, model.parts,
                  [&](Linear& place, const std::string& module, ModuleKind kind) {
                      const Kind as = kind == ModuleKind::Expert   ? Kind::Expert
                                      : kind == ModuleKind::Router ? Kind::Router
                                                                   : Kind::Projection;
                      out.push_back({fullName(config, module), as, &place});
                  });
    out.push_back({config.layout->head, Kind::Head, nullptr});
    return out;
}

std::vector<TensorPlace> tensorPlaces(Decoder::Impl& model)
{
    std::vector<TensorPlace> out;
    forEachTensor(model.config, model.parts,
                  [&](at::Tensor& place, const ExpectedTensor& expected) {
                      out.push_back({fullName(model.config, expected.name), &place});
                  });
    if (model.config.tied) {
        out.push_back({std::string(model.config.layout->head) + ".weight", &model.parts.head});
    }
    return out;
}

}  // namespace marginalia
