// SPDX-License-Identifier: Apache-2.0
#include "core/train/train_loop.h"

#include "core/base/clock.h"
#include "core/jobs/combinations.h"
#include "core/jobs/hub_cache.h"
#include "core/model/shared_weights.h"
#include "core/train/run_adapter.h"
#include "core/train/run_optimizer.h"
#include "core/train/shared_saving.h"

#include <ATen/ops/full.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <cmath>

namespace marginalia {

namespace {

/// Reward from which an answer counts as right, where the objective asks.
double acceptOf(const RunSpec& spec)
{
    const auto given = spec.parameters.find("accept");
    return given == spec.parameters.end() ? 1 : given->second;
}

/// What the outputs of an objective's head are called: two verdicts on a step, a quality each, or
/// one score.
HeadNaming headNaming(HeadKind kind, const RatingScale& scale)
{
    HeadNaming out;
    if (kind == HeadKind::Steps) {
        return {{"wrong", "right"}, true};
    }
    for (const RatingScale::Quality& quality : scale.qualities()) {
        out.labels.push_back(quality.name);
    }
    return out;
}

/// The start model's own head, or a fresh one.
Result<std::optional<RowHead>> headFor(const Decoder& decoder, const RunSpec& spec,
                                       const HeadNaming& naming, const std::string& modelFolder)
{
    const auto outputs = static_cast<std::int64_t>(std::max<std::size_t>(naming.labels.size(), 1));
    std::optional<RowHead> head;
    if (!modelFolder.empty()) {
        MG_TRY(head, RowHead::load(modelFolder, decoder));
    }
    if (head && head->outputs() != outputs) {
        return failure(ErrorKind::Unsupported,
                       {MG_TR("train", "The start model's head gives %1 numbers, not %2."),
                        {std::to_string(head->outputs()), std::to_string(outputs)}},
                       modelFolder, MG_TR("train", "Take a model without such a head."));
    }
    if (!head) {
        head = RowHead::fresh(decoder, outputs, spec.seed);
    }
    if (!naming.labels.empty() || !head->naming().labels.empty()) {
        head->setNaming(
            {naming.labels.empty() ? head->naming().labels : naming.labels, naming.byToken});
    }
    head->setTrainable(true);
    return head;
}

/// The model that token statistics are compared with: the teacher, or the start model. Beside an
/// adapter that is the same weights once more, for nothing.
Result<std::unique_ptr<Decoder>> otherModel(Decoder& decoder, const RunSpec& spec, bool teacher)
{
    if (!teacher && decoder.adapter() != nullptr) {
        return decoder.shared();
    }
    MG_TRY(const ModelPlace place, findModel(teacher ? spec.teacher : spec.model));
    MG_TRY(
        std::unique_ptr<Decoder> other,
        Decoder::load(place.folder, decoder.dtype(), decoder.device(), {}, Decoder::Use::Frozen));
    if (other->config().vocabulary != decoder.config().vocabulary) {
        return failure(
            ErrorKind::Invalid,
            {MG_TR("train", "The teacher knows %1 tokens and the model %2."),
             {std::to_string(other->config().vocabulary),
              std::to_string(decoder.config().vocabulary)}},
            "teacher",
            MG_TR("train", "Take a teacher of the same family with the same tokenizer."));
    }
    return other;
}

}  // namespace

BoundParameters boundParameters(const RunSpec& spec)
{
    BoundParameters out;
    out.numbers = spec.parameters;
    out.words = spec.choices;
    out.terms = spec.terms;
    out.modifiers = spec.modifiers;
    return out;
}

std::int64_t warmupSteps(const RunSpec& spec, std::int64_t total)
{
    return spec.warmup_steps >= 0 ? spec.warmup_steps
                                  : static_cast<std::int64_t>(
                                        std::ceil(spec.warmup_ratio * static_cast<double>(total)));
}

TrainLoop::TrainLoop(Decoder& decoder, const RunSpec& spec, TrainData data, BatchPlan plan,
                     Ranks& ranks)
    : m_decoder(decoder),
      m_ranks(ranks),
      m_spec(spec),
      m_data(std::move(data)),
      m_plan(std::move(plan))
{
}

Result<std::unique_ptr<TrainLoop>> TrainLoop::create(Decoder& decoder, const RunSpec& spec,
                                                     TrainData data, BatchPlan plan,
                                                     PackOptions pack,
                                                     const std::string& modelFolder, Ranks& ranks,
                                                     const std::string& scratchFolder)
{
    MG_TRY(Objective objective, bindObjective(spec.objective, boundParameters(spec)));
    MG_CHECK(checkSchedule(spec.schedule));
    std::unique_ptr<TrainLoop> loop(
        new TrainLoop(decoder, spec, std::move(data), std::move(plan), ranks));
    loop->m_needs = needsOf(combinationOf(spec));
    loop->m_schedule = {spec.schedule, warmupSteps(spec, loop->m_plan.steps()),
                        loop->m_plan.steps()};
    MG_CHECK(prepareTrained(decoder, spec));
    const bool byToken = loop->m_needs.head == HeadKind::Values;
    if (loop->m_needs.head != HeadKind::None && loop->m_needs.head != HeadKind::Embedding) {
        const HeadNaming naming = headNaming(loop->m_needs.head, loop->m_data.scale);
        MG_TRY(loop->m_head, headFor(decoder, spec, naming, modelFolder));
        if (byToken) {
            // A critic that has learned nothing expects nothing: its noise would be the advantages
            // of the first steps.
            const c10::NoGradGuard noGrad;
            loop->m_head->weight().zero_();
        }
    }
    if (byToken && loop->m_needs.hidden) {
        constexpr std::int64_t kWidth = 64;  // objectives.md 7.5
        loop->m_contrast = RowHead::fresh(decoder, kWidth, spec.seed + 1);
        loop->m_contrast->setTrainable(true);
    }
    if (objective.statistics.needsOther()) {
        MG_TRY(loop->m_other, otherModel(decoder, spec, loop->m_needs.teacher));
    }
    loop->m_trained = trainedTensors(decoder);
    if (loop->m_head) {
        loop->m_trained.emplace_back(RowHead::kName, loop->m_head->weight());
    }
    if (loop->m_contrast) {
        loop->m_trained.emplace_back("contrast.weight", loop->m_contrast->weight());
    }
    SharedWeights* const shares = decoder.shares();
    // What is kept of shared weights is this rank's alone.
    MG_TRY(loop->m_optimizer,
           optimizerOf(decoder, shares != nullptr ? keptTensors(*shares) : loop->m_trained, spec,
                       shares != nullptr ? singleRank() : ranks, scratchFolder));
    AdamW* optimizer = loop->m_optimizer.get();
    const auto sumGradients = [shares, optimizer] {
        if (shares != nullptr) {
            shares->settleGradients();  // they were summed on the way
            optimizer->collect();       // what came while others computed
        } else {
            optimizer->sumGradients();
        }
    };
    loop->m_engine = std::make_unique<StepEngine>(
        decoder, std::move(objective), loop->m_needs, loop->m_reference,
        EngineOptions{pack, spec.as_trl, loop->head(), byToken, loop->m_other.get(),
                      loop->m_contrast ? &*loop->m_contrast : nullptr, acceptOf(spec), &ranks,
                      shares, sumGradients, recomputingLater(decoder, spec, ranks)},
        [optimizer] { optimizer->collect(); });
    MG_TRY(loop->m_rules, stepRules({decoder, loop->m_spec, loop->m_data, *optimizer,
                                     loop->m_plan.steps(), loop->m_plan.stepsPerEpoch()}));
    if (loop->m_contrast) {
        loop->m_rules.push_back(annotatedAnswers(loop->m_data));
    }
    return loop;
}

Result<const TrainRow*> TrainLoop::mismatched(const std::vector<TrainItem>& items,
                                              std::int64_t prompt, std::int64_t completion)
{
    const TrainItem* left = &items[static_cast<std::size_t>(prompt)];
    const TrainItem* right = &items[static_cast<std::size_t>(completion)];
    auto& entry = m_mismatched[{left, right}];
    if (!entry) {
        MG_TRY(TrainRow row, m_data.mismatch(*left, *right));
        entry = std::make_unique<TrainRow>(std::move(row));
    }
    return entry.get();
}

Result<std::vector<UnitRows>> TrainLoop::rowsOf(const StepPlan& plan,
                                                const std::vector<TrainItem>& items)
{
    std::vector<UnitRows> out;
    for (const UnitPlan& unit : plan) {
        UnitRows rows;
        for (std::size_t i = 0; i < unit.items.size(); ++i) {
            rows.items.push_back(&items[static_cast<std::size_t>(unit.items[i])]);
            if (!unit.partners.empty()) {
                MG_TRY(const TrainRow* row, mismatched(items, unit.items[i], unit.partners[i]));
                rows.mismatched.push_back(row);
            }
        }
        out.push_back(std::move(rows));
    }
    return out;
}

Result<std::vector<UnitRows>> TrainLoop::unitsOf(std::int64_t step)
{
    return m_made.units ? m_made.units(step) : plannedUnits(step);
}

Result<std::vector<UnitRows>> TrainLoop::plannedUnits(std::int64_t step)
{
    return rowsOf(m_plan.step(step), m_data.items);
}

void TrainLoop::rehearse(const UnitRows& unit) const
{
    m_engine->sums(unit.items, unit.mismatched, [](const TrainRow&, float) {});
}

Result<StepReport> TrainLoop::step(std::int64_t step)
{
    const Stopwatch watch;
    const double waited = m_ranks.waited();
    MG_TRY(const std::vector<UnitRows> units, unitsOf(step));
    const double made = watch.seconds();
    m_optimizer->zeroGradients();
    StepReport report;
    report.step = step;
    m_engine->setDropoutSeed(m_spec.seed * 0x9e3779b97f4a7c15ULL +
                             static_cast<std::uint64_t>(step));
    const StepContext context{step, units, *m_engine, *m_optimizer, m_reference};
    for (const auto& rule : m_rules) {
        MG_CHECK(rule->begin(context));
    }
    MG_TRY(report.result, gradientsOf(units));
    report.result.times.data += made;
    const Stopwatch update;
    const double waitedBefore = m_ranks.waited();
    for (const auto& rule : m_rules) {
        rule->gradients(context);
    }
    const double norm = gradientNorm();
    const double learningRate = this->learningRate(step);
    // One NaN gradient would turn every weight into NaN at clipping (reliability.md 24).
    report.updated = report.result.finite && std::isfinite(norm);
    if (report.updated) {
        m_optimizer->step(learningRate, norm, m_spec.max_grad_norm);
        for (const auto& rule : m_rules) {
            rule->end(context);
        }
    }
    report.result.times.optimizer = update.seconds() - (m_ranks.waited() - waitedBefore);
    report.result.times.waiting = m_ranks.waited() - waited;
    report.seconds = watch.seconds();
    finishMetrics(report, learningRate, norm);
    return report;
}

/// As rank 0 sees it: other processors may sum the same gradients with other last bits.
double TrainLoop::gradientNorm() const
{
    const double own = m_optimizer->gradientNorm();
    if (m_ranks.alone()) {
        return own;
    }
    if (m_decoder.shares() != nullptr) {
        at::Tensor squares = at::full({1}, own * own, at::kDouble);
        m_ranks.sum(squares);
        return std::sqrt(squares.item<double>());
    }
    at::Tensor shared = at::full({1}, own, at::kDouble);
    m_ranks.broadcast(shared, 0);
    return shared.item<double>();
}

double TrainLoop::learningRate(std::int64_t step) const
{
    double factor = m_schedule.factor(step);
    for (const auto& rule : m_rules) {
        factor = rule->factor(m_schedule, step).value_or(factor);
    }
    return m_spec.learning_rate * factor;
}

NamedTensors TrainLoop::ruleState() const
{
    NamedTensors out;
    for (const auto& rule : m_rules) {
        const NamedTensors own = rule->state();
        out.insert(out.end(), own.begin(), own.end());
    }
    return out;
}

Status TrainLoop::restoreRules(const NamedTensors& state)
{
    for (const auto& rule : m_rules) {
        MG_CHECK(rule->restore(state));
    }
    return {};
}

Json TrainLoop::ruleDescriptions() const
{
    Json out;
    for (const auto& rule : m_rules) {
        if (const Json own = rule->description(); !own.is_null()) {
            out.push_back(own);
        }
    }
    return out;
}

void TrainLoop::finishMetrics(StepReport& report, double learningRate, double norm)
{
    report.metrics = metricsOf(report.result, m_needs, m_spec.as_trl);
    const auto tokens = static_cast<double>(report.result.rowTokens);
    m_tokens += tokens;
    if (m_made.metrics) {
        const auto isThere = [&](const std::string& name) {
            return std::any_of(report.metrics.begin(), report.metrics.end(),
                               [&](const auto& metric) { return metric.first == name; });
        };
        for (const auto& [name, value] : m_made.metrics(report.step)) {
            if (!isThere(name)) {
                report.metrics.emplace_back(name, value);
            }
        }
    }
    report.metrics.insert(report.metrics.begin() + 1,
                          {{"grad_norm", norm}, {"learning_rate", learningRate}});
    for (const auto& rule : m_rules) {
        for (const auto& metric : rule->metrics()) {
            report.metrics.push_back(metric);
        }
    }
    report.metrics.emplace_back("num_tokens", m_tokens);
    report.metrics.emplace_back("marginalia/tokens_per_s", tokens / std::max(report.seconds, 1e-9));
    report.metrics.emplace_back("marginalia/step_s", report.seconds);
    if (m_decoder.device().is_cpu()) {
        const StepTimes& times = report.result.times;
        report.metrics.insert(report.metrics.end(),
                              {{"marginalia/time/data", times.data},
                               {"marginalia/time/forward", times.forward},
                               {"marginalia/time/objective", times.objective},
                               {"marginalia/time/backward", times.backward},
                               {"marginalia/time/optimizer", times.optimizer}});
    }
    if (!m_ranks.alone()) {
        report.metrics.emplace_back("marginalia/time/waiting", report.result.times.waiting);
    }
}

Result<MetricValues> TrainLoop::evaluate()
{
    MetricValues out;
    if (m_data.heldOut.empty()) {
        return out;
    }
    if (m_made.evaluate) {
        return m_made.evaluate(m_data.heldOut);
    }
    const StepPlan plan = m_plan.inOrder(static_cast<std::int64_t>(m_data.heldOut.size()));
    MG_TRY(const std::vector<UnitRows> units,
           m_made.heldOut ? m_made.heldOut(m_data.heldOut) : rowsOf(plan, m_data.heldOut));
    for (const auto& rule : m_rules) {
        MG_CHECK(rule->evaluating({0, units, *m_engine, *m_optimizer, m_reference}));
    }
    const StepResult result = m_engine->evaluate(units);
    for (const auto& [name, value] : metricsOf(result, m_needs, m_spec.as_trl)) {
        out.emplace_back("eval_" + name, value);
    }
    return out;
}

}  // namespace marginalia
