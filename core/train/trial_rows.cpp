// SPDX-License-Identifier: Apache-2.0
#include "core/train/trial_rows.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace marginalia {

Status TrialItems::collect(std::int64_t wanted)
{
    for (std::int64_t step = 1; step <= m_loop.plan().steps(); ++step) {
        for (const UnitPlan& unit : m_loop.plan().step(step)) {
            for (const std::int64_t item : unit.items) {
                m_items.push_back(&m_loop.data().items[static_cast<std::size_t>(item)]);
                if (size() >= wanted) {
                    return {};
                }
            }
        }
    }
    return m_items.empty()
               ? Status(failure(ErrorKind::Invalid, MG_TR("plan", "There is nothing to measure.")))
               : Status();
}

TrialRows TrialItems::rows(std::int64_t count, double share, int units) const
{
    TrialRows out;
    for (int unit = 0; unit < units; ++unit) {
        out.units.emplace_back();
        for (std::int64_t i = 0; i < count; ++i) {
            const TrainItem& from = *m_items[static_cast<std::size_t>(i)];
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

namespace {

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

}  // namespace marginalia
