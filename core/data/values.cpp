// SPDX-License-Identifier: Apache-2.0
#include "core/data/values.h"

#include <charconv>
#include <cmath>
#include <string>

namespace marginalia {

std::optional<bool> flagOf(const Json& value)
{
    if (value.is_boolean()) {
        return value.get<bool>();
    }
    if (value.is_number()) {
        const double number = value.get<double>();
        return number == 0 || number == 1 ? std::optional(number == 1) : std::nullopt;
    }
    constexpr size_t kLongestWord = 11;
    if (!value.is_string() || value.get_ref<const std::string&>().size() > kLongestWord) {
        return std::nullopt;
    }
    std::string text = value.get<std::string>();
    for (char& c : text) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    for (const char* word : {"true", "1", "yes", "good", "desirable", "thumbs_up", "+1"}) {
        if (text == word) {
            return true;
        }
    }
    for (const char* word : {"false", "0", "no", "bad", "undesirable", "thumbs_down", "-1"}) {
        if (text == word) {
            return false;
        }
    }
    return std::nullopt;
}

std::optional<double> numberOf(const Json& value)
{
    if (value.is_number()) {
        return value.get<double>();
    }
    if (!value.is_string()) {
        return std::nullopt;
    }
    const std::string& text = value.get_ref<const std::string&>();
    double number = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole =
        code == std::errc() && end == text.data() + text.size() && std::isfinite(number);
    return whole ? std::optional(number) : std::nullopt;
}

}  // namespace marginalia
