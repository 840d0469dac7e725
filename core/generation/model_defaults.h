// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/generation_settings.h"

#include <string>
#include <vector>

namespace marginalia {

/// What a model folder's generation_config.json asks for.
///
/// As in transformers the sampling settings count only with "do_sample": true, and then top_k is 50
/// unless the file says otherwise; with "do_sample": false the default is greedy. A file that says
/// nothing about sampling leaves it to us. End tokens (eos_token_id) are part of ModelConfig.
struct ModelDefaults {
    GenerationSettings settings;
    /// What the file asks for and is not followed, in sentences for people.
    std::vector<std::string> notes;
};

/// A folder without the file gives nothing; values that cannot be read are noted, never an error:
/// they must not keep a model from being used.
ModelDefaults readModelDefaults(const std::string& folder);

}  // namespace marginalia
