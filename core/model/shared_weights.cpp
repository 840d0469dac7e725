// SPDX-License-Identifier: Apache-2.0
#include "core/model/shared_weights.h"

#include "core/model/decoder_impl.h"

#include <ATen/ops/zeros.h>
#include <c10/core/GradMode.h>
#include <c10/util/Exception.h>

#include <algorithm>
#include <optional>
#include <set>

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
    forEachTensor(
        model.config, model.parts, [&](at::Tensor& place, const ExpectedTensor& expected) {
            const auto block = blockOf(model.config, expected.name);
            behind = behind || block.has_value();
            Unit& unit = m_units[block ? *block + 1 : behind ? blocks + 1 : 0];
            unit.parts.push_back({expected.name, expected.shape, &place, place, expected.group});
        });
    for (Unit& unit : m_units) {
        layOut(unit);
        makeSlices(unit);
    }
}

/// What belongs side by side is joined without a gap (ExpectedTensor::group).
void SharedWeights::layOut(Unit& unit)
{
    std::int64_t numbers = 0;
    const auto put = [&](Part& part) {
        part.offset = numbers;
        part.numbers = c10::multiply_integers(part.shape);
        numbers += part.numbers;
    };
    std::set<std::int64_t> joined;
    for (Part& part : unit.parts) {
        if (part.group >= 0 && !joined.insert(part.group).second) {
            continue;  // it was put beside the first of them
        }
        numbers = (numbers + kAligned - 1) / kAligned * kAligned;
        if (part.group < 0) {
            put(part);
            continue;
        }
        for (Part& other : unit.parts) {
            if (other.group == part.group) {
                put(other);
            }
        }
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

std::int64_t SharedWeights::largestBlock() const
{
    std::int64_t out = 0;
    for (std::size_t i = 1; i + 1 < m_units.size(); ++i) {
        out = std::max(out, numbersOf(m_units[i]));
    }
    return out;
}

std::int64_t SharedWeights::tables() const
{
    return numbersOf(m_units.front()) + numbersOf(m_units.back());
}

std::int64_t SharedWeights::largestTable() const
{
    return std::max(numbersOf(m_units.front()), numbersOf(m_units.back()));
}

std::int64_t SharedWeights::shareBytes() const
{
    std::int64_t out = 0;
    for (const Unit& unit : m_units) {
        out += static_cast<std::int64_t>(unit.held.nbytes());
    }
    return out;
}

}  // namespace marginalia
