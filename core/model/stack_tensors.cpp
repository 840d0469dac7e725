// SPDX-License-Identifier: Apache-2.0
#include "core/model/stack_tensors.h"

#include "core/model/adapter.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>

#include <algorithm>
#include <atomic>
#include <iterator>

namespace marginalia {

std::vector<at::Tensor> stackParameters(const Decoder::Impl& model)
{
    std::vector<at::Tensor> out;
    for (const Layer& layer : model.parts.layers) {
        out.insert(out.end(), {layer.attentionIn.weight, layer.q.weight, layer.k.weight,
                               layer.v.weight, layer.o.weight, layer.mlpIn.weight,
                               layer.mlp.gate.weight, layer.mlp.up.weight, layer.mlp.down.weight});
    }
    out.push_back(model.parts.finalNorm.weight);
    const StackOrder order(model.config);
    for (const Layer& layer : model.parts.layers) {
        if (order.hasBiases) {
            out.insert(out.end(), {layer.q.bias, layer.k.bias, layer.v.bias});
        }
        if (order.hasHeadNorms) {
            out.insert(out.end(), {layer.qNorm.weight, layer.kNorm.weight});
        }
    }
    return out;
}

StackOrder::StackOrder(const ModelConfig& config)
    : layers(static_cast<std::size_t>(config.layers)),
      hasBiases(config.qkvBias),
      hasHeadNorms(config.qkNorm == QkNorm::PerHead)
{
}

std::size_t StackOrder::others(std::size_t number) const
{
    return finalNorm() + 1 + number * ((hasBiases ? kBiases : 0) + (hasHeadNorms ? kHeadNorms : 0));
}

std::optional<std::size_t> StackOrder::biases(std::size_t number) const
{
    return hasBiases ? std::optional(others(number)) : std::nullopt;
}

std::optional<std::size_t> StackOrder::headNorms(std::size_t number) const
{
    return hasHeadNorms ? std::optional(others(number) + (hasBiases ? kBiases : 0)) : std::nullopt;
}

namespace {

std::atomic<bool> g_beside{true};

std::array<const Linear*, 9> linearsOf(const Layer& layer)
{
    return {nullptr, &layer.q,        &layer.k,      &layer.v,       &layer.o,
            nullptr, &layer.mlp.gate, &layer.mlp.up, &layer.mlp.down};
}

/// Linears from..to in the order of a block's tensors, which are one product.
struct Joined {
    std::size_t from, to;
};
constexpr Joined kProducts[] = {{1, 4}, {4, 5}, {6, 8}, {8, 9}};

LowRankTensors adaptersOn(const Layer& layer, const Joined& product)
{
    LowRankTensors out;
    const auto all = linearsOf(layer);
    std::vector<at::Tensor> scaled;
    std::int64_t column = 0;
    for (std::size_t i = product.from; i < product.to; ++i) {
        if (const LoraPart* const part = all[i]->adapter; part != nullptr) {
            out.parts.push_back({part->a, part->b, part->scale, column});
            scaled.push_back(part->a.detach() * part->scale);
        }
        column += all[i]->outputs();
    }
    if (!scaled.empty()) {
        out.together = at::cat(scaled);
    }
    return out;
}

void foldAdapters(const Layer& layer, std::size_t first, StackTensors& out)
{
    const auto all = linearsOf(layer);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i] != nullptr && all[i]->adapter != nullptr) {
            out.inputs[first + i] = all[i]->folded();
            out.values[first + i] = out.inputs[first + i].detach();
        }
    }
}

}  // namespace

StackTensors stackTensors(const Decoder::Impl& model)
{
    StackTensors out(model.config);
    out.inputs = stackParameters(model);
    out.values = out.inputs;
    const LoraPart* const onTable = model.parts.embeddingAdapter;
    out.table =
        onTable == nullptr ? model.parts.embedding : onTable->folded(model.parts.embedding.t()).t();
    out.tableValues = out.table.detach().contiguous();
    out.frozen = adaptersStandBeside(model);
    const auto& layers = model.parts.layers;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        BlockAdapters& beside = out.beside.emplace_back();
        if (!out.frozen) {
            foldAdapters(layers[i], out.order.block(i), out);
            continue;
        }
        const c10::NoGradGuard noGrad;
        for (std::size_t j = 0; j < beside.size(); ++j) {
            beside[j] = adaptersOn(layers[i], kProducts[j]);
        }
    }
    return out;
}

BlockTensors StackTensors::block(std::size_t number) const
{
    const auto at = [&](const std::optional<std::size_t>& place) {
        return place ? values.data() + *place : nullptr;
    };
    return {values.data() + order.block(number), at(order.biases(number)),
            at(order.headNorms(number)), &beside[number]};
}

std::int64_t mostRanks(const StackTensors& tensors)
{
    std::int64_t out = 0;
    for (const BlockAdapters& block : tensors.beside) {
        std::int64_t ranks = 0;
        for (const LowRankTensors& product : block) {
            ranks += product.ranks();
        }
        out = std::max(out, ranks);
    }
    return out;
}

void setAdaptersBesideEnabled(bool enabled)
{
    g_beside = enabled;
}

bool adaptersStandBeside(const Decoder::Impl& model)
{
    if (!g_beside) {
        return false;
    }
    const auto plain = [](const LoraPart& part) {
        const bool wide = part.a.scalar_type() == at::kFloat && part.b.scalar_type() == at::kFloat;
        return wide && part.a.is_contiguous() && part.b.is_contiguous() &&
               !part.magnitude.defined() && (part.dropout == nullptr || part.dropout->share == 0);
    };
    for (const Layer& layer : model.parts.layers) {
        for (const Linear* const linear : linearsOf(layer)) {
            if (linear != nullptr && (linear->weight.requires_grad() ||
                                      (linear->adapter != nullptr && !plain(*linear->adapter)))) {
                return false;
            }
        }
    }
    // Also while it is off: what it is compared with must be computed in the same way.
    return model.adapter == nullptr ||
           std::all_of(model.adapter->parts().begin(), model.adapter->parts().end(),
                       [&](const auto& part) { return part->table || plain(part->lora); });
}

std::int64_t stackGradientCount(const Decoder::Impl& model)
{
    const bool frozen = adaptersStandBeside(model);
    std::int64_t out = 0;
    for (const at::Tensor& parameter : stackParameters(model)) {
        out += frozen && parameter.dim() > 1 ? 0 : parameter.numel();
    }
    for (const Layer& layer : model.parts.layers) {
        for (const Linear* const linear : linearsOf(layer)) {
            if (frozen && linear != nullptr && linear->adapter != nullptr) {
                out += linear->adapter->a.numel() + linear->adapter->b.numel();
            }
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
