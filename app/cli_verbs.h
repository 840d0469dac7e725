// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/command_line.h"

#include <string>
#include <vector>

namespace marginalia::cli {

struct Verb {
    const char* name;
    const char* arguments;  ///< as the help shows them
    const char* sentence;   ///< MG_TR
    const char* help;       ///< MG_TR: options, one a line
    int (*run)(const Words& words);  ///< null: in libmarginalia_train.so, opened when the verb is used
};

/// All verbs, in the order of the help: the one list to add to.
const std::vector<Verb>& verbs();

/// Opens libmarginalia_train.so beside the program; null and the reason in `problem` when that fails.
void* openTrainLibrary(std::string* problem);

/// Opens libmarginalia_train.so and runs a verb of it.
int runTrainVerb(const std::string& verb, const Words& words);

}  // namespace marginalia::cli
