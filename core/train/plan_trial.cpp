// SPDX-License-Identifier: Apache-2.0
#include "core/train/plan_trial.h"

#include "core/base/clock.h"
#include "core/base/machine.h"
#include "core/train/trial_rows.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace marginalia {

namespace {

constexpr std::size_t kMostTrials = 50;

class Calibrating {
public:
    Calibrating(TrainLoop& loop, const ComputeCost& cost, double seconds, bool withMemory)
        : m_loop(loop), m_cost(cost), m_seconds(seconds), m_withMemory(withMemory), m_items(loop)
    {
    }

    Result<Calibration> onItems(const PlannedWork& work)
    {
        m_several = work.several;
        MG_CHECK(m_items.collect(std::max<std::int64_t>(work.fullest.items, 1)));
        const std::int64_t most = m_items.size();
        // One item alone would leave the other threads idle.
        m_least = std::min<std::int64_t>(most, 2 * std::max(at::get_num_threads(), 1));
        const TrialRows whole = rowsOf(m_least, 1);
        m_leastOperations = operationsOf(whole.units);
        // Products of few rows go other ways, which say nothing of those of many.
        constexpr double kFewRows = 64;
        const PackSize stream = fullestOf(whole.units);
        m_leastShare =
            std::min(kFewRows / static_cast<double>(std::max<std::int64_t>(stream.tokens, 1)), 1.0);
        const double full = operationsOf(rowsOf(most, 1).units);
        // What a slow machine does, until the first pass tells better.
        constexpr double kGuessed = 3e10;
        TrialRows rows = rowsFor(0.04 * m_seconds * kGuessed * at::get_num_threads(), most);
        MG_TRY(const Measured small, measure(rows.units, m_seconds));
        m_out.small = fullestOf(rows.units);
        m_out.smallPeak = peak();
        m_sizes = {small};
        tryForward(rows, full, most);
        while (m_sizes.back().operations < 0.99 * full) {
            const double before = m_sizes.back().operations;
            const double next = nextSize();
            if (next < 1.5 * before) {
                break;
            }
            rows = rowsFor(std::min(next, full), most);
            MG_TRY(const Measured larger, measure(rows.units, m_seconds));
            if (larger.operations <= before) {
                break;  // items are whole, and so are their numbers
            }
            m_sizes.push_back(larger);
        }
        m_out.large = fullestOf(rows.units);
        m_out.largePeak = peak();
        return finish();
    }

    Result<Calibration> onMade(const std::vector<UnitRows>& made)
    {
        m_several = made.size() > 1;
        MG_TRY(const Measured all, measure(made, m_seconds));
        m_out.small = m_out.large = fullestOf(made);
        m_out.smallPeak = m_out.largePeak = peak();
        m_sizes = {all};
        return finish();
    }

private:
    /// Passes with a backward one, and an update.
    struct Measured {
        double operations = 0;  ///< forward and backward
        double passes = 0;
        double gradients = 0;  ///< seconds
        double update = 0;
        bool warm = false;  ///< not the first time
    };
    /// Passes without.
    struct Quiet {
        PassWork work;
        double seconds = 0;
    };

    /// Forward passes of the `first` rows and of more: they touch little memory, so that they are
    /// measured in larger sizes for the same time, and what they take beside a few rows is what all
    /// passes take.
    void tryForward(const TrialRows& first, double full, std::int64_t most)
    {
        constexpr double kBackwardToo = 3;  // operations of both over those of one
        constexpr double kTwice = 2.2;
        m_quiet = {forwardOf(first.units)};
        while (m_quiet.back().work.operations < 0.99 * full / kBackwardToo) {
            const Quiet& last = m_quiet.back();
            const double left = m_seconds - m_watch.seconds();
            const double more = std::min(left / kTwice / last.seconds, 8.0);
            if (more < 1.5) {
                return;
            }
            const TrialRows rows =
                rowsFor(std::min(more * kBackwardToo * last.work.operations, full), most);
            const Quiet larger = forwardOf(rows.units);
            if (larger.work.operations <= last.work.operations) {
                return;  // items are whole, and so are their numbers
            }
            m_quiet.push_back(larger);
        }
    }

    /// The faster of two times, where the second still ends in time.
    Quiet forwardOf(const std::vector<UnitRows>& units) const
    {
        Quiet out;
        for (const UnitRows& unit : units) {
            const UnitSizes sizes = packSizes(unit.items, unit.mismatched, options());
            for (const std::vector<PackSize>* packs : {&sizes.packs, &sizes.quiet}) {
                for (const PackSize& pack : *packs) {
                    out.work.addQuiet(m_cost.forward(pack));
                }
            }
        }
        out.seconds = std::numeric_limits<double>::infinity();
        for (int time = 0; time < 2; ++time) {
            if (time > 0 && m_watch.seconds() + out.seconds > m_seconds) {
                break;
            }
            const Stopwatch watch;
            for (const UnitRows& unit : units) {
                m_loop.rehearse(unit);
            }
            out.seconds = std::min(out.seconds, watch.seconds());
        }
        return out;
    }

    /// Operations that the time that is left is enough for, once with the first touch of memory,
    /// which takes longer than computing, and once as in the run.
    double nextSize() const
    {
        constexpr double kBoth = 3.5;
        const Line line = lineOf();
        const double left = (m_seconds - m_watch.seconds()) / kBoth;
        const Measured& last = m_sizes.back();
        return (left - last.update - line.pass * last.passes) / line.operation;
    }

    /// So much work: of items that are cut, or of more whole ones.
    TrialRows rowsFor(double operations, std::int64_t most) const
    {
        const double ratio = operations / m_leastOperations;
        if (ratio < 1) {
            return rowsOf(m_least, std::max(ratio, m_leastShare));
        }
        const double count = ratio * static_cast<double>(m_least);
        return rowsOf(std::clamp<std::int64_t>(std::llround(count), m_least, most), 1);
    }

    TrialRows rowsOf(std::int64_t count, double share) const
    {
        return m_items.rows(count, share, m_several ? 2 : 1);
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

    /// The median of what comes after the first time, which touches memory that nobody has touched;
    /// the first itself where a second time, which is faster, would end behind `latest` seconds of
    /// all.
    Result<Measured> measure(const std::vector<UnitRows>& units, double latest)
    {
        if (!m_begun) {
            m_begun = restartPeakMemory();
            m_before = processMemory().resident;
        }
        constexpr double kFaster = 0.6;
        constexpr double kShare = 0.12;  // of the time, for what is warm
        Stopwatch watch;
        std::vector<TrainLoop::Trial> trials;
        bool goesOn = true;
        while (goesOn && trials.size() < kMostTrials) {
            MG_TRY(const TrainLoop::Trial trial, m_loop.tryOut(units));
            trials.push_back(trial);
            if (trials.size() == 1) {
                goesOn = m_watch.seconds() + kFaster * watch.seconds() < latest;
                watch.restart();
            } else {
                goesOn = watch.seconds() < kShare * m_seconds && m_watch.seconds() < latest;
            }
        }
        const auto median = [&](double TrainLoop::Trial::*member) {
            std::vector<double> values;
            for (std::size_t i = trials.size() > 1 ? 1 : 0; i < trials.size(); ++i) {
                values.push_back(trials[i].*member);
            }
            std::sort(values.begin(), values.end());
            return values[(values.size() - 1) / 2];
        };
        Measured out;
        const PassWork work = workOfUnits(units);
        out.operations = work.operations;
        out.passes = work.passes;
        out.gradients = median(&TrainLoop::Trial::gradients);
        out.update = median(&TrainLoop::Trial::update);
        out.warm = trials.size() > 1;
        return out;
    }

    std::int64_t peak() const
    {
        return m_begun ? std::max<std::int64_t>(processMemory().peak - m_before, 0) : 0;
    }

    /// seconds = pass passes + operation operations
    struct Line {
        double pass = 0;
        double operation = 0;

        double at(double passes, double operations) const
        {
            return pass * passes + operation * operations;
        }
    };

    /// Of forward passes, through the last two sizes that differ in their operations alone.
    Line forwardLine() const
    {
        const Quiet& large = m_quiet.back();
        const double rate = large.seconds / large.work.operations;
        if (m_quiet.size() < 2) {
            return {0, rate};
        }
        const Quiet& small = *(m_quiet.end() - 2);
        if (large.work.operations <= 1.3 * small.work.operations ||
            large.work.passes != small.work.passes) {
            return {0, rate};
        }
        const double slope =
            (large.seconds - small.seconds) / (large.work.operations - small.work.operations);
        const double each = std::clamp(slope, 0.25 * rate, rate);
        return {(large.seconds - each * large.work.operations) / large.work.passes, each};
    }

    /// Of passes with a backward one: as forward ones, times what the largest that was measured as
    /// in the run took of that. The first size was measured in both ways itself.
    Line lineOf() const
    {
        const Measured& first = m_sizes.front();
        const auto warm = std::find_if(m_sizes.rbegin(), m_sizes.rend(),
                                       [](const Measured& size) { return size.warm; });
        const Measured& measured = warm != m_sizes.rend() ? *warm : first;
        if (m_quiet.empty()) {
            return {0, measured.gradients / measured.operations};
        }
        const Line forward = forwardLine();
        const Quiet& quiet = m_quiet.front();
        const double expected = &measured == &first
                                    ? quiet.seconds * first.operations / quiet.work.operations
                                    : forward.at(measured.passes, measured.operations);
        const double factor = measured.gradients / expected;
        return {factor * forward.pass, factor * forward.operation};
    }

    Calibration finish()
    {
        const Line line = lineOf();
        m_out.operationSeconds = line.operation;
        m_out.passSeconds = line.pass;
        m_out.forwardSeconds = m_quiet.empty()
                                   ? line.operation
                                   : m_quiet.back().seconds / m_quiet.back().work.operations;
        m_out.updateSeconds = m_sizes.back().update;
        m_out.several = m_several;
        m_out.spent = m_watch.seconds();
        return m_out;
    }

    TrainLoop& m_loop;
    const ComputeCost& m_cost;
    double m_seconds;
    bool m_withMemory;
    Stopwatch m_watch;
    TrialItems m_items;
    std::int64_t m_least = 1;
    double m_leastOperations = 1;
    double m_leastShare = 1;
    bool m_several = false;
    bool m_begun = false;
    std::int64_t m_before = 0;
    std::vector<Measured> m_sizes;
    std::vector<Quiet> m_quiet;
    Calibration m_out;
};

}  // namespace

Result<Calibration> calibrate(TrainLoop& loop, const ComputeCost& cost, const PlannedWork& work,
                              double seconds, bool withMemory)
{
    return Calibrating(loop, cost, seconds, withMemory).onItems(work);
}

Result<Calibration> calibrateOn(TrainLoop& loop, const ComputeCost& cost,
                                const std::vector<UnitRows>& made, double seconds)
{
    return Calibrating(loop, cost, seconds, true).onMade(made);
}

}  // namespace marginalia
