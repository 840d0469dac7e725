// SPDX-License-Identifier: Apache-2.0
#include "core/base/file.h"
#include "core/store/database.h"
#include "core/store/journal.h"
#include "core/store/label_log.h"
#include "core/store/schema.h"
#include "tests/core/store/store_fixture.h"

#include <sqlite3.h>

#include <fstream>
#include <sys/stat.h>
#include <sys/wait.h>

using namespace marginalia;
using namespace marginalia::testing_store;

namespace {

class RecoveryTest : public StoreTest {
protected:
    void SetUp() override
    {
        StoreTest::SetUp();
        std::vector<Record> records;
        for (int i = 0; i < 8; ++i) {
            records.push_back(pairOf("prompt " + std::to_string(i), "a", "b", false));
        }
        import(records);
        for (int i = 0; i < 6; ++i) {
            ASSERT_TRUE(label(uidOf(i + 1), i % 2 == 0 ? Verdict::A : Verdict::B).ok());
        }
    }
    void close()
    {
        m_reader.reset();
        m_project.reset();
    }
    std::string journalPath() const { return folder() + "/labels.journal"; }
    std::string databasePath() const { return folder() + "/taste.marginalia"; }

    /// SQL on the closed project, past the triggers.
    void sql(const std::string& text)
    {
        sqlite3* connection = nullptr;
        ASSERT_EQ(sqlite3_open(databasePath().c_str(), &connection), SQLITE_OK);
        char* problem = nullptr;
        EXPECT_EQ(sqlite3_exec(connection, text.c_str(), nullptr, nullptr, &problem), SQLITE_OK)
            << problem;
        sqlite3_close(connection);
    }
    void expectAllSixLabels()
    {
        for (int i = 0; i < 6; ++i) {
            EXPECT_EQ(verdictOf(i + 1), i % 2 == 0 ? Verdict::A : Verdict::B) << i;
            EXPECT_EQ(m_reader->history(uidOf(i + 1))->size(), 1U);
        }
        EXPECT_EQ(m_reader->counts()->labelled, 6);
        // Both copies agree again: closing and reading the journal shows the whole chain.
        const Uid project = m_project->uid();
        close();
        const auto content = store::Journal(journalPath(), project).read();
        ASSERT_TRUE(content.ok());
        EXPECT_TRUE(content->whole);
        EXPECT_EQ(content->events.size(), 6U);
    }
};

}  // namespace

TEST_F(RecoveryTest, AMissingJournalIsWrittenFromTheDatabase)
{
    close();
    ASSERT_TRUE(removeFile(journalPath()).ok());
    reopen();
    expectAllSixLabels();
}

TEST_F(RecoveryTest, ATornLastLineGoes)
{
    close();
    std::ofstream(journalPath(), std::ios::app | std::ios::binary) << "0badcafe {\"seq\":7,";
    reopen();
    expectAllSixLabels();
}

TEST_F(RecoveryTest, AFlippedJournalIsRebuilt)
{
    close();
    std::string content = *readFile(journalPath());
    content[content.size() / 2] = static_cast<char>(content[content.size() / 2] ^ 1);
    ASSERT_TRUE(writeFileAtomically(journalPath(), content).ok());
    reopen();
    expectAllSixLabels();
}

TEST_F(RecoveryTest, EventsThatOnlyTheJournalHasComeBackWithTheirUndoStep)
{
    // The database of before two labels, the journal of after: what a damaged write-ahead log
    // leaves.
    close();
    const std::string old = *readFile(databasePath());
    reopen();
    const Uid event = Uid::random();
    ASSERT_TRUE(label(uidOf(7), Verdict::Tie, "ann", event).ok());
    ASSERT_TRUE(label(uidOf(8), Verdict::A).ok());
    ASSERT_TRUE(undo().ok());
    close();
    ASSERT_TRUE(writeFileAtomically(databasePath(), old).ok());
    reopen();
    EXPECT_EQ(verdictOf(7), Verdict::Tie);
    EXPECT_EQ(verdictOf(8), Verdict::None);
    EXPECT_EQ(m_reader->history(uidOf(7))->at(0).uuid, event);
    EXPECT_EQ((*m_reader->nextRedo(false, ""))->detail["record"], 8);
    EXPECT_EQ((*m_reader->nextUndo(false, ""))->detail["record"], 7);
}

TEST_F(RecoveryTest, AChangedLabelIsDetectedAndRestored)
{
    close();
    sql("DROP TRIGGER label_event_update; UPDATE label_event SET payload=replace(payload, '\"b\"', "
        "'\"a\"') WHERE seq=2; "
        "CREATE TRIGGER label_event_update BEFORE UPDATE ON label_event BEGIN SELECT RAISE(ABORT, "
        "'no'); END;"
        "UPDATE label_state SET verdict=1 WHERE record_id=2");
    reopen();
    expectAllSixLabels();
}

TEST_F(RecoveryTest, ALostEventIsRestored)
{
    close();
    sql("DROP TRIGGER label_event_delete; DELETE FROM label_event WHERE seq=3; "
        "CREATE TRIGGER label_event_delete BEFORE DELETE ON label_event BEGIN SELECT RAISE(ABORT, "
        "'no'); END;");
    reopen();
    expectAllSixLabels();
}

TEST_F(RecoveryTest, AnotherProjectsJournalIsNotBelieved)
{
    const auto other = Project::create(m_root + "/other", "other");
    ASSERT_TRUE(other.ok());
    const std::string foreign = *readFile(m_root + "/other/labels.journal");
    close();
    ASSERT_TRUE(writeFileAtomically(journalPath(), foreign).ok());
    reopen();
    expectAllSixLabels();
}

TEST_F(RecoveryTest, TriggersForbidChangingHistory)
{
    close();
    sqlite3* connection = nullptr;
    ASSERT_EQ(sqlite3_open(databasePath().c_str(), &connection), SQLITE_OK);
    EXPECT_EQ(
        sqlite3_exec(connection, "UPDATE label_event SET annotator='x'", nullptr, nullptr, nullptr),
        SQLITE_CONSTRAINT);
    EXPECT_EQ(sqlite3_exec(connection, "DELETE FROM label_event", nullptr, nullptr, nullptr),
              SQLITE_CONSTRAINT);
    sqlite3_close(connection);
}

TEST_F(RecoveryTest, ALockWithoutAHolderIsNoObstacle)
{
    close();
    ASSERT_TRUE(writeFileAtomically(folder() + "/lock", "a dead program, process 1\n").ok());
    reopen();
    EXPECT_FALSE(m_project->readOnly());
}

TEST_F(RecoveryTest, ProjectionsCanBeRebuiltFromTheLog)
{
    ASSERT_TRUE(undo().ok());
    const Counts before = *m_reader->counts();
    close();
    {
        const auto database = store::Database::open(databasePath(), store::Access::Write);
        store::Transaction transaction(*database);
        store::rebuildProjections(*database);
        transaction.commit();
    }
    reopen();
    EXPECT_EQ(m_reader->counts()->byLabel, before.byLabel);
    EXPECT_EQ(verdictOf(6), Verdict::None);
}

TEST_F(RecoveryTest, SettingsAreReadBack)
{
    close();
    const auto database = store::Database::open(databasePath(), store::Access::Write);
    EXPECT_EQ(database->text("PRAGMA synchronous"), "2");
    EXPECT_EQ(database->text("PRAGMA journal_mode"), "wal");
    EXPECT_EQ(database->text("PRAGMA foreign_keys"), "1");
    EXPECT_EQ(database->text("PRAGMA trusted_schema"), "0");
    EXPECT_EQ(database->text("PRAGMA cell_size_check"), "1");
    EXPECT_EQ(database->integer("PRAGMA application_id"), store::kApplicationId);
}

TEST_F(RecoveryTest, MigrationKeepsABackupAndTheRecords)
{
    close();
    const std::vector<store::Migration> steps = {
        {3,
         [](store::Database& database) {
             database.script("ALTER TABLE record ADD COLUMN extra TEXT NOT NULL DEFAULT ''");
         }},
        {4, [](store::Database& database) { database.script("CREATE TABLE later(x)"); }}};
    {
        const auto database = store::Database::open(databasePath(), store::Access::Write);
        store::migrate(*database, databasePath(), steps, 4);
        EXPECT_EQ(database->integer("PRAGMA user_version"), 4);
        EXPECT_EQ(database->integer("SELECT count(*) FROM label_event"), 6);
        EXPECT_EQ(database->integer("SELECT count(*) FROM later"), 0);
    }
    // This program knows version 2 only, so the migrated file is a newer one to it; the backup
    // opens.
    EXPECT_EQ(Project::open(folder(), OpenMode::ReadWrite).error().kind, ErrorKind::Unsupported);
    std::string backup;
    for (const auto& entry : std::filesystem::directory_iterator(folder() + "/backups")) {
        backup = entry.path().string();
    }
    ASSERT_FALSE(backup.empty());
    const auto old = Project::open(backup, OpenMode::ReadOnly);
    ASSERT_TRUE(old.ok()) << old.error().message();
    EXPECT_EQ((*(*old)->reader())->counts()->labelled, 6);
}

TEST_F(RecoveryTest, AMigrationThatLosesSomethingIsRolledBack)
{
    close();
    const std::vector<store::Migration> steps = {
        {3, [](store::Database& database) { database.script("DELETE FROM record WHERE id=1"); }}};
    {
        const auto database = store::Database::open(databasePath(), store::Access::Write);
        const Status status =
            store::guarded([&] { store::migrate(*database, databasePath(), steps, 3); });
        ASSERT_FALSE(status.ok());
        EXPECT_NE(status.error().message().find("unchanged"), std::string::npos);
    }
    reopen();
    expectAllSixLabels();
}

TEST_F(RecoveryTest, AProjectOfVersionOneOpens)
{
    // The fixture of the first version: SQL text, so that later programs can read in review what
    // they must still open.
    close();
    const std::string place = m_root + "/old";
    ASSERT_TRUE(makeFolders(place).ok());
    const std::string text =
        *readFile(MARGINALIA_SOURCE_DIR "/tests/core/store/fixtures/version_1.sql");
    sqlite3* connection = nullptr;
    ASSERT_EQ(sqlite3_open((place + "/old.marginalia").c_str(), &connection), SQLITE_OK);
    char* problem = nullptr;
    ASSERT_EQ(sqlite3_exec(connection, text.c_str(), nullptr, nullptr, &problem), SQLITE_OK)
        << problem;
    sqlite3_close(connection);
    const std::map<std::string, std::int64_t> pairs = {{"a", 1}, {"b", 1}};
    use(Project::open(place, OpenMode::ReadOnly));
    EXPECT_EQ(m_reader->counts()->pairsByLabel, pairs);
    close();
    use(Project::open(place, OpenMode::ReadWrite));
    EXPECT_EQ(m_project->name(), "old");
    EXPECT_EQ(m_reader->counts()->pairsByLabel, pairs);
    EXPECT_EQ(ids().size(), 2U);
    Filter hello;
    hello.search = "hel";
    EXPECT_EQ(m_reader->query(hello)->ids.size(), 1U);
    EXPECT_EQ(verdictOf(1), Verdict::B);
    EXPECT_EQ(verdictOf(2), Verdict::A);
    ASSERT_TRUE(undo().ok());
    EXPECT_EQ(verdictOf(1), Verdict::A);
}

TEST_F(RecoveryTest, AFolderWithoutPermissionToWriteOpensReadOnly)
{
    close();
    ASSERT_EQ(::chmod(m_root.c_str(), 0755), 0);
    ASSERT_EQ(::chmod(folder().c_str(), 0555), 0);
    // In a child that is not root: for root every folder can be written.
    const pid_t child = ::fork();
    if (child == 0) {
        if (::geteuid() == 0 && ::setuid(65534) != 0) {
            ::_exit(2);
        }
        const auto project = Project::open(folder(), OpenMode::ReadOnly);
        const auto reader = project.ok() ? (*project)->reader()
                                         : Result<std::unique_ptr<ProjectReader>>(project.error());
        const bool right =
            reader.ok() && (*reader)->counts().ok() && (*reader)->counts()->labelled == 6;
        const auto writing = Project::open(folder(), OpenMode::ReadWrite);
        ::_exit(right && !writing.ok() ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_EQ(::chmod(folder().c_str(), 0755), 0);
    EXPECT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 0);
}
