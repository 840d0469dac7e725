// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string_view>
#include <vector>

namespace marginalia {

/// Numbers of a Q8_0 block: one half-precision scale and 32 signed bytes, 34 bytes together.
inline constexpr std::int64_t kQ8Numbers = 32;
inline constexpr std::int64_t kQ8Bytes = 34;

/// Q8_0 of float32 numbers on the processor, whose rows are whole blocks: bytes [numel / 32 * 34].
/// Bit for bit what ggml makes: scale = largest magnitude / 127, each number over it rounded half
/// away from zero, then the scale to half precision.
at::Tensor packQ8(const at::Tensor& numbers);

/// The numbers that Q8_0 bytes stand for, scale times byte, in float32 rounded once to `type`.
at::Tensor unpackQ8(std::string_view bytes, const std::vector<std::int64_t>& shape,
                    at::ScalarType type);

/// Rows of queries or keys in the order that llama's GGUF files have: row i and i + D / 2 of every
/// head become 2 i and 2 i + 1. `tensor` is [heads * D, in] or [heads * D].
at::Tensor interleaveHeads(const at::Tensor& tensor, std::int64_t heads);
/// The way back.
at::Tensor separateHeads(const at::Tensor& tensor, std::int64_t heads);

}  // namespace marginalia
