// SPDX-License-Identifier: GPL-3.0-or-later
// Votes in Compare: what counts, what becomes a pair, what stays where it is.
#include "tests/widgets/compare/compare_fixture.h"
#include "widgets/common/buttons.h"
#include "widgets/compare/scrubber.h"

#include <QSignalSpy>

using namespace marginalia;
using test::CompareTest;
using test::kPatience;

namespace {

TEST_F(CompareTest, AVoteCountsOnceAndBecomesAPairOnce)
{
    writeDiffering();
    m_open->press(Qt::Key_1);
    m_open->press(Qt::Key_2);
    m_open->press(Qt::Key_2);
    EXPECT_EQ(compare().votes().size(), 3U) << "every vote is kept";
    ASSERT_NE(compare().voteOnScreen(), nullptr);
    EXPECT_EQ(compare().voteOnScreen()->best, 1);
    EXPECT_TRUE(m_open->workspace.actions().action(QStringLiteral("compare.best2"))->isChecked());
    EXPECT_EQ(compare().waitingPairs(), 1);
    const QString subject = compare().columns()[1].folder;
    const VoteCount count = countVotes(compare().votes(), subject, compare().columns()[0].folder);
    EXPECT_EQ(count.wins, 1);
    EXPECT_EQ(count.losses, 0);
    const auto* wins = panel()->findChild<Button*>(QStringLiteral("compare.add_pairs"));
    ASSERT_NE(wins, nullptr);
    EXPECT_TRUE(wins->isEnabled());
    EXPECT_EQ(wins->text(), QStringLiteral("Add 1 pair"));
    // Three presses, one vote: the head counts what the numbers below it count.
    EXPECT_TRUE(votesSay(QStringLiteral("1")));
    EXPECT_FALSE(votesSay(QStringLiteral("3")));
    EXPECT_TRUE(votesSay(QStringLiteral("1 of 1 wins")));
    const QString strong = QStringLiteral("<span style='font-weight:600'>%1</span>");
    EXPECT_TRUE(votesSay(strong.arg(1) + QStringLiteral(" win · ") + strong.arg(0) +
                         QStringLiteral(" losses · ") + strong.arg(0) + QStringLiteral(" ties")));
    test::savePicture(m_open->window, QStringLiteral("compare-voted"));

    QSignalSpy made(&compare(), &CompareSession::pairsMade);
    m_open->press(Qt::Key_P);
    ASSERT_TRUE(test::waitUntil([&] { return made.count() == 1; }, kPatience));
    auto pairs = pairsMadeHere();
    ASSERT_EQ(pairs.size(), 1U);
    EXPECT_EQ(plainText(pairs[0].record.a), compare().answer(1).text);
    EXPECT_EQ(plainText(pairs[0].record.b), compare().answer(0).text);
    EXPECT_EQ(pairs[0].label.verdict, Verdict::A);
    EXPECT_EQ(compare().waitingPairs(), 0);
    EXPECT_FALSE(
        m_open->workspace.actions().action(QStringLiteral("compare.make_pair"))->isEnabled());

    m_open->session().undo();
    ASSERT_TRUE(test::waitUntil([&] { return compare().waitingPairs() == 1; }, kPatience));
    EXPECT_TRUE(pairsMadeHere().empty());
    m_open->session().redo();
    ASSERT_TRUE(test::waitUntil([&] { return compare().waitingPairs() == 0; }, kPatience));
    EXPECT_EQ(pairsMadeHere().size(), 1U);
}

TEST_F(CompareTest, WithoutVotesOneQuietLineStandsInPlaceOfFigures)
{
    EXPECT_TRUE(votesSay(QStringLiteral("No votes yet: press the number of the better answer.")));
    EXPECT_FALSE(votesSay(QStringLiteral("—")));
    EXPECT_FALSE(votesSay(QStringLiteral("0")));
}

TEST_F(CompareTest, NothingMovesWhileAnswersAndVotesCome)
{
    ASSERT_TRUE(test::waitUntil([&] { return compare().columns().size() == 2; }, kPatience));
    m_open->settle();
    // Laid out: no text waits for its second line.
    ASSERT_TRUE(test::waitUntil([&] { return test::cutTexts(*panel()).isEmpty(); }, kPatience));
    const test::Places before = test::placesOf(*panel());
    EXPECT_GT(before.size(), 12);
    write();
    m_open->press(Qt::Key_2);
    m_open->settle();
    const QStringList moved = test::movedWidgets(*panel(), before);
    EXPECT_TRUE(moved.isEmpty()) << qPrintable(moved.join(QLatin1Char('\n')));
}

TEST_F(CompareTest, ToastsStandAboveVotesAndScrubber)
{
    write();
    m_open->window.toast(QStringLiteral("Pair added to Data."), QStringLiteral("Undo"), [] {});
    const auto* toasts = m_open->window.findChild<QWidget*>(QStringLiteral("toasts"));
    ASSERT_NE(toasts, nullptr);
    ASSERT_TRUE(toasts->isVisible());
    const auto onScreen = [](const QWidget* part) {
        return QRect(part->mapToGlobal(QPoint()), part->size());
    };
    for (const QSize size : {QSize(1440, 900), QSize(1280, 720)}) {
        m_open->window.resize(size);
        QApplication::processEvents();
        for (const char* name : {"compare.vote_bar", "compare.scrubber"}) {
            const auto* part = panel()->findChild<QWidget*>(QLatin1String(name));
            ASSERT_NE(part, nullptr);
            EXPECT_FALSE(onScreen(toasts).intersects(onScreen(part))) << name;
        }
        EXPECT_TRUE(onScreen(panel()).contains(onScreen(toasts)));
    }
    m_open->window.showPanel(QStringLiteral("label"));
    const auto* label = m_open->window.panel(QStringLiteral("label"));
    ASSERT_TRUE(test::waitUntil(
        [&] {
            const auto* verdicts = label->findChild<QWidget*>(QStringLiteral("label.verdicts"));
            return verdicts != nullptr && verdicts->isVisible() &&
                   !onScreen(toasts).intersects(onScreen(verdicts));
        },
        kPatience));
}

TEST_F(CompareTest, TiesAndAllBadStayVotes)
{
    write();
    m_open->press(Qt::Key_0);
    ASSERT_NE(compare().voteOnScreen(), nullptr);
    EXPECT_TRUE(compare().voteOnScreen()->tie);
    m_open->press(Qt::Key_B);
    EXPECT_TRUE(compare().voteOnScreen()->allBad);
    EXPECT_EQ(compare().waitingPairs(), 0);
}

TEST_F(CompareTest, AnswersAndVotesAreThereAfterARestart)
{
    writeDiffering();
    const int prompt = compare().promptIndex();
    const std::string text = compare().answer(1).text;
    m_open->press(Qt::Key_2);
    m_open->settle();
    open();
    compare().setPrompt(prompt);
    ASSERT_TRUE(test::waitUntil(
        [&] { return compare().columns().size() == 2 && compare().answer(1).id != 0; }, kPatience));
    EXPECT_EQ(compare().answer(1).text, text);
    EXPECT_FALSE(compare().isWriting()) << "known answers are not written again";
    ASSERT_NE(compare().voteOnScreen(), nullptr);
    EXPECT_EQ(compare().voteOnScreen()->best, 1);
}

}  // namespace
