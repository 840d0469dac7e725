// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/export/export_model.h"

#include <ATen/core/Tensor.h>

#include <string>

namespace marginalia {

/// config.json of the exported folder (interfaces.md 5.1): the bytes of the base where nothing
/// changed; else with the type of the weights in both keys, the head's truth, and the older keys of
/// rotation beside rope_parameters.
Result<std::string> exportedConfig(const ExportModel& model, at::ScalarType type);

/// Everything of a model folder but config.json, weights and card: tokenizer, template in both of
/// its places, generation settings, licence and notice files of the base. Adds to `warnings`.
Status writeFolderTexts(const ExportModel& model, const std::string& folder,
                        std::vector<Text>& warnings);

}  // namespace marginalia
