// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/knobs.h"
#include "core/train/run_setup.h"

#include <string>
#include <vector>

namespace marginalia {

/// Settings that a person changes while a run goes on: they hold from the next step, stand among
/// the run's events with the old and the new value, and are part of its checkpoints.
///
/// A run that goes on from an earlier checkpoint makes the changes behind it again at their steps,
/// so that it ends with the same bytes. Both arguments outlive it. Of several ranks all make the
/// same calls with what rank 0 read, and change the same; the writer of rank 0 tells of it.
class RunKnobs {
public:
    RunKnobs(PreparedTraining& run, RunWriter& writer) : m_run(run), m_writer(writer) {}

    /// From the second attempt on: reads what earlier ones changed; what they changed behind the
    /// checkpoint of `step` and before the next one holds at once.
    Status goOn(const std::string& runFolder, std::int64_t step);
    /// The changes that earlier attempts made behind this step.
    Status repeat(std::int64_t step);
    /// A request {"key", "value"}. What cannot be is acknowledged with the reason, and the run goes
    /// on as it was.
    Status obey(const RunWriter::Control& control, std::int64_t step);

private:
    Result<KnobEvent> turned(const std::string& key, const Json& value, std::int64_t step) const;
    /// Without `again` nothing is written.
    Status take(const KnobEvent& event, bool again);

    PreparedTraining& m_run;
    RunWriter& m_writer;
    std::vector<KnobEvent> m_later;  ///< of earlier attempts, still ahead, by step
};

}  // namespace marginalia
