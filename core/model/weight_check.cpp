// SPDX-License-Identifier: Apache-2.0
#include "core/model/weight_check.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

namespace marginalia {

namespace {

/// What weights may be stored as; Q8_0 in GGUF files.
constexpr std::array kStored = {"F16", "BF16", "F32", "F64", "Q8_0"};

std::string shapeText(const std::vector<std::int64_t>& shape)
{
    std::string out = "[";
    for (const std::int64_t size : shape) {
        out += out.size() > 1 ? ", " + std::to_string(size) : std::to_string(size);
    }
    return out + "]";
}

Error wrongShape(const ExpectedTensor& expected, const std::vector<std::int64_t>& found,
                 const std::string& folder)
{
    std::string keys;
    for (size_t i = 0; i < expected.shape.size(); ++i) {
        if (found.size() != expected.shape.size() || found[i] != expected.shape[i]) {
            keys += keys.empty() ? expected.keys[i] : ", " + expected.keys[i];
        }
    }
    return failure(
        ErrorKind::Invalid,
        Text(MG_TR("model",
                   "The tensor \"%1\" has the shape %2, but %3 of config.json asks for %4."),
             {expected.name, shapeText(found), keys, shapeText(expected.shape)}),
        folder, MG_TR("model", "config.json and the weights are of different models."));
}

}  // namespace

bool isIgnoredTensor(const std::string& name)
{
    if (name == "score.weight" || name == "score.bias") {
        return true;  // a classifier's head, which is read beside the decoder
    }
    // The last two are of GPT-2 and GPT-NeoX alone, whose projections have other names.
    static constexpr std::array kEnds = {".rotary_emb.inv_freq", ".attn.masked_bias",
                                         ".attention.masked_bias", ".attn.bias", ".attention.bias"};
    return std::any_of(kEnds.begin(), kEnds.end(), [&](const char* end) {
        return name.size() > std::string(end).size() && name.ends_with(end);
    });
}

std::string headName(const ModelConfig& config)
{
    return std::string(config.layout->head) + ".weight";
}

std::string embeddingName(const ModelConfig& config)
{
    return std::string(config.layout->prefix) + config.layout->embedding + ".weight";
}

Status checkStoredTensor(const ExpectedTensor& expected, const std::vector<std::int64_t>* shape,
                         const std::string& dtype, const ModelConfig& config,
                         const std::string& folder)
{
    if (shape == nullptr) {
        return failure(
            ErrorKind::Invalid,
            Text(MG_TR("model",
                       "The tensor \"%1\" is missing (%2, tie_word_embeddings and the bias keys of "
                       "config.json ask for it)."),
                 {expected.name, configKey(config.modelType, "num_hidden_layers")}),
            folder, MG_TR("model", "config.json and the weights are of different models."));
    }
    if (std::find(kStored.begin(), kStored.end(), dtype) == kStored.end()) {
        return failure(
            ErrorKind::Unsupported,
            Text(MG_TR("model", "The tensor \"%1\" is stored as %2, which is not trained here."),
                 {expected.name, dtype}),
            folder);
    }
    return *shape == expected.shape ? Status() : wrongShape(expected, *shape, folder);
}

Result<std::vector<std::string>> checkWeightHeaders(ModelConfig config,
                                                    const std::vector<TensorEntry>& tensors,
                                                    const std::string& folder)
{
    std::unordered_map<std::string, const TensorEntry*> found;
    for (const TensorEntry& entry : tensors) {
        found[entry.name] = &entry;
    }
    // GPT-2's first files have names without the prefix.
    if (config.layout->bare != nullptr && found.count(embeddingName(config)) == 0) {
        config.layout = config.layout->bare;
    }
    // A hostile config may ask for millions of tensors; with more blocks and experts than there are
    // tensors one of the first is missing in any case.
    const auto all = static_cast<std::int64_t>(tensors.size());
    if (config.layers * std::max<std::int64_t>(config.experts, 1) > all) {
        config.layers = std::min(config.layers, all + 1);
        config.experts =
            std::min(config.experts, std::max<std::int64_t>(1, all / config.layers + 1));
        config.windows.clear();
        config.unrotated.clear();
    }
    std::unordered_set<std::string> known = {headName(config)};
    for (const ExpectedTensor& expected : expectedTensors(config)) {
        known.insert(expected.name);
        const auto place = found.find(expected.name);
        const TensorEntry* entry = place == found.end() ? nullptr : place->second;
        MG_CHECK(checkStoredTensor(expected, entry != nullptr ? &entry->shape : nullptr,
                                   entry != nullptr ? entry->dtype : std::string(), config,
                                   folder));
    }
    std::vector<std::string> others;
    for (const TensorEntry& entry : tensors) {
        if (known.count(entry.name) == 0 && !isIgnoredTensor(entry.name)) {
            others.push_back(entry.name);
        }
    }
    return others;
}

}  // namespace marginalia
