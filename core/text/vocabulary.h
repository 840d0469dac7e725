// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/text/tokenizer.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace marginalia {

/// Tokens by id and ids by token.
///
/// All spellings lie in one block and are found by open addressing: a vocabulary of 256,000 entries
/// must load in a moment, and models ask it for every new word.
class Vocabulary {
public:
    void reserve(size_t entries);
    /// Adds a token; one that is there already gets the new id.
    void set(std::string_view token, TokenId id);

    /// -1: not in the vocabulary.
    TokenId idOf(std::string_view token) const;
    bool has(TokenId id) const
    {
        return id >= 0 && static_cast<size_t>(id) < m_entryOf.size() &&
               m_entryOf[static_cast<size_t>(id)] != 0;
    }
    /// Empty for an id without a token.
    std::string_view token(TokenId id) const
    {
        return has(id) ? text(m_entries[m_entryOf[static_cast<size_t>(id)] - 1])
                       : std::string_view();
    }
    TokenId largestId() const { return static_cast<TokenId>(m_entryOf.size()) - 1; }
    /// Number of different tokens.
    size_t entries() const { return m_entries.size(); }

private:
    struct Entry {
        std::uint32_t begin;
        std::uint32_t length;
        std::uint32_t hash;
        TokenId id;
    };
    std::string_view text(const Entry& entry) const
    {
        return std::string_view(m_bytes).substr(entry.begin, entry.length);
    }
    size_t slotOf(std::string_view token, std::uint32_t hash) const;
    void grow(size_t slots);

    std::string m_bytes;
    std::vector<Entry> m_entries;
    std::vector<std::uint32_t> m_slots = std::vector<std::uint32_t>(4);  ///< entry + 1; 0: free
    std::vector<std::uint32_t> m_entryOf;                                ///< by id: entry + 1
};

}  // namespace marginalia
