// SPDX-License-Identifier: Apache-2.0
// A step of several processes: the part of StepEngine that deals units and joins what they gave.
#include "core/base/clock.h"
#include "core/model/shared_weights.h"
#include "core/train/rank_bytes.h"
#include "core/train/step_engine.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/tensor.h>
#include <c10/util/Exception.h>

#include <algorithm>
#include <map>
#include <numeric>

namespace marginalia {

namespace {

/// A row's place in its unit, and what is told of it.
struct RowMessage {
    std::uint32_t item = 0;
    std::uint32_t row = 0;
    RowResult result;  ///< without its pointer, which means nothing to others
};

/// What computing a unit costs, in tokens forward: backward takes twice as long, and mismatched
/// rows have none.
std::int64_t workOf(const UnitRows& unit)
{
    std::int64_t out = 0;
    for (const TrainItem* item : unit.items) {
        for (const TrainRow& row : item->rows) {
            out += 3 * static_cast<std::int64_t>(row.ids.size());
        }
    }
    for (const TrainRow* row : unit.mismatched) {
        out += static_cast<std::int64_t>(row->ids.size());
    }
    return out;
}

std::vector<int> dealt(const std::vector<UnitRows>& units, int ranks)
{
    std::vector<std::int64_t> work;
    for (const UnitRows& unit : units) {
        work.push_back(workOf(unit));
    }
    return dealUnits(work, ranks);
}

/// Of a step's units: ranks that planned otherwise must not add their gradients.
std::uint64_t planKey(const std::vector<UnitRows>& units)
{
    std::uint64_t out = units.size();
    for (const UnitRows& unit : units) {
        out = out * 0x9e3779b97f4a7c15ULL + static_cast<std::uint64_t>(workOf(unit));
        for (const TrainItem* item : unit.items) {
            out = (out ^ item->rows[0].snapshotIndex) * 0xbf58476d1ce4e5b9ULL;
        }
    }
    return out;
}

std::vector<RowMessage> messagesOf(const UnitResult& unit, const UnitRows& rows)
{
    std::map<const TrainRow*, std::pair<std::size_t, std::size_t>> places;
    for (std::size_t i = 0; i < rows.items.size(); ++i) {
        for (std::size_t k = 0; k < rows.items[i]->rows.size(); ++k) {
            places[&rows.items[i]->rows[k]] = {i, k};
        }
    }
    std::vector<RowMessage> out;
    for (const RowResult& row : unit.rows) {
        const auto [item, place] = places.at(row.row);
        RowMessage message{static_cast<std::uint32_t>(item), static_cast<std::uint32_t>(place),
                           row};
        message.result.row = nullptr;
        out.push_back(message);
    }
    return out;
}

template <class Named>
void putNamed(BytesOut& out, const Named& values)
{
    out.put(static_cast<std::uint64_t>(values.size()));
    for (const auto& [name, value] : values) {
        out.put(name);
        out.put(value);
    }
}

std::vector<std::pair<std::string, double>> takeNamed(BytesIn& in)
{
    std::vector<std::pair<std::string, double>> out(in.take<std::uint64_t>());
    for (auto& [name, value] : out) {
        name = in.takeText();
        value = in.take<double>();
    }
    return out;
}

std::string bytesOf(const StepResult& step, const std::vector<UnitRows>& units)
{
    BytesOut out;
    out.put(planKey(units));
    out.put(step.loss);
    out.put(step.rowTokens);
    out.put(step.streamTokens);
    putNamed(out, step.terms);
    putNamed(out, step.parts);
    out.put(step.notFinite);
    out.put(static_cast<std::uint64_t>(step.units.size()));
    for (const UnitResult& unit : step.units) {
        out.put(static_cast<std::uint64_t>(unit.unit));
        out.put(messagesOf(unit, units[unit.unit]));
        putNamed(out, unit.metrics);
    }
    return out.bytes();
}

UnitResult takeUnit(BytesIn& in, const std::vector<UnitRows>& units)
{
    UnitResult out;
    out.unit = in.take<std::uint64_t>();
    const UnitRows& rows = units.at(out.unit);
    for (const RowMessage& message : in.takeVector<RowMessage>()) {
        out.rows.push_back(message.result);
        out.rows.back().row = &rows.items.at(message.item)->rows.at(message.row);
    }
    out.metrics = takeNamed(in);
    return out;
}

/// Adds what a rank found.
void addBytes(const std::string& bytes, const std::vector<UnitRows>& units, StepResult& out)
{
    BytesIn in(bytes);
    TORCH_CHECK(in.take<std::uint64_t>() == planKey(units),
                "the ranks do not train on the same rows");
    out.loss += in.take<double>();
    out.rowTokens += in.take<std::int64_t>();
    out.streamTokens += in.take<std::int64_t>();
    const auto terms = takeNamed(in);
    for (std::size_t i = 0; i < terms.size(); ++i) {
        if (out.terms.size() <= i) {
            out.terms.emplace_back(terms[i].first, 0.0);
        }
        out.terms[i].second += terms[i].second;
    }
    for (const auto& [name, value] : takeNamed(in)) {
        out.parts[name] += value;
    }
    for (const Uid& uid : in.takeVector<Uid>()) {
        out.notFinite.push_back(uid);
    }
    const auto count = in.take<std::uint64_t>();
    for (std::uint64_t i = 0; i < count; ++i) {
        out.units.push_back(takeUnit(in, units));
    }
}

std::string bytesOf(const ObjectiveState& state)
{
    BytesOut out;
    putNamed(out, state);
    return out.bytes();
}

ObjectiveState stateFrom(const std::string& bytes)
{
    BytesIn in(bytes);
    ObjectiveState out;
    const auto count = in.take<std::uint64_t>();
    for (std::uint64_t i = 0; i < count; ++i) {
        std::string name = in.takeText();
        out[std::move(name)] = in.takeVector<double>();
    }
    return out;
}

}  // namespace

std::vector<std::size_t> StepEngine::own(const std::vector<UnitRows>& units) const
{
    std::vector<std::size_t> out(units.size());
    std::iota(out.begin(), out.end(), std::size_t{0});
    if (!ranks().alone()) {
        const std::vector<int> owner = dealt(units, ranks().size());
        std::erase_if(out, [&](std::size_t unit) { return owner[unit] != ranks().rank(); });
    }
    return out;
}

void StepEngine::byItself(const std::function<void()>& work) const
{
    if (ranks().alone()) {
        work();
        return;
    }
    if (m_options.shares != nullptr) {
        work();
        finishPart();
        return;
    }
    bool lacking = false;
    try {
        work();
    } catch (const std::exception& thrown) {
        if (!isOutOfMemory(thrown)) {
            throw;
        }
        lacking = true;
    }
    if (!ranks().any(lacking)) {
        return;
    }
    BytesOut mine;
    mine.put(packOptions().budget);
    for (const std::string& bytes : ranks().gather(mine.bytes())) {
        m_options.pack.budget =
            std::min(m_options.pack.budget, BytesIn(bytes).take<std::int64_t>());
    }
    throw SharedOutOfMemory();
}

void StepEngine::finishPart() const
{
    if (m_options.shares != nullptr) {
        m_options.shares->finish();
    }
}

/// Forwards side by side, then the objective unit by unit in the step's order, as one process takes
/// them, then what is left side by side again. The forward is computed twice for that.
void StepEngine::runInTurns(const std::vector<UnitRows>& units, bool withGradients,
                            const Denominators& step, StepResult& out)
{
    Stopwatch watch;
    std::map<std::size_t, UnitWork> works;
    byItself([&] {
        for (const std::size_t i : own(units)) {
            std::optional<UnitWork> work = finiteForward(units[i], withGradients, i, out.notFinite);
            if (work) {
                works.emplace(i, std::move(*work));
            }
        }
    });
    out.times.forward += watch.seconds();
    const std::vector<int> owner = dealt(units, ranks().size());
    std::map<std::size_t, std::vector<at::Tensor>> slopes;
    for (std::size_t i = 0; i < units.size(); ++i) {
        watch.restart();
        if (const auto work = works.find(i); work != works.end()) {
            slopes[i] = judge(work->second, step, {i, units.size()}, out);
        }
        out.times.objective += watch.seconds();
        m_state = stateFrom(ranks().broadcast(bytesOf(m_state), owner[i]));
    }
    watch.restart();
    if (withGradients) {
        byItself([&] {
            for (const auto& [unit, work] : works) {
                backwardUnit(work, slopes[unit]);
            }
        });
    }
    out.times.backward += watch.seconds();
}

void StepEngine::join(const std::vector<UnitRows>& units, StepResult& out) const
{
    TORCH_CHECK(m_objective.carriesState || m_state.empty(),
                "an objective carries a state and does not say so");
    StepResult all;
    all.times = out.times;
    for (const std::string& bytes : ranks().gather(bytesOf(out, units))) {
        addBytes(bytes, units, all);
    }
    std::sort(all.units.begin(), all.units.end(),
              [](const UnitResult& a, const UnitResult& b) { return a.unit < b.unit; });
    out = std::move(all);
}

at::Tensor StepEngine::entropiesOfRanks(const std::vector<at::Tensor>& own) const
{
    BytesOut mine;
    for (const at::Tensor& each : own) {
        const at::Tensor values = each.to(at::kCPU, at::kFloat).contiguous();
        const float* data = values.const_data_ptr<float>();
        mine.put(std::vector<float>(data, data + values.numel()));
    }
    std::vector<float> all;
    for (const std::string& bytes : ranks().gather(mine.bytes())) {
        for (BytesIn in(bytes); !in.atEnd();) {
            const std::vector<float> values = in.takeVector<float>();
            all.insert(all.end(), values.begin(), values.end());
        }
    }
    return at::tensor(all, at::kFloat).to(m_decoder.device());
}

}  // namespace marginalia
