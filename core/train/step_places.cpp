// SPDX-License-Identifier: Apache-2.0
#include "core/train/step_places.h"

#include "core/text/answer_spans.h"

#include <algorithm>

namespace marginalia {

namespace {

constexpr char kSeparator = '\n';

std::string trimmed(const std::string& text)
{
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    std::size_t end = text.size();
    while (end > 0 && blank(text[end - 1])) {
        --end;
    }
    return text.substr(0, end);
}

}  // namespace

Messages joinedSteps(const std::vector<Messages>& steps)
{
    Message message;
    message.role = "assistant";
    for (const Messages& step : steps) {
        message.content += plainText(step) + kSeparator;
    }
    return {message};
}

Result<std::vector<std::int32_t>> stepPlaces(const TokenizedText& text,
                                             const std::vector<Messages>& steps)
{
    const std::vector<std::size_t> bytes = bytePlaces(text.text);
    const auto charAt = [&](std::size_t byte) {
        return std::upper_bound(bytes.begin(), bytes.end(), byte) - bytes.begin() - 1;
    };
    std::size_t from = text.spans.empty()
                           ? text.text.size()
                           : bytes[static_cast<std::size_t>(text.spans.front().first)];
    std::vector<std::int32_t> out;
    std::size_t token = 0;
    for (const Messages& step : steps) {
        // A template may trim the ends of an answer; inside it nothing may change.
        const std::string words = trimmed(plainText(step));
        const std::size_t found = text.text.find(words, from);
        if (found == std::string::npos) {
            return failure(ErrorKind::Unsupported,
                           MG_TR("train",
                                 "The chat template changes the steps so that their ends cannot "
                                 "be found in the rendered text."),
                           "chat template", MG_TR("train", "Import the steps as plain text."));
        }
        std::size_t end = found + words.size();
        const std::size_t separator = text.text.find_first_not_of(" \t\r", end);
        if (separator != std::string::npos && text.text[separator] == kSeparator) {
            end = separator + 1;
        }
        from = end;
        const auto last = charAt(end - (end > 0 ? 1 : 0));
        const auto& offsets = text.encoding.offsets;
        // The token that holds the last character of the step.
        while (token + 1 < offsets.size() && offsets[token].second <= last) {
            ++token;
        }
        out.push_back(static_cast<std::int32_t>(token));
    }
    return out;
}

}  // namespace marginalia
