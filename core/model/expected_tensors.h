// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/model_config.h"

#include <cstdint>
#include <string>
#include <vector>

namespace marginalia {

/// Beside projections of every token: what only some tokens go through, and what chooses them.
enum class ModuleKind : std::uint8_t { Projection, Router, Expert };

/// One tensor that a config asks for: its name, and per dimension the size and the keys of
/// config.json it comes from.
struct ExpectedTensor {
    enum class Role : std::uint8_t { Weight, Residual, Norm, Bias };
    std::string name;
    std::vector<std::int64_t> shape;
    std::vector<std::string> keys;
    Role role = Role::Weight;  ///< Residual: a weight that writes into the residual stream
    /// Tensors of one number lie side by side in one storage, in this order; -1: alone.
    std::int64_t group = -1;
};

/// All tensors of a model in file order (tensor_walk.h describes them once for everybody).
std::vector<ExpectedTensor> expectedTensors(const ModelConfig& config);

}  // namespace marginalia
