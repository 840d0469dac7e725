// SPDX-License-Identifier: Apache-2.0
#pragma once

/* Products of float32 matrices with float32 sums and results, of the numbers as they are or rounded
   to bf16. C only, as block_kernels.h: the file behind this header is compiled for AVX-512.

   Both sides are packed first, k by words of 4 bytes: one float32 number, or two bf16 ones. The
   right side lies in panels of 32 columns, [panels][words][32]; what lies beyond n and k is zero.
   The left side lies as the kernels like it. */

extern "C" {

typedef unsigned PanelWord;
typedef unsigned short HalfBits; /* a bf16 number */

struct PanelKernels {
    const char* name;
    long numbers; /* of k in a word: 1, or 2 of bf16 */
    /* Words that a packed left side takes. */
    long (*leftSize)(long m, long k);
    /* op(A) [m, k] with row stride lda; transposed: stored as [k, m]. */
    void (*packLeft)(int transposed, long m, long k, const float* a, long lda, PanelWord* to);
    /* op(B) [k, n]; transposed: stored as [n, k]. */
    void (*packRight)(int transposed, long k, long n, const float* b, long ldb, PanelWord* to);
    /* The same of weights, which are stored in bf16 where bf16 is multiplied. */
    void (*packWeight)(int transposed, long k, long n, const void* b, long ldb, PanelWord* to);
    /* C [m, n] = A B, or C += A B. */
    void (*multiply)(long m, long n, long k, const PanelWord* left, const PanelWord* right, int add,
                     float* c, long ldc);
};

extern const struct PanelKernels kFloatPanelsAvx512;
extern const struct PanelKernels kHalfPanelsAvx512;
extern const struct PanelKernels kHalfPanelsAmx;

/* Null where the processor cannot run them, MARGINALIA_CPU asks for less, or they are switched off.
   With MARGINALIA_CPU=avx512 there are no tiles of AMX. */
const struct PanelKernels* floatPanels(void);
const struct PanelKernels* halfPanels(void);
/* Tests and measurements take the library's products with 0; only while nothing computes. */
void setPanelsEnabled(int enabled);

/* How they are called; "library" where there are none. */
const char* panelsName(const struct PanelKernels* kernels);

/* Words that a packed right side takes. */
long panelRightSize(const struct PanelKernels* kernels, long k, long n);
}
