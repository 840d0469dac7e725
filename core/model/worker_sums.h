// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/float_pool.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

namespace marginalia {

/// Gradients that every worker of a pass sums by itself, float32 and not cleared. The first
/// worker's become the result, so that only they stay when the pass is over.
class WorkerSums {
public:
    WorkerSums(std::int64_t workers, std::int64_t numbers);

    float* of(std::int64_t worker) const;
    const at::Tensor& first() const { return m_first; }
    /// Adds `count` numbers of all workers from `offset` on to the tensor `to`, which has as many;
    /// undefined: those of the others to the first one's.
    void addTo(const at::Tensor& to, std::int64_t offset, std::int64_t count) const;

private:
    std::int64_t m_workers;
    at::Tensor m_first;                  ///< [numbers]
    std::vector<PooledFloats> m_others;  ///< of each as many
};

}  // namespace marginalia
