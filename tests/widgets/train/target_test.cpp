// SPDX-License-Identifier: GPL-3.0-or-later
// Runs on other machines in Train: where a run is started, how the line to it is told, and what is
// asked over it. In the place of marginalia-cli stands a script that answers and remembers.
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/jobs/away/note.h"
#include "tests/widgets/train/panel_fixture.h"
#include "widgets/common/buttons.h"
#include "widgets/common/labels.h"
#include "widgets/common/launcher.h"
#include "widgets/train/budget_view.h"
#include "widgets/train/target_choice.h"

#include <QComboBox>
#include <QFile>

#include <gtest/gtest.h>

#include <fstream>
#include <limits>

namespace marginalia {
namespace {

using test::waitUntil;

away::Target targetNamed(const char* name)
{
    away::Target out;
    out.name = name;
    out.host = std::string(name) + ".example";
    return out;
}

class TargetTest : public TrainPanelTest {
protected:
    void SetUp() override
    {
        ASSERT_TRUE(away::writeTargets({targetNamed("near"), targetNamed("bare")}).ok());
        m_scripts = test::freshFolder(QStringLiteral("fake"));
        const QString program = m_scripts + QStringLiteral("/marginalia-cli");
        std::ofstream(program.toStdString())
            << "#!/bin/sh\n"
            << "echo \"$@\" >> '" << (m_scripts + QStringLiteral("/asked")).toStdString() << "'\n"
            << R"(case "$2 $3" in
"doctor near") echo '{"ok": true, "findings": [{"id": "disk", "verdict": "ok",)"
            << R"( "what_text": {"pattern": "%1 GB free", "arguments": ["80"]}}]}' ;;
"doctor bare") echo '{"ok": false, "findings": [{"id": "program", "verdict": "problem",)"
            << R"( "what_text": {"pattern": "There is no marginalia-cli.", "arguments": []},)"
            << R"( "todo_text": {"pattern": "Build it there.", "arguments": []}}]}'; exit 1 ;;
fetch*) echo '{"run": "", "fetched": ["step-000500"]}' ;;
esac
)";
        QFile(program).setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        qputenv("MARGINALIA_CLI", program.toLocal8Bit());
    }
    void TearDown() override
    {
        TrainPanelTest::TearDown();
        qputenv("MARGINALIA_CLI", "/nonexistent");
        EXPECT_TRUE(away::writeTargets({}).ok());
    }
    /// The lines that the program was called with.
    QStringList asked() const
    {
        QFile file(m_scripts + QStringLiteral("/asked"));
        return file.open(QIODevice::ReadOnly)
                   ? QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)
                   : QStringList();
    }
    bool wasAsked(const QString& begin) const
    {
        return waitUntil([&] {
            for (const QString& line : asked()) {
                if (line.startsWith(begin)) {
                    return true;
                }
            }
            return false;
        });
    }
    TargetChoice& choice() { return m_panel->recipe().target(); }
    QString note()
    {
        auto* label = m_panel->findChild<TextLabel*>(QStringLiteral("recipe.target.note"));
        return label->isVisibleTo(m_panel.get()) ? label->text() : QString();
    }
    bool headerSays(const QString& text)
    {
        for (TextLabel* label : m_panel->header().findChildren<TextLabel*>()) {
            if (label->text().contains(text)) {
                return true;
            }
        }
        return false;
    }
    void pressInBar(const char* text)
    {
        auto* button = m_panel->infoBar().findChild<Button*>(QStringLiteral("infoBar.action"));
        ASSERT_TRUE(waitUntil([&] {
            return button->isVisible() && button->text() == QLatin1String(text);
        })) << text;
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void expectWhole(const char* picture)
    {
        settle();
        EXPECT_TRUE(test::namelessWidgets(*m_panel).isEmpty())
            << test::namelessWidgets(*m_panel).join(u'\n').toStdString();
        EXPECT_TRUE(cutTexts().isEmpty()) << cutTexts().join(u'\n').toStdString();
        test::savePicture(*m_panel, QString::fromLatin1(picture));
    }

    QString m_scripts;
};

TEST_F(TargetTest, AMachineIsLookedAtBeforeARunIsSentThere)
{
    open(64);
    show();
    ASSERT_TRUE(waitUntil([&] { return m_panel->recipe().problem().isEmpty(); }))
        << m_panel->recipe().problem().toStdString();
    auto* box = m_panel->findChild<QComboBox*>(QStringLiteral("recipe.target"));
    ASSERT_NE(box, nullptr);
    ASSERT_EQ(box->count(), 4) << "this machine, both targets, and where to set them up";
    EXPECT_TRUE(note().isEmpty());

    choice().choose(QStringLiteral("bare"));
    EXPECT_EQ(m_panel->recipe().problem(), QStringLiteral("Looking at bare…"));
    ASSERT_TRUE(waitUntil([&] { return note().startsWith(QStringLiteral("There is no")); }));
    EXPECT_EQ(note(), QStringLiteral("There is no marginalia-cli. Build it there."));
    EXPECT_EQ(m_panel->recipe().problem(), QStringLiteral("bare cannot train yet."));
    EXPECT_FALSE((*m_actions)[QStringLiteral("train.start")]->isEnabled());
    ASSERT_NO_FATAL_FAILURE(expectWhole("train-target-unfit"));

    choice().choose(QStringLiteral("near"));
    ASSERT_TRUE(waitUntil([&] { return m_panel->recipe().problem().isEmpty(); }));
    EXPECT_EQ(note(), QStringLiteral("Ready. The run is sent there."));
    ASSERT_NO_FATAL_FAILURE(expectWhole("train-target-ready"));
    (*m_actions)[QStringLiteral("train.start")]->trigger();
    ASSERT_TRUE(waitUntil([&] { return !m_shell.started.isEmpty(); }))
        << m_panel->infoBar().text().toStdString();
    const auto sent = away::readNote(m_shell.started[0].toStdString());
    ASSERT_TRUE(sent.ok()) << sent.error().message();
    EXPECT_EQ(sent->target.name, "near");
    EXPECT_EQ(sent->state, away::Note::State::Sending);
    ASSERT_TRUE(waitUntil([&] { return headerSays(QStringLiteral("being sent to near")); }));

    // How far it is, and what stays to be done where nobody sends it any more.
    auto sender = FileLock::take(away::sendLock(m_shell.started[0].toStdString()), "test");
    ASSERT_TRUE(sender.ok());
    away::Note way = *sent;
    way.sent = 450'000'000;
    way.toSend = 1'800'000'000;
    ASSERT_TRUE(away::writeNote(m_shell.started[0].toStdString(), way).ok());
    ASSERT_TRUE(waitUntil([&] { return headerSays(QStringLiteral("being sent to near, 25")); }));
    ASSERT_NO_FATAL_FAILURE(expectWhole("train-target-sending"));
    *sender = FileLock::take(m_shell.started[0].toStdString() + "/other.lock", "test").take();
    ASSERT_TRUE(waitUntil([&] { return headerSays(QStringLiteral("not sent to near")); }, 10000));
    const auto before = m_shell.started.size();
    pressInBar("Send it");
    EXPECT_EQ(m_shell.started.size(), before + 1);

    // Whoever starts it goes by the note.
    ASSERT_TRUE(startWorker(m_shell.started[0]).ok());
    EXPECT_TRUE(wasAsked(QStringLiteral("away resume ") + m_shell.started[0]));
}

TEST_F(TargetTest, MachinesAreSetUpInTheSettingsAndThoseThatGoAreNotKept)
{
    open(64);
    show();
    choice().choose(QStringLiteral("near"));
    ASSERT_TRUE(choice().target().has_value());
    ASSERT_TRUE(away::writeTargets({targetNamed("bare")}).ok());
    choice().reload();
    EXPECT_FALSE(choice().target().has_value());
    auto* box = m_panel->findChild<QComboBox*>(QStringLiteral("recipe.target"));
    box->setCurrentIndex(box->count() - 1);
    Q_EMIT box->activated(box->count() - 1);
    EXPECT_EQ(m_shell.shown.back(), QStringLiteral("settings/remote"));
    EXPECT_EQ(box->currentIndex(), 0);
}

TEST_F(TargetTest, TheLineToTheRunIsTold)
{
    open(40);
    RunFixture& fixture = addRun({});
    // Its status comes from there, where another clock runs.
    fixture.close();
    const std::string status = fixture.folder() + "/status.json";
    Json heard = Json::parse(*readFile(status));
    heard["heard_ms"] = std::numeric_limits<std::int64_t>::max();
    ASSERT_TRUE(writeFileAtomically(status, heard.dump()).ok());
    away::Note line;
    line.target = targetNamed("near");
    line.folder = "/there/run";
    line.start = 1;
    line.state = away::Note::State::Running;
    line.connected = true;
    line.word = "running";
    ASSERT_TRUE(away::writeNote(fixture.folder(), line).ok());
    auto follower = FileLock::take(away::followLock(fixture.folder()), "test");
    ASSERT_TRUE(follower.ok());
    show();
    ASSERT_TRUE(shows(fixture, 588));
    ASSERT_TRUE(waitUntil([&] { return headerSays(QStringLiteral("on near · step 588")); }));
    ASSERT_TRUE(waitUntil([&] { return !m_panel->infoBar().isVisible(); }))
        << m_panel->infoBar().text().toStdString();
    EXPECT_TRUE(waitUntil(
        [&] { return m_panel->header().stateTag().text() == QStringLiteral("running"); }));

    line.connected = false;
    line.problem = "The host does not answer";
    ASSERT_TRUE(away::writeNote(fixture.folder(), line).ok());
    ASSERT_TRUE(waitUntil([&] { return headerSays(QStringLiteral("no connection to near")); }));
    // The header looks at the note itself, the rest hears of it a moment later.
    ASSERT_TRUE(waitUntil([&] {
        return m_panel->infoBar().isVisible() &&
               m_panel->infoBar().text().contains(QStringLiteral("The host does not answer."));
    })) << m_panel->infoBar().text().toStdString();
    EXPECT_TRUE(headerSays(QStringLiteral("last heard")));
    EXPECT_TRUE(waitUntil(
        [&] { return m_panel->header().stateTag().text() == QStringLiteral("offline"); }));
    ASSERT_NO_FATAL_FAILURE(expectWhole("train-target-cut"));
    pressInBar("Try now");
    EXPECT_TRUE(away::takeTryAtOnce(fixture.folder()));
    (*m_actions)[QStringLiteral("train.save")]->trigger();
    EXPECT_EQ(m_shell.toasts.back(), QStringLiteral("Asked as soon as near is reached."));

    // The one who followed it is gone: the button starts another.
    line.problem.clear();
    ASSERT_TRUE(away::writeNote(fixture.folder(), line).ok());
    *follower = FileLock::take(fixture.folder() + "/other.lock", "test").take();
    ASSERT_TRUE(waitUntil([&] { return headerSays(QStringLiteral("on near, not followed")); }));
    EXPECT_TRUE(waitUntil(
        [&] { return m_panel->header().stateTag().text() == QStringLiteral("unfollowed"); }));
    ASSERT_NO_FATAL_FAILURE(expectWhole("train-target-unfollowed"));
    pressInBar("Follow it");
    EXPECT_TRUE(wasAsked(QStringLiteral("away attach ") + QString::fromStdString(fixture.folder()) +
                         QStringLiteral(" --quiet")));

    // A job that waits is taken out of the queue by the program, not by a worker.
    auto again = FileLock::take(away::followLock(fixture.folder()), "test");
    ASSERT_TRUE(again.ok());
    line.connected = true;
    line.word = "queued";
    ASSERT_TRUE(away::writeNote(fixture.folder(), line).ok());
    ASSERT_TRUE(waitUntil([&] { return headerSays(QStringLiteral("in the queue of near")); }));
    (*m_actions)[QStringLiteral("train.stop")]->trigger();
    EXPECT_TRUE(wasAsked(QStringLiteral("away stop ") + QString::fromStdString(fixture.folder())));
    EXPECT_EQ(readFile(fixture.folder() + "/control.jsonl")->find("stop"), std::string::npos);
}

TEST_F(TargetTest, CheckpointsAreFetchedWhenAskedFor)
{
    open(40);
    RunFixture& fixture = addRun({});
    show();
    ASSERT_TRUE(shows(fixture, 588));
    QAction* fetch = (*m_actions)[QStringLiteral("train.fetch")];
    EXPECT_FALSE(fetch->isVisible()) << "of a run here nothing is fetched";
    away::Note line;
    line.target = targetNamed("near");
    line.folder = "/there/run";
    line.state = away::Note::State::Running;
    ASSERT_TRUE(away::writeNote(fixture.folder(), line).ok());
    ASSERT_TRUE(waitUntil([&] { return fetch->isVisible() && fetch->isEnabled(); }));
    fetch->trigger();
    EXPECT_FALSE(fetch->isEnabled()) << "it is on its way";
    ASSERT_TRUE(waitUntil([&] { return !m_shell.toasts.isEmpty(); }));
    EXPECT_EQ(m_shell.toasts.back(), QStringLiteral("The newest checkpoint is here."));
    EXPECT_TRUE(fetch->isEnabled());
}

}  // namespace
}  // namespace marginalia
