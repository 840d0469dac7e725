// SPDX-License-Identifier: GPL-3.0-or-later
// Comparing as a person does it: the sample, the real host, keys.
#include "core/base/file_folders.h"
#include "core/synth/sample.h"
#include "tests/widgets/project_fixture.h"
#include "widgets/common/buttons.h"
#include "widgets/common/text_view.h"
#include "widgets/compare/answer_column.h"
#include "widgets/compare/compare_panel.h"
#include "widgets/compare/scrubber.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QListView>
#include <QPlainTextEdit>
#include <QSignalSpy>

using namespace marginalia;
using test::kPatience;
using test::OpenWindow;

namespace {

class CompareTest : public testing::Test {
protected:
    void SetUp() override
    {
        const QString home = test::freshFolder(QStringLiteral("compare"));
        qputenv("MARGINALIA_HOME", home.toLocal8Bit());
        qputenv("MARGINALIA_CLI", MARGINALIA_BIN_DIR "/marginalia-cli");
        m_folder = home + QStringLiteral("/sample");
        const auto built = synth::buildSampleProject(resourceFolder(), m_folder.toStdString());
        ASSERT_TRUE(built.ok()) << built.error().message();
        open();
    }
    void TearDown() override
    {
        m_open.reset();
        qputenv("MARGINALIA_CLI", "/nonexistent");
    }

    void open()
    {
        m_open.reset();
        m_open = std::make_unique<OpenWindow>(m_folder);
        m_open->window.showPanel(QStringLiteral("compare"));
        ASSERT_NE(panel(), nullptr);
        ASSERT_TRUE(test::waitUntil([&] { return compare().isRead(); }, kPatience));
    }
    ComparePanel* panel()
    {
        return dynamic_cast<ComparePanel*>(m_open->window.panel(QStringLiteral("compare")));
    }
    CompareSession& compare() { return panel()->compare(); }
    const std::vector<TextRange>& ranges(int column)
    {
        return panel()
            ->findChild<TextView*>(QStringLiteral("compare.answer%1").arg(column + 1))
            ->ranges();
    }
    bool written()
    {
        for (int i = 0; i < static_cast<int>(compare().columns().size()); ++i) {
            if (compare().answer(i).id == 0) {
                return false;
            }
        }
        return !compare().isWriting();
    }
    void write()
    {
        m_open->press(Qt::Key_W);
        ASSERT_TRUE(test::waitUntil([&] { return written(); }, kPatience));
    }
    /// Goes on to a prompt that the columns answer differently.
    void writeDiffering()
    {
        write();
        while (compare().answer(0).text == compare().answer(1).text) {
            const int before = compare().promptIndex();
            m_open->press(Qt::Key_J);
            ASSERT_EQ(compare().promptIndex(), before + 1) << "every answer was the same";
            write();
        }
    }
    /// A visible text of the right column is exactly this.
    bool votesSay(const QString& words)
    {
        const auto labels =
            panel()->findChild<QWidget*>(QStringLiteral("compare.votes"))->findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) {
            return label->isVisible() && label->text() == words;
        });
    }
    std::vector<StoredRecord> pairsMadeHere()
    {
        m_open->settle();
        Filter here;
        here.imports = {0};
        std::vector<StoredRecord> out;
        EXPECT_TRUE(m_open->reader()
                        ->forEach(here,
                                  [&](const StoredRecord& record) {
                                      out.push_back(record);
                                      return true;
                                  })
                        .ok());
        return out;
    }

    QString m_folder;
    std::unique_ptr<OpenWindow> m_open;
};

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

TEST_F(CompareTest, AnEditedPromptIsAskedAndTheSameOneIsNotAddedTwice)
{
    auto* edit = panel()->findChild<QPlainTextEdit*>(QStringLiteral("compare.prompt_text"));
    ASSERT_NE(edit, nullptr);
    edit->setFocus();
    edit->setPlainText(QStringLiteral("What is 8 + 30?"));
    m_open->press(Qt::Key_Return, Qt::ControlModifier);
    ASSERT_TRUE(
        test::waitUntil([&] { return compare().prompts().size() == 13 && written(); }, kPatience));
    EXPECT_EQ(compare().promptIndex(), 12);
    edit->setFocus();
    m_open->press(Qt::Key_Return, Qt::ControlModifier);
    m_open->settle();
    EXPECT_EQ(compare().prompts().size(), 13U);
    edit->setFocus();
    edit->setPlainText(QStringLiteral("   "));
    m_open->press(Qt::Key_Return, Qt::ControlModifier);
    m_open->settle();
    EXPECT_EQ(compare().prompts().size(), 13U);
}

TEST_F(CompareTest, APastedListBecomesPrompts)
{
    auto* list = panel()->findChild<QListView*>(QStringLiteral("compare.prompts"));
    ASSERT_NE(list, nullptr);
    QGuiApplication::clipboard()->setText(QStringLiteral("First one\n\n  Second one \n"));
    list->setFocus();
    m_open->press(Qt::Key_V, Qt::ControlModifier);
    ASSERT_TRUE(test::waitUntil([&] { return compare().prompts().size() == 14; }, kPatience));
    EXPECT_EQ(compare().prompts().back().messages.front().content, "Second one");
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

TEST(CompareEmptyTest, AProjectWithoutPromptsTakesThemFromItsData)
{
    const QString home = test::freshFolder(QStringLiteral("compare-empty"));
    qputenv("MARGINALIA_HOME", home.toLocal8Bit());
    std::vector<Record> records;
    for (int i = 0; i < 50; ++i) {
        records.push_back(
            test::pairOf("Question " + std::to_string(i / 2), "a" + std::to_string(i), "b"));
    }
    OpenWindow open(test::makeProject(home + QStringLiteral("/pairs"), std::move(records)));
    open.window.showPanel(QStringLiteral("compare"));
    auto* panel = dynamic_cast<ComparePanel*>(open.window.panel(QStringLiteral("compare")));
    ASSERT_NE(panel, nullptr);
    CompareSession& compare = panel->compare();
    ASSERT_TRUE(test::waitUntil([&] { return compare.isRead(); }, kPatience));
    EXPECT_TRUE(compare.columns().empty());
    test::savePicture(open.window, QStringLiteral("compare-empty"));
    EXPECT_EQ(test::primaryButtons(*panel), 1);
    auto* take = panel->findChild<Button*>(QStringLiteral("compare.take_prompts.button"));
    ASSERT_NE(take, nullptr);
    EXPECT_TRUE(take->isVisible());
    take->click();
    ASSERT_TRUE(test::waitUntil(
        [&] { return compare.prompts().size() == CompareSession::kPromptsTaken; }, kPatience));
    std::set<std::string> different;
    for (const StoredPrompt& prompt : compare.prompts()) {
        different.insert(prompt.messages.front().content);
    }
    EXPECT_EQ(different.size(), compare.prompts().size());
    EXPECT_EQ(compare.promptIndex(), 0);
}

}  // namespace
