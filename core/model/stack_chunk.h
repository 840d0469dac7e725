// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/block_kernels.h"
#include "core/model/products.h"
#include "core/model/stack_plan.h"

#include <cstdint>
#include <vector>

namespace marginalia {

/// Sizes of a stack of pre-norm blocks without biases: Llama's shape.
struct StackShape {
    std::int64_t hidden = 0;
    std::int64_t heads = 0;
    std::int64_t kvHeads = 0;
    std::int64_t headDim = 0;
    std::int64_t intermediate = 0;
    float eps = 0;
    float scale = 0;

    std::int64_t mixed() const { return heads * headDim; }
    std::int64_t projected() const { return (heads + 2 * kvHeads) * headDim; }
};

/// Weights of a block, or the places of their gradients. q, k, v and gate, up lie side by side.
template <class Vector, class Matrix>
struct BlockPlaces {
    Vector inputNorm{};
    Matrix qkv{};  ///< [projected, hidden]
    Matrix out{};  ///< [hidden, mixed]
    Vector postNorm{};
    Matrix gateUp{};  ///< [2 intermediate, hidden]
    Matrix down{};    ///< [hidden, intermediate]
};
using BlockWeights = BlockPlaces<const float*, ProductWeight>;
using BlockGradients = BlockPlaces<float*, float*>;

struct StackWeights {
    std::vector<BlockWeights> blocks;
    std::vector<std::int64_t> windows;  ///< per block
    const float* finalNorm = nullptr;
};

struct StackGradients {
    std::vector<BlockGradients> blocks;
    float* finalNorm = nullptr;
};

/// One chunk's way through the stack: forward() keeps what backward() needs. Used by one thread at
/// a time.
class ChunkRun {
public:
    ChunkRun(const BlockKernels& kernels, const StackShape& shape, const StackChunk& chunk);

    /// rows: [tokens, hidden] embeddings of the chunk; cosine, sine [tokens, headDim / 2]; out:
    /// [tokens, hidden] after the final norm. Without `keep` the memory is that of two blocks.
    void forward(const StackWeights& weights, Products& products, const float* rows,
                 const float* cosine, const float* sine, bool keep, float* out);
    /// gradient: d loss / d out; writes d loss / d rows. `first`: the weights' gradients are
    /// written, not added to (norms are always added to).
    void backward(const StackWeights& weights, Products& products, const float* gradient,
                  const StackGradients& gradients, bool first, float* dRows);

    const StackChunk& chunk() const { return m_chunk; }
    std::int64_t tokens() const { return static_cast<std::int64_t>(m_chunk.places.size()); }

private:
    /// What a block leaves behind, all in one allocation.
    struct Saved {
        FloatBuffer memory;
        float *in, *inverse1, *normed1, *qkv, *logSums, *mixed, *middle, *inverse2, *normed2,
            *gateUp, *gated;
    };
    void reserve(Saved& saved) const;
    void attend(Products& products, const Saved& saved, std::int64_t window);
    void attendBackward(Products& products, const Saved& saved, std::int64_t window,
                        const float* dMixed, float* dQkv);
    void blockForward(const BlockWeights& weights, std::int64_t window, Products& products,
                      Saved& saved, float* out);
    void blockBackward(const BlockWeights& weights, std::int64_t window, Products& products,
                       const BlockGradients& gradients, Saved& saved, bool first, float* dx);

    const BlockKernels& m_kernels;
    const StackShape& m_shape;
    const StackChunk& m_chunk;
    std::vector<Saved> m_saved;
    FloatBuffer m_last;  ///< input of the final norm and its 1 / rms
    FloatBuffer
        m_scratch;  ///< scores, and in the backward pass their slopes and the blocks' gradients
    FloatBuffer m_cosine;
    FloatBuffer m_sine;
    std::int64_t m_mostKeys = 0;
};

}  // namespace marginalia
