// SPDX-License-Identifier: GPL-3.0-or-later
// A fork in the window: from the cursor to the checkpoint before it, the recipe, and both curves.
#include "core/jobs/fork.h"

#include "tests/widgets/train/panel_fixture.h"
#include "widgets/common/fields.h"
#include "widgets/common/labels.h"
#include "widgets/train/change_mark.h"
#include "widgets/train/objective_card.h"

#include <QComboBox>
#include <QLineEdit>
#include <QTest>

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

namespace marginalia {
namespace {

using test::waitUntil;

class ForkWindowTest : public TrainPanelTest {
protected:
    static void addCheckpoint(const RunFixture& run, std::int64_t step)
    {
        char name[32];
        std::snprintf(name, sizeof name, "/checkpoints/step-%06lld", static_cast<long long>(step));
        const std::string folder = run.folder() + name;
        std::filesystem::create_directories(folder);
        std::ofstream(folder + "/state.json") << R"({"plan_digest": "d"})";
        std::ofstream(folder + "/manifest.json")
            << Json({{"step", step}, {"resumable", true}, {"files", Json::object()}}).dump();
    }
    RunFixture& showRunning()
    {
        open(64);
        RunFixture& fixture = addRun({});
        for (const std::int64_t step : {100, 200, 300, 400, 500}) {
            addCheckpoint(fixture, step);
        }
        show();
        EXPECT_TRUE(shows(fixture, 588));
        return fixture;
    }
    void press(Qt::Key key)
    {
        m_panel->curves().grid().setFocus();
        QTest::keyClick(&m_panel->curves().grid(), key);
    }
    QString note()
    {
        auto* label = m_panel->findChild<TextLabel*>(QStringLiteral("recipe.fork"));
        return label != nullptr && label->isVisibleTo(m_panel.get()) ? label->text() : QString();
    }
    static void enter(TextField* field, const char* text)
    {
        field->edit()->setText(QString::fromLatin1(text));
        QTest::keyClick(field->edit(), Qt::Key_Return);
    }
    int marks()
    {
        int shown = 0;
        for (ChangeMark* mark : m_panel->recipe().findChildren<ChangeMark*>()) {
            shown += mark->isVisibleTo(&m_panel->recipe()) ? 1 : 0;
        }
        return shown;
    }
};

TEST_F(ForkWindowTest, FromTheCursorToARunOfItsOwn)
{
    const RunFixture& parent = showRunning();
    EXPECT_TRUE(m_panel->recipe().isReadOnly());
    m_panel->curves().grid().pinStep(412);
    press(Qt::Key_F);
    ASSERT_TRUE(waitUntil([&] { return !note().isEmpty(); }));
    EXPECT_EQ(note(), QStringLiteral("Fork of run 14 at step 400, 12 steps before the cursor."));
    EXPECT_FALSE(m_panel->recipe().isReadOnly());
    EXPECT_EQ(m_panel->recipe().spec().learning_rate, 1e-5);
    EXPECT_EQ(marks(), 0);
    // Model and data are the checkpoint's.
    auto* model = m_panel->recipe().findChild<QComboBox*>(QStringLiteral("recipe.model"));
    EXPECT_FALSE(model->isVisibleTo(m_panel.get()));
    ASSERT_TRUE(waitUntil([&] { return m_panel->recipe().problem().isEmpty(); }))
        << m_panel->recipe().problem().toStdString();
    enter(m_panel->recipe().field(QStringLiteral("learning_rate")), "5e-6");
    enter(m_panel->recipe().card("dpo")->field(QStringLiteral("beta")), "0.3");
    EXPECT_EQ(marks(), 2);
    settle();
    EXPECT_TRUE(test::namelessWidgets(*m_panel).isEmpty())
        << test::namelessWidgets(*m_panel).join(u'\n').toStdString();
    EXPECT_TRUE(cutTexts().isEmpty()) << cutTexts().join(u'\n').toStdString();
    EXPECT_EQ(test::primaryButtons(*m_panel), 1);
    test::savePicture(*m_panel, QStringLiteral("train-fork"));

    (*m_actions)[QStringLiteral("train.start")]->trigger();
    ASSERT_TRUE(waitUntil([&] { return !m_shell.started.isEmpty(); }))
        << m_panel->infoBar().text().toStdString();
    const std::string folder = m_shell.started[0].toStdString();
    const auto run = readRunJson(folder);
    ASSERT_TRUE(run.ok());
    const auto origin = parentOf(*run);
    ASSERT_TRUE(origin.has_value());
    EXPECT_EQ(origin->step, 400);
    EXPECT_EQ(origin->run, std::filesystem::path(parent.folder()).filename().string());
    const auto spec = readRunSpec(folder);
    ASSERT_TRUE(spec.ok());
    EXPECT_EQ(spec->learning_rate, 5e-6);
    EXPECT_EQ(spec->parameters.at("beta"), 0.3);
    EXPECT_EQ(spec->name, "15");
    ASSERT_EQ(listCheckpoints(folder).size(), 1U);
    EXPECT_EQ(listCheckpoints(folder)[0].step, 400);
    // It is looked at, with its parent beneath.
    ASSERT_TRUE(waitUntil([&] {
        return m_panel->run() != nullptr && m_panel->run()->folder() == m_shell.started[0];
    }));
    EXPECT_EQ(m_panel->run()->facts().title, QStringLiteral("fork of 14 at 400"));
    ASSERT_TRUE(waitUntil([&] { return m_panel->curves().grid().runs().size() == 2; }));
    EXPECT_EQ(m_panel->curves().grid().runs()[1].label, QStringLiteral("14"));
    EXPECT_TRUE(note().isEmpty());
}

TEST_F(ForkWindowTest, TheParentShowsWhereItWasForked)
{
    const RunFixture& parent = showRunning();
    const auto point = forkPoint(parent.folder(), 400);
    ASSERT_TRUE(point.ok()) << point.error().message();
    RunSpec spec = point->spec;
    spec.name = "15";
    spec.learning_rate = 5e-6;
    const auto folder = forkRun(*point, spec, m_runsFolder);
    ASSERT_TRUE(folder.ok()) << folder.error().message();
    auto writer = RunWriter::open(*folder);
    ASSERT_TRUE(writer.ok());
    ASSERT_TRUE((*writer)->event("start", 400, {}).ok());
    for (std::int64_t step = 401; step <= 520; ++step) {
        const double lower = 0.02 * static_cast<double>(step - 400) / 120;
        ASSERT_TRUE((*writer)
                        ->step(step, 0.1,
                               {{"loss", parent.loss(step) - lower},
                                {"grad_norm", 9.0},
                                {"rewards/margins", 1 + lower}})
                        .ok());
    }
    ASSERT_TRUE((*writer)->status(RunState::Running, 0, 520, 773, 60).ok());
    m_panel->enter();
    ASSERT_TRUE(waitUntil([&] { return m_panel->runs().rowCount() == 2; }));
    m_panel->runs().toggleShown(QString::fromStdString(*folder));
    m_panel->perform(QStringLiteral("show_run"),
                     {{QStringLiteral("run"), QString::fromStdString(parent.folder())}});
    ASSERT_TRUE(waitUntil([&] {
        return m_panel->curves().grid().runs().size() == 2 &&
               m_panel->curves().grid().runs()[1].curves->lastStep() == 520;
    }));
    settle();
    for (ChartCard* card : m_panel->curves().grid().cards()) {
        ASSERT_EQ(card->marks().forks.size(), 1U);
        EXPECT_EQ(card->marks().forks[0].x, 400);
        EXPECT_EQ(card->marks().forks[0].flag, QStringLiteral("fork: run 15"));
    }
    EXPECT_EQ(m_panel->curves().grid().runs()[1].curves->find("loss")->x(0), 401)
        << "a fork's line begins at the fork";
    EXPECT_TRUE(cutTexts().isEmpty()) << cutTexts().join(u'\n').toStdString();
    test::savePicture(*m_panel, QStringLiteral("train-forked"));
}

TEST_F(ForkWindowTest, WithoutACheckpointItSaysSoAndCancelComesBack)
{
    RunFixture& fixture = showRunning();
    m_panel->curves().grid().pinStep(40);
    press(Qt::Key_F);
    ASSERT_TRUE(waitUntil([&] { return m_panel->infoBar().isVisible(); }));
    EXPECT_TRUE(m_panel->infoBar().text().contains(QStringLiteral("there are: 100, 200")))
        << m_panel->infoBar().text().toStdString();
    m_panel->curves().grid().unpin();
    press(Qt::Key_F);
    ASSERT_TRUE(waitUntil([&] { return !note().isEmpty(); }));
    EXPECT_EQ(note(), QStringLiteral("Fork of run 14 at step 500."));
    Q_EMIT m_panel->recipe().forkDropped();
    EXPECT_TRUE(note().isEmpty());
    EXPECT_TRUE(m_panel->recipe().isReadOnly());
    EXPECT_FALSE((*m_actions)[QStringLiteral("train.start")]->isEnabled());
    // The one looked at may be over: its checkpoints still are where to go on from.
    ASSERT_TRUE(fixture.writer().finish({"stopped", 0, "", 588}).ok());
    fixture.close();
    ASSERT_TRUE(waitUntil([&] { return !m_panel->run()->isActive(); }));
    EXPECT_TRUE((*m_actions)[QStringLiteral("train.fork")]->isEnabled());
    press(Qt::Key_F);
    ASSERT_TRUE(waitUntil([&] { return !note().isEmpty(); }));
}

}  // namespace
}  // namespace marginalia
