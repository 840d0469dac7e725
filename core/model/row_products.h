// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/model_config.h"

#include <ATen/core/Tensor.h>

namespace marginalia {

/// While one lives, products, norms and activations of this thread go through the row kernels:
/// every row's result is the same bits whatever rows are computed with it and by how many threads.
/// No gradients.
class RowExact {
public:
    explicit RowExact(bool on);
    ~RowExact();
    RowExact(const RowExact&) = delete;
    RowExact& operator=(const RowExact&) = delete;

    static bool active();
    /// Float32 and bf16 on the processor, unless MARGINALIA_CPU=plain.
    static bool possible(at::Device device, at::ScalarType dtype);

private:
    bool m_before;
};

/// x W^T + b of x [T, in], weight [out, in] or, `inputsByRows`, [in, out]; bias may be undefined.
/// Sums in float32, the result in the type of x.
at::Tensor rowProduct(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias,
                      bool inputsByRows);

/// Whether rowActivation() knows it; the others are exact in any case.
bool isRowActivation(Activation activation);
at::Tensor rowActivation(const at::Tensor& x, Activation activation);

/// x / rms(x) * (weight + shift) of float32 x [T, width].
at::Tensor rowRmsNorm(const at::Tensor& x, const at::Tensor& weight, float shift, double eps);

/// cap tanh(x / cap) of float32 x.
at::Tensor rowSoftened(const at::Tensor& x, double cap);

}  // namespace marginalia
