// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/text/added_tokens.h"
#include "core/text/normalizer.h"
#include "core/text/post_processor.h"
#include "core/text/pre_tokenizer.h"
#include "core/text/token_decoder.h"
#include "core/text/token_model.h"
#include "core/text/tokenizer.h"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace marginalia {

/// The pipeline of models.md 3.1: added tokens, normalizer, pre-tokenizer, model, post-processor;
/// and back through the decoder.
class PipelineTokenizer final : public Tokenizer {
public:
    static Result<std::shared_ptr<const Tokenizer>> make(std::string_view tokenizerJson,
                                                         std::string_view configJson);

    Encoding encode(std::string_view text, bool addSpecialTokens) const override;
    std::string decode(const std::vector<TokenId>& ids, bool skipSpecialTokens) const override;
    std::string tokenText(TokenId id) const override;
    std::string tokenBytes(TokenId id) const override;
    bool isSpecial(TokenId id) const override;
    bool isSkipped(TokenId id) const override;
    bool isAdded(TokenId id) const override;
    TokenId idOf(std::string_view token) const override;
    std::int64_t size() const override;
    const std::vector<std::pair<std::string, std::string>>& namedTokens() const override
    {
        return m_named;
    }
    TokenId bos() const override { return named("bos_token"); }
    TokenId eos() const override { return named("eos_token"); }
    TokenId pad() const override { return named("pad_token"); }
    bool decodesBytes() const override { return m_decoder.joinsBytes(); }
    const std::string& digest() const override { return m_digest; }

private:
    class Run;
    Status readParts(TokenizerFile file);
    Status readConfig(std::string_view configJson);
    TokenId named(std::string_view name) const;
    bool knows(TokenId id) const;
    std::string_view decodedText(TokenId id) const;

    Normalizer m_normalizer;
    PreTokenizer m_preTokenizer;
    std::unique_ptr<const TokenModel> m_model;
    AddedTokens m_added;
    PostProcessor m_postProcessor;
    TokenDecoder m_decoder;
    std::vector<std::pair<std::string, std::string>> m_named;
    std::string m_digest;
    std::uint64_t m_number = 0;  ///< of this object, for the word cache
};

}  // namespace marginalia
