// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <ATen/core/Tensor.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace marginalia {

struct GgufHeader;

/// The tensors of a GGUF file of llama, qwen2 or qwen3 under their Hugging Face names, with the
/// rows of queries and keys in their order. F32, F16 and BF16 stay views of the file where the rows
/// need no change; Q8_0 is unpacked to `packed` (float32 is exact). Other types are refused by
/// name.
Result<std::vector<std::pair<std::string, at::Tensor>>> openGgufTensors(
    const std::string& path, at::ScalarType packed = at::kFloat);

/// Name and type of the first tensor that is of a type not read here; nothing: all are.
std::optional<std::string> unreadTensor(const GgufHeader& header);

}  // namespace marginalia
