// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/model/model_config.h"

#include <ATen/core/Tensor.h>

#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace marginalia {

/// The stored tensors of a model by name, and its config as they settle it: GPT-2's prefix, a head
/// of its own beside a flag that says tied. The config's warnings name what is not used.
struct StoredModel {
    ModelConfig config;
    std::unordered_map<std::string, at::Tensor> tensors;
};

/// Every tensor that the config asks for is there in its shape; `where` is what errors name
/// (Invalid: the weights are of another model).
Result<StoredModel> settleStored(ModelConfig config,
                                 const std::vector<std::pair<std::string, at::Tensor>>& tensors,
                                 const std::string& where);

}  // namespace marginalia
