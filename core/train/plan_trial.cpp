// SPDX-License-Identifier: Apache-2.0
#include "core/train/plan_trial.h"

#include "core/base/clock.h"
#include "core/base/machine.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <iterator>
#include <utility>

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
        MG_TRY(Measured last, measure(rows.units, m_seconds));
        m_out.small = fullestOf(rows.units);
        m_out.smallPeak = peak();
        m_sizes = {last};
        while (last.operations < 0.99 * full) {
            const double more = nextSize();
            if (more < 1.5) {
                break;
            }
            rows = rowsFor(std::min(more * last.operations, full), most);
            MG_TRY(Measured larger, measure(rows.units, 1.5 * m_seconds));
            if (larger.operations <= last.operations) {
                break;  // items are whole, and so are their numbers
            }
            last = larger;
            m_sizes.push_back(last);
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
    struct Measured {
        double operations = 0;  ///< forward and backward
        double passes = 0;
        double forward = 0;  ///< operations of a pass without gradients
        double gradients = 0;
        double reference = 0;
        double update = 0;
        bool warm = false;  ///< not the first time

        double whole() const { return gradients + reference + update; }
    };

    /// How many times the last size the next one may be for the time that is left, twice and with
    /// its first touch of memory. A second size is worth some more time: without it nothing is
    /// known of what a pass takes that does not grow with its tokens, which is guessed until then.
    double nextSize() const
    {
        constexpr double kTwice = 2.3;
        constexpr double kGuessed = 0.6;
        const Measured& last = m_sizes.back();
        const bool second = m_sizes.size() == 1;
        const double left = (second ? 1.5 : 1) * m_seconds - m_watch.seconds();
        if (left < 0) {
            return second && left > -0.5 * m_seconds ? 2 : 1;
        }
        const double fixed =
            second ? kGuessed : 1 - slope().first * last.operations / last.gradients;
        const double more = (left / kTwice / last.whole() - fixed) / (1 - std::min(fixed, 0.9));
        return std::clamp(more, second ? 3.0 : 1.0, 8.0);
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
        const Stopwatch watch;
        std::vector<TrainLoop::Trial> trials;
        do {
            MG_TRY(const TrainLoop::Trial trial, m_loop.tryOut(units));
            trials.push_back(trial);
        } while (trials.size() < kMostTrials &&
                 (trials.size() > 1 ? watch.seconds() < 0.1 * m_seconds
                                    : m_watch.seconds() + kFaster * watch.seconds() < latest));
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
        out.warm = trials.size() > 1;
        return out;
    }

    std::int64_t peak() const
    {
        return m_begun ? std::max<std::int64_t>(processMemory().peak - m_before, 0) : 0;
    }

    /// Seconds of an operation more, and the size that it was measured up to: through the last two
    /// that are not of first touches alone, where there are two. Passes of two sizes with the same
    /// number of streams differ in their operations alone.
    std::pair<double, Measured> slope() const
    {
        std::vector<Measured> sizes;
        std::copy_if(m_sizes.begin(), m_sizes.end(), std::back_inserter(sizes),
                     [](const Measured& size) { return size.warm; });
        if (sizes.size() < 2) {
            sizes = m_sizes;
        }
        const Measured& large = sizes.back();
        const Measured& small = sizes[sizes.size() < 2 ? 0 : sizes.size() - 2];
        const double rate = large.gradients / large.operations;
        if (large.operations <= 1.3 * small.operations || large.passes != small.passes) {
            return {rate, large};
        }
        const double slope =
            (large.gradients - small.gradients) / (large.operations - small.operations);
        return {std::clamp(slope, 0.25 * rate, rate), large};
    }

    /// gradients = passSeconds passes + operationSeconds operations, through both sizes.
    Calibration finish()
    {
        const auto [each, large] = slope();
        m_out.operationSeconds = each;
        m_out.passSeconds = (large.gradients - each * large.operations) / large.passes;
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
    double m_leastShare = 1;
    bool m_several = false;
    bool m_begun = false;
    std::int64_t m_before = 0;
    std::vector<Measured> m_sizes;
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
