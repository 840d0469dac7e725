// SPDX-License-Identifier: Apache-2.0
#include "core/model/base_weights.h"

namespace marginalia {

std::optional<BaseWeights> baseWeightsFrom(const std::string& word)
{
    for (const BaseWeights kind : {BaseWeights::Dense, BaseWeights::Nf4, BaseWeights::Int8}) {
        if (word == wordOf(kind)) {
            return kind;
        }
    }
    return std::nullopt;
}

const char* wordOf(BaseWeights kind)
{
    switch (kind) {
        case BaseWeights::Nf4:
            return "nf4";
        case BaseWeights::Int8:
            return "int8";
        case BaseWeights::Dense:
            break;
    }
    return "dense";
}

}  // namespace marginalia
