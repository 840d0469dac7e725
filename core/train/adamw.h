// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/model/wide_gradients.h"
#include "core/train/ranks.h"

#include <ATen/core/Tensor.h>

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
};

/// AdamW in torch's form over the tensors of a model (models.md 5.6), with float32 masters when the
/// model computes in bf16.
///
/// With several ranks each keeps the moments of a share of the tensors, balanced by size, updates
/// those and hands them to the others; weights and masters are the same on all. All ranks call the
/// same functions in the same order.
class AdamW {
public:
    /// `ranks` must outlive the optimizer.
    AdamW(const NamedTensors& parameters, AdamWOptions options, Ranks& ranks = singleRank());

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

    /// float32 weights by name: the masters, or the parameters themselves.
    NamedTensors weights() const;
    /// After weights() were written to: the model computes with them.
    void publish();
    /// Forgets moments and the number of updates.
    void reset();
    /// Moments as "exp_avg.<name>" and "exp_avg_sq.<name>". Rank 0 gets those of all ranks, the
    /// others nothing.
    NamedTensors state() const;
    std::int64_t steps() const { return m_steps; }
    /// Puts a state back, of any number of ranks; every tensor must be there, with its shape.
    Status restore(const NamedTensors& weights, const NamedTensors& state, std::int64_t steps);

private:
    struct Entry {
        std::string name;
        at::Tensor parameter;  ///< the model's
        at::Tensor weight;     ///< float32; the same tensor when the model is float32
        at::Tensor gradient;   ///< float32 sum of bf16 gradients; undefined without masters
        at::Tensor first;      ///< undefined where another rank owns the entry
        at::Tensor second;     ///< likewise
        at::Tensor count;
        int owner = 0;
        bool frozen = false;
    };
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
    at::Tensor whole(const Entry& entry, const at::Tensor& moment) const;
    at::Tensor gradientOf(const Entry& entry) const;
    void update(const std::vector<Entry*>& entries, double learningRate, double weightDecay);

    AdamWOptions m_options;
    Ranks* m_ranks;
    std::vector<Entry> m_entries;
    WideGradients m_sums;  ///< the entries' gradients, for paths that add to them themselves
    std::int64_t m_steps = 0;
};

}  // namespace marginalia
