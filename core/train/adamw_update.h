// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/train/moments.h"

#include <cstdint>
#include <vector>

namespace marginalia {

/// What an update does to one tensor.
struct TensorUpdate {
    at::Tensor gradient;  ///< float32
    at::Tensor weight;    ///< float32, a master where there is a `half`; or bf16: rounded at random
    /// bf16 that the model computes with beside a float32 weight; undefined: it computes with that.
    at::Tensor half;
    Moment* first = nullptr;
    Moment* second = nullptr;
    double decay = 0;
    std::uint32_t key = 0;  ///< of random bits
    /// Of a part of a tensor, its first number there: whole blocks of kMomentBlock.
    std::int64_t from = 0;
};

/// What it does to all of them.
struct UpdateNumbers {
    double learningRate = 0;
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 1e-8;
    double factor = 1;       ///< of gradients
    std::int64_t count = 1;  ///< of updates, this one too
    std::uint64_t seed = 0;  ///< of random bits
};

/// Updates all tensors, in one pass over their numbers where they lie on the processor and our
/// loops are on (adamw_kernels.h), else by torchsUpdate() where that can do it, else by
/// plainUpdate(). Gradients may be changed by it. The `store`, which moments and masters are of, is
/// told what is read next; where they lie apart, the same is done in windows (adamw_windows.h).
void updateTensors(const std::vector<TensorUpdate>& tensors, const UpdateNumbers& numbers,
                   StateStore& store);

/// An operator of LibTorch after the other (Loshchilov and Hutter 2019, algorithm 2), in the order
/// of our pass: the reference, which it equals to the bit.
void plainUpdate(const TensorUpdate& tensor, const UpdateNumbers& numbers);

/// torch's own operator for what is all float32, and a copy in bf16 behind it; last bits differ.
/// Gradients are scaled in place.
void torchsUpdate(const std::vector<TensorUpdate>& tensors, const UpdateNumbers& numbers);
bool isTorchs(const TensorUpdate& tensor);

/// 16 random bits a number as AdamWKernels::randomBits() draws them, int32 in the shape of `like`,
/// which begins with number `from` of its tensor.
at::Tensor plainRandomBits(std::uint64_t seed, std::int64_t count, std::uint32_t key,
                           const at::Tensor& like, std::int64_t from = 0);

/// Tests and measurements take plainUpdate() with false.
void setFusedAdamWEnabled(bool enabled);

/// Of a tensor's name.
std::uint32_t roundingKey(const std::string& name);

}  // namespace marginalia
