// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/decoder_impl.h"

#include <ATen/core/Tensor.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace marginalia {

/// Parameters of the fused stack in the order of their gradients: per block inputNorm, q, k, v, o,
/// postNorm, gate, up, down; finalNorm; per block what only some families have: biases of q, k, v,
/// norms of queries and keys.
std::vector<at::Tensor> stackParameters(const Decoder::Impl& model);

/// Where in that order a block's tensors begin, and the final norm stands.
/// Nothing where the family has none.
struct StackOrder {
    explicit StackOrder(const ModelConfig& config);

    std::size_t block(std::size_t number) const { return kPerBlock * number; }
    std::size_t finalNorm() const { return kPerBlock * layers; }
    std::optional<std::size_t> biases(std::size_t number) const;
    std::optional<std::size_t> headNorms(std::size_t number) const;

    static constexpr std::size_t kPerBlock = 9;
    static constexpr std::size_t kBiases = 3;
    static constexpr std::size_t kHeadNorms = 2;
    std::size_t layers;
    bool hasBiases;
    bool hasHeadNorms;

private:
    std::size_t others(std::size_t number) const;
};

/// Adapters on one product of a block: on q, k, v together, o, gate and up together, or down.
struct LowRankTensors {
    struct Part {
        at::Tensor a;  ///< [rank, in], as it is in the graph
        at::Tensor b;  ///< [outputs, rank]
        double scale = 1;
        std::int64_t from = 0;  ///< its first column of the product
    };
    std::vector<Part> parts;
    at::Tensor together;  ///< [ranks, in]: every A times its scale, one below the other; no graph

    std::int64_t ranks() const { return together.defined() ? together.size(0) : 0; }
};
using BlockAdapters = std::array<LowRankTensors, 4>;

/// What one block computes with, as stackParameters() puts it.
struct BlockTensors {
    const at::Tensor* values = nullptr;     ///< nine
    const at::Tensor* biases = nullptr;     ///< of q, k, v; null: none
    const at::Tensor* headNorms = nullptr;  ///< of queries and keys; null: none
    const BlockAdapters* beside = nullptr;  ///< null: none
};

/// The stack's tensors, both lists in the order of stackParameters().
struct StackTensors {
    explicit StackTensors(const ModelConfig& config) : order(config) {}
    BlockTensors block(std::size_t number) const;

    StackOrder order;
    std::vector<at::Tensor> inputs;  ///< of the graph: they get the gradients
    std::vector<at::Tensor> values;  ///< what is computed with
    at::Tensor table;                ///< of embeddings, in the graph
    at::Tensor tableValues;
    /// Matrices get no gradients, and adapters stand beside them; else they are folded in.
    bool frozen = false;
    std::vector<BlockAdapters> beside;  ///< of every block
};

/// Adapters on frozen matrices stay beside them, so that nothing is spent on gradients of the
/// matrices. Others are folded: W + scale B A has the gradients of the three. Either way a zero B
/// changes no bit.
StackTensors stackTensors(const Decoder::Impl& model);

/// Whether stackTensors() leaves the adapters, if there are any, beside the matrices: these are
/// frozen, and no part drops inputs or has a magnitude.
bool adaptersStandBeside(const Decoder::Impl& model);
/// Tests and measurements have adapters folded in, or left to LibTorch's operators, with false.
void setAdaptersBesideEnabled(bool enabled);

/// Whether every adapter that is on is a change of the weights alone.
bool adaptersFold(const Decoder::Impl& model);

/// Most ranks that adapters beside a block have together.
std::int64_t mostRanks(const StackTensors& tensors);

/// Numbers that get gradients of the fused stack, the table's aside.
std::int64_t stackGradientCount(const Decoder::Impl& model);

}  // namespace marginalia
