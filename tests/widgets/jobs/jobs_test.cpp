// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/train/panel_fixture.h"
#include "widgets/jobs/jobs_dock.h"

#include <QAbstractButton>
#include <QApplication>
#include <QContextMenuEvent>
#include <QDateTime>
#include <QMenu>
#include <QTableView>

namespace marginalia {
namespace {

class JobsTest : public TrainPanelTest {
protected:
    void SetUp() override
    {
        open(1);
        m_dock = std::make_unique<JobsDock>(*m_context);
        m_dock->resize(1100, 180);
        m_dock->show();
    }
    void TearDown() override
    {
        m_dock.reset();
        TrainPanelTest::TearDown();
    }
    QAbstractButton* button(const char* name)
    {
        return m_dock->findChild<QAbstractButton*>(QLatin1String(name));
    }
    QTableView* table() { return m_dock->findChild<QTableView*>(QStringLiteral("jobs.table")); }

    std::unique_ptr<JobsDock> m_dock;
};

TEST_F(JobsTest, RunningJobsComeFirstAndTheirButtonsWork)
{
    int paused = 0;
    int cancelled = 0;
    Job done;
    done.id = QStringLiteral("import:1");
    done.kind = QStringLiteral("import");
    done.title = QStringLiteral("Import helpdesk-pairs");
    done.state = RunState::Done;
    done.amount = QStringLiteral("60,902 pairs");
    m_jobs->put(done);
    Job running;
    running.id = m_folder + QStringLiteral("/run");
    running.kind = QStringLiteral("train");
    running.title = QStringLiteral("Training run 14");
    running.state = RunState::Running;
    running.done = 588;
    running.total = 773;
    running.amount = QStringLiteral("588 of 773");
    running.etaSeconds = 110;
    running.memoryMb = 412;
    running.pause = [&] { ++paused; };
    running.cancel = [&] { ++cancelled; };
    m_jobs->put(running);
    Job failed;
    failed.id = QStringLiteral("other");
    failed.kind = QStringLiteral("train");
    failed.title = QStringLiteral("Training run 13");
    failed.state = RunState::Failed;
    failed.message = QStringLiteral("The disk is full.");
    m_jobs->put(failed);
    ASSERT_EQ(m_jobs->at(0)->title, running.title);
    EXPECT_EQ(m_jobs->running(), 1);

    // The first job put was chosen by itself; it stays chosen while others come.
    EXPECT_EQ(m_jobs->at(table()->currentIndex().row())->id, QStringLiteral("import:1"));
    EXPECT_TRUE(button("jobs.pause")->toolTip().contains(QStringLiteral("ended")));
    table()->setCurrentIndex(m_jobs->index(0, 0));
    ASSERT_TRUE(button("jobs.pause")->isEnabled());
    button("jobs.pause")->click();
    button("jobs.cancel")->click();
    EXPECT_EQ(paused, 1);
    EXPECT_EQ(cancelled, 1);
    EXPECT_FALSE(button("jobs.log")->isEnabled());
    EXPECT_FALSE(button("jobs.log")->toolTip().isEmpty());
    table()->setCurrentIndex(m_jobs->index(m_jobs->rowCount() - 1, 0));
    EXPECT_FALSE(button("jobs.pause")->isEnabled());
    test::savePicture(*m_dock, QStringLiteral("jobs"));
}

TEST_F(JobsTest, WhatEndedLongAgoIsNotShown)
{
    Job job;
    job.id = QStringLiteral("import:1");
    job.kind = QStringLiteral("import");
    job.state = RunState::Running;
    job.atMilliseconds = QDateTime::currentMSecsSinceEpoch() - 25LL * 3600 * 1000;
    m_jobs->put(job);
    EXPECT_EQ(m_jobs->rowCount(), 1);
    job.state = RunState::Done;
    m_jobs->put(job);
    EXPECT_EQ(m_jobs->rowCount(), 0);
    EXPECT_EQ(m_jobs->running(), 0);
    job.atMilliseconds = QDateTime::currentMSecsSinceEpoch();
    m_jobs->put(job);
    EXPECT_EQ(m_jobs->rowCount(), 1);
}

TEST_F(JobsTest, TheMenuHasWhatTheButtonsHave)
{
    int paused = 0;
    Job job;
    job.id = m_folder + QStringLiteral("/run");
    job.kind = QStringLiteral("train");
    job.title = QStringLiteral("Training run 14");
    job.state = RunState::Running;
    job.amount = QStringLiteral("588 of 773");
    job.rate = QStringLiteral("5.3 steps/s");
    job.pause = [&] { ++paused; };
    m_jobs->put(job);
    EXPECT_EQ(m_jobs->index(0, JobModel::Amount).data().toString(),
              QStringLiteral("588 of 773 · 5.3 steps/s"));
    const QPoint at = table()->visualRect(table()->currentIndex()).center();
    QContextMenuEvent asked(QContextMenuEvent::Keyboard, at, table()->viewport()->mapToGlobal(at));
    QApplication::sendEvent(table()->viewport(), &asked);
    QMenu* menu = m_dock->findChild<QMenu*>(QStringLiteral("jobs.menu"));
    ASSERT_NE(menu, nullptr);
    for (QAction* action : menu->actions()) {
        if (action->text() == button("jobs.pause")->text()) {
            action->trigger();
        }
    }
    EXPECT_EQ(paused, 1);
    menu->close();
}

TEST_F(JobsTest, ARunThatNobodyHearsOfIsNotCalledRunning)
{
    RunHealth health;
    health.state = RunState::Running;
    health.away.emplace().target = "near";
    Job job;
    job.id = m_folder + QStringLiteral("/away");
    job.kind = QStringLiteral("train");
    job.title = QStringLiteral("Training 15 on near");
    job.state = health.state;
    job.done = 588;
    job.total = 773;
    job.amount = QStringLiteral("588 of 773");
    job.look = stateLook(health);
    m_jobs->put(job);
    const auto stateOf = [&] { return m_jobs->index(0, JobModel::State).data().toString(); };
    EXPECT_EQ(stateOf(), QStringLiteral("unfollowed"));
    EXPECT_EQ(job.look->tone, Tone::Warning);
    test::savePicture(*m_dock, QStringLiteral("jobs-unfollowed"), QSize(1100, 180));

    health.away->followed = health.away->connected = true;
    job.look.reset();
    EXPECT_EQ(stateLook(health).word, QStringLiteral("running"));
    m_jobs->put(job);
    EXPECT_EQ(stateOf(), QStringLiteral("running"));
}

}  // namespace
}  // namespace marginalia
