// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/catalog/parts.h"

namespace marginalia::catalog {

std::vector<ModifierInfo> scoreModifiers()
{
    return {};
}

}  // namespace marginalia::catalog
