// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/text/normalizer.h"
#include "core/text/vocabulary.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace marginalia {

struct AddedToken {
    TokenId id = -1;
    std::string content;
    bool singleWord = false;
    bool leftStrip = false;
    bool rightStrip = false;
    bool normalized = false;
    bool special = false;
    std::string decoded;   ///< what decoding writes: the normalized content of a normalized token
    bool skipped = false;  ///< left out of texts without special tokens
};

/// Part of a text: an added token, or (token null) what lies between them.
struct AddedPiece {
    const AddedToken* token;
    size_t begin;
    size_t end;
};

/// The `added_tokens` of a tokenizer.json and the search for them (models.md 3.2).
class AddedTokens {
public:
    AddedTokens() = default;
    AddedTokens(AddedTokens&&) = default;
    AddedTokens& operator=(AddedTokens&&) = default;

    /// Ids are those the reference library gives; a file that declares others for tokens outside
    /// the vocabulary is refused.
    /// `entries` is the number that new ids go on from.
    static Result<AddedTokens> fromJson(const nlohmann::json& json, const Vocabulary& vocabulary,
                                        size_t entries, const Normalizer& normalizer);

    /// Cuts `text` at tokens that are searched in the raw (or the normalized) text; leftmost, then
    /// longest.
    void split(std::string_view text, bool normalized, std::vector<AddedPiece>& out) const;
    bool any(bool normalized) const { return !m_tries[normalized ? 1 : 0].nodes.empty(); }

    const AddedToken* find(TokenId id) const;
    TokenId idOf(std::string_view content) const;
    TokenId largestId() const { return m_byId.empty() ? -1 : m_byId.rbegin()->first; }

private:
    struct Trie {
        struct Node {
            std::vector<std::pair<unsigned char, std::uint32_t>> children;
            const AddedToken* token = nullptr;
        };
        std::vector<Node> nodes;
        std::array<bool, 256> first{};

        void add(std::string_view content, const AddedToken& token);
        const AddedToken* longestAt(std::string_view text, size_t at, size_t& end) const;
    };
    static Result<AddedToken> tokenOf(const nlohmann::json& json);

    std::map<TokenId, AddedToken> m_byId;
    std::map<std::string, TokenId, std::less<>> m_ids;
    std::array<Trie, 2> m_tries;
};

}  // namespace marginalia
