// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/text/chat_template.h"
#include "core/text/tokenizer.h"

#include <memory>
#include <optional>
#include <string>

namespace marginalia {

/// Tokenizer and template of a model folder or a GGUF file, as texts and as what they mean.
struct ModelTexts {
    std::string tokenizerJson;
    std::string tokenizerConfigJson;
    std::optional<std::string> chatTemplate;
    std::shared_ptr<const Tokenizer> tokenizer;  ///< null: the folder has none
};

/// A folder without tokenizer.json gives empty texts; what is there and broken is an error.
Result<ModelTexts> readModelTexts(const std::string& folderOrGguf);

}  // namespace marginalia
