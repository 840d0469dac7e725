// SPDX-License-Identifier: Apache-2.0
#include "core/text/sequence_match.h"

#include <algorithm>
#include <cstdint>
#include <unordered_map>

namespace marginalia {

namespace {

constexpr int kMostEdits = 400;
constexpr int kDeepest = 24;

struct Range {
    size_t begin;
    size_t end;
    size_t size() const { return end - begin; }
};

class Matcher {
public:
    Matcher(const std::vector<int>& left, const std::vector<int>& right)
        : m_left(left), m_right(right)
    {
    }

    std::vector<std::pair<size_t, size_t>> run()
    {
        match({0, m_left.size()}, {0, m_right.size()}, 0);
        std::sort(m_out.begin(), m_out.end());
        return std::move(m_out);
    }

private:
    void match(Range a, Range b, int depth)
    {
        while (a.size() > 0 && b.size() > 0 && m_left[a.begin] == m_right[b.begin]) {
            m_out.emplace_back(a.begin++, b.begin++);
        }
        while (a.size() > 0 && b.size() > 0 && m_left[a.end - 1] == m_right[b.end - 1]) {
            m_out.emplace_back(--a.end, --b.end);
        }
        if (a.size() == 0 || b.size() == 0 || depth > kDeepest || shortest(a, b)) {
            return;
        }
        const auto anchors = anchorsOf(a, b);
        Range restA{a.begin, a.begin};
        Range restB{b.begin, b.begin};
        for (const auto& [i, j] : anchors) {
            match({restA.begin, i}, {restB.begin, j}, depth + 1);
            m_out.emplace_back(i, j);
            restA.begin = i + 1;
            restB.begin = j + 1;
        }
        if (!anchors.empty()) {
            match({restA.begin, a.end}, {restB.begin, b.end}, depth + 1);
        }
    }

    /// Myers 1986: the furthest places reached with d edits. False when more than kMostEdits are
    /// needed.
    bool shortest(Range a, Range b)
    {
        const auto n = static_cast<int>(a.size());
        const auto m = static_cast<int>(b.size());
        const int most = std::min(kMostEdits, n + m);
        std::vector<std::vector<int>> reached;
        std::vector<int> best(static_cast<size_t>(2 * most + 3), 0);
        const auto at = [&](std::vector<int>& list, int k) -> int& {
            return list[static_cast<size_t>(k + most + 1)];
        };
        for (int d = 0; d <= most; ++d) {
            for (int k = -d; k <= d; k += 2) {
                const bool down = k == -d || (k != d && at(best, k - 1) < at(best, k + 1));
                int x = down ? at(best, k + 1) : at(best, k - 1) + 1;
                int y = x - k;
                while (x < n && y < m && y >= 0 &&
                       m_left[a.begin + static_cast<size_t>(x)] ==
                           m_right[b.begin + static_cast<size_t>(y)]) {
                    ++x;
                    ++y;
                }
                at(best, k) = x;
                if (x >= n && y >= m) {
                    reached.push_back(best);
                    walkBack(a, b, reached, most);
                    return true;
                }
            }
            reached.push_back(best);
        }
        return false;
    }

    void walkBack(Range a, Range b, std::vector<std::vector<int>>& reached, int most)
    {
        const auto at = [&](int d, int k) {
            return d < 0 ? 0 : reached[static_cast<size_t>(d)][static_cast<size_t>(k + most + 1)];
        };
        auto x = static_cast<int>(a.size());
        auto y = static_cast<int>(b.size());
        for (auto d = static_cast<int>(reached.size()) - 1; d >= 0; --d) {
            const int k = x - y;
            const bool down = k == -d || (k != d && at(d - 1, k - 1) < at(d - 1, k + 1));
            const int before = down ? k + 1 : k - 1;
            const int fromX = d == 0 ? 0 : at(d - 1, before);
            const int fromY = fromX - (d == 0 ? 0 : before);
            const int startX = d == 0 ? 0 : (down ? fromX : fromX + 1);
            while (x > startX && y > startX - k) {
                --x;
                --y;
                m_out.emplace_back(a.begin + static_cast<size_t>(x),
                                   b.begin + static_cast<size_t>(y));
            }
            x = fromX;
            y = fromY;
        }
    }

    /// Items that occur once on each side, the longest run of them in the same order.
    std::vector<std::pair<size_t, size_t>> anchorsOf(Range a, Range b) const
    {
        struct Place {
            int left = 0;
            int right = 0;
            size_t i = 0;
            size_t j = 0;
        };
        std::unordered_map<int, Place> places;
        for (size_t i = a.begin; i < a.end; ++i) {
            Place& place = places[m_left[i]];
            ++place.left;
            place.i = i;
        }
        for (size_t j = b.begin; j < b.end; ++j) {
            Place& place = places[m_right[j]];
            ++place.right;
            place.j = j;
        }
        std::vector<std::pair<size_t, size_t>> unique;
        for (const auto& [item, place] : places) {
            if (place.left == 1 && place.right == 1) {
                unique.emplace_back(place.i, place.j);
            }
        }
        std::sort(unique.begin(), unique.end());
        return longestIncreasing(unique);
    }

    static std::vector<std::pair<size_t, size_t>> longestIncreasing(
        const std::vector<std::pair<size_t, size_t>>& pairs)
    {
        std::vector<size_t> piles;  // index of the pair on top
        std::vector<size_t> below(pairs.size(), SIZE_MAX);
        for (size_t i = 0; i < pairs.size(); ++i) {
            const auto pile =
                std::lower_bound(piles.begin(), piles.end(), pairs[i].second,
                                 [&](size_t top, size_t j) { return pairs[top].second < j; });
            if (pile != piles.begin()) {
                below[i] = *(pile - 1);
            }
            if (pile == piles.end()) {
                piles.push_back(i);
            } else {
                *pile = i;
            }
        }
        std::vector<std::pair<size_t, size_t>> out;
        for (size_t i = piles.empty() ? SIZE_MAX : piles.back(); i != SIZE_MAX; i = below[i]) {
            out.push_back(pairs[i]);
        }
        std::reverse(out.begin(), out.end());
        return out;
    }

    const std::vector<int>& m_left;
    const std::vector<int>& m_right;
    std::vector<std::pair<size_t, size_t>> m_out;
};

}  // namespace

std::vector<std::pair<size_t, size_t>> matchSequences(const std::vector<int>& left,
                                                      const std::vector<int>& right)
{
    return Matcher(left, right).run();
}

}  // namespace marginalia
