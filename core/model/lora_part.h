// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace marginalia {

/// What decides the dropped inputs of an adapter's parts: nothing is dropped without a key, and one
/// key gives the same mask however often a pass is computed.
struct LoraDropout {
    double share = 0;
    std::optional<std::uint64_t> key;

    bool active() const { return share > 0 && key.has_value(); }
};

/// A tensor that follows from a part's own; computed again when they have changed.
class LoraCache {
public:
    /// With gradients, or when a tensor has changed since: make(). The graph never sees the kept
    /// one, which may come from inference mode.
    at::Tensor get(const std::vector<at::Tensor>& from,
                   const std::function<at::Tensor()>& make) const;

private:
    mutable at::Tensor m_value;
    mutable std::vector<std::pair<const void*, std::uint32_t>> m_seen;
};

/// What a LoRA adapter adds to one projection or table (Hu et al. 2021; models.md 7.1):
/// y + scale B (A x), and with a magnitude m (DoRA, Liu et al. 2024, eq. 5) by rows
/// m / |W + scale B A| (W x + scale B A x) + b, the norm held constant for gradients.
///
/// float32 over a half-precision base too: x is cast to A's type, the result rounded once.
struct LoraPart {
    at::Tensor a;              ///< [r, in]; of a table [r, vocabulary]
    at::Tensor b;              ///< [out, r]; of a table [hidden, r]
    at::Tensor magnitude;      ///< [out]; undefined: plain LoRA
    double scale = 1;          ///< alpha / r, or alpha / sqrt(r) for rsLoRA
    std::uint64_t number = 0;  ///< of the part in its adapter: each drops inputs of its own
    const LoraDropout* dropout = nullptr;

    /// |W + scale B A| by rows, [out]; W as [out, in] by `weight`. No graph.
    at::Tensor norms(const std::function<at::Tensor()>& weight) const;
    /// W + scale B A, by rows m / |.| of it with a magnitude; W [out, in].
    at::Tensor folded(const at::Tensor& weight) const;
    /// scale B (A x) in A's type; x [T, in] must have it.
    at::Tensor added(const at::Tensor& x) const;
    /// x with some numbers dropped and the others enlarged; x itself without a key.
    at::Tensor dropped(const at::Tensor& x) const;
    /// What a table of embeddings gains at `ids` [T]: scale B A[:, id], [T, hidden].
    at::Tensor addedRows(const at::Tensor& ids) const;

    LoraCache keptNorms;
    LoraCache keptWeight;  ///< of the head, which is used as one weight
};

}  // namespace marginalia
