// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/run_folder.h"
#include "core/train/ranks.h"

#include <memory>
#include <optional>

namespace marginalia {

/// The run folder as a run of several ranks sees it: rank 0 writes through `own`, the others (whose
/// `own` is null) write nothing; what the person asks is read by rank 0 and heard by all, so that
/// controls() is a call of all ranks together.
class RankWriter : public RunWriter {
public:
    RankWriter(Ranks& ranks, std::unique_ptr<RunWriter> own, std::int64_t attempt);

    std::int64_t attempt() const override { return m_attempt; }
    Status step(std::int64_t step, double epoch,
                const std::vector<std::pair<std::string, double>>& values) override;
    Status evaluation(std::int64_t step, double epoch,
                      const std::vector<std::pair<std::string, double>>& values) override;
    Status event(const std::string& name, std::int64_t step, const Json& detail) override;
    Status rows(const std::vector<RowRecord>& rows) override;
    Status sample(const SampleLine& sample) override;
    Status status(RunState state, double share, std::int64_t step, std::int64_t total,
                  double etaSeconds) override;
    Status finish(const RunExit& exit) override;
    Result<std::vector<Control>> controls() override;
    Status acknowledge(const Control& control, std::int64_t step, const Json& detail = {}) override;

    /// Whether a stop is asked for, between steps: a call of rank 0 alone. What else is asked waits
    /// for the next controls().
    Result<std::optional<Control>> takeStop();

private:
    Ranks& m_ranks;
    std::unique_ptr<RunWriter> m_own;
    std::int64_t m_attempt;
    std::vector<Control> m_waiting;
};

}  // namespace marginalia
