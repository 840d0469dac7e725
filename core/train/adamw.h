// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/model/wide_gradients.h"
#include "core/train/moments.h"
#include "core/train/ranks.h"

#include <ATen/core/Tensor.h>

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace marginalia {

using NamedTensors = std::vector<std::pair<std::string, at::Tensor>>;

struct AdamWOptions {
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 1e-8;
    /// Decoupled; never on norms and biases (tensors of one dimension), but on DoRA's magnitudes,
    /// which transformers' trainer takes for weights.
    double weightDecay = 0;
    /// Moments in 8 bits, but those that canPack() leaves alone.
    bool packed = false;
    /// bf16 weights without masters: every update rounds them up or down, right on average, by bits
    /// that follow from seed, number of the update, tensor and element (decisions.md 5a).
    bool stochastic = false;
    std::uint64_t seed = 0;
};

/// AdamW in torch's form over the tensors of a model (models.md 5.6), with float32 masters when the
/// model computes in bf16 and nothing else is asked for.
///
/// With several ranks each keeps the moments of a share of the tensors, balanced by size, updates
/// those and hands them to the others; weights and masters are the same on all. All ranks call the
/// same functions in the same order.
class AdamW {
public:
    /// `ranks` must outlive the optimizer. Moments and masters lie in `store`; null: in memory.
    AdamW(const NamedTensors& parameters, AdamWOptions options, Ranks& ranks = singleRank(),
          std::shared_ptr<StateStore> store = nullptr);
    /// What a store must hold for that on this rank, in whole pages.
    static std::int64_t storedBytesOf(const NamedTensors& parameters, const AdamWOptions& options,
                                      const Ranks& ranks);

    /// Forgets all gradients.
    void zeroGradients();
    /// With masters: adds the model's gradients to the float32 sums and forgets them. Call after
    /// each backward pass.
    void collect();
    /// Tensors that stand still from now on: no gradient of theirs is computed or counted, neither
    /// they nor their moments change. The others train.
    void freeze(const std::set<std::string>& names);
    /// Gradients by name as they were summed, those of frozen tensors aside; writing to one changes
    /// what is used.
    NamedTensors gradients() const;
    /// Puts a gradient in the place of the sum.
    void setGradient(const std::string& name, const at::Tensor& gradient);
    /// Sums the gradients of all ranks; what has one anywhere has one everywhere then.
    void sumGradients();
    /// L2 norm over all gradients, before clipping.
    double gradientNorm() const;
    /// One update with gradients scaled by min(1, maxNorm / (norm + 1e-6)).
    void step(double learningRate, double norm, double maxNorm);

    /// Weights by name: the float32 masters, or the parameters themselves.
    NamedTensors weights() const;
    /// After weights() were written to: the model computes with them.
    void publish();
    /// Forgets moments and the number of updates.
    void reset();
    /// Moments as "exp_avg.<name>" and "exp_avg_sq.<name>", packed ones with their scales (see
    /// momentName). Rank 0 gets those of all ranks, the others nothing.
    NamedTensors state() const;
    std::int64_t steps() const { return m_steps; }
    /// Puts a state back, of any number of ranks and however it was held; every tensor must be
    /// there, with its shape.
    Status restore(const NamedTensors& weights, const NamedTensors& state, std::int64_t steps);

private:
    struct Entry {
        std::string name;
        at::Tensor parameter;  ///< the model's
        at::Tensor weight;     ///< its float32 master, or the parameter itself
        at::Tensor gradient;   ///< float32 sum of bf16 gradients; undefined where they are float32
        Moment first;          ///< undefined where another rank owns the entry
        Moment second;         ///< likewise
        bool packed = false;   ///< how moments are held, here or by the owner
        int owner = 0;
        bool frozen = false;

        bool hasMaster() const { return !weight.is_same(parameter); }
    };
    using Found = std::map<std::string, at::Tensor>;

    bool isOwn(const Entry& entry) const { return entry.owner == m_ranks->rank(); }
    void deal();
    /// Entries one behind the other whose numbers make one message, from `begin` on; gives their
    /// end.
    static std::size_t bucketEnd(const std::vector<Entry*>& entries, std::size_t begin);
    static std::int64_t numbersOf(const std::vector<Entry*>& entries);
    void sumBucket(const std::vector<Entry*>& entries);
    /// Weights from their owners to the other ranks.
    void shareWeights(const std::vector<Entry*>& entries);
    void shareBucket(const std::vector<Entry*>& entries);
    /// An owner's tensor on rank 0, by its shape and type.
    at::Tensor whole(const Entry& entry, const at::Tensor& own, at::IntArrayRef sizes,
                     at::ScalarType type) const;
    void addMoment(const Entry& entry, MomentKind kind, NamedTensors& out) const;
    static Status restoreMoment(const Found& found, const std::string& name, MomentKind kind,
                                Moment& moment);
    at::Tensor gradientOf(const Entry& entry) const;
    /// Numbers that lie elsewhere and were touched go back there.
    void rest() const;

    AdamWOptions m_options;
    Ranks* m_ranks;
    std::shared_ptr<StateStore> m_store;
    std::vector<Entry> m_entries;
    WideGradients m_sums;  ///< the entries' gradients, for paths that add to them themselves
    std::int64_t m_steps = 0;
};

}  // namespace marginalia
