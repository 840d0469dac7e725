// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/config_reader.h"
#include "core/model/families.h"

namespace marginalia {

/// Which layers rotate and how, from all spellings of models.md 1.4; needs the sizes of `config`.
void readRotation(ConfigReader& reader, const Family& family, ModelConfig& config);

/// Which layers slide (models.md 1.3); needs the rotation.
void readWindows(ConfigReader& reader, const Family& family, ModelConfig& config);

}  // namespace marginalia
