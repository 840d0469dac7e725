// SPDX-License-Identifier: Apache-2.0
#include "core/model/block_kernels.h"

#include "core/model/kernel_level.h"

const BlockKernels* blockKernels()
{
    switch (kernelLevel()) {
        case KernelLevel::None:
            return nullptr;
        case KernelLevel::Avx512:
            return &kBlockKernelsAvx512;
        case KernelLevel::Avx2:
        case KernelLevel::Generic:
            break;
    }
    return &kBlockKernelsGeneric;
}
