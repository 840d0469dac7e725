// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/run_margins.h"

#include "core/jobs/rows_file.h"
#include "core/jobs/run_names.h"

#include <algorithm>

namespace marginalia {

void PairJoiner::row(const RowRecord& row, const Take& take)
{
    if (row.role != RowRole::Chosen && row.role != RowRole::Rejected) {
        return;
    }
    if (row.step != m_step || row.attempt != m_attempt) {
        m_open.clear();
        m_step = row.step;
        m_attempt = row.attempt;
    }
    const auto other = m_open.find(row.unit);
    if (other == m_open.end() || other->second.role == row.role || other->second.uid != row.uid) {
        m_open[row.unit] = row;
        return;
    }
    const bool first = row.role == RowRole::Chosen;
    const float chosen = first ? row.reward : other->second.reward;
    const float rejected = first ? other->second.reward : row.reward;
    m_open.erase(other);
    take(row.uid, {row.step, chosen - rejected});
}

RunMargins::RunMargins(std::string runFolder) : m_folder(std::move(runFolder))
{
    startAgain();
}

void RunMargins::startAgain()
{
    m_rows = std::make_unique<Tail>(m_folder + run_names::kRows);
    m_joiner = {};
    m_pairs.clear();
    m_attempt = 0;
}

bool RunMargins::update()
{
    m_changed = false;
    // A new attempt withdraws steps, which the thinned histories cannot do: they are made anew.
    while (!read()) {
        startAgain();
        m_changed = true;
    }
    return m_changed;
}

/// False: the rows have to be read again from their beginning, with one more cut.
bool RunMargins::read()
{
    bool again = false;
    m_rows->bytes(rows_file::kHeader, rows_file::kRecord, [&](const char* bytes) {
        const auto row = rows_file::unpack(bytes);
        if (!row || again) {
            return;
        }
        const bool known = std::any_of(m_cuts.begin(), m_cuts.end(),
                                       [&](const Cut& cut) { return cut.attempt == row->attempt; });
        if (row->attempt > m_attempt && !m_pairs.empty() && !known) {
            m_cuts.push_back({row->attempt, row->step});
            again = true;
            return;
        }
        m_attempt = std::max(m_attempt, row->attempt);
        const bool withdrawn = std::any_of(m_cuts.begin(), m_cuts.end(), [&](const Cut& cut) {
            return cut.attempt > row->attempt && row->step >= cut.fromStep;
        });
        if (!withdrawn) {
            m_joiner.row(*row, [this](const Uid& pair, const MarginPoint& point) {
                add(pair, point.margin);
            });
        }
    });
    return !again;
}

void RunMargins::add(const Uid& uid, float margin)
{
    Pair& pair = m_pairs[uid];
    if (pair.n % pair.stride == 0) {
        if (pair.points.size() == kMostPoints) {
            // Twice as far apart: every second point goes.
            for (std::size_t i = 0; 2 * i < kMostPoints; ++i) {
                pair.points[i] = pair.points[2 * i];
            }
            pair.points.resize(kMostPoints / 2);
            pair.stride *= 2;
        }
        pair.points.push_back(margin);
    }
    pair.last = margin;
    ++pair.n;
    m_changed = true;
}

std::vector<std::pair<Uid, RunMargins::Line>> RunMargins::lines() const
{
    std::vector<std::pair<Uid, Line>> out;
    out.reserve(m_pairs.size());
    for (const auto& [uid, pair] : m_pairs) {
        Line line{pair.last, pair.n, pair.points};
        if ((pair.n - 1) % pair.stride != 0) {
            // The newest visit left no point of its own; it takes the place of the newest that did
            // when there is no room.
            line.history.resize(std::min(line.history.size() + 1, kMostPoints));
            line.history.back() = pair.last;
        }
        out.emplace_back(uid, std::move(line));
    }
    return out;
}

namespace {

/// A run has one objective: its first rows say whether it trains on pairs.
bool trainsOnPairs(Tail& rows)
{
    constexpr int kLookedAt = 16;
    rows.reopen();
    char bytes[rows_file::kRecord];
    for (int i = 0; i < kLookedAt; ++i) {
        const auto at = rows_file::kHeader + static_cast<std::uint64_t>(i) * rows_file::kRecord;
        if (!rows.readAt(bytes, sizeof bytes, at)) {
            return false;
        }
        const auto row = rows_file::unpack(bytes);
        if (row && (row->role == RowRole::Chosen || row->role == RowRole::Rejected)) {
            return true;
        }
    }
    return false;
}

}  // namespace

std::optional<std::vector<MarginPoint>> marginsOfRecord(const std::string& runFolder,
                                                        const Uid& record)
{
    std::vector<MarginPoint> out;
    PairJoiner joiner;
    std::uint16_t attempt = 0;
    Tail rows(runFolder + run_names::kRows);
    if (!trainsOnPairs(rows)) {
        return std::nullopt;
    }
    rows.bytes(rows_file::kHeader, rows_file::kRecord, [&](const char* bytes) {
        const auto row = rows_file::unpack(bytes);
        if (!row) {
            return;
        }
        if (row->attempt > attempt) {
            attempt = row->attempt;
            while (!out.empty() && out.back().step >= row->step) {
                out.pop_back();
            }
        }
        if (row->uid == record) {
            joiner.row(*row, [&](const Uid&, const MarginPoint& point) { out.push_back(point); });
        }
    });
    return out;
}

}  // namespace marginalia
