// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/train/dynamic_map.h"
#include "core/train/state_store.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace marginalia {

/// One of AdamW's moments of one tensor: float32 in the weight's shape, or codes of 8 bits in that
/// shape with a scale for each kMomentBlock of them.
class Moment {
public:
    Moment() = default;
    /// All zero, and lying where `store` puts it.
    Moment(MomentKind kind, const at::Tensor& weight, bool packed, StateStore& store);
    /// Of numbers that are there: float32, or codes with their scales.
    Moment(MomentKind kind, at::Tensor numbers, at::Tensor scales);

    bool defined() const { return m_numbers.defined(); }
    bool isPacked() const { return m_scales.defined(); }
    /// float32, or codes (uint8).
    const at::Tensor& numbers() const { return m_numbers; }
    const at::Tensor& scales() const { return m_scales; }

    void clear();
    /// As float32, the moment's own tensor where it is that.
    at::Tensor wide() const;
    /// Takes float32 numbers of the same shape, rounded where it is packed.
    void take(const at::Tensor& wide);
    /// Takes codes and scales, widened where it is not packed; shapes were checked.
    void take(const at::Tensor& codes, const at::Tensor& scales);

private:
    MomentKind m_kind = MomentKind::First;
    at::Tensor m_numbers;
    at::Tensor m_scales;
};

/// "exp_avg.<name>" and what lies beside it when it is packed: "exp_avg_scales.<name>"; the second
/// moment's are "exp_avg_sq".
std::string momentName(MomentKind kind, const std::string& tensor);
std::string scalesName(MomentKind kind, const std::string& tensor);

/// Scales of a packed moment of so many numbers.
std::int64_t scaleCount(std::int64_t numbers);

/// Whether moments of a tensor are held in 8 bits where a run asks for it. Tensors of fewer than
/// 4,096 numbers stay in float32, because there is nothing to gain and norms and biases are among
/// them; so do tables of embeddings: their gradients are rare and uneven, and 8 bits make them
/// unstable (Dettmers et al. 2022, section 2.3).
bool canPack(const std::string& name, std::int64_t numbers);

}  // namespace marginalia
