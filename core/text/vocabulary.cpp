// SPDX-License-Identifier: Apache-2.0
#include "core/text/vocabulary.h"

#include <cstring>

namespace marginalia {

namespace {

std::uint32_t hashOf(std::string_view text)
{
    std::uint64_t out = text.size() * 0x9E3779B97F4A7C15ULL;
    size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t part = 0;
        std::memcpy(&part, text.data() + at, 8);
        out = (out ^ part) * 0xD6E8FEB86659FD93ULL;
        out ^= out >> 32U;
    }
    std::uint64_t rest = 0;
    std::memcpy(&rest, text.data() + at, text.size() - at);
    out = (out ^ rest) * 0xD6E8FEB86659FD93ULL;
    return static_cast<std::uint32_t>(out >> 32U);
}

}  // namespace

void Vocabulary::reserve(size_t entries)
{
    m_entries.reserve(entries);
    size_t slots = 4;
    while (slots < entries * 2) {
        slots *= 2;
    }
    if (slots > m_slots.size()) {
        grow(slots);
    }
}

void Vocabulary::grow(size_t slots)
{
    m_slots.assign(slots, 0);
    for (size_t entry = 0; entry < m_entries.size(); ++entry) {
        size_t slot = m_entries[entry].hash & (slots - 1);
        while (m_slots[slot] != 0) {
            slot = (slot + 1) & (slots - 1);
        }
        m_slots[slot] = static_cast<std::uint32_t>(entry + 1);
    }
}

size_t Vocabulary::slotOf(std::string_view token, std::uint32_t hash) const
{
    const size_t mask = m_slots.size() - 1;
    size_t slot = hash & mask;
    for (; m_slots[slot] != 0; slot = (slot + 1) & mask) {
        const Entry& entry = m_entries[m_slots[slot] - 1];
        if (entry.hash == hash && text(entry) == token) {
            break;
        }
    }
    return slot;
}

void Vocabulary::set(std::string_view token, TokenId id)
{
    if (m_entries.size() * 2 >= m_slots.size()) {
        grow(m_slots.size() * 2);
    }
    const std::uint32_t hash = hashOf(token);
    std::uint32_t& slot = m_slots[slotOf(token, hash)];
    if (slot == 0) {
        m_entries.push_back({static_cast<std::uint32_t>(m_bytes.size()),
                             static_cast<std::uint32_t>(token.size()), hash, id});
        m_bytes.append(token);
        slot = static_cast<std::uint32_t>(m_entries.size());
    }
    m_entries[slot - 1].id = id;
    if (static_cast<size_t>(id) >= m_entryOf.size()) {
        m_entryOf.resize(static_cast<size_t>(id) + 1);
    }
    m_entryOf[static_cast<size_t>(id)] = slot;
}

TokenId Vocabulary::idOf(std::string_view token) const
{
    const std::uint32_t found = m_slots[slotOf(token, hashOf(token))];
    return found == 0 ? -1 : m_entries[found - 1].id;
}

}  // namespace marginalia
