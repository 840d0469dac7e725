// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace marginalia {

/// A way of cutting texts before byte pair encoding that GGUF files name in `tokenizer.ggml.pre`.
/// A wrong name tokenises wrongly without a word, so that only these are read and written.
struct GgufSplit {
    const char* pre;                        ///< the name that is written
    std::vector<std::string_view> aliases;  ///< names that mean the same
    const char* pattern;                    ///< of a Split step; null: ByteLevel's own pattern
    bool digits;                            ///< every digit is cut off first
    bool ignoreMerges;     ///< a word of the vocabulary is one token, whatever the merges
    bool beginsByDefault;  ///< the begin token is added where the file says nothing of it
};

/// Null: not known.
const GgufSplit* findGgufSplit(std::string_view pre);

/// The split of a tokenizer.json with byte-level BPE; null when GGUF has no name for it.
const GgufSplit* ggufSplitOf(const nlohmann::json& preTokenizer, bool ignoreMerges);

/// The `pre_tokenizer` of a tokenizer.json with this split.
std::string preTokenizerJson(const GgufSplit& split);

/// All names, for messages.
std::string ggufSplitNames();

}  // namespace marginalia
