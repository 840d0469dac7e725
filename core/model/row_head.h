// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/model/head_naming.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace marginalia {

class Decoder;

/// A linear map on top of a decoder: numbers for an answer, read off the hidden state of its last
/// token (a reward model, objectives.md 6). Its tensor has the name that transformers' classifiers
/// give it, so that a folder with it loads there as ...ForSequenceClassification.
class RowHead {
public:
    static constexpr const char* kName = "score.weight";

    static constexpr const char* kBias = "score.bias";

    /// Small normal numbers from a seed, no bias: scores begin near 0.
    static RowHead fresh(const Decoder& decoder, std::int64_t outputs, std::uint64_t seed);
    /// The head in a model folder, with the labels of its config.json; nothing when the folder has
    /// none. Invalid: its shape does not fit the decoder; Unsupported: it adds a bias.
    static Result<std::optional<RowHead>> load(const std::string& folder, const Decoder& decoder);

    /// [N, hidden] -> [N, outputs], float32.
    at::Tensor operator()(const at::Tensor& hiddenRows) const;
    std::int64_t outputs() const { return m_weight.size(0); }
    const at::Tensor& weight() const { return m_weight; }
    void setTrainable(bool trainable) { m_weight.set_requires_grad(trainable); }
    const HeadNaming& naming() const { return m_naming; }
    void setNaming(HeadNaming naming) { m_naming = std::move(naming); }

private:
    explicit RowHead(at::Tensor weight) : m_weight(std::move(weight)) {}
    at::Tensor m_weight;  ///< [outputs, hidden] in the decoder's dtype
    HeadNaming m_naming;
};

}  // namespace marginalia
