// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/model/packed_input.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace marginalia {

/// The switches of a family (models.md 1.2); made from config.json, every key known or refused by
/// name.
struct ModelConfig {
    std::string modelType;  ///< llama, qwen2, qwen3
    std::int64_t vocabulary = 0;
    std::int64_t hidden = 0;
    std::int64_t intermediate = 0;
    std::int64_t layers = 0;
    std::int64_t heads = 0;
    std::int64_t kvHeads = 0;
    std::int64_t headDim = 0;
    std::int64_t context = 0;  ///< max_position_embeddings
    double normEps = 1e-6;
    double ropeTheta = 10000;
    Json ropeScaling;  ///< null: none; llama3, linear, ... are parsed by the decoder
    bool tied = false;
    bool qkvBias = false;
    bool outputBias = false;
    bool mlpBias = false;
    bool qkNorm = false;  ///< qwen3: RMSNorm per head on q and k
    std::vector<std::int64_t>
        windows;  ///< per layer sliding window, 0: full attention; empty: all full
    std::string activation = "silu";
    std::vector<std::int64_t> eosIds;  ///< config.json and generation_config.json together
};

/// Reads config.json (v4 and v5 spellings) and generation_config.json of a folder.
Result<ModelConfig> readModelConfig(const std::string& folder);

/// Per-token results of the vocabulary stage at the scored positions; float32 whatever the model's
/// type.
struct TokenScores {
    at::Tensor logps;    ///< [S] nats; carries the graph when gradients are on
    at::Tensor entropy;  ///< [S], detached; undefined unless asked for
    at::Tensor top1;  ///< [S] bool, the target is the likeliest token; undefined unless asked for
};

/// Keys and values of rows that are being written.
class KvCache;

/// Decoder-only transformer driven by ModelConfig; parameters in a flat list with Hugging Face
/// names.
///
/// Not thread-safe: one thread computes. Training dtype is that of the parameters; bf16 computing
/// keeps float32 masters in the trainer and refreshes `parameters()` after each step.
class Decoder {
public:
    /// Loads a folder (config.json, safetensors with or without an index) as `dtype` on `device`.
    static Result<std::unique_ptr<Decoder>> load(
        const std::string& folder, at::ScalarType dtype, at::Device device,
        const std::function<void(double share)>& progress = {});
    /// Fresh weights from a seed (models.md 1.9).
    static std::unique_ptr<Decoder> initialise(const ModelConfig& config, std::uint64_t seed,
                                               at::ScalarType dtype, at::Device device);
    ~Decoder();

    const ModelConfig& config() const;
    /// HF name -> tensor, in file order; a tied head is not listed.
    const std::vector<std::pair<std::string, at::Tensor>>& parameters() const;
    at::Tensor parameter(const std::string& name) const;  ///< undefined when absent
    /// What loading wants the person to know: unknown tensors, a head that differs from the tied
    /// embedding.
    const std::vector<std::string>& warnings() const;
    at::Device device() const;
    at::ScalarType dtype() const;

    /// Output of the final norm at every position of the stream: [T, hidden].
    at::Tensor hidden(const PackedInput& input) const;
    /// Head on rows of `hidden`: [N, hidden] -> [N, vocabulary], float32.
    at::Tensor logits(const at::Tensor& hiddenRows) const;
    /// hidden() and the fused head at the scored positions: no [T, vocabulary] tensor outlives a
    /// chunk, unless all of it is under 32 MB and kept for the backward pass.
    TokenScores score(const PackedInput& input, bool withStatistics) const;

    /// Next-token logits of a batch with a cache: ids [B, L], positions [B, L], mask of real tokens
    /// [B, L] (left padding).
    at::Tensor step(const at::Tensor& ids, const at::Tensor& positions, const at::Tensor& mask,
                    KvCache& cache) const;
    std::unique_ptr<KvCache> newCache(std::int64_t batch, std::int64_t capacity) const;

    /// Sets requires_grad of all parameters.
    void setTrainable(bool trainable);
    /// SHA-256 over names, shapes, dtypes and bytes of all parameters, hex.
    std::string digest() const;

    struct Impl;

private:
    explicit Decoder(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// Writes a folder that transformers loads: safetensors with {"format":"pt"}, and every other file
/// of `baseFolder` copied.
/// `.partial` first, renamed when whole. Names and dtypes as given.
Status writeModelFolder(const std::string& folder, const std::string& baseFolder,
                        const std::vector<std::pair<std::string, at::Tensor>>& tensors);

}  // namespace marginalia
