// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/snapshot_project.h"

#include <string>
#include <vector>

namespace marginalia::testing_model {

/// A model folder of two small layers with fresh weights and a byte-level tokenizer, for plain
/// text. `other`: what config.json says instead.
void write(const std::string& folder, bool withWeights, const Json& other = Json::object());

/// Plain-text pairs whose chosen answer is the shorter one; every prompt is different.
std::vector<Record> pairs(int count);

}  // namespace marginalia::testing_model
