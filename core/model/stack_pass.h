// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/decoder_impl.h"
#include "core/model/packed_input.h"
#include "core/model/products.h"
#include "core/model/stack_chunk.h"

#include <ATen/Parallel.h>

#include <cstdint>
#include <memory>
#include <vector>

// at::parallel_for is inline: without OpenMP it would run on one thread and say nothing.
#ifndef _OPENMP
#error "compile what includes this file with -fopenmp"
#endif

namespace marginalia {

/// A stream on its way through the blocks by our own loops: its chunks, dealt to workers, and the
/// memory that they keep. What it is made of is cut by the input and at::get_num_threads() alone.
struct StackPass {
    StackShape shape;
    std::vector<std::int64_t> windows;  ///< per layer
    StackPlan plan;
    std::vector<std::vector<ChunkRun>> runs;  ///< as plan.workers
    std::vector<PooledFloats> memory;         ///< of each worker
    const PanelKernels* kernels = nullptr;    ///< of products; null: the library's
    at::Tensor ids;
    std::int64_t vocabulary = 0;

    /// False: the stream does not go this way. The pass stays where it is from then on.
    bool begin(const Decoder::Impl& model, const PackedInput& input);
    /// Makes the chunks' ways and their memory: what they keep side by side, and behind it what the
    /// chunks of a worker share.
    void layOut(StackKeep keep);
    /// Embeddings of a chunk's tokens in float32, [tokens, hidden].
    void embed(const at::Tensor& table, const StackChunk& chunk, float* rows) const;
    /// Gradient of the table by those of its rows [T, hidden]; undefined where it was added to the
    /// table's WideGradients.
    at::Tensor embeddingGradient(const at::Tensor& table, const at::Tensor& rows) const;
    std::int64_t workers() const { return static_cast<std::int64_t>(runs.size()); }
};

/// Runs work(worker) for each of them, on a thread of its own where there are so many.
template <class Work>
void forEachWorker(std::int64_t workers, const Work& work)
{
    at::parallel_for(0, workers, 1, [&](std::int64_t from, std::int64_t to) {
        const SerialProducts serial;
        for (std::int64_t worker = from; worker < to; ++worker) {
            work(static_cast<std::size_t>(worker));
        }
    });
}

/// A chunk's rows of a table [T, width], and back.
void gatherRows(const float* table, const StackChunk& chunk, std::int64_t width, float* rows);
void scatterRows(const float* rows, const StackChunk& chunk, std::int64_t width, float* table);

/// Whether our own loops compute blocks of such a config in such a type on the processor, and are
/// switched on. Every switch where Llama has it is what they compute; scaled rotations and sliding
/// windows come to them as data.
bool stackLoopsApply(const Decoder::Impl& model);

}  // namespace marginalia
