// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/text/gguf_header.h"

#include <string>

namespace marginalia {

/// The config.json that a GGUF file of llama, qwen2 or qwen3 stands for. `file` are the bytes that
/// `header` was read from. Other architectures, and keys of mechanisms that are not computed, are
/// refused by name.
Result<Json> configOfGguf(const GgufHeader& header, std::string_view file, const std::string& path);

/// Opens a GGUF file and reads its configuration.
Result<Json> readGgufConfig(const std::string& path);

}  // namespace marginalia
