// SPDX-License-Identifier: Apache-2.0
#pragma once

/* One pass of AdamW over a tensor: gradient, moments and weight are read and written once, whatever
   they are held in. Every level gives the same bits: nothing is contracted, sums have one order.
   C only, as core/model/block_kernels.h. */

extern "C" {

/* Numbers that share a scale in a packed moment, and numbers of a drawing of random bits. */
enum { kMomentBlock = 256 };

/* Where the search for a code begins: bins of the upper 16 bits of a float from 2^-23 to 1. */
enum { kFirstBin = 104 << 7, kBins = (127 << 7) - kFirstBin + 1 };

/* A map of codes to numbers, which ascend (core/train/dynamic_map.h). Magnitude k stands k codes
 * above that of 0, and as many below where the map has signs. */
struct CodeMap {
    float values[256];
    int zero;         /* code of 0 */
    int most;         /* largest magnitude above 0 */
    int mostBelow;    /* below it; 0: no signs */
    float steps[256]; /* above steps[k] a number has at least magnitude k + 1 */
    int begin[kBins]; /* magnitude of the smallest number in a bin */
};

/* What one update does to every number, as torch's operator rounds it to float32. */
struct AdamWNumbers {
    float scale;       /* of gradients: what clipping leaves */
    float keep;        /* 1 - learning rate * decay */
    float firstShare;  /* 1 - beta1 */
    float secondKeep;  /* beta2 */
    float secondShare; /* 1 - beta2 */
    float root;        /* sqrt(1 - beta2^t) */
    float epsilon;
    float step; /* -learning rate / (1 - beta1^t) */
    const struct CodeMap* firstMap;
    const struct CodeMap* secondMap;
    unsigned seed[2]; /* of random bits, with: */
    unsigned update;  /* number of the update */
};

struct AdamWTensor {
    const float* gradient;
    float* weight;        /* null: `half` is all there is, rounded stochastically */
    unsigned short* half; /* bf16 that the model computes with; null: it computes with `weight` */
    float* first;         /* float32 moments; null: packed ones */
    float* second;
    unsigned char* firstCodes;
    unsigned char* secondCodes;
    float* firstScales; /* of a block, its largest absolute value */
    float* secondScales;
    unsigned key;    /* of the tensor, for random bits, which go on from: */
    long firstBlock; /* where this is a part of it; 0: its beginning */
};

struct AdamWKernels {
    const char* name;
    /* Numbers [from, to), `from` a multiple of kMomentBlock. */
    void (*update)(const struct AdamWNumbers* numbers, const struct AdamWTensor* tensor, long from,
                   long to);
    /* Up to kMomentBlock numbers and their scale. */
    void (*pack)(const struct CodeMap* map, const float* from, long count, unsigned char* codes,
                 float* scale);
    void (*unpack)(const struct CodeMap* map, const unsigned char* codes, float scale, long count,
                   float* to);
    /* 16 random bits a number for block `block` of a tensor: Philox 4x32-10 (Salmon et al. 2011).
     * Word w of counter 32 block + c holds the bits of numbers 32 w + c (low half) and
     * 128 + 32 w + c (high half). */
    void (*randomBits)(const unsigned seed[2], unsigned update, unsigned key,
                       unsigned long long block, unsigned short bits[kMomentBlock]);
};

extern const struct AdamWKernels kAdamWKernelsGeneric;
extern const struct AdamWKernels kAdamWKernelsAvx512;

/* The best that the processor runs; null when MARGINALIA_CPU=plain asks for LibTorch's operators
 * alone. */
const struct AdamWKernels* adamwKernels(void);
}
