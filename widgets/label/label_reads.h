// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/project.h"

#include <QString>

#include <vector>

namespace marginalia {

enum class LabelQueue : std::uint8_t { NotLabelled, Flagged, All };

/// One line of the trail: a verdict of this annotator that is in force.
struct TrailEntry {
    RecordId id{};
    Uid uid;
    QString prompt;
    Judgement judgement;
    qint64 atMilliseconds = 0;
};

/// Pairs of a queue in its order.
struct QueueRead {
    std::vector<RecordId> ids;
    Counts counts;
};

/// A record with the reason that was being typed for it.
struct PairRead {
    StoredRecord record;
    QString draft;
};

struct LabelFacts {
    std::vector<TrailEntry> trail;  ///< newest first
    bool canUndo = false;
    bool canRedo = false;
};

/// What the label panel reads, on a reading thread.
Result<QueueRead> readQueue(ProjectReader& reader, LabelQueue queue);
/// Records that cannot be read are left out.
Result<std::vector<PairRead>> readPairs(ProjectReader& reader, const std::vector<RecordId>& ids);
Result<LabelFacts> readLabelFacts(ProjectReader& reader, const std::string& annotator);

}  // namespace marginalia
