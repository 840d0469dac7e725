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

/// Chosen when first asked, the same ever after.
KernelLevel kernelLevel();
