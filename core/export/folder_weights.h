// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/export/gguf_plan.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>

namespace marginalia {

/// What is known of a tensor when it is written, to be compared with what is read back.
struct TensorDigest {
    std::string type;
    std::vector<std::int64_t> shape;
    std::string sha256;

    bool operator==(const TensorDigest&) const = default;
};
using TensorDigests = std::map<std::string, TensorDigest>;

TensorDigest digestOf(const at::Tensor& tensor);

/// Where a weight of another type goes; floats alone are converted. Invalid, by name, where a
/// finite number would become infinite.
Result<at::Tensor> convertedTo(const std::string& name, const at::Tensor& tensor,
                               std::optional<at::ScalarType> type);

/// Writes model.safetensors, or shards of at most `shardBytes` with their index. One tensor at a
/// time is converted. `progress` is told the share of the bytes.
Result<TensorDigests> writeFolderWeights(const std::string& folder, const NamedTensors& tensors,
                                         std::optional<at::ScalarType> type,
                                         const std::function<void(double share)>& progress,
                                         std::int64_t shardBytes = 5'000'000'000);

}  // namespace marginalia
