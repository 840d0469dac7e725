// SPDX-License-Identifier: Apache-2.0
#include "core/train/verbs.h"

#include "core/train/verb_doctor.h"

namespace marginalia {

const std::vector<TrainVerb>& trainVerbs()
{
    static const std::vector<TrainVerb> list = {
        {"doctor", runDoctor},
    };
    return list;
}

}  // namespace marginalia
