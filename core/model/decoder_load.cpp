// SPDX-License-Identifier: Apache-2.0
#include "core/model/decoder_impl.h"
#include "core/model/safetensors.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/equal.h>
#include <c10/util/Exception.h>

#include <algorithm>
#include <filesystem>

namespace marginalia {

namespace {

using NamedTensors = std::vector<std::pair<std::string, at::Tensor>>;

std::string shapeText(at::IntArrayRef shape)
{
    std::string out = "[";
    for (const std::int64_t size : shape) {
        out += out.size() > 1 ? ", " + std::to_string(size) : std::to_string(size);
    }
    return out + "]";
}

bool isIgnored(const std::string& name)
{
    const std::string tail = ".rotary_emb.inv_freq";
    return name.size() > tail.size() &&
           name.compare(name.size() - tail.size(), tail.size(), tail) == 0;
}

Error wrongShape(const ExpectedTensor& expected, const at::Tensor& found, const std::string& folder)
{
    std::string keys;
    for (size_t i = 0; i < expected.shape.size(); ++i) {
        const bool differs = found.dim() != static_cast<std::int64_t>(expected.shape.size()) ||
                             found.size(static_cast<std::int64_t>(i)) != expected.shape[i];
        if (differs) {
            keys += keys.empty() ? expected.keys[i] : ", " + expected.keys[i];
        }
    }
    return failure(
        ErrorKind::Invalid,
        Text(MG_TR("model",
                   "The tensor \"%1\" has the shape %2, but %3 of config.json asks for %4."),
             {expected.name, shapeText(found.sizes()), keys, shapeText(expected.shape)}),
        folder, MG_TR("model", "config.json and the weights are of different models."));
}

Status checkTensor(const ExpectedTensor& expected,
                   const std::unordered_map<std::string, at::Tensor>& found,
                   const std::string& folder)
{
    const auto place = found.find(expected.name);
    if (place == found.end()) {
        return failure(
            ErrorKind::Invalid,
            Text(MG_TR("model",
                       "The tensor \"%1\" is missing (num_hidden_layers, tie_word_embeddings and "
                       "the bias keys of config.json ask for it)."),
                 {expected.name}),
            folder, MG_TR("model", "config.json and the weights are of different models."));
    }
    if (!place->second.is_floating_point() || c10::elementSize(place->second.scalar_type()) < 2) {
        return failure(
            ErrorKind::Unsupported,
            Text(MG_TR("model", "The tensor \"%1\" is stored as %2, which is not trained here."),
                 {expected.name, c10::toString(place->second.scalar_type())}),
            folder);
    }
    return place->second.sizes() == expected.shape ? Status()
                                                   : wrongShape(expected, place->second, folder);
}

/// models.md 2.5: a tied flag next to a head of its own. Equal: the head is dropped; different:
/// untied, with a warning.
void settleTiedHead(ModelConfig& config, const std::unordered_map<std::string, at::Tensor>& found,
                    std::vector<std::string>& warnings)
{
    const auto head = found.find("lm_head.weight");
    const auto table = found.find("model.embed_tokens.weight");
    if (!config.tied || head == found.end() || table == found.end()) {
        return;
    }
    const bool equal = head->second.sizes() == table->second.sizes() &&
                       head->second.scalar_type() == table->second.scalar_type() &&
                       at::equal(head->second, table->second);
    if (!equal) {
        config.tied = false;
        warnings.push_back(
            "lm_head.weight differs from the embedding although tie_word_embeddings is true: "
            "the head is kept as its own tensor");
    }
}

void warnUnknown(const ModelConfig& config, const NamedTensors& tensors,
                 std::vector<std::string>& warnings)
{
    std::unordered_map<std::string, bool> known;
    for (const ExpectedTensor& expected : expectedTensors(config)) {
        known[expected.name] = true;
    }
    for (const auto& [name, tensor] : tensors) {
        if (known.count(name) == 0 && !isIgnored(name) && name != "lm_head.weight") {
            warnings.push_back("the tensor \"" + quotedForError(name) +
                               "\" is not part of the model and is ignored");
        }
    }
}

}  // namespace

std::vector<ExpectedTensor> expectedTensors(const ModelConfig& config)
{
    std::vector<ExpectedTensor> out;
    const std::int64_t queries = config.heads * config.headDim;
    const std::int64_t keys = config.kvHeads * config.headDim;
    const std::string hidden = "hidden_size";
    const std::string queryKey =
        "num_attention_heads x head_dim (hidden_size / num_attention_heads where absent)";
    const std::string keyKey = "num_key_value_heads x head_dim";
    const auto linear = [&](const std::string& name, std::int64_t outSize,
                            const std::string& outKey, std::int64_t inSize,
                            const std::string& inKey, bool bias) {
        out.push_back({name + ".weight", {outSize, inSize}, {outKey, inKey}});
        if (bias) {
            out.push_back({name + ".bias", {outSize}, {outKey}});
        }
    };
    out.push_back(
        {"model.embed_tokens.weight", {config.vocabulary, config.hidden}, {"vocab_size", hidden}});
    for (std::int64_t i = 0; i < config.layers; ++i) {
        const std::string layer = "model.layers." + std::to_string(i) + ".";
        const std::string attention = layer + "self_attn.";
        out.push_back({layer + "input_layernorm.weight", {config.hidden}, {hidden}});
        linear(attention + "q_proj", queries, queryKey, config.hidden, hidden, config.qkvBias);
        linear(attention + "k_proj", keys, keyKey, config.hidden, hidden, config.qkvBias);
        linear(attention + "v_proj", keys, keyKey, config.hidden, hidden, config.qkvBias);
        linear(attention + "o_proj", config.hidden, hidden, queries, queryKey, config.outputBias);
        if (config.qkNorm) {
            out.push_back({attention + "q_norm.weight", {config.headDim}, {"head_dim"}});
            out.push_back({attention + "k_norm.weight", {config.headDim}, {"head_dim"}});
        }
        out.push_back({layer + "post_attention_layernorm.weight", {config.hidden}, {hidden}});
        linear(layer + "mlp.gate_proj", config.intermediate, "intermediate_size", config.hidden,
               hidden, config.mlpBias);
        linear(layer + "mlp.up_proj", config.intermediate, "intermediate_size", config.hidden,
               hidden, config.mlpBias);
        linear(layer + "mlp.down_proj", config.hidden, hidden, config.intermediate,
               "intermediate_size", config.mlpBias);
    }
    out.push_back({"model.norm.weight", {config.hidden}, {hidden}});
    if (!config.tied) {
        out.push_back(
            {"lm_head.weight", {config.vocabulary, config.hidden}, {"vocab_size", hidden}});
    }
    return out;
}

Result<std::unique_ptr<Decoder>> Decoder::load(const std::string& folder, at::ScalarType dtype,
                                               at::Device device,
                                               const std::function<void(double share)>& progress)
{
    MG_TRY(ModelConfig config, readModelConfig(folder));
    MG_TRY(const NamedTensors tensors, openModelTensors(folder));
    const std::unordered_map<std::string, at::Tensor> found(tensors.begin(), tensors.end());
    std::vector<std::string> warnings;
    settleTiedHead(config, found, warnings);
    warnUnknown(config, tensors, warnings);
    for (const ExpectedTensor& expected : expectedTensors(config)) {
        MG_CHECK(checkTensor(expected, found, folder));
    }
    try {
        const c10::NoGradGuard noGrad;
        auto impl = Impl::make(config, dtype, device);
        impl->warnings = std::move(warnings);
        double done = 0;
        for (const auto& [name, parameter] : impl->parameters) {
            parameter.copy_(found.at(name));
            if (progress) {
                progress(++done / static_cast<double>(impl->parameters.size()));
            }
        }
        return std::unique_ptr<Decoder>(new Decoder(std::move(impl)));
    } catch (const c10::Error& error) {
        return failure(
            ErrorKind::Memory,
            Text(MG_TR("model", "The model does not fit: %1."), {error.what_without_backtrace()}),
            folder, MG_TR("model", "Close other programs or choose a smaller model."));
    }
}

}  // namespace marginalia
