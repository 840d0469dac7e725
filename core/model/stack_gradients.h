// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/stack_chunk.h"
#include "core/model/stack_tensors.h"
#include "core/model/worker_sums.h"

#include <torch/csrc/autograd/variable.h>

#include <cstdint>
#include <vector>

namespace marginalia {

/// Which tensors of the fused stack get gradients, and where these lie in one flat array of float32
/// numbers.
class GradientLayout {
public:
    explicit GradientLayout(const StackTensors& tensors);

    /// Numbers of the array.
    std::int64_t size() const { return m_size; }
    /// The places in an array.
    StackGradients in(float* flat) const;
    /// Norms are added to from the first time on.
    void clearNorms(float* flat) const;

    /// Inputs of the graph behind the table of embeddings, and their gradients in this order:
    /// undefined where there is none, or a sum in float32 took it (WideGradients).
    torch::autograd::variable_list inputs() const;
    torch::autograd::variable_list take(const WorkerSums& sums) const;

private:
    struct Leaf {
        at::Tensor input;
        std::vector<std::int64_t> sizes;
        std::int64_t offset = 0;
        std::int64_t count = 0;  ///< 0: it gets none
        double scale = 1;        ///< of the gradient, as it lies there
    };
    void add(const at::Tensor& input, bool trained, double scale = 1);

    StackOrder m_order;
    std::size_t m_parameters;    ///< of stackParameters()
    std::vector<Leaf> m_leaves;  ///< stackParameters(), then of every adapted product A's and B's
    std::vector<BlockAdapters> m_beside;
    std::int64_t m_size = 0;
};

}  // namespace marginalia
