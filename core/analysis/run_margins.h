// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/uid.h"
#include "core/jobs/run_folder.h"
#include "core/jobs/tail.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace marginalia {

/// The margin of one pair at one step: reward of the chosen minus reward of the rejected answer.
struct MarginPoint {
    std::int64_t step = 0;
    float margin = 0;
    bool operator==(const MarginPoint&) const = default;
};

/// Joins the two rows of a pair, which lie in one step and unit of one attempt (decisions.md 5).
class PairJoiner {
public:
    using Take = std::function<void(const Uid& pair, const MarginPoint& point)>;
    void row(const RowRecord& row, const Take& take);

private:
    std::uint32_t m_step = 0;
    std::uint16_t m_attempt = 0;
    std::unordered_map<std::uint16_t, RowRecord> m_open;  ///< by unit: the other half is to come
};

/// The margin of every pair of one run, from rows.bin: the last one and a history of at most 16
/// points that spans the whole run.
///
/// Works on a live run: each update() costs what is new. Steps that a resumed run did again count
/// once. One thread.
class RunMargins {
public:
    static constexpr std::size_t kMostPoints = 16;

    explicit RunMargins(std::string runFolder);

    struct Line {
        float last = 0;
        std::int32_t n = 0;          ///< how often the run met the pair
        std::vector<float> history;  ///< evenly spread over these; ends with `last`
    };
    /// Reads what the run wrote since the last call; true when a margin came or went.
    bool update();
    bool empty() const { return m_pairs.empty(); }
    std::size_t size() const { return m_pairs.size(); }
    std::vector<std::pair<Uid, Line>> lines() const;
    const std::string& folder() const { return m_folder; }

private:
    struct Pair {
        float last = 0;
        std::int32_t n = 0;
        std::int32_t stride = 1;  ///< every so many visits left a point
        std::vector<float> points;
    };
    struct Cut {
        std::uint16_t attempt;
        std::uint32_t fromStep;
    };
    bool read();
    void startAgain();
    void add(const Uid& pair, float margin);

    std::string m_folder;
    std::unique_ptr<Tail> m_rows;
    PairJoiner m_joiner;
    std::unordered_map<Uid, Pair> m_pairs;
    std::vector<Cut> m_cuts;
    std::uint16_t m_attempt = 0;
    bool m_changed = false;
};

/// Every margin of one record through a run, in the order of steps; nothing when the run does not
/// train on pairs. Reads rows.bin once.
std::optional<std::vector<MarginPoint>> marginsOfRecord(const std::string& runFolder,
                                                        const Uid& record);

}  // namespace marginalia
