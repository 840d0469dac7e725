// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/train/adamw.h"
#include "core/train/pack_sizes.h"
#include "core/train/train_loop.h"

#include <cstdint>

namespace marginalia {

/// Bytes that a step takes beyond what lies there between steps.
struct StepBytes {
    std::int64_t weights = 0;  ///< laid out for products, folded with an adapter
    std::int64_t gradients = 0;
    std::int64_t activations = 0;
    std::int64_t head = 0;

    std::int64_t total() const { return weights + gradients + activations + head; }
};

/// The memory of a run's steps, reckoned from what its passes keep: exactly for our own loops
/// (fused_stack.cpp, head_rows.cpp), about for LibTorch's operators.
class StepMemory {
public:
    StepMemory(const Decoder& decoder, const NamedTensors& trained, int threads);

    /// With `pack` as the fullest stream, in that part of its backward pass which takes more: the
    /// head's or the blocks'. `several`: a step has more streams than one, so that gradients of one
    /// lie beside those of the next.
    StepBytes at(const PackSize& pack, bool several) const;
    /// The same where blocks are computed again in the backward pass, or not.
    StepMemory recomputing(bool again) const
    {
        StepMemory out = *this;
        out.m_again = again;
        return out;
    }
    /// Whether it follows from what our own loops keep; else it is worth measuring.
    bool isExact() const { return m_fused; }
    /// Weights with an adapter folded in; 0 where that is not done.
    std::int64_t folded() const { return m_folded; }

private:
    bool keepsFloatGradients() const { return m_full && m_width == 4; }
    StepBytes inShares(const PackSize& pack) const;
    void addStack(const PackSize& pack, StepBytes& out) const;
    void addPlain(const PackSize& pack, StepBytes& out) const;
    void addHead(const PackSize& pack, StepBytes& out) const;
    std::int64_t stackGradients() const;

    const ModelConfig& m_config;
    std::int64_t m_width = 4;  ///< bytes of a weight
    std::int64_t m_stack = 0;  ///< weights of the blocks
    std::int64_t m_table = 0;  ///< of the head
    std::int64_t m_adapter = 0;
    std::int64_t m_folded = 0;
    std::int64_t m_besides = 0;     ///< trained numbers of an adapter beside frozen blocks
    std::int64_t m_ranks = 0;       ///< of it in a block
    std::int64_t m_panelBytes = 0;  ///< of the blocks, laid out for both directions
    std::int64_t m_threads = 1;
    /// Numbers of weights in shares.
    struct Shares {
        std::int64_t ranks = 0;   ///< 0: all weights are there
        std::int64_t block = 0;   ///< of the largest
        std::int64_t tables = 0;  ///< of all that stands around the blocks
        std::int64_t table = 0;   ///< of the larger part of that
    };
    Shares m_shares;
    bool m_full = false;  ///< the model's own weights are trained
    bool m_fused = false;
    bool m_again = false;  ///< blocks are computed again
    bool m_headRows = false;
    bool m_panels = false;  ///< products by our own kernels
};

/// What lies there between steps, bytes. So many `ranks` share out the moments.
struct HeldBytes {
    std::int64_t weights = 0;
    std::int64_t optimizer = 0;
    std::int64_t gradients = 0;  ///< float32 sums beside weights in bf16
    /// Beside a card, of the machine's memory: moments and masters with offload machine. No part of
    /// the total.
    std::int64_t machine = 0;
    std::int64_t total() const { return weights + optimizer + gradients; }
};
HeldBytes heldBytes(const Decoder& decoder, const NamedTensors& trained, const RunSpec& spec,
                    int ranks = 1);
/// The same before anything is loaded.
HeldBytes heldBytes(const RunSpec& spec, const ModelConfig& config, at::ScalarType dtype,
                    int ranks = 1);

/// Numbers in the blocks' matrices, and in one table of the vocabulary.
std::int64_t stackWeightCount(const ModelConfig& config);
std::int64_t tableWeightCount(const ModelConfig& config);

}  // namespace marginalia
