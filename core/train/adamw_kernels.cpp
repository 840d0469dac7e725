// SPDX-License-Identifier: Apache-2.0
#include "core/train/adamw_kernels.h"

#include "core/model/kernel_level.h"

const AdamWKernels* adamwKernels()
{
    switch (kernelLevel()) {
        case KernelLevel::None:
            return nullptr;
        case KernelLevel::Avx512:
            return &kAdamWKernelsAvx512;
        case KernelLevel::Avx2:
        case KernelLevel::Generic:
            break;
    }
    return &kAdamWKernelsGeneric;
}
