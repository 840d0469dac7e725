// SPDX-License-Identifier: Apache-2.0
#include "app/cli_verbs.h"

#include "app/cli_doctor.h"
#include "core/base/text.h"

namespace marginalia::cli {

const std::vector<Verb>& verbs()
{
    static const std::vector<Verb> list = {
        {"doctor", "[--json]", MG_TR("cli", "what this machine has, and what is missing"),
         MG_TR("cli",
               "  --json   one object: cpu, cores, memory, sqlite, libtorch, devices, ok\n"
               "Exits with 1 when something that training needs is missing."),
         runDoctor},
    };
    return list;
}

}  // namespace marginalia::cli
