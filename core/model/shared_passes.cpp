// SPDX-License-Identifier: Apache-2.0
// Units that come and go, and gradients on their way to their owners: the part of SharedWeights
// that talks to the other processes.
#include "core/model/decoder_impl.h"
#include "core/model/shared_weights.h"
#include "core/model/wide_gradients.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/zeros.h>
#include <c10/core/GradMode.h>
#include <c10/util/Exception.h>

#include <algorithm>
#include <atomic>
#include <map>

namespace marginalia {

namespace {

std::atomic<bool> g_ahead{true};

}  // namespace

void SharedWeights::setFetchingAhead(bool ahead)
{
    g_ahead = ahead;
}

void SharedWeights::beginComing(Unit& unit)
{
    const c10::NoGradGuard noGrad;
    TORCH_CHECK(!unit.brought && unit.coming == nullptr,
                "a unit of shared weights is there already");
    unit.whole = m_buffers.take(numbersOf(unit), unit.held.options());
    unit.coming = m_exchange.beginGather(unit.held, unit.whole.values);
    m_brought += bytesOf(unit);
    m_mostBrought = std::max(m_mostBrought, m_brought);
}

void SharedWeights::fetch(std::size_t number)
{
    if (g_ahead) {
        beginComing(m_units[number]);
    }
}

void SharedWeights::bring(std::size_t number)
{
    const c10::NoGradGuard noGrad;
    Unit& unit = m_units[number];
    if (unit.coming == nullptr) {
        beginComing(unit);
    }
    unit.coming->wait();
    unit.coming.reset();
    for (const Part& part : unit.parts) {
        *part.place = unit.whole.values.narrow(0, part.offset, part.numbers).view(part.shape);
    }
    unit.brought = true;
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
    unit.whole = {};
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

void SharedWeights::bringTable(std::size_t number)
{
    const Unit& unit = m_units[number];
    if (c10::GradMode::is_enabled()) {
        Table& table = m_tables.emplace_back();
        table.leaves = bringLeaves(number);
        table.whole = unit.whole;
        if (m_wideGradients) {
            table.sums = gradientRoom(number);
            table.sums.values.zero_();
            WideGradients::Sums sums;
            for (std::size_t i = 0; i < unit.parts.size(); ++i) {
                const Part& part = unit.parts[i];
                sums.emplace_back(
                    table.leaves[i],
                    table.sums.values.narrow(0, part.offset, part.numbers).view(part.shape));
            }
            table.known = std::make_shared<WideGradients>(std::move(sums));
        }
    } else {
        bring(number);
    }
    tieHead();
}

void SharedWeights::dropTables()
{
    release(0);
    release(m_units.size() - 1);
    tieHead();
}

void SharedWeights::beginForward(bool wideGradients)
{
    begin(Pass::Forward);
    if (c10::GradMode::is_enabled()) {
        m_tables.clear();
        m_wideGradients = wideGradients;
    }
    bringTable(0);
    fetch(1);
}

void SharedWeights::bringBehind()
{
    bringTable(m_units.size() - 1);
}

KeptBuffers::Loan SharedWeights::gradientRoom(std::size_t unit)
{
    return m_buffers.take(numbersOf(m_units[unit]), m_units[unit].held.options().dtype(at::kFloat));
}

std::int64_t SharedWeights::offsetOf(std::size_t number, const at::Tensor& place) const
{
    for (const Part& part : m_units[number].parts) {
        if (part.place == &place) {
            return part.offset;
        }
    }
    TORCH_CHECK(false, "a tensor is no part of this unit of shared weights");
}

void SharedWeights::addGradients(std::size_t number, const std::vector<at::Tensor>& gradients)
{
    const c10::NoGradGuard noGrad;
    Unit& unit = m_units[number];
    KeptBuffers::Loan room = gradientRoom(number);
    room.values.zero_();
    std::vector<bool> used(unit.parts.size(), false);
    for (std::size_t i = 0; i < gradients.size(); ++i) {
        const Part& part = unit.parts[i];
        if (gradients[i].defined()) {
            room.values.narrow(0, part.offset, part.numbers).copy_(gradients[i].reshape({-1}));
            used[i] = true;
        }
    }
    send(number, std::move(room), used);
}

void SharedWeights::addGradients(std::size_t number, KeptBuffers::Loan room)
{
    send(number, std::move(room), std::vector<bool>(m_units[number].parts.size(), true));
}

/// Those of the unit before have had the time in which these were computed.
void SharedWeights::send(std::size_t number, KeptBuffers::Loan whole, const std::vector<bool>& used)
{
    const c10::NoGradGuard noGrad;
    arrive();
    Unit& unit = m_units[number];
    for (std::size_t i = 0; i < used.size(); ++i) {
        unit.parts[i].used = unit.parts[i].used || used[i];
    }
    const auto wide = unit.held.options().dtype(at::kFloat);
    if (!unit.sums.defined()) {
        unit.sums = at::empty({unit.share}, wide);
    }
    m_going = {number, std::move(whole), m_buffers.take(unit.share, wide), nullptr};
    m_going.transfer = m_exchange.beginSumShares(m_going.whole.values, m_going.own.values);
    if (!g_ahead) {
        arrive();
    }
}

/// What goes to its owners is there, and this process's own part of it among its gradients.
void SharedWeights::arrive()
{
    if (m_going.transfer == nullptr) {
        return;
    }
    m_going.transfer->wait();
    const Unit& unit = m_units[m_going.unit];
    for (const std::size_t i : unit.slices) {
        const at::Tensor& values = m_slices[i].values;
        const std::int64_t at = values.storage_offset() - unit.held.storage_offset();
        const at::Tensor part =
            m_going.own.values.narrow(0, at, values.numel()).view(values.sizes());
        at::Tensor& sum = values.mutable_grad();
        if (sum.defined()) {
            sum.add_(part);
        } else {
            sum = unit.sums.narrow(0, at, values.numel()).view(values.sizes()).copy_(part);
        }
    }
    m_going = {};
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
    const std::size_t last = m_units.size() - 1;
    if (pass == Pass::Forward) {
        for (std::size_t unit = 0; unit <= last; ++unit) {
            bring(unit);
            release(unit);
            if (unit < last) {
                fetch(unit + 1);
            }
        }
        return;
    }
    fetch(last - 1);
    for (std::size_t unit = last - 1; unit > 0; --unit) {
        bring(unit);
        release(unit);
        if (unit > 1) {
            fetch(unit - 1);
        }
        addGradients(unit, std::vector<at::Tensor>());
    }
    addGradients(last, std::vector<at::Tensor>());
    addGradients(0, std::vector<at::Tensor>());
    arrive();
}

void SharedWeights::finish()
{
    begin(Pass::None);
}

void SharedWeights::beginBackward()
{
    TORCH_CHECK(m_tables.size() == 2, "a backward pass without its forward pass");
    begin(Pass::Backward);
    m_nextBackward = m_units.size() - 2;
    fetch(m_nextBackward);
}

void SharedWeights::enterBackward(std::size_t unit)
{
    TORCH_CHECK(unit == m_nextBackward, "the blocks of a backward pass come out of order");
    --m_nextBackward;
}

void SharedWeights::addTable(std::size_t number, Table& table)
{
    const c10::NoGradGuard noGrad;
    std::vector<at::Tensor> gradients;
    for (const at::Tensor& leaf : table.leaves) {
        gradients.push_back(leaf.grad());
    }
    if (!table.sums.values.defined()) {
        addGradients(number, gradients);
        return;
    }
    for (std::size_t i = 0; i < gradients.size(); ++i) {
        const Part& part = m_units[number].parts[i];
        if (gradients[i].defined()) {
            table.sums.values.narrow(0, part.offset, part.numbers).add_(gradients[i].reshape({-1}));
        }
    }
    addGradients(number, std::move(table.sums));
}

void SharedWeights::endBackward()
{
    TORCH_CHECK(m_nextBackward == 0, "a backward pass has left blocks out");
    addTable(m_units.size() - 1, m_tables[1]);
    addTable(0, m_tables[0]);
    m_tables.clear();
    arrive();
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
