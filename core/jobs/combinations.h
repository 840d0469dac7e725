// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/catalog.h"
#include "core/jobs/run_spec.h"
#include "core/jobs/training_rows.h"

#include <map>
#include <string>
#include <vector>

namespace marginalia {

/// An objective with what is laid on it.
struct Combination {
    std::string objective;
    std::map<std::string, double> parameters;
    std::map<std::string, std::string> choices;
    std::vector<TermSpec> terms;
    std::vector<ModifierSpec> modifiers;
    /// A model is named that can score the answers before the first step.
    bool scorer = false;
};
Combination combinationOf(const RunSpec& spec);

/// Why an objective, its terms and its modifiers do not go together, each with its reason; empty:
/// they do. `field` is the path in the run's settings. Parameters of terms and of modifiers are
/// checked against the catalogue too.
std::vector<SpecProblem> checkCombination(const Combination& all);

/// Why this version's worker cannot train an objective or apply a modifier yet; null: it can.
const char* whyNotUsable(const ObjectiveInfo& info);

/// What the whole combination asks for: of the terms where there are some, else of the objective,
/// and of the modifiers.
Needs needsOf(const Combination& all);

/// The parameters and choices of a mix that belong to one of its terms, laid over what a term has
/// as its default inside a mix (objectives.md 2.10: bco_pair without a shift).
struct TermSettings {
    std::map<std::string, double> parameters;
    std::map<std::string, std::string> choices;
};
TermSettings settingsOfTerm(const Combination& all, const std::string& term);

/// The modifiers of a mix that change one of its terms.
std::vector<ModifierSpec> modifiersOfTerm(const Combination& all, const std::string& term);

/// float32 copies of the trained weights that modifiers keep in memory beside the optimizer's.
double copiesKept(const Combination& all);
/// Whether some of the batches are the data's answers, beside those that the run writes itself
/// (GKD with a share of own texts below 1): its parameter "lambda" and choice "seq_kd" say so.
bool takesGivenAnswers(const Combination& all);

/// What the whole combination asks of records.
RowWish wishOf(const Combination& all);

/// Weight of a label by who gave it under the modifier annotator_weights, whose parameters
/// "eta/<annotator>" are the known reliabilities; 1 without the modifier.
double annotatorWeight(const std::vector<ModifierSpec>& modifiers, const std::string& annotator);

/// Whether `sft` stands for the likelihood of the chosen answers beside losses on pairs.
bool imitatesChosen(const Combination& all);

/// Whether a mix of losses on pairs also trains on single judged answers: both good and both bad,
/// thumbs.
bool takesThumbsToo(const Combination& all);

}  // namespace marginalia
