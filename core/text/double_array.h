// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace marginalia {

/// A trie as a double array (Aoe 1989): one step is one addition and one look, so all tokens that
/// begin at a place of a text are found while its bytes are read once.
class DoubleArray {
public:
    using Key = std::pair<std::string_view, std::int32_t>;

    /// `keys` with their values, 0 or more; of equal keys the last one counts. Empty keys are left
    /// out.
    void build(std::vector<Key> keys);

    /// Calls `found(end, value)` for every key that stands in `text` from `at`, shortest first.
    template <class Found>
    void prefixes(std::string_view text, size_t at, Found found) const
    {
        std::int32_t node = 0;
        for (size_t i = at; i < text.size(); ++i) {
            node = child(node, static_cast<unsigned char>(text[i]));
            if (node < 0) {
                return;
            }
            const std::int32_t value = m_units[static_cast<size_t>(node)].value;
            if (value >= 0) {
                found(i + 1, value);
            }
        }
    }
    /// The value of a whole key, or -1.
    std::int32_t find(std::string_view key) const;

private:
    struct Unit {
        std::int32_t base = 0;    ///< children stand at base + byte
        std::int32_t check = -1;  ///< the parent; -1: free
        std::int32_t value = -1;
    };
    struct Range {  // keys that share their first `depth` bytes, and their node
        size_t begin;
        size_t end;
        size_t depth;
        std::int32_t node;
    };

    std::int32_t child(std::int32_t node, unsigned char byte) const
    {
        const auto place = static_cast<size_t>(m_units[static_cast<size_t>(node)].base) +
                           static_cast<size_t>(byte);
        return place < m_units.size() && m_units[place].check == node
                   ? static_cast<std::int32_t>(place)
                   : -1;
    }
    size_t findBase(const std::vector<unsigned char>& labels);
    void place(const std::vector<Key>& keys, const Range& range, std::vector<Range>& open);
    void take(size_t slot, std::int32_t parent);
    void extend(size_t size);

    std::vector<Unit> m_units = std::vector<Unit>(1);
    // While building: the free slots as a list in both directions.
    std::vector<std::int32_t> m_nextFree;
    std::vector<std::int32_t> m_previousFree;
};

}  // namespace marginalia
