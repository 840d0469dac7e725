// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/block_kernels.h"
#include "core/model/stack_plan.h"

#include <cstdint>
#include <memory>
#include <new>
#include <vector>

namespace marginalia {

/// Memory for floats that is not cleared and lies on a cache line; growing it loses what it held.
class FloatBuffer {
public:
    float* reserve(std::int64_t count)
    {
        if (count > m_count) {
            m_memory.reset();
            m_memory.reset(static_cast<float*>(
                ::operator new(static_cast<std::size_t>(count) * sizeof(float), kLine)));
            m_count = count;
        }
        return m_memory.get();
    }
    float* data() const { return m_memory.get(); }

private:
    static constexpr std::align_val_t kLine{64};
    struct Free {
        void operator()(float* memory) const { ::operator delete(memory, kLine); }
    };
    std::unique_ptr<float, Free> m_memory;
    std::int64_t m_count = 0;
};

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
template <class Float>
struct BlockPointers {
    Float* inputNorm = nullptr;
    Float* qkv = nullptr;  ///< [projected, hidden]
    Float* out = nullptr;  ///< [hidden, mixed]
    Float* postNorm = nullptr;
    Float* gateUp = nullptr;  ///< [2 intermediate, hidden]
    Float* down = nullptr;    ///< [hidden, intermediate]
    std::int64_t window = 0;
};

template <class Float>
struct StackPointers {
    std::vector<BlockPointers<Float>> blocks;
    Float* finalNorm = nullptr;
};

/// One chunk's way through the stack: forward() keeps what backward() needs. Used by one thread at
/// a time.
class ChunkRun {
public:
    ChunkRun(const BlockKernels& kernels, const StackShape& shape, const StackChunk& chunk);

    /// rows: [tokens, hidden] embeddings of the chunk; cosine, sine [tokens, headDim / 2]; out:
    /// [tokens, hidden] after the final norm. Without `keep` the memory is that of two blocks.
    void forward(const StackPointers<const float>& weights, const float* rows, const float* cosine,
                 const float* sine, bool keep, float* out);
    /// gradient: d loss / d out; writes d loss / d rows. `first`: the weights' gradients are
    /// written, not added to (norms are always added to).
    void backward(const StackPointers<const float>& weights, const float* gradient,
                  const StackPointers<float>& gradients, bool first, float* dRows);

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
    void attend(const Saved& saved, std::int64_t window);
    void attendBackward(const Saved& saved, std::int64_t window, const float* dMixed, float* dQkv);
    void blockForward(const BlockPointers<const float>& weights, Saved& saved, float* out);
    void blockBackward(const BlockPointers<const float>& weights,
                       const BlockPointers<float>& gradients, Saved& saved, bool first, float* dx);

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
