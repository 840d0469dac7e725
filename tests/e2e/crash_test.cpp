// SPDX-License-Identifier: GPL-3.0-or-later
// Windows and workers that are killed without warning: every label that was acknowledged is there
// afterwards, every run goes on from its last checkpoint or was never interrupted.
#include "core/jobs/run_folder.h"
#include "core/store/database.h"
#include "tests/e2e/window_case.h"
#include "widgets/common/buttons.h"
#include "widgets/label/label_panel.h"
#include "widgets/train/recipe_column.h"
#include "widgets/train/tracked_run.h"
#include "widgets/train/train_panel.h"

#include <QDir>
#include <QElapsedTimer>
#include <QProcess>
#include <QSet>
#include <QTest>

#include <algorithm>
#include <csignal>
#include <map>

using namespace marginalia;
using test::kPatience;
using test::press;
using test::waitUntil;

namespace {

/// A window in a process of its own; its lines as they come.
class ChildWindow {
public:
    ChildWindow(const QString& mode, const QString& project)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral(MARGINALIA_BIN_DIR "/e2e_window"), {mode, project});
        EXPECT_TRUE(m_process.waitForStarted());
    }
    ~ChildWindow() { kill(); }

    /// SIGKILL, and everything it said until then.
    void kill()
    {
        if (m_process.state() != QProcess::NotRunning) {
            ::kill(static_cast<pid_t>(m_process.processId()), SIGKILL);
            m_process.waitForFinished(kPatience);
        }
        read();
    }

    /// Waits for `count` lines that begin with `word`; false: it ended before.
    bool waitFor(const QByteArray& word, qsizetype count)
    {
        return waitUntil(
                   [&] {
                       read();
                       return said(word).size() >= count ||
                              m_process.state() == QProcess::NotRunning;
                   },
                   kPatience) &&
               said(word).size() >= count;
    }
    /// What followed `word`, in order.
    QList<QByteArray> said(const QByteArray& word) const { return m_said.value(word); }

private:
    void read()
    {
        m_buffer += m_process.readAllStandardOutput();
        for (qsizetype end = m_buffer.indexOf('\n'); end >= 0; end = m_buffer.indexOf('\n')) {
            const QByteArray line = m_buffer.left(end);
            m_buffer.remove(0, end + 1);
            const qsizetype space = line.indexOf(' ');
            m_said[line.left(space)] << line.mid(space + 1);
        }
    }

    QProcess m_process;
    QByteArray m_buffer;
    QHash<QByteArray, QList<QByteArray>> m_said;
};

class Crash : public testing::Test, protected test::WindowStory {
protected:
    void SetUp() override
    {
        const QString home = test::freshFolder(QStringLiteral("crash"));
        test::useRealPrograms(home);
        ASSERT_NO_FATAL_FAILURE(openSample());
        m_folder = m_workspace->session()->folder();
    }

    void reopen()
    {
        ASSERT_NO_FATAL_FAILURE(openWindow());
        QElapsedTimer since;
        since.start();
        m_window->openProject(m_folder);
        ASSERT_NE(m_workspace->session(), nullptr);
        EXPECT_FALSE(m_workspace->session()->readOnly());
        EXPECT_LT(since.elapsed(), 2000) << "a killed window's project opens within two seconds";
    }
    void close() { closeWhenRunsHaveEnded(); }
    /// All events in the log: the trail leaves out those that a later verdict on the pair replaced.
    QSet<QByteArray> storedEvents() const
    {
        QSet<QByteArray> out;
        const QString file = QDir(m_folder).entryList({QStringLiteral("*.marginalia")}).value(0);
        const auto database = store::Database::open(
            (m_folder + QLatin1Char('/') + file).toStdString(), store::Access::Read);
        store::Rows rows = database->query("SELECT lower(hex(uuid)) FROM label_event");
        while (rows.next()) {
            out.insert(QByteArray::fromStdString(rows->text(0)));
        }
        return out;
    }
    QString folder() const { return m_folder; }

    /// Starts a run by typing into the recipe; its folder.
    std::string startLongRun(TrainPanel& train);

    QString m_folder;
};

TEST_F(Crash, WindowsKilledWhileLabellingLoseNoLabel)
{
    close();
    QSet<QByteArray> acknowledged;
    // As soon as the first pair stands there, and in the middle of a burst.
    for (const int labels : {0, 1, 4, 9, 20}) {
        ChildWindow child(QStringLiteral("label"), folder());
        ASSERT_TRUE(child.waitFor("shown", 1));
        ASSERT_TRUE(child.waitFor("stored", labels));
        child.kill();
        EXPECT_TRUE(child.said("failed").isEmpty());
        EXPECT_GE(child.said("stored").size(), labels);
        for (const QByteArray& event : child.said("stored")) {
            acknowledged.insert(event);
        }
        reopen();
        const QSet<QByteArray> there = storedEvents();
        EXPECT_TRUE(there.contains(acknowledged))
            << (acknowledged - there).size() << " of " << acknowledged.size()
            << " acknowledged labels are gone";
        close();
    }
    EXPECT_GE(acknowledged.size(), 34);

    // And the work goes on: the queue no longer holds what is labelled.
    reopen();
    auto* panel = test::goTo<LabelPanel>(*m_window, QStringLiteral("label"));
    ASSERT_NE(panel, nullptr);
    LabelSession& labels = panel->labels();
    ASSERT_TRUE(waitUntil([&] { return labels.current() != nullptr; }, kPatience));
    EXPECT_EQ(labels.current()->label.verdict, Verdict::None);
    const size_t before = test::trailOf(session()).size();
    press(*m_window, Qt::Key_1);
    ASSERT_TRUE(
        waitUntil([&] { return test::trailOf(session()).size() == before + 1; }, kPatience));
    close();
}

std::string Crash::startLongRun(TrainPanel& train)
{
    enter(train, {{"learning_rate", "1e-4"},
                  {"epochs", "12"},
                  {"held_out_share", "0"},
                  {"checkpoint_every", "15"}});
    return startRecipe(train);
}

/// Every line of the file, also of attempts that were withdrawn: attempt -> step -> loss.
std::map<std::int64_t, std::map<std::int64_t, double>> lossesOf(const std::string& run)
{
    std::map<std::int64_t, std::map<std::int64_t, double>> out;
    QFile file(QString::fromStdString(run) + QStringLiteral("/metrics.jsonl"));
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    std::int64_t attempt = 0;
    for (const QByteArray& line : file.readAll().split('\n')) {
        const Json json = Json::parse(line.begin(), line.end(), nullptr, false);
        if (json.is_object() && json.contains("loss") && json.contains("step")) {
            attempt = json.value("attempt", attempt);
            out[attempt][json["step"].get<std::int64_t>()] = json["loss"].get<double>();
        }
    }
    return out;
}

TEST_F(Crash, AKilledWorkerGoesOnFromItsLastCheckpoint)
{
    auto* train = test::goTo<TrainPanel>(*m_window, QStringLiteral("train"));
    ASSERT_NE(train, nullptr);
    const std::string run = startLongRun(*train);
    if (HasFailure()) {
        return;
    }
    for (const std::int64_t least : {15, 45}) {
        // Killed between two checkpoints, with work done since the last one.
        ASSERT_TRUE(waitUntil(
            [&] {
                const auto checkpoints = listCheckpoints(run);
                return !checkpoints.empty() && checkpoints.back().step >= least &&
                       runHealth(run).status.step > checkpoints.back().step;
            },
            kPatience));
        const RunHealth health = runHealth(run);
        ASSERT_FALSE(health.exit.has_value()) << "the run ended before it could be killed";
        ASSERT_TRUE(health.attached);
        ASSERT_EQ(::kill(static_cast<pid_t>(health.status.pid), SIGKILL), 0);

        // The window says so, names the checkpoint and offers to go on from there.
        ASSERT_TRUE(
            waitUntil([&] { return train->run()->health().state == RunState::Lost; }, kPatience));
        ASSERT_TRUE(waitUntil(
            [&] {
                return train->infoBar().isVisible() &&
                       train->infoBar().text().contains(QStringLiteral("stopped"));
            },
            kPatience));
        const QString number = QString::number(listCheckpoints(run).back().step);
        EXPECT_TRUE(train->infoBar().text().contains(number))
            << qPrintable(train->infoBar().text());
        Button* resume = nullptr;
        for (Button* one : train->infoBar().findChildren<Button*>()) {
            resume = one->isVisible() && one->text().contains(number) ? one : resume;
        }
        ASSERT_NE(resume, nullptr) << qPrintable(train->infoBar().text());
        test::click(*resume);
        ASSERT_TRUE(waitUntil([&] { return runHealth(run).attached; }, kPatience));
    }
    ASSERT_TRUE(waitUntil([&] { return train->run()->health().exit.has_value(); }, kPatience));
    EXPECT_EQ(train->run()->health().exit->reason, "finished")
        << train->run()->health().exit->message;

    // One unbroken curve, and what was trained twice came out the same.
    const std::int64_t last = train->run()->health().exit->step;
    const auto loss = test::metricOf(run, "loss");
    ASSERT_EQ(static_cast<std::int64_t>(loss.size()), last);
    for (std::int64_t step = 1; step <= last; ++step) {
        EXPECT_EQ(loss[static_cast<size_t>(step - 1)].first, step);
    }
    ASSERT_TRUE(waitUntil(
        [&] {
            return static_cast<std::int64_t>(train->run()->curves()->points()) == last &&
                   train->run()->isUpToDate();
        },
        kPatience));
    const auto attempts = lossesOf(run);
    EXPECT_EQ(attempts.size(), 3U);
    int twice = 0;
    for (auto attempt = attempts.begin(); attempt != attempts.end(); ++attempt) {
        for (auto later = std::next(attempt); later != attempts.end(); ++later) {
            for (const auto& [step, value] : later->second) {
                if (const auto before = attempt->second.find(step);
                    before != attempt->second.end()) {
                    EXPECT_EQ(before->second, value) << "step " << step;
                    ++twice;
                }
            }
        }
    }
    EXPECT_GT(twice, 0);
    close();
}

TEST_F(Crash, ARunOutlivesItsWindow)
{
    close();
    std::string run;
    {
        ChildWindow child(QStringLiteral("train"), folder());
        ASSERT_TRUE(child.waitFor("run", 1));
        run = child.said("run").front().toStdString();
        ASSERT_TRUE(waitUntil([&] { return runHealth(run).status.step > 0; }, kPatience));
        child.kill();
    }
    reopen();
    auto* train = test::goTo<TrainPanel>(*m_window, QStringLiteral("train"));
    ASSERT_NE(train, nullptr);
    ASSERT_TRUE(waitUntil(
        [&] { return train->run() != nullptr && train->run()->folder().toStdString() == run; },
        kPatience));
    ASSERT_TRUE(waitUntil(
        [&] { return train->run()->health().exit.has_value() && train->run()->isUpToDate(); },
        kPatience));
    EXPECT_EQ(train->run()->health().exit->reason, "finished");
    const std::int64_t last = train->run()->health().exit->step;
    ASSERT_TRUE(waitUntil(
        [&] { return static_cast<std::int64_t>(train->run()->curves()->points()) == last; },
        kPatience))
        << train->run()->curves()->points() << " of " << last;
    close();
}

}  // namespace
