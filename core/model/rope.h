// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"

#include <cstdint>
#include <vector>

namespace marginalia {

/// How positions turn queries and keys (models.md 1.4), checked.
struct RopeSettings {
    enum class Kind : std::uint8_t { Default, Linear, Dynamic, Llama3, Yarn };
    Kind kind = Kind::Default;
    double theta = 10000;
    double factor = 1;
    double originalContext = 0;
    double lowFactor = 1;        ///< llama3
    double highFactor = 4;       ///< llama3
    double betaFast = 32;        ///< yarn
    double betaSlow = 1;         ///< yarn
    bool truncate = true;        ///< yarn
    double attentionFactor = 1;  ///< on cosine and sine
};

/// Checks the scaling object of a config (null: none). `where` is the file; errors name the key.
Result<RopeSettings> parseRope(const Json& scaling, double theta, std::int64_t context,
                               const std::string& where);

/// Frequencies of one head: [rotary / 2], radians a position. `length` is the largest position + 1;
/// only the dynamic kind depends on it.
std::vector<float> ropeFrequencies(const RopeSettings& settings, std::int64_t rotary,
                                   std::int64_t length);

}  // namespace marginalia
