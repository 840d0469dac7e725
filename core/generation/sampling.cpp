// SPDX-License-Identifier: Apache-2.0
#include "core/generation/sampling.h"

#include "core/generation/token_rules.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace marginalia {

namespace {

/// The ids that are still possible, in rising order, with their logits. Every filter drops some;
/// numbers of what stays are never changed, so that probabilities are taken once more at the end.
class Candidates {
public:
    Candidates(const float* logits, std::int64_t count, double temperature)
    {
        m_ids.reserve(static_cast<std::size_t>(count));
        m_logits.reserve(static_cast<std::size_t>(count));
        for (std::int64_t i = 0; i < count; ++i) {
            // Forbidden ids are minus infinity; NaN is no candidate either.
            if (logits[i] > -std::numeric_limits<float>::infinity()) {
                m_ids.push_back(static_cast<TokenId>(i));
                m_logits.push_back(static_cast<double>(logits[i]) / temperature);
            }
        }
    }

    bool empty() const { return m_ids.empty(); }
    const std::vector<TokenId>& ids() const { return m_ids; }

    std::vector<double> probabilities() const
    {
        std::vector<double> out(m_logits.size());
        const double most = *std::max_element(m_logits.begin(), m_logits.end());
        double sum = 0;
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[i] = std::exp(m_logits[i] - most);
            sum += out[i];
        }
        for (double& value : out) {
            value /= sum;
        }
        return out;
    }

    /// Every logit that is at least the k-th largest, ties among them.
    void keepTopK(std::int64_t k)
    {
        if (k <= 0 || k >= static_cast<std::int64_t>(m_logits.size())) {
            return;
        }
        std::vector<double> sorted = m_logits;
        const auto place = sorted.begin() + (k - 1);
        std::nth_element(sorted.begin(), place, sorted.end(), std::greater<>());
        const double smallest = *place;
        keepWhere([&](std::size_t i) { return m_logits[i] >= smallest; });
    }

    /// Drops the least likely ids whose probabilities add up to at most 1 - p; at least one stays.
    void keepTopP(double p)
    {
        if (p >= 1) {
            return;
        }
        const std::vector<double> shares = probabilities();
        const double spare = 1 - p;
        // Ids below spare / V are dropped whatever their order, so only the others need sorting.
        const double surely = spare / static_cast<double>(shares.size());
        double cumulated = 0;
        std::vector<bool> kept(shares.size(), false);
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < shares.size(); ++i) {
            if (shares[i] > surely) {
                order.push_back(i);
                kept[i] = true;
            } else {
                cumulated += shares[i];
            }
        }
        sortBy(order, shares);
        for (std::size_t i = 0; i + 1 < order.size(); ++i) {
            cumulated += shares[order[i]];
            if (cumulated > spare) {
                break;
            }
            kept[order[i]] = false;
        }
        keepWhere([&](std::size_t i) { return kept[i]; });
    }

    void keepMinP(double share)
    {
        if (share <= 0) {
            return;
        }
        const std::vector<double> shares = probabilities();
        const double least = share * *std::max_element(shares.begin(), shares.end());
        keepWhere([&](std::size_t i) { return shares[i] >= least; });
    }

    /// The ids whose surprise is nearest to the expected one, until they add up to `mass` (Meister
    /// et al. 2023, section 4).
    void keepTypical(double mass)
    {
        if (mass >= 1) {
            return;
        }
        const std::vector<double> shares = probabilities();
        const double expected = entropyOf(shares);
        std::vector<double> distance(shares.size());
        for (std::size_t i = 0; i < shares.size(); ++i) {
            distance[i] = std::abs(-std::log(shares[i]) - expected);
        }
        std::vector<std::size_t> order(shares.size());
        std::iota(order.begin(), order.end(), 0U);
        sortBy(order, distance);
        double cumulated = 0;
        std::size_t last = 0;
        for (; last + 1 < order.size(); ++last) {
            cumulated += shares[order[last]];
            if (cumulated >= mass) {
                break;
            }
        }
        const double farthest = distance[order[last]];
        keepWhere([&](std::size_t i) { return distance[i] <= farthest; });
    }

    /// Ids of at least this probability; the likeliest stays in any case.
    void keepLikelierThan(double least)
    {
        const std::vector<double> shares = probabilities();
        const double most = *std::max_element(shares.begin(), shares.end());
        keepWhere([&](std::size_t i) { return shares[i] >= least || shares[i] == most; });
    }

    /// Hewitt et al. 2022, section 4: the cut follows from the entropy.
    void keepEta(double epsilon)
    {
        keepLikelierThan(
            std::min(epsilon, std::sqrt(epsilon) * std::exp(-entropyOf(probabilities()))));
    }

private:
    static double entropyOf(const std::vector<double>& shares)
    {
        double sum = 0;
        for (const double share : shares) {
            sum -= share > 0 ? share * std::log(share) : 0;
        }
        return sum;
    }

    static void sortBy(std::vector<std::size_t>& order, const std::vector<double>& values)
    {
        std::stable_sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
            return values[left] < values[right];
        });
    }

    template <class Predicate>
    void keepWhere(const Predicate& keep)
    {
        std::size_t to = 0;
        for (std::size_t i = 0; i < m_ids.size(); ++i) {
            if (keep(i)) {
                m_ids[to] = m_ids[i];
                m_logits[to++] = m_logits[i];
            }
        }
        m_ids.resize(to);
        m_logits.resize(to);
    }

    std::vector<TokenId> m_ids;
    std::vector<double> m_logits;
};

/// What may be drawn of logits that the rules have seen.
Candidates filtered(const float* logits, std::int64_t count, const SamplingOptions& options)
{
    Candidates candidates(logits, count, options.temperature);
    if (candidates.empty()) {
        return candidates;
    }
    candidates.keepTopK(options.topK);
    candidates.keepTopP(options.topP);
    candidates.keepMinP(options.minP);
    candidates.keepTypical(options.typicalP);
    if (options.epsilonCutoff > 0) {
        candidates.keepLikelierThan(options.epsilonCutoff);
    }
    if (options.etaCutoff > 0) {
        candidates.keepEta(options.etaCutoff);
    }
    return candidates;
}

/// The smallest id of the largest logit; -1 when all are minus infinity.
TokenId likeliest(const float* logits, std::int64_t count)
{
    const float* const place = std::max_element(logits, logits + count);
    return *place > -std::numeric_limits<float>::infinity() ? static_cast<TokenId>(place - logits)
                                                            : -1;
}

TokenId drawFrom(const Candidates& candidates, double uniform)
{
    if (candidates.empty()) {
        return -1;
    }
    const std::vector<double> shares = candidates.probabilities();
    double left = uniform * std::accumulate(shares.begin(), shares.end(), 0.0);
    std::size_t chosen = 0;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        if (shares[i] > 0) {
            chosen = i;
            left -= shares[i];
            if (left < 0) {
                break;
            }
        }
    }
    return candidates.ids()[chosen];
}

std::uint64_t mixed(std::uint64_t value)
{
    // The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
    value += 0x9E3779B97F4A7C15U;
    value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
    value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
    return value ^ (value >> 31U);
}

}  // namespace

SamplingOptions optionsFor(const GenerationSettings& asked, const GenerationSettings& defaults,
                           const std::vector<TokenId>& stopIds, std::uint64_t seed)
{
    constexpr double kTemperature = 0.7;
    constexpr std::int64_t kNewTokens = 256;
    const GenerationSettings settings = withDefaults(asked, defaults);
    SamplingOptions out;
    out.temperature = settings.temperature.value_or(kTemperature);
    out.topK = settings.topK.value_or(0);
    out.topP = settings.topP.value_or(1);
    out.minP = settings.minP.value_or(0);
    out.typicalP = settings.typicalP.value_or(1);
    out.epsilonCutoff = settings.epsilonCutoff.value_or(0);
    out.etaCutoff = settings.etaCutoff.value_or(0);
    out.repetitionPenalty = settings.repetitionPenalty.value_or(1);
    out.noRepeatNgramSize = settings.noRepeatNgramSize.value_or(0);
    out.badWords = settings.badWordsIds.value_or(std::vector<std::vector<TokenId>>());
    out.suppressTokens = settings.suppressTokens.value_or(std::vector<TokenId>());
    out.minNewTokens = settings.minNewTokens.value_or(0);
    out.minLength = settings.minLength.value_or(0);
    out.maxLength = settings.maxLength.value_or(0);
    out.maxNewTokens = settings.maxNewTokens.value_or(
        settings.maxLength ? std::numeric_limits<std::int64_t>::max() : kNewTokens);
    out.stopIds = stopIds;
    const auto more = settings.stopTokens.value_or(std::vector<TokenId>());
    out.stopIds.insert(out.stopIds.end(), more.begin(), more.end());
    out.seed = seed;
    return out;
}

std::vector<double> processedProbabilities(const std::vector<float>& logits,
                                           const SamplingOptions& options, const TextSoFar& text)
{
    std::vector<float> ruled = logits;
    applyTokenRules(ruled, options, text);
    const auto count = static_cast<std::int64_t>(ruled.size());
    std::vector<double> out(ruled.size(), 0.0);
    if (!(options.temperature > 0)) {
        const TokenId id = likeliest(ruled.data(), count);
        if (id >= 0) {
            out[static_cast<std::size_t>(id)] = 1;
        }
        return out;
    }
    const Candidates candidates = filtered(ruled.data(), count, options);
    const std::vector<double> shares =
        candidates.empty() ? std::vector<double>() : candidates.probabilities();
    for (std::size_t i = 0; i < shares.size(); ++i) {
        out[static_cast<std::size_t>(candidates.ids()[i])] = shares[i];
    }
    return out;
}

double uniformAt(std::uint64_t seed, std::uint64_t stream, std::uint64_t step)
{
    const std::uint64_t bits = mixed(mixed(mixed(seed) ^ stream) ^ step);
    return static_cast<double>(bits >> 11U) * 0x1.0p-53;
}

TokenId drawToken(const float* logits, std::int64_t count, const SamplingOptions& options,
                  double uniform, const TextSoFar& text)
{
    std::vector<float> ruled;
    if (hasTokenRules(options)) {
        ruled.assign(logits, logits + count);
        applyTokenRules(ruled, options, text);
        logits = ruled.data();
    }
    return options.temperature > 0 ? drawFrom(filtered(logits, count, options), uniform)
                                   : likeliest(logits, count);
}

float plainLogp(const float* logits, std::int64_t count, TokenId id)
{
    const float largest = *std::max_element(logits, logits + count);
    double sum = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        sum += std::exp(logits[i] - largest);
    }
    return static_cast<float>(logits[id] - largest - std::log(sum));
}

}  // namespace marginalia
