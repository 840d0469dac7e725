// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/text/gguf_header.h"

#include <optional>
#include <string>

namespace marginalia {

/// What a model folder would hold beside its weights, made from the metadata of a GGUF file.
struct GgufTexts {
    std::string tokenizerJson;
    std::string tokenizerConfigJson;
    std::optional<std::string> chatTemplate;
};

/// Byte-level BPE with a known split alone; other tokenizers are refused by name. Qwen's own files
/// compose characters (NFC) first, which GGUF has no word for: done for their architectures.
Result<GgufTexts> textsOfGguf(const GgufHeader& header, const std::string& path);

/// `tokenizer.chat_template`; nothing when the file has none.
std::optional<std::string> chatTemplateOfGguf(const GgufHeader& header);

/// Opens a GGUF file and reads its texts.
Result<GgufTexts> readGgufTexts(const std::string& path);

}  // namespace marginalia
