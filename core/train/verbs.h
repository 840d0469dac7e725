// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/command_line.h"

#include <vector>

namespace marginalia {

/// A verb of libmarginalia_train.so; its help stands in app/cli_verbs.cpp, where `run` is null.
struct TrainVerb {
    const char* name;
    int (*run)(const cli::Words& words);  ///< words after the verb; gives the exit code
};

/// The one list to add to.
const std::vector<TrainVerb>& trainVerbs();

}  // namespace marginalia
