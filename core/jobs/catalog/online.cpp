// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/catalog/parts.h"

namespace marginalia::catalog {

std::vector<ObjectiveInfo> onlineObjectives()
{
    return {};
}

}  // namespace marginalia::catalog
