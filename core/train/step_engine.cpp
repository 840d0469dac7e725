// SPDX-License-Identifier: Apache-2.0
#include "core/train/step_engine.h"

#include "core/model/adapter.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/isfinite.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>
#include <c10/core/GradMode.h>
#include <c10/util/Exception.h>
// The two functions that differentiate; only this file needs autograd's own header.
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace marginalia {

namespace {

constexpr std::int64_t kSmallestPack = 64;

/// Rows with a log-prob that is not finite among their trained tokens, by number.
std::vector<std::size_t> rowsNotFinite(const UnitBatch& unit, const at::Tensor& lp)
{
    std::vector<std::size_t> out;
    const at::Tensor bad = ~at::isfinite(lp) & unit.batch.trained;
    if (!bad.any().item<bool>()) {
        return out;
    }
    const at::Tensor rows = unit.batch.rowOfToken.index({bad}).to(at::kCPU);
    std::set<std::size_t> found;
    for (std::int64_t i = 0; i < rows.numel(); ++i) {
        found.insert(static_cast<std::size_t>(rows[i].item<std::int64_t>()));
    }
    out.assign(found.begin(), found.end());
    return out;
}

/// An adapter's dropout for one forward; nothing is dropped without a key.
class Dropping {
public:
    Dropping(const Decoder& decoder, std::optional<std::uint64_t> key)
        : m_adapter(key ? decoder.adapter().get() : nullptr)
    {
        if (m_adapter != nullptr) {
            m_adapter->setDropoutKey(key);
        }
    }
    ~Dropping()
    {
        if (m_adapter != nullptr) {
            m_adapter->setDropoutKey(std::nullopt);
        }
    }
    Dropping(const Dropping&) = delete;
    Dropping& operator=(const Dropping&) = delete;

private:
    Adapter* m_adapter;
};

RowFacts factsOf(const TrainRow& row, std::int32_t item, bool prompts)
{
    RowFacts facts;
    facts.role = row.role;
    // Weights as the objective sees them: float32.
    facts.weight = static_cast<float>(row.weight);
    facts.tokens = static_cast<double>(row.trainedTokens());
    facts.scored = prompts ? static_cast<double>(row.ids.size()) - 1 : facts.tokens;
    facts.pair = item;
    facts.group = item;
    facts.reward = row.reward;
    return facts;
}

}  // namespace

StepEngine::StepEngine(const Decoder& decoder, Objective objective, Needs needs,
                       const ReferenceTable& reference, EngineOptions options,
                       std::function<void()> collect)
    : m_decoder(decoder),
      m_objective(std::move(objective)),
      m_needs(needs),
      m_reference(reference),
      m_options(options),
      m_collect(std::move(collect))
{
    m_options.pack.headEverywhere = m_options.pack.headEverywhere || m_objective.scoresPrompts;
}

StepEngine::Denominators StepEngine::denominatorsOf(const std::vector<UnitRows>& units) const
{
    std::vector<RowFacts> facts;
    std::int32_t item = 0;
    for (const UnitRows& unit : units) {
        for (const TrainItem* each : unit.items) {
            for (const TrainRow& row : each->rows) {
                facts.push_back(factsOf(row, item, m_objective.scoresPrompts));
            }
            ++item;
        }
    }
    Denominators out{};
    for (std::size_t kind = 0; kind < out.size(); ++kind) {
        out[kind] = denominatorOf(static_cast<Denominator>(kind), facts);
    }
    if (m_objective.ownDenominator) {
        out[static_cast<std::size_t>(Denominator::Own)] = m_objective.ownDenominator(facts);
    }
    return out;
}

UnitBatch StepEngine::pack(const UnitRows& unit) const
{
    UnitBatch out = packUnit(unit.items, unit.mismatched, packOptions(), m_decoder.device());
    addReference(out);
    return out;
}

void StepEngine::addReference(UnitBatch& unit) const
{
    if (m_needs.ref == RefKind::None || unit.batch.refLp.defined()) {
        return;
    }
    if (m_objective.referencePerToken) {
        addReferenceTokens(unit);
        return;
    }
    std::vector<float> sums;
    for (const TrainRow* row : unit.rows) {
        // A row that the sweep did not see would be a mistake of ours; NaN makes it leave the step
        // and be counted.
        sums.push_back(m_reference.find(*row).value_or(std::numeric_limits<float>::quiet_NaN()));
    }
    unit.batch.refSum = at::tensor(sums, at::kFloat).to(m_decoder.device());
}

void StepEngine::addReferenceTokens(UnitBatch& unit) const
{
    const at::Tensor offsets = unit.batch.rowOffset.cpu();
    const std::int64_t* offset = offsets.const_data_ptr<std::int64_t>();
    std::vector<float> all;
    for (std::size_t i = 0; i < unit.rows.size(); ++i) {
        const auto count = static_cast<std::size_t>(offset[i + 1] - offset[i]);
        const std::vector<float>* tokens = m_reference.findTokens(*unit.rows[i]);
        if (tokens != nullptr && tokens->size() == count) {
            all.insert(all.end(), tokens->begin(), tokens->end());
        } else {
            all.insert(all.end(), count, std::numeric_limits<float>::quiet_NaN());
        }
    }
    unit.batch.refLp = at::tensor(all, at::kFloat).to(m_decoder.device());
}

StepEngine::Computed StepEngine::forward(const std::vector<Pack>& packs, bool withGraph,
                                         bool withStatistics,
                                         std::optional<std::uint64_t> firstKey) const
{
    const c10::AutoGradMode mode(withGraph);
    std::vector<Computed> all;
    for (std::size_t i = 0; i < packs.size(); ++i) {
        const Dropping dropping(m_decoder, firstKey ? std::optional(*firstKey + i) : std::nullopt);
        all.push_back(compute(packs[i], withStatistics, withStatistics));
    }
    if (all.size() <= 1) {
        return all.empty() ? Computed{} : all[0];
    }
    const auto joined = [&](const auto& member) {
        std::vector<at::Tensor> parts;
        for (const Computed& each : all) {
            parts.push_back(member(each));
        }
        return parts[0].defined() ? at::cat(parts) : at::Tensor();
    };
    Computed out;
    out.tokens.logps = joined([](const Computed& each) { return each.tokens.logps; });
    out.tokens.entropy = joined([](const Computed& each) { return each.tokens.entropy; });
    out.tokens.top1 = joined([](const Computed& each) { return each.tokens.top1; });
    out.score = joined([](const Computed& each) { return each.score; });
    out.values = joined([](const Computed& each) { return each.values; });
    joinStatistics(all, out.statistics);
    return out;
}

StepResult StepEngine::train(const std::vector<UnitRows>& units,
                             const std::function<void()>& restart)
{
    const ObjectiveState before = m_state;
    for (;;) {
        try {
            return run(units, true);
        } catch (const c10::OutOfMemoryError&) {
            // The unit stays whole: only the streams that it is cut into become shorter.
            if (m_options.pack.budget <= kSmallestPack) {
                throw;
            }
            m_options.pack.budget /= 2;
            m_state = before;
            restart();
        }
    }
}

StepResult StepEngine::evaluate(const std::vector<UnitRows>& units)
{
    const ObjectiveState before = m_state;
    StepResult out = run(units, false);
    m_state = before;
    return out;
}

StepResult StepEngine::run(const std::vector<UnitRows>& units, bool withGradients)
{
    const Denominators step = denominatorsOf(units);
    StepResult out;
    for (const UnitRows& unit : units) {
        runUnit(unit, withGradients, step, units.size(), out);
    }
    out.finite = std::isfinite(out.loss);
    return out;
}

void StepEngine::runUnit(const UnitRows& rows, bool withGradients, const Denominators& step,
                         std::size_t units, StepResult& out)
{
    UnitBatch unit = pack(rows);
    const bool keepGraph = withGradients && unit.packs.size() == 1;
    // Streams of a unit count from a number of their own, mismatched rows behind the others.
    std::optional<std::uint64_t> key;
    if (withGradients) {
        key = m_dropoutSeed + (static_cast<std::uint64_t>(out.units.size()) << 32U);
    }
    const Computed computed = forward(unit.packs, keepGraph, true, key);
    const TokenScores& scores = computed.tokens;
    const TokenScores quiet =
        forward(unit.quiet, false, false, key ? std::optional(*key + (1U << 20U)) : key).tokens;
    at::Tensor lp = quiet.logps.defined() ? at::cat({scores.logps.detach(), quiet.logps})
                                          : scores.logps.detach();
    std::vector<Leaf> leaves;

    if (const std::vector<std::size_t> bad = rowsNotFinite(unit, lp); !bad.empty()) {
        // 0 x NaN is NaN, so a mask would not do: the pair leaves the plan and the unit is computed
        // again.
        UnitRows rest = rows;
        std::set<std::int64_t> leaving;
        for (const std::size_t row : bad) {
            leaving.insert(unit.item[row]);
            out.notFinite.push_back(unit.rows[row]->promptUid);
        }
        for (auto item = leaving.rbegin(); item != leaving.rend(); ++item) {
            rest.items.erase(rest.items.begin() + *item);
            if (!rest.mismatched.empty()) {
                rest.mismatched.erase(rest.mismatched.begin() + *item);
            }
        }
        if (!rest.items.empty()) {
            runUnit(rest, withGradients, step, units, out);
        }
        return;
    }

    unit.batch.lp = lp.requires_grad_(true);
    if (computed.score.defined()) {
        unit.batch.heads.score = computed.score.detach().requires_grad_(true);
        leaves.push_back(
            {unit.batch.heads.score, true, [](const Computed& each) { return each.score; }});
    } else {
        leaves.push_back(
            {unit.batch.lp, false, [](const Computed& each) { return each.tokens.logps; }});
    }
    if (computed.values.defined()) {
        unit.batch.heads.values = computed.values.detach().requires_grad_(true);
        leaves.push_back(
            {unit.batch.heads.values, false, [](const Computed& each) { return each.values; }});
    }
    addStatistics(computed, unit, leaves);
    unit.batch.entropy = withQuiet(scores.entropy, unit);
    unit.batch.top1 = withQuiet(scores.top1, unit);
    LossOut loss;
    at::Tensor total;
    {
        const c10::AutoGradMode withGraph(true);
        loss = m_objective(unit.batch, m_state);
        const Denominators own = denominatorsOf({rows});
        for (std::size_t i = 0; i < loss.terms.size(); ++i) {
            const LossTerm& term = loss.terms[i];
            const bool perUnit = m_options.asTrl && term.denominator != Denominator::Tokens;
            const auto kind = static_cast<std::size_t>(term.denominator);
            const double denominator =
                perUnit ? own[kind] * static_cast<double>(units) : step[kind];
            const double factor = denominator == 0 ? 0 : 1 / denominator;
            const at::Tensor part = term.numerator * (term.weight * factor);
            total = total.defined() ? total + part : part;
            const double value = term.numerator.item<double>() * factor;
            if (out.terms.size() <= i) {
                out.terms.emplace_back(term.name, 0.0);
            }
            out.terms[i].second += value;
            out.loss += term.weight * value;
        }
    }
    std::vector<at::Tensor> inputs;
    for (const Leaf& leaf : leaves) {
        inputs.push_back(leaf.tensor);
    }
    const std::vector<at::Tensor> slopes =
        torch::autograd::grad({total}, inputs, {}, std::nullopt, false, true);
    unit.batch.lp = lp.detach();

    std::int64_t firstNumber = 0;
    for (const UnitResult& before : out.units) {
        for (const RowResult& row : before.rows) {
            firstNumber = std::max(firstNumber, row.number + 1);
        }
    }
    UnitResult result;
    result.metrics = loss.unitMetrics;
    collectRows(unit, loss, influenceOf(unit.batch, leaves[0], slopes[0]), firstNumber, result);
    out.units.push_back(std::move(result));
    out.rowTokens += unit.rowTokens;
    out.streamTokens += unit.streamTokens;
    if (!withGradients) {
        return;
    }
    for (std::size_t i = 0; i < unit.packs.size(); ++i) {
        const Pack& pack = unit.packs[i];
        const Computed again = keepGraph ? computed : [&] {
            const c10::AutoGradMode withGraph(true);
            const Dropping dropping(m_decoder, *key + i);
            return compute(pack, false, true);
        }();
        std::vector<at::Tensor> outputs;
        std::vector<at::Tensor> gradients;
        for (std::size_t k = 0; k < leaves.size(); ++k) {
            if (slopes[k].defined()) {
                outputs.push_back(leaves[k].of(again));
                gradients.push_back(leaves[k].perRow
                                        ? slopes[k].narrow(0, pack.firstRow, pack.last.size(0))
                                        : slopes[k].narrow(0, pack.firstToken, pack.tokens));
            }
        }
        if (outputs.empty()) {
            continue;
        }
        torch::autograd::backward(outputs, gradients);
        if (m_collect) {
            m_collect();
        }
    }
}

}  // namespace marginalia
