// SPDX-License-Identifier: GPL-3.0-or-later
// Where the prompts of Compare come from.
#include "tests/widgets/compare/compare_fixture.h"
#include "widgets/common/buttons.h"

#include <QGuiApplication>
#include <QListView>
#include <QPlainTextEdit>

using namespace marginalia;
using test::CompareTest;
using test::kPatience;
using test::OpenWindow;

namespace {

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
