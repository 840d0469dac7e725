// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/model/base_weights.h"

#include <string>

namespace marginalia {

/// The folder of the model that an adapter stands on: base_model_name_or_path where it is a folder
/// (also seen from the adapter's own place), the start model of the run that wrote the checkpoint,
/// or the hub name's snapshot in the hub cache. NotFound names what was looked for.
Result<std::string> adapterBaseFolder(const std::string& adapterFolder);

/// How the weights beside an adapter were held while a run trained it, as its checkpoint says;
/// dense where nothing says so.
BaseWeights baseWeightsBeside(const std::string& adapterFolder);

}  // namespace marginalia
