// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/block_kernels.h"
#include "core/model/float_pool.h"
#include "core/model/stack_matrix.h"
#include "core/model/stack_plan.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace marginalia {

/// Sizes of a stack of pre-norm blocks: Llama's shape, Qwen 2's, whose queries, keys and values
/// have a bias, and Qwen 3's, which norms the heads of queries and keys.
struct StackShape {
    std::int64_t hidden = 0;
    std::int64_t heads = 0;
    std::int64_t kvHeads = 0;
    std::int64_t headDim = 0;
    std::int64_t intermediate = 0;
    float eps = 0;
    float scale = 0;
    bool normsHeads = false;  ///< those of queries and keys
    std::int64_t ranks = 0;   ///< most that adapters have together in a block

    std::int64_t mixed() const { return heads * headDim; }
    std::int64_t projected() const { return (heads + 2 * kvHeads) * headDim; }
    /// Heads that are rotated, and normed where a family does that.
    std::int64_t turned() const { return heads + kvHeads; }
};

/// Weights of a block, or the places of their gradients. q, k, v and gate, up lie side by side.
template <class Vector, class Matrix>
struct BlockPlaces {
    Vector inputNorm{};
    Matrix qkv{};      ///< [projected, hidden]
    Vector qkvBias{};  ///< [projected]; null: none
    Vector qNorm{};    ///< [headDim], of every head of a query; null: none
    Vector kNorm{};    ///< likewise
    Matrix out{};      ///< [hidden, mixed]
    Vector postNorm{};
    Matrix gateUp{};  ///< [2 intermediate, hidden]
    Matrix down{};    ///< [hidden, intermediate]
};
using BlockWeights = BlockPlaces<const float*, StackMatrix>;
using BlockGradients = BlockPlaces<float*, StackMatrixGradient>;

struct StackWeights {
    std::vector<BlockWeights> blocks;
    std::vector<std::int64_t> windows;  ///< per block
    const float* finalNorm = nullptr;
};

struct StackGradients {
    std::vector<BlockGradients> blocks;
    float* finalNorm = nullptr;
};

/// What a forward pass leaves for the backward one: nothing, the inputs of the blocks, whose rest
/// is then computed again, or all that it needs. Rows: nothing, and other chunks go through a block
/// before this one goes on.
enum class StackKeep : std::uint8_t { Nothing, Rows, Inputs, All };

/// One chunk's way through the stack: forward() leaves what backward() needs. Used by one thread at
/// a time.
class ChunkRun {
public:
    ChunkRun(const BlockKernels& kernels, const StackShape& shape, const StackChunk& chunk,
             std::size_t layers, StackKeep keep);

    /// Floats that are the chunk's own from forward() to backward(), and those that both need while
    /// they run, which the chunks of a worker may share. Whole cache lines.
    std::int64_t keptFloats() const;
    std::int64_t sharedFloats() const;
    /// Where they are; on a cache line. Before everything else.
    void place(float* kept, float* shared);

    /// rows: [tokens, hidden] embeddings of the chunk; cosine, sine [tokens, headDim / 2]; out:
    /// [tokens, hidden] after the final norm.
    void forward(const StackWeights& weights, StackProducts& products, const float* rows,
                 const float* cosine, const float* sine, float* out);
    /// gradient: d loss / d out; writes d loss / d rows. `first`: the weights' gradients are
    /// written, not added to (norms are always added to).
    void backward(const StackWeights& weights, StackProducts& products, const float* gradient,
                  const StackGradients& gradients, bool first, float* dRows);

    /// The parts of forward(), one behind the other, where weights come block by block.
    void takeIn(const float* rows, const float* cosine, const float* sine);
    void throughBlock(std::size_t block, const BlockWeights& weights, std::int64_t window,
                      StackProducts& products);
    void giveOut(const float* finalNorm, float* out);
    /// Those of backward(), the last block first; dRows stays what it was from call to call.
    void takeBack(const float* finalNorm, const float* gradient, float* dFinalNorm, float* dRows);
    void backThroughBlock(std::size_t block, const BlockWeights& weights, std::int64_t window,
                          StackProducts& products, const BlockGradients& gradients, bool first,
                          float* dRows);

    const StackChunk& chunk() const { return m_chunk; }
    std::int64_t tokens() const { return static_cast<std::int64_t>(m_chunk.places.size()); }

private:
    /// What a block leaves behind.
    struct Saved {
        float *in, *inverse1, *normed1, *qkv, *logSums, *mixed, *middle, *inverse2, *normed2,
            *gateUp, *gated, *low, *heads, *inverseHeads;
    };
    /// Where in Saved::low each product has its part.
    struct Lows {
        float *qkv, *out, *gateUp, *down;
    };
    Lows lowsOf(const BlockWeights& weights, const Saved& saved) const;
    /// Floats of the parts of a block but its input, in the order of Saved.
    std::array<std::int64_t, 13> partSizes() const;
    std::int64_t blockFloats() const;
    void placeParts(Saved& saved, float* at) const;
    std::int64_t inputFloats() const { return wholeLines(tokens() * m_shape.hidden); }
    std::int64_t lastFloats() const { return wholeLines(tokens() * (m_shape.hidden + 1)); }
    std::int64_t angleFloats() const { return wholeLines(tokens() * m_shape.headDim / 2); }
    bool keepsNothing() const { return m_keep <= StackKeep::Rows; }
    std::int64_t scoreFloats() const;
    std::int64_t gradientFloats() const;
    /// Biases, norms of heads and rotation of what qkv gave; and back.
    void turn(const BlockWeights& weights, const Saved& saved);
    void turnBack(const BlockWeights& weights, const BlockGradients& gradients, const Saved& saved,
                  float* dQkv, float* free);
    void attend(StackProducts& products, const Saved& saved, std::int64_t window);
    void attendBackward(StackProducts& products, const Saved& saved, std::int64_t window,
                        const float* dMixed, float* dQkv);
    /// Without `out` as far as the backward pass looks.
    void blockForward(const BlockWeights& weights, std::int64_t window, StackProducts& products,
                      const Saved& saved, float* out);
    void blockBackward(const BlockWeights& weights, std::int64_t window, StackProducts& products,
                       const BlockGradients& gradients, const Saved& saved, bool first, float* dx);

    const BlockKernels& m_kernels;
    const StackShape& m_shape;
    const StackChunk& m_chunk;
    std::size_t m_layers;
    StackKeep m_keep;
    std::vector<Saved> m_saved;  ///< per layer; where not all is kept they share places
    float* m_last = nullptr;     ///< input of the final norm and its 1 / rms
    float* m_cosine = nullptr;
    float* m_sine = nullptr;
    float* m_scores = nullptr;     ///< and in the backward pass their slopes behind them
    float* m_gradients = nullptr;  ///< of a block
    std::int64_t m_mostKeys = 0;
};

}  // namespace marginalia
