// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/text/bpe.h"

#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>

namespace marginalia {

/// Tokens of recent short words: most words of a text have been seen, and one look beats merging
/// again.
///
/// Direct-mapped, without allocation after the first use, one per thread; entries carry the
/// tokenizer's number, so that several tokenizers may share it.
class WordCache {
public:
    static constexpr size_t kLongestWord = 24;
    static constexpr size_t kMostTokens = 8;
    struct Entry {
        std::uint64_t owner = 0;
        std::array<TokenId, kMostTokens> ids;
        std::array<std::uint8_t, kMostTokens> ends;
        std::array<char, kLongestWord> word;
        std::uint8_t length = 0;
        std::uint8_t count = 0;
    };

    /// The calling thread's own.
    static WordCache& ofThread()
    {
        thread_local WordCache cache;
        return cache;
    }
    Entry& slot(std::string_view word) { return (*m_entries)[hash(word) & (kEntries - 1)]; }
    static bool holds(const Entry& entry, std::uint64_t owner, std::string_view word)
    {
        return entry.owner == owner && entry.length == word.size() &&
               std::memcmp(entry.word.data(), word.data(), word.size()) == 0;
    }

private:
    static constexpr size_t kEntries = 16384;
    static size_t hash(std::string_view word)
    {
        std::uint64_t out = word.size() * 0x9E3779B97F4A7C15ULL;
        for (size_t at = 0; at < word.size(); at += 8) {
            std::uint64_t part = 0;
            std::memcpy(&part, word.data() + at, word.size() - at < 8 ? word.size() - at : 8);
            out = (out ^ part) * 0xD6E8FEB86659FD93ULL;
            out ^= out >> 32U;
        }
        return static_cast<size_t>(out);
    }
    std::unique_ptr<std::array<Entry, kEntries>> m_entries =
        std::make_unique<std::array<Entry, kEntries>>();
};

}  // namespace marginalia
