// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace marginalia {

/// Which pairs an order of answers gives (objectives.md 5.6).
enum class Splitting { All, Adjacent, BestAgainstRest, BestAgainstWorst };
/// all, adjacent, best_against_rest, best_against_worst; anything else is All.
Splitting splittingOf(const std::string& word);

/// Pairs of an order, each better before worse, by place in the order; they share one weight so
/// that every prompt counts alike.
struct SplitPairs {
    std::vector<std::pair<int, int>> pairs;
    double weight = 0;
};
/// Of `ranked` answers, best first.
SplitPairs splitOrder(int ranked, Splitting splitting);
/// Of answers with ranks (1 = best); answers of one rank give no pair between them.
SplitPairs splitRanks(const std::vector<int>& ranks, Splitting splitting);

/// A pair made of two answers with ratings (objectives.md 8.3).
struct ScalarisedPair {
    double margin = 0;  ///< how far the better answer leads along the direction
    int chosen = 0;     ///< 0: the first answer, 1: the second (also when they are level)
    bool kept = false;  ///< the margin reaches the threshold
};
ScalarisedPair scalarisePair(const std::vector<double>& direction, const std::vector<double>& first,
                             const std::vector<double>& second, double threshold);

/// Weights of good and bad rows. KTO's rule (objectives.md 3.1): the weights times the counts
/// should stand in a ratio of good to bad between 1 and 4/3.
struct ClassWeights {
    double desirable = 1;
    double undesirable = 1;
};
/// The ratio that the rule speaks of; 0 without bad rows.
double classRatio(double good, double bad, const ClassWeights& weights);
/// Weights that bring the ratio to the nearest end of [1, 4/3], lowering nothing: the rarer class
/// is raised. 1 and 1 when the ratio is right already or a class is absent.
ClassWeights balancedWeights(double good, double bad);

}  // namespace marginalia
