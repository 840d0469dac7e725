// SPDX-License-Identifier: GPL-3.0-or-later
// Records that are no decided pairs, in table and inspector: what nobody chose does not look
// chosen.
#include "tests/widgets/project_fixture.h"
#include "widgets/common/labels.h"
#include "widgets/common/text_view.h"
#include "widgets/data/data_panel.h"
#include "widgets/data/record_model.h"
#include "widgets/inspector/record_inspector.h"

#include <QLabel>
#include <QTabBar>
#include <QTableView>

#include <algorithm>

namespace marginalia {
namespace {

using test::kPatience;
using test::OpenWindow;
using test::said;

GroupAnswer answerOf(const std::string& text, std::optional<double> score,
                     std::optional<double> rank = std::nullopt)
{
    GroupAnswer out;
    out.messages = said("assistant", text);
    out.score = score;
    out.rank = rank;
    return out;
}

Record groupOf(const std::string& prompt, std::vector<GroupAnswer> answers)
{
    Record out;
    out.kind = RecordKind::Group;
    out.prompt = said("user", prompt);
    out.answers = std::move(answers);
    return out;
}

Record promptOf(const std::string& prompt, const std::string& reference = {})
{
    Record out;
    out.kind = RecordKind::Prompt;
    out.prompt = said("user", prompt);
    if (!reference.empty()) {
        out.a = said("assistant", reference);
    }
    return out;
}

Record thumbOf(const std::string& prompt, const std::string& answer, bool good)
{
    Record out;
    out.kind = RecordKind::Unpaired;
    out.prompt = said("user", prompt);
    out.a = said("assistant", answer);
    out.label = good;
    return out;
}

Record stepsOf(const std::string& prompt)
{
    Record out;
    out.kind = RecordKind::Steps;
    out.prompt = said("user", prompt);
    out.steps = {"Half of 18 is 9.", "9 and 4 make 13.", "So the answer is 14."};
    out.stepLabels = {true, true, false};
    return out;
}

Record decidedPair()
{
    Record out = test::pairOf("Can I refreeze thawed chicken?",
                              "Yes, if it was thawed in the fridge. It stays safe.", "Never.");
    out.origin = Origin::ChosenA;
    return out;
}

std::vector<Record> oneOfEach()
{
    return {
        decidedPair(),
        test::pairOf("Is decaf coffee free of caffeine?", "No, a cup holds two to five milligrams.",
                     "Yes, that is what decaf means."),
        groupOf("Name a colour that is also a fruit.",
                {answerOf("Blue.", 0.12), answerOf("Orange.", 0.97),
                 answerOf("Green, if you count unripe ones; opinions differ, and so do fruit "
                          "sellers.",
                          0.4)}),
        groupOf("Two-line thank-you note to a coach",
                {answerOf("Thank you for the season.\nWe learned to lose, and then to win.",
                          std::nullopt, 1),
                 answerOf("Thanks, coach.", std::nullopt, 2)}),
        promptOf("Why is my sourdough flat?"),
        promptOf("What is 18 halved and four more?", "13"),
        thumbOf("Convert 350 °F for a fan oven", "About 160 °C.", true),
        thumbOf("Opinion on a local election", "Everybody knows who is right there.", false),
        stepsOf("What is half of 18 and four more?")};
}

class KindsTest : public testing::Test {
protected:
    void open(std::vector<Record> records, qint64 hits)
    {
        const QString home = test::freshFolder(QStringLiteral("kinds"));
        qputenv("MARGINALIA_CLI", MARGINALIA_BIN_DIR "/marginalia-cli");
        qputenv("MARGINALIA_HOME", home.toLocal8Bit());
        m_open = std::make_unique<OpenWindow>(
            test::makeProject(home + QStringLiteral("/kinds"), std::move(records)));
        m_open->window.showPanel(QStringLiteral("data"));
        m_open->window.showDock(QStringLiteral("inspector"), false);
        m_panel = dynamic_cast<DataPanel*>(m_open->window.panel(QStringLiteral("data")));
        ASSERT_NE(m_panel, nullptr);
        ASSERT_TRUE(test::waitUntil(
            [&] { return model().hits() == hits && model().summary(0) != nullptr; }, kPatience));
    }
    RecordModel& model() { return m_panel->records(); }
    QString spoken(int row, int column)
    {
        return model().index(row, column).data(Qt::AccessibleTextRole).toString();
    }
    void select(int row)
    {
        auto* table = m_open->window.findChild<QTableView*>(QStringLiteral("data.table"));
        ASSERT_NE(table, nullptr);
        table->selectionModel()->setCurrentIndex(
            model().index(row, RecordModel::Prompt),
            QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        const QString number = QStringLiteral("#%1").arg(row + 1);
        ASSERT_TRUE(
            test::waitUntil([&] { return inspector().windowTitle() == number; }, kPatience));
        m_open->settle();
    }
    RecordInspector& inspector() { return *m_open->window.findChild<RecordInspector*>(); }
    /// Shows the tokens of the record.
    void takeApart()
    {
        inspector().findChild<QTabBar*>()->setCurrentIndex(1);
#ifdef MARGINALIA_HAS_TRAIN  // else there is no host, and the answers have their names alone
        ASSERT_TRUE(test::waitUntil([&] { return inspector().tokensReady(); }, kPatience));
#endif
        m_open->settle();
    }
    QStringList tags()
    {
        QStringList out;
        for (const Tag* tag : inspector().findChildren<Tag*>()) {
            if (tag->isVisible()) {
                out << tag->text();
            }
        }
        return out;
    }
    /// Of the foot of the inspector, by its name.
    QString fact(const QString& name)
    {
        for (const QLabel* label : inspector().findChildren<QLabel*>()) {
            if (label->isVisible() && label->accessibleName().startsWith(name)) {
                return label->text();
            }
        }
        return {};
    }
    QString heading(int column)
    {
        return model().headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    }
    bool isShown(int column)
    {
        return !m_open->window.findChild<QTableView*>(QStringLiteral("data.table"))
                    ->isColumnHidden(column);
    }
    void picture(const char* name)
    {
        m_open->settle();
        test::savePicture(m_open->window, QLatin1String(name));
        EXPECT_TRUE(test::cutTexts(m_open->window).isEmpty())
            << name << qPrintable(test::cutTexts(m_open->window).join(QLatin1Char('\n')));
    }

    std::unique_ptr<OpenWindow> m_open;
    DataPanel* m_panel = nullptr;
};

TEST_F(KindsTest, WhatNobodyDecidedDoesNotStandAsChosen)
{
    open(oneOfEach(), 9);
    EXPECT_TRUE(spoken(0, RecordModel::Chosen).startsWith(QStringLiteral("Yes, if it was thawed")));
    EXPECT_EQ(spoken(0, RecordModel::Rejected), QStringLiteral("Never."));
    EXPECT_TRUE(
        spoken(1, RecordModel::Chosen).startsWith(QStringLiteral("First answer, undecided: No, a")))
        << qPrintable(spoken(1, RecordModel::Chosen));
    EXPECT_TRUE(spoken(1, RecordModel::Rejected)
                    .startsWith(QStringLiteral("Second answer, undecided: Yes, that")));
    EXPECT_TRUE(
        spoken(2, RecordModel::Chosen).startsWith(QStringLiteral("3 answers: Blue. Orange.")))
        << qPrintable(spoken(2, RecordModel::Chosen));
    EXPECT_TRUE(spoken(3, RecordModel::Chosen).startsWith(QStringLiteral("2 answers: Thank you")));
    EXPECT_EQ(spoken(4, RecordModel::Chosen), QString());
    EXPECT_EQ(spoken(5, RecordModel::Chosen), QStringLiteral("Reference answer: 13"));
    EXPECT_EQ(spoken(6, RecordModel::Chosen), QStringLiteral("Desirable: About 160 °C."));
    EXPECT_TRUE(spoken(7, RecordModel::Chosen).startsWith(QStringLiteral("Undesirable: Every")));
    EXPECT_TRUE(spoken(8, RecordModel::Chosen).startsWith(QStringLiteral("Steps: Half of 18")));
    for (int row = 2; row < 9; ++row) {
        EXPECT_EQ(spoken(row, RecordModel::Rejected), QString()) << row;
    }
    select(1);
    picture("data-kinds");
    select(2);
    picture("data-kinds-group");
    takeApart();
    // The prompt comes first once it is scored.
    EXPECT_EQ(tags().mid(tags().size() - 2), (QStringList{QStringLiteral("Answer 2 · score 0.97"),
                                                          QStringLiteral("Answer 1 · score 0.12")}))
        << "the best and the worst";
    picture("data-kinds-group-tokens");
    select(4);
    const auto views = inspector().findChildren<TextView*>();
    EXPECT_TRUE(std::any_of(views.begin(), views.end(), [](const TextView* view) {
        return view->isVisible() && view->source().rfind("There is none yet", 0) == 0;
    }));
    picture("data-kinds-prompt-tokens");
    inspector().findChild<QTabBar*>()->setCurrentIndex(0);
    select(5);
    picture("data-kinds-prompt");
    EXPECT_EQ(tags(), QStringList{QStringLiteral("Reference answer")});
    EXPECT_EQ(fact(QStringLiteral("Labelled")), QStringLiteral("not yet"));
    select(6);
    EXPECT_EQ(fact(QStringLiteral("Labelled")), QStringLiteral("in the file"));
    select(3);
    EXPECT_EQ(fact(QStringLiteral("Labelled")), QStringLiteral("rated in the file"));
    select(8);
    picture("data-kinds-steps");
    EXPECT_EQ(tags(), (QStringList{QStringLiteral("right"), QStringLiteral("right"),
                                   QStringLiteral("wrong")}));
    EXPECT_TRUE(isShown(RecordModel::Rejected));
}

TEST_F(KindsTest, GroupsAloneAndPromptsAlone)
{
    std::vector<Record> groups;
    for (const Record& record : oneOfEach()) {
        if (record.kind == RecordKind::Group) {
            groups.push_back(record);
        }
    }
    open(groups, 2);
    select(0);
    picture("data-groups");
    EXPECT_EQ(heading(RecordModel::Chosen), QStringLiteral("Answers"));
    EXPECT_FALSE(isShown(RecordModel::Rejected)) << "of no pair";
    m_open.reset();
    std::vector<Record> prompts;
    for (int i = 0; i < 12; ++i) {
        prompts.push_back(promptOf("Write a sentence with " + std::to_string(i + 3) + " words."));
    }
    open(std::move(prompts), 12);
    select(0);
    picture("data-prompts");
    EXPECT_FALSE(isShown(RecordModel::LengthDifference));
    const auto labels = m_panel->header().findChildren<QLabel*>();
    EXPECT_TRUE(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
        return label->text() == QStringLiteral("pairs · 12 records");
    }));
}

}  // namespace
}  // namespace marginalia
