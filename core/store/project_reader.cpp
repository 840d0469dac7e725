// SPDX-License-Identifier: Apache-2.0
#include "core/store/project_reader.h"

#include "core/store/change_log.h"
#include "core/store/compare_rows.h"
#include "core/store/label_log.h"
#include "core/store/query.h"
#include "core/store/record_rows.h"
#include "core/store/row_summary.h"

#include <unordered_set>

namespace marginalia::store {

namespace {

/// One short read transaction, so that several statements see one state.
template <class Call>
auto inSnapshot(Database& database, Call&& call)
{
    return guarded([&] {
        Transaction snapshot(database, false);
        auto out = call();
        snapshot.commit();
        return out;
    });
}

class Reader final : public ProjectReader {
public:
    explicit Reader(std::unique_ptr<Database> database) : m_database(std::move(database)) {}

    void interrupt() override { m_database->interrupt(); }

    Result<QueryResult> query(const Filter& filter, std::int64_t most) override
    {
        return guarded([&] { return runQuery(*m_database, filter, most); });
    }

    Result<std::vector<RowSummary>> rows(const std::vector<RecordId>& ids) override
    {
        return inSnapshot(*m_database, [&] { return readSummaries(*m_database, ids); });
    }

    Result<StoredRecord> record(RecordId id) override
    {
        return inSnapshot(*m_database, [&] { return readRecord(*m_database, id); });
    }

    Result<RecordId> idOf(const Uid& uid) override
    {
        return guarded([&] {
            const auto id = m_database->integer("SELECT id FROM record WHERE uid=?", uid);
            if (!id) {
                check(failure(ErrorKind::NotFound,
                              MG_TR("store", "There is no such record in this project."),
                              uid.hex()));
            }
            return RecordId{*id};
        });
    }

    Result<std::vector<std::optional<RecordId>>> idsOf(const std::vector<Uid>& uids) override
    {
        return inSnapshot(*m_database, [&] {
            std::vector<std::optional<RecordId>> out;
            out.reserve(uids.size());
            for (const Uid& uid : uids) {
                const auto id = m_database->integer("SELECT id FROM record WHERE uid=?", uid);
                out.push_back(id ? std::optional(RecordId{*id}) : std::nullopt);
            }
            return out;
        });
    }

    Result<Counts> counts() override
    {
        return guarded([&] { return Tally::read(*m_database); });
    }

    Result<std::vector<LabelEvent>> history(const Uid& record) override
    {
        return inSnapshot(*m_database, [&] { return readHistory(*m_database, record); });
    }

    Result<std::vector<LabelEvent>> trail(const std::string& annotator, int most) override
    {
        return guarded([&] {
            std::vector<LabelEvent> out;
            std::unordered_set<Uid> seen;
            Rows rows =
                m_database->query(std::string("SELECT ") + kEventColumns +
                                      " FROM label_event WHERE annotator=? AND kind='verdict' AND "
                                      "seq NOT IN (SELECT seq FROM undone_event) "
                                      "ORDER BY seq DESC",
                                  annotator);
            while (static_cast<int>(out.size()) < most && rows.next()) {
                LabelEvent event = publicEvent(eventOfRow(*rows.operator->()));
                // An older verdict on the same record is not in force any more.
                if (seen.insert(event.record).second) {
                    out.push_back(std::move(event));
                }
            }
            return out;
        });
    }

    Result<std::vector<ImportInfo>> imports() override
    {
        return guarded([&] {
            std::vector<ImportInfo> out;
            Rows rows = m_database->query(
                "SELECT id, path, sha256, format, counts, at, undone_by, complete, next_byte FROM "
                "import ORDER BY id");
            while (rows.next()) {
                const Json counts = parsedOr(rows->view(4), Json::object());
                ImportInfo info;
                info.id = rows->integer(0);
                info.path = rows->text(1);
                info.sha256 = rows->text(2);
                info.format = rows->text(3);
                info.records = counts.value("records", std::int64_t{0});
                info.refused = counts.value("refused", std::int64_t{0});
                info.atMilliseconds = rows->integer(5);
                info.undone = rows->integer(6) != 0;
                info.complete = rows->integer(7) != 0;
                info.nextByte = rows->integer(8);
                out.push_back(std::move(info));
            }
            return out;
        });
    }

    Result<std::vector<SavedView>> views() override
    {
        return guarded([&] {
            std::vector<SavedView> out;
            Rows rows = m_database->query("SELECT id, name, filter FROM view ORDER BY id");
            while (rows.next()) {
                out.push_back({rows->integer(0), rows->text(1),
                               Filter::fromText(rows->text(2)).value_or(Filter{})});
            }
            return out;
        });
    }

    Result<std::string> setting(const std::string& key, const std::string& fallback) override
    {
        return guarded([&] {
            return m_database->text("SELECT value FROM setting WHERE key=?", key)
                .value_or(fallback);
        });
    }

    Result<std::string> draft(const Uid& record) override
    {
        return guarded([&] {
            return m_database->text("SELECT text FROM draft WHERE record_uid=?", record)
                .value_or(std::string());
        });
    }

    Result<std::optional<ChangeInfo>> nextUndo(bool labelsOnly,
                                               const std::string& annotator) override
    {
        return next(ChangeState::Done, labelsOnly, annotator);
    }

    Result<std::optional<ChangeInfo>> nextRedo(bool labelsOnly,
                                               const std::string& annotator) override
    {
        return next(ChangeState::Undone, labelsOnly, annotator);
    }

    Status forEach(const Filter& filter,
                   const std::function<bool(const StoredRecord&)>& take) override
    {
        MG_TRY(const QueryResult hits, query(filter, -1));
        return guarded([&] {
            for (const RecordId id : hits.ids) {
                // A transaction for each record: a long one would keep the writer's log from being
                // emptied.
                if (!take(readRecord(*m_database, id))) {
                    return;
                }
            }
        });
    }

    Result<std::vector<StoredPrompt>> prompts() override
    {
        return guarded([&] { return readPrompts(*m_database); });
    }

    Result<std::vector<StoredAnswer>> answers(std::int64_t promptId) override
    {
        return guarded([&] { return readAnswers(*m_database, promptId); });
    }

    Result<std::vector<StoredVote>> votes() override
    {
        return guarded([&] { return readVotes(*m_database); });
    }

    Result<std::vector<std::pair<RecordId, Margin>>> margins(const std::string& runId) override
    {
        return guarded([&] { return readMargins(*m_database, runId); });
    }

private:
    Result<std::optional<ChangeInfo>> next(ChangeState state, bool labelsOnly,
                                           const std::string& annotator)
    {
        return guarded([&]() -> std::optional<ChangeInfo> {
            auto change = nextChange(*m_database, state, labelsOnly, annotator);
            return change ? std::optional(std::move(change->info)) : std::nullopt;
        });
    }

    std::unique_ptr<Database> m_database;
};

}  // namespace

Result<std::unique_ptr<ProjectReader>> makeReader(const std::string& path)
{
    return guarded([&]() -> std::unique_ptr<ProjectReader> {
        return std::make_unique<Reader>(Database::open(path, Access::Read));
    });
}

}  // namespace marginalia::store
