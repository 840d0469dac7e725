// SPDX-License-Identifier: Apache-2.0
// What AdamW does with other ranks: gradients are summed, state is shared out, weights come back.
#include "core/train/adamw.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/zeros.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <iterator>

namespace marginalia {

namespace {

/// Numbers of one message: 64 MB, so that the copy beside the gradients stays small.
constexpr std::int64_t kBucket = std::int64_t{1} << 24U;

/// Of messages: gradients are float32, and so is what bf16 weights become on the way. They lie
/// where the model's tensors do, which masters need not.
at::TensorOptions floatsLike(const at::Tensor& parameter)
{
    return parameter.options().dtype(at::kFloat).requires_grad(false);
}

}  // namespace

void AdamW::deal()
{
    if (m_ranks->alone()) {
        return;
    }
    std::vector<std::int64_t> sizes;
    for (const Entry& entry : m_entries) {
        sizes.push_back(entry.weight.numel());
    }
    const std::vector<int> owners = dealUnits(sizes, m_ranks->size());
    for (std::size_t i = 0; i < owners.size(); ++i) {
        m_entries[i].owner = owners[i];
    }
}

std::int64_t AdamW::numbersOf(const std::vector<Entry*>& entries)
{
    std::int64_t out = 0;
    for (const Entry* entry : entries) {
        out += entry->weight.numel();
    }
    return out;
}

std::size_t AdamW::bucketEnd(const std::vector<Entry*>& entries, std::size_t begin)
{
    std::int64_t numbers = 0;
    std::size_t end = begin;
    do {
        numbers += entries[end++]->weight.numel();
    } while (end < entries.size() && numbers + entries[end]->weight.numel() <= kBucket);
    return end;
}

void AdamW::sumGradients()
{
    if (m_ranks->alone()) {
        return;
    }
    const c10::NoGradGuard noGrad;
    std::vector<Entry*> entries;
    for (Entry& entry : m_entries) {
        if (!entry.frozen) {
            entries.push_back(&entry);
        }
    }
    for (std::size_t begin = 0; begin < entries.size();) {
        const std::size_t end = bucketEnd(entries, begin);
        sumBucket({entries.begin() + static_cast<std::ptrdiff_t>(begin),
                   entries.begin() + static_cast<std::ptrdiff_t>(end)});
        begin = end;
    }
}

/// One message: the gradients, and behind them how many ranks have each.
void AdamW::sumBucket(const std::vector<Entry*>& entries)
{
    const std::int64_t numbers = numbersOf(entries);
    const auto count = static_cast<std::int64_t>(entries.size());
    at::Tensor flat = at::zeros({numbers + count}, floatsLike(entries[0]->parameter));
    at::Tensor ranks = flat.narrow(0, numbers, count);
    std::int64_t place = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        const Entry& entry = *entries[static_cast<std::size_t>(i)];
        const std::int64_t size = entry.weight.numel();
        if (const at::Tensor gradient = gradientOf(entry); gradient.defined()) {
            flat.narrow(0, place, size).copy_(gradient.reshape({-1}));
            ranks[i].fill_(1);
        }
        place += size;
    }
    m_ranks->sum(flat);
    const at::Tensor known = ranks.cpu();
    place = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        Entry& entry = *entries[static_cast<std::size_t>(i)];
        const std::int64_t size = entry.weight.numel();
        const at::Tensor whole = flat.narrow(0, place, size).view(entry.weight.sizes());
        if (at::Tensor gradient = gradientOf(entry); gradient.defined()) {
            gradient.copy_(whole);
        } else if (known[i].item<float>() > 0) {
            entry.parameter.mutable_grad() = whole.clone();
        }
        place += size;
    }
}

void AdamW::shareWeights(const std::vector<Entry*>& entries)
{
    if (m_ranks->alone()) {
        return;
    }
    for (int owner = 0; owner < m_ranks->size(); ++owner) {
        std::vector<Entry*> theirs;
        std::copy_if(entries.begin(), entries.end(), std::back_inserter(theirs),
                     [&](const Entry* entry) { return entry->owner == owner; });
        for (std::size_t begin = 0; begin < theirs.size();) {
            const std::size_t end = bucketEnd(theirs, begin);
            shareBucket({theirs.begin() + static_cast<std::ptrdiff_t>(begin),
                         theirs.begin() + static_cast<std::ptrdiff_t>(end)});
            begin = end;
        }
    }
}

/// Of one owner.
void AdamW::shareBucket(const std::vector<Entry*>& entries)
{
    at::Tensor flat = at::empty({numbersOf(entries)}, floatsLike(entries[0]->parameter));
    const bool isMine = isOwn(*entries[0]);
    const auto eachPart = [&](const auto& take) {
        std::int64_t place = 0;
        for (const Entry* entry : entries) {
            const at::Tensor weight = entry->weight.detach();
            take(flat.narrow(0, place, weight.numel()).view(weight.sizes()), weight);
            place += weight.numel();
        }
    };
    if (isMine) {
        eachPart([](const at::Tensor& part, const at::Tensor& weight) { part.copy_(weight); });
    }
    m_ranks->broadcast(flat, entries[0]->owner);
    if (!isMine) {
        eachPart([](const at::Tensor& part, const at::Tensor& weight) { weight.copy_(part); });
    }
}

/// In the machine's memory where several ranks come together: one card may not hold all of it.
at::Tensor AdamW::whole(const Entry& entry, const at::Tensor& own, at::IntArrayRef sizes,
                        at::ScalarType type) const
{
    if (m_ranks->alone()) {
        return own;
    }
    const c10::NoGradGuard noGrad;
    at::Tensor out =
        isOwn(entry) ? own.detach().cpu().contiguous() : at::empty(sizes, at::TensorOptions(type));
    m_ranks->broadcast(out, entry.owner);
    return out;
}

}  // namespace marginalia
