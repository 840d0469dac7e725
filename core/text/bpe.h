// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/text/token_model.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace marginalia {

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

/// Byte pair encoding (models.md 3.7): byte-level, SentencePiece-style with byte fallback, or with
/// marks at the beginning or end of words.
class Bpe final : public TokenModel {
public:
    /// Errors name the merge or key that is wrong.
    static Result<std::unique_ptr<const TokenModel>> make(TokenizerFile& file);

    void encode(std::string_view word, bool bytes, std::vector<WordToken>& out) const override;
    bool takesBytes() const override { return m_allBytes && m_prefix.empty() && m_suffix.empty(); }
    bool cutsAtBlanks() const override { return m_cutsAtBlanks; }

private:
    struct Symbols {
        std::vector<TokenId> ids;
        std::vector<std::uint32_t> lengths;
    };

    void findBytes();
    Status readMerges(const TokenizerFile& file);
    Status addMerge(std::string_view left, std::string_view right, std::uint32_t rank,
                    std::string& both);
    TokenId whole(std::string_view word, bool bytes) const;
    TokenId characterId(std::string_view character, bool first, bool last) const;
    void byteSymbols(std::string_view word, Symbols& symbols) const;
    void characterSymbols(std::string_view word, Symbols& symbols) const;
    bool fallbackBytes(std::string_view character, Symbols& symbols) const;
    void mergeShort(Symbols& symbols) const;
    void mergeLong(Symbols& symbols) const;

    MergeTable m_merges;
    std::array<TokenId, 256> m_byteIds{};      ///< by byte, through the byte alphabet
    std::array<TokenId, 256> m_fallbackIds{};  ///< "<0x41>", by byte
    std::array<TokenId, 128> m_asciiIds{};     ///< by character
    std::string m_prefix;                      ///< of every character of a word but the first
    std::string m_suffix;                      ///< of the last character of a word
    TokenId m_unknown = -1;
    bool m_allBytes = false;
    bool m_cutsAtBlanks = false;
    bool m_fuseUnknown = false;
    bool m_byteFallback = false;
    bool m_ignoreMerges = false;
};

}  // namespace marginalia
