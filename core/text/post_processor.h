// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/text/tokenizer.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <string>
#include <vector>

namespace marginalia {

/// The `post_processor` of a tokenizer.json: special tokens around a text, and offsets without
/// blanks.
class PostProcessor {
public:
    /// Unknown parts are refused by name; null gives one that does nothing.
    static Result<PostProcessor> fromJson(const nlohmann::json& json);

    /// `spelling` gives that of a token by its index before special tokens are added; the special
    /// tokens get the range [0, 0).
    void run(Encoding& encoding, bool addSpecialTokens,
             const std::function<std::string(size_t)>& spelling) const;
    /// The beginning and end tokens of the configuration instead of the file's (models.md 3.9).
    void replaceTemplate(std::vector<TokenId> before, std::vector<TokenId> after);

private:
    struct Step {
        bool trim = false;         ///< offsets without blanks
        bool prefixSpace = false;  ///< the first blank was put there by the pre-tokenizer
        std::vector<TokenId> before;
        std::vector<TokenId> after;
    };
    static Status add(const nlohmann::json& json, std::vector<Step>& steps);
    static Status addTemplate(const nlohmann::json& json, std::vector<Step>& steps);
    static void trim(std::pair<std::int64_t, std::int64_t>& range, bool prefixSpace, bool first,
                     const std::string& spelling);

    std::vector<Step> m_steps;
};

}  // namespace marginalia
