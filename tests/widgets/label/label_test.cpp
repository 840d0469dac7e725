// SPDX-License-Identifier: GPL-3.0-or-later
// Labelling as an annotator does it: by keys, in the real window, over a project on disk.
#include "tests/widgets/label/label_fixture.h"
#include "widgets/common/text_view.h"

#include <QPlainTextEdit>
#include <QSignalSpy>

using namespace marginalia;
using test::kPatience;
using test::LabelTest;
using test::OpenWindow;

namespace {

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

}  // namespace
