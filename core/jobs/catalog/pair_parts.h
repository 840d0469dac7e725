// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/catalog/parts.h"

/// What the rows of pair losses share; pairs.cpp joins the lists.
namespace marginalia::catalog {

/// The sentences of a card, in the order they are read.
struct Words {
    const char* title;
    const char* sentence;
    const char* whenToUse;
    const char* howItFails;
    const char* watch;
};

/// A row of family "direct preference" on pairs with a reference; callers change what differs.
ObjectiveInfo pairRow(const char* id, const Words& words, const char* section, const char* golden,
                      const char* source);
/// The same without a reference model.
ObjectiveInfo freePairRow(const char* id, const Words& words, const char* section,
                          const char* golden, const char* source);

ParameterInfo number(const char* key, const char* label, double fallback, double low, double high,
                     const char* help);
/// Beta with a default of its own.
ParameterInfo betaOf(double fallback, const char* help);
ParameterInfo labelSmoothing(double fallback, double low);
/// Yes or no under a key.
ChoiceInfo yesNo(const char* key, const char* label, bool fallback, const char* no, const char* yes,
                 const char* help);
/// Average of a likelihood term: token_mean, row_mean, sum.
ChoiceInfo reductionChoice(const char* key, const char* help);
ChartInfo termChart(const char* title, const char* metric);

/// Losses of a difference that can be turned round: what noise models work with.
std::vector<std::string> turnablePairs();
/// All losses of the table of scores and links.
std::vector<std::string> tabledPairs();
/// A modifier without needs or charts of its own.
ModifierInfo modifierRow(const char* id, const char* family, const Words& words,
                         const char* section, const char* golden, const char* source,
                         std::vector<std::string> objectives);
std::vector<ModifierInfo> noiseAndScoreModifiers();
std::vector<ModifierInfo> weightModifiers();

std::vector<ObjectiveInfo> contrastivePairs();  ///< losses of the difference alone
std::vector<ObjectiveInfo> anchoredPairs();     ///< losses that judge each answer too
std::vector<ObjectiveInfo> freePairs();         ///< no reference
std::vector<ObjectiveInfo> coupledPairs();      ///< sorted, grouped or searched pairs

}  // namespace marginalia::catalog
