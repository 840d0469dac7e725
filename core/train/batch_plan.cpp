// SPDX-License-Identifier: Apache-2.0
#include "core/train/batch_plan.h"

#include "core/jobs/combinations.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace marginalia {

namespace {

/// SplitMix64: the same sequence on every machine, unlike the standard library's distributions.
class Random {
public:
    explicit Random(std::uint64_t seed) : m_state(seed) {}

    std::uint64_t next()
    {
        std::uint64_t z = (m_state += 0x9E3779B97F4A7C15ULL);
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31U);
    }

    /// Below `limit`, without bias.
    std::int64_t below(std::int64_t limit)
    {
        const auto range = static_cast<std::uint64_t>(limit);
        const std::uint64_t rest = (~std::uint64_t{0} - range + 1) % range;
        std::uint64_t value = next();
        while (value < rest) {
            value = next();
        }
        return static_cast<std::int64_t>(value % range);
    }

private:
    std::uint64_t m_state;
};

std::uint64_t mixed(std::uint64_t seed, std::uint64_t salt)
{
    return Random(seed * 0x9E3779B97F4A7C15ULL + salt).next();
}

}  // namespace

Result<BatchPlan> BatchPlan::shuffled(const RunSpec& spec, std::int64_t items)
{
    BatchPlan plan;
    const Needs needs = needsOf(combinationOf(spec));
    plan.m_least = needs.minMicroBatch;
    if (items < plan.m_least) {
        return failure(
            ErrorKind::Invalid,
            {MG_TR("train", "There are %1 usable rows for training; %2 needs at least %3."),
             {std::to_string(items), spec.objective, std::to_string(plan.m_least)}},
            {}, MG_TR("train", "Label more, or lower the held-out share."));
    }
    if (needs.mismatchRows) {
        const auto choice = spec.choices.find("kl_partner");
        const bool rotate = choice != spec.choices.end() ? choice->second == "rotate" : spec.as_trl;
        plan.m_partner = rotate ? Partner::Rotate : Partner::Fixed;
    }
    plan.m_seed = spec.seed;
    plan.m_items = items;
    plan.m_batch = spec.batch_size;
    plan.m_accumulation = spec.accumulation;
    const auto units = static_cast<std::int64_t>(plan.unitsOfEpoch(0).size());
    plan.m_stepsPerEpoch = (units + spec.accumulation - 1) / spec.accumulation;
    plan.m_steps = spec.max_steps > 0
                       ? spec.max_steps
                       : static_cast<std::int64_t>(std::ceil(
                             spec.epochs * static_cast<double>(plan.m_stepsPerEpoch) - 1e-9));
    plan.m_steps = std::max<std::int64_t>(plan.m_steps, 1);
    return plan;
}

BatchPlan BatchPlan::given(std::vector<std::vector<std::vector<std::int64_t>>> batches, bool rotate)
{
    BatchPlan plan;
    plan.m_partner = rotate ? Partner::Rotate : Partner::None;
    for (auto& step : batches) {
        StepPlan units;
        for (auto& items : step) {
            units.push_back({std::move(items), {}});
            plan.addPartners(units.back(), 0);
        }
        plan.m_given.push_back(std::move(units));
    }
    plan.m_steps = static_cast<std::int64_t>(plan.m_given.size());
    plan.m_stepsPerEpoch = std::max<std::int64_t>(plan.m_steps, 1);
    return plan;
}

std::vector<UnitPlan> BatchPlan::unitsOfEpoch(std::int64_t epoch) const
{
    std::vector<std::int64_t> order(static_cast<std::size_t>(m_items));
    std::iota(order.begin(), order.end(), 0);
    Random random(mixed(m_seed, static_cast<std::uint64_t>(epoch)));
    for (std::int64_t i = m_items - 1; i > 0; --i) {
        std::swap(order[static_cast<std::size_t>(i)],
                  order[static_cast<std::size_t>(random.below(i + 1))]);
    }
    std::vector<UnitPlan> units;
    for (std::int64_t at = 0; at < m_items; at += m_batch) {
        const std::int64_t end = std::min(at + m_batch, m_items);
        if (end - at < m_least && !units.empty()) {
            units.back().items.insert(units.back().items.end(), order.begin() + at,
                                      order.begin() + end);
        } else {
            units.push_back({{order.begin() + at, order.begin() + end}, {}});
        }
    }
    for (UnitPlan& unit : units) {
        addPartners(unit, m_items);
    }
    return units;
}

void BatchPlan::addPartners(UnitPlan& unit, std::int64_t items) const
{
    if (m_partner == Partner::None) {
        return;
    }
    for (std::size_t i = 0; i < unit.items.size(); ++i) {
        if (m_partner == Partner::Rotate) {
            unit.partners.push_back(unit.items[i == 0 ? unit.items.size() - 1 : i - 1]);
            continue;
        }
        // One partner a record for the whole run, never itself.
        Random random(mixed(m_seed ^ 0x6B746FULL, static_cast<std::uint64_t>(unit.items[i])));
        const std::int64_t drawn = random.below(items - 1);
        unit.partners.push_back(drawn < unit.items[i] ? drawn : drawn + 1);
    }
}

StepPlan BatchPlan::step(std::int64_t step) const
{
    if (!m_given.empty()) {
        return m_given[static_cast<std::size_t>(step - 1)];
    }
    const std::int64_t epoch = (step - 1) / m_stepsPerEpoch;
    if (epoch != m_cachedEpoch) {
        m_cachedUnits = unitsOfEpoch(epoch);
        m_cachedEpoch = epoch;
    }
    const auto begin = static_cast<std::size_t>((step - 1) % m_stepsPerEpoch * m_accumulation);
    const std::size_t end =
        std::min(begin + static_cast<std::size_t>(m_accumulation), m_cachedUnits.size());
    return {m_cachedUnits.begin() + static_cast<std::ptrdiff_t>(begin),
            m_cachedUnits.begin() + static_cast<std::ptrdiff_t>(end)};
}

StepPlan BatchPlan::inOrder(std::int64_t items) const
{
    StepPlan units;
    for (std::int64_t at = 0; at < items; at += m_batch) {
        const std::int64_t end = std::min(at + m_batch, items);
        if (end - at < m_least && !units.empty()) {
            for (std::int64_t i = at; i < end; ++i) {
                units.back().items.push_back(i);
            }
            continue;
        }
        units.emplace_back();
        for (std::int64_t i = at; i < end; ++i) {
            units.back().items.push_back(i);
        }
    }
    for (UnitPlan& unit : units) {
        if (m_partner != Partner::None && unit.items.size() > 1) {
            for (std::size_t i = 0; i < unit.items.size(); ++i) {
                unit.partners.push_back(unit.items[i == 0 ? unit.items.size() - 1 : i - 1]);
            }
        }
    }
    return units;
}

}  // namespace marginalia
