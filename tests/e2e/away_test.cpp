// SPDX-License-Identifier: GPL-3.0-or-later
// A run of the starter on another machine, through the real window, ssh and worker: the machine is
// set up and tested in the settings, the run sent there, its curves grow here, it is stopped from
// here, and its checkpoint is fetched. The other machine is an sshd of this one.
#include "core/base/file.h"
#include "core/jobs/away/note.h"
#include "core/jobs/run_folder.h"
#include "tests/core/jobs/away/ssh_server.h"
#include "tests/e2e/window_case.h"
#include "widgets/common/labels.h"
#include "widgets/settings/settings_dialog.h"
#include "widgets/train/curves_area.h"
#include "widgets/train/recipe_column.h"
#include "widgets/train/target_choice.h"
#include "widgets/train/tracked_run.h"

#include <QAbstractButton>
#include <QLineEdit>
#include <QListWidget>
#include <QTest>

#include <csignal>
#include <filesystem>
#include <memory>

using namespace marginalia;
using test::kPatience;
using test::waitUntil;

namespace {

class AwayStory : public test::TrainStory<> {
protected:
    void SetUp() override
    {
        const std::string why = test::SshServer::whyNot();
        ASSERT_TRUE(why.empty()) << why;
        const QString home = test::freshFolder(QStringLiteral("away"));
        test::useRealPrograms(home);
        m_top = home.toStdString() + "/far";
        std::filesystem::create_directories(m_top);
        m_server = std::make_unique<test::SshServer>(m_top);
        ASSERT_TRUE(m_server->start());
        openTrain();
    }
    void reopenWithoutFollower(const std::string& run);
    /// Types the server into the settings' page, saves and tests it.
    void setUpMachine();
    bool headerSays(const QString& text)
    {
        for (TextLabel* label : m_train->header().findChildren<TextLabel*>()) {
            if (label->text().contains(text)) {
                return true;
            }
        }
        return false;
    }

    std::string m_top;
    std::unique_ptr<test::SshServer> m_server;
};

void AwayStory::setUpMachine()
{
    SettingsDialog dialog(m_workspace->settings(), m_workspace->actions(),
                          m_workspace->windowState());
    dialog.showSection(QStringLiteral("remote"));
    dialog.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&dialog));
    const away::Target target = m_server->target();
    const std::pair<const char*, std::string> values[] = {
        {"remote.name", "near"},
        {"remote.host", target.host},
        {"remote.port", std::to_string(target.port)},
        {"remote.folder", target.folder},
        {"remote.program", MARGINALIA_BIN_DIR "/marginalia-cli"},
        {"remote.ssh_config", target.sshConfig}};
    for (const auto& [name, value] : values) {
        auto* field = test::part<QLineEdit>(dialog, QLatin1String(name));
        ASSERT_NE(field, nullptr) << name;
        field->setText(QString::fromStdString(value));
    }
    test::click(*test::part<QAbstractButton>(dialog, QStringLiteral("remote.save")));
    test::click(*test::part<QAbstractButton>(dialog, QStringLiteral("remote.test")));
    auto* verdict = test::part<TextLabel>(dialog, QStringLiteral("remote.verdict"));
    ASSERT_NE(verdict, nullptr);
    ASSERT_TRUE(waitUntil([&] { return !verdict->text().startsWith(QStringLiteral("Looking")); },
                          kPatience));
    EXPECT_EQ(verdict->text(), QStringLiteral("near can train."));
    test::savePicture(dialog, QStringLiteral("e2e-away-settings"));
}

void AwayStory::reopenWithoutFollower(const std::string& run)
{
    const QString project = session().folder();
    m_workspace->settings().setValue(QStringLiteral("jobs/on_close"), QStringLiteral("keep"));
    ASSERT_NO_FATAL_FAILURE(closeWindow());
    ASSERT_TRUE(FileLock::held(away::followLock(run))) << "it does not need the window";
    for (const auto& each : std::filesystem::directory_iterator("/proc")) {
        const QString name = QString::fromStdString(each.path().filename().string());
        const auto words = readFile(each.path().string() + "/cmdline");
        if (name.toInt() > 0 && words.ok() && words->find("marginalia-cli") != std::string::npos &&
            words->find(run) != std::string::npos) {
            ::kill(name.toInt(), SIGTERM);
        }
    }
    ASSERT_TRUE(waitUntil([&] { return !FileLock::held(away::followLock(run)); }, kPatience));
    ASSERT_NO_FATAL_FAILURE(openWindow());
    m_window->openProject(project);
    ASSERT_NE(m_workspace->session(), nullptr);
    m_window->tour().stop();
    showTrain();
}

TEST_F(AwayStory, ARunIsSentFollowedStoppedAndFetched)
{
    ASSERT_NO_FATAL_FAILURE(setUpMachine());
    enter(*m_train, {{"learning_rate", "1e-4"},
                     {"epochs", "60"},
                     {"held_out_share", "0"},
                     {"checkpoint_every", "5"}});
    TargetChoice& choice = m_train->recipe().target();
    choice.reload();
    choice.choose(QStringLiteral("near"));
    ASSERT_TRUE(waitUntil([&] { return choice.problem().isEmpty(); }, kPatience))
        << qPrintable(choice.problem());
    const std::string run = startRecipe(*m_train);
    ASSERT_TRUE(away::isAway(run));
    ASSERT_TRUE(waitUntil([&] { return m_train->run()->curves()->points() >= 3; }, kPatience))
        << qPrintable(m_train->infoBar().text());
    EXPECT_TRUE(waitUntil([&] { return headerSays(QStringLiteral("on near")); }, kPatience));
    test::savePicture(*m_window, QStringLiteral("e2e-away-running"));

    // The line is cut and comes back; nothing that was written meanwhile is missing.
    m_server->cut();
    ASSERT_TRUE(
        waitUntil([&] { return headerSays(QStringLiteral("no connection to near")); }, kPatience));
    const std::size_t before = m_train->run()->curves()->points();
    ASSERT_TRUE(m_server->start());
    ASSERT_TRUE(waitUntil([&] { return m_train->run()->curves()->points() > before; }, kPatience));

    // The window is closed and the one who follows ends, as when this machine is switched off. It
    // goes on there; who opens the project again follows it.
    ASSERT_NO_FATAL_FAILURE(reopenWithoutFollower(run));
    ASSERT_TRUE(waitUntil(
        [&] { return m_train->run() != nullptr && m_train->run()->curves()->points() > before; },
        kPatience));
    ASSERT_EQ(m_train->run()->folder().toStdString(), run);
    const std::size_t seen = m_train->run()->curves()->points();
    ASSERT_TRUE(waitUntil([&] { return m_train->run()->curves()->points() > seen; }, kPatience));
    EXPECT_TRUE(waitUntil([&] { return headerSays(QStringLiteral("on near · ")); }, kPatience));
    EXPECT_FALSE(m_train->infoBar().isVisible()) << qPrintable(m_train->infoBar().text());

    m_workspace->actions()[QStringLiteral("train.stop_later")]->trigger();
    ASSERT_TRUE(waitUntil([&] { return m_train->run()->health().exit.has_value(); }, kPatience));
    EXPECT_EQ(m_train->run()->health().exit->reason, "stopped");
    const std::int64_t last = m_train->run()->health().exit->step;
    EXPECT_EQ(last % 5, 0) << "a checkpoint of the plan";
    ASSERT_TRUE(
        waitUntil([&] { return headerSays(QStringLiteral("fetched from near")); }, kPatience));
    ASSERT_FALSE(listCheckpoints(run).empty());
    EXPECT_EQ(listCheckpoints(run).back().step, last);
    const auto loss = test::metricOf(run, "loss");
    ASSERT_EQ(loss.size(), static_cast<std::size_t>(last)) << "every step is here";
    test::savePicture(*m_window, QStringLiteral("e2e-away-fetched"));
}

}  // namespace
