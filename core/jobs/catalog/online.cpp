// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/catalog/online_parts.h"

namespace marginalia::catalog {

std::vector<ObjectiveInfo> onlineObjectives()
{
    std::vector<ObjectiveInfo> out = groupObjectives();
    append(out, criticObjectives());
    append(out, sampleObjectives());
    append(out, distillationObjectives());
    return out;
}

}  // namespace marginalia::catalog
