// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/catalog/pair_parts.h"

namespace marginalia::catalog {

std::vector<ModifierInfo> scoreModifiers()
{
    std::vector<ModifierInfo> out = noiseAndScoreModifiers();
    for (ModifierInfo& each : weightModifiers()) {
        out.push_back(std::move(each));
    }
    return out;
}

}  // namespace marginalia::catalog
