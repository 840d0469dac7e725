// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/snapshot_project.h"

namespace marginalia {

namespace {

/// The rule of training_rows.h, with the reason of a record that is left out told apart.
RowsOfRecord rowsOf(const StoredRecord& stored, const TrainingFacts& facts, const RowWish& wish)
{
    RowsOfRecord rows = trainingRows(facts, wish);
    if (!stored.usable) {
        const Record& record = stored.record;
        const bool pair = record.kind == RecordKind::Pair;
        if (record.kind == RecordKind::Group || isEmptyAnswer(record.a) ||
            (pair && isEmptyAnswer(record.b))) {
            rows.reason = "empty";
        } else if (pair && record.a == record.b) {
            rows.reason = "equal";
        }
    }
    return rows;
}

Status checkObjective(const std::string& objective)
{
    if (findObjective(objective) == nullptr) {
        return failure(ErrorKind::Invalid,
                       {MG_TR("jobs", "There is no objective \"%1\" in this version."),
                        {quotedForError(objective)}},
                       "objective");
    }
    return {};
}

/// Takes records one by one into a new run folder.
class Freezer {
public:
    static Result<std::unique_ptr<Freezer>> create(const RunSpec& spec,
                                                   const std::string& runsFolder, const Json& extra)
    {
        MG_CHECK(checkObjective(spec.objective));
        auto out = std::make_unique<Freezer>();
        out->m_wish = wishOf(combinationOf(spec));
        out->m_heldOutShare = spec.held_out_share;
        MG_TRY(out->m_run.folder, createRunFolder(runsFolder, spec, extra));
        MG_TRY(out->m_writer, SnapshotWriter::create(out->m_run.folder));
        return out;
    }

    Status take(const StoredRecord& stored)
    {
        const SnapshotItem item = snapshotItem(stored, m_heldOutShare);
        const TrainingFacts facts = factsOf(item, stored.usable);
        const RowsOfRecord rows = rowsOf(stored, facts, m_wish);
        countUse(m_run.use, facts, rows);
        if (rows.rows.empty()) {
            return {};
        }
        m_run.heldOut += item.split == "held_out" ? 1 : 0;
        return m_writer->add(item);
    }

    Result<PreparedRun> finish()
    {
        if (m_run.use.used - m_run.heldOut < 1) {
            return failure(
                ErrorKind::Invalid,
                {MG_TR("jobs", "None of the %1 labelled records here can train this objective."),
                 {std::to_string(m_run.use.labelled)}},
                {}, MG_TR("jobs", "Label some pairs, choose another view, or another objective."));
        }
        MG_TRY(const std::string digest, m_writer->finish());
        MG_CHECK(patchRunJson(m_run.folder, {{"digests", {{"data", digest}}},
                                             {"records",
                                              {{"used", m_run.use.used},
                                               {"labelled", m_run.use.labelled},
                                               {"held_out", m_run.heldOut},
                                               {"unused", m_run.use.unused}}}}));
        return std::move(m_run);
    }

private:
    RowWish m_wish;
    double m_heldOutShare = 0;
    PreparedRun m_run;
    std::unique_ptr<SnapshotWriter> m_writer;
};

/// A record without a project, with the label that its file gave it.
StoredRecord storedFrom(const Record& record)
{
    StoredRecord out;
    out.record = record;
    out.usable = usableForTraining(record);
    if (record.kind == RecordKind::Pair && record.origin == Origin::ChosenA) {
        out.label.verdict = Verdict::A;
        out.label.annotator = "import:0";
    }
    return out;
}

}  // namespace

Result<LabelUse> labelUse(ProjectReader& reader, const Filter& filter, const Combination& all)
{
    MG_CHECK(checkObjective(all.objective));
    MG_TRY(const std::vector<LabelUse> uses, labelUses(reader, filter, {wishOf(all)}));
    return uses.front();
}

Result<std::vector<LabelUse>> labelUses(ProjectReader& reader, const Filter& filter,
                                        const std::vector<RowWish>& wishes)
{
    std::vector<LabelUse> uses(wishes.size());
    MG_CHECK(reader.forEach(filter, [&](const StoredRecord& stored) {
        const TrainingFacts facts = factsOf(snapshotItem(stored, 0), stored.usable);
        for (std::size_t i = 0; i < wishes.size(); ++i) {
            countUse(uses[i], facts, rowsOf(stored, facts, wishes[i]));
        }
        return true;
    }));
    return uses;
}

LabelUse labelUse(const std::vector<Record>& records, const Combination& all)
{
    const RowWish wish = wishOf(all);
    LabelUse use;
    for (const Record& record : records) {
        const StoredRecord stored = storedFrom(record);
        const TrainingFacts facts = factsOf(snapshotItem(stored, 0), stored.usable);
        countUse(use, facts, rowsOf(stored, facts, wish));
    }
    return use;
}

Result<PreparedRun> snapshotFromProject(ProjectReader& reader, const Filter& filter,
                                        const RunSpec& spec, const std::string& runsFolder)
{
    MG_TRY(auto freezer, Freezer::create(spec, runsFolder, {{"filter", filter.toText()}}));
    Status status;
    MG_CHECK(reader.forEach(filter, [&](const StoredRecord& stored) {
        status = freezer->take(stored);
        return status.ok();
    }));
    MG_CHECK(status);
    return freezer->finish();
}

Result<PreparedRun> snapshotFromRecords(const std::vector<Record>& records, const RunSpec& spec,
                                        const std::string& runsFolder)
{
    MG_TRY(auto freezer, Freezer::create(spec, runsFolder, Json::object()));
    for (const Record& record : records) {
        StoredRecord stored = storedFrom(record);
        stored.uid = record.uid.isNull() ? Uid::random() : record.uid;
        MG_CHECK(freezer->take(stored));
    }
    return freezer->finish();
}

}  // namespace marginalia
