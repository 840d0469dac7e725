// SPDX-License-Identifier: GPL-3.0-or-later
// Comparing as a person does it: the sample, the real host, keys.
#include "tests/widgets/compare/compare_fixture.h"
#include "widgets/common/buttons.h"
#include "widgets/compare/answer_column.h"
#include "widgets/compare/scrubber.h"

#include <QLabel>
#include <QSignalSpy>

using namespace marginalia;
using test::CompareTest;
using test::kPatience;

namespace {

TEST_F(CompareTest, TheNewestRunStandsBesideItsStartAndBothAnswer)
{
    ASSERT_EQ(compare().columns().size(), 2U);
    EXPECT_TRUE(compare().columns()[0].run.isEmpty());
    EXPECT_FALSE(compare().columns()[1].run.isEmpty());
    EXPECT_EQ(compare().prompts().size(), 12U);
    QSignalSpy changes(&compare(), &CompareSession::answerChanged);
    write();
    // Token by token, not at once.
    EXPECT_GT(changes.count(), 8);
    for (int i = 0; i < 2; ++i) {
        EXPECT_FALSE(compare().answer(i).text.empty());
        EXPECT_FALSE(compare().answer(i).tokens.empty());
    }
    for (const AnswerToken& token : compare().answer(1).tokens) {
        EXPECT_FALSE(std::isnan(token.start)) << "how likely the start model found it";
    }
    test::savePicture(m_open->window, QStringLiteral("compare-written"));
    EXPECT_TRUE(test::cutTexts(*panel()).isEmpty())
        << qPrintable(test::cutTexts(*panel()).join(QLatin1Char('\n')));
    EXPECT_TRUE(test::namelessWidgets(*panel()).isEmpty())
        << qPrintable(test::namelessWidgets(*panel()).join(QLatin1Char('\n')));
    EXPECT_LE(test::primaryButtons(*panel()), 1);
}

TEST_F(CompareTest, TokensAreColouredOrWordsComparedButNotBoth)
{
    writeDiffering();
    ActionRegistry& actions = m_open->workspace.actions();
    m_open->press(Qt::Key_T);
    EXPECT_TRUE(actions.action(QStringLiteral("compare.colours"))->isChecked());
    // Every token but those without a letter (the end of the turn).
    EXPECT_GE(ranges(1).size() + 1, compare().answer(1).tokens.size());
    EXPECT_TRUE(std::any_of(ranges(1).begin(), ranges(1).end(), [](const TextRange& range) {
        return std::abs(range.style.tint) > 0.1 && !range.tip.isEmpty();
    }));
    test::savePicture(m_open->window, QStringLiteral("compare-tokens"));
    m_open->press(Qt::Key_D);
    EXPECT_FALSE(actions.action(QStringLiteral("compare.colours"))->isChecked());
    EXPECT_TRUE(ranges(0).empty()) << "column 1 is what the others are compared with";
    EXPECT_TRUE(std::any_of(ranges(1).begin(), ranges(1).end(),
                            [](const TextRange& range) { return range.style.bold; }));
    test::savePicture(m_open->window, QStringLiteral("compare-diff"));
    m_open->press(Qt::Key_D);
    EXPECT_TRUE(ranges(1).empty());
}

TEST_F(CompareTest, TheScrubberWalksFromTheStartThroughTheCheckpoints)
{
    write();
    auto* scrubber = panel()->findChild<Scrubber*>(QStringLiteral("compare.scrubber"));
    ASSERT_NE(scrubber, nullptr);
    ASSERT_GE(scrubber->stops().size(), 3U);
    EXPECT_EQ(scrubber->stops().front().label, QStringLiteral("start"));
    const ModelChoice last = compare().columns()[1];
    m_open->press(Qt::Key_BracketLeft);
    EXPECT_LT(compare().columns()[1].step, last.step);
    EXPECT_EQ(compare().columns()[1].run, last.run);
    // The missing answer is written once the handle rests.
    ASSERT_TRUE(test::waitUntil([&] { return written(); }, kPatience));
    for (size_t i = 0; i + 2 < scrubber->stops().size(); ++i) {
        m_open->press(Qt::Key_BracketLeft);
    }
    EXPECT_EQ(compare().columns()[1].step, 0);
    ASSERT_TRUE(test::waitUntil([&] { return written(); }, kPatience));
    m_open->press(Qt::Key_BracketRight);
    EXPECT_GT(compare().columns()[1].step, 0);
    ASSERT_TRUE(test::waitUntil([&] { return written(); }, kPatience));
    EXPECT_GE(scrubber->stops().front().different, 0);
    test::savePicture(m_open->window, QStringLiteral("compare-scrubbed"));
}

TEST_F(CompareTest, FourColumnsAreTheMost)
{
    const auto& models = compare().models();
    for (const ModelChoice& model : models) {
        if (!model.run.isEmpty() && model.step > 0 && compare().columns().size() < 4 &&
            model.folder != compare().columns()[1].folder) {
            compare().addColumn(model);
        }
    }
    ASSERT_EQ(compare().columns().size(), 4U);
    compare().addColumn(models.front());
    EXPECT_EQ(compare().columns().size(), 4U);
    EXPECT_FALSE(
        m_open->workspace.actions().action(QStringLiteral("compare.add_column"))->isEnabled());
    write();
    m_open->press(Qt::Key_3);
    EXPECT_EQ(compare().voteOnScreen()->best, 2);
    test::savePicture(m_open->window, QStringLiteral("compare-four"));
    for (const QSize size : {QSize(1280, 720), QSize(1440, 900)}) {
        m_open->window.resize(size);
        QApplication::processEvents();
        EXPECT_TRUE(test::cutTexts(*panel()).isEmpty())
            << qPrintable(test::cutTexts(*panel()).join(QLatin1Char('\n')));
    }
}

TEST_F(CompareTest, EscStopsWritingAndKeepsWhatThereIs)
{
    m_open->press(Qt::Key_W, Qt::ShiftModifier);
    ASSERT_TRUE(test::waitUntil([&] { return compare().answer(0).id != 0; }, kPatience));
    EXPECT_TRUE(compare().isWriting());
    m_open->press(Qt::Key_Escape);
    ASSERT_TRUE(test::waitUntil([&] { return !compare().isWriting(); }, kPatience));
    EXPECT_NE(compare().answer(0).id, 0);
    m_open->settle();
}

TEST_F(CompareTest, AModelThatIsNotThereSaysSoInItsColumn)
{
    compare().setColumn(0, {QStringLiteral("/nowhere/model"),
                            QStringLiteral("Gone"),
                            QStringLiteral("model folder"),
                            {},
                            -1});
    m_open->press(Qt::Key_W);
    ASSERT_TRUE(test::waitUntil([&] { return !compare().isWriting(); }, kPatience));
    EXPECT_EQ(compare().answer(0).state, ColumnAnswer::State::Failed);
    const QString problem = compare().answer(0).problem;
    EXPECT_FALSE(problem.isEmpty());
    // It must not read like something that a model wrote.
    const auto hints = panel()->findChildren<QLabel*>(QStringLiteral("compare.hint"));
    EXPECT_TRUE(std::any_of(hints.begin(), hints.end(), [&](const QLabel* hint) {
        return hint->isVisible() && hint->text().contains(problem);
    }));
    auto* answer = panel()->findChild<AnswerColumn*>(QStringLiteral("compare.column1"));
    ASSERT_NE(answer, nullptr);
    EXPECT_TRUE(answer->text().isEmpty()) << qPrintable(answer->text());
    test::savePicture(m_open->window, QStringLiteral("compare-failed"));
}

}  // namespace
