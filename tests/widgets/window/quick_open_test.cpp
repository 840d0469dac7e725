// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/window/quick_open.h"

#include "core/base/file_folders.h"
#include "core/synth/sample.h"
#include "tests/widgets/project_fixture.h"
#include "widgets/common/fields.h"
#include "widgets/data/data_panel.h"
#include "widgets/data/record_model.h"

using namespace marginalia;
using test::kPatience;
using test::OpenWindow;

namespace {

class QuickOpenTest : public testing::Test {
protected:
    void SetUp() override
    {
        const QString home = test::freshFolder(QStringLiteral("quick"));
        qputenv("MARGINALIA_HOME", home.toLocal8Bit());
        const QString folder = home + QStringLiteral("/sample");
        ASSERT_TRUE(synth::buildSampleProject(resourceFolder(), folder.toStdString()).ok());
        m_open = std::make_unique<OpenWindow>(folder);
    }
    /// Ctrl+P and what is typed; waits for the runs to be read.
    QuickOpen& ask(const QString& typed)
    {
        m_open->workspace.actions().action(QStringLiteral("tools.go_to"))->trigger();
        QuickOpen* dialog = m_open->window.findChild<QuickOpen*>();
        EXPECT_NE(dialog, nullptr);
        EXPECT_TRUE(test::waitUntil(
            [&] { return dialog->shownIds().filter(QStringLiteral("run:")).size() == 1; },
            kPatience));
        QTest::keyClicks(&dialog->field(), typed);
        return *dialog;
    }
    void enter(QuickOpen& dialog) { QTest::keyClick(&dialog.field(), Qt::Key_Return); }

    std::unique_ptr<OpenWindow> m_open;
};

TEST_F(QuickOpenTest, ANumberIsARecord)
{
    QuickOpen& dialog = ask(QStringLiteral("#64"));
    EXPECT_EQ(dialog.shownIds(), QStringList{QStringLiteral("record:64")});
    enter(dialog);
    EXPECT_EQ(m_open->window.currentPanel(), QStringLiteral("data"));
    EXPECT_TRUE(test::waitUntil(
        [&] { return m_open->workspace.selection().record() == RecordId{64}; }, kPatience));
}

TEST_F(QuickOpenTest, AtIsARunAndAStepOfIt)
{
    QuickOpen& dialog = ask(QStringLiteral("@1"));
    ASSERT_EQ(dialog.shownIds().size(), 1);
    EXPECT_TRUE(dialog.shownIds().front().startsWith(QStringLiteral("run:")));
    QTest::keyClicks(&dialog.field(), QStringLiteral(":40"));
    ASSERT_EQ(dialog.shownIds().size(), 1);
    EXPECT_TRUE(dialog.shownIds().front().startsWith(QStringLiteral("step:40:")));
    enter(dialog);
    EXPECT_EQ(m_open->window.currentPanel(), QStringLiteral("train"));
}

TEST_F(QuickOpenTest, WordsAreViewsRunsAndCheckpoints)
{
    QuickOpen& dialog = ask(QStringLiteral("flag"));
    ASSERT_FALSE(dialog.shownIds().isEmpty());
    EXPECT_TRUE(dialog.shownIds().front().startsWith(QStringLiteral("view:")));
    test::savePicture(dialog, QStringLiteral("quick-open"));
    enter(dialog);
    EXPECT_EQ(m_open->window.currentPanel(), QStringLiteral("data"));
    auto* data = dynamic_cast<DataPanel*>(m_open->window.panel(QStringLiteral("data")));
    ASSERT_TRUE(test::waitUntil([&] { return data->records().hits() == 2; }, kPatience));

    QuickOpen& other = ask(QStringLiteral("step 25"));
    ASSERT_FALSE(other.shownIds().isEmpty());
    EXPECT_TRUE(other.shownIds().front().startsWith(QStringLiteral("checkpoint:")));
    enter(other);
    EXPECT_EQ(m_open->window.currentPanel(), QStringLiteral("compare"));
}

}  // namespace
