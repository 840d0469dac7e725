// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/training_rows.h"

#include <cstdint>
#include <limits>
#include <vector>

namespace marginalia {

struct RowBatch;

/// What a term is divided by. The denominators of a step follow from masks, weights and roles at
/// plan time. Mismatched rows count nowhere.
enum class Denominator : std::uint8_t {
    Pairs,         ///< sum of the weights of the pairs
    Rows,          ///< sum of the weights of the rows
    ChosenRows,    ///< sum of the weights of the chosen rows
    Tokens,        ///< sum of weight times trained tokens, over all rows; at least 1 unless it is 0
    ChosenTokens,  ///< the same over the chosen rows
    ChosenText,    ///< sum of weight times scored tokens of the chosen rows, prompts included
    GoldRows,      ///< sum of the weights of the gold rows
    GoldTokens,    ///< sum of weight times trained tokens of the gold rows
    Groups,        ///< sum of the weights of the groups
    Attributes,    ///< sum of weight times ratings that are there
    JudgedSteps,   ///< sum of weight times judged steps
    CorrectRows,   ///< sum of the weights of the rows whose answer is right
    JudgedRows,    ///< sum of the weights of the rows that are desirable or undesirable
    One,           ///< 1: the term is a sum
    Own            ///< what Objective::ownDenominator says
};
constexpr std::size_t kDenominators = static_cast<std::size_t>(Denominator::Own) + 1;

/// What denominators are made of: known of each row before any forward.
struct RowFacts {
    RowRole role = RowRole::Demo;
    double weight = 1;  ///< as the objective sees it: rounded to the dtype of the batch
    double tokens = 0;  ///< trained
    double scored = 0;  ///< trained and scored besides
    std::int32_t pair = -1;
    std::int32_t group = -1;
    double reward = std::numeric_limits<double>::quiet_NaN();
    int attributes = 0;  ///< ratings that are there
    int steps = 0;       ///< judged steps
    bool correct = false;
};

/// Facts of a unit's rows.
std::vector<RowFacts> rowFacts(const RowBatch& batch);

/// Value of a denominator; `Own` is not computed here and gives 0.
double denominatorOf(Denominator kind, const std::vector<RowFacts>& rows);

}  // namespace marginalia
