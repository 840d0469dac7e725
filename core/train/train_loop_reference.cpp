// SPDX-License-Identifier: Apache-2.0
// The reference values of a run: the part of TrainLoop before its first step.
#include "core/train/rank_bytes.h"
#include "core/train/run_adapter.h"
#include "core/train/train_loop.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

namespace marginalia {

namespace {

std::vector<const TrainRow*> rowsIn(const UnitRows& unit)
{
    std::vector<const TrainRow*> out;
    for (const TrainItem* item : unit.items) {
        for (const TrainRow& row : item->rows) {
            out.push_back(&row);
        }
    }
    out.insert(out.end(), unit.mismatched.begin(), unit.mismatched.end());
    return out;
}

}  // namespace

bool TrainLoop::isKnown(const UnitRows& unit, const ReferenceCache* cache)
{
    const std::vector<const TrainRow*> rows = rowsIn(unit);
    return std::all_of(rows.begin(), rows.end(), [&](const TrainRow* row) {
        if (m_reference.find(*row)) {
            return true;
        }
        const auto cached = cache != nullptr ? cache->find(*row) : std::nullopt;
        if (cached) {
            m_reference.put(*row, *cached);
        }
        return cached.has_value();
    });
}

void TrainLoop::sweepReference(const std::vector<UnitRows>& units, ReferenceCache* cache)
{
    if (!m_ranks.alone()) {
        readCache(units, cache);
    }
    std::vector<UnitRows> lacking;
    std::copy_if(units.begin(), units.end(), std::back_inserter(lacking),
                 [&](const UnitRows& unit) { return !isKnown(unit, cache); });
    for (const std::size_t i : m_engine->own(lacking)) {
        const UnitRows& unit = lacking[i];
        if (m_engine->referencePerToken()) {
            m_engine->logps(unit.items, unit.mismatched,
                            [this](const TrainRow& row, std::vector<float> tokens, float sum) {
                                m_reference.putTokens(row, std::move(tokens), sum);
                            });
        } else {
            m_engine->sums(unit.items, unit.mismatched,
                           [this](const TrainRow& row, float sum) { m_reference.put(row, sum); });
        }
    }
    m_engine->finishPart();
    if (!m_ranks.alone()) {
        gatherReference(lacking);
    }
    for (const UnitRows& unit : lacking) {
        for (const TrainRow* row : rowsIn(unit)) {
            ++m_referencesComputed;
            if (cache != nullptr) {
                cache->put(*row, m_reference.find(*row).value_or(0));
            }
        }
    }
}

/// What rank 0's machine has computed before becomes known to all, so that they agree on the rest.
void TrainLoop::readCache(const std::vector<UnitRows>& units, const ReferenceCache* cache)
{
    std::vector<const TrainRow*> missing;
    for (const UnitRows& unit : units) {
        for (const TrainRow* row : rowsIn(unit)) {
            if (!m_reference.find(*row)) {
                missing.push_back(row);
            }
        }
    }
    if (missing.empty() || m_engine->referencePerToken()) {
        return;
    }
    constexpr float kNone = std::numeric_limits<float>::quiet_NaN();
    BytesOut mine;
    std::vector<float> found;
    for (const TrainRow* row : missing) {
        found.push_back(cache != nullptr ? cache->find(*row).value_or(kNone) : kNone);
    }
    mine.put(found);
    const std::string bytes = m_ranks.broadcast(mine.bytes(), 0);
    found = BytesIn(bytes).takeVector<float>();
    for (std::size_t i = 0; i < missing.size(); ++i) {
        if (!std::isnan(found.at(i))) {
            m_reference.put(*missing[i], found[i]);
        }
    }
}

void TrainLoop::gatherReference(const std::vector<UnitRows>& units)
{
    if (units.empty()) {
        return;
    }
    const bool byToken = m_engine->referencePerToken();
    BytesOut mine;
    for (const std::size_t i : m_engine->own(units)) {
        mine.put(static_cast<std::uint64_t>(i));
        for (const TrainRow* row : rowsIn(units[i])) {
            mine.put(m_reference.find(*row).value_or(0));
            if (byToken) {
                mine.put(*m_reference.findTokens(*row));
            }
        }
    }
    for (const std::string& bytes : m_ranks.gather(mine.bytes())) {
        for (BytesIn in(bytes); !in.atEnd();) {
            for (const TrainRow* row : rowsIn(units.at(in.take<std::uint64_t>()))) {
                const float sum = in.take<float>();
                if (byToken) {
                    m_reference.putTokens(*row, in.takeVector<float>(), sum);
                } else {
                    m_reference.put(*row, sum);
                }
            }
        }
    }
}

Status TrainLoop::prepareReference(ReferenceCache* cache,
                                   const std::function<bool(double share)>& progress)
{
    // Answers that are yet to be written bring their own values.
    if (m_needs.ref == RefKind::None || m_needs.data == DataCode::Prompts) {
        return {};
    }
    if (m_engine->referencePerToken()) {
        cache = nullptr;  // it holds sums
    }
    const auto sweep = [&](const StepPlan& plan, const std::vector<TrainItem>& items) -> Status {
        MG_TRY(const std::vector<UnitRows> units, rowsOf(plan, items));
        sweepReference(units, cache);
        return {};
    };
    const AdapterPause base(m_decoder);
    // Unit by unit as the steps will take them: the same streams give the same bits, and log-ratios
    // of exactly 0 at the start. Later epochs add what a rotating partner makes new.
    const std::int64_t last =
        m_needs.mismatchRows ? m_plan.steps() : std::min(m_plan.steps(), m_plan.stepsPerEpoch());
    for (std::int64_t step = 1; step <= last; ++step) {
        if (progress && !progress(static_cast<double>(step - 1) / static_cast<double>(last))) {
            return failure(ErrorKind::Cancelled,
                           MG_TR("train", "Stopped while the reference was cached."));
        }
        MG_CHECK(sweep(m_plan.step(step), m_data.items));
    }
    MG_CHECK(
        sweep(m_plan.inOrder(static_cast<std::int64_t>(m_data.heldOut.size())), m_data.heldOut));
    if (cache != nullptr) {
        cache->store();
    }
    return {};
}

Result<bool> TrainLoop::knowsReference(std::int64_t from, std::int64_t to)
{
    if (m_needs.ref == RefKind::None || m_needs.data == DataCode::Prompts) {
        return true;
    }
    const bool byToken = m_engine->referencePerToken();
    const auto known = [&](const TrainRow& row) {
        return byToken ? m_reference.findTokens(row) != nullptr : m_reference.find(row).has_value();
    };
    // The same rows come again every epoch, but for partners that rotate.
    const std::int64_t last =
        m_needs.mismatchRows ? to : std::min(to, from + m_plan.stepsPerEpoch() - 1);
    for (std::int64_t step = from; step <= last; ++step) {
        MG_TRY(const std::vector<UnitRows> units, plannedUnits(step));
        for (const UnitRows& unit : units) {
            for (const TrainItem* item : unit.items) {
                if (!std::all_of(item->rows.begin(), item->rows.end(), known)) {
                    return false;
                }
            }
            for (const TrainRow* row : unit.mismatched) {
                if (!known(*row)) {
                    return false;
                }
            }
        }
    }
    return true;
}

std::pair<double, double> TrainLoop::startDrift(std::int64_t step)
{
    double largest = 0;
    double sum = 0;
    int count = 0;
    if (m_needs.ref == RefKind::None || m_made.units) {
        return {0, 0};
    }
    const auto units = unitsOf(step);
    if (!units.ok()) {
        return {0, 0};
    }
    if (!m_ranks.isFirst()) {
        m_engine->finishPart();
        return {0, 0};
    }
    for (const UnitRows& unit : *units) {
        m_engine->sums(unit.items, {}, [&](const TrainRow& row, float policy) {
            const double drift = std::abs(policy - m_reference.find(row).value_or(policy));
            largest = std::max(largest, drift);
            sum += drift;
            ++count;
        });
    }
    m_engine->finishPart();
    return {largest, count == 0 ? 0 : sum / count};
}

}  // namespace marginalia
