// SPDX-License-Identifier: Apache-2.0
#include "core/model/stack_tensors.h"

#include <ATen/ops/cat.h>

#include <algorithm>
#include <iterator>

namespace marginalia {

namespace {

/// Neighbours in one storage, as the products want them.
void joinNeighbours(std::vector<at::Tensor>& values, std::size_t from, std::size_t count)
{
    const std::vector<at::Tensor> parts(values.begin() + static_cast<std::ptrdiff_t>(from),
                                        values.begin() + static_cast<std::ptrdiff_t>(from + count));
    const at::Tensor whole = at::cat(parts);
    std::int64_t row = 0;
    for (std::size_t i = 0; i < count; ++i) {
        values[from + i] = whole.narrow(0, row, parts[i].size(0));
        row += parts[i].size(0);
    }
}

}  // namespace

std::vector<at::Tensor> stackParameters(const Decoder::Impl& model)
{
    std::vector<at::Tensor> out;
    for (const Layer& layer : model.parts.layers) {
        out.insert(out.end(), {layer.attentionIn.weight, layer.q.weight, layer.k.weight,
                               layer.v.weight, layer.o.weight, layer.mlpIn.weight,
                               layer.mlp.gate.weight, layer.mlp.up.weight, layer.mlp.down.weight});
    }
    out.push_back(model.parts.finalNorm.weight);
    return out;
}

StackTensors stackTensors(const Decoder::Impl& model)
{
    StackTensors out;
    out.inputs = stackParameters(model);
    out.values = out.inputs;
    const LoraPart* const onTable = model.parts.embeddingAdapter;
    out.table =
        onTable == nullptr ? model.parts.embedding : onTable->folded(model.parts.embedding.t()).t();
    out.tableValues = out.table.detach().contiguous();
    const auto& layers = model.parts.layers;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const Layer& layer = layers[i];
        const Linear* const all[] = {nullptr,         &layer.q,      &layer.k,
                                     &layer.v,        &layer.o,      nullptr,
                                     &layer.mlp.gate, &layer.mlp.up, &layer.mlp.down};
        const auto isAdapted = [&](std::size_t from, std::size_t to) {
            return std::any_of(all + from, all + to, [](const Linear* linear) {
                return linear != nullptr && linear->adapter != nullptr;
            });
        };
        for (std::size_t j = 0; j < std::size(all); ++j) {
            if (isAdapted(j, j + 1)) {
                out.inputs[9 * i + j] = all[j]->folded();
                out.values[9 * i + j] = out.inputs[9 * i + j].detach();
            }
        }
        const c10::NoGradGuard noGrad;
        if (isAdapted(1, 4)) {
            joinNeighbours(out.values, 9 * i + 1, 3);
        }
        if (isAdapted(6, 8)) {
            joinNeighbours(out.values, 9 * i + 6, 2);
        }
    }
    return out;
}

bool adaptersFold(const Decoder::Impl& model)
{
    const auto folds = [](const Linear& linear) {
        return linear.adapter == nullptr || linear.adapter->dropout == nullptr ||
               !linear.adapter->dropout->active();
    };
    return std::all_of(
        model.parts.layers.begin(), model.parts.layers.end(), [&](const Layer& layer) {
            return folds(layer.q) && folds(layer.k) && folds(layer.v) && folds(layer.o) &&
                   folds(layer.mlp.gate) && folds(layer.mlp.up) && folds(layer.mlp.down);
        });
}

}  // namespace marginalia
