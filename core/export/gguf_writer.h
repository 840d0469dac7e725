// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/export/gguf_metadata.h"

#include <ATen/core/Tensor.h>

#include <functional>
#include <string>
#include <vector>

namespace marginalia {

/// A tensor that is made when its turn to be written comes, so that no second copy of a model is
/// ever in memory.
struct GgufTensorToWrite {
    std::string name;
    std::vector<std::int64_t> shape;
    std::uint32_t type = kGgufF32;     ///< F32, F16, BF16 or Q8_0
    std::function<at::Tensor()> make;  ///< floats of this shape, rows in the file's order
};

/// The bytes that stand for a tensor in a file. Invalid where a number does not fit the type, or is
/// not a number.
Result<at::Tensor> ggufBytes(const GgufTensorToWrite& tensor, const at::Tensor& numbers);

/// Writes a GGUF file, version 3; synced, renamed into place. `written` is told the bytes of each
/// tensor and the share of the tensors that are done.
Status writeGguf(
    const std::string& path, const GgufMetadata& metadata,
    const std::vector<GgufTensorToWrite>& tensors,
    const std::function<Status(std::size_t index, const at::Tensor& bytes)>& written = {});

}  // namespace marginalia
