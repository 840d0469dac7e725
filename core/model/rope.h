// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace marginalia {

/// How positions turn queries and keys (models.md 1.4), checked.
struct RopeSettings {
    enum class Kind : std::uint8_t { Default, Linear, Dynamic, Llama3, Yarn, LongRope };
    Kind kind = Kind::Default;
    double theta = 10000;
    std::int64_t rotary = 0;  ///< leading numbers of a head that are turned; 0: all
    double factor = 1;
    double originalContext = 0;        ///< tokens
    double lowFactor = 1;              ///< llama3
    double highFactor = 4;             ///< llama3
    double betaFast = 32;              ///< yarn
    double betaSlow = 1;               ///< yarn
    bool truncate = true;              ///< yarn
    std::vector<double> shortFactors;  ///< longrope: divisors up to originalContext, [rotary / 2]
    std::vector<double> longFactors;   ///< longrope: divisors beyond it
    double attentionFactor = 1;        ///< on cosine and sine

    /// Whether the frequencies follow from the length of the batch (models.md 1.4).
    bool dependsOnLength() const { return kind == Kind::Dynamic || kind == Kind::LongRope; }
    /// Whether a text that grew from `before` to `now` tokens changes from short to long factors.
    bool crosses(std::int64_t before, std::int64_t now) const
    {
        const auto isLong = [this](std::int64_t length) {
            return static_cast<double>(length) > originalContext;
        };
        return kind == Kind::LongRope && !isLong(before) && isLong(now);
    }
};

/// What a scaling object is read with: values that stand elsewhere in config.json.
struct RopeBasis {
    double theta = 10000;
    std::int64_t context = 0;     ///< max_position_embeddings
    std::int64_t rotary = 0;      ///< numbers of a head that are turned
    double originalContext = 0;   ///< original_max_position_embeddings at the top level; 0: none
    bool yarnIsLongRope = false;  ///< Phi-3 files
};

/// Checks the scaling object of a config (null: none). `where` is the file; errors name the key.
Result<RopeSettings> parseRope(const Json& scaling, const RopeBasis& basis,
                               const std::string& where);

/// Frequencies of one head: [rotary / 2], radians a position. `length` is the largest position + 1
/// of the batch; only the kinds that depend on it look at it.
std::vector<float> ropeFrequencies(const RopeSettings& settings, std::int64_t rotary,
                                   std::int64_t length);

}  // namespace marginalia
