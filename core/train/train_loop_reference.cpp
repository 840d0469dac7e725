// SPDX-License-Identifier: Apache-2.0
// The reference values of a run: the part of TrainLoop before its first step.
#include "core/train/run_adapter.h"
#include "core/train/train_loop.h"

#include <algorithm>
#include <cmath>

namespace marginalia {

Status TrainLoop::prepareReference(ReferenceCache* cache,
                                   const std::function<bool(double share)>& progress)
{
    // Answers that are yet to be written bring their own values.
    if (m_needs.ref == RefKind::None || m_needs.data == DataCode::Prompts) {
        return {};
    }
    const auto known = [&](const TrainRow& row) {
        if (m_reference.find(row)) {
            return true;
        }
        const auto cached = cache != nullptr ? cache->find(row) : std::nullopt;
        if (cached) {
            m_reference.put(row, *cached);
        }
        return cached.has_value();
    };
    const auto isKnown = [&](const UnitRows& unit) {
        return std::all_of(unit.items.begin(), unit.items.end(),
                           [&](const TrainItem* item) {
                               return std::all_of(item->rows.begin(), item->rows.end(), known);
                           }) &&
               std::all_of(unit.mismatched.begin(), unit.mismatched.end(),
                           [&](const TrainRow* row) { return known(*row); });
    };
    const bool byToken = m_engine->referencePerToken();
    if (byToken) {
        cache = nullptr;  // it holds sums
    }
    const auto takeTokens = [&](const TrainRow& row, std::vector<float> tokens, float sum) {
        m_reference.putTokens(row, std::move(tokens), sum);
        ++m_referencesComputed;
    };
    const auto take = [&](const TrainRow& row, float sum) {
        m_reference.put(row, sum);
        ++m_referencesComputed;
        if (cache != nullptr) {
            cache->put(row, sum);
        }
    };
    const auto sweep = [&](const StepPlan& plan, const std::vector<TrainItem>& items) -> Status {
        MG_TRY(const std::vector<UnitRows> units, rowsOf(plan, items));
        for (const UnitRows& unit : units) {
            if (isKnown(unit)) {
                continue;
            }
            if (byToken) {
                m_engine->logps(unit.items, unit.mismatched, takeTokens);
            } else {
                m_engine->sums(unit.items, unit.mismatched, take);
            }
        }
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
    for (const UnitRows& unit : *units) {
        m_engine->sums(unit.items, {}, [&](const TrainRow& row, float policy) {
            const double drift = std::abs(policy - m_reference.find(row).value_or(policy));
            largest = std::max(largest, drift);
            sum += drift;
            ++count;
        });
    }
    return {largest, count == 0 ? 0 : sum / count};
}

}  // namespace marginalia
