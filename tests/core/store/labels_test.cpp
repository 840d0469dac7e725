// SPDX-License-Identifier: Apache-2.0
#include "tests/core/store/store_fixture.h"

using namespace marginalia;
using namespace marginalia::testing_store;

namespace {

class LabelsTest : public StoreTest {
protected:
    void SetUp() override
    {
        StoreTest::SetUp();
        std::vector<Record> records;
        for (int i = 0; i < 6; ++i) {
            records.push_back(
                pairOf("prompt " + std::to_string(i), "first answer", "second", i < 3));
        }
        import(records);
    }
};

}  // namespace

TEST_F(LabelsTest, APersonsVerdictComesBeforeTheImports)
{
    EXPECT_EQ(verdictOf(1), Verdict::A);
    EXPECT_EQ(m_reader->record(RecordId{1})->label.annotator, "import:1");
    ASSERT_TRUE(label(uidOf(1), Verdict::BothBad).ok());
    EXPECT_EQ(verdictOf(1), Verdict::BothBad);
    ASSERT_TRUE(label(uidOf(1), Verdict::B, "bob").ok());
    EXPECT_EQ(m_reader->record(RecordId{1})->label.annotator, "bob");
    ASSERT_TRUE(undo().ok());
    EXPECT_EQ(verdictOf(1), Verdict::BothBad);
    ASSERT_TRUE(undo().ok());
    EXPECT_EQ(verdictOf(1), Verdict::A);
}

TEST_F(LabelsTest, ARetryWithTheSameEventStoresItOnce)
{
    const Uid event = Uid::random();
    const auto first = label(uidOf(4), Verdict::A, "ann", event);
    const auto second = label(uidOf(4), Verdict::A, "ann", event);
    ASSERT_TRUE(first.ok());
    EXPECT_EQ(*first, *second);
    EXPECT_EQ(m_reader->history(uidOf(4))->size(), 1U);
}

TEST_F(LabelsTest, JudgementIsKeptWhole)
{
    ProjectWriter::LabelRequest request{
        Uid::random(),
        uidOf(5),
        "ann",
        {Verdict::B, Strength::Much, false, "b is \"kinder\"\n", 4321}};
    ASSERT_TRUE(
        waitFor<std::int64_t>([&](auto done) { m_project->writer()->label(request, done); }).ok());
    const auto history = m_reader->history(uidOf(5));
    ASSERT_EQ(history->size(), 1U);
    const LabelEvent& event = history->at(0);
    EXPECT_EQ(event.uuid, request.event);
    EXPECT_EQ(event.judgement.verdict, Verdict::B);
    EXPECT_EQ(event.judgement.strength, Strength::Much);
    EXPECT_FALSE(event.judgement.aShownFirst);
    EXPECT_EQ(event.judgement.why, "b is \"kinder\"\n");
    EXPECT_EQ(event.judgement.milliseconds, 4321);
    EXPECT_EQ(m_reader->record(RecordId{5})->label.why, "b is \"kinder\"\n");
}

TEST_F(LabelsTest, HistoryBeginsWithTheImportsLabel)
{
    ASSERT_TRUE(label(uidOf(1), Verdict::B).ok());
    const auto seq = waitFor<std::int64_t>(
        [&](auto done) { m_project->writer()->note(uidOf(1), "ann", "look again", done); });
    ASSERT_TRUE(seq.ok());
    ASSERT_TRUE(undo().ok());
    const auto history = m_reader->history(uidOf(1));
    ASSERT_EQ(history->size(), 4U);
    EXPECT_EQ(history->at(0).annotator, "import:1");
    EXPECT_EQ(history->at(1).judgement.verdict, Verdict::B);
    EXPECT_EQ(history->at(2).text, "look again");
    EXPECT_EQ(history->at(3).kind, LabelEventKind::Undo);
    EXPECT_EQ(history->at(3).target, history->at(2).uuid);
}

TEST_F(LabelsTest, RefusalsNameTheProblem)
{
    EXPECT_EQ(label(Uid::random(), Verdict::A).error().kind, ErrorKind::NotFound);
    EXPECT_EQ(label(uidOf(1), Verdict::None).error().kind, ErrorKind::Invalid);
    EXPECT_EQ(label(uidOf(1), Verdict::A, "").error().kind, ErrorKind::Invalid);
    EXPECT_EQ(label(uidOf(1), Verdict::A, "import:1").error().kind, ErrorKind::Invalid);
    ASSERT_EQ(*leaveOut({RecordId{2}}), 1);
    const Uid gone = m_reader->record(RecordId{2})->uid;
    EXPECT_EQ(label(gone, Verdict::A).error().kind, ErrorKind::Invalid);
    EXPECT_TRUE(m_project->writer()->flush().ok()) << "a refusal is no failure of the disk";
}

TEST_F(LabelsTest, TrailHasWhatIsInForceNewestFirst)
{
    for (const std::int64_t id : {4, 5, 6}) {
        ASSERT_TRUE(label(uidOf(id), Verdict::A).ok());
    }
    ASSERT_TRUE(label(uidOf(4), Verdict::Skip).ok());
    ASSERT_TRUE(label(uidOf(1), Verdict::A, "bob").ok());
    auto trail = m_reader->trail("ann", 10);
    ASSERT_EQ(trail->size(), 3U);
    EXPECT_EQ(trail->at(0).record, uidOf(4));
    EXPECT_EQ(trail->at(0).judgement.verdict, Verdict::Skip);
    EXPECT_EQ(trail->at(1).record, uidOf(6));
    ASSERT_TRUE(undo(true).ok());
    trail = m_reader->trail("ann", 2);
    ASSERT_EQ(trail->size(), 2U);
    EXPECT_EQ(trail->at(0).record, uidOf(6));
}

TEST_F(LabelsTest, UndoAndRedoGoOnAcrossRestarts)
{
    ASSERT_TRUE(label(uidOf(4), Verdict::A).ok());
    ASSERT_TRUE(label(uidOf(5), Verdict::B).ok());
    ASSERT_EQ(*leaveOut({RecordId{6}}), 1);
    reopen();
    EXPECT_EQ((*m_reader->nextUndo(false, ""))->kind, "delete");
    ASSERT_TRUE(undo().ok());
    EXPECT_EQ(ids().size(), 6U);
    reopen();
    ASSERT_TRUE(undo().ok());
    EXPECT_EQ(verdictOf(5), Verdict::None);
    reopen();
    EXPECT_EQ((*m_reader->nextRedo(false, ""))->kind, "label");
    ASSERT_TRUE(redo().ok());
    EXPECT_EQ(verdictOf(5), Verdict::B);
    ASSERT_TRUE(redo().ok());
    EXPECT_EQ(ids().size(), 5U);
    EXPECT_FALSE(m_reader->nextRedo(false, "")->has_value());
    EXPECT_EQ(redo().error().kind, ErrorKind::NotFound);
}

TEST_F(LabelsTest, UndoOfLabelsOnlyLeavesOtherWorkAndOtherPeople)
{
    ASSERT_TRUE(label(uidOf(4), Verdict::A).ok());
    ASSERT_TRUE(label(uidOf(5), Verdict::B, "bob").ok());
    ASSERT_EQ(*leaveOut({RecordId{6}}), 1);
    const auto undone = undo(true);
    ASSERT_TRUE(undone.ok());
    EXPECT_EQ(undone->detail["record"], 4);
    EXPECT_EQ(verdictOf(4), Verdict::None);
    EXPECT_EQ(verdictOf(5), Verdict::B);
    EXPECT_EQ(ids().size(), 5U);
    EXPECT_EQ(undo(true).error().kind, ErrorKind::NotFound);
    ASSERT_TRUE(redo(true).ok());
    EXPECT_EQ(verdictOf(4), Verdict::A);
}

TEST_F(LabelsTest, ANewChangeDropsTheRedoTailButNoEvent)
{
    ASSERT_TRUE(label(uidOf(4), Verdict::A).ok());
    ASSERT_TRUE(undo().ok());
    ASSERT_TRUE(label(uidOf(5), Verdict::A).ok());
    EXPECT_EQ(redo().error().kind, ErrorKind::NotFound);
    EXPECT_EQ(m_reader->history(uidOf(4))->size(), 2U);
}

TEST_F(LabelsTest, UndoingAnImportHidesItsRowsAndRedoBringsTheirLabelsBack)
{
    import({pairOf("more", "a", "b", false)}, "/data/more.jsonl");
    ASSERT_TRUE(label(uidOf(1), Verdict::Tie).ok());
    ASSERT_TRUE(undo().ok());
    const auto change = undo();
    ASSERT_TRUE(change.ok());
    EXPECT_EQ(change->kind, "import");
    EXPECT_EQ(change->detail["records"], 1);
    EXPECT_EQ(ids().size(), 6U);
    EXPECT_EQ(m_reader->counts()->pairs, 6);
    EXPECT_TRUE(m_reader->imports()->at(1).undone);
    ASSERT_TRUE(redo().ok());
    ASSERT_TRUE(redo().ok());
    EXPECT_EQ(ids().size(), 7U);
    EXPECT_EQ(verdictOf(1), Verdict::Tie);
}

TEST_F(LabelsTest, AFilterByAnnotatorTakesTheLabelsInForceOnly)
{
    const auto of = [&](const std::string& name) {
        Filter filter;
        filter.labels = {"by:" + name};
        return ids(filter).size();
    };
    ASSERT_EQ(of("ann"), 0U);
    ASSERT_TRUE(label(uidOf(1), Verdict::A).ok());
    ASSERT_TRUE(label(uidOf(2), Verdict::Tie).ok());
    EXPECT_EQ(of("ann"), 2U);
    EXPECT_EQ(of("an'n"), 0U);
    ASSERT_TRUE(
        waitFor<std::int64_t>([&](auto done) {
            m_project->writer()->label(
                {Uid::random(), uidOf(2), "o'hara", {Verdict::B, Strength::Plain, true, {}, 0}},
                done);
        }).ok());
    EXPECT_EQ(of("ann"), 1U);
    EXPECT_EQ(of("o'hara"), 1U);
    // The tie that no longer counted goes first.
    EXPECT_EQ(undo(true)->kind, "label");
    EXPECT_EQ(of("ann"), 1U);
    EXPECT_EQ(undo(true)->kind, "label");
    EXPECT_EQ(of("ann"), 0U);
}

TEST_F(LabelsTest, RecordsMadeHereAreOneUndoStep)
{
    const auto made = waitFor<std::vector<RecordId>>([&](auto done) {
        m_project->writer()->addRecords({pairOf("v1", "a", "b"), pairOf("v2", "a", "b")},
                                        "pairs_from_votes", done);
    });
    ASSERT_TRUE(made.ok());
    ASSERT_EQ(made->size(), 2U);
    EXPECT_EQ(ids().size(), 8U);
    Filter here;
    here.imports = {0};
    EXPECT_EQ(ids(here), *made);
    EXPECT_EQ(undo()->kind, "pairs_from_votes");
    EXPECT_EQ(ids().size(), 6U);
    ASSERT_TRUE(redo().ok());
    EXPECT_EQ(ids().size(), 8U);
}

TEST_F(LabelsTest, FlagsAreUndoneInTheProjectsLogButNotByLabelUndo)
{
    ASSERT_TRUE(label(uidOf(1), Verdict::A).ok());
    ASSERT_TRUE(waitFor<std::int64_t>([&](auto done) {
                    m_project->writer()->flag(uidOf(1), "ann", true, done);
                }).ok());
    EXPECT_TRUE(m_reader->record(RecordId{1})->label.flagged);
    EXPECT_EQ(undo(true)->kind, "label");
    EXPECT_TRUE(m_reader->record(RecordId{1})->label.flagged);
    EXPECT_EQ(undo()->kind, "flag");
    EXPECT_FALSE(m_reader->record(RecordId{1})->label.flagged);
}

TEST_F(LabelsTest, ABrokenOffImportCanGoOnOrBeTakenBack)
{
    ProjectWriter& writer = *m_project->writer();
    const auto id = writer.beginImport("/data/x.jsonl", "trl-preference", "");
    ASSERT_TRUE(id.ok());
    ASSERT_TRUE(
        writer.importChunk(*id, {pairOf("x1", "a", "b"), pairOf("x2", "a", "b")}, 512).ok());
    ASSERT_TRUE(writer.flush().ok());
    reopen();
    const ImportInfo broken = m_reader->imports()->at(1);
    EXPECT_FALSE(broken.complete);
    EXPECT_EQ(broken.nextByte, 512);
    EXPECT_EQ(broken.records, 2);
    ASSERT_EQ(*m_project->writer()->continueImport(*id), 512);
    ASSERT_TRUE(m_project->writer()->importChunk(*id, {pairOf("x3", "a", "b")}, 700).ok());
    ASSERT_TRUE(m_project->writer()->endImport(*id, {}).ok());
    EXPECT_TRUE(m_reader->imports()->at(1).complete);
    EXPECT_EQ(m_reader->imports()->at(1).records, 3);
    EXPECT_EQ(m_project->writer()->continueImport(*id).error().kind, ErrorKind::NotFound);
    EXPECT_EQ(undo()->kind, "import");
    EXPECT_EQ(ids().size(), 6U);
    EXPECT_EQ((*m_reader->nextUndo(false, ""))->detail["import"], 1) << "one step for both parts";
}

TEST_F(LabelsTest, BeginningAnewHidesABrokenAttempt)
{
    ProjectWriter& writer = *m_project->writer();
    const auto first = writer.beginImport("/data/x.jsonl", "f", "");
    ASSERT_TRUE(writer.importChunk(*first, {pairOf("x1", "a", "b")}, 0).ok());
    import({pairOf("x1", "a", "b"), pairOf("x2", "a", "b")}, "/data/x.jsonl");
    EXPECT_EQ(ids().size(), 8U);
    EXPECT_EQ(m_reader->counts()->pairs, 8);
}
