// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/actions.h"

#include "tests/widgets/widget_test.h"
#include "widgets/common/buttons.h"
#include "widgets/common/settings.h"

#include <QSignalSpy>

#include <gtest/gtest.h>

#include <memory>

using namespace marginalia;

namespace {

ActionSpec spec(const char* id, const char* text, const QStringList& keys)
{
    ActionSpec out;
    out.id = QLatin1String(id);
    out.text = QString::fromUtf8(text);
    out.tip = QStringLiteral("What it does.");
    out.keys = keys;
    return out;
}

class Actions : public testing::Test {
protected:
    void SetUp() override
    {
        m_folder = test::freshFolder(QStringLiteral("actions"));
        m_settings = std::make_unique<Settings>(m_folder);
        m_actions = std::make_unique<ActionRegistry>(*m_settings);
        m_actions->add({spec("edit.find", "Find", {QStringLiteral("Ctrl+F")})});
        m_actions->add({spec("label.tie", "Tie", {QStringLiteral("0"), QStringLiteral("=")}),
                        spec("label.skip", "Skip…", {QStringLiteral("S")})},
                       QStringLiteral("label"));
        m_actions->add({spec("train.pause", "Pause", {QStringLiteral("S")})},
                       QStringLiteral("train"));
    }

    QString m_folder;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<ActionRegistry> m_actions;
};

TEST_F(Actions, BindingSaysWhatHappens)
{
    int times = 0;
    QObject receiver;
    m_actions->bind(QStringLiteral("label.tie"), &receiver, [&times] { ++times; });
    m_actions->action(QStringLiteral("label.tie"))->trigger();
    EXPECT_EQ(times, 1);
    // A later binding replaces the earlier one.
    m_actions->bind(QStringLiteral("label.tie"), &receiver, [&times] { times += 10; });
    m_actions->action(QStringLiteral("label.tie"))->trigger();
    EXPECT_EQ(times, 11);
}

TEST_F(Actions, UnboundOnesAskForTheirPanel)
{
    QSignalSpy asked(m_actions.get(), &ActionRegistry::unboundTriggered);
    m_actions->action(QStringLiteral("train.pause"))->trigger();
    ASSERT_EQ(asked.size(), 1);
    EXPECT_EQ(asked[0][1].toString(), QStringLiteral("train"));
    {
        QObject panel;
        m_actions->bind(QStringLiteral("train.pause"), &panel, [] {});
        m_actions->action(QStringLiteral("train.pause"))->trigger();
        EXPECT_EQ(asked.size(), 1);
    }
    // The panel is gone: its action asks again.
    m_actions->action(QStringLiteral("train.pause"))->trigger();
    EXPECT_EQ(asked.size(), 2);
}

TEST_F(Actions, OwnKeysAreKept)
{
    m_actions->setKeys(QStringLiteral("label.skip"), QStringList{QStringLiteral("X")});
    EXPECT_EQ(m_actions->action(QStringLiteral("label.skip"))->shortcut(), QKeySequence(Qt::Key_X));
    Settings again(m_folder);
    m_settings->sync();
    ActionRegistry second(again);
    second.add({spec("label.skip", "Skip…", {QStringLiteral("S")})}, QStringLiteral("label"));
    EXPECT_EQ(second.action(QStringLiteral("label.skip"))->shortcut(), QKeySequence(Qt::Key_X));
    m_actions->setKeys(QStringLiteral("label.skip"), std::nullopt);
    EXPECT_EQ(m_actions->action(QStringLiteral("label.skip"))->shortcut(), QKeySequence(Qt::Key_S));
}

TEST_F(Actions, ClashesCountOnlyWhereKeysMeet)
{
    EXPECT_TRUE(m_actions->clashes(QStringLiteral("train.pause"), QStringLiteral("S")).isEmpty())
        << "the same key in another panel is no clash";
    EXPECT_EQ(m_actions->clashes(QStringLiteral("label.tie"), QStringLiteral("S")),
              QStringList{QStringLiteral("label.skip")});
    EXPECT_EQ(m_actions->clashes(QStringLiteral("label.tie"), QStringLiteral("Ctrl+F")),
              QStringList{QStringLiteral("edit.find")})
        << "the window's keys act everywhere";
}

TEST_F(Actions, TooltipsNameKeyAndReason)
{
    QAction* tie = m_actions->action(QStringLiteral("label.tie"));
    EXPECT_TRUE(tie->toolTip().contains(QStringLiteral("Tie (0)")));
    setActionEnabled(tie, false, QStringLiteral("No pair is open."));
    EXPECT_TRUE(tie->toolTip().contains(QStringLiteral("No pair is open.")));
    setActionEnabled(tie, true);
    EXPECT_TRUE(tie->toolTip().contains(QStringLiteral("What it does.")));
}

TEST_F(Actions, ButtonsFollowTheirAction)
{
    QAction* skip = m_actions->action(QStringLiteral("label.skip"));
    int times = 0;
    QObject receiver;
    m_actions->bind(QStringLiteral("label.skip"), &receiver, [&times] { ++times; });
    Button button(skip, ButtonRole::Normal, KeyPlace::Left);
    button.show();
    EXPECT_EQ(button.accessibleName(), QStringLiteral("Skip"));
    button.click();
    EXPECT_EQ(times, 1);
    setActionEnabled(skip, false, QStringLiteral("Nothing to skip."));
    EXPECT_FALSE(button.isEnabled());
    EXPECT_TRUE(button.toolTip().contains(QStringLiteral("Nothing to skip.")));
}

TEST_F(Actions, ListHasEveryAction)
{
    const QStringList lines = m_actions->list();
    ASSERT_EQ(lines.size(), 4);
    EXPECT_EQ(lines[1], QStringLiteral("label.skip\tSkip\tS\tWhat it does."));
}

}  // namespace
