// SPDX-License-Identifier: Apache-2.0
#include "core/train/shared_saving.h"

#include "core/model/safetensors.h"

#include <ATen/ops/empty.h>
#include <c10/core/GradMode.h>

#include <map>

namespace marginalia {

namespace {

using TensorsByName = std::map<std::string, at::Tensor>;

constexpr const char* kMoments[] = {"exp_avg.", "exp_avg_sq."};

/// A tensor of what the ranks have of it: a call of all together. `own` is undefined where this
/// rank has nothing.
at::Tensor wholeOf(const std::vector<SharedWeights::Stretch>& stretches, const at::Tensor& own,
                   const std::vector<std::int64_t>& shape, at::ScalarType type, Ranks& ranks)
{
    const c10::NoGradGuard noGrad;
    at::Tensor out = at::empty({c10::multiply_integers(shape)}, type);
    for (std::size_t rank = 0; rank < stretches.size(); ++rank) {
        const auto& [begin, count] = stretches[rank];
        if (count == 0) {
            continue;
        }
        at::Tensor part = out.narrow(0, begin, count);
        if (static_cast<int>(rank) == ranks.rank()) {
            part.copy_(own.reshape({-1}));
        }
        ranks.broadcast(part, static_cast<int>(rank));
    }
    return out.view(shape);
}

TensorsByName byName(const NamedTensors& tensors)
{
    return {tensors.begin(), tensors.end()};
}

/// Tensors of the model's shapes, under its names behind `prefix`; `kept` is what this rank has.
void addTensors(const PreparedTraining& run, const std::string& prefix, at::ScalarType type,
                const TensorsByName& kept, std::vector<TensorToWrite>& out)
{
    const SharedWeights& shares = *run.decoder->shares();
    for (const auto& [name, parameter] : run.decoder->parameters()) {
        const auto found = kept.find(prefix + name);
        const at::Tensor own = found == kept.end() ? at::Tensor() : found->second;
        const std::vector<std::int64_t> shape = parameter.sizes().vec();
        out.push_back({prefix + name, type, shape,
                       [stretches = shares.stretchesOf(name), own, shape, type, ranks = run.ranks] {
                           return wholeOf(stretches, own, shape, type, *ranks);
                       }});
    }
}

std::vector<TensorToWrite> optimizerTensors(PreparedTraining& run)
{
    std::vector<TensorToWrite> out;
    const AdamW& optimizer = run.loop->optimizer();
    addTensors(run, {}, at::kFloat, byName(optimizer.weights()), out);
    const TensorsByName moments = byName(optimizer.state());
    for (const char* prefix : kMoments) {
        addTensors(run, prefix, at::kFloat, moments, out);
    }
    for (const auto& [name, tensor] : run.loop->ruleState()) {
        out.push_back({kRulePrefix + name, tensor.scalar_type(), tensor.sizes().vec(),
                       [kept = tensor] { return kept; }});
    }
    return out;
}

/// What rank 0 does to write them, without writing.
void handOut(std::vector<TensorToWrite> tensors)
{
    sortForFile(tensors);
    for (const TensorToWrite& tensor : tensors) {
        tensor.make();
    }
}

}  // namespace

NamedTensors keptTensors(const SharedWeights& shares)
{
    NamedTensors out;
    for (const SharedWeights::Slice& slice : shares.slices()) {
        out.emplace_back(slice.name, slice.values);
    }
    return out;
}

Result<std::string> saveShares(const std::string& runFolder, PreparedTraining& run,
                               const CheckpointState& state)
{
    std::vector<TensorToWrite> model;
    addTensors(run, {}, run.decoder->dtype(), byName(keptTensors(*run.decoder->shares())), model);
    std::vector<TensorToWrite> optimizer = optimizerTensors(run);
    if (!run.ranks->isFirst()) {
        handOut(std::move(model));
        handOut(std::move(optimizer));
        return std::string();
    }
    const auto writeModel = [&](const std::string& place) {
        return streamModelFolder(place, run.spec.model, model);
    };
    const auto writeOptimizer = [&](const std::string& path) {
        return streamSafetensors(path, optimizer, nullptr);
    };
    MG_TRY(const std::string folder, saveCheckpoint(runFolder, writeModel, writeOptimizer, state));
    MG_CHECK(rotateCheckpoints(runFolder, run.spec.keep_checkpoints));
    return folder;
}

Status restoreOptimizer(PreparedTraining& run, const NamedTensors& weights,
                        const NamedTensors& moments, std::int64_t steps)
{
    AdamW& optimizer = run.loop->optimizer();
    if (run.decoder->shares() == nullptr) {
        return optimizer.restore(weights, moments, steps);
    }
    const auto ownOf = [&](const NamedTensors& all, const std::string& prefix) {
        const TensorsByName found = byName(all);
        NamedTensors out;
        for (const SharedWeights::Slice& slice : run.decoder->shares()->slices()) {
            const auto stored = found.find(prefix + slice.name);
            if (stored != found.end() && stored->second.sizes() == at::IntArrayRef(slice.shape)) {
                const at::Tensor own =
                    stored->second.reshape({-1}).narrow(0, slice.begin, slice.values.numel());
                out.emplace_back(prefix + slice.name, own.view(slice.values.sizes()));
            }
        }
        return out;
    };
    NamedTensors state = ownOf(moments, kMoments[0]);
    const NamedTensors second = ownOf(moments, kMoments[1]);
    state.insert(state.end(), second.begin(), second.end());
    return optimizer.restore(ownOf(weights, {}), state, steps);
}

}  // namespace marginalia
