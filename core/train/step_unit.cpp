// SPDX-License-Identifier: Apache-2.0
// One coupling unit from rows to gradients: the part of StepEngine with the three phases
// (decisions.md 5a).
#include "core/base/clock.h"
#include "core/model/fused_head.h"
#include "core/model/shared_weights.h"
#include "core/train/dropping.h"
#include "core/train/step_engine.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/isfinite.h>
#include <ATen/ops/zeros.h>
#include <c10/core/GradMode.h>
// The two functions that differentiate; only this file needs autograd's own header.
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>
#include <set>

namespace marginalia {

namespace {

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

/// The unit without the items of these rows, whose records are noted.
UnitRows without(const UnitRows& rows, const UnitBatch& unit, const std::vector<std::size_t>& bad,
                 std::vector<Uid>& noted)
{
    UnitRows rest = rows;
    std::set<std::int64_t> leaving;
    for (const std::size_t row : bad) {
        leaving.insert(unit.item[row]);
        noted.push_back(unit.rows[row]->promptUid);
    }
    for (auto item = leaving.rbegin(); item != leaving.rend(); ++item) {
        rest.items.erase(rest.items.begin() + *item);
        if (!rest.mismatched.empty()) {
            rest.mismatched.erase(rest.mismatched.begin() + *item);
        }
    }
    return rest;
}

}  // namespace

std::string termPart(const std::string& term)
{
    return term.substr(0, term.find('/'));
}

StepEngine::UnitWork StepEngine::forwardUnit(const UnitRows& rows, bool withGradients,
                                             std::size_t number) const
{
    UnitWork work;
    work.unit = pack(rows, withGradients ? m_reading : Reading());
    work.keepGraph = withGradients && work.unit.packs.size() == 1 && !inTurns();
    // Streams of a unit count from a number of their own, mismatched rows behind the others.
    if (withGradients) {
        work.key = dropoutKey(number);
    }
    if (m_objective.ascentStep > 0) {
        ascend(work);
    }
    work.computed = forward(work.unit.packs, work.keepGraph, true, work.key, work.steering);
    const TokenScores quiet = forward(work.unit.quiet, false, false,
                                      work.key ? std::optional(*work.key + (1U << 20U)) : work.key)
                                  .tokens;
    const at::Tensor logps = work.computed.tokens.logps.detach();
    work.unit.batch.lp = quiet.logps.defined() ? at::cat({logps, quiet.logps}) : logps;
    return work;
}

void StepEngine::ascend(UnitWork& work) const
{
    const c10::AutoGradMode withGraph(true);
    const ModelConfig& config = m_decoder.config();
    const RowBatch& batch = work.unit.batch;
    const at::Tensor weights = batch.weight.index_select(0, batch.rowOfToken) *
                               batch.trained.to(batch.weight.scalar_type());
    const HeadView head = headOf(m_decoder);
    at::Tensor slope;
    std::vector<at::Tensor> states;
    for (std::size_t i = 0; i < work.unit.packs.size(); ++i) {
        const Pack& pack = work.unit.packs[i];
        const Dropping dropping(m_decoder, work.key ? std::optional(*work.key + i) : std::nullopt);
        const at::Tensor steering =
            at::zeros({config.layers, config.hidden},
                      at::TensorOptions(m_decoder.dtype()).device(m_decoder.device()))
                .requires_grad_(true);
        const LayerStates all = m_decoder.states(pack.input, steering);
        const at::Tensor logps = fusedHead(all.hidden, head.weight, pack.input.scored,
                                           pack.input.targets, false, head.shape)
                                     .logps;
        const at::Tensor loss = -(logps * weights.narrow(0, pack.firstToken, pack.tokens)).sum();
        const at::Tensor own = torch::autograd::grad({loss}, {steering})[0].to(at::kFloat);
        slope = slope.defined() ? slope + own : own;
        states.push_back(all.layers.detach().to(at::kFloat));
    }
    const double length = slope.norm().item<double>();
    const double factor = length > 0 ? m_objective.ascentStep / length : 0;
    work.steering = (slope * factor).to(m_decoder.dtype());
    work.states = at::cat(states);
}

/// Detached results with gradients of their own, in the places where the objective looks.
void StepEngine::addLeaves(UnitWork& work) const
{
    const Computed& computed = work.computed;
    UnitBatch& unit = work.unit;
    unit.batch.lp.requires_grad_(true);
    if (computed.score.defined()) {
        work.leaves.push_back(headLeaf(computed, unit));
    } else {
        work.leaves.push_back({unit.batch.lp, Leaf::Per::Token,
                               [](const Computed& each) { return each.tokens.logps; }});
    }
    if (computed.values.defined()) {
        unit.batch.heads.values = computed.values.detach().requires_grad_(true);
        work.leaves.push_back({unit.batch.heads.values, Leaf::Per::Token,
                               [](const Computed& each) { return each.values; }});
    }
    if (computed.vectors.defined()) {
        unit.batch.heads.sampled = computed.vectors.detach().requires_grad_(true);
        work.leaves.push_back({unit.batch.heads.sampled, Leaf::Per::Row,
                               [](const Computed& each) { return each.vectors; }});
        addAnnotations(unit, computed.vectors.size(1));
    }
    if (computed.worse.defined()) {
        const c10::AutoGradMode withGraph(true);
        const at::Tensor leaf = computed.worse.detach().requires_grad_(true);
        unit.batch.heads.hidden = work.states.transpose(0, 1);
        unit.batch.heads.hiddenAux = leaf.transpose(0, 1);
        work.leaves.push_back(
            {leaf, Leaf::Per::Token, [](const Computed& each) { return each.worse; }});
    }
    addStatistics(computed, unit, work.leaves);
    unit.batch.entropy = withQuiet(computed.tokens.entropy, unit);
    unit.batch.top1 = withQuiet(computed.tokens.top1, unit);
    unit.batch.stepEntropy = m_stepEntropy;
}

/// The unit's share of the step's loss, which its terms are told in besides.
at::Tensor StepEngine::lossOf(const std::vector<LossTerm>& terms, const Denominators& own,
                              const Denominators& step, std::size_t units, StepResult& out) const
{
    at::Tensor total;
    for (std::size_t i = 0; i < terms.size(); ++i) {
        const LossTerm& term = terms[i];
        const bool perUnit = m_options.asTrl && term.denominator != Denominator::Tokens;
        const auto kind = static_cast<std::size_t>(term.denominator);
        const double denominator = perUnit ? own[kind] * static_cast<double>(units) : step[kind];
        const double factor = denominator == 0 ? 0 : 1 / denominator;
        const std::string name = termPart(term.name);
        const auto balance = m_balance.find(name);
        const double weight = term.weight * (balance == m_balance.end() ? 1 : balance->second);
        const at::Tensor part = term.numerator * (weight * factor);
        total = total.defined() ? total + part : part;
        const double value = term.numerator.item<double>() * factor;
        if (out.terms.size() <= i) {
            out.terms.emplace_back(term.name, 0.0);
        }
        out.terms[i].second += value;
        out.parts[name] += term.weight * value;
        out.loss += weight * value;
    }
    return total;
}

std::optional<StepEngine::UnitWork> StepEngine::finiteForward(UnitRows rows, bool withGradients,
                                                              std::size_t number,
                                                              std::vector<Uid>& notFinite) const
{
    while (!rows.items.empty()) {
        UnitWork work = forwardUnit(rows, withGradients, number);
        const std::vector<std::size_t> bad = rowsNotFinite(work.unit, work.unit.batch.lp);
        if (bad.empty()) {
            work.own = denominatorsOf({rows});
            return work;
        }
        // 0 x NaN is NaN, so a mask would not do: the pair leaves the plan and the unit is computed
        // again.
        rows = without(rows, work.unit, bad, notFinite);
    }
    return std::nullopt;
}

std::vector<at::Tensor> StepEngine::judge(UnitWork& work, const Denominators& step, Place place,
                                          StepResult& out)
{
    addLeaves(work);
    UnitBatch& unit = work.unit;
    LossOut loss;
    at::Tensor total;
    {
        const c10::AutoGradMode withGraph(true);
        loss = m_objective(unit.batch, m_state);
        total = lossOf(loss.terms, work.own, step, place.units, out);
    }
    std::vector<at::Tensor> inputs;
    for (const Leaf& leaf : work.leaves) {
        inputs.push_back(leaf.tensor);
    }
    std::vector<at::Tensor> slopes =
        torch::autograd::grad({total}, inputs, {}, std::nullopt, false, true);
    unit.batch.lp = unit.batch.lp.detach();

    UnitResult result;
    result.unit = place.number;
    result.metrics = loss.unitMetrics;
    collectRows(unit, loss, influenceOf(unit.batch, work.leaves[0], slopes[0]), result);
    out.units.push_back(std::move(result));
    out.rowTokens += unit.rowTokens;
    out.streamTokens += unit.streamTokens;
    return slopes;
}

void StepEngine::runUnit(const UnitRows& rows, bool withGradients, const Denominators& step,
                         Place place, StepResult& out)
{
    Stopwatch watch;
    const auto spent = [&watch](double& part) {
        part += watch.seconds();
        watch.restart();
    };
    std::optional<UnitWork> work = finiteForward(rows, withGradients, place.number, out.notFinite);
    spent(out.times.forward);
    if (!work) {
        return;
    }
    const std::vector<at::Tensor> slopes = judge(*work, step, place, out);
    spent(out.times.objective);
    if (withGradients) {
        backwardUnit(*work, slopes);
        spent(out.times.backward);
    }
}

void StepEngine::backwardUnit(const UnitWork& work, const std::vector<at::Tensor>& slopes) const
{
    for (std::size_t i = 0; i < work.unit.packs.size(); ++i) {
        const Pack& pack = work.unit.packs[i];
        const Computed again = work.keepGraph ? work.computed : [&] {
            const c10::AutoGradMode withGraph(true);
            const Dropping dropping(m_decoder, *work.key + i);
            return compute(pack, false, true, work.steering);
        }();
        std::vector<at::Tensor> outputs;
        std::vector<at::Tensor> gradients;
        for (std::size_t k = 0; k < work.leaves.size(); ++k) {
            if (slopes[k].defined()) {
                outputs.push_back(work.leaves[k].of(again));
                gradients.push_back(partOf(slopes[k], work.leaves[k], pack));
            }
        }
        if (outputs.empty()) {
            continue;
        }
        if (m_options.shares != nullptr) {
            m_options.shares->beginBackward();
        }
        torch::autograd::backward(outputs, gradients);
        if (m_options.shares != nullptr) {
            m_options.shares->endBackward();
        }
        if (m_collect) {
            m_collect();
        }
    }
}

}  // namespace marginalia
