// SPDX-License-Identifier: Apache-2.0
// AdamW by LibTorch's operators: the reference of our pass, and the ways on a card.
#include "core/train/adamw_update.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/_foreach_mul.h>
#include <ATen/ops/_fused_adamw.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/full.h>
#include <ATen/ops/full_like.h>
#include <ATen/ops/stack.h>

#include <cmath>
#include <map>

namespace marginalia {

namespace {

/// torch's own operator over tensors with one decay.
void updateAlike(const std::vector<TensorUpdate>& tensors, double decay,
                 const UpdateNumbers& numbers)
{
    std::vector<at::Tensor> weights;
    std::vector<at::Tensor> gradients;
    std::vector<at::Tensor> first;
    std::vector<at::Tensor> second;
    std::vector<at::Tensor> counts;
    for (const TensorUpdate& each : tensors) {
        weights.push_back(each.weight);
        gradients.push_back(each.gradient);
        first.push_back(each.first->numbers());
        second.push_back(each.second->numbers());
        counts.push_back(at::full({}, static_cast<double>(numbers.count),
                                  each.weight.options().requires_grad(false)));
    }
    if (numbers.factor != 1) {
        at::_foreach_mul_(gradients, numbers.factor);
    }
    at::_fused_adamw_(weights, gradients, first, second, {}, counts, numbers.learningRate,
                      numbers.beta1, numbers.beta2, decay, numbers.epsilon, false, false, {}, {});
    for (const TensorUpdate& each : tensors) {
        if (each.half.defined()) {
            at::Tensor half = each.half;
            half.copy_(each.weight);
        }
    }
}

double asFloat(double value)
{
    return static_cast<float>(value);
}

/// One float32 number, so that operators round it once.
at::Tensor numberLike(const at::Tensor& tensor, double value)
{
    return at::full({}, value, tensor.options().dtype(at::kFloat).requires_grad(false));
}

void roundAtRandom(const at::Tensor& wide, at::Tensor half, const at::Tensor& random)
{
    const at::Tensor bits =
        wide.contiguous().view(at::kInt).to(at::kLong).bitwise_and(0xffffffffLL);
    // What is left of the sum are the upper bits: a bf16 number as float32.
    const at::Tensor upper = bits.add(random.to(at::kLong)).bitwise_and(0xffff0000LL).to(at::kInt);
    half.copy_(upper.view(at::kFloat));
}

/// 32 bits in a number of 64.
at::Tensor low(const at::Tensor& wide)
{
    return wide.bitwise_and(0xffffffffLL);
}

at::Tensor high(const at::Tensor& wide)
{
    return low(wide.bitwise_right_shift(32));
}

}  // namespace

at::Tensor plainRandomBits(std::uint64_t seed, std::int64_t count, std::uint32_t key,
                           const at::Tensor& like, std::int64_t from)
{
    constexpr std::int64_t kCounters = 32;
    const std::int64_t blocks = (like.numel() + kMomentBlock - 1) / kMomentBlock;
    const at::TensorOptions whole = like.options().dtype(at::kLong).requires_grad(false);
    const std::int64_t first = from / kMomentBlock * kCounters;
    const at::Tensor counter = at::arange(first, first + blocks * kCounters, whole);
    at::Tensor x[4] = {low(counter), high(counter), at::full_like(counter, std::int64_t{key}),
                       at::full_like(counter, count & 0xffffffffLL)};
    std::uint32_t keys[2] = {static_cast<std::uint32_t>(seed),
                             static_cast<std::uint32_t>(seed >> 32U)};
    for (int round = 0; round < 10; ++round) {
        const at::Tensor even = x[0].mul(0xD2511F53LL);
        const at::Tensor odd = x[2].mul(0xCD9E8D57LL);
        x[0] = high(odd).bitwise_xor(x[1]).bitwise_xor(std::int64_t{keys[0]});
        x[1] = low(odd);
        x[2] = high(even).bitwise_xor(x[3]).bitwise_xor(std::int64_t{keys[1]});
        x[3] = low(even);
        keys[0] += 0x9E3779B9U;
        keys[1] += 0xBB67AE85U;
    }
    std::vector<at::Tensor> rows;
    for (const bool upper : {false, true}) {
        for (const at::Tensor& word : x) {
            const at::Tensor bits =
                upper ? word.bitwise_right_shift(16) : word.bitwise_and(0xffffLL);
            rows.push_back(bits.view({blocks, kCounters}));
        }
    }
    return at::stack(rows, 1)
        .reshape({-1})
        .narrow(0, 0, like.numel())
        .view(like.sizes())
        .to(at::kInt);
}

void plainUpdate(const TensorUpdate& each, const UpdateNumbers& numbers)
{
    const auto count = static_cast<double>(numbers.count);
    const at::Tensor gradient = each.gradient.mul(numberLike(each.gradient, numbers.factor));
    const auto number = [&](double value) { return numberLike(gradient, asFloat(value)); };
    at::Tensor first = each.first->wide();
    at::Tensor second = each.second->wide();
    first = gradient.sub(first).mul(number(1 - numbers.beta1)).add(first);
    second = second.mul(number(numbers.beta2))
                 .add(gradient.mul(number(1 - numbers.beta2)).mul(gradient));
    const at::Tensor root = number(std::sqrt(1 - std::pow(numbers.beta2, count)));
    // Twice as wide: roots of float32 need not be rounded right where a library of vectors makes
    // them.
    const at::Tensor below =
        second.to(at::kDouble).sqrt().to(at::kFloat).div(root).add(number(numbers.epsilon));
    const at::Tensor step =
        first.mul(number(-numbers.learningRate / (1 - std::pow(numbers.beta1, count)))).div(below);
    const at::Tensor weight = each.weight.detach()
                                  .to(at::kFloat)
                                  .mul(number(1 - numbers.learningRate * each.decay))
                                  .add(step);
    each.first->take(first);
    each.second->take(second);
    at::Tensor target = each.weight.detach();
    if (target.scalar_type() == at::kFloat) {
        target.copy_(weight);
    } else {
        roundAtRandom(weight, target,
                      plainRandomBits(numbers.seed, numbers.count, each.key, weight, each.from));
    }
    if (each.half.defined()) {
        at::Tensor half = each.half.detach();
        half.copy_(target);
    }
}

bool isTorchs(const TensorUpdate& tensor)
{
    return !tensor.first->isPacked() && tensor.weight.scalar_type() == at::kFloat;
}

void torchsUpdate(const std::vector<TensorUpdate>& tensors, const UpdateNumbers& numbers)
{
    std::map<double, std::vector<TensorUpdate>> byDecay;
    for (const TensorUpdate& each : tensors) {
        byDecay[each.decay].push_back(each);
    }
    for (const auto& [decay, list] : byDecay) {
        updateAlike(list, decay, numbers);
    }
}

}  // namespace marginalia
