// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/model_report.h"

#include <string>

namespace marginalia {

/// Parts of inspectModel(), each of one kind of file; what is wrong becomes a reason.

/// family, architecture and `config` of a JSON file, also where the model is refused later.
void inspectConfigFile(const std::string& file, ModelReport& report);
/// tokenizer, template and a rendered sample of a folder.
void inspectTexts(const std::string& folder, ModelReport& report);
/// The licence that the model card's head names, else the first words of a licence file.
void inspectLicence(const std::string& folder, ModelReport& report);

}  // namespace marginalia
