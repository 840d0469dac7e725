// SPDX-License-Identifier: GPL-3.0-or-later
// A fork in the window: from the cursor to the checkpoint before it, the recipe, and both curves.
#include "core/jobs/fork.h"

#include "tests/widgets/train/panel_fixture.h"
#include "widgets/common/fields.h"
#include "widgets/common/labels.h"
#include "widgets/train/budget_view.h"
#include "widgets/train/change_mark.h"
#include "widgets/train/difference_view.h"
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
    DifferenceView* difference(const char* name)
    {
        return m_panel->findChild<DifferenceView*>(QString::fromLatin1(name));
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
    EXPECT_TRUE(difference("recipe.difference")->lines().isEmpty());
    EXPECT_EQ(difference("recipe.difference")->lead(),
              QStringLiteral("All settings are those of run 14."));
    // Model and data are the checkpoint's.
    auto* model = m_panel->recipe().findChild<QComboBox*>(QStringLiteral("recipe.model"));
    EXPECT_FALSE(model->isVisibleTo(m_panel.get()));
    ASSERT_TRUE(waitUntil([&] { return m_panel->recipe().problem().isEmpty(); }))
        << m_panel->recipe().problem().toStdString();
    enter(m_panel->recipe().field(QStringLiteral("learning_rate")), "5e-6");
    enter(m_panel->recipe().card("dpo")->field(QStringLiteral("beta")), "0.3");
    EXPECT_EQ(marks(), 2);
    EXPECT_EQ(difference("recipe.difference")->lead(), QStringLiteral("Differs from run 14 in:"));
    EXPECT_EQ(difference("recipe.difference")->lines(),
              (QStringList{QStringLiteral("learning_rate: 1e-5 → 5e-6"),
                           QStringLiteral("beta: 0.1 → 0.3")}));
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
    EXPECT_FALSE(difference("recipe.difference")->isVisibleTo(m_panel.get()));
    EXPECT_TRUE(difference("train.difference")->isVisibleTo(m_panel.get()));
    EXPECT_EQ(difference("train.difference")->lead(), QStringLiteral("15 differs from 14 in:"));
    EXPECT_EQ(difference("train.difference")->lines().size(), 2);
}

TEST_F(ForkWindowTest, TheBudgetCountsTheStepsThatRemain)
{
    const RunFixture& parent = showRunning();
    const auto source = readForkSource(parent.folder(), 412);
    ASSERT_TRUE(source.ok()) << source.error().message();
    EXPECT_EQ(source->point.checkpoint.step, 400);
    EXPECT_EQ(source->size.records, static_cast<std::int64_t>(RunFixture::prompts().size()));
    EXPECT_GT(source->size.tokensPerRecord, 0);
    EXPECT_GE(2 * source->size.longestTokens, source->size.tokensPerRecord);
    m_panel->curves().grid().pinStep(412);
    press(Qt::Key_F);
    ASSERT_TRUE(waitUntil([&] { return !note().isEmpty(); }));
    RunSpec spec = m_panel->recipe().spec();
    spec.max_steps = 773;
    m_panel->recipe().setSpec(spec);
    ASSERT_TRUE(waitUntil([&] { return m_panel->recipe().problem().isEmpty(); }))
        << m_panel->recipe().problem().toStdString();
    const QString sentence = m_panel->recipe().budget().sentence();
    EXPECT_TRUE(sentence.contains(QStringLiteral("373 steps"))) << sentence.toStdString();
    EXPECT_TRUE(sentence.contains(QStringLiteral("remain"))) << sentence.toStdString();
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
