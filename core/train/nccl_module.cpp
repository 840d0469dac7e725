// SPDX-License-Identifier: Apache-2.0
#define USE_C10D_NCCL  // as the library in the wheel was built
#include "core/train/nccl_module.h"

#include <c10/cuda/CUDAException.h>
#include <torch/csrc/distributed/c10d/ProcessGroupNCCL.hpp>

#include <cstdlib>
#include <cuda_runtime_api.h>

void marginaliaCardName(int card, char* to, int size)
{
    C10_CUDA_CHECK(cudaDeviceGetPCIBusId(to, size, card));
}

c10d::Backend* marginaliaNcclGroup(c10d::Store* store, int rank, int size, long timeout)
{
    using Group = c10d::ProcessGroupNCCL;
    // Without it a call that never ends takes the whole process down, and the run with it.
    ::setenv("TORCH_NCCL_BLOCKING_WAIT", "1", 0);
    const auto options = Group::Options::create();
    options->timeout = std::chrono::milliseconds(timeout);
    auto group = c10::make_intrusive<Group>(c10::intrusive_ptr<c10d::Store>::reclaim_copy(store),
                                            rank, size, options);
    return group.release();
}
