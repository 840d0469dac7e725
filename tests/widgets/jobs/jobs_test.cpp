// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/train/panel_fixture.h"
#include "widgets/jobs/jobs_dock.h"

#include <QAbstractButton>
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

}  // namespace
}  // namespace marginalia
