// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/token_modifiers.h"

#include "core/objectives/parameters.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros_like.h>

#include <algorithm>
#include <cmath>

namespace marginalia {

namespace {

/// The batch with the numbers of dropped tokens set to 0. Their lengths stay: masks are not
/// touched.
RowBatch keeping(const RowBatch& batch, const at::Tensor& keep)
{
    RowBatch out = batch;
    TokenStatistics& statistics = out.statistics;
    for (at::Tensor* values : {&out.lp, &out.refLp, &statistics.klFromOther, &statistics.klToOther,
                               &statistics.jsd, &statistics.rollout}) {
        if (values->defined()) {
            *values = at::where(keep, *values, at::zeros_like(*values));
        }
    }
    return out;
}

at::Tensor* findMetric(LossOut& out, const std::string& name)
{
    const auto found = std::find_if(out.rowMetrics.begin(), out.rowMetrics.end(),
                                    [&](const auto& each) { return each.first == name; });
    return found == out.rowMetrics.end() ? nullptr : &found->second;
}

/// Weighted trained tokens of a unit, mismatched rows aside.
double weightedTokens(const RowBatch& batch, const at::Tensor& counted)
{
    const at::Tensor rows = ~rowsWithRole(batch, {RowRole::Mismatch});
    const at::Tensor sums = sequenceSums(batch, counted.to(batch.lp.scalar_type())) * batch.weight;
    return at::where(rows, sums, at::zeros_like(sums)).to(at::kDouble).sum().item<double>();
}

}  // namespace

double entropyThreshold(const RowBatch& batch, double share)
{
    const at::Tensor own = batch.entropy.masked_select(batch.trained);
    const at::Tensor trained = (batch.stepEntropy.defined() ? batch.stepEntropy : own)
                                   .to(at::kCPU, at::kDouble)
                                   .contiguous();
    std::vector<double> values(trained.const_data_ptr<double>(),
                               trained.const_data_ptr<double>() + trained.numel());
    if (values.empty()) {
        return 0;
    }
    std::sort(values.begin(), values.end());
    const double place = (1 - share) * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, values.size() - 1);
    return values[below] + (place - static_cast<double>(below)) * (values[above] - values[below]);
}

Objective onTopEntropy(Objective base, const TopEntropyOptions& options)
{
    Objective out = base;
    out.wantsStepEntropy = true;
    out.loss = [base = std::move(base.loss), options](const RowBatch& batch,
                                                      ObjectiveState& state) {
        const double threshold = entropyThreshold(batch, options.share);
        const at::Tensor keep = batch.entropy.to(at::kDouble) >= threshold;
        LossOut loss = base(keeping(batch, keep), state);
        if (options.keptOnly) {
            const double kept = weightedTokens(batch, keep);
            const double factor = kept > 0 ? weightedTokens(batch, batch.trained) / kept : 0;
            for (LossTerm& term : loss.terms) {
                if (term.denominator == Denominator::Tokens) {
                    term.numerator = term.numerator * factor;
                }
            }
        }
        if (at::Tensor* logp = findMetric(loss, "logp")) {
            *logp = sequenceSums(batch, batch.lp).detach();
        }
        loss.unitMetrics.emplace_back("marginalia/threshold", threshold);
        return loss;
    };
    return out;
}

Objective withEntropyBonus(Objective base, double coefficient)
{
    Objective out = base;
    out.statistics.entropy = true;
    out.loss = [base = std::move(base.loss), coefficient](const RowBatch& batch,
                                                          ObjectiveState& state) {
        LossOut loss = base(batch, state);
        const at::Tensor sums = sequenceSums(batch, batch.statistics.entropy);
        loss.terms.push_back(
            {"entropy", -coefficient, (batch.weight * sums).sum(), Denominator::Tokens});
        const at::Tensor bonus = coefficient * sums.detach();
        if (at::Tensor* rowSum = findMetric(loss, "row_sum")) {
            *rowSum = *rowSum - bonus;
        }
        loss.rowLoss = loss.rowLoss - bonus / lengthsForMeans(batch);
        return loss;
    };
    return out;
}

Result<Objective> withTokenModifiers(Objective base, const std::vector<ModifierSpec>& modifiers)
{
    for (const ModifierSpec& modifier : modifiers) {
        const bool isTop = modifier.id == "top_entropy";
        if (!isTop && modifier.id != "entropy_bonus") {
            continue;
        }
        BoundParameters parameters;
        parameters.numbers = modifier.parameters;
        parameters.words = modifier.choices;
        const Given given(findModifier(modifier.id)->info, parameters);
        MG_CHECK(given.check());
        base = isTop ? onTopEntropy(std::move(base), {given.number("top_entropy_quantile"),
                                                      given.word("denominator") == "kept"})
                     : withEntropyBonus(std::move(base), given.number("entropy_coef"));
    }
    return base;
}

}  // namespace marginalia
