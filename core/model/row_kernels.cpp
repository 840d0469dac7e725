// SPDX-License-Identifier: Apache-2.0
#include "core/model/row_kernels.h"

#include "core/model/kernel_level.h"

const RowKernels* rowKernels()
{
    switch (kernelLevel()) {
        case KernelLevel::None:
            return nullptr;
        case KernelLevel::Avx512:
            return &kRowKernelsAvx512;
        case KernelLevel::Avx2:
            return &kRowKernelsAvx2;
        case KernelLevel::Generic:
            break;
    }
    return &kRowKernelsGeneric;
}
