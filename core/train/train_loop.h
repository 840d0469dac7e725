// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/train/adamw.h"
#include "core/train/batch_plan.h"
#include "core/train/meters.h"
#include "core/train/schedule.h"
#include "core/train/step_engine.h"
#include "core/train/step_rules.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <utility>

namespace marginalia {

/// One optimizer step as it happened.
struct StepReport {
    std::int64_t step = 0;
    bool updated =
        true;  ///< false: loss or gradient was not finite and the weights were left alone
    MetricValues metrics;  ///< TRL's names first
    StepResult result;
    double seconds = 0;
};

/// Rows that are made while training, in the place of the data's items (core/train/rounds.h).
struct MadeRows {
    /// Of step 1, 2, ...; they live until the next step is asked for.
    std::function<Result<std::vector<UnitRows>>(std::int64_t step)> units;
    /// What is known of a step's rows besides its loss.
    std::function<MetricValues(std::int64_t step)> metrics;
    /// Held-out metrics, named eval_...; null: the loss of held-out rows says it.
    std::function<Result<MetricValues>(const std::vector<TrainItem>& heldOut)> evaluate;
    /// The rows whose loss that is; null: the data's. They live until the next call.
    std::function<Result<std::vector<UnitRows>>(const std::vector<TrainItem>& heldOut)> heldOut;
};

/// The training itself: data, plan, reference values, engine, optimizer, schedule. Knows no files;
/// the worker and the golden curves drive the same object.
class TrainLoop {
public:
    /// `modelFolder` is where the decoder came from: a head that lies there goes on from what it
    /// was. Decoder and ranks must outlive the loop; every rank makes the same loop and calls the
    /// same functions in the same order. With method lora it trains the adapter that the
    /// decoder wears, or puts on a fresh one. In `scratchFolder` lies what the setting offload puts
    /// on the disk. Errors name the setting.
    static Result<std::unique_ptr<TrainLoop>> create(Decoder& decoder, const RunSpec& spec,
                                                     TrainData data, BatchPlan plan,
                                                     PackOptions pack,
                                                     const std::string& modelFolder = {},
                                                     Ranks& ranks = singleRank(),
                                                     const std::string& scratchFolder = ".");

    const BatchPlan& plan() const { return m_plan; }
    const TrainData& data() const { return m_data; }
    const Needs& needs() const { return m_needs; }
    AdamW& optimizer() { return *m_optimizer; }
    ReferenceTable& reference() { return m_reference; }
    double tokens() const { return m_tokens; }
    void setTokens(double tokens) { m_tokens = tokens; }
    /// Goes on with other numbers from the next step: the learning rate, those of the objective
    /// and weights of its terms, dropout, the limit of gradients, the end. On an error, which says
    /// why not, everything stays as it was.
    Status retune(const RunSpec& spec);
    /// What modifiers carry from step to step; part of every checkpoint.
    NamedTensors ruleState() const;
    Status restoreRules(const NamedTensors& state);
    /// What modifiers drew or chose, for the log; null: nothing.
    Json ruleDescriptions() const;
    const ObjectiveState& objectiveState() const { return m_engine->state(); }
    void setObjectiveState(ObjectiveState state) { m_engine->setState(std::move(state)); }
    /// The head that is trained with the decoder; null: none.
    const RowHead* head() const { return m_head ? &*m_head : nullptr; }
    /// The head that belongs into model folders; a critic serves the run alone.
    const RowHead* headOfModel() const
    {
        return m_needs.head == HeadKind::Values ? nullptr : head();
    }
    /// Everything that is trained.
    const NamedTensors& trained() const { return m_trained; }
    std::int64_t packBudget() const { return m_engine->packOptions().budget; }

    /// Computes what the reference table lacks with the model as it is now, its adapter switched
    /// off; `cache` may be null.
    /// Progress is the share done; false stops with Cancelled. Nothing happens for objectives
    /// without a reference.
    Status prepareReference(ReferenceCache* cache,
                            const std::function<bool(double share)>& progress);
    /// Whether the reference table holds all rows of steps `from` to `to`.
    Result<bool> knowsReference(std::int64_t from, std::int64_t to);
    /// Rows whose reference value was computed here; the others came from the cache or from
    /// ref.bin.
    std::int64_t referencesComputed() const { return m_referencesComputed; }
    /// Largest and mean |policy - reference| sum of a step's rows, before it trains: the start
    /// check (decisions.md 5). Rank 0 makes it; where weights are shared all take part.
    std::pair<double, double> startDrift(std::int64_t step);

    /// The rows of step 1, 2, ...: they live as long as the loop, made ones until the next step.
    Result<std::vector<UnitRows>> unitsOf(std::int64_t step);
    /// The data's items of a step, whatever is made of them.
    Result<std::vector<UnitRows>> plannedUnits(std::int64_t step);
    void setMadeRows(MadeRows made) { m_made = std::move(made); }
    const StepEngine& engine() const { return *m_engine; }
    /// What token statistics are compared with: a teacher or the start model; null: nothing.
    const Decoder* other() const { return m_other.get(); }
    /// Forward of a unit as the steps compute it, for measuring; changes nothing.
    void rehearse(const UnitRows& unit) const;
    /// Takes rows through a step that moves no weight, for measuring before the first one: their
    /// reference values, which stay in the table, the gradients, and an update by nothing.
    struct Trial {
        double reference = 0;  ///< seconds; 0 where the objective has none
        double gradients = 0;
        double update = 0;
    };
    Result<Trial> tryOut(const std::vector<UnitRows>& units);
    /// Streams hold at most so many tokens from now on; items stay whole.
    void limitStreams(std::int64_t tokens) { m_engine->limitStreams(tokens); }
    /// Trains step 1, 2, ... in order. An error of kind Memory leaves everything as it was before.
    Result<StepReport> step(std::int64_t step);
    /// Held-out metrics with the prefix eval_; empty when nothing is held out.
    Result<MetricValues> evaluate();

private:
    TrainLoop(Decoder& decoder, const RunSpec& spec, TrainData data, BatchPlan plan, Ranks& ranks);
    /// Reference values of units that lack one: shared out among the ranks, then known to all.
    void sweepReference(const std::vector<UnitRows>& units, ReferenceCache* cache);
    bool isKnown(const UnitRows& unit, const ReferenceCache* cache);
    void readCache(const std::vector<UnitRows>& units, const ReferenceCache* cache);
    void gatherReference(const std::vector<UnitRows>& units);
    double gradientNorm() const;
    Result<std::vector<UnitRows>> rowsOf(const StepPlan& plan, const std::vector<TrainItem>& items);
    /// The step's gradients. Memory: it ran out although no stream can be cut any further; weights
    /// and what the objective carries are those of the step before.
    Result<StepResult> gradientsOf(const std::vector<UnitRows>& units);
    Result<const TrainRow*> mismatched(const std::vector<TrainItem>& items, std::int64_t prompt,
                                       std::int64_t completion);
    double learningRate(std::int64_t step) const;
    Status checkEnd(std::int64_t last);
    void finishMetrics(StepReport& report, double learningRate, double norm);

    Decoder& m_decoder;
    Ranks& m_ranks;
    RunSpec m_spec;
    TrainData m_data;
    BatchPlan m_plan;
    Needs m_needs;
    Schedule m_schedule;
    ReferenceTable m_reference;
    std::optional<RowHead> m_head;
    std::optional<RowHead> m_contrast;  ///< CARFT's projection; serves the run alone
    std::unique_ptr<Decoder> m_other;   ///< what token statistics are compared with; null: nothing
    std::unique_ptr<StepEngine> m_engine;
    NamedTensors m_trained;
    std::unique_ptr<AdamW> m_optimizer;
    std::vector<std::unique_ptr<StepRule>> m_rules;
    /// Rows of a prompt with another record's completion, made once.
    std::map<std::pair<const TrainItem*, const TrainItem*>, std::unique_ptr<TrainRow>> m_mismatched;
    MadeRows m_made;
    double m_tokens = 0;
    std::int64_t m_referencesComputed = 0;
};

/// The settings of a run as its objective is bound with them.
BoundParameters boundParameters(const RunSpec& spec);

/// Warm-up steps of a run: warmup_steps, or warmup_ratio of all steps rounded up, as transformers
/// does.
std::int64_t warmupSteps(const RunSpec& spec, std::int64_t total);

}  // namespace marginalia
