// SPDX-License-Identifier: Apache-2.0
#pragma once

/* Loops that pack weights into 4 or 8 bits and unpack them (models.md 7.6). Every level gives the
   same bits: a result is one multiplication, rounded once. C only, as block_kernels.h. */

extern "C" {

/* Numbers that share a scale in NF4, and the bytes of their codes. */
enum { kNf4Block = 64, kNf4Bytes = 32 };

/* The 16 values of NF4 (Dettmers et al. 2023, "QLoRA", appendix E), ascending; the eighth is 0. */
extern const float kNf4Values[16];

struct QuantisedKernels {
    const char* name;
    /* `count` numbers, the first of them the first of a block -> kNf4Bytes bytes and a scale per
     * block, the largest absolute value in it. Two codes to a byte, the first in the high half. A
     * code names the value nearest to number / scale, the smaller of two as near, without rounding
     * on the way; a block of zeros, and what the last block lacks, has the code of 0. Gives 0 when
     * a number is not finite. */
    int (*packNf4)(const float* from, long count, unsigned char* codes, float* scales);
    /* Numbers [from, to) of the packed ones: value of the code times scale, as float32 or, rounded
     * to nearest even, bf16. */
    void (*unpackNf4)(const unsigned char* codes, const float* scales, long from, long to,
                      float* out);
    void (*unpackNf4Half)(const unsigned char* codes, const float* scales, long from, long to,
                          unsigned short* out);
    /* One row: scale = largest absolute value / 127, codes = number / scale to the nearest whole
     * number, halves to the even one. Gives 0 when a number is not finite. */
    int (*packInt8)(const float* from, long count, signed char* codes, float* scale);
    void (*unpackInt8)(const signed char* codes, float scale, long count, float* out);
    void (*unpackInt8Half)(const signed char* codes, float scale, long count, unsigned short* out);
};

extern const struct QuantisedKernels kQuantisedKernelsGeneric;
extern const struct QuantisedKernels kQuantisedKernelsAvx2;
extern const struct QuantisedKernels kQuantisedKernelsAvx512;

/* The best that the processor runs; the generic one with MARGINALIA_CPU=plain, because LibTorch has
 * no such operators. */
const struct QuantisedKernels* quantisedKernels(void);
}
