// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/model/head_naming.h"
#include "core/model/model_config.h"
#include "core/model/packed_input.h"
#include "core/model/quantised.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace marginalia {

/// Per-token results of the vocabulary stage at the scored positions; float32 whatever the model's
/// type.
struct TokenScores {
    at::Tensor logps;    ///< [S] nats; carries the graph when gradients are on
    at::Tensor entropy;  ///< [S], detached; undefined unless asked for
    at::Tensor top1;  ///< [S] bool, the target is the likeliest token; undefined unless asked for
};

/// What the blocks of a model give on the way.
struct LayerStates {
    at::Tensor hidden;  ///< [T, hidden] behind the final norm
    at::Tensor layers;  ///< [S, layers, hidden]: output of every block at the scored positions
};

/// Keys and values of rows that are being written.
class KvCache;
/// Keys and values of one text, and further tokens of it (core/model/text_cache.h).
class TextCache;
struct TextPart;
/// A LoRA adapter (core/model/adapter.h).
class Adapter;
/// Weights in shares of several processes (core/model/shared_weights.h).
class SharedWeights;
class ShareExchange;

/// Decoder-only transformer driven by ModelConfig; parameters in a flat list with Hugging Face
/// names.
///
/// Not thread-safe: one thread computes. Training dtype is that of the parameters; bf16 computing
/// keeps float32 masters in the trainer and refreshes `parameters()` after each step.
class Decoder {
public:
    /// What the weights are loaded for. Frozen ones of a large model on the CPU stay in the mapped
    /// file where they have the type already: loading takes no time and no memory of its own, and
    /// writing to such a parameter ends the process.
    enum class Use : std::uint8_t { Trained, Frozen };
    /// Loads a folder (config.json, safetensors with or without an index) or a GGUF file as `dtype`
    /// on `device`.
    /// Unsupported: by name, before a byte of weights is read; Invalid: the weights are of another
    /// model than config.json; Memory: they do not fit.
    ///
    /// With another `base` than dense the weights of the blocks' products (not of a router) are
    /// packed one by one as they are read, and only those; for use Frozen.
    static Result<std::unique_ptr<Decoder>> load(
        const std::string& folder, at::ScalarType dtype, at::Device device,
        const std::function<void(double share)>& progress = {}, Use use = Use::Trained,
        BaseWeights base = BaseWeights::Dense);
    /// The same of tensors in memory, under Hugging Face names; `where` is what errors name.
    static Result<std::unique_ptr<Decoder>> fromTensors(
        ModelConfig config, const std::vector<std::pair<std::string, at::Tensor>>& tensors,
        const std::string& where, at::ScalarType dtype, at::Device device,
        const std::function<void(double share)>& progress = {}, Use use = Use::Trained,
        BaseWeights base = BaseWeights::Dense);
    /// Loads of a folder only what this process keeps of it, where several share its weights: none
    /// of them has all in memory at any time. All call this together, and so everything that
    /// computes with it; `exchange` outlives it. Parameters have shapes and no numbers; no adapter,
    /// no writing, no states(). Errors as those of load().
    static Result<std::unique_ptr<Decoder>> loadShare(
        const std::string& folder, at::ScalarType dtype, at::Device device, ShareExchange& exchange,
        const std::function<void(double share)>& progress = {});
    /// What digest() gives of a folder loaded as `dtype`, tensor by tensor.
    static Result<std::string> storedDigest(const std::string& folder, at::ScalarType dtype);
    /// Fresh weights from a seed (models.md 1.9).
    static std::unique_ptr<Decoder> initialise(const ModelConfig& config, std::uint64_t seed,
                                               at::ScalarType dtype, at::Device device);
    ~Decoder();

    const ModelConfig& config() const;
    /// HF name -> tensor of the model itself (an adapter lists its own), in file order; a tied head
    /// is not listed. GPT-2's names have the prefix "transformer." unless the folder was loaded
    /// without it.
    const std::vector<std::pair<std::string, at::Tensor>>& parameters() const;
    at::Tensor parameter(const std::string& name) const;  ///< undefined when absent
    /// HF name -> packed weight, for those that are held so; parameters() lacks them.
    const std::vector<std::pair<std::string, QuantisedMatrix>>& packedWeights() const;
    BaseWeights baseWeights() const;
    /// Weights of the model, however they are held, and the bytes that they take here.
    std::int64_t weightCount() const;
    std::int64_t weightBytes() const;
    /// What loading wants the person to know: unknown tensors, a head that differs from the tied
    /// embedding.
    const std::vector<std::string>& warnings() const;
    at::Device device() const;
    at::ScalarType dtype() const;
    /// Null where all weights are here.
    SharedWeights* shares() const;

    /// Output of the final norm at every position of the stream: [T, hidden].
    at::Tensor hidden(const PackedInput& input) const;
    /// hidden() with what every block gives. A vector of `steering` [layers, hidden] is added to
    /// the output of each block; undefined: none. By LibTorch's operators alone, so that the last
    /// bits of `hidden` may differ from those of hidden().
    LayerStates states(const PackedInput& input, const at::Tensor& steering = {}) const;
    /// Head on rows of `hidden`: [N, hidden] -> [N, vocabulary], float32, scaled and capped as the
    /// family does it.
    at::Tensor logits(const at::Tensor& hiddenRows) const;
    /// hidden() and the fused head at the scored positions: no [T, vocabulary] tensor outlives a
    /// chunk, unless all of it is under 32 MB and kept for the backward pass.
    TokenScores score(const PackedInput& input, bool withStatistics) const;

    /// Next-token logits of a batch with a cache: ids [B, L], positions [B, L], mask of real tokens
    /// [B, L] (left padding).
    at::Tensor step(const at::Tensor& ids, const at::Tensor& positions, const at::Tensor& mask,
                    KvCache& cache) const;
    std::unique_ptr<KvCache> newCache(std::int64_t batch, std::int64_t capacity) const;

    std::unique_ptr<TextCache> newText() const;
    /// Reads further tokens of several texts, each behind what it has read before; logits after the
    /// last token of every part that wants them: [wanted parts, vocabulary] float32, no graph.
    ///
    /// On the processor, in float32 and bf16, a text's logits are the same bits whatever other
    /// texts are read with it, into however many calls it is cut, and for any number of threads
    /// (but not on another kind of processor). On a card, and with MARGINALIA_CPU=plain, they may
    /// differ in their last bits. LibTorch's errors (memory) fly; the caches are as before then.
    at::Tensor read(const std::vector<TextPart>& parts) const;

    /// Another decoder over the same tensors, without an adapter: costs no memory, and may wear an
    /// adapter of its own.
    std::unique_ptr<Decoder> shared() const;
    /// Puts an adapter on, switched on, in place of the one before; null takes it off. Invalid: the
    /// adapter was made for another model.
    Status wear(std::shared_ptr<Adapter> adapter);
    const std::shared_ptr<Adapter>& adapter() const;
    /// Off: the base model bit for bit, the modules that the adapter trains whole among them.
    void setAdapterOn(bool on);
    bool adapterOn() const;

    /// From now on forward passes with a graph keep of every block only what goes into it, and the
    /// backward pass computes the block again: the same numbers bit by bit, about a quarter slower,
    /// in a fraction of the memory. Without it they keep what the blocks compute. Where weights are
    /// shared out it is always so.
    void setRecomputing(bool recomputing);
    bool recomputing() const;

    /// Sets requires_grad of all parameters.
    void setTrainable(bool trainable);
    /// SHA-256 over names, shapes, dtypes and bytes of all parameters and packed weights, hex.
    std::string digest() const;

    struct Impl;
    /// For the parts of this folder that reach into a decoder.
    Impl& impl() const { return *m_impl; }

private:
    explicit Decoder(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// Writes a folder that transformers loads: safetensors with {"format":"pt"}, and every other file
/// of `baseFolder` copied.
/// `.partial` first, renamed when whole. Names and dtypes as given; `naming` is of the head among
/// them.
Status writeModelFolder(const std::string& folder, const std::string& baseFolder,
                        const std::vector<std::pair<std::string, at::Tensor>>& tensors,
                        const HeadNaming& naming = {});

struct TensorToWrite;
/// The same of tensors that are made when their turn comes (core/model/safetensors.h).
Status streamModelFolder(const std::string& folder, const std::string& baseFolder,
                         std::vector<TensorToWrite> tensors, const HeadNaming& naming = {});

}  // namespace marginalia
