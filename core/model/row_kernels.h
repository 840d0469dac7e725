// SPDX-License-Identifier: Apache-2.0
#pragma once

/* Loops that write answers on the processor. Every number of a result comes from one chain of
   operations in a fixed order that depends on its own row alone: how many rows are computed
   together, and by how many threads, never changes a bit. C only, as block_kernels.h. */

extern "C" {

struct RowKernels {
    const char* name;
    /* y[row, n] = sum over k of x[row, k] w[n, k], plus bias[n] unless null, for n in [from, to).
     * x [rows, inner], y [rows, outputs]; w [outputs, inner] is float32, or bf16 where `half`. */
    void (*products)(const float* x, long rows, long inner, const void* w, int half, long outputs,
                     long from, long to, const float* bias, float* y);
    /* The same with w [inner, outputs]. */
    void (*productsByInputs)(const float* x, long rows, long inner, const void* w, int half,
                             long outputs, long from, long to, const float* bias, float* y);
    /* One query q [headDim] over keys [from, to): softmax(cap(scale q k)) v -> out [headDim]. A
     * block of 16 keys is [headDim][16] keys and [16][headDim] values, `stride` numbers behind the
     * one before; scores has room for `to` rounded up to 16. cap 0: none. */
    void (*attend)(const float* q, const void* blocks, int half, long stride, long headDim,
                   long from, long to, float scale, float cap, float* scores, float* out);
    /* In place: silu, gelu (tanh form), quick gelu, gelu for kind 0 to 3. */
    void (*activate)(int kind, float* x, long count);
    /* In place: cap tanh(x / cap). */
    void (*soften)(float* x, long count, float cap);
    /* y = x / rms(x) * (weight + shift). */
    void (*norm)(const float* x, const float* weight, float shift, float eps, long rows, long width,
                 float* y);
};

extern const struct RowKernels kRowKernelsGeneric;
extern const struct RowKernels kRowKernelsAvx2;
extern const struct RowKernels kRowKernelsAvx512;

/* The best that the processor runs; null when MARGINALIA_CPU=plain asks for LibTorch's operators
 * alone. */
const struct RowKernels* rowKernels(void);
}
