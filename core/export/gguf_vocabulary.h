// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/export/gguf_metadata.h"
#include "core/export/model_texts.h"
#include "core/model/model_config.h"

#include <string>
#include <vector>

namespace marginalia {

/// Adds tokens, merges, special ids and template. Gives warnings: what readers of the file do
/// otherwise. Unsupported, with the reason and the command that may do it instead: tokenizers that
/// are not byte-level BPE, and splits that GGUF has no known name for. `where` is named in errors.
Result<std::vector<Text>> addTokenizerMetadata(const ModelTexts& texts, const ModelConfig& config,
                                               const std::string& where, GgufMetadata& metadata);

}  // namespace marginalia
