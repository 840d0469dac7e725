// SPDX-License-Identifier: Apache-2.0
#include "app/cli_verbs.h"

#include "core/base/text.h"

namespace marginalia::cli {

const std::vector<Verb>& verbs()
{
    static const std::vector<Verb> list = {
    };
    return list;
}

}  // namespace marginalia::cli
