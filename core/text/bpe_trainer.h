// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace marginalia {

struct BpeTrainOptions {
    std::int64_t vocabulary = 1024;          ///< entries: special tokens, 256 bytes, merges
    std::int64_t minimumFrequency = 0;       ///< a pair that is rarer gives no merge
    std::vector<std::string> specialTokens;  ///< get the first ids, in this order
    bool singleDigits =
        true;          ///< the Qwen 2 pattern; false: Llama 3's, up to three digits together
    bool nfc = false;  ///< normalize to NFC first
};

/// Learns a byte-level BPE and gives it as a whole tokenizer.json; merge for merge what the
/// reference library learns from the same texts (models.md 3.12).
///
/// `next` hands out the texts one by one and nothing at the end. An error says which option is
/// impossible. A corpus with too few different words gives a smaller vocabulary.
Result<Json> trainByteLevelBpe(const std::function<std::optional<std::string>()>& next,
                               const BpeTrainOptions& options);

}  // namespace marginalia
