// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/text/double_array.h"
#include "core/text/token_model.h"

#include <array>
#include <string_view>
#include <vector>

namespace marginalia {

/// Unigram language model (Kudo 2018): the pieces whose log-probabilities have the largest sum, by
/// Viterbi's algorithm. A character without a piece costs 10 more than the rarest piece.
class Unigram final : public TokenModel {
public:
    /// Errors name the piece or key that is wrong.
    static Result<std::unique_ptr<const TokenModel>> make(TokenizerFile& file);

    void encode(std::string_view word, bool bytes, std::vector<WordToken>& out) const override;
    size_t entries() const override { return m_scores.size(); }

private:
    /// The best way to a place of the word: its sum, where its last piece begins and which it is.
    struct Node {
        double score;
        std::uint32_t begin;
        TokenId id;
    };
    struct Piece {
        std::uint32_t begin;
        std::uint32_t end;
        TokenId id;
    };

    void viterbi(std::string_view word, std::vector<Node>& nodes) const;
    void trace(const std::vector<Node>& nodes, std::vector<Piece>& pieces) const;
    void push(std::string_view word, const Piece& piece, std::vector<WordToken>& out) const;

    DoubleArray m_trie;
    std::vector<double> m_scores;
    std::array<TokenId, 256> m_fallbackIds{};
    double m_unknownScore = 0;
    TokenId m_unknown = -1;
    bool m_byteFallback = false;
};

}  // namespace marginalia
