// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/model/safetensors_header.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace marginalia {

/// Names of files in a model folder, and the tensors that are taken from each; none: all of them.
using WeightFiles = std::map<std::string, std::set<std::string>>;

/// model.safetensors, or the shards of model.safetensors.index.json. Unsupported: only a pickle is
/// there. Shards outside of the folder are refused.
Result<WeightFiles> weightFiles(const std::string& folder);

/// What the headers of a folder's weights, or of a GGUF file, say; no weight is read.
struct WeightHeaders {
    std::vector<TensorEntry> tensors;  ///< offsets count in each tensor's own file
    std::int64_t bytes = 0;            ///< of the files
};
Result<WeightHeaders> readWeightHeaders(const std::string& folder);
/// The same of one file, e.g. an adapter's.
Result<WeightHeaders> readWeightHeader(const std::string& file);

}  // namespace marginalia
