// SPDX-License-Identifier: Apache-2.0
#include "core/train/plan_costs.h"

#include "core/train/plan_memory.h"

#include <algorithm>

namespace marginalia {

namespace {

constexpr std::int64_t kMostStepsLookedAt = 4000;

class WorkCounter {
public:
    WorkCounter(const TrainLoop& loop, const ComputeCost& cost) : m_loop(loop), m_cost(cost) {}

    PlannedWork all(const std::vector<UnitRows>& made)
    {
        if (made.empty()) {
            planned();
        } else {
            std::vector<UnitSizes> sizes;
            for (const UnitRows& unit : made) {
                sizes.push_back(packSizes(unit.items, unit.mismatched, options()));
                countLongest(unit.items);
            }
            m_out.step = stepOf(sizes);
        }
        return m_out;
    }

private:
    const PackOptions& options() const { return m_loop.engine().packOptions(); }

    void planned()
    {
        const BatchPlan& plan = m_loop.plan();
        const std::vector<TrainItem>& items = m_loop.data().items;
        const std::int64_t stride = plan.steps() / kMostStepsLookedAt + 1;
        const bool referenced = m_loop.needs().ref != RefKind::None;
        double steps = 0;
        for (std::int64_t step = 1; step <= plan.steps(); step += stride) {
            std::vector<UnitSizes> sizes;
            for (const UnitPlan& unit : plan.step(step)) {
                sizes.push_back(sizesOf(unit, items));
            }
            const PassWork work = stepOf(sizes);
            m_out.step.operations += work.operations;
            m_out.step.passes += work.passes;
            steps += 1;
            const bool firstTime = step <= plan.stepsPerEpoch() || m_loop.needs().mismatchRows;
            if (referenced && firstTime) {
                addForward(sizes, static_cast<double>(stride), m_out.reference);
            }
        }
        m_out.step.operations /= std::max(steps, 1.0);
        m_out.step.passes /= std::max(steps, 1.0);
        countHeldOut(referenced);
    }

    void countHeldOut(bool referenced)
    {
        const std::vector<TrainItem>& items = m_loop.data().heldOut;
        std::vector<UnitSizes> sizes;
        for (const UnitPlan& unit :
             m_loop.plan().inOrder(static_cast<std::int64_t>(items.size()))) {
            sizes.push_back(sizesOf(unit, items));
        }
        addForward(sizes, 1, m_out.heldOut);
        if (referenced) {
            addForward(sizes, 1, m_out.reference);
        }
    }

    void addForward(const std::vector<UnitSizes>& units, double times, PassWork& to) const
    {
        for (const UnitSizes& unit : units) {
            for (const std::vector<PackSize>* packs : {&unit.packs, &unit.quiet}) {
                for (const PackSize& pack : *packs) {
                    PassWork one;
                    one.addQuiet(m_cost.forward(pack));
                    to.operations += times * one.operations;
                    to.passes += times * one.passes;
                }
            }
        }
    }

    PassWork stepOf(const std::vector<UnitSizes>& units)
    {
        PassWork out;
        std::size_t streams = 0;
        for (const UnitSizes& unit : units) {
            const PassWork work = workOf(unit, m_cost);
            out.operations += work.operations;
            out.passes += work.passes;
            streams += unit.packs.size();
            for (const PackSize& pack : unit.packs) {
                if (pack.tokens > m_out.fullest.tokens) {
                    m_out.fullest = pack;
                }
            }
        }
        m_out.several = m_out.several || streams > 1;
        return out;
    }

    UnitSizes sizesOf(const UnitPlan& unit, const std::vector<TrainItem>& items)
    {
        std::vector<const TrainItem*> own;
        for (const std::int64_t item : unit.items) {
            own.push_back(&items[static_cast<std::size_t>(item)]);
        }
        countLongest(own);
        UnitSizes out = packSizes(own, {}, options());
        PackCounter quiet(options(), 0);
        for (std::size_t i = 0; i < unit.partners.size(); ++i) {
            // A prompt with another record's completion, which nobody has joined yet.
            const TrainRow& prompt = own[i]->rows.front();
            const TrainRow& other = items[static_cast<std::size_t>(unit.partners[i])].rows.front();
            const std::int64_t trained = other.trainedTokens();
            quiet.add(
                static_cast<std::int64_t>(prompt.ids.size()) - prompt.trainedTokens() + trained,
                trained);
        }
        out.quiet = quiet.take();
        return out;
    }

    void countLongest(const std::vector<const TrainItem*>& items)
    {
        for (const TrainItem* item : items) {
            for (const PackSize& alone : packSizes({item}, {}, options()).packs) {
                m_out.longestItem = std::max(m_out.longestItem, alone.tokens);
            }
        }
    }

    const TrainLoop& m_loop;
    const ComputeCost& m_cost;
    PlannedWork m_out;
};

}  // namespace

ComputeCost::ComputeCost(const ModelConfig& config)
    : m_stack(static_cast<double>(stackWeightCount(config))),
      m_table(static_cast<double>(tableWeightCount(config))),
      m_attention(2.0 * static_cast<double>(config.layers) * static_cast<double>(config.heads) *
                  static_cast<double>(config.headDim))
{
}

PassWork workOf(const UnitSizes& unit, const ComputeCost& cost)
{
    PassWork out;
    for (const PackSize& pack : unit.packs) {
        out.addTrained(cost.forward(pack), unit.packs.size() > 1);
    }
    for (const PackSize& pack : unit.quiet) {
        out.addQuiet(cost.forward(pack));
    }
    return out;
}

PlannedWork plannedWork(const TrainLoop& loop, const ComputeCost& cost,
                        const std::vector<UnitRows>& made)
{
    return WorkCounter(loop, cost).all(made);
}

}  // namespace marginalia
