// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/model/expected_tensors.h"
#include "core/model/safetensors_header.h"

#include <cstdint>
#include <string>
#include <vector>

namespace marginalia {

/// Whether a stored tensor is what the config asks for; null: there is none of that name. `dtype`
/// as the file spells it ("BF16").
Status checkStoredTensor(const ExpectedTensor& expected, const std::vector<std::int64_t>* shape,
                         const std::string& dtype, const ModelConfig& config,
                         const std::string& folder);

/// Buffers that old files carry and nothing is computed from (models.md 1.7).
bool isIgnoredTensor(const std::string& name);

/// "lm_head.weight", "model.embed_tokens.weight".
std::string headName(const ModelConfig& config);
std::string embeddingName(const ModelConfig& config);

/// The loader's checks of names, types and shapes on headers alone. Gives the names of tensors that
/// are not part of the model, which the loader leaves out.
Result<std::vector<std::string>> checkWeightHeaders(ModelConfig config,
                                                    const std::vector<TensorEntry>& tensors,
                                                    const std::string& folder);

}  // namespace marginalia
