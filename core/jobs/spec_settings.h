// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/run_spec.h"

#include <string>
#include <utility>
#include <vector>

namespace marginalia {

/// KEY and VALUE as a person types them.
using Setting = std::pair<std::string, std::string>;

/// Splits "beta=0.3,lora_targets=q_proj,v_proj": a piece without = belongs to the value before it.
Result<std::vector<Setting>> settingsFromText(const std::string& text);

/// Lays settings over a spec's JSON. A KEY is a field of RunSpec, a parameter or choice of the
/// objective by its catalogue key (beta; also parameters.beta, choices.reduction), terms.LOSS (its
/// weight), modifiers.ID (adds it with its defaults) or modifiers.ID.KEY. `objective` is laid
/// first, so that the order does not matter.
Status laySettings(Json& spec, const std::vector<Setting>& settings);

/// The spec of `json` (any fields) over the defaults of its objective. Without a learning rate in
/// `json` the catalogue's for its method and the model's scale is taken. Problems are named as in
/// runSpecFromJson.
Result<RunSpec> specOverDefaults(const Json& json, std::vector<SpecProblem>& problems,
                                 ModelScale scale = ModelScale::Usual);

}  // namespace marginalia
