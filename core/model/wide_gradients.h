// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/core/Tensor.h>

#include <utility>
#include <vector>

namespace marginalia {

/// Where gradients of parameters are summed in float32, for as long as one lives.
///
/// Autograd hands a bf16 parameter bf16 gradients. The fused paths have them in float32 and would
/// round them only for the optimizer to widen them again: they add to these sums instead and give
/// autograd nothing. Other paths know nothing of it and fill grad() as ever.
class WideGradients {
public:
    using Sums = std::vector<std::pair<at::Tensor, at::Tensor>>;  ///< parameter, float32 sum
    WideGradients() = default;
    explicit WideGradients(Sums sums);
    ~WideGradients();
    WideGradients(WideGradients&& other) noexcept;
    WideGradients& operator=(WideGradients&& other) noexcept;

    /// The sum of this very parameter; undefined: it has none.
    static at::Tensor sumOf(const at::Tensor& parameter);
    /// Tests and measurements switch the sums off here: autograd then gets gradients in the
    /// parameter's type. Only between steps.
    static void setEnabled(bool enabled);

private:
    Sums m_sums;
};

}  // namespace marginalia
