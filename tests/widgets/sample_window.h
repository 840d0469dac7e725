// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/main_window.h"
#include "app/workspace.h"
#include "tests/widgets/widget_test.h"
#include "widgets/common/session.h"

#include <QTest>

#include <gtest/gtest.h>

#include <memory>

namespace marginalia::test {

/// The window with the sample project open, as the first run shows it.
class SampleWindow : public testing::Test {
protected:
    /// `home` names the folder that settings and sample go to.
    explicit SampleWindow(const char* home) : m_home(QLatin1String(home)) {}

    void SetUp() override
    {
        qputenv("MARGINALIA_HOME", freshFolder(m_home).toLocal8Bit());
        m_workspace = std::make_unique<Workspace>();
        m_window = std::make_unique<MainWindow>(*m_workspace);
        m_window->resize(1440, 900);
        m_window->show();
        m_window->openSample(true, false);
        ASSERT_TRUE(waitUntil([this] { return m_workspace->session() != nullptr; }, 60'000));
        ASSERT_TRUE(waitUntil([this] { return m_workspace->session()->hasCounts(); }, 60'000));
        m_window->activateWindow();  // building the sample showed a dialog
        ASSERT_TRUE(QTest::qWaitForWindowActive(m_window.get()));
    }

    MainWindow& window() { return *m_window; }
    Session& session() { return *m_workspace->session(); }
    /// What was asked has been read and painted.
    void settle()
    {
        waitUntil([this] { return session().reads().isIdle(); });
        QTest::qWait(50);  // pictures only: no signal says that late layouts have been painted
    }

    QString m_home;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<MainWindow> m_window;
};

}  // namespace marginalia::test
