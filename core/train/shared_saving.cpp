// SPDX-License-Identifier: Apache-2.0
#include "core/train/shared_saving.h"

#include "core/model/safetensors.h"
#include "core/train/moments.h"

#include <ATen/ops/empty.h>
#include <c10/core/GradMode.h>

#include <map>
#include <optional>

namespace marginalia {

namespace {

using TensorsByName = std::map<std::string, at::Tensor>;

constexpr const char* kMoments[] = {"exp_avg.", "exp_avg_sq."};  // momentName() before a name

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

namespace {

/// A stored tensor, undefined where there is none; moments in 8 bits widened, because shares hold
/// float32.
at::Tensor storedOf(const TensorsByName& all, const std::string& name,
                    std::optional<MomentKind> moment)
{
    const auto found = all.find(moment ? momentName(*moment, name) : name);
    if (found == all.end() || !moment || found->second.scalar_type() != at::kByte) {
        return found == all.end() ? at::Tensor() : found->second;
    }
    const auto scales = all.find(scalesName(*moment, name));
    const bool whole =
        scales != all.end() && scales->second.numel() == scaleCount(found->second.numel());
    return whole ? Moment(*moment, found->second, scales->second).wide() : at::Tensor();
}

/// What this rank keeps of the weights, or of one of their moments.
void addOwn(const SharedWeights& shares, const TensorsByName& all, std::optional<MomentKind> moment,
            NamedTensors& out)
{
    for (const SharedWeights::Slice& slice : shares.slices()) {
        const at::Tensor stored = storedOf(all, slice.name, moment);
        if (stored.defined() && stored.sizes() == at::IntArrayRef(slice.shape)) {
            // A copy: what was widened goes.
            const at::Tensor own =
                stored.reshape({-1}).narrow(0, slice.begin, slice.values.numel()).clone();
            out.emplace_back(moment ? momentName(*moment, slice.name) : slice.name,
                             own.view(slice.values.sizes()));
        }
    }
}

}  // namespace

Status restoreOptimizer(PreparedTraining& run, const NamedTensors& weights,
                        const NamedTensors& moments, std::int64_t steps)
{
    AdamW& optimizer = run.loop->optimizer();
    const SharedWeights* const shares = run.decoder->shares();
    if (shares == nullptr) {
        return optimizer.restore(weights, moments, steps);
    }
    const c10::NoGradGuard noGrad;
    NamedTensors own;
    addOwn(*shares, byName(weights), std::nullopt, own);
    NamedTensors state;
    const TensorsByName all = byName(moments);
    addOwn(*shares, all, MomentKind::First, state);
    addOwn(*shares, all, MomentKind::Second, state);
    return optimizer.restore(own, state, steps);
}

}  // namespace marginalia
