// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/parameters.h"

namespace marginalia {

const std::vector<Binder>& rewardBinders()
{
    static const std::vector<Binder> list = {};
    return list;
}

}  // namespace marginalia
