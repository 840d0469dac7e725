// SPDX-License-Identifier: Apache-2.0
#include "core/synth/verify.h"

#include "core/synth/words.h"
#include "core/synth/world.h"

#include <cctype>
#include <charconv>
#include <string_view>
#include <vector>

namespace marginalia::synth {

namespace {

/// Numbers of up to nine digits, in order.
std::vector<int> numbersIn(std::string_view text)
{
    std::vector<int> out;
    std::string digits;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const char c = i < text.size() ? text[i] : ' ';
        if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
            digits += c;
        } else if (!digits.empty()) {
            if (digits.size() < 10) {
                int number = 0;
                std::from_chars(digits.data(), digits.data() + digits.size(), number);
                out.push_back(number);
            }
            digits.clear();
        }
    }
    return out;
}

bool has(const std::string& text, const char* part)
{
    return text.find(part) != std::string::npos;
}

}  // namespace

std::optional<int> sumAskedFor(const std::string& prompt)
{
    const std::vector<int> numbers = numbersIn(prompt);
    // A word problem has sentences; a sum is one short line.
    if (numbers.size() != 2 || prompt.size() > 40) {
        return std::nullopt;
    }
    if (has(prompt, "away from")) {
        return numbers[1] - numbers[0];
    }
    if (has(prompt, " - ") || has(prompt, " minus ")) {
        return numbers[0] - numbers[1];
    }
    if (has(prompt, " + ") || has(prompt, " plus ") || prompt.rfind("Add ", 0) == 0) {
        return numbers[0] + numbers[1];
    }
    return std::nullopt;
}

std::optional<double> ruleReward(const std::string& rule, const std::string& prompt,
                                 const std::string& completion, const std::string& reference)
{
    if (rule == "sum") {
        const auto result = sumAskedFor(prompt);
        if (!result) {
            return std::nullopt;
        }
        Example example;
        example.family = Family::Sum;
        example.prompt = prompt;
        example.truth = std::to_string(*result);
        return isRight(example, completion).value_or(false) ? 1.0 : 0.0;
    }
    if (rule == "warm") {
        return measureStyle(prompt, completion).warmOpening ? 1.0 : 0.0;
    }
    if (trimmed(reference).empty()) {
        return std::nullopt;
    }
    if (rule == "exact") {
        return trimmed(completion) == trimmed(reference) ? 1.0 : 0.0;
    }
    if (rule == "number") {
        const std::vector<int> wanted = numbersIn(reference);
        const std::vector<int> given = numbersIn(completion);
        if (wanted.empty()) {
            return std::nullopt;
        }
        return !given.empty() && given.back() == wanted.back() ? 1.0 : 0.0;
    }
    return std::nullopt;
}

}  // namespace marginalia::synth
