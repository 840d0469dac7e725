// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window_actions.h"
#include "tests/widgets/widget_test.h"
#include "widgets/common/fields.h"
#include "widgets/common/settings.h"
#include "widgets/window/command_palette.h"

#include <QTest>

#include <gtest/gtest.h>

#include <memory>

using namespace marginalia;

namespace {

class Palette : public testing::Test {
protected:
    void SetUp() override
    {
        const QString folder = test::freshFolder(QStringLiteral("palette"));
        m_settings = std::make_unique<Settings>(folder);
        m_state = std::make_unique<QSettings>(folder + QStringLiteral("/state.ini"),
                                              QSettings::IniFormat);
        m_actions = std::make_unique<ActionRegistry>(*m_settings);
        addAllActions(*m_actions);
        m_host.resize(1200, 800);
        m_host.show();
        m_palette = std::make_unique<CommandPalette>(*m_actions, *m_state, &m_host);
    }

    QWidget m_host;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<QSettings> m_state;
    std::unique_ptr<ActionRegistry> m_actions;
    std::unique_ptr<CommandPalette> m_palette;
};

TEST(Fuzzy, WholeWordsBeatScatteredLetters)
{
    std::vector<int> marks;
    const auto whole = fuzzyMatch(QStringLiteral("imp"), QStringLiteral("Import data"), &marks);
    ASSERT_TRUE(whole);
    EXPECT_EQ(marks, (std::vector<int>{0, 1, 2}));
    const auto inside = fuzzyMatch(QStringLiteral("imp"), QStringLiteral("Simple import"), &marks);
    const auto scattered = fuzzyMatch(QStringLiteral("ipd"), QStringLiteral("Import data"), &marks);
    ASSERT_TRUE(inside && scattered);
    EXPECT_GT(*whole, *inside);
    EXPECT_GT(*inside, *scattered);
    EXPECT_EQ(marks, (std::vector<int>{0, 2, 7}));
    EXPECT_FALSE(fuzzyMatch(QStringLiteral("xyz"), QStringLiteral("Import data"), nullptr));
}

TEST_F(Palette, FindsByTypingAndRunsOnEnter)
{
    int times = 0;
    m_actions->bind(QStringLiteral("view.text_larger"), &m_host, [&times] { ++times; });
    m_palette->open();
    QTest::keyClicks(&m_palette->field(), QStringLiteral("larger"));
    ASSERT_FALSE(m_palette->shownIds().isEmpty());
    EXPECT_EQ(m_palette->shownIds().front(), QStringLiteral("view.text_larger"));
    QTest::keyClick(&m_palette->field(), Qt::Key_Return);
    EXPECT_EQ(times, 1);
    EXPECT_FALSE(m_palette->isVisible());
    // Next time it comes first.
    m_palette->open();
    EXPECT_EQ(m_palette->shownIds().front(), QStringLiteral("view.text_larger"));
}

TEST_F(Palette, DisabledEntriesDoNothing)
{
    int times = 0;
    m_actions->bind(QStringLiteral("file.close"), &m_host, [&times] { ++times; });
    setActionEnabled(m_actions->action(QStringLiteral("file.close")), false,
                     QStringLiteral("Open a project first."));
    m_palette->open();
    QTest::keyClicks(&m_palette->field(), QStringLiteral("close the project"));
    EXPECT_EQ(m_palette->shownIds().front(), QStringLiteral("file.close"));
    QTest::keyClick(&m_palette->field(), Qt::Key_Return);
    EXPECT_EQ(times, 0);
    QTest::keyClick(&m_palette->field(), Qt::Key_Escape);
    EXPECT_FALSE(m_palette->isVisible());
}

TEST_F(Palette, Picture)
{
    setActionEnabled(m_actions->action(QStringLiteral("edit.undo")), false,
                     QStringLiteral("No project is open."));
    m_palette->open();
    m_palette->field().setText(QStringLiteral("te"));
    test::savePicture(*m_palette, QStringLiteral("palette"));
    m_palette->close();
}

TEST(AllActions, EveryOneHasATextATipAndKeysThatDoNotClash)
{
    Settings settings(test::freshFolder(QStringLiteral("all-actions")));
    ActionRegistry actions(settings);
    addAllActions(actions);
    ASSERT_GT(actions.specs().size(), 30U);
    for (const ActionSpec& spec : actions.specs()) {
        EXPECT_FALSE(spec.text.isEmpty()) << qPrintable(spec.id);
        EXPECT_FALSE(spec.tip.isEmpty()) << qPrintable(spec.id);
        EXPECT_TRUE(spec.tip.endsWith(QLatin1Char('.'))) << qPrintable(spec.id + spec.tip);
        EXPECT_TRUE(spec.id.contains(QLatin1Char('.'))) << qPrintable(spec.id);
        for (const QString& key : spec.keys) {
            EXPECT_FALSE(QKeySequence::fromString(key, QKeySequence::PortableText).isEmpty())
                << qPrintable(spec.id + QLatin1Char(' ') + key);
            EXPECT_TRUE(actions.clashes(spec.id, key).isEmpty())
                << qPrintable(spec.id + QStringLiteral(" and ") +
                              actions.clashes(spec.id, key).join(QLatin1Char(' ')) +
                              QStringLiteral(" share ") + key);
        }
    }
}

}  // namespace
