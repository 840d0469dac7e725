// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/text/double_array.h"
#include "core/text/token_model.h"

#include <string_view>
#include <vector>

namespace marginalia {

/// WordPiece: the longest token from the left, then the longest that continues the word (prefix
/// "##"), and so on; a word with a rest that no token covers is one unknown token.
class WordPiece final : public TokenModel {
public:
    /// Errors name the key that is wrong.
    static Result<std::unique_ptr<const TokenModel>> make(TokenizerFile& file);

    void encode(std::string_view word, bool bytes, std::vector<WordToken>& out) const override;

private:
    DoubleArray m_first;
    DoubleArray m_continuing;  ///< without the prefix
    TokenId m_unknown = -1;
    std::int64_t m_longestWord = 100;  ///< code points
};

/// WordLevel: a word is a token, or unknown.
class WordLevel final : public TokenModel {
public:
    /// Errors name the key that is wrong.
    static Result<std::unique_ptr<const TokenModel>> make(TokenizerFile& file);

    void encode(std::string_view word, bool bytes, std::vector<WordToken>& out) const override;

private:
    TokenId m_unknown = -1;
};

}  // namespace marginalia
