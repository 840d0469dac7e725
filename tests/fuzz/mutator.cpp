// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/mutator.h"

#include "core/base/json.h"

#include <algorithm>
#include <cstdint>

namespace marginalia::fuzz {

namespace {

constexpr std::uint64_t kNumbers[] = {0,           1,           2,          8,          9,
                                      12,          14,          31,         33,         255,
                                      65536,       0x7FFFFFFF,  0x80000000, 0xFFFFFFFF, 1ULL << 40U,
                                      1ULL << 62U, 1ULL << 63U, UINT64_MAX};

const std::vector<Json>& values()
{
    static const std::vector<Json> all = {nullptr,
                                          true,
                                          -1,
                                          0,
                                          1,
                                          1e300,
                                          0.5,
                                          4294967296,
                                          INT64_MAX,
                                          "",
                                          "x",
                                          "\xF0\x9F\x98\x80",
                                          "(a+)+b",
                                          "a**",
                                          Json::array(),
                                          Json::object(),
                                          {1, "a"},
                                          std::string(3000, 'a')};
    return all;
}

void putNumber(std::string& bytes, std::size_t at, std::size_t width, std::uint64_t value)
{
    for (std::size_t i = 0; i < width && at + i < bytes.size(); ++i) {
        bytes[at + i] = static_cast<char>(value >> (8 * i) & 0xFFU);
    }
}

}  // namespace

/// Every halving of the length is as likely: headers are far shorter than what they describe.
std::size_t Mutator::place(const std::string& bytes)
{
    return below(std::max<std::size_t>(bytes.size() >> below(8), 1));
}

void Mutator::changeBytes(std::string& bytes)
{
    const std::size_t at = place(bytes);
    const std::size_t length = std::min(below(40) + 1, bytes.size() - at);
    switch (below(9)) {
        case 0:
            bytes[at] = static_cast<char>(below(256));
            break;
        case 1:
            bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ 1U << below(8));
            break;
        case 2:
            bytes.erase(at, length);
            break;
        case 3:
            bytes.insert(place(bytes), bytes.substr(at, length));
            break;
        case 4:
            bytes.insert(at, m_words.empty() ? "\xFF" : m_words[below(m_words.size())]);
            break;
        case 5:
            putNumber(bytes, at, 4, kNumbers[below(std::size(kNumbers))]);
            break;
        case 6:
            putNumber(bytes, at, 8, kNumbers[below(std::size(kNumbers))]);
            break;
        case 7: {
            const std::string& other = m_seeds[below(m_seeds.size())];
            const std::size_t from = place(other);
            bytes.insert(at, other.substr(from, below(200) + 1));
            break;
        }
        default:
            bytes.resize(at + below(64));
    }
}

/// One value somewhere replaced; false: it is no JSON.
bool Mutator::changeValue(std::string& text)
{
    Json json = Json::parse(text, nullptr, false);
    if (!json.is_structured()) {
        return false;
    }
    Json* value = &json;
    for (std::size_t depth = below(7); depth > 0 && value->is_structured() && !value->empty();
         --depth) {
        auto item = value->begin();
        std::advance(item,
                     static_cast<std::ptrdiff_t>(below(std::min<std::size_t>(value->size(), 50))));
        value = &*item;
    }
    if (value->is_string() && !value->get<std::string>().empty() && below(2) == 0) {
        std::string inner = value->get<std::string>();
        changeBytes(inner);
        *value = inner;
    } else {
        *value = values()[below(values().size())];
    }
    text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
    return true;
}

std::string Mutator::make(std::uint64_t number)
{
    m_random.seed(number);
    std::string out = m_seeds[below(m_seeds.size())];
    // Of a file that is JSON at all two of three changes keep it that.
    const bool json = !out.empty() && (out[0] == '{' || out[0] == '[') && below(3) != 0;
    for (std::size_t i = below(4) + 1; i > 0; --i) {
        if (!(json && changeValue(out)) && !out.empty()) {
            changeBytes(out);
        }
    }
    return out;
}

}  // namespace marginalia::fuzz
