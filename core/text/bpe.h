// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/text/tokenizer.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace marginalia {

/// A token of a word and the bytes of the word it stands for.
struct WordToken {
    TokenId id;
    std::uint32_t begin;
    std::uint32_t end;
};

/// Merges by pair of ids: open addressing, because it is asked for every pair of every new word.
class MergeTable {
public:
    struct Merge {
        std::uint32_t rank = UINT32_MAX;  ///< UINT32_MAX: the pair does not merge
        TokenId result = -1;
    };
    void reserve(size_t count);
    void set(TokenId left, TokenId right, Merge merge);
    Merge find(TokenId left, TokenId right) const
    {
        const std::uint64_t key = keyOf(left, right);
        for (size_t slot = slotOf(key);; slot = (slot + 1) & m_mask) {
            if (m_slots[slot].key == key) {
                return m_slots[slot].merge;
            }
            if (m_slots[slot].key == kFree) {
                return {};
            }
        }
    }

private:
    static constexpr std::uint64_t kFree = UINT64_MAX;
    struct Slot {
        std::uint64_t key = kFree;
        Merge merge;
    };
    static std::uint64_t keyOf(TokenId left, TokenId right)
    {
        return static_cast<std::uint64_t>(static_cast<std::uint32_t>(left)) << 32U |
               static_cast<std::uint32_t>(right);
    }
    size_t slotOf(std::uint64_t key) const
    {
        return static_cast<size_t>((key * 0x9E3779B97F4A7C15ULL) >> 20U) & m_mask;
    }
    std::vector<Slot> m_slots = std::vector<Slot>(2);
    size_t m_mask = 1;
};

/// The model part of a tokenizer.json with type BPE (models.md 3.7).
class Bpe {
public:
    Bpe() = default;
    Bpe(Bpe&&) = default;
    Bpe& operator=(Bpe&&) = default;

    /// Errors name the merge or key that is wrong; other model types are refused by name.
    static Result<Bpe> fromJson(const nlohmann::json& json);

    /// Tokens of one word. `bytes`: every byte is looked up as its character of the byte alphabet,
    /// else every code point.
    void encode(std::string_view word, bool bytes, std::vector<WordToken>& out) const;

    /// Whether all 256 characters of the byte alphabet are tokens.
    bool hasAllBytes() const { return m_allBytes; }
    TokenId idOf(std::string_view token) const;
    const std::string* token(TokenId id) const;  ///< null: no such token
    TokenId largestId() const { return static_cast<TokenId>(m_tokens.size()) - 1; }
    size_t entries() const { return m_ids.size(); }

private:
    struct Hash {
        using is_transparent = void;
        size_t operator()(std::string_view text) const
        {
            return std::hash<std::string_view>()(text);
        }
    };
    struct Symbols {
        std::vector<TokenId> ids;
        std::vector<std::uint32_t> lengths;
    };

    Status readVocabulary(const nlohmann::json& json);
    Status readMerges(const nlohmann::json& json);
    Status addMerge(const std::string& left, const std::string& right, std::uint32_t rank);
    void byteSymbols(std::string_view word, Symbols& symbols) const;
    void characterSymbols(std::string_view word, Symbols& symbols) const;
    bool fallbackBytes(std::string_view character, Symbols& symbols) const;
    void mergeShort(Symbols& symbols) const;
    void mergeLong(Symbols& symbols) const;

    std::unordered_map<std::string, TokenId, Hash, std::equal_to<>> m_ids;
    std::vector<const std::string*> m_tokens;
    MergeTable m_merges;
    std::array<TokenId, 256> m_byteIds{};      ///< by byte, through the byte alphabet
    std::array<TokenId, 256> m_fallbackIds{};  ///< "<0x41>", by byte
    TokenId m_unknown = -1;
    bool m_allBytes = false;
    bool m_fuseUnknown = false;
    bool m_byteFallback = false;
    bool m_ignoreMerges = false;
};

}  // namespace marginalia
