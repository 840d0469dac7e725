// SPDX-License-Identifier: Apache-2.0
// A block's mixture of experts (Jiang et al. 2024, "Mixtral of Experts", section 2.1): every token
// goes through the k experts that the router finds likeliest, weighted by their probabilities
// among these k.
#include "core/model/decoder_impl.h"

#include <ATen/ops/argsort.h>
#include <ATen/ops/bincount.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/floor_divide.h>
#include <ATen/ops/softmax.h>
#include <ATen/ops/topk.h>

namespace marginalia {

at::Tensor Decoder::Impl::mix(const Layer& layer, const at::Tensor& x) const
{
    if (!layer.router.defined()) {
        return apply(layer.mlp, x);
    }
    const std::int64_t tokens = x.size(0);
    const std::int64_t each = config.expertsPerToken;
    const at::ScalarType wide = x.scalar_type() == at::kDouble ? at::kDouble : at::kFloat;
    const auto [likeliest, chosen] = at::topk(at::softmax(layer.router(x), -1, wide), each, -1);
    const at::Tensor weights = (likeliest / likeliest.sum(-1, true)).to(x.scalar_type());

    // Tokens sorted by expert: one product an expert instead of one a token.
    const at::Tensor flat = chosen.flatten();
    const at::Tensor order = at::argsort(flat, true, 0, false);
    const at::Tensor counts = at::bincount(flat, {}, config.experts).cpu();
    const at::Tensor sorted = x.index_select(0, at::floor_divide(order, each));
    std::vector<at::Tensor> results;
    std::int64_t from = 0;
    for (std::size_t i = 0; i < layer.experts.size(); ++i) {
        // An expert without tokens takes part with none: its gradient is zero, not missing.
        const std::int64_t count = counts.const_data_ptr<std::int64_t>()[i];
        results.push_back(apply(layer.experts[i], sorted.narrow(0, from, count)));
        from += count;
    }
    const at::Tensor back = at::argsort(order, false, 0, false);
    return (at::cat(results).index_select(0, back).view({tokens, each, -1}) * weights.unsqueeze(-1))
        .sum(1);
}

}  // namespace marginalia
