// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/combinations.h"
#include "core/jobs/run_folder.h"
#include "core/store/project.h"

namespace marginalia {

/// A run folder that is ready for its worker, and what became of the labels.
struct PreparedRun {
    std::string folder;
    LabelUse use;
    std::int64_t heldOut = 0;  ///< of the used records
};

/// "Uses n of m" of the records that `filter` shows, for one objective with its terms and
/// modifiers; reads, writes nothing. Invalid: an objective of another version.
Result<LabelUse> labelUse(ProjectReader& reader, const Filter& filter, const Combination& all);
/// The same for several wishes at once, in their order: the records are read once.
Result<std::vector<LabelUse>> labelUses(ProjectReader& reader, const Filter& filter,
                                        const std::vector<RowWish>& wishes);
/// The same of records without a project: labels are what the file said (origin, label).
LabelUse labelUse(const std::vector<Record>& records, const Combination& all);

/// Freezes what `filter` shows now into a new run folder below `runsFolder`: settings, snapshot,
/// digests. Records that the objective cannot use are left out; fewer than one usable record is an
/// error that says what is missing.
Result<PreparedRun> snapshotFromProject(ProjectReader& reader, const Filter& filter,
                                        const RunSpec& spec, const std::string& runsFolder);

/// The same from records without a project: labels are what the file said (origin, label).
Result<PreparedRun> snapshotFromRecords(const std::vector<Record>& records, const RunSpec& spec,
                                        const std::string& runsFolder);

/// No visible text and no tool call: nothing to train on.
bool isEmptyAnswer(const Messages& answer);

/// The item of a record with its label in force and the numbers that stand with it: scores, ranks
/// and ratings of a group, and of other kinds the unmapped columns gold or reference, visits_chosen
/// and visits_rejected (or visits_a and visits_b), aspect, aligned_avg_logps.
SnapshotItem snapshotItem(const StoredRecord& stored, double heldOutShare);

}  // namespace marginalia
