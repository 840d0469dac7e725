// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/jobs/catalog.h"
#include "core/jobs/run_spec.h"

#include <cstdint>
#include <optional>
#include <string>

namespace marginalia {

/// Size of a model as its folder states it, without loading a weight.
struct ModelShape {
    std::string type;  ///< "llama", "qwen3", ...
    std::int64_t parameters = 0;
    std::int64_t packable = 0;  ///< of them in matrices of the blocks, which base_weights packs
    std::int64_t layers = 0;
    std::int64_t hidden = 0;
    std::int64_t intermediate = 0;
    std::int64_t heads = 0;
    std::int64_t vocabulary = 0;
    std::int64_t context = 0;      ///< tokens
    std::int64_t weightBytes = 0;  ///< on disk
};

/// Reads config.json and the headers of the safetensors files of a model or checkpoint folder.
Result<ModelShape> readModelShape(const std::string& folder);

/// Under twenty million weights a model is small.
ModelScale scaleOf(const ModelShape& model);
/// Of the model in the folder; Usual when its shape cannot be read, which whoever loads it tells.
ModelScale scaleOfModel(const std::string& folder);

/// What a run would train on.
struct DataSize {
    std::int64_t records = 0;    ///< that give rows
    double tokensPerRecord = 0;  ///< prompt counted once per answer, as a naive trainer would
    double longestTokens = 0;    ///< of one sequence; bounds a pack
};

/// A speed seen before on this machine.
struct MeasuredSpeed {
    double tokensPerSecond = 0;
    std::int64_t parameters = 0;  ///< of the model it was measured with
};

/// Bytes that windows of moments and masters take of a card at most while those lie in the
/// machine's memory (core/train/machine_store.h): two of 2^24 numbers, three in float32 of each.
constexpr std::int64_t kCardWindowBytes = 2 * 3 * 4 * (std::int64_t{1} << 24U);

/// Memory in bytes by part, and time; what the recipe shows before a run starts.
struct Budget {
    /// Of what is trained, fp32 masters (where they lie in memory) and gradients; and the model
    /// that computes where it is another: bf16, or frozen under an adapter.
    std::int64_t weights = 0;
    std::int64_t optimizer = 0;    ///< two moments, where they lie in memory, or windows of them
    std::int64_t activations = 0;  ///< of one pack, with the logits of its trained tokens
    std::int64_t activationsAgain = 0;  ///< the same where blocks are computed again
    std::int64_t workspace = 0;         ///< program, libraries, tokenised data
    std::int64_t beside = 0;            ///< of the machine, for a card: moments and masters
    std::int64_t streamTokens = 0;      ///< of the pack
    std::int64_t from = 0;              ///< steps that a checkpoint holds already
    std::int64_t steps = 0;             ///< that are still to be done
    double seconds = -1;                ///< below 0: no speed is known yet
    bool sameModel = false;             ///< the speed was measured with a model of this size

    std::int64_t total() const { return weights + optimizer + activations + workspace; }
};

/// Numbers that a run with method lora trains: about, from above.
std::int64_t adapterParameters(const RunSpec& spec, const ModelShape& model);

/// Rough by design (activations within about a quarter); the measured figure replaces it once the
/// run reports it. Of a fork only the steps behind its checkpoint's count.
Budget estimateBudget(const RunSpec& spec, const ModelShape& model, const DataSize& data,
                      const std::optional<MeasuredSpeed>& speed, std::int64_t from = 0);

}  // namespace marginalia
