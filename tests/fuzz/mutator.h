// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace marginalia::fuzz {

/// Makes cases of seeds: bytes, numbers, words and pieces of other seeds put in, taken out, doubled
/// and cut off; of JSON also one value somewhere. Front parts, where headers are, change most
/// often. The same number gives the same case.
class Mutator {
public:
    /// Both outlive the mutator; `seeds` must not be empty.
    Mutator(const std::vector<std::string>& seeds, const std::vector<std::string>& words)
        : m_seeds(seeds), m_words(words)
    {
    }

    std::string make(std::uint64_t number);

private:
    std::size_t below(std::size_t limit) { return limit == 0 ? 0 : m_random() % limit; }
    std::size_t place(const std::string& bytes);
    void changeBytes(std::string& bytes);
    bool changeValue(std::string& text);

    const std::vector<std::string>& m_seeds;
    const std::vector<std::string>& m_words;
    std::mt19937_64 m_random;
};

}  // namespace marginalia::fuzz
