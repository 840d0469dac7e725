// SPDX-License-Identifier: Apache-2.0
#pragma once

/* Loops of a transformer block over float32 rows, apart from the products. C only: one of the files
   behind this header is compiled for AVX-512, and nothing that other files share may be
   instantiated there. */

extern "C" {

/* What a row of logits says of its target. */
struct LogitRow {
    float logp;    /* nats */
    float inverse; /* of the sum of the exponentials */
    float entropy;
    int top1; /* the target is the likeliest */
};

struct BlockKernels {
    const char* name;
    /* y = x / rms(x) * weight; keeps 1 / rms per row. */
    void (*norm)(const float* x, const float* weight, float eps, long rows, long width, float* y,
                 float* inverse);
    /* Adds to dx and dweight. */
    void (*normBackward)(const float* dy, const float* x, const float* weight, const float* inverse,
                         long rows, long width, float* dx, float* dweight);
    /* Turns `heads` heads of each row in place; direction -1 turns back. cosine, sine: [rows,
     * headDim / 2]. */
    void (*rotate)(float* x, long stride, const float* cosine, const float* sine, long rows,
                   long heads, long headDim, float direction);
    /* gateUp [rows, 2 width] (gate, then up) -> silu(gate) * up. */
    void (*gated)(const float* gateUp, long rows, long width, float* out);
    void (*gatedBackward)(const float* dout, const float* gateUp, long rows, long width,
                          float* dgateUp);
    /* One row of scores [count] times scale: softmax over [from, to), zero elsewhere; gives the
     * log-sum-exp. */
    float (*softmaxRow)(float* scores, long count, long from, long to, float scale);
    /* The same probabilities from a known log-sum-exp. */
    void (*expRow)(float* scores, long count, long from, long to, float scale, float logSum);
    /* dscores = p * (dp - delta) * scale, in place of dp. */
    void (*softmaxBackwardRow)(const float* p, float* dp, long count, float delta, float scale);
    float (*dot)(const float* a, const float* b, long count);
    void (*add)(const float* x, long count, float* y);
    /* Leaves e^(z - largest) in the row of logits z. */
    struct LogitRow (*readLogits)(float* logits, long count, long target);
    void (*scale)(const float* x, long count, float factor, float* y);
};

extern const struct BlockKernels kBlockKernelsGeneric;
extern const struct BlockKernels kBlockKernelsAvx512;

/* The best that the processor runs; null when MARGINALIA_CPU=plain asks for LibTorch's operators
 * alone. */
const struct BlockKernels* blockKernels(void);
}
