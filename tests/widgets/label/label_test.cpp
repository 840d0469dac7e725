// SPDX-License-Identifier: GPL-3.0-or-later
// Labelling as an annotator does it: by keys, in the real window, over a project on disk.
#include "tests/widgets/project_fixture.h"
#include "widgets/common/text_view.h"
#include "widgets/label/label_panel.h"
#include "widgets/label/trail_list.h"
#include "widgets/label/verdict_bar.h"

#include <QLabel>
#include <QListView>
#include <QPlainTextEdit>
#include <QSignalSpy>

using namespace marginalia;
using test::kPatience;
using test::OpenWindow;

namespace {

class LabelTest : public testing::Test {
protected:
    void SetUp() override
    {
        const QString home = test::freshFolder(QStringLiteral("label"));
        qputenv("MARGINALIA_HOME", home.toLocal8Bit());
        std::vector<Record> records;
        for (int i = 1; i <= 40; ++i) {
            const std::string n = std::to_string(i);
            records.push_back(test::pairOf("Question " + n, "The answer is " + n + ".",
                                           "Gladly! It is " + n + ", I think."));
        }
        records.push_back(test::pairOf("Equal", "Same words.", "Same words."));
        m_folder = test::makeProject(home + QStringLiteral("/pairs"), std::move(records));
        open();
    }
    void TearDown() override { m_open.reset(); }

    void open()
    {
        m_open.reset();
        m_open = std::make_unique<OpenWindow>(m_folder);
        m_open->window.showPanel(QStringLiteral("label"));
        ASSERT_NE(panel(), nullptr);
        ASSERT_TRUE(test::waitUntil([&] { return labels().current() != nullptr; }, kPatience));
    }
    LabelPanel* panel()
    {
        return dynamic_cast<LabelPanel*>(m_open->window.panel(QStringLiteral("label")));
    }
    LabelSession& labels() { return panel()->labels(); }
    /// Presses a key and waits until another pair (or none) is on screen.
    void judge(Qt::Key key, Qt::KeyboardModifiers held = Qt::NoModifier)
    {
        const Uid before = labels().current()->uid;
        m_open->press(key, held);
        ASSERT_TRUE(test::waitUntil(
            [&] { return labels().current() == nullptr || labels().current()->uid != before; },
            kPatience));
    }
    /// What the database says has been read since the last change.
    void settleFacts()
    {
        m_open->settle();
        ASSERT_TRUE(test::waitUntil([&] { return labels().isSettled(); }, kPatience));
    }
    void connectCounts(std::vector<std::int64_t>& seen)
    {
        QObject::connect(&labels(), &LabelSession::countsChanged, &labels(),
                         [this, &seen] { seen.push_back(labels().counts().notLabelled); });
    }
    void showRecord(std::int64_t id)
    {
        labels().goTo(RecordId{id});
        ASSERT_TRUE(test::waitUntil(
            [&] { return labels().current() != nullptr && number(labels().current()->id) == id; },
            kPatience));
    }
    StoredRecord stored(std::int64_t id)
    {
        m_open->settle();
        auto record = m_open->reader()->record(RecordId{id});
        EXPECT_TRUE(record.ok());
        return record.take();
    }
    template <class T>
    T* part(const char* name)
    {
        auto* found = panel()->findChild<T*>(QLatin1String(name));
        EXPECT_NE(found, nullptr) << name;
        return found;
    }

    QString m_folder;
    std::unique_ptr<OpenWindow> m_open;
};

TEST_F(LabelTest, EveryVerdictHasItsKeyAndIsStoredWithTheSideShown)
{
    struct Case {
        Qt::Key key;
        Qt::KeyboardModifiers held;
        int side;  ///< 0: no side
        Verdict verdict;
        Strength strength;
    };
    const Case cases[] = {
        {Qt::Key_1, Qt::ShiftModifier, 1, Verdict::None, Strength::Much},
        {Qt::Key_1, Qt::NoModifier, 1, Verdict::None, Strength::Plain},
        {Qt::Key_1, Qt::AltModifier, 1, Verdict::None, Strength::Slight},
        {Qt::Key_0, Qt::NoModifier, 0, Verdict::Tie, Strength::Plain},
        {Qt::Key_2, Qt::AltModifier, 2, Verdict::None, Strength::Slight},
        {Qt::Key_2, Qt::NoModifier, 2, Verdict::None, Strength::Plain},
        {Qt::Key_2, Qt::ShiftModifier, 2, Verdict::None, Strength::Much},
        {Qt::Key_Left, Qt::NoModifier, 1, Verdict::None, Strength::Plain},
        {Qt::Key_Right, Qt::NoModifier, 2, Verdict::None, Strength::Plain},
        {Qt::Key_Equal, Qt::NoModifier, 0, Verdict::Tie, Strength::Plain},
        {Qt::Key_A, Qt::NoModifier, 0, Verdict::BothGood, Strength::Plain},
        {Qt::Key_B, Qt::NoModifier, 0, Verdict::BothBad, Strength::Plain},
        {Qt::Key_S, Qt::NoModifier, 0, Verdict::Skip, Strength::Plain},
    };
    std::int64_t id = 0;
    for (const Case& one : cases) {
        ++id;
        ASSERT_EQ(number(labels().current()->id), id);
        const bool aFirst = labels().aShownFirst();
        judge(one.key, one.held);
        const auto history = [&] {
            m_open->settle();
            return *m_open->reader()->history(stored(id).uid);
        }();
        ASSERT_EQ(history.size(), 1U) << id;
        const Judgement& judgement = history.front().judgement;
        const Verdict wanted = one.side == 0               ? one.verdict
                               : (one.side == 1) == aFirst ? Verdict::A
                                                           : Verdict::B;
        EXPECT_EQ(judgement.verdict, wanted) << id;
        EXPECT_EQ(judgement.strength, one.strength) << id;
        EXPECT_EQ(judgement.aShownFirst, aFirst) << id;
        EXPECT_GE(judgement.milliseconds, 0);
    }
    EXPECT_EQ(labels().today(), static_cast<int>(std::size(cases)));
    EXPECT_EQ(labels().trail().size(), std::size(cases));
}

TEST_F(LabelTest, SidesAreShuffledAndTheSameWhenAPairComesBack)
{
    std::vector<bool> sides;
    std::vector<std::string> left;
    for (std::int64_t id = 1; id <= 40; ++id) {
        showRecord(id);
        sides.push_back(labels().aShownFirst());
        left.push_back(plainText(labels().shownAnswer(1)));
    }
    const auto first = std::count(sides.begin(), sides.end(), true);
    EXPECT_GT(first, 8);
    EXPECT_LT(first, 32);
    open();
    for (std::int64_t id = 1; id <= 40; ++id) {
        showRecord(id);
        EXPECT_EQ(labels().aShownFirst(), sides[static_cast<size_t>(id - 1)]) << id;
        EXPECT_EQ(part<TextView>("label.answer1")->source(), left[static_cast<size_t>(id - 1)]);
    }
}

TEST_F(LabelTest, UndoGoesBackAcrossRestartsWithoutEnd)
{
    const int before = 12;
    for (int i = 0; i < before; ++i) {
        judge(i % 2 == 0 ? Qt::Key_1 : Qt::Key_A);
    }
    open();
    EXPECT_EQ(number(labels().current()->id), before + 1);
    judge(Qt::Key_2);
    m_open->settle();
    for (int id = before + 1; id >= 1; --id) {
        ASSERT_TRUE(test::waitUntil([&] { return labels().canUndo(); }, kPatience)) << id;
        m_open->press(Qt::Key_U);
        ASSERT_TRUE(test::waitUntil(
            [&] {
                return labels().current() != nullptr && number(labels().current()->id) == id &&
                       labels().current()->label.verdict == Verdict::None;
            },
            kPatience))
            << id;
        EXPECT_EQ(stored(id).label.verdict, Verdict::None) << id;
    }
    EXPECT_TRUE(test::waitUntil([&] { return !labels().canUndo(); }, kPatience));
    for (int id = 1; id <= before + 1; ++id) {
        m_open->press(Qt::Key_U, Qt::ShiftModifier);
        ASSERT_TRUE(test::waitUntil(
            [&] {
                return labels().current() != nullptr && number(labels().current()->id) == id &&
                       labels().current()->label.verdict != Verdict::None;
            },
            kPatience))
            << id;
    }
    EXPECT_NE(stored(before + 1).label.verdict, Verdict::None);
}

TEST_F(LabelTest, WhyIsKeptAsADraftAndGoesWithTheVerdict)
{
    auto* why = part<QPlainTextEdit>("label.why_text");
    m_open->press(Qt::Key_N);
    ASSERT_TRUE(why->hasFocus());
    // Letters and digits are text here, not verdicts.
    m_open->type(QStringLiteral("1 is right, 2 is not"));
    EXPECT_EQ(number(labels().current()->id), 1);
    EXPECT_EQ(why->toPlainText(), QStringLiteral("1 is right, 2 is not"));
    m_open->press(Qt::Key_Escape);
    EXPECT_FALSE(why->hasFocus());
    judge(Qt::Key_J);
    EXPECT_TRUE(why->toPlainText().isEmpty());
    m_open->settle();
    open();
    showRecord(1);
    EXPECT_EQ(part<QPlainTextEdit>("label.why_text")->toPlainText(),
              QStringLiteral("1 is right, 2 is not"));
    judge(Qt::Key_1);
    EXPECT_EQ(stored(1).label.why, "1 is right, 2 is not");
    m_open->settle();
    EXPECT_EQ(*m_open->reader()->draft(stored(1).uid), "");
}

TEST_F(LabelTest, QueuesHoldWhatTheySay)
{
    m_open->press(Qt::Key_F);
    EXPECT_TRUE(labels().flagged());
    judge(Qt::Key_1);
    m_open->press(Qt::Key_J);
    m_open->press(Qt::Key_J);
    ASSERT_TRUE(test::waitUntil([&] { return number(labels().current()->id) == 4; }, kPatience));
    m_open->press(Qt::Key_F);
    m_open->settle();

    panel()->perform(QStringLiteral("queue"),
                     {{QStringLiteral("name"), QStringLiteral("flagged")}});
    ASSERT_TRUE(test::waitUntil(
        [&] { return labels().current() != nullptr && number(labels().current()->id) == 1; },
        kPatience));
    EXPECT_NE(labels().current()->label.verdict, Verdict::None) << "the earlier verdict shows";
    EXPECT_EQ(labels().remaining(), 1);
    judge(Qt::Key_2);
    EXPECT_EQ(number(labels().current()->id), 4);
    m_open->press(Qt::Key_F);
    judge(Qt::Key_1);
    EXPECT_EQ(labels().state(), LabelSession::State::QueueDone);

    panel()->perform(QStringLiteral("queue"), {{QStringLiteral("name"), QStringLiteral("all")}});
    ASSERT_TRUE(test::waitUntil([&] { return labels().current() != nullptr; }, kPatience));
    EXPECT_EQ(number(labels().current()->id), 1);
    EXPECT_EQ(labels().remaining(), 40);

    panel()->perform(QStringLiteral("queue"),
                     {{QStringLiteral("name"), QStringLiteral("not_labelled")}});
    ASSERT_TRUE(test::waitUntil(
        [&] { return labels().current() != nullptr && number(labels().current()->id) == 2; },
        kPatience));
    EXPECT_TRUE(test::waitUntil([&] { return labels().counts().flagged == 1; }, kPatience));
}

TEST_F(LabelTest, CountsFollowEveryVerdictAtOnceAndStayRight)
{
    ASSERT_TRUE(test::waitUntil([&] { return labels().counts().all == 41; }, kPatience));
    const auto waiting = [&] { return labels().counts().notLabelled; };
    const auto spoken = [&] { return part<QWidget>("label.queue.label")->accessibleName(); };
    EXPECT_EQ(waiting(), 41);
    std::vector<std::int64_t> seen;
    connectCounts(seen);
    m_open->press(Qt::Key_F);
    EXPECT_EQ(labels().counts().flagged, 1);
    // No waiting between key and count.
    for (int i = 1; i <= 10; ++i) {
        judge(i % 5 == 0 ? Qt::Key_S : Qt::Key_1);
        EXPECT_EQ(waiting(), 41 - i);
        EXPECT_EQ(spoken(), QStringLiteral("Not labelled, %1 waiting").arg(41 - i));
    }
    EXPECT_EQ(labels().counts().skipped, 2);
    settleFacts();
    EXPECT_EQ(waiting(), 31);
    EXPECT_TRUE(std::is_sorted(seen.rbegin(), seen.rend())) << "no old count came back";
    for (int left = 32; left <= 34; ++left) {
        m_open->press(Qt::Key_U);
        ASSERT_TRUE(test::waitUntil([&] { return waiting() == left; }, kPatience)) << left;
    }
    EXPECT_EQ(labels().counts().skipped, 1);
    EXPECT_EQ(labels().judgedHere(), 7);
    m_open->press(Qt::Key_U, Qt::ShiftModifier);
    ASSERT_TRUE(test::waitUntil([&] { return waiting() == 33; }, kPatience));
    EXPECT_EQ(labels().judgedHere(), 8);
    // Judged anew after a way back: counted once.
    showRecord(1);
    judge(Qt::Key_2);
    EXPECT_EQ(waiting(), 33);
    EXPECT_EQ(labels().judgedHere(), 8);
    settleFacts();
    EXPECT_EQ(waiting(), 33);
    EXPECT_EQ(labels().today(), 8);
    open();
    EXPECT_TRUE(test::waitUntil([&] { return waiting() == 33; }, kPatience));
}

TEST_F(LabelTest, AnUndoneLabelOfAnEarlierDayWaitsInTheQueueAgain)
{
    judge(Qt::Key_1);
    m_open->settle();
    open();
    EXPECT_EQ(labels().remaining(), 39);
    ASSERT_TRUE(test::waitUntil([&] { return labels().canUndo(); }, kPatience));
    m_open->press(Qt::Key_U);
    ASSERT_TRUE(test::waitUntil(
        [&] { return labels().counts().notLabelled == 41 && labels().remaining() == 40; },
        kPatience));
}

TEST(LabelKindsTest, QueuesCountPairsOnly)
{
    const QString home = test::freshFolder(QStringLiteral("label-kinds"));
    qputenv("MARGINALIA_HOME", home.toLocal8Bit());
    std::vector<Record> records = {test::pairOf("One", "a", "b"), test::pairOf("Two", "a", "b")};
    for (int i = 0; i < 5; ++i) {
        Record demo = test::pairOf("Shown " + std::to_string(i), "a", "");
        demo.kind = RecordKind::Demo;
        demo.b.clear();
        records.push_back(demo);
    }
    OpenWindow open(test::makeProject(home + QStringLiteral("/pairs"), std::move(records)));
    open.window.showPanel(QStringLiteral("label"));
    auto* panel = dynamic_cast<LabelPanel*>(open.window.panel(QStringLiteral("label")));
    ASSERT_NE(panel, nullptr);
    ASSERT_TRUE(test::waitUntil([&] { return panel->labels().current() != nullptr; }, kPatience));
    EXPECT_EQ(panel->labels().counts(), (QueueCounts{2, 0, 2, 0}));
}

TEST_F(LabelTest, KeysFasterThanTheReadingJudgeNoPairTwice)
{
    QSignalSpy stored(&labels(), &LabelSession::stored);
    // Not one event is served in between, so that nothing can be read meanwhile.
    for (int i = 0; i < 30; ++i) {
        labels().preferSide(1 + i % 2, Strength::Plain);
    }
    const int taken = labels().pending();
    EXPECT_GE(taken, 2);
    EXPECT_LT(taken, 30) << "the whole queue was read ahead; the test proves nothing";
    ASSERT_TRUE(test::waitUntil([&] { return stored.count() == taken; }, kPatience));
    settleFacts();
    EXPECT_EQ(labels().trail().size(), static_cast<size_t>(taken))
        << "a verdict replaced another on the same pair";
    // The pair that was waited for comes, and takes the next key.
    ASSERT_TRUE(test::waitUntil(
        [&] {
            return labels().current() != nullptr &&
                   labels().current()->label.verdict == Verdict::None;
        },
        kPatience));
    judge(Qt::Key_1);
    settleFacts();
    EXPECT_EQ(labels().trail().size(), static_cast<size_t>(taken) + 1);
}

TEST_F(LabelTest, AfterAPairFromTheTrailTheOneOnScreenComesBack)
{
    judge(Qt::Key_1);
    judge(Qt::Key_2);
    m_open->settle();
    open();  // the pairs judged before are no longer in the queue
    ASSERT_EQ(number(labels().current()->id), 3);
    auto* trail = part<QListView>("label.trail");
    ASSERT_TRUE(test::waitUntil([&] { return trail->model()->rowCount() == 2; }, kPatience));
    Q_EMIT trail->activated(trail->model()->index(1, 0));
    ASSERT_TRUE(test::waitUntil([&] { return number(labels().current()->id) == 1; }, kPatience));
    const Verdict old = labels().current()->label.verdict;
    EXPECT_NE(old, Verdict::None);
    judge(Qt::Key_B);
    EXPECT_EQ(number(labels().current()->id), 3);
    EXPECT_EQ(stored(1).label.verdict, Verdict::BothBad);
    EXPECT_EQ(m_open->reader()->history(stored(1).uid)->size(), 2U);
}

TEST_F(LabelTest, WordDiffMarksWhatDiffersOnBothSides)
{
    auto* left = part<TextView>("label.answer1");
    auto* right = part<TextView>("label.answer2");
    EXPECT_TRUE(left->ranges().empty());
    m_open->press(Qt::Key_D);
    const auto differing = [](const TextView& view) {
        return std::count_if(view.ranges().begin(), view.ranges().end(),
                             [](const TextRange& range) { return range.style.bold; });
    };
    EXPECT_GT(differing(*left), 0);
    EXPECT_GT(differing(*right), 0);
    test::savePicture(m_open->window, QStringLiteral("label-diff"));
    judge(Qt::Key_1);
    EXPECT_GT(differing(*left), 0) << "the diff stays on";
    m_open->press(Qt::Key_Period);
    m_open->press(Qt::Key_D);
    EXPECT_TRUE(left->ranges().empty());
}

TEST_F(LabelTest, EqualAnswersTakeOnlySkipAndFlag)
{
    showRecord(41);
    EXPECT_TRUE(labels().answersEqual());
    EXPECT_TRUE(panel()->infoBar().isVisible());
    m_open->press(Qt::Key_1);
    m_open->press(Qt::Key_0);
    EXPECT_EQ(number(labels().current()->id), 41);
    judge(Qt::Key_S);
    EXPECT_EQ(stored(41).label.verdict, Verdict::Skip);
}

TEST_F(LabelTest, NothingMovesFromPairToPair)
{
    judge(Qt::Key_1);
    settleFacts();
    const test::Places before = test::placesOf(*panel());
    EXPECT_GT(before.size(), 15);
    for (const Qt::Key key : {Qt::Key_2, Qt::Key_A, Qt::Key_S, Qt::Key_F, Qt::Key_0}) {
        m_open->press(key);
    }
    settleFacts();
    const QStringList moved = test::movedWidgets(*panel(), before);
    EXPECT_TRUE(moved.isEmpty()) << qPrintable(moved.join(QLatin1Char('\n')));
}

TEST_F(LabelTest, AVerdictMayWaitForEnter)
{
    m_open->workspace.settings().setValue(QStringLiteral("labelling/confirm"), true);
    m_open->press(Qt::Key_1);
    EXPECT_EQ(number(labels().current()->id), 1);
    m_open->press(Qt::Key_2);
    const bool aFirst = labels().aShownFirst();
    judge(Qt::Key_Return);
    EXPECT_EQ(stored(1).label.verdict, aFirst ? Verdict::B : Verdict::A);
}

TEST_F(LabelTest, ANarrowWindowFoldsTheRightColumnUntilAReasonIsWritten)
{
    auto* why = part<QPlainTextEdit>("label.why_text");
    EXPECT_TRUE(why->isVisible());
    m_open->window.resize(1280, 720);
    ASSERT_TRUE(test::waitUntil([&] { return !why->isVisible(); }, kPatience));
    EXPECT_TRUE(test::cutTexts(*panel()).isEmpty())
        << qPrintable(test::cutTexts(*panel()).join(QLatin1Char('\n')));
    m_open->press(Qt::Key_N);
    EXPECT_TRUE(why->isVisible());
    EXPECT_TRUE(why->hasFocus());
    m_open->press(Qt::Key_Escape);
    EXPECT_FALSE(why->isVisible());
    judge(Qt::Key_1);
}

TEST_F(LabelTest, ADoneQueueSaysWhatWasDoneAndOffersTraining)
{
    while (labels().current() != nullptr) {
        judge(labels().answersEqual() ? Qt::Key_S : Qt::Key_1);
    }
    EXPECT_EQ(labels().state(), LabelSession::State::QueueDone);
    // The words agree with the count: the equal pair was skipped, so it has no label.
    EXPECT_EQ(labels().counts(), (QueueCounts{0, 0, 41, 1}));
    settleFacts();
    EXPECT_EQ(labels().counts(), (QueueCounts{0, 0, 41, 1}));
    const auto says = [&](const QString& words) {
        const auto labels = panel()->findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) {
            return label->isVisible() && label->text().contains(words);
        });
    };
    EXPECT_TRUE(says(QStringLiteral("Every pair was looked at")));
    EXPECT_TRUE(says(QStringLiteral("40 labelled here, 1 skipped")));
    test::savePicture(m_open->window, QStringLiteral("label-done"));
    EXPECT_EQ(test::primaryButtons(*panel()), 1);
    m_open->press(Qt::Key_U);
    ASSERT_TRUE(test::waitUntil([&] { return labels().current() != nullptr; }, kPatience));
}

}  // namespace
