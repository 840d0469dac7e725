// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <string>

namespace marginalia::synth {

/// Builds the sample project at `targetFolder` from what is shipped: pairs, labels and one finished
/// run.
///
/// `resourceFolder` holds `sample/` and `starter/`. The project appears whole or not at all; one
/// that is there already is replaced, so ask first when it may hold labels. Gives the path of its
/// .marginalia file.
Result<std::string> buildSampleProject(const std::string& resourceFolder,
                                       const std::string& targetFolder);

}  // namespace marginalia::synth
