// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/decoder.h"
#include "core/model/expected_tensors.h"
#include "core/model/linear.h"

#include <array>
#include <functional>
#include <memory>
#include <unordered_map>

namespace marginalia {

class Sha256;
class SharedWeights;

/// One MLP of a block: gate and up apart, in one tensor, or without a gate.
struct Mlp {
    Linear gate, up, down;
    Linear gateUp;  ///< instead of gate and up
};

/// The parts of one block; undefined where the family has none. Tensors are handles of those in
/// Decoder::parameters().
struct Layer {
    Norm attentionIn, attentionOut, mlpIn, mlpOut;
    Linear q, k, v, o;
    Linear qkv;  ///< instead of q, k, v
    Norm qNorm, kNorm;
    Mlp mlp;
    Linear router;  ///< with experts, instead of mlp
    std::vector<Mlp> experts;
    std::int64_t window = 0;
    double scale = 1;  ///< on q k^T
    bool rotated = true;
    bool local = false;  ///< rotated by ModelConfig::localRope
};

/// All tensors of a model where they are used.
struct ModelParts {
    at::Tensor embedding;
    const LoraPart* embeddingAdapter = nullptr;  ///< as Linear::adapter
    at::Tensor positions;                        ///< table of learned positions
    Norm finalNorm;
    at::Tensor head;  ///< the embedding when tied
    const LoraPart* headAdapter = nullptr;
    std::vector<Layer> layers;
};

/// Shows every tensor of a model in file order, with its place in `parts` (whose layers it makes).
/// As tensor_walk.h describes it: loading, making and checking all follow that.
void forEachTensor(
    const ModelConfig& config, ModelParts& parts,
    const std::function<void(at::Tensor& place, const ExpectedTensor& expected)>& show);

/// Whether packed models hold its weight packed: a router decides by small differences and is
/// small.
inline bool isPackable(ModuleKind kind)
{
    return kind != ModuleKind::Router;
}

/// Shows every projection of the blocks with the name of its module ("model.layers.0.mlp.up_proj").
void forEachLinear(
    const ModelConfig& config, ModelParts& parts,
    const std::function<void(Linear& place, const std::string& module, ModuleKind kind)>& show);

/// Adds a tensor to the digest of a model, under its name.
void addToDigest(Sha256& hash, std::string head, const at::Tensor& tensor);

/// Cosine and sine [T, 1, rotary / 2] of the layers that rotate, and of those that do it locally.
struct Rotations {
    std::pair<at::Tensor, at::Tensor> common;
    std::pair<at::Tensor, at::Tensor> local;
};

struct Decoder::Impl {
    /// Attention of one layer: q [T, heads, D], k, v [T, kvHeads, D] -> [T, heads * D].
    using Attend = std::function<at::Tensor(std::size_t layer, const at::Tensor& q,
                                            const at::Tensor& k, const at::Tensor& v)>;

    ModelConfig config;
    at::ScalarType dtype = at::kFloat;
    at::Device device = at::kCPU;
    std::vector<std::pair<std::string, at::Tensor>> parameters;
    std::unordered_map<std::string, size_t> index;
    std::vector<std::pair<std::string, QuantisedMatrix>> packed;  ///< not among the parameters
    ModelParts parts;
    std::vector<std::int64_t>
        windows;  ///< distinct windows of the layers, 0 among them if any is full
    std::vector<std::string> warnings;
    std::shared_ptr<Adapter> adapter;  ///< null: none
    bool adapterOn = false;
    bool recomputing = false;  ///< see Decoder::setRecomputing()
    /// Of a model whose tensors are shared out among processes: its parameters have shapes and no
    /// memory then, and those in `parts` are there while they are used. Null: all is here.
    std::shared_ptr<SharedWeights> shares;

    /// Makes the empty parameters of a checked config; with another `base` than dense without the
    /// weights that are packed then.
    static std::unique_ptr<Impl> make(const ModelConfig& config, at::ScalarType dtype,
                                      at::Device device, BaseWeights base = BaseWeights::Dense);
    /// The same without memory for any tensor.
    static std::unique_ptr<Impl> makeHollow(const ModelConfig& config, at::ScalarType dtype,
                                            at::Device device);

    at::Tensor norm(const at::Tensor& x, const Norm& norm) const;
    /// Of positions [T] in a batch whose longest row has `length` tokens; in the model's type, or
    /// float32 where the family rotates in it or `wide` asks for it.
    Rotations rotations(const at::Tensor& positions, std::int64_t length, bool wide = false) const;
    /// The length that rotations of these positions follow from, at least `batchLength`; 0 where
    /// they follow from none.
    std::int64_t rotationLength(const at::Tensor& positions, std::int64_t batchLength) const;
    at::Tensor embed(const at::Tensor& ids, const at::Tensor& positions) const;
    /// [vocabulary, hidden], an adapter on it folded in.
    at::Tensor headWeight() const;
    /// Sees the output of a block and gives what the next one reads.
    using Visit = std::function<at::Tensor(std::size_t layer, at::Tensor x)>;
    /// One block: [T, hidden] -> [T, hidden].
    at::Tensor block(std::size_t number, at::Tensor x, const Rotations& rotations,
                     const Attend& attend) const;
    /// All blocks and the final norm: [T, hidden] -> [T, hidden].
    at::Tensor blocks(at::Tensor x, const Rotations& rotations, const Attend& attend,
                      const Visit& visit = {}) const;
    /// The same for a packed stream, embedding first.
    at::Tensor stack(const PackedInput& input, const Visit& visit = {}) const;

private:
    using Places = std::vector<std::pair<std::string, at::Tensor*>>;
    /// What follows from tensors that are in their places.
    void settle(const Places& places);
    at::Tensor activate(const at::Tensor& x) const;
    at::Tensor apply(const Mlp& mlp, const at::Tensor& x) const;
    at::Tensor mix(const Layer& layer, const at::Tensor& x) const;
    /// Rotated queries, keys, and values [T, heads, D] of a normed input [T, hidden].
    std::array<at::Tensor, 3> queriesKeysValues(const Layer& layer, const at::Tensor& x,
                                                const Rotations& rotations) const;
};

}  // namespace marginalia
