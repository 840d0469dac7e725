// SPDX-License-Identifier: Apache-2.0
#include "core/base/file.h"
#include "tests/core/store/store_fixture.h"

using namespace marginalia;
using namespace marginalia::testing_store;

namespace {

using ProjectTest = StoreTest;

std::vector<Record> threePairs()
{
    return {pairOf("Say hello", "Hello there friend", "Hi"),
            pairOf("Add 2 and 3", "5", "It is six"),
            pairOf("Why?", "Because.", "Because it is so", false)};
}

}  // namespace

TEST_F(ProjectTest, CreateMakesTheFolderAndOpensAgain)
{
    EXPECT_TRUE(fileExists(folder() + "/taste.marginalia"));
    EXPECT_TRUE(fileExists(folder() + "/labels.journal"));
    EXPECT_TRUE(folderExists(m_project->runsFolder()));
    const Uid uid = m_project->uid();
    EXPECT_FALSE(uid.isNull());
    reopen();
    EXPECT_EQ(m_project->uid(), uid);
    EXPECT_EQ(m_project->name(), "taste");
    EXPECT_FALSE(m_project->readOnly());
}

TEST_F(ProjectTest, CreateRefusesAFolderInUse)
{
    const auto second = Project::create(folder(), "other");
    ASSERT_FALSE(second.ok());
    EXPECT_EQ(second.error().kind, ErrorKind::Invalid);
}

TEST_F(ProjectTest, NamesWithSlashesStayInTheFolder)
{
    const auto odd = Project::create(m_root + "/odd", "../up/x");
    ASSERT_TRUE(odd.ok());
    EXPECT_EQ((*odd)->name(), "../up/x");
    EXPECT_FALSE(fileExists(m_root + "/up/x.marginalia"));
    EXPECT_EQ((*odd)->folder(), m_root + "/odd");
}

TEST_F(ProjectTest, SecondWriterIsToldWhoHoldsIt)
{
    const auto second = Project::open(folder(), OpenMode::ReadWrite);
    ASSERT_FALSE(second.ok());
    EXPECT_EQ(second.error().kind, ErrorKind::Locked);
    EXPECT_NE(second.error().message().find("process " + std::to_string(::getpid())),
              std::string::npos)
        << second.error().message();
    EXPECT_NE(second.error().message().find("read-only"), std::string::npos);
}

TEST_F(ProjectTest, ReadOnlyOpensBesideTheWriterAndSeesItsWork)
{
    import(threePairs());
    const auto second = Project::open(folder() + "/taste.marginalia", OpenMode::ReadOnly);
    ASSERT_TRUE(second.ok()) << second.error().message();
    EXPECT_TRUE((*second)->readOnly());
    EXPECT_EQ((*second)->writer(), nullptr);
    auto reader = (*second)->reader();
    ASSERT_TRUE(reader.ok());
    EXPECT_EQ((*reader)->query({})->ids.size(), 3U);
}

TEST_F(ProjectTest, ImportedRecordsReadBackExactly)
{
    Record record = pairOf("a\nb", std::string("nul\0in", 6), "ü 汉");
    record.textMode = TextMode::Plain;
    record.margin = 1.5;
    record.strength = 2;
    record.split = "test";
    record.codes = {"D-NUL"};
    record.meta = {{"id", 7}};
    record.tools = Json::array({1});
    record.source = {3, 120, 44};
    Record steps;
    steps.kind = RecordKind::Steps;
    steps.prompt = said("user", "1+1");
    steps.steps = {"one", "two words"};
    steps.stepLabels = {true, false};
    Record group;
    group.kind = RecordKind::Group;
    group.prompt = said("user", "Which?");
    GroupAnswer good;
    good.messages = said("assistant", "This one");
    good.messages.push_back(said("user", "Sure?")[0]);
    good.score = 4.5;
    good.attributes = {{"honesty", 5}};
    GroupAnswer bad;
    bad.messages = said("assistant", "That");
    bad.rank = 2;
    group.answers = {good, bad};
    import({record, steps, group});
    const auto third = m_reader->record(RecordId{3});
    ASSERT_TRUE(third.ok());
    EXPECT_EQ(third->record.answers, group.answers);
    EXPECT_TRUE(third->record.a.empty());
    EXPECT_TRUE(third->usable);
    EXPECT_EQ(m_reader->rows({RecordId{3}})->at(0).chosen, "This one\nSure?\nThat");
    Filter groups;
    groups.kinds = {"group"};
    EXPECT_EQ(m_reader->query(groups)->ids, std::vector<RecordId>{RecordId{3}});
    groups.search = "sure";
    EXPECT_EQ(m_reader->query(groups)->ids.size(), 1U);
    EXPECT_EQ(m_reader->counts()->groups, 1);
    const auto first = m_reader->record(RecordId{1});
    ASSERT_TRUE(first.ok());
    EXPECT_EQ(first->record.prompt, record.prompt);
    EXPECT_EQ(first->record.a, record.a);
    EXPECT_EQ(first->record.b, record.b);
    EXPECT_EQ(first->record.textMode, TextMode::Plain);
    EXPECT_EQ(first->record.margin, 1.5);
    EXPECT_EQ(first->record.split, "test");
    EXPECT_EQ(first->record.codes, record.codes);
    EXPECT_EQ(first->record.meta, record.meta);
    EXPECT_EQ(first->record.tools, record.tools);
    EXPECT_EQ(first->record.source, record.source);
    EXPECT_EQ(first->sourcePath, "/data/pairs.jsonl");
    EXPECT_EQ(*m_reader->idOf(first->uid), RecordId{1});
    const auto second = m_reader->record(RecordId{2});
    EXPECT_EQ(second->record.steps, steps.steps);
    EXPECT_EQ(second->record.stepLabels, steps.stepLabels);
    EXPECT_EQ(m_reader->record(RecordId{9}).error().kind, ErrorKind::NotFound);
    EXPECT_EQ(m_reader->idOf(Uid::random()).error().kind, ErrorKind::NotFound);
}

TEST_F(ProjectTest, ARecordKeepsTheUidItBringsOnce)
{
    Record record = pairOf("p", "a", "b");
    record.uid = Uid::random();
    import({record, record});
    EXPECT_EQ(uidOf(1), record.uid);
    EXPECT_NE(uidOf(2), record.uid);
}

TEST_F(ProjectTest, SummariesShowTheWinnerFirst)
{
    import(threePairs());
    ASSERT_TRUE(label(uidOf(2), Verdict::B).ok());
    const auto rows = m_reader->rows({RecordId{3}, RecordId{2}, RecordId{77}, RecordId{1}});
    ASSERT_TRUE(rows.ok());
    ASSERT_EQ(rows->size(), 3U);
    EXPECT_EQ((*rows)[0].id, RecordId{3});
    EXPECT_FALSE((*rows)[0].judged);
    EXPECT_EQ((*rows)[1].chosen, "It is six");
    EXPECT_EQ((*rows)[1].rejected, "5");
    EXPECT_EQ((*rows)[1].chosenWords, 3);
    EXPECT_EQ((*rows)[1].label.annotator, "ann");
    EXPECT_EQ((*rows)[2].chosen, "Hello there friend");
    EXPECT_TRUE((*rows)[2].judged);
    EXPECT_EQ((*rows)[2].label.annotator, "import:1");
}

TEST_F(ProjectTest, SummariesAreCutAtACharacterBorder)
{
    std::string text;
    for (int i = 0; i < 300; ++i) {
        text += "ä";
    }
    import({pairOf(text + "x", "y" + text, "z")});
    const auto rows = m_reader->rows({RecordId{1}});
    EXPECT_EQ((*rows)[0].prompt.size(), 400U);
    EXPECT_EQ((*rows)[0].chosen.size(), 399U);
}

TEST_F(ProjectTest, CountsFollowLabelsFlagsAndImports)
{
    std::vector<Record> records = threePairs();
    records.push_back(pairOf("same", "x", "x"));
    records.push_back(pairOf("empty", "x", "  "));
    Record unpaired;
    unpaired.kind = RecordKind::Unpaired;
    unpaired.a = said("assistant", "fine");
    unpaired.label = false;
    records.push_back(unpaired);
    Record demo = unpaired;
    demo.kind = RecordKind::Demo;
    demo.label.reset();
    records.push_back(demo);
    import(records);
    Counts counts = *m_reader->counts();
    EXPECT_EQ(counts.pairs, 5);
    EXPECT_EQ(counts.unpaired, 1);
    EXPECT_EQ(counts.demos, 1);
    EXPECT_EQ(counts.labelled, 5);
    EXPECT_EQ(counts.byPerson, 0);
    EXPECT_EQ(counts.strict, 4);
    EXPECT_EQ(counts.longerWins, 2);  // "Hello there friend" and "x" against blanks
    EXPECT_EQ(counts.equal, 1);
    EXPECT_EQ(counts.empty, 1);
    EXPECT_EQ(counts.byLabel.at("false"), 1);
    EXPECT_EQ(counts.byLabel.at("none"), 2);
    ASSERT_TRUE(label(uidOf(2), Verdict::B).ok());
    ASSERT_TRUE(label(uidOf(3), Verdict::Skip).ok());
    ASSERT_TRUE(waitFor<std::int64_t>([&](auto done) {
                    m_project->writer()->flag(uidOf(1), "ann", true, done);
                }).ok());
    counts = *m_reader->counts();
    EXPECT_EQ(counts.labelled, 5);
    EXPECT_EQ(counts.byPerson, 1);
    EXPECT_EQ(counts.longerWins, 3);
    EXPECT_EQ(counts.flagged, 1);
    EXPECT_EQ(counts.byLabel.at("skip"), 1);
    EXPECT_EQ(counts.byImport.at(1), 7);
    // Pairs apart: the demonstration without a label and its flag are not among them.
    ASSERT_TRUE(waitFor<std::int64_t>([&](auto done) {
                    m_project->writer()->flag(uidOf(7), "ann", true, done);
                }).ok());
    counts = *m_reader->counts();
    EXPECT_EQ(counts.flagged, 2);
    EXPECT_EQ(counts.flaggedPairs, 1);
    const std::map<std::string, std::int64_t> pairs = {{"a", 3}, {"b", 1}, {"skip", 1}};
    EXPECT_EQ(counts.pairsByLabel, pairs);
    ASSERT_TRUE(undo().ok());
    ASSERT_TRUE(undo().ok());
    EXPECT_EQ(m_reader->counts()->flagged, 0);
    EXPECT_EQ(m_reader->counts()->flaggedPairs, 0);
}

TEST_F(ProjectTest, UsableForTrainingIsAboutEmptyAndEqual)
{
    EXPECT_TRUE(usableForTraining(pairOf("p", "a", "b")));
    EXPECT_FALSE(usableForTraining(pairOf("p", "a", "a")));
    EXPECT_FALSE(usableForTraining(pairOf("p", "a", " \n\xC2\xA0")));
    Record call = pairOf("p", "", "b");
    call.a[0].toolCalls = Json::array({{{"name", "f"}}});
    EXPECT_TRUE(usableForTraining(call));
    Record steps;
    steps.kind = RecordKind::Steps;
    EXPECT_FALSE(usableForTraining(steps));
    steps.steps = {"x"};
    EXPECT_FALSE(usableForTraining(steps));
    steps.stepLabels = {true};
    EXPECT_TRUE(usableForTraining(steps));
}

TEST_F(ProjectTest, SettingsDraftsViewsAndPromptsStay)
{
    import(threePairs());
    ProjectWriter& writer = *m_project->writer();
    const Uid record = uidOf(1);
    ASSERT_TRUE(
        waitFor<bool>([&](auto done) { writer.setSetting("model", "starter", done); }).ok());
    ASSERT_TRUE(
        waitFor<bool>([&](auto done) { writer.saveDraft(record, "half a th", done); }).ok());
    SavedView view;
    view.name = "Long ones";
    view.filter.search = "hello";
    view.filter.flagged = true;
    view.filter.sort = SortKey::ChosenWords;
    const auto viewId = waitFor<std::int64_t>([&](auto done) { writer.saveView(view, done); });
    ASSERT_TRUE(viewId.ok());
    StoredPrompt prompt{0, said("user", "Count"), "sums"};
    const auto promptId =
        waitFor<std::int64_t>([&](auto done) { writer.savePrompt(prompt, done); });
    StoredAnswer answer;
    answer.promptId = *promptId;
    answer.model = "starter";
    answer.text = "1 2";
    answer.tokens = Json::array({Json::array({"1", -0.5, nullptr})});
    answer.seconds = 0.25;
    const auto answerId =
        waitFor<std::int64_t>([&](auto done) { writer.saveAnswer(answer, done); });
    ASSERT_TRUE(answerId.ok());
    StoredAnswer orphan;
    orphan.promptId = 99;
    EXPECT_EQ(
        waitFor<std::int64_t>([&](auto done) { writer.saveAnswer(orphan, done); }).error().kind,
        ErrorKind::NotFound);
    StoredVote vote;
    vote.uid = Uid::random();
    vote.promptId = *promptId;
    vote.answers = {*answerId};
    vote.models = {"starter"};
    vote.best = 0;
    ASSERT_TRUE(waitFor<bool>([&](auto done) { writer.saveVote(vote, "ann", done); }).ok());
    vote.sent = true;
    ASSERT_TRUE(waitFor<bool>([&](auto done) { writer.saveVote(vote, "ann", done); }).ok());
    ASSERT_TRUE(waitFor<bool>([&](auto done) {
                    writer.storeMargins("run", {{RecordId{1}, {0.5F, 3, {1, 2, 0.5F}}}}, done);
                }).ok());
    reopen();
    EXPECT_EQ(*m_reader->setting("model", "none"), "starter");
    EXPECT_EQ(*m_reader->setting("other", "none"), "none");
    EXPECT_EQ(*m_reader->draft(record), "half a th");
    ASSERT_EQ(m_reader->views()->size(), 1U);
    EXPECT_EQ(m_reader->views()->at(0).filter, view.filter);
    EXPECT_EQ(m_reader->prompts()->at(0).messages, prompt.messages);
    ASSERT_EQ(m_reader->answers(*promptId)->size(), 1U);
    EXPECT_EQ(m_reader->answers(*promptId)->at(0).tokens, answer.tokens);
    ASSERT_EQ(m_reader->votes()->size(), 1U);
    EXPECT_TRUE(m_reader->votes()->at(0).sent);
    EXPECT_EQ(m_reader->votes()->at(0).models, vote.models);
    ASSERT_EQ(m_reader->margins("run")->size(), 1U);
    EXPECT_EQ(m_reader->margins("run")->at(0).second.history, (std::vector<float>{1, 2, 0.5F}));
    EXPECT_TRUE(m_reader->margins("other")->empty());
    ASSERT_TRUE(label(record, Verdict::Tie).ok());
    EXPECT_EQ(*m_reader->draft(record), "") << "a label ends the draft";
    ASSERT_TRUE(*waitFor<bool>([&](auto done) { m_project->writer()->removeView(*viewId, done); }));
    EXPECT_TRUE(m_reader->views()->empty());
}

TEST_F(ProjectTest, ChangesAreAnnouncedAfterTheyAreStored)
{
    std::vector<std::string> heard;
    m_project->writer()->onChange([&](const std::string& what) {
        if (what != "index") {
            heard.push_back(what);
        }
    });
    import(threePairs());
    ASSERT_TRUE(label(uidOf(1), Verdict::A).ok());
    ASSERT_TRUE(m_project->writer()->flush().ok());
    EXPECT_EQ(m_project->writer()->pending(), 0);
    EXPECT_THAT(heard, ::testing::Contains("records"));
    EXPECT_EQ(heard.back(), "labels");
}
