// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/project.h"

#include <QString>

#include <algorithm>
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

/// How long a verdict took; the clock's own step when it showed none.
inline double secondsOf(const Judgement& judgement)
{
    return static_cast<double>(std::max<std::int64_t>(1, judgement.milliseconds)) / 1000.0;
}

/// How many pairs each queue holds.
struct QueueCounts {
    std::int64_t notLabelled = 0;
    std::int64_t flagged = 0;
    std::int64_t all = 0;
    std::int64_t skipped = 0;  ///< of all; in no other queue

    bool operator==(const QueueCounts&) const = default;
};

/// Pairs of a queue in its order.
struct QueueRead {
    std::vector<RecordId> ids;
    QueueCounts counts;
};

/// A record with the reason that was being typed for it.
struct PairRead {
    StoredRecord record;
    QString draft;
};

struct LabelFacts {
    std::vector<TrailEntry> trail;  ///< newest first
    QueueCounts counts;
    bool canUndo = false;
    bool canRedo = false;
};

/// What the label panel reads, on a reading thread.
Result<QueueCounts> readQueueCounts(ProjectReader& reader);
Result<QueueRead> readQueue(ProjectReader& reader, LabelQueue queue);
/// Records that cannot be read are left out.
Result<std::vector<PairRead>> readPairs(ProjectReader& reader, const std::vector<RecordId>& ids);
Result<LabelFacts> readLabelFacts(ProjectReader& reader, const std::string& annotator);

}  // namespace marginalia
