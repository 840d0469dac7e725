// SPDX-License-Identifier: Apache-2.0
#include "core/generation/token_rules.h"

#include <algorithm>
#include <limits>

namespace marginalia {

namespace {

constexpr float kNever = -std::numeric_limits<float>::infinity();

void forbid(std::vector<float>& logits, TokenId id)
{
    if (id >= 0 && static_cast<std::size_t>(id) < logits.size()) {
        logits[static_cast<std::size_t>(id)] = kNever;
    }
}

void penaliseRepeats(std::vector<float>& logits, const std::vector<TokenId>& before, double penalty)
{
    const auto factor = static_cast<float>(penalty);
    const std::vector<float> plain = logits;
    for (const TokenId id : before) {
        const auto place = static_cast<std::size_t>(id);
        // Every occurrence writes the same number: a token is penalised once.
        if (id >= 0 && place < logits.size()) {
            logits[place] = plain[place] < 0 ? plain[place] * factor : plain[place] / factor;
        }
    }
}

/// Tokens that followed the last size - 1 ones before.
void forbidNgrams(std::vector<float>& logits, const std::vector<TokenId>& before, std::int64_t size)
{
    const auto prefix = static_cast<std::ptrdiff_t>(size - 1);
    const auto length = static_cast<std::ptrdiff_t>(before.size());
    if (length <= prefix) {
        return;
    }
    const auto last = before.end() - prefix;
    for (auto place = before.begin(); place + prefix < before.end(); ++place) {
        if (std::equal(last, before.end(), place)) {
            forbid(logits, *(place + prefix));
        }
    }
}

void forbidWords(std::vector<float>& logits, const std::vector<TokenId>& before,
                 const SamplingOptions& options)
{
    for (const std::vector<TokenId>& word : options.badWords) {
        const auto& stops = options.stopIds;
        // As the reference: an end token alone cannot be forbidden here, and a word that is longer
        // than the text is not looked for.
        if (word.empty() ||
            (word.size() == 1 && std::find(stops.begin(), stops.end(), word[0]) != stops.end())) {
            continue;
        }
        const auto prefix = static_cast<std::ptrdiff_t>(word.size() - 1);
        const bool fits = prefix == 0 || word.size() <= before.size();
        if (fits && std::equal(word.begin(), word.begin() + prefix, before.end() - prefix)) {
            forbid(logits, word.back());
        }
    }
}

}  // namespace

bool hasTokenRules(const SamplingOptions& options)
{
    return options.repetitionPenalty != 1 || options.noRepeatNgramSize > 0 ||
           !options.badWords.empty() || options.minLength > 0 || options.minNewTokens > 0 ||
           !options.suppressTokens.empty();
}

void applyTokenRules(std::vector<float>& logits, const SamplingOptions& options,
                     const TextSoFar& text)
{
    static const std::vector<TokenId> nothing;
    const std::vector<TokenId>& before = text.ids != nullptr ? *text.ids : nothing;
    if (options.repetitionPenalty != 1) {
        penaliseRepeats(logits, before, options.repetitionPenalty);
    }
    if (options.noRepeatNgramSize > 0) {
        forbidNgrams(logits, before, options.noRepeatNgramSize);
    }
    forbidWords(logits, before, options);
    const auto length = static_cast<std::int64_t>(before.size());
    if (length < options.minLength || length - text.promptLength < options.minNewTokens) {
        for (const TokenId id : options.stopIds) {
            forbid(logits, id);
        }
    }
    for (const TokenId id : options.suppressTokens) {
        forbid(logits, id);
    }
}

}  // namespace marginalia
