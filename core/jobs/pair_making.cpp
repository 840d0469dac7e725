// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/pair_making.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace marginalia {

namespace {

constexpr double kHighestRatio = 4.0 / 3.0;

/// Whether two places of an order of `count` make a pair.
bool wanted(int better, int worse, int count, Splitting splitting)
{
    switch (splitting) {
        case Splitting::All:
            return true;
        case Splitting::Adjacent:
            return worse == better + 1;
        case Splitting::BestAgainstRest:
            return better == 0;
        case Splitting::BestAgainstWorst:
            return better == 0 && worse == count - 1;
    }
    return false;
}

void share(SplitPairs& out)
{
    out.weight = out.pairs.empty() ? 0 : 1.0 / static_cast<double>(out.pairs.size());
}

}  // namespace

Splitting splittingOf(const std::string& word)
{
    return word == "adjacent"             ? Splitting::Adjacent
           : word == "best_against_rest"  ? Splitting::BestAgainstRest
           : word == "best_against_worst" ? Splitting::BestAgainstWorst
                                          : Splitting::All;
}

SplitPairs splitOrder(int ranked, Splitting splitting)
{
    std::vector<int> ranks(static_cast<std::size_t>(std::max(ranked, 0)));
    std::iota(ranks.begin(), ranks.end(), 1);
    return splitRanks(ranks, splitting);
}

SplitPairs splitRanks(const std::vector<int>& ranks, Splitting splitting)
{
    std::vector<int> order(ranks.size());
    std::iota(order.begin(), order.end(), 0);
    const auto rankOf = [&](int answer) { return ranks[static_cast<std::size_t>(answer)]; };
    std::stable_sort(order.begin(), order.end(),
                     [&](int left, int right) { return rankOf(left) < rankOf(right); });
    const int count = static_cast<int>(order.size());
    SplitPairs out;
    for (int better = 0; better < count; ++better) {
        for (int worse = better + 1; worse < count; ++worse) {
            const int first = order[static_cast<std::size_t>(better)];
            const int second = order[static_cast<std::size_t>(worse)];
            if (wanted(better, worse, count, splitting) && rankOf(first) != rankOf(second)) {
                out.pairs.emplace_back(first, second);
            }
        }
    }
    share(out);
    return out;
}

ScalarisedPair scalarisePair(const std::vector<double>& direction, const std::vector<double>& first,
                             const std::vector<double>& second, double threshold)
{
    const std::size_t size = std::min({direction.size(), first.size(), second.size()});
    double lead = 0;
    for (std::size_t i = 0; i < size; ++i) {
        lead += direction[i] * (first[i] - second[i]);
    }
    return {std::abs(lead), lead > 0 ? 0 : 1, std::abs(lead) >= threshold};
}

double classRatio(double good, double bad, const ClassWeights& weights)
{
    return bad > 0 ? weights.desirable * good / (weights.undesirable * bad) : 0;
}

ClassWeights balancedWeights(double good, double bad)
{
    ClassWeights out;
    if (good <= 0 || bad <= 0) {
        return out;
    }
    const double ratio = classRatio(good, bad, out);
    if (ratio < 1) {
        out.desirable = bad / good;
    } else if (ratio > kHighestRatio) {
        out.undesirable = ratio / kHighestRatio;
    }
    return out;
}

}  // namespace marginalia
