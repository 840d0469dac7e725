// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

namespace marginalia {

/// Keys and values of one text that is being read or written; grows by itself. Made by
/// Decoder::newText(), for that decoder alone. Texts share nothing: each joins and leaves a batch
/// as it likes.
class TextCache {
public:
    /// `blocked`: the layout of the row kernels, [blocks of 16 tokens, kvHeads, 2, headDim * 16]
    /// (keys transposed, values not); else [2, kvHeads, capacity, headDim].
    TextCache(std::int64_t layers, std::int64_t kvHeads, std::int64_t headDim, bool blocked,
              const at::TensorOptions& options);

    /// Tokens that were read.
    std::int64_t length() const { return static_cast<std::int64_t>(m_ids.size()); }
    const std::vector<std::int64_t>& ids() const { return m_ids; }

private:
    friend class Decoder;
    friend class TextAttention;

    void reserve(std::int64_t tokens);

    std::int64_t m_kvHeads;
    std::int64_t m_headDim;
    bool m_blocked;
    std::int64_t m_capacity = 0;
    std::vector<at::Tensor> m_layers;
    std::vector<std::int64_t> m_ids;
    /// Longest length so far, where the rotation follows from it; else 0.
    std::int64_t m_longest = 0;
};

/// Further tokens of one text.
struct TextPart {
    TextCache* text = nullptr;
    std::vector<std::int64_t> ids;  ///< at least one
    bool wanted = true;             ///< whether the logits after the last token are
};

/// Attention of texts over their own caches; made once for a pass, used by every layer.
class TextAttention {
public:
    /// `from`: tokens that stand in the cache before each part.
    TextAttention(const std::vector<TextPart>& parts, std::vector<std::int64_t> from);

    /// Puts keys and values [T, kvHeads, D] behind those of their texts and attends with q
    /// [T, heads, D] -> [T, heads * D].
    at::Tensor attend(std::size_t layer, const at::Tensor& q, const at::Tensor& k,
                      const at::Tensor& v, std::int64_t window, double scale, double cap) const;

private:
    void append(std::size_t layer, const at::Tensor& k, const at::Tensor& v) const;
    at::Tensor attendBlocked(std::size_t layer, const at::Tensor& q, std::int64_t window,
                             double scale, double cap) const;
    at::Tensor attendPlain(std::size_t layer, const at::Tensor& q, std::int64_t window,
                           double scale, double cap) const;

    const std::vector<TextPart>& m_parts;
    std::vector<std::int64_t> m_from;
    std::vector<std::size_t> m_partOf;     ///< [T]
    std::vector<std::int64_t> m_position;  ///< [T]
};

}  // namespace marginalia
