// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/catalog/pair_parts.h"

namespace marginalia::catalog {

std::vector<ObjectiveInfo> pairObjectives()
{
    std::vector<ObjectiveInfo> out;
    for (const auto& list : {contrastivePairs(), anchoredPairs(), freePairs(), coupledPairs()}) {
        out.insert(out.end(), list.begin(), list.end());
    }
    return out;
}

}  // namespace marginalia::catalog
