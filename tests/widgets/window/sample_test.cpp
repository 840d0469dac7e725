// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/sample_window.h"

using namespace marginalia;

namespace {

class WholeWindow : public test::SampleWindow {
protected:
    WholeWindow() : SampleWindow("sample") {}
};

TEST_F(WholeWindow, PicturesOfEveryPanel)
{
    for (const PanelInfo& info : panels()) {
        if (info.area != PanelInfo::Area::Rail) {
            continue;
        }
        m_window->showPanel(info.id);
        settle();
        for (const QSize size : {QSize(1440, 900), QSize(1280, 720)}) {
            const QString name = QStringLiteral("window-") + info.id +
                                 (size.width() == 1440 ? QString() : QStringLiteral("-1280"));
            m_window->resize(size);
            settle();
            test::savePicture(*m_window, name);
        }
        EXPECT_TRUE(test::namelessWidgets(*m_window).isEmpty()) << qPrintable(
            info.id + QLatin1Char('\n') + test::namelessWidgets(*m_window).join(QLatin1Char('\n')));
        EXPECT_LE(test::primaryButtons(*m_window), 1) << qPrintable(info.id);
    }
}

TEST_F(WholeWindow, JobsDockPicture)
{
    m_window->showDock(QStringLiteral("jobs"), false);
    Job job;
    job.id = QStringLiteral("/runs/a");
    job.kind = QStringLiteral("train");
    job.title = QStringLiteral("Training DPO β 0.1");
    job.state = RunState::Running;
    job.done = 588;
    job.total = 773;
    job.amount = QStringLiteral("588 of 773");
    job.etaSeconds = 110;
    m_workspace->jobs().put(job);
    job.id = QStringLiteral("/runs/b");
    job.title = QStringLiteral("Training 13");
    job.state = RunState::Failed;
    job.message = QStringLiteral("Not enough memory at step 402.");
    m_workspace->jobs().put(job);
    job.id = QStringLiteral("import:1");
    job.kind = QStringLiteral("import");
    job.title = QStringLiteral("Import helpdesk-pairs.jsonl");
    job.state = RunState::Done;
    job.message.clear();
    job.amount = QStringLiteral("60,902 records");
    m_workspace->jobs().put(job);
    EXPECT_EQ(m_workspace->jobs().running(), 1);
    settle();
    test::savePicture(*m_window, QStringLiteral("window-jobs"));
}

TEST_F(WholeWindow, KeysMoveBetweenPartsAndPanels)
{
    const QStringList before = {m_window->currentPanel()};
    for (const PanelInfo& info : panels()) {
        if (info.area == PanelInfo::Area::Rail) {
            m_workspace->actions().action(QStringLiteral("go.") + info.id)->trigger();
            EXPECT_EQ(m_window->currentPanel(), info.id);
            EXPECT_TRUE(
                m_workspace->actions().action(QStringLiteral("go.") + info.id)->isChecked());
        }
    }
    // F6 goes round and comes back, through at least rail and panel.
    QSet<QWidget*> seen;
    for (int i = 0; i < 8; ++i) {
        m_workspace->actions().action(QStringLiteral("view.next_area"))->trigger();
        ASSERT_NE(m_window->focusWidget(), nullptr);
        seen.insert(m_window->focusWidget());
    }
    EXPECT_GE(seen.size(), 2);
}

TEST_F(WholeWindow, TheTourBeginsAgainWhileTheSampleIsOpen)
{
    EXPECT_FALSE(m_window->tour().isOn());
    m_workspace->actions().action(QStringLiteral("help.tour"))->trigger();
    EXPECT_TRUE(m_window->tour().isOn());
    EXPECT_EQ(m_window->currentPanel(), QStringLiteral("label"));
    EXPECT_FALSE(m_window->panel(QStringLiteral("label"))->infoBar().isVisible())
        << qPrintable(m_window->panel(QStringLiteral("label"))->infoBar().text());
    // The same project named once more stays as it is.
    Session* before = m_workspace->session();
    m_window->openProject(before->folder());
    EXPECT_EQ(m_workspace->session(), before);
    m_window->showPanel(QStringLiteral("start"));
    m_window->openProject(before->folder());
    EXPECT_EQ(m_workspace->session(), before);
    EXPECT_FALSE(m_window->currentPanel().isEmpty());
}

TEST_F(WholeWindow, TextSizeRebuildsAndStaysInThePanel)
{
    m_window->showPanel(QStringLiteral("label"));
    const int before = m_window->minimumWidth();
    m_workspace->actions().action(QStringLiteral("view.text_larger"))->trigger();
    EXPECT_EQ(m_window->currentPanel(), QStringLiteral("label"));
    EXPECT_EQ(u(100), 110);
    EXPECT_GE(m_window->minimumWidth(), before);
    settle();
    test::savePicture(*m_window, QStringLiteral("window-label-larger"));
    m_workspace->actions().action(QStringLiteral("view.text_normal"))->trigger();
    applyTheme(ThemeChoice::Light);
    EXPECT_EQ(u(100), 100);
}

}  // namespace
