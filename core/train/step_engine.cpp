// SPDX-License-Identifier: Apache-2.0
#include "core/train/step_engine.h"

#include "core/model/float_pool.h"
#include "core/train/dropping.h"
#include "core/train/pack_sizes.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/isfinite.h>
#include <ATen/ops/tensor.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace marginalia {

namespace {

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
    facts.attributes = static_cast<int>(std::count_if(
        row.ratings.begin(), row.ratings.end(), [](double rating) { return !std::isnan(rating); }));
    facts.steps = static_cast<int>(row.stepRight.size());
    return facts;
}

/// Numbers of pairs or rows count through the step, unit after unit.
void numberRows(StepResult& step)
{
    std::int64_t next = 0;
    for (UnitResult& unit : step.units) {
        const std::int64_t first = next;
        for (RowResult& row : unit.rows) {
            row.number += first;
            next = std::max(next, row.number + 1);
        }
    }
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

Status StepEngine::setObjective(Objective objective)
{
    const bool lacksOther = objective.statistics.needsOther() && m_options.other == nullptr;
    if (lacksOther || objective.referencePerToken != m_objective.referencePerToken ||
        objective.scoresPrompts != m_objective.scoresPrompts) {
        return failure(ErrorKind::Unsupported,
                       MG_TR("train",
                             "This value makes the objective look at what the run did not "
                             "prepare."),
                       {}, MG_TR("train", "Fork the run to change it."));
    }
    m_objective = std::move(objective);
    return {};
}

StepEngine::Denominators StepEngine::denominatorsOf(const std::vector<UnitRows>& units) const
{
    std::vector<RowFacts> facts;
    std::int32_t item = 0;
    for (const UnitRows& unit : units) {
        for (const TrainItem* each : unit.items) {
            for (const TrainRow& row : each->rows) {
                facts.push_back(factsOf(row, item, m_objective.scoresPrompts));
                facts.back().correct = isRight(row);
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

UnitBatch StepEngine::pack(const UnitRows& unit, const Reading& reading) const
{
    UnitBatch out =
        packUnit(unit.items, unit.mismatched, packOptions(), m_decoder.device(), reading);
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
                                         bool withStatistics, std::optional<std::uint64_t> firstKey,
                                         const at::Tensor& steering) const
{
    const c10::AutoGradMode mode(withGraph);
    std::vector<Computed> all;
    for (std::size_t i = 0; i < packs.size(); ++i) {
        const Dropping dropping(m_decoder, firstKey ? std::optional(*firstKey + i) : std::nullopt);
        all.push_back(compute(packs[i], withStatistics, withStatistics, steering));
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
    out.vectors = joined([](const Computed& each) { return each.vectors; });
    out.worse = joined([](const Computed& each) { return each.worse; });
    joinStatistics(all, out.statistics);
    return out;
}

at::Tensor StepEngine::entropiesOf(const std::vector<UnitRows>& units, bool withGradients) const
{
    if (!m_objective.wantsStepEntropy || units.size() < 2) {
        return {};
    }
    std::vector<at::Tensor> all;
    byItself([&] {
        for (const std::size_t i : own(units)) {
            const UnitBatch unit = pack(units[i], withGradients ? m_reading : Reading());
            const auto key = withGradients ? std::optional(dropoutKey(i)) : std::nullopt;
            const at::Tensor entropy =
                withQuiet(forward(unit.packs, false, true, key).tokens.entropy, unit);
            all.push_back(entropy.masked_select(unit.batch.trained & at::isfinite(entropy)));
        }
    });
    return ranks().alone() ? at::cat(all) : entropiesOfRanks(all);
}

bool StepEngine::ranOutOfMemory(const std::exception& thrown) const
{
    return ranks().alone() ? isOutOfMemory(thrown)
                           : dynamic_cast<const SharedOutOfMemory*>(&thrown) != nullptr;
}

bool StepEngine::shorten(const std::vector<UnitRows>& units) const
{
    std::int64_t longest = 0;
    for (const UnitRows& unit : units) {
        const UnitSizes sizes = packSizes(unit.items, unit.mismatched, packOptions());
        for (const std::vector<PackSize>* packs : {&sizes.packs, &sizes.quiet}) {
            for (const PackSize& pack : *packs) {
                longest = pack.items > 1 ? std::max(longest, pack.tokens) : longest;
            }
        }
    }
    if (longest == 0) {
        return m_options.saveMemory && m_options.saveMemory();
    }
    m_options.pack.budget = std::max<std::int64_t>(std::min(packOptions().budget, longest) / 2, 1);
    releasePooledFloats();  // shorter streams take less than what the last ones left there
    return true;
}

StepResult StepEngine::train(const std::vector<UnitRows>& units,
                             const std::function<void()>& restart)
{
    const ObjectiveState before = m_state;
    StepResult out = retried(
        units, [&] { return run(units, true); },
        [&] {
            m_state = before;
            restart();
        },
        true);
    if (m_options.sumGradients) {
        m_options.sumGradients();
    }
    return out;
}

StepResult StepEngine::evaluate(const std::vector<UnitRows>& units)
{
    const ObjectiveState before = m_state;
    const auto restore = [&] { m_state = before; };
    StepResult out = retried(
        units, [&] { return run(units, false); }, restore, true);
    restore();
    return out;
}

StepResult StepEngine::run(const std::vector<UnitRows>& units, bool withGradients)
{
    const Denominators step = denominatorsOf(units);
    m_stepEntropy = entropiesOf(units, withGradients);
    StepResult out;
    if (inTurns()) {
        runInTurns(units, withGradients, step, out);
    } else {
        byItself([&] {
            for (const std::size_t i : own(units)) {
                runUnit(units[i], withGradients, step, {i, units.size()}, out);
            }
        });
    }
    if (!ranks().alone()) {
        join(units, out);
    }
    numberRows(out);
    out.finite = std::isfinite(out.loss);
    return out;
}

}  // namespace marginalia
