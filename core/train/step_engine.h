// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/catalog.h"
#include "core/model/decoder.h"
#include "core/model/row_head.h"
#include "core/objectives/objective.h"
#include "core/train/out_of_memory.h"
#include "core/train/packer.h"
#include "core/train/ranks.h"
#include "core/train/reference_table.h"
#include "core/train/train_data.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace marginalia {

/// What one coupling unit is made of; the rows must outlive the step.
struct UnitRows {
    std::vector<const TrainItem*> items;
    std::vector<const TrainRow*> mismatched;
};

/// One trained completion of a step, for metrics and rows.bin.
struct RowResult {
    const TrainRow* row = nullptr;
    std::int64_t number = 0;  ///< pair or row number in the step
    double tokens = 0;
    double loss = 0;
    double logp = 0;       ///< sum over trained tokens, nats
    double shownLogp = 0;  ///< what the curves show: the mean of a token where the score is one
    double reference = 0;
    double reward = 0;     ///< NaN where the objective has none
    double influence = 0;  ///< abs dL/dS
    double entropy = 0;    ///< sum over trained tokens
    double top1 = 0;       ///< trained tokens that were the model's first choice
};

struct UnitResult {
    std::size_t unit = 0;  ///< its place in the step
    std::vector<RowResult> rows;
    std::vector<std::pair<std::string, double>> metrics;  ///< e.g. kl
};

/// Where the time of a step went, in seconds of the computing thread. On a GPU the parts run behind
/// it, so that only their sum means something there.
struct StepTimes {
    double data = 0;       ///< rows chosen, made or written
    double forward = 0;    ///< packing, the model, and what a statistic compares it with
    double objective = 0;  ///< the loss and its slopes by what the model gave
    double backward = 0;   ///< gradients, and the forward that is computed again for them
    double optimizer = 0;  ///< norm, clipping, update
    double waiting = 0;    ///< for other processes of the run
};

struct StepResult {
    double loss = 0;
    std::vector<std::pair<std::string, double>> terms;  ///< each after reduction, before its weight
    std::map<std::string, double> parts;  ///< losses of a mix's parts, without their balance
    std::vector<UnitResult> units;
    std::int64_t rowTokens = 0;     ///< tokens of all rows, prompts counted in each
    std::int64_t streamTokens = 0;  ///< tokens that were computed for them
    std::vector<Uid> notFinite;     ///< records whose rows left the step
    StepTimes times;
    bool finite = true;  ///< false: the loss is not a number; there are no gradients to use
};

/// The part of a mix that a term's name belongs to: what stands before the slash.
std::string termPart(const std::string& term);

struct EngineOptions {
    PackOptions pack;
    bool asTrl = false;  ///< means over micro-batches where ours are over the whole step
    /// Says something of answers, or of their steps; the vocabulary is left out then.
    const RowHead* head = nullptr;
    bool headByToken = false;  ///< it gives a value before every scored token instead (PPO)
    /// The start model or a teacher, for token statistics that compare with one; null: not needed.
    const Decoder* other = nullptr;
    /// Beside a head by token: what answers are compared with annotated ones by (CARFT); null: not.
    const RowHead* contrast = nullptr;
    double accept = 1;  ///< reward from which an answer counts as right then
    /// The processes that share the units of a step; null: this one computes all of them.
    Ranks* ranks = nullptr;
    /// The decoder's weights, where they share these too; null: each holds all of them.
    SharedWeights* shares = nullptr;
    /// Called when a training step's own gradients are complete, to sum them over the ranks.
    std::function<void()> sumGradients = {};
    /// Where memory runs out although every stream is a single item: makes passes need less, or
    /// tells by false that nothing can be done.
    std::function<bool()> saveMemory = {};
};

/// Rows of a matrix as float32 vectors of length 1: texts as encoders compare them.
at::Tensor unitRows(const at::Tensor& rows);

/// Computes losses and gradients of steps in three phases (decisions.md 5a): forward of the packs,
/// the objective on detached leaves, backward pack by pack. One-pack units keep their graph; others
/// compute the forward again.
class StepEngine {
public:
    /// `collect` is called after every backward pass (see AdamW::collect). All references must
    /// outlive the engine.
    StepEngine(const Decoder& decoder, Objective objective, Needs needs,
               const ReferenceTable& reference, EngineOptions options,
               std::function<void()> collect = {});

    /// Adds the step's gradients to the parameters. `restart` must forget the gradients collected
    /// so far: where memory runs out, the streams become half as long from then on and the step
    /// begins again. That its units stay whole makes the results the same but for float noise. When
    /// every stream is a single item already, EngineOptions::saveMemory is asked, and without it
    /// what was thrown flies on. So it is in all of the
    /// following.
    StepResult train(const std::vector<UnitRows>& units, const std::function<void()>& restart);
    /// The same numbers without gradients; the objective's state stays as it was.
    StepResult evaluate(const std::vector<UnitRows>& units);
    /// Whether train() or evaluate() threw this because memory ran out, with all ranks in step.
    bool ranOutOfMemory(const std::exception& thrown) const;
    /// Behind passes that this rank makes by itself, where weights are shared: it takes part in
    /// those of the others until none has any left. A call of all ranks together.
    void finishPart() const;
    /// The places of the units that this rank computes: all of them where it is alone.
    std::vector<std::size_t> own(const std::vector<UnitRows>& units) const;
    /// Log-prob sums of rows under the model as it is: the reference sweep, by the same path as the
    /// training.
    void sums(const std::vector<const TrainItem*>& items,
              const std::vector<const TrainRow*>& mismatched,
              const std::function<void(const TrainRow&, float)>& take) const;
    /// The same with the log-probs of every scored token besides.
    using TakeTokens = std::function<void(const TrainRow&, std::vector<float> tokens, float sum)>;
    void logps(const std::vector<const TrainItem*>& items,
               const std::vector<const TrainRow*>& mismatched, const TakeTokens& take) const;
    /// What a head by token gives, row by row.
    std::vector<std::vector<float>> values(const std::vector<const TrainItem*>& items) const;
    /// A vector of every answer, by the head by token and `contrast`.
    std::vector<std::vector<float>> vectors(const std::vector<const TrainItem*>& items) const;
    /// Those of annotated answers by record, which a step's answers are compared with: constants.
    using Annotations = std::map<Uid, std::vector<float>>;
    void setAnnotations(Annotations annotations) { m_annotations = std::move(annotations); }
    bool referencePerToken() const { return m_objective.referencePerToken; }
    /// The same objective with other numbers. Unsupported: it would look at what this engine was
    /// not given.
    Status setObjective(Objective objective);

    /// What an adapter with dropout drops in the next training step: every forward of one stream
    /// drops the same, however often it is computed.
    void setDropoutSeed(std::uint64_t seed) { m_dropoutSeed = seed; }

    /// What is read in place of a row's ids in training steps; what is learnt stays the row's.
    /// Null: rows are read as they are, as in held-out passes always.
    void setReading(Reading reading) { m_reading = std::move(reading); }
    const Reading& reading() const { return m_reading; }
    /// Factors on the parts of a mix; 1 where none is named.
    void setBalance(std::map<std::string, double> balance) { m_balance = std::move(balance); }

    /// What the objective carries from step to step; part of every checkpoint.
    const ObjectiveState& state() const { return m_state; }
    void setState(ObjectiveState state) { m_state = std::move(state); }

    const PackOptions& packOptions() const { return m_options.pack; }
    /// Streams hold at most so many tokens from now on; items stay whole.
    void limitStreams(std::int64_t tokens)
    {
        m_options.pack.budget = std::min(m_options.pack.budget, tokens);
    }

private:
    using Denominators = std::array<double, kDenominators>;
    Denominators denominatorsOf(const std::vector<UnitRows>& units) const;
    StepResult run(const std::vector<UnitRows>& units, bool withGradients);
    Ranks& ranks() const { return m_options.ranks != nullptr ? *m_options.ranks : singleRank(); }
    /// What the objective carries passes from unit to unit, wherever they are computed.
    bool inTurns() const { return m_objective.carriesState && !ranks().alone(); }
    void runInTurns(const std::vector<UnitRows>& units, bool withGradients,
                    const Denominators& step, StepResult& out);
    /// A part of a step in which the ranks hand nothing to each other. Behind it they agree: where
    /// memory ran out on one, all throw SharedOutOfMemory with streams of the same length. What
    /// runs out elsewhere ends the run. A process alone just does it.
    void byItself(const std::function<void()>& work) const;
    /// What all ranks found, on each of them.
    void join(const std::vector<UnitRows>& units, StepResult& out) const;
    /// Entropies of the trained tokens of all units; undefined where no loss asks for them.
    at::Tensor entropiesOf(const std::vector<UnitRows>& units, bool withGradients) const;
    at::Tensor entropiesOfRanks(const std::vector<at::Tensor>& own) const;
    /// What the n-th unit of a training step drops.
    std::uint64_t dropoutKey(std::size_t unit) const
    {
        return m_dropoutSeed + (static_cast<std::uint64_t>(unit) << 32U);
    }
    /// The `number`-th of so many `units`.
    struct Place {
        std::size_t number = 0;
        std::size_t units = 1;
    };
    void runUnit(const UnitRows& unit, bool withGradients, const Denominators& step, Place place,
                 StepResult& out);
    UnitBatch pack(const UnitRows& unit, const Reading& reading) const;
    /// Halves the longest stream that several items of these units share, or saves what else can
    /// be saved; false: nothing.
    bool shorten(const std::vector<UnitRows>& units) const;
    /// `together`: all ranks do this work, and all begin it again where one of them must.
    template <class Work>
    auto retried(const std::vector<UnitRows>& units, const Work& work,
                 const std::function<void()>& restart, bool together = false) const
    {
        for (;;) {
            try {
                return work();
            } catch (const std::exception& thrown) {
                // Shared weights: the others are in the middle of the same pass.
                const bool again = m_options.shares == nullptr &&
                                   (together ? ranOutOfMemory(thrown) : isOutOfMemory(thrown));
                if (!again || !shorten(units)) {
                    throw;
                }
            }
            restart();  // outside: what was thrown may hold on to memory
        }
    }
    /// What the model gives for the rows of one or several packs.
    struct Computed {
        TokenScores tokens;
        at::Tensor score;   ///< what a head says: [rows], [rows, A] or [steps, 2]; else undefined
        at::Tensor values;  ///< [scored tokens]; undefined without a head by token
        TokenStatistics statistics;  ///< what the objective asks for, [scored tokens]
        at::Tensor vectors;  ///< [rows, k] of answers; undefined without EngineOptions::contrast
        at::Tensor worse;    ///< [scored tokens, layers, hidden] of a second pass; undefined: none
    };
    /// A result that the objective differentiates by: its leaf in the batch, and where it comes
    /// from.
    struct Leaf {
        at::Tensor tensor;
        enum class Per : std::uint8_t { Token, Row, Step };
        Per per = Per::Token;
        std::function<at::Tensor(const Computed&)> of;
    };
    /// A unit on its way: as it was laid out, what the model gave, what the objective
    /// differentiates by.
    struct UnitWork {
        UnitBatch unit;
        std::optional<std::uint64_t> key;  ///< of dropout; nothing outside of training
        bool keepGraph = false;
        Computed computed;
        at::Tensor states;    ///< [scored tokens, layers, hidden], a constant; see ascend()
        at::Tensor steering;  ///< [layers, hidden]; both undefined without a second pass
        std::vector<Leaf> leaves;
        Denominators own{};  ///< of its rows alone
    };
    /// One step that makes the unit's likelihood worse, by vectors behind the blocks.
    void ascend(UnitWork& work) const;
    UnitWork forwardUnit(const UnitRows& rows, bool withGradients, std::size_t number) const;
    /// The same without the items of rows that are not finite, which are noted; nothing is left of
    /// some units.
    std::optional<UnitWork> finiteForward(UnitRows rows, bool withGradients, std::size_t number,
                                          std::vector<Uid>& notFinite) const;
    /// The objective on what the model gave: slopes by the leaves.
    std::vector<at::Tensor> judge(UnitWork& work, const Denominators& step, Place place,
                                  StepResult& out);
    void addLeaves(UnitWork& work) const;
    at::Tensor lossOf(const std::vector<LossTerm>& terms, const Denominators& own,
                      const Denominators& step, std::size_t units, StepResult& out) const;
    void backwardUnit(const UnitWork& work, const std::vector<at::Tensor>& slopes) const;
    static at::Tensor influenceOf(const RowBatch& batch, const Leaf& leaf, const at::Tensor& slope);
    /// `trains`: the objective looks at these rows, so it gets its token statistics.
    /// With `steering` there is a second pass, whose inner states it has changed.
    Computed compute(const Pack& pack, bool withStatistics, bool trains,
                     const at::Tensor& steering = {}) const;
    Computed computeRows(const Pack& pack, bool withStatistics, bool trains) const;
    Computed computeVocabulary(const Pack& pack, bool withStatistics) const;
    /// Adds the statistics to the batch, and a leaf for each that has a gradient.
    static void joinStatistics(const std::vector<Computed>& parts, TokenStatistics& out);
    static at::Tensor withQuiet(const at::Tensor& values, const UnitBatch& unit);
    void addStatistics(const Computed& computed, UnitBatch& unit, std::vector<Leaf>& leaves) const;
    void addValues(const Pack& pack, Computed& out) const;
    bool isRight(const TrainRow& row) const;
    void addAnnotations(UnitBatch& unit, std::int64_t width) const;
    /// The leaf of what a head says, in its place in the batch.
    Leaf headLeaf(const Computed& computed, UnitBatch& unit) const;
    static at::Tensor partOf(const at::Tensor& slope, const Leaf& leaf, const Pack& pack);
    Computed forward(const std::vector<Pack>& packs, bool withGraph, bool withStatistics,
                     std::optional<std::uint64_t> firstKey, const at::Tensor& steering = {}) const;
    void addReference(UnitBatch& unit) const;
    void addReferenceTokens(UnitBatch& unit) const;
    void collectRows(const UnitBatch& unit, const LossOut& loss, const at::Tensor& influence,
                     UnitResult& out) const;

    const Decoder& m_decoder;
    Objective m_objective;
    ObjectiveState m_state;
    Needs m_needs;
    const ReferenceTable& m_reference;
    mutable EngineOptions m_options;  ///< where streams are cut is no part of what is computed
    std::function<void()> m_collect;
    Reading m_reading;
    std::map<std::string, double> m_balance;
    Annotations m_annotations;
    at::Tensor m_stepEntropy;  ///< of the step that is being computed
    std::uint64_t m_dropoutSeed = 0;
};

}  // namespace marginalia
