// SPDX-License-Identifier: Apache-2.0
#include "core/model/worker_sums.h"

#include "core/model/block_kernels.h"

#include <ATen/Parallel.h>

#ifndef _OPENMP
#error "compile this file with -fopenmp"
#endif

namespace marginalia {

WorkerSums::WorkerSums(std::int64_t workers, std::int64_t numbers)
    : m_workers(workers), m_first(pooledTensor(PoolUse::Sums, numbers, at::kFloat))
{
    for (std::int64_t worker = 1; worker < workers; ++worker) {
        m_others.emplace_back(PoolUse::Sums, numbers);
    }
}

float* WorkerSums::of(std::int64_t worker) const
{
    return worker == 0 ? m_first.mutable_data_ptr<float>()
                       : m_others[static_cast<std::size_t>(worker - 1)].data();
}

void WorkerSums::addTo(const at::Tensor& to, std::int64_t offset, std::int64_t count) const
{
    float* const sum = to.defined() ? to.mutable_data_ptr<float>() : of(0) + offset;
    constexpr std::int64_t kShare = 1 << 15;
    at::parallel_for(0, count, kShare, [&](std::int64_t from, std::int64_t until) {
        for (std::int64_t worker = to.defined() ? 0 : 1; worker < m_workers; ++worker) {
            blockKernels()->add(of(worker) + offset + from, until - from, sum + from);
        }
    });
}

}  // namespace marginalia
