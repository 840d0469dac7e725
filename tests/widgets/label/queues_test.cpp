// SPDX-License-Identifier: GPL-3.0-or-later
// Queues of pairs to label: what they hold, their counts, the way back from the trail, their end.
#include "tests/widgets/label/label_fixture.h"
#include "widgets/label/trail_list.h"

#include <QLabel>
#include <QListView>

using namespace marginalia;
using test::kPatience;
using test::LabelTest;
using test::OpenWindow;

namespace {

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
