// SPDX-License-Identifier: GPL-3.0-or-later
// Stopping at the next checkpoint: asked for, told in the header, and taken back.
#include "core/jobs/stop_wish.h"
#include "tests/widgets/train/panel_fixture.h"
#include "widgets/common/labels.h"

#include <gtest/gtest.h>

namespace marginalia {
namespace {

using test::waitUntil;

class StopTest : public TrainPanelTest {
protected:
    QAction& action() { return *(*m_actions)[QStringLiteral("train.stop_later")]; }
    bool says(const QString& text)
    {
        for (TextLabel* label : m_panel->header().findChildren<TextLabel*>()) {
            if (label->text().contains(text)) {
                return true;
            }
        }
        return false;
    }
    /// Presses it, and answers as the worker does.
    void ask(RunFixture& fixture, const char* kind)
    {
        action().trigger();
        const auto controls = asked(fixture, 1);
        ASSERT_EQ(controls.size(), 1U);
        EXPECT_EQ(controls[0].kind, kind);
        ASSERT_TRUE(fixture.writer().acknowledge(controls[0], 588).ok());
    }
};

TEST_F(StopTest, IsToldInTheHeaderAndTakenBack)
{
    RunFixture& fixture = showRunning();
    EXPECT_EQ(action().text(), QStringLiteral("Stop at the next checkpoint"));
    EXPECT_FALSE(says(QStringLiteral("stops at")));
    ASSERT_NO_FATAL_FAILURE(ask(fixture, kStopAtCheckpoint));
    ASSERT_TRUE(waitUntil([&] { return says(QStringLiteral("stops at step 600")); }));
    EXPECT_EQ(action().text(), QStringLiteral("Do not stop at the checkpoint"));
    settle();
    EXPECT_TRUE(cutTexts().isEmpty()) << cutTexts().join(u'\n').toStdString();
    test::savePicture(*m_panel, QStringLiteral("train-stop-later"));

    ASSERT_NO_FATAL_FAILURE(ask(fixture, kKeepGoing));
    ASSERT_TRUE(waitUntil([&] { return !says(QStringLiteral("stops at")); }));
    EXPECT_EQ(action().text(), QStringLiteral("Stop at the next checkpoint"));
}

TEST_F(StopTest, AnEndedRunHasNothingToStop)
{
    RunFixture& fixture = showRunning();
    ASSERT_NO_FATAL_FAILURE(ask(fixture, kStopAtCheckpoint));
    ASSERT_TRUE(waitUntil([&] { return m_panel->run()->stopsAt().has_value(); }));
    EXPECT_EQ(*m_panel->run()->stopsAt(), 600);
    ASSERT_TRUE(fixture.writer().finish({"stopped", 0, "", 600}).ok());
    fixture.close();
    ASSERT_TRUE(waitUntil([&] { return !m_panel->run()->isActive(); }));
    EXPECT_FALSE(m_panel->run()->stopsAt().has_value());
    EXPECT_FALSE(action().isEnabled());
    EXPECT_EQ(action().text(), QStringLiteral("Stop at the next checkpoint"));
}

}  // namespace
}  // namespace marginalia
