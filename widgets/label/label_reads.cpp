// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/label/label_reads.h"

namespace marginalia {

namespace {

/// Enough for the trail and for counting a day's work.
constexpr int kTrailLength = 2000;

Filter filterOf(LabelQueue queue)
{
    Filter filter;
    filter.kinds = {kindName(RecordKind::Pair)};
    switch (queue) {
        case LabelQueue::NotLabelled:
            filter.labels = {"none"};
            break;
        case LabelQueue::Flagged:
            filter.flagged = true;
            break;
        case LabelQueue::All:
            break;
    }
    return filter;
}

}  // namespace

Result<QueueCounts> readQueueCounts(ProjectReader& reader)
{
    // The queues hold pairs only.
    MG_TRY(const Counts all, reader.counts());
    const auto pairs = [&](const char* label) {
        const auto found = all.pairsByLabel.find(label);
        return found == all.pairsByLabel.end() ? 0 : found->second;
    };
    return QueueCounts{pairs("none"), all.flaggedPairs, all.pairs, pairs("skip")};
}

Result<QueueRead> readQueue(ProjectReader& reader, LabelQueue queue)
{
    QueueRead out;
    MG_TRY(QueryResult hits, reader.query(filterOf(queue)));
    MG_TRY(out.counts, readQueueCounts(reader));
    out.ids = std::move(hits.ids);
    return out;
}

Result<std::vector<PairRead>> readPairs(ProjectReader& reader, const std::vector<RecordId>& ids)
{
    std::vector<PairRead> out;
    for (const RecordId id : ids) {
        auto record = reader.record(id);
        if (!record.ok() && record.error().kind == ErrorKind::NotFound) {
            continue;
        }
        if (!record.ok()) {
            return record.error();
        }
        MG_TRY(const std::string draft, reader.draft(record->uid));
        out.push_back({record.take(), QString::fromStdString(draft)});
    }
    return out;
}

Result<LabelFacts> readLabelFacts(ProjectReader& reader, const std::string& annotator)
{
    LabelFacts facts;
    MG_TRY(facts.counts, readQueueCounts(reader));
    MG_TRY(const auto undo, reader.nextUndo(true, annotator));
    MG_TRY(const auto redo, reader.nextRedo(true, annotator));
    facts.canUndo = undo.has_value();
    facts.canRedo = redo.has_value();
    MG_TRY(const std::vector<LabelEvent> events, reader.trail(annotator, kTrailLength));
    // Prompts for the lines that are seen; the rest only counts.
    constexpr size_t kShown = 40;
    std::vector<RecordId> ids;
    for (const LabelEvent& event : events) {
        TrailEntry entry;
        entry.uid = event.record;
        entry.judgement = event.judgement;
        entry.atMilliseconds = event.atMilliseconds;
        if (facts.trail.size() < kShown) {
            auto id = reader.idOf(event.record);
            entry.id = id.ok() ? *id : RecordId{};
            ids.push_back(entry.id);
        }
        facts.trail.push_back(std::move(entry));
    }
    auto rows = reader.rows(ids);
    if (rows.ok()) {
        for (TrailEntry& entry : facts.trail) {
            for (const RowSummary& row : *rows) {
                if (row.uid == entry.uid) {
                    entry.prompt = QString::fromStdString(row.prompt).simplified();
                }
            }
        }
    }
    return facts;
}

}  // namespace marginalia
