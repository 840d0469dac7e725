// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace marginalia {

/// How the weights of the products in a model's blocks are held.
enum class BaseWeights : std::uint8_t {
    Dense,  ///< in the model's type
    Nf4,    ///< 4.5 bits a weight: NF4 in blocks of 64
    Int8    ///< 8 bits a weight and a scale a row
};

/// "dense", "nf4", "int8"; nothing for other words.
std::optional<BaseWeights> baseWeightsFrom(const std::string& word);
const char* wordOf(BaseWeights kind);

}  // namespace marginalia
