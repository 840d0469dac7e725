// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/export/export_source.h"
#include "core/export/gguf_plan.h"
#include "core/export/model_texts.h"
#include "core/model/model_config.h"

#include <string>
#include <vector>

namespace marginalia {

/// A model that is to be written, opened: texts in memory, weights as views of its files.
struct ExportModel {
    ExportSource source;
    std::string configText;  ///< config.json, as it stands in the folder
    ModelConfig config;      ///< with names and head settled by the weights
    NamedTensors tensors;    ///< what the config asks for, by the file's names
    ModelTexts texts;
    std::vector<Text> warnings;
};

/// Opens and settles: the head of a tied model is left out where it equals the table
/// (models.md 2.5), tensors that nothing is computed from are left out with a warning.
Result<ExportModel> openExportModel(const ExportSource& source);

}  // namespace marginalia
