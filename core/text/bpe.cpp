// SPDX-License-Identifier: Apache-2.0
#include "core/text/bpe.h"

#include "core/text/normalizer.h"
#include "core/text/unicode.h"

#include <algorithm>
#include <functional>

namespace marginalia {

namespace {

// Below this a scan over all pairs beats the queue.
constexpr size_t kShortWord = 48;
constexpr std::uint32_t kNoRank = UINT32_MAX;

}  // namespace

void Bpe::byteSymbols(std::string_view word, Symbols& symbols) const
{
    for (const char byte : word) {
        symbols.ids.push_back(m_byteIds[static_cast<unsigned char>(byte)]);
        symbols.lengths.push_back(1);
    }
}

bool Bpe::fallbackBytes(std::string_view character, Symbols& symbols) const
{
    const auto idOfByte = [this](char byte) {
        return m_fallbackIds[static_cast<unsigned char>(byte)];
    };
    if (!m_byteFallback || std::any_of(character.begin(), character.end(),
                                       [&](char byte) { return idOfByte(byte) < 0; })) {
        return false;
    }
    for (const char byte : character) {
        symbols.ids.push_back(idOfByte(byte));
        symbols.lengths.push_back(1);
    }
    return true;
}

TokenId Bpe::characterId(std::string_view character, bool first, bool last) const
{
    const bool marked = (!first && !m_prefix.empty()) || (last && !m_suffix.empty());
    if (!marked) {
        return character.size() == 1 && (character[0] & 0x80) == 0
                   ? m_asciiIds[static_cast<unsigned char>(character[0])]
                   : m_vocabulary.idOf(character);
    }
    std::string spelled(first ? std::string() : m_prefix);
    spelled += character;
    spelled += last ? m_suffix : std::string();
    return m_vocabulary.idOf(spelled);
}

void Bpe::characterSymbols(std::string_view word, Symbols& symbols) const
{
    std::uint32_t unknown = 0;  // bytes of the unknown token that is not written yet
    const auto flush = [&] {
        if (unknown > 0) {
            symbols.ids.push_back(m_unknown);
            symbols.lengths.push_back(unknown);
            unknown = 0;
        }
    };
    for (size_t at = 0; at < word.size();) {
        const size_t length = std::min(unicode::lengthOf(word[at]), word.size() - at);
        const std::string_view character = word.substr(at, length);
        at += length;
        const TokenId id = characterId(character, at == length, at == word.size());
        if (id >= 0) {
            flush();
            symbols.ids.push_back(id);
            symbols.lengths.push_back(static_cast<std::uint32_t>(length));
        } else if (!fallbackBytes(character, symbols) && m_unknown >= 0) {
            if (!m_fuseUnknown) {
                flush();
            }
            unknown += static_cast<std::uint32_t>(length);
        }
    }
    flush();
}

void Bpe::mergeShort(Symbols& symbols) const
{
    std::uint32_t ranks[kShortWord];
    size_t count = symbols.ids.size();
    const auto rankAt = [&](size_t i) {
        return i + 1 < count ? m_merges.find(symbols.ids[i], symbols.ids[i + 1]).rank : kNoRank;
    };
    for (size_t i = 0; i < count; ++i) {
        ranks[i] = rankAt(i);
    }
    while (count > 1) {
        const size_t best = static_cast<size_t>(std::min_element(ranks, ranks + count) - ranks);
        if (ranks[best] == kNoRank) {
            break;
        }
        symbols.ids[best] = m_merges.find(symbols.ids[best], symbols.ids[best + 1]).result;
        symbols.lengths[best] += symbols.lengths[best + 1];
        for (size_t i = best + 1; i + 1 < count; ++i) {
            symbols.ids[i] = symbols.ids[i + 1];
            symbols.lengths[i] = symbols.lengths[i + 1];
            ranks[i] = ranks[i + 1];
        }
        --count;
        ranks[best] = rankAt(best);
        if (best > 0) {
            ranks[best - 1] = rankAt(best - 1);
        }
    }
    symbols.ids.resize(count);
    symbols.lengths.resize(count);
}

void Bpe::mergeLong(Symbols& symbols) const
{
    // Symbols stay where their first byte was; next and previous link the living ones. A queue
    // entry is rank and place in one number, so the smallest is the next merge; it is stale when
    // the pair at that place has another rank by now.
    const auto count = static_cast<std::int32_t>(symbols.ids.size());
    std::vector<std::int32_t> next(symbols.ids.size());
    std::vector<std::int32_t> previous(symbols.ids.size());
    std::vector<std::uint32_t> ranks(symbols.ids.size(), kNoRank);
    std::vector<std::uint64_t> queue;
    const auto slot = [](std::int32_t i) { return static_cast<size_t>(i); };
    const auto refresh = [&](std::int32_t i) {
        const std::int32_t right = next[slot(i)];
        ranks[slot(i)] = right < count
                             ? m_merges.find(symbols.ids[slot(i)], symbols.ids[slot(right)]).rank
                             : kNoRank;
        return ranks[slot(i)] != kNoRank;
    };
    const auto entry = [&](std::int32_t i) {
        return static_cast<std::uint64_t>(ranks[slot(i)]) << 32U | static_cast<std::uint32_t>(i);
    };
    const auto push = [&](std::int32_t i) {
        if (refresh(i)) {
            queue.push_back(entry(i));
            std::push_heap(queue.begin(), queue.end(), std::greater<>());
        }
    };
    for (std::int32_t i = 0; i < count; ++i) {
        next[slot(i)] = i + 1;
        previous[slot(i)] = i - 1;
        if (refresh(i)) {
            queue.push_back(entry(i));
        }
    }
    std::make_heap(queue.begin(), queue.end(), std::greater<>());
    while (!queue.empty()) {
        std::pop_heap(queue.begin(), queue.end(), std::greater<>());
        const std::uint64_t top = queue.back();
        queue.pop_back();
        const auto i = static_cast<std::int32_t>(top & 0xFFFFFFFFU);
        if (ranks[slot(i)] != static_cast<std::uint32_t>(top >> 32U)) {
            continue;
        }
        const std::int32_t right = next[slot(i)];
        symbols.ids[slot(i)] = m_merges.find(symbols.ids[slot(i)], symbols.ids[slot(right)]).result;
        symbols.lengths[slot(i)] += symbols.lengths[slot(right)];
        symbols.lengths[slot(right)] = 0;
        ranks[slot(right)] = kNoRank;
        next[slot(i)] = next[slot(right)];
        if (next[slot(i)] < count) {
            previous[slot(next[slot(i)])] = i;
        }
        push(i);
        if (previous[slot(i)] >= 0) {
            push(previous[slot(i)]);
        }
    }
    size_t kept = 0;
    for (std::int32_t i = 0; i < count; i = next[slot(i)], ++kept) {
        symbols.ids[kept] = symbols.ids[slot(i)];
        symbols.lengths[kept] = symbols.lengths[slot(i)];
    }
    symbols.ids.resize(kept);
    symbols.lengths.resize(kept);
}

/// The whole word as one token, or -1.
TokenId Bpe::whole(std::string_view word, bool bytes) const
{
    if (!bytes) {
        return m_vocabulary.idOf(word);
    }
    thread_local std::string alphabet;
    alphabet.clear();
    for (const char byte : word) {
        unicode::append(alphabet, byteAlphabet()[static_cast<unsigned char>(byte)]);
    }
    return m_vocabulary.idOf(alphabet);
}

void Bpe::encode(std::string_view word, bool bytes, std::vector<WordToken>& out) const
{
    if (m_ignoreMerges) {
        const TokenId found = whole(word, bytes);
        if (found >= 0) {
            out.push_back({found, 0, static_cast<std::uint32_t>(word.size())});
            return;
        }
    }
    thread_local Symbols symbols;
    symbols.ids.clear();
    symbols.lengths.clear();
    if (bytes) {
        byteSymbols(word, symbols);
    } else {
        characterSymbols(word, symbols);
    }
    if (symbols.ids.size() <= kShortWord) {
        mergeShort(symbols);
    } else {
        mergeLong(symbols);
    }
    std::uint32_t at = 0;
    for (size_t i = 0; i < symbols.ids.size(); ++i) {
        out.push_back({symbols.ids[i], at, at + symbols.lengths[i]});
        at += symbols.lengths[i];
    }
}

}  // namespace marginalia
