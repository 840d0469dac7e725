// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>

namespace marginalia {

/// Name of a tensor in GGUF files of llama, qwen2 and qwen3; empty: those have no such tensor.
std::string ggufNameOf(const std::string& name);

/// The Hugging Face name of a tensor of a GGUF file; a name that is not known stays as it is.
std::string nameOfGguf(const std::string& ggufName);

/// Whether the rows of this tensor (its GGUF name) are queries or keys: reordered for "llama".
enum class HeadRows : std::uint8_t { None, Queries, Keys };
HeadRows headRowsOf(const std::string& ggufName);

/// Rows of queries or keys in the order that llama's GGUF files have: row i and i + D / 2 of every
/// head become 2 i and 2 i + 1. `tensor` is [heads * D, in] or [heads * D].
at::Tensor interleaveHeads(const at::Tensor& tensor, std::int64_t heads);
/// The way back.
at::Tensor separateHeads(const at::Tensor& tensor, std::int64_t heads);

}  // namespace marginalia
