// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/decoder.h"
#include "core/model/rope.h"

#include <array>
#include <unordered_map>

namespace marginalia {

/// The tensors of one block; undefined where the family has none. Handles of those in
/// Decoder::parameters().
struct Layer {
    at::Tensor inputNorm;
    at::Tensor q, k, v, o;
    at::Tensor qBias, kBias, vBias, oBias;
    at::Tensor qNorm, kNorm;
    at::Tensor postNorm;
    at::Tensor gate, up, down;
    at::Tensor gateBias, upBias, downBias;
    std::int64_t window = 0;
};

struct Decoder::Impl {
    ModelConfig config;
    RopeSettings rope;
    at::ScalarType dtype = at::kFloat;
    at::Device device = at::kCPU;
    std::vector<std::pair<std::string, at::Tensor>> parameters;
    std::unordered_map<std::string, size_t> index;
    std::vector<Layer> layers;
    at::Tensor embedding;
    at::Tensor finalNorm;
    at::Tensor head;  ///< the embedding when tied
    std::vector<std::int64_t>
        windows;  ///< distinct windows of the layers, 0 among them if any is full
    std::vector<std::string> warnings;

    /// Makes the empty parameters of a checked config; q, k, v and gate, up lie side by side in one
    /// storage each.
    static std::unique_ptr<Impl> make(const ModelConfig& config, at::ScalarType dtype,
                                      at::Device device);
    void add(const std::string& name, const at::Tensor& tensor);

    at::Tensor norm(const at::Tensor& x, const at::Tensor& weight) const;
    /// Cosine and sine [T, 1, D / 2] of positions [T], in the model's type.
    std::pair<at::Tensor, at::Tensor> rotation(const at::Tensor& positions) const;
    at::Tensor gatedMlp(const Layer& layer, const at::Tensor& x) const;
    /// Rotated queries, keys [T, heads, D], and values of a normed input [T, hidden].
    std::array<at::Tensor, 3> queriesKeysValues(const Layer& layer, const at::Tensor& x,
                                                const at::Tensor& cosine,
                                                const at::Tensor& sine) const;
};

/// One tensor that a config asks for: its name, and per dimension the size and the keys of
/// config.json it comes from.
struct ExpectedTensor {
    std::string name;
    std::vector<std::int64_t> shape;
    std::vector<std::string> keys;
};
std::vector<ExpectedTensor> expectedTensors(const ModelConfig& config);

}  // namespace marginalia
