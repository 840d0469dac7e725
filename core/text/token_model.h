// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/text/tokenizer_file.h"
#include "core/text/vocabulary.h"

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace marginalia {

/// A token of a word and the bytes of the word it stands for.
struct WordToken {
    TokenId id;
    std::uint32_t begin;
    std::uint32_t end;
};

/// The `model` of a tokenizer.json: turns one word into tokens (models.md 3.7, 3.8).
class TokenModel {
public:
    /// Of type BPE, Unigram, WordPiece or WordLevel; a missing type is told by the keys as the
    /// reference library does. Errors name the key, merge or piece that is wrong.
    static Result<std::unique_ptr<const TokenModel>> make(TokenizerFile file);

    TokenModel() = default;
    virtual ~TokenModel() = default;
    TokenModel(const TokenModel&) = delete;
    TokenModel& operator=(const TokenModel&) = delete;

    /// Appends the tokens of `word`. `bytes`: every byte is looked up as its character of the byte
    /// alphabet, else every code point; only where takesBytes().
    virtual void encode(std::string_view word, bool bytes, std::vector<WordToken>& out) const = 0;
    /// Whether words may come as bytes: all 256 characters of the byte alphabet are tokens.
    virtual bool takesBytes() const { return false; }
    /// Whether a word may be cut before every run of U+2581 without changing its tokens.
    virtual bool cutsAtBlanks() const { return false; }
    /// The number that added tokens go on from.
    virtual size_t entries() const { return m_vocabulary.entries(); }

    const Vocabulary& vocabulary() const { return m_vocabulary; }

protected:
    /// `key` as a token; -1: none.
    TokenId tokenField(const nlohmann::json& model, const char* key) const;

    Vocabulary m_vocabulary;
};

/// The ids of "<0x00>" to "<0xFF>" by byte; -1: no such token.
std::array<TokenId, 256> byteFallbackIds(const Vocabulary& vocabulary);

}  // namespace marginalia
