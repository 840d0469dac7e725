// SPDX-License-Identifier: Apache-2.0
// A config.json, read as a model's and as an adapter's: refused in words, or with sizes that can be
// reckoned with.
#include "core/analysis/model_memory.h"
#include "core/base/json_depth.h"
#include "core/model/adapter_config.h"
#include "core/model/weight_check.h"
#include "tests/fuzz/fuzz_target.h"

using namespace marginalia;
using fuzz::require;

namespace {

/// What inspect asks of a model before any weight is read.
void tryModel(const Json& json)
{
    const auto config = modelConfigFrom(json, "config.json");
    if (!config.ok()) {
        fuzz::requireWords(config.error());
        return;
    }
    require(config->layers > 0 && config->hidden > 0 && config->vocabulary > 0,
            "sizes are positive");
    require(config->windows.empty() ||
                config->windows.size() == static_cast<std::size_t>(config->layers),
            "windows are given for every layer");
    require(config->unrotated.empty() ||
                config->unrotated.size() == static_cast<std::size_t>(config->layers),
            "layers without rotation are given for every layer");
    const std::int64_t parameters = parameterCount(*config);
    require(parameters > 0, "the number of parameters is positive");
    const auto others = checkWeightHeaders(*config, {}, "case");
    require(!others.ok(), "no tensors are no model");
    fuzz::requireWords(others.error());
    MemoryShape shape;
    shape.model.type = config->modelType;
    shape.model.parameters = parameters;
    shape.model.layers = config->layers;
    shape.model.hidden = config->hidden;
    shape.model.intermediate = config->intermediate;
    shape.model.heads = config->heads;
    shape.model.vocabulary = config->vocabulary;
    shape.model.context = config->context;
    shape.kvHeads = config->kvHeads;
    shape.headDim = config->headDim;
    const MemoryNeed need = memoryNeed(shape, std::min<std::int64_t>(config->context, 8192), true);
    require(need.inference >= 0 && need.lora >= 0 && need.full >= 0, "memory is not negative");
}

void tryAdapter(const Json& json)
{
    const auto config = adapterConfigFromJson(json, "adapter_config.json");
    if (!config.ok()) {
        fuzz::requireWords(config.error());
        return;
    }
    const auto targets = AdapterTargets::make(*config, "adapter_config.json");
    if (!targets.ok()) {
        fuzz::requireWords(targets.error());
        return;
    }
    for (const char* module :
         {"model.layers.1.self_attn.q_proj", "lm_head", "transformer.h.0.mlp"}) {
        if (targets->covers(module, true)) {
            require(targets->rank(module) > 0, "a rank is positive");
            targets->scale(module);
        }
        targets->saves(module);
    }
    require(toJson(*config, false).is_object(), "a config is written again");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = fuzz::textOf(data, size);
    const Json json = isNestedTooDeep(text) ? Json() : Json::parse(text, nullptr, false);
    if (json.is_object()) {  // all others are refused before
        tryModel(json);
        tryAdapter(json);
    }
    return 0;
}
