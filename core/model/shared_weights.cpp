// SPDX-License-Identifier: Apache-2.0
#include "core/model/shared_weights.h"

#include "core/model/decoder_impl.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/zeros.h>
#include <c10/core/GradMode.h>
#include <c10/util/Exception.h>

#include <algorithm>
#include <map>
#include <optional>

namespace marginalia {

namespace {

/// Tensors begin on a line of the processor's cache in both types.
constexpr std::int64_t kAligned = 32;

/// A block's number in names of its tensors; nothing: it stands around the blocks.
std::optional<std::size_t> blockOf(const ModelConfig& config, const std::string& name)
{
    const std::string before = std::string(config.layout->prefix) + config.layout->layers;
    if (name.rfind(before, 0) != 0) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(std::stoul(name.substr(before.size())));
}

}  // namespace

SharedWeights::SharedWeights(Decoder::Impl& model, ShareExchange& exchange)
    : m_model(model), m_exchange(exchange)
{
    const c10::NoGradGuard noGrad;
    const auto blocks = static_cast<std::size_t>(model.config.layers);
    m_units.resize(blocks + 2);
    bool behind = false;
    forEachTensor(model.config, model.parts,
                  [&](at::Tensor& place, const ExpectedTensor& expected) {
                      const auto block = blockOf(model.config, expected.name);
                      behind = behind || block.has_value();
                      Unit& unit = m_units[block ? *block + 1 : behind ? blocks + 1 : 0];
                      unit.parts.push_back({expected.name, expected.shape, &place, place});
                  });
    for (Unit& unit : m_units) {
        layOut(unit);
        makeSlices(unit);
    }
}

void SharedWeights::layOut(Unit& unit)
{
    std::int64_t numbers = 0;
    for (Part& part : unit.parts) {
        part.offset = numbers;
        part.numbers = c10::multiply_integers(part.shape);
        numbers += (part.numbers + kAligned - 1) / kAligned * kAligned;
    }
    const std::int64_t step = kAligned * m_exchange.size();
    unit.share = (numbers + step - 1) / step * kAligned;
    unit.held = at::zeros({unit.share}, at::TensorOptions(m_model.dtype).device(m_model.device));
}

SharedWeights::Stretch SharedWeights::stretchOf(const Unit& unit, const Part& part, int rank) const
{
    const std::int64_t from = std::max(part.offset, rank * unit.share);
    const std::int64_t to = std::min(part.offset + part.numbers, (rank + 1) * unit.share);
    return from < to ? Stretch{from - part.offset, to - from} : Stretch{};
}

void SharedWeights::makeSlices(Unit& unit)
{
    for (const Part& part : unit.parts) {
        const Stretch own = stretchOf(unit, part, m_exchange.rank());
        if (own.count == 0) {
            continue;
        }
        const std::int64_t at = part.offset + own.begin - m_exchange.rank() * unit.share;
        at::Tensor values = unit.held.narrow(0, at, own.count);
        if (part.shape.size() > 1) {
            values = values.unsqueeze(0);  // by which an optimizer knows what decays
        }
        unit.slices.push_back(m_slices.size());
        m_slices.push_back({part.name, part.shape, own.begin, values.detach()});
    }
}

std::vector<SharedWeights::Stretch> SharedWeights::stretchesOf(const std::string& name) const
{
    std::vector<Stretch> out;
    for (const Unit& unit : m_units) {
        for (const Part& part : unit.parts) {
            for (int rank = 0; part.name == name && rank < m_exchange.size(); ++rank) {
                out.push_back(stretchOf(unit, part, rank));
            }
        }
    }
    return out;
}

void SharedWeights::fill(const std::string& name, const at::Tensor& stored)
{
    const c10::NoGradGuard noGrad;
    for (Slice& slice : m_slices) {
        if (slice.name == name) {
            const at::Tensor own =
                stored.reshape({-1}).narrow(0, slice.begin, slice.values.numel());
            slice.values.copy_(own.view(slice.values.sizes()));
        }
    }
}

std::int64_t SharedWeights::bytesOf(const Unit& unit) const
{
    return numbersOf(unit) * static_cast<std::int64_t>(c10::elementSize(m_model.dtype));
}

std::int64_t SharedWeights::largestUnit() const
{
    std::int64_t out = 0;
    for (const Unit& unit : m_units) {
        out = std::max(out, numbersOf(unit));
    }
    return out;
}

std::int64_t SharedWeights::tables() const
{
    return numbersOf(m_units.front()) + numbersOf(m_units.back());
}

std::int64_t SharedWeights::shareBytes() const
{
    std::int64_t out = 0;
    for (const Unit& unit : m_units) {
        out += static_cast<std::int64_t>(unit.held.nbytes());
    }
    return out;
}

/// Units come and go a hundred times a step: fresh pages for each would cost as much as handing
/// them over, and freed pieces of the heap would lie between what stays.
at::Tensor SharedWeights::buffer(std::int64_t numbers, const at::TensorOptions& options)
{
    const at::Tensor* best = nullptr;
    for (const at::Tensor& each : m_buffers) {
        const bool fits = each.storage().use_count() == 1 && each.numel() >= numbers &&
                          each.scalar_type() == c10::typeMetaToScalarType(options.dtype());
        if (fits && (best == nullptr || each.numel() < best->numel())) {
            best = &each;
        }
    }
    if (best == nullptr) {
        best = &m_buffers.emplace_back(at::empty({numbers}, options));
    }
    return best->narrow(0, 0, numbers);
}

void SharedWeights::bring(std::size_t number)
{
    const c10::NoGradGuard noGrad;
    Unit& unit = m_units[number];
    TORCH_CHECK(!unit.brought, "a unit of shared weights is there already");
    at::Tensor whole = buffer(numbersOf(unit), unit.held.options());
    m_exchange.gather(unit.held, whole);
    for (const Part& part : unit.parts) {
        *part.place = whole.narrow(0, part.offset, part.numbers).view(part.shape);
    }
    unit.brought = true;
    m_brought += bytesOf(unit);
    m_mostBrought = std::max(m_mostBrought, m_brought);
}

void SharedWeights::release(std::size_t number)
{
    Unit& unit = m_units[number];
    if (!unit.brought) {
        return;
    }
    for (const Part& part : unit.parts) {
        *part.place = part.hollow;
    }
    unit.brought = false;
    m_brought -= bytesOf(unit);
}

std::vector<at::Tensor> SharedWeights::bringLeaves(std::size_t number)
{
    bring(number);
    std::vector<at::Tensor> out;
    for (const Part& part : m_units[number].parts) {
        *part.place = part.place->detach().requires_grad_(true);
        out.push_back(*part.place);
    }
    return out;
}

void SharedWeights::tieHead()
{
    if (m_model.config.tied) {
        m_model.parts.head = m_model.parts.embedding;
    }
}

void SharedWeights::bringTable(std::size_t unit)
{
    if (c10::GradMode::is_enabled()) {
        m_leaves.push_back(bringLeaves(unit));
    } else {
        bring(unit);
    }
    tieHead();
}

void SharedWeights::dropTables()
{
    release(0);
    release(m_units.size() - 1);
    tieHead();
}

void SharedWeights::beginForward()
{
    begin(Pass::Forward);
    if (c10::GradMode::is_enabled()) {
        m_leaves.clear();
    }
    bringTable(0);
}

void SharedWeights::bringBehind()
{
    bringTable(m_units.size() - 1);
}

void SharedWeights::addGradients(std::size_t number, const std::vector<at::Tensor>& gradients)
{
    const c10::NoGradGuard noGrad;
    Unit& unit = m_units[number];
    const auto wide = unit.held.options().dtype(at::kFloat);
    at::Tensor whole = buffer(numbersOf(unit), wide).zero_();
    for (std::size_t i = 0; i < gradients.size(); ++i) {
        Part& part = unit.parts[i];
        if (gradients[i].defined()) {
            whole.narrow(0, part.offset, part.numbers).copy_(gradients[i].reshape({-1}));
            part.used = true;
        }
    }
    if (!unit.sums.defined()) {
        unit.sums = at::empty({unit.share}, wide);
    }
    at::Tensor own = buffer(unit.share, wide);
    m_exchange.sumShares(whole, own);
    for (const std::size_t i : unit.slices) {
        const at::Tensor& values = m_slices[i].values;
        const std::int64_t at = values.storage_offset() - unit.held.storage_offset();
        const at::Tensor part = own.narrow(0, at, values.numel()).view(values.sizes());
        at::Tensor& sum = values.mutable_grad();
        if (sum.defined()) {
            sum.add_(part);
        } else {
            sum = unit.sums.narrow(0, at, values.numel()).view(values.sizes()).copy_(part);
        }
    }
}

SharedWeights::Pass SharedWeights::agreed(Pass wanted)
{
    at::Tensor votes = at::zeros({3}, at::kInt);
    votes[static_cast<std::int64_t>(wanted)] = 1;
    m_exchange.sum(votes);
    const int* count = votes.const_data_ptr<int>();
    return count[2] > 0 ? Pass::Forward : count[1] > 0 ? Pass::Backward : Pass::None;
}

void SharedWeights::begin(Pass wanted)
{
    for (;;) {
        dropTables();
        const Pass next = agreed(wanted);
        if (next == wanted) {
            return;
        }
        follow(next);
    }
}

/// The calls of a pass that others make, in its order.
void SharedWeights::follow(Pass pass)
{
    if (pass == Pass::Forward) {
        for (std::size_t unit = 0; unit < m_units.size(); ++unit) {
            bring(unit);
            release(unit);
        }
        return;
    }
    for (std::size_t unit = m_units.size() - 2; unit > 0; --unit) {
        bring(unit);
        release(unit);
        addGradients(unit, {});
    }
    addGradients(m_units.size() - 1, {});
    addGradients(0, {});
}

void SharedWeights::finish()
{
    begin(Pass::None);
}

void SharedWeights::beginBackward()
{
    TORCH_CHECK(m_leaves.size() == 2, "a backward pass without its forward pass");
    begin(Pass::Backward);
    m_nextBackward = m_units.size() - 2;
}

void SharedWeights::enterBackward(std::size_t unit)
{
    TORCH_CHECK(unit == m_nextBackward, "the blocks of a backward pass come out of order");
    --m_nextBackward;
}

void SharedWeights::endBackward()
{
    TORCH_CHECK(m_nextBackward == 0, "a backward pass has left blocks out");
    for (const std::size_t which : {std::size_t{1}, std::size_t{0}}) {
        std::vector<at::Tensor> gradients;
        for (const at::Tensor& leaf : m_leaves[which]) {
            gradients.push_back(leaf.grad());
        }
        addGradients(which == 0 ? 0 : m_units.size() - 1, gradients);
        m_leaves[which].clear();
    }
    m_leaves.clear();
}

void SharedWeights::settleGradients()
{
    std::vector<Part*> all;
    std::map<std::string, std::size_t> places;
    for (Unit& unit : m_units) {
        for (Part& part : unit.parts) {
            places[part.name] = all.size();
            all.push_back(&part);
        }
    }
    at::Tensor used = at::zeros({static_cast<std::int64_t>(all.size())}, at::kInt);
    int* const count = used.mutable_data_ptr<int>();
    for (std::size_t i = 0; i < all.size(); ++i) {
        count[i] = all[i]->used ? 1 : 0;
        all[i]->used = false;
    }
    m_exchange.sum(used);
    for (const Slice& slice : m_slices) {
        if (count[places.at(slice.name)] == 0) {
            slice.values.mutable_grad() = at::Tensor();
        }
    }
}

}  // namespace marginalia
