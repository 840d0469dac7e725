// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/decoder.h"
#include "core/train/run_setup.h"

#include <memory>
#include <string>

namespace marginalia {

/// Whether a model that stands beside the one in training reads the same tokens: its tokenizer
/// names each id alike. `field` is the setting that names it (teacher, base_model); with `logits`
/// its scores are compared number by number, so that they must be as many. Reads no weight.
Status checkSecondModel(const char* field, const std::string& named, const ModelConfig& config,
                        const TextTools& tools, bool logits);

/// Loads it frozen, in the run's type and on its device.
Result<std::unique_ptr<Decoder>> loadSecondModel(const std::string& named,
                                                 const RunEnvironment& environment);

/// Writes the digest of its weights into run.json, or compares it with the one that is there: a run
/// that is taken up again must meet the same model. `key` is the digest's name.
Status keepDigest(const std::string& runFolder, const char* key, const Decoder& decoder);

}  // namespace marginalia
