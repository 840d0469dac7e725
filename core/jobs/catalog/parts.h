// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/text.h"
#include "core/jobs/catalog.h"

/// What rows of the catalogue share, and the lists by family that catalog.cpp joins.
namespace marginalia::catalog {

ParameterInfo betaInfo();
ChartInfo lossChart();
ChartInfo rewardsChart();
ChartInfo marginChart();
ChartInfo accuracyChart();
ChartInfo logpsChart();
ChartInfo gradientChart();
ChartInfo speedChart();
/// Loss, rewards, margin, accuracy, log-probs, gradient norm, speed.
std::vector<ChartInfo> pairCharts();
/// Charts of losses that copy answers: loss, token accuracy, perplexity, entropy, gradient norm,
/// speed.
std::vector<ChartInfo> tokenCharts();
/// The same where tokens have weights: the loss may rise while the model improves, so the plain
/// likelihood stands beside it.
std::vector<ChartInfo> weightedCharts();

std::vector<ObjectiveInfo> pairObjectives();
std::vector<ObjectiveInfo> unpairedObjectives();
std::vector<ObjectiveInfo> imitationObjectives();
/// Those whose published form was not seen; imitationObjectives() has them too.
std::vector<ObjectiveInfo> experimentalImitation();
std::vector<ObjectiveInfo> rankingObjectives();
std::vector<ObjectiveInfo> rewardObjectives();
std::vector<ObjectiveInfo> onlineObjectives();

/// Changes of scores, weights and noise.
std::vector<ModifierInfo> scoreModifiers();
/// Changes of inputs, tokens, parameters and gradients.
std::vector<ModifierInfo> trainingModifiers();

}  // namespace marginalia::catalog
