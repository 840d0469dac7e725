// SPDX-License-Identifier: Apache-2.0
#include "core/text/double_array.h"

#include <algorithm>

namespace marginalia {

namespace {

// Slots that are tried for the children of one node before they go behind all others: full regions
// must not be searched again and again.
constexpr int kMostTries = 64;

}  // namespace

void DoubleArray::extend(size_t size)
{
    // Slot 0 is the root and never free, so it serves as the head of the list of free slots.
    for (size_t slot = m_units.size(); slot < size; ++slot) {
        const std::int32_t last = m_previousFree[0];
        m_units.emplace_back();
        m_nextFree.push_back(0);
        m_previousFree.push_back(last);
        m_nextFree[static_cast<size_t>(last)] = static_cast<std::int32_t>(slot);
        m_previousFree[0] = static_cast<std::int32_t>(slot);
    }
}

void DoubleArray::take(size_t slot, std::int32_t parent)
{
    m_units[slot].check = parent;
    m_nextFree[static_cast<size_t>(m_previousFree[slot])] = m_nextFree[slot];
    m_previousFree[static_cast<size_t>(m_nextFree[slot])] = m_previousFree[slot];
}

/// A base from which the slots of all labels (ascending) are free.
size_t DoubleArray::findBase(const std::vector<unsigned char>& labels)
{
    int tries = 0;
    for (std::int32_t slot = m_nextFree[0]; slot != 0 && tries < kMostTries;
         slot = m_nextFree[static_cast<size_t>(slot)], ++tries) {
        if (slot < labels.front()) {
            continue;
        }
        const size_t base = static_cast<size_t>(slot) - labels.front();
        const bool fits = std::all_of(labels.begin(), labels.end(), [&](unsigned char label) {
            const size_t place = base + label;
            return place != 0 && (place >= m_units.size() || m_units[place].check < 0);
        });
        if (fits) {
            return base;
        }
    }
    return m_units.size();
}

void DoubleArray::place(const std::vector<Key>& keys, const Range& range, std::vector<Range>& open)
{
    size_t at = range.begin;
    for (; at < range.end && keys[at].first.size() == range.depth; ++at) {
        m_units[static_cast<size_t>(range.node)].value = keys[at].second;
    }
    if (at == range.end) {
        return;
    }
    std::vector<unsigned char> labels;
    std::vector<size_t> begins;
    for (size_t i = at; i < range.end; ++i) {
        const auto label = static_cast<unsigned char>(keys[i].first[range.depth]);
        if (labels.empty() || labels.back() != label) {
            labels.push_back(label);
            begins.push_back(i);
        }
    }
    begins.push_back(range.end);
    const size_t base = findBase(labels);
    extend(base + labels.back() + 1);
    m_units[static_cast<size_t>(range.node)].base = static_cast<std::int32_t>(base);
    for (size_t i = 0; i < labels.size(); ++i) {
        take(base + labels[i], range.node);
        open.push_back({begins[i], begins[i + 1], range.depth + 1,
                        static_cast<std::int32_t>(base + labels[i])});
    }
}

void DoubleArray::build(std::vector<Key> keys)
{
    m_units.assign(1, Unit{});
    m_nextFree.assign(1, 0);
    m_previousFree.assign(1, 0);
    keys.erase(
        std::remove_if(keys.begin(), keys.end(), [](const Key& key) { return key.first.empty(); }),
        keys.end());
    std::stable_sort(keys.begin(), keys.end(),
                     [](const Key& a, const Key& b) { return a.first < b.first; });
    std::vector<Range> open;
    if (!keys.empty()) {
        open.push_back({0, keys.size(), 0, 0});
    }
    while (!open.empty()) {
        const Range range = open.back();
        open.pop_back();
        place(keys, range, open);
    }
    m_nextFree = {};
    m_previousFree = {};
    m_units.shrink_to_fit();
}

std::int32_t DoubleArray::find(std::string_view key) const
{
    std::int32_t node = 0;
    for (const char byte : key) {
        node = child(node, static_cast<unsigned char>(byte));
        if (node < 0) {
            return -1;
        }
    }
    return key.empty() ? -1 : m_units[static_cast<size_t>(node)].value;
}

}  // namespace marginalia
