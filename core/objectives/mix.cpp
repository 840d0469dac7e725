// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/mix.h"

#include "core/objectives/nll_term.h"
#include "core/objectives/parameters.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/where.h>

#include <algorithm>

namespace marginalia {

namespace {

struct Part {
    std::string id;
    double weight = 1;
    Objective objective;
};

/// The part of a state that belongs to one term, and back.
ObjectiveState stateOf(const ObjectiveState& all, const std::string& prefix)
{
    ObjectiveState out;
    for (const auto& [key, values] : all) {
        if (key.rfind(prefix, 0) == 0) {
            out[key.substr(prefix.size())] = values;
        }
    }
    return out;
}

Objective imitation(const Combination& all)
{
    const auto word = all.choices.find("sft_reduction");
    const NllReduction reduction =
        nllReductionOf(word == all.choices.end() ? "token_mean" : word->second);
    return objectiveOf([reduction](const RowBatch& batch, ObjectiveState&) {
        LossOut out;
        out.terms = {nllTerm(batch, "sft", RowRole::Chosen, reduction)};
        out.rowMetrics = {{"logp", sequenceSums(batch, batch.lp).detach()}};
        return out;
    });
}

void takeMetrics(const LossOut& part, LossOut& out)
{
    for (const auto& [name, values] : part.rowMetrics) {
        const auto known =
            std::find_if(out.rowMetrics.begin(), out.rowMetrics.end(),
                         [&key = name](const auto& each) { return each.first == key; });
        if (known == out.rowMetrics.end()) {
            out.rowMetrics.emplace_back(name, values);
        } else {
            // Rows that the earlier terms pass over, such as thumbs beside pairs.
            known->second = at::where(known->second.isnan(), values, known->second);
        }
    }
    for (const auto& metric : part.unitMetrics) {
        const bool known =
            std::any_of(out.unitMetrics.begin(), out.unitMetrics.end(),
                        [&](const auto& each) { return each.first == metric.first; });
        if (!known) {
            out.unitMetrics.push_back(metric);
        }
    }
}

LossOut sumOf(const std::vector<Part>& parts, const RowBatch& batch, ObjectiveState& state)
{
    LossOut out;
    for (const Part& part : parts) {
        const std::string prefix = part.id + "/";
        ObjectiveState own = stateOf(state, prefix);
        LossOut each = part.objective(batch, own);
        for (auto& [key, values] : own) {
            state[prefix + key] = std::move(values);
        }
        const bool alone = each.terms.size() == 1;
        for (LossTerm& term : each.terms) {
            term.name = alone ? part.id : prefix + term.name;
            term.weight *= part.weight;
            out.terms.push_back(std::move(term));
        }
        if (each.rowLoss.defined()) {
            const at::Tensor loss = part.weight * each.rowLoss;
            out.rowLoss = out.rowLoss.defined() ? out.rowLoss + loss : loss;
        }
        takeMetrics(each, out);
    }
    if (!out.rowLoss.defined()) {
        out.rowLoss = (0 * sequenceSums(batch, batch.lp)).detach();
    }
    return out;
}

void widen(StatisticsRequest& all, const StatisticsRequest& one)
{
    all.entropy = all.entropy || one.entropy;
    all.logSumSquares = all.logSumSquares || one.logSumSquares;
    all.klFromOther = all.klFromOther || one.klFromOther;
    all.klToOther = all.klToOther || one.klToOther;
    all.otherLogps = all.otherLogps || one.otherLogps;
    if (one.jsd) {
        all.jsd = true;
        all.jsdBeta = one.jsdBeta;
    }
    if (one.rollout) {
        all.rollout = true;
        all.rolloutKappa = one.rolloutKappa;
        all.rolloutRhoNegative = one.rolloutRhoNegative;
    }
    if (one.topEntropy) {
        all.topEntropy = true;
        all.topK = one.topK;
    }
}

Error notTogether(const SpecProblem& problem)
{
    return failure(ErrorKind::Unsupported, problem.what, problem.field);
}

}  // namespace

Result<Objective> bindMix(const Combination& all)
{
    std::vector<Part> parts;
    Objective out;
    // Weights that are made at every step stand in the place of fixed ones.
    const bool balanced =
        std::any_of(all.modifiers.begin(), all.modifiers.end(),
                    [](const ModifierSpec& each) { return each.id == "loss_balancing"; });
    for (const TermSpec& term : all.terms) {
        Part part{term.loss, balanced ? 1 : term.weight, {}};
        if (term.loss == "sft" && imitatesChosen(all)) {
            part.objective = imitation(all);
        } else {
            const TermSettings settings = settingsOfTerm(all, term.loss);
            MG_TRY(part.objective, bindObjective(term.loss, {settings.parameters,
                                                             settings.choices,
                                                             {},
                                                             modifiersOfTerm(all, term.loss)}));
        }
        if (part.objective.ownDenominator && out.ownDenominator) {
            return notTogether({"terms",
                                {MG_TR("objectives",
                                       "Two terms of the mix count a step in ways of their own; "
                                       "only one can."),
                                 {}}});
        }
        if (part.objective.ownDenominator) {
            out.ownDenominator = part.objective.ownDenominator;
        }
        widen(out.statistics, part.objective.statistics);
        out.scoresPrompts = out.scoresPrompts || part.objective.scoresPrompts;
        out.ascentStep = std::max(out.ascentStep, part.objective.ascentStep);
        out.carriesState = out.carriesState || part.objective.carriesState;
        out.wantsStepEntropy = out.wantsStepEntropy || part.objective.wantsStepEntropy;
        out.referencePerToken = out.referencePerToken || part.objective.referencePerToken;
        parts.push_back(std::move(part));
    }
    out.loss = [parts = std::move(parts)](const RowBatch& batch, ObjectiveState& state) {
        return sumOf(parts, batch, state);
    };
    return out;
}

}  // namespace marginalia
