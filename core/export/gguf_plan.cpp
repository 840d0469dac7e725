// SPDX-License-Identifier: Apache-2.0
#include "core/export/gguf_plan.h"

#include "core/model/gguf_blocks.h"
#include "core/model/gguf_names.h"

#include <ATen/ops/tensor.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace marginalia {

namespace {

/// Families whose blocks are those of an architecture of GGUF.
constexpr std::array<std::pair<const char*, const char*>, 4> kArchitectures = {
    {{"llama", "llama"}, {"mistral", "llama"}, {"qwen2", "qwen2"}, {"qwen3", "qwen3"}}};

// The numbers that general.file_type has for them.
constexpr std::array<std::int64_t, 4> kFileTypes = {0, 1, 32, 7};
constexpr std::int64_t kQuantVersion = 2;

const char* architectureOf(const ModelConfig& config)
{
    const auto* const found =
        std::find_if(kArchitectures.begin(), kArchitectures.end(),
                     [&](const auto& each) { return config.modelType == each.first; });
    return found == kArchitectures.end() ? nullptr : found->second;
}

bool isLlama(const ModelConfig& config)
{
    return config.modelType == "llama" || config.modelType == "mistral";
}

/// What the architecture in GGUF has no place for; empty: nothing.
Text obstacle(const ModelConfig& config)
{
    if (architectureOf(config) == nullptr) {
        return {MG_TR("gguf", "Models of the type %1 are not written as GGUF here."),
                {config.modelType}};
    }
    if (std::any_of(config.windows.begin(), config.windows.end(),
                    [](std::int64_t window) { return window > 0; })) {
        return MG_TR("gguf", "Models with a sliding window are not written as GGUF here.");
    }
    if (config.activation != Activation::Silu) {
        return MG_TR("gguf",
                     "Models with another activation than silu are not written as GGUF here.");
    }
    const RopeSettings& rope = config.rope;
    const bool usualYarn =
        rope.betaFast == 32 && rope.betaSlow == 1 && rope.truncate &&
        std::abs(rope.attentionFactor - (0.1 * std::log(rope.factor) + 1)) < 1e-9;
    if (rope.dependsOnLength() || (rope.kind == RopeSettings::Kind::Yarn && !usualYarn)) {
        return MG_TR("gguf", "Models with this kind of rope scaling are not written as GGUF here.");
    }
    if (rope.kind == RopeSettings::Kind::Llama3 && !isLlama(config)) {
        return {
            MG_TR("gguf",
                  "Models of the type %1 with llama3's rope scaling are not written as GGUF here."),
            {config.modelType}};
    }
    if (!isLlama(config) &&
        (config.outputBias || config.mlpBias || (config.modelType == "qwen3" && config.qkvBias))) {
        return {
            MG_TR("gguf", "Models of the type %1 with such biases are not written as GGUF here."),
            {config.modelType}};
    }
    return {};
}

/// 1 over what llama3's scaling makes of each frequency (models.md 1.4), for half a head.
at::Tensor ropeDivisors(const ModelConfig& config)
{
    const RopeSettings& rope = config.rope;
    std::vector<float> divisors;
    for (std::int64_t i = 0; i < config.headDim; i += 2) {
        const double exponent = static_cast<double>(i) / static_cast<double>(config.headDim);
        const double wave = 2 * M_PI * std::pow(rope.theta, exponent);
        double divisor = 1;
        if (wave > rope.originalContext / rope.lowFactor) {
            divisor = rope.factor;
        } else if (wave >= rope.originalContext / rope.highFactor) {
            const double smooth =
                (rope.originalContext / wave - rope.lowFactor) / (rope.highFactor - rope.lowFactor);
            divisor = 1 / ((1 - smooth) / rope.factor + smooth);
        }
        divisors.push_back(static_cast<float>(divisor));
    }
    return at::tensor(divisors);
}

std::uint32_t typeOf(const at::Tensor& tensor, GgufWeights weights)
{
    if (tensor.dim() < 2 || weights == GgufWeights::F32) {
        return kGgufF32;
    }
    if (weights == GgufWeights::Q8 && tensor.size(-1) % kQ8Numbers == 0) {
        return kGgufQ8;
    }
    return weights == GgufWeights::Bf16 ? kGgufBf16 : kGgufF16;
}

GgufTensorToWrite plan(const ModelConfig& config, const std::string& name, const at::Tensor& tensor,
                       GgufWeights weights)
{
    GgufTensorToWrite out{name, tensor.sizes().vec(), typeOf(tensor, weights), {}};
    const HeadRows rows = isLlama(config) ? headRowsOf(name) : HeadRows::None;
    const std::int64_t heads = rows == HeadRows::Queries ? config.heads
                               : rows == HeadRows::Keys  ? config.kvHeads
                                                         : 0;
    out.make = [tensor, heads] { return heads > 0 ? interleaveHeads(tensor, heads) : tensor; };
    return out;
}

}  // namespace

std::string converterCommand(const std::string& folder)
{
    return "python convert_hf_to_gguf.py '" + folder + "' --outfile model.gguf --outtype f16";
}

Status checkGgufModel(const ModelConfig& config, const std::string& folder)
{
    const Text reason = obstacle(config);
    if (reason.empty()) {
        return {};
    }
    return failure(
        ErrorKind::Unsupported, reason, folder,
        Text(MG_TR("gguf", "Export a model folder and run llama.cpp's converter on it: %1"),
             {converterCommand(folder)}));
}

void addModelMetadata(const ModelConfig& config, const std::string& name, GgufWeights weights,
                      GgufMetadata& metadata)
{
    const std::string architecture = architectureOf(config);
    const auto key = [&](const char* rest) { return architecture + "." + rest; };
    metadata.addText("general.architecture", architecture);
    metadata.addText("general.type", "model");
    metadata.addText("general.name", name);
    metadata.addU32("general.file_type", kFileTypes[static_cast<std::size_t>(weights)]);
    metadata.addU32("general.quantization_version", kQuantVersion);
    metadata.addU32(key("context_length"), config.context);
    metadata.addU32(key("embedding_length"), config.hidden);
    metadata.addU32(key("block_count"), config.layers);
    metadata.addU32(key("feed_forward_length"), config.intermediate);
    metadata.addU32(key("attention.head_count"), config.heads);
    metadata.addU32(key("attention.head_count_kv"), config.kvHeads);
    metadata.addU32(key("attention.key_length"), config.headDim);
    metadata.addU32(key("attention.value_length"), config.headDim);
    metadata.addF32(key("attention.layer_norm_rms_epsilon"), config.normEps);
    metadata.addU32(key("rope.dimension_count"), config.headDim);
    metadata.addF32(key("rope.freq_base"), config.rope.theta);
    metadata.addU32(key("vocab_size"), config.vocabulary);
    const bool linear = config.rope.kind == RopeSettings::Kind::Linear;
    if (linear || config.rope.kind == RopeSettings::Kind::Yarn) {
        metadata.addText(key("rope.scaling.type"), linear ? "linear" : "yarn");
        metadata.addF32(key("rope.scaling.factor"), config.rope.factor);
        if (!linear) {
            metadata.addU32(key("rope.scaling.original_context_length"),
                            static_cast<std::int64_t>(config.rope.originalContext));
        }
    }
}

Result<std::vector<GgufTensorToWrite>> planGgufTensors(const ModelConfig& config,
                                                       const NamedTensors& tensors,
                                                       GgufWeights weights)
{
    std::vector<GgufTensorToWrite> out;
    for (const auto& [name, tensor] : tensors) {
        const std::string ggufName = ggufNameOf(name);
        if (ggufName.empty()) {
            return failure(ErrorKind::Unsupported,
                           Text(MG_TR("gguf", "GGUF has no name for the tensor \"%1\"."),
                                {quotedForError(name)}));
        }
        out.push_back(plan(config, ggufName, tensor, weights));
    }
    if (config.rope.kind == RopeSettings::Kind::Llama3) {
        const at::Tensor divisors = ropeDivisors(config);
        out.push_back({"rope_freqs.weight", divisors.sizes().vec(), kGgufF32,
                       [divisors] { return divisors; }});
    }
    return out;
}

}  // namespace marginalia
