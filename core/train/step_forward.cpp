// SPDX-License-Identifier: Apache-2.0
// What the model gives for packed rows: the part of StepEngine without an objective.
#include "core/model/fused_head.h"
#include "core/objectives/vocabulary_stage.h"
#include "core/train/answer_vectors.h"
#include "core/train/step_engine.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/zeros.h>
#include <c10/core/GradMode.h>

namespace marginalia {

at::Tensor unitRows(const at::Tensor& rows)
{
    const at::Tensor all = rows.to(at::kFloat);
    return all / all.norm(2, {1}, true).clamp_min(1e-12);
}

/// The value of the text before each scored token, where that token is predicted; and the vectors
/// of answers.
void StepEngine::addValues(const Pack& pack, Computed& out) const
{
    const at::Tensor hidden = m_decoder.hidden(pack.input).index_select(0, pack.input.scored);
    out.values = (*m_options.head)(hidden).squeeze(1);
    if (m_options.contrast != nullptr) {
        out.vectors =
            answerVectors((*m_options.contrast)(hidden), out.values, pack.row, pack.last.size(0));
    }
}

StepEngine::Computed StepEngine::compute(const Pack& pack, bool withStatistics, bool trains,
                                         const at::Tensor& steering) const
{
    Computed out = computeRows(pack, withStatistics, trains);
    if (steering.defined()) {
        out.worse = m_decoder.states(pack.input, steering).layers.to(at::kFloat);
    }
    return out;
}

StepEngine::Computed StepEngine::computeRows(const Pack& pack, bool withStatistics,
                                             bool trains) const
{
    if (trains && m_objective.statistics.any()) {
        Computed out = computeVocabulary(pack, withStatistics);
        if (m_options.headByToken) {
            addValues(pack, out);
        }
        return out;
    }
    if (m_needs.head == HeadKind::Embedding) {
        Computed out;
        out.score = unitRows(m_decoder.hidden(pack.input).index_select(0, pack.last));
        out.tokens.logps = at::zeros({pack.tokens}, out.score.options().requires_grad(false));
        return out;
    }
    if (m_options.head == nullptr) {
        Computed out;
        out.tokens = m_decoder.score(pack.input, withStatistics);
        return out;
    }
    if (m_options.headByToken) {
        // The stack runs once for the vocabulary and once for the values: PPO's price here.
        Computed out;
        out.tokens = m_decoder.score(pack.input, withStatistics);
        addValues(pack, out);
        return out;
    }
    const at::Tensor& places = m_needs.head == HeadKind::Steps ? pack.steps : pack.last;
    const at::Tensor said = (*m_options.head)(m_decoder.hidden(pack.input).index_select(0, places));
    Computed out;
    out.score = m_needs.head == HeadKind::Score ? said.squeeze(1) : said;
    out.tokens.logps = at::zeros({pack.tokens}, out.score.options().requires_grad(false));
    return out;
}

StepEngine::Computed StepEngine::computeVocabulary(const Pack& pack, bool withStatistics) const
{
    std::optional<VocabularyStates> other;
    if (m_objective.statistics.needsOther() && m_options.other != nullptr) {
        const c10::NoGradGuard constant;
        other = VocabularyStates{m_options.other->hidden(pack.input), headOf(*m_options.other)};
    }
    VocabularyOptions options;
    options.withMetrics = withStatistics;
    options.seed = m_dropoutSeed;
    options.firstToken = pack.firstToken;
    VocabularyScores scores = vocabularyStage({m_decoder.hidden(pack.input), headOf(m_decoder)},
                                              other ? &*other : nullptr, pack.input.scored,
                                              pack.input.targets, m_objective.statistics, options);
    Computed out;
    out.tokens = std::move(scores.scores);
    out.statistics = std::move(scores.statistics);
    return out;
}

namespace {

/// The statistics an objective may differentiate by; the others are constants.
constexpr at::Tensor TokenStatistics::*kWithGradient[] = {
    &TokenStatistics::entropy, &TokenStatistics::klFromOther, &TokenStatistics::klToOther,
    &TokenStatistics::jsd, &TokenStatistics::rollout};
constexpr at::Tensor TokenStatistics::*kConstant[] = {
    &TokenStatistics::logSumSquares, &TokenStatistics::topEntropy, &TokenStatistics::otherLogps};

}  // namespace

void StepEngine::addStatistics(const Computed& computed, UnitBatch& unit,
                               std::vector<Leaf>& leaves) const
{
    for (const auto member : kWithGradient) {
        if (const at::Tensor& values = computed.statistics.*member; values.defined()) {
            at::Tensor& leaf = unit.batch.statistics.*member;
            leaf = withQuiet(values.detach(), unit).requires_grad_(true);
            leaves.push_back({leaf, Leaf::Per::Token,
                              [member](const Computed& each) { return each.statistics.*member; }});
        }
    }
    for (const auto member : kConstant) {
        const at::Tensor& values = computed.statistics.*member;
        unit.batch.statistics.*member =
            values.defined() ? withQuiet(values.detach(), unit) : values;
    }
}

StepEngine::Leaf StepEngine::headLeaf(const Computed& computed, UnitBatch& unit) const
{
    HeadOutputs& heads = unit.batch.heads;
    const bool steps = m_needs.head == HeadKind::Steps;
    at::Tensor& place = m_needs.head == HeadKind::Embedding    ? heads.query
                        : steps                                ? heads.stepLogits
                        : m_needs.head == HeadKind::Attributes ? heads.scores
                                                               : heads.score;
    place = computed.score.detach().requires_grad_(true);
    return {place, steps ? Leaf::Per::Step : Leaf::Per::Row,
            [](const Computed& each) { return each.score; }};
}

/// What of a unit's slopes belongs to one of its packs.
at::Tensor StepEngine::partOf(const at::Tensor& slope, const Leaf& leaf, const Pack& pack)
{
    switch (leaf.per) {
        case Leaf::Per::Row:
            return slope.narrow(0, pack.firstRow, pack.last.size(0));
        case Leaf::Per::Step:
            return slope.narrow(0, pack.firstStep, pack.steps.size(0));
        case Leaf::Per::Token:
            break;
    }
    return slope.narrow(0, pack.firstToken, pack.tokens);
}

void StepEngine::joinStatistics(const std::vector<Computed>& parts, TokenStatistics& out)
{
    const auto join = [&](at::Tensor TokenStatistics::*member) {
        std::vector<at::Tensor> each;
        for (const Computed& part : parts) {
            each.push_back(part.statistics.*member);
        }
        out.*member = each[0].defined() ? at::cat(each) : at::Tensor();
    };
    for (const auto member : kWithGradient) {
        join(member);
    }
    for (const auto member : kConstant) {
        join(member);
    }
}

/// Values of the rows that train, with zeros for the mismatched ones behind them.
at::Tensor StepEngine::withQuiet(const at::Tensor& values, const UnitBatch& unit)
{
    const std::int64_t missing =
        values.defined() ? unit.batch.rowOfToken.size(0) - values.size(0) : 0;
    return missing == 0 ? values : at::cat({values, at::zeros({missing}, values.options())});
}

std::vector<std::vector<float>> StepEngine::values(const std::vector<const TrainItem*>& items) const
{
    const c10::NoGradGuard noGrad;
    UnitBatch unit;
    std::vector<at::Tensor> parts;
    const auto compute = [&] {
        unit = packUnit(items, {}, packOptions(), m_decoder.device());
        for (const Pack& pack : unit.packs) {
            Computed computed;
            addValues(pack, computed);
            parts.push_back(computed.values);
        }
    };
    retried({UnitRows{items, {}}}, compute, [&] { parts.clear(); });
    const at::Tensor all = parts.empty() ? at::zeros({0}, at::kFloat)
                                         : at::cat(parts).to(at::kCPU, at::kFloat).contiguous();
    const float* data = all.const_data_ptr<float>();
    const at::Tensor offsets = unit.batch.rowOffset.cpu();
    const std::int64_t* offset = offsets.const_data_ptr<std::int64_t>();
    std::vector<std::vector<float>> out;
    for (std::size_t i = 0; i < unit.rows.size(); ++i) {
        out.emplace_back(data + offset[i], data + offset[i + 1]);
    }
    return out;
}

void StepEngine::sums(const std::vector<const TrainItem*>& items,
                      const std::vector<const TrainRow*>& mismatched,
                      const std::function<void(const TrainRow&, float)>& take) const
{
    logps(items, mismatched,
          [&](const TrainRow& row, const std::vector<float>&, float sum) { take(row, sum); });
}

void StepEngine::logps(const std::vector<const TrainItem*>& items,
                       const std::vector<const TrainRow*>& mismatched, const TakeTokens& take) const
{
    const c10::NoGradGuard noGrad;
    UnitBatch unit;
    std::vector<at::Tensor> parts;
    const auto forward = [&] {
        unit = packUnit(items, mismatched, packOptions(), m_decoder.device());
        for (const std::vector<Pack>* packs : {&unit.packs, &unit.quiet}) {
            for (const Pack& pack : *packs) {
                parts.push_back(compute(pack, false, false).tokens.logps);
            }
        }
    };
    retried({UnitRows{items, mismatched}}, forward, [&] { parts.clear(); });
    unit.batch.lp = at::cat(parts);
    const at::Tensor sums =
        sequenceSums(unit.batch, unit.batch.lp).to(at::kCPU, at::kFloat).contiguous();
    const float* data = sums.const_data_ptr<float>();
    const at::Tensor each = unit.batch.lp.to(at::kCPU, at::kFloat).contiguous();
    const float* tokens = each.const_data_ptr<float>();
    const at::Tensor offsets = unit.batch.rowOffset.cpu();
    const std::int64_t* offset = offsets.const_data_ptr<std::int64_t>();
    for (std::size_t i = 0; i < unit.rows.size(); ++i) {
        take(*unit.rows[i], {tokens + offset[i], tokens + offset[i + 1]}, data[i]);
    }
}

}  // namespace marginalia
