// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/row_products.h"

#include <ATen/core/Tensor.h>
#include <ATen/ops/linear.h>

#include <optional>

namespace marginalia {

/// A projection of a block: x [T, in] -> x W^T + b [T, out].
struct Linear {
    at::Tensor weight;          ///< [out, in], or [in, out] where `inputsByRows`
    at::Tensor bias;            ///< [out]; undefined: none
    bool inputsByRows = false;  ///< GPT-2's Conv1D

    bool defined() const { return weight.defined(); }

    at::Tensor operator()(const at::Tensor& x) const
    {
        if (RowExact::active()) {
            return rowProduct(x, weight, bias, inputsByRows);
        }
        return at::linear(x, inputsByRows ? weight.t() : weight,
                          bias.defined() ? std::optional(bias) : std::nullopt);
    }
};

/// Weight of a norm, and the bias where it is a LayerNorm; undefined where the block has no such
/// norm.
struct Norm {
    at::Tensor weight;
    at::Tensor bias;

    bool defined() const { return weight.defined(); }
};

}  // namespace marginalia
