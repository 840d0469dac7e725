// SPDX-License-Identifier: Apache-2.0
#pragma once

/// Which of our own loops this processor runs, from the plainest on. C headers only, as in all
/// files of kernels (decisions.md 5a).
enum class KernelLevel {
    None,     ///< MARGINALIA_CPU=plain: the library's operators instead
    Generic,  ///< any processor
    Avx2,     ///< with FMA
    Avx512    ///< F, BW, DQ and VL
};

/// The best that the processor runs and MARGINALIA_CPU=plain|generic|avx2|avx512 allows, which is
/// read when first asked.
KernelLevel kernelLevel();

/// Tests and measurements take plainer loops than the processor's best; Avx512 takes the limit
/// away. Only while nothing computes.
void limitKernelLevel(KernelLevel most);
