// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/lora_part.h"
#include "core/model/quantised.h"

#include <ATen/core/Tensor.h>

namespace marginalia {

/// A projection of a block: x [T, in] -> x W^T + b [T, out], and what an adapter adds to it.
///
/// W comes from a weight source, dense or packed; everything else, an adapter above all, sees it
/// through base() and wide() alone.
struct Linear {
    at::Tensor weight;          ///< [out, in], or [in, out] where `inputsByRows`
    QuantisedMatrix packed;     ///< instead of `weight`, [out, in] in any case
    at::Tensor bias;            ///< [out]; undefined: none
    bool inputsByRows = false;  ///< GPT-2's Conv1D
    /// Owned by the decoder's Adapter; null while there is none or it is switched off.
    const LoraPart* adapter = nullptr;

    bool defined() const { return weight.defined() || packed.defined(); }
    std::int64_t outputs() const
    {
        return packed.defined() ? packed.outputs : weight.size(inputsByRows ? 1 : 0);
    }
    std::int64_t inputs() const
    {
        return packed.defined() ? packed.inputs : weight.size(inputsByRows ? 0 : 1);
    }

    at::Tensor operator()(const at::Tensor& x) const
    {
        return adapter == nullptr ? base(x) : adapted(x);
    }

    /// Without the adapter. Under RowExact a row's result does not depend on the other rows.
    at::Tensor base(const at::Tensor& x) const;
    /// W [out, in] in float32 (float64 for models in float64), whatever it is stored as.
    at::Tensor wide() const;
    /// W with the adapter folded in, [out, in]; differentiable in the adapter's tensors.
    at::Tensor folded() const;

private:
    at::Tensor adapted(const at::Tensor& x) const;
};

/// Weight of a norm, and the bias where it is a LayerNorm; undefined where the block has no such
/// norm.
struct Norm {
    at::Tensor weight;
    at::Tensor bias;

    bool defined() const { return weight.defined(); }
};

}  // namespace marginalia
