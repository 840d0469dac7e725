// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>
#include <vector>

namespace marginalia {

/// Memory of tensors that come and go a hundred times a step: fresh pages for each would cost as
/// much as filling them, and freed pieces of the heap would lie between what stays. One thread.
class KeptBuffers {
public:
    /// Nobody else gets the memory until the last copy is gone, whoever still has the tensor.
    struct Loan {
        at::Tensor values;  ///< flat; undefined: nothing is lent
        std::shared_ptr<const at::Tensor> memory;
    };

    /// [numbers], not cleared.
    Loan take(std::int64_t numbers, const at::TensorOptions& options);

    /// Of all that is kept.
    std::int64_t bytes() const;

private:
    std::vector<std::shared_ptr<const at::Tensor>> m_all;
};

}  // namespace marginalia
