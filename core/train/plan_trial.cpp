// SPDX-License-Identifier: Apache-2.0
#include "core/train/plan_trial.h"

#include "core/base/clock.h"
#include "core/base/machine.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <cmath>
#include <deque>

namespace marginalia {

namespace {

constexpr std::size_t kMostTrials = 50;

/// Rows as a step has them, with what they are made of.
struct TrialRows {
    std::deque<TrainItem> items;
    std::deque<TrainRow> mismatched;
    std::vector<UnitRows> units;
};

bool canBeCut(const TrainRow& row)
{
    return row.stepEnds.empty() && row.oldLogps.empty() && row.samplerLogps.empty() &&
           row.referenceLogps.empty() && row.baseLogps.empty() && row.oldValues.empty() &&
           row.trainedTokens() > 0;
}

void cutRow(TrainRow& row, double share)
{
    const auto part = [share](std::ptrdiff_t tokens) {
        return std::min<std::ptrdiff_t>(
            tokens, std::lround(std::ceil(share * static_cast<double>(tokens))));
    };
    const auto prompt =
        std::find(row.trained.begin(), row.trained.end(), true) - row.trained.begin();
    const auto length = static_cast<std::ptrdiff_t>(row.ids.size());
    const std::ptrdiff_t first = part(prompt);
    const std::ptrdiff_t rest = std::max<std::ptrdiff_t>(part(length - prompt), 1);
    row.ids.erase(row.ids.begin() + prompt + rest, row.ids.end());
    row.ids.erase(row.ids.begin() + first, row.ids.begin() + prompt);
    row.trained.erase(row.trained.begin() + prompt + rest, row.trained.end());
    row.trained.erase(row.trained.begin() + first, row.trained.begin() + prompt);
}

class Calibrating {
public:
    Calibrating(TrainLoop& loop, const ComputeCost& cost, double seconds)
        : m_loop(loop), m_cost(cost), m_seconds(seconds)
    {
    }

    Result<Calibration> onItems(const PlannedWork& work)
    {
        m_several = work.several;
        MG_CHECK(collect(std::max<std::int64_t>(work.fullest.items, 1)));
        const auto most = static_cast<std::int64_t>(m_sample.size());
        // One item alone would leave the other threads idle.
        m_least = std::min<std::int64_t>(most, 2 * std::max(at::get_num_threads(), 1));
        m_leastOperations = operationsOf(rowsOf(m_least, 1).units);
        const double full = operationsOf(rowsOf(most, 1).units);
        // What a slow machine does, until the first pass tells better.
        constexpr double kGuessed = 3e10;
        TrialRows rows = rowsFor(0.04 * m_seconds * kGuessed * at::get_num_threads(), most);
        MG_TRY(const Measured first, measure(rows.units, 1, 0.1 * m_seconds));
        m_out.small = fullestOf(rows.units);
        m_out.smallPeak = peak();
        Measured last = first;
        while (last.operations < 0.99 * full) {
            // A second size is worth twice the time: without it nothing is known of what a pass
            // takes that does not grow with its tokens.
            const bool second = last.operations == first.operations;
            const double room = (second ? 2 : 1) * m_seconds - m_watch.seconds();
            const double more = std::min(4.0, room / last.whole());
            if (more < 1.5) {
                break;
            }
            rows = rowsFor(std::min(more * last.operations, full), most);
            const double before = last.operations;
            MG_TRY(last, measure(rows.units, 1, 0.1 * m_seconds));
            if (last.operations <= before) {
                break;  // items are whole, and so are their numbers
            }
        }
        m_out.large = fullestOf(rows.units);
        m_out.largePeak = peak();
        if (m_watch.seconds() + 2 * last.whole() < m_seconds) {
            MG_TRY(last, measure(rows.units, 2, m_seconds - m_watch.seconds()));
        }
        return finish(first, last);
    }

    Result<Calibration> onMade(const std::vector<UnitRows>& made)
    {
        m_several = made.size() > 1;
        MG_TRY(const Measured all, measure(made, 2, m_seconds));
        m_out.small = m_out.large = fullestOf(made);
        m_out.smallPeak = m_out.largePeak = peak();
        return finish(all, all);
    }

private:
    struct Measured {
        double operations = 0;  ///< forward and backward
        double passes = 0;
        double forward = 0;  ///< operations of a pass without gradients
        double gradients = 0;
        double reference = 0;
        double update = 0;

        double whole() const { return gradients + reference + update; }
    };

    /// So much work: of items that are cut, or of more whole ones.
    TrialRows rowsFor(double operations, std::int64_t most) const
    {
        const double ratio = operations / m_leastOperations;
        constexpr double kShortest = 0.02;
        if (ratio < 1) {
            return rowsOf(m_least, std::max(ratio, kShortest));
        }
        const double count = ratio * static_cast<double>(m_least);
        return rowsOf(std::clamp<std::int64_t>(std::llround(count), m_least, most), 1);
    }

    /// Items in the order of the first steps.
    Status collect(std::int64_t wanted)
    {
        for (std::int64_t step = 1; step <= m_loop.plan().steps(); ++step) {
            for (const UnitPlan& unit : m_loop.plan().step(step)) {
                for (const std::int64_t item : unit.items) {
                    m_sample.push_back(&m_loop.data().items[static_cast<std::size_t>(item)]);
                    if (static_cast<std::int64_t>(m_sample.size()) >= wanted) {
                        return {};
                    }
                }
            }
        }
        return m_sample.empty() ? Status(failure(ErrorKind::Invalid,
                                                 MG_TR("plan", "There is nothing to measure.")))
                                : Status();
    }

    TrialRows rowsOf(std::int64_t count, double share) const
    {
        TrialRows out;
        const int units = m_several ? 2 : 1;
        for (int unit = 0; unit < units; ++unit) {
            out.units.emplace_back();
            for (std::int64_t i = 0; i < count; ++i) {
                const TrainItem& from = *m_sample[static_cast<std::size_t>(i)];
                out.items.push_back(shortenedItem(from, share));
                out.units.back().items.push_back(&out.items.back());
                if (m_loop.needs().mismatchRows) {
                    TrainRow row = out.items.back().rows.front();
                    row.role = RowRole::Mismatch;
                    row.completionUid = Uid::random();
                    out.mismatched.push_back(std::move(row));
                    out.units.back().mismatched.push_back(&out.mismatched.back());
                }
            }
        }
        return out;
    }

    PassWork workOfUnits(const std::vector<UnitRows>& units) const
    {
        PassWork out;
        for (const UnitRows& unit : units) {
            const PassWork work = workOf(packSizes(unit.items, unit.mismatched, options()), m_cost);
            out.operations += work.operations;
            out.passes += work.passes;
        }
        return out;
    }
    double operationsOf(const std::vector<UnitRows>& units) const
    {
        return workOfUnits(units).operations;
    }

    PackSize fullestOf(const std::vector<UnitRows>& units) const
    {
        PackSize out;
        for (const UnitRows& unit : units) {
            for (const PackSize& pack : packSizes(unit.items, {}, options()).packs) {
                out = pack.tokens > out.tokens ? pack : out;
            }
        }
        return out;
    }

    const PackOptions& options() const { return m_loop.engine().packOptions(); }

    /// The median of what comes after the first time, which finds memory and caches as they were.
    Result<Measured> measure(const std::vector<UnitRows>& units, std::size_t least, double seconds)
    {
        if (!m_begun) {
            m_begun = restartPeakMemory();
            m_before = processMemory().resident;
        }
        const Stopwatch watch;
        std::vector<TrainLoop::Trial> trials;
        do {
            MG_TRY(const TrainLoop::Trial trial, m_loop.tryOut(units));
            trials.push_back(trial);
        } while (trials.size() < least ||
                 (watch.seconds() < seconds && trials.size() < kMostTrials));
        const auto median = [&](double TrainLoop::Trial::*member) {
            std::vector<double> values;
            for (std::size_t i = trials.size() > 1 ? 1 : 0; i < trials.size(); ++i) {
                values.push_back(trials[i].*member);
            }
            std::sort(values.begin(), values.end());
            return values[values.size() / 2];
        };
        Measured out;
        const PassWork work = workOfUnits(units);
        out.operations = work.operations;
        out.passes = work.passes;
        for (const UnitRows& unit : units) {
            const UnitSizes sizes = packSizes(unit.items, unit.mismatched, options());
            for (const std::vector<PackSize>* packs : {&sizes.packs, &sizes.quiet}) {
                for (const PackSize& pack : *packs) {
                    out.forward += m_cost.forward(pack);
                }
            }
        }
        out.gradients = median(&TrainLoop::Trial::gradients);
        out.reference = median(&TrainLoop::Trial::reference);
        out.update = median(&TrainLoop::Trial::update);
        return out;
    }

    std::int64_t peak() const
    {
        return m_begun ? std::max<std::int64_t>(processMemory().peak - m_before, 0) : 0;
    }

    /// gradients = passSeconds passes + operationSeconds operations, through both sizes.
    Calibration finish(const Measured& small, const Measured& large)
    {
        const double rate = large.gradients / large.operations;
        // Passes of two sizes with the same number of streams differ in their operations alone.
        double slope = rate;
        if (large.operations > 1.3 * small.operations && large.passes == small.passes) {
            slope = std::clamp(
                (large.gradients - small.gradients) / (large.operations - small.operations),
                0.5 * rate, rate);
        }
        m_out.operationSeconds = slope;
        m_out.passSeconds = (large.gradients - slope * large.operations) / large.passes;
        m_out.forwardSeconds = large.reference > 0 ? large.reference / large.forward
                                                   : large.gradients / large.operations;
        m_out.updateSeconds = large.update;
        m_out.several = m_several;
        m_out.spent = m_watch.seconds();
        return m_out;
    }

    TrainLoop& m_loop;
    const ComputeCost& m_cost;
    double m_seconds;
    Stopwatch m_watch;
    std::vector<const TrainItem*> m_sample;
    std::int64_t m_least = 1;
    double m_leastOperations = 1;
    bool m_several = false;
    bool m_begun = false;
    std::int64_t m_before = 0;
    Calibration m_out;
};

}  // namespace

TrainItem shortenedItem(const TrainItem& item, double share)
{
    TrainItem out = item;
    const bool cut = share < 1 && std::all_of(out.rows.begin(), out.rows.end(), canBeCut);
    const Uid name = Uid::random();  // so that no value of the record itself is overwritten
    for (TrainRow& row : out.rows) {
        row.promptUid = row.completionUid = name;
        if (cut) {
            cutRow(row, share);
        }
    }
    return out;
}

Result<Calibration> calibrate(TrainLoop& loop, const ComputeCost& cost, const PlannedWork& work,
                              double seconds)
{
    return Calibrating(loop, cost, seconds).onItems(work);
}

Result<Calibration> calibrateOn(TrainLoop& loop, const ComputeCost& cost,
                                const std::vector<UnitRows>& made, double seconds)
{
    return Calibrating(loop, cost, seconds).onMade(made);
}

}  // namespace marginalia
