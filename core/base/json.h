// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

namespace marginalia {

/// JSON of our own files and of model files: keys keep their order, because Python readers see it.
/// Foreign data files go through core/data/json_reader.h, which gives positions, limits and duplicate keys.
using Json = nlohmann::ordered_json;

}  // namespace marginalia
