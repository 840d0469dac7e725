// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace marginalia {

using TokenId = std::int32_t;

/// Ids and, per id, the half-open range of Unicode code points of the text it stands for.
struct Encoding {
    std::vector<TokenId> ids;
    std::vector<std::pair<std::int64_t, std::int64_t>> offsets;
};

/// A tokenizer.json, exactly as the reference library reads it. Immutable; all functions may be called from any thread.
class Tokenizer {
public:
    /// From a model folder (tokenizer.json, tokenizer_config.json), a tokenizer.json itself or a GGUF file: BPE, Unigram, WordPiece and
    /// WordLevel with every normalizer, pre-tokenizer, post-processor and decoder of tokenizers 0.23. Errors name the file
    /// and the field; parts we do not know are refused by name.
    static Result<std::shared_ptr<const Tokenizer>> load(const std::string& folderOrFile);
    static Result<std::shared_ptr<const Tokenizer>> fromJson(std::string_view tokenizerJson, std::string_view configJson = {});

    virtual ~Tokenizer() = default;

    virtual Encoding encode(std::string_view text, bool addSpecialTokens) const = 0;
    virtual std::string decode(const std::vector<TokenId>& ids, bool skipSpecialTokens) const = 0;
    /// The token's own text as the vocabulary spells it; empty for an id outside.
    virtual std::string tokenText(TokenId id) const = 0;
    /// The bytes that the token adds in the middle of a text; a part of a character may be among them.
    virtual std::string tokenBytes(TokenId id) const = 0;
    virtual bool isSpecial(TokenId id) const = 0;
    /// Whether skipSpecialTokens leaves the token out; as in the reference not for special tokens that the normalizer changes.
    virtual bool isSkipped(TokenId id) const = 0;
    virtual bool isAdded(TokenId id) const = 0;
    virtual TokenId idOf(std::string_view token) const = 0;  ///< -1: not in the vocabulary
    virtual std::int64_t size() const = 0;                   ///< largest id + 1, added tokens included

    /// bos_token, eos_token, pad_token, unk_token ... of tokenizer_config.json; what templates see.
    virtual const std::vector<std::pair<std::string, std::string>>& namedTokens() const = 0;
    virtual TokenId bos() const = 0;  ///< -1: none
    virtual TokenId eos() const = 0;
    virtual TokenId pad() const = 0;
    /// Whether decoding joins bytes (tokenBytes) and nothing else.
    virtual bool decodesBytes() const = 0;
    /// SHA-256 (hex) of the files it was made from.
    virtual const std::string& digest() const = 0;
};

/// Text of a growing list of ids: never half a character; U+FFFD only where the whole decoding has it.
///
/// With byte fallback a byte that was shown as a character may turn out to begin a broken run; it stays as it was shown,
/// and the rest of the run is U+FFFD.
class StreamDecoder {
public:
    StreamDecoder(std::shared_ptr<const Tokenizer> tokenizer, bool skipSpecialTokens);
    /// What may be shown after this id; often empty.
    std::string push(TokenId id);
    /// What is left at the end.
    std::string finish();

private:
    std::string pushBytes(TokenId id);
    std::string pushWindow(TokenId id);
    std::string behindShown(const std::string& text) const;

    std::shared_ptr<const Tokenizer> m_tokenizer;
    bool m_skipSpecial;
    std::string m_pending;       ///< complete characters that wait because they end in U+FFFD
    std::string m_tail;          ///< bytes that may still become a character
    std::vector<TokenId> m_ids;  ///< decoders that need context: the ids since the last but one output
    size_t m_shown = 0;          ///< how many of m_ids are in m_prefix
    std::string m_prefix;        ///< their text
};

}  // namespace marginalia
