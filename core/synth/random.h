// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace marginalia::synth {

/// Small random source (splitmix64, Steele, Lea and Flood 2014): the same numbers on every system,
/// which std:: distributions do not promise.
class Random {
public:
    explicit Random(std::uint64_t seed) : m_state(seed) {}

    std::uint64_t next()
    {
        std::uint64_t z = (m_state += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31U);
    }
    /// 0 .. n-1. The bias of the remainder is below n / 2^64.
    std::uint64_t below(std::uint64_t n) { return next() % n; }
    /// low .. high, both included.
    int between(int low, int high)
    {
        return low + static_cast<int>(below(static_cast<std::uint64_t>(high - low + 1)));
    }
    /// True with probability `share`.
    bool chance(double share) { return static_cast<double>(next() >> 11U) * 0x1.0p-53 < share; }

    template <class T>
    const T& pick(const std::vector<T>& list)
    {
        return list[below(list.size())];
    }
    /// `count` different members in random order.
    template <class T>
    std::vector<T> sample(std::vector<T> list, std::size_t count)
    {
        for (std::size_t i = 0; i < count; ++i) {
            std::swap(list[i], list[i + below(list.size() - i)]);
        }
        list.resize(count);
        return list;
    }

private:
    std::uint64_t m_state;
};

}  // namespace marginalia::synth
