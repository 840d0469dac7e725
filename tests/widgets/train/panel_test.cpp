// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/train/panel_fixture.h"
#include "widgets/common/fields.h"
#include "widgets/train/budget_view.h"
#include "widgets/train/change_mark.h"
#include "widgets/train/objective_card.h"
#include "widgets/train/samples_view.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace marginalia {
namespace {

using test::waitUntil;

RunFixture::Plan finished(const std::string& name, unsigned seed)
{
    RunFixture::Plan plan;
    plan.name = name;
    plan.seed = seed;
    plan.learningRate = 3e-6;
    plan.spikeStep = -1;
    plan.steps = 580;
    plan.total = 580;
    plan.finish = true;
    return plan;
}

TEST_F(TrainPanelTest, WithoutLabelsItSaysWhatIsMissing)
{
    open(7);
    show();
    EXPECT_EQ(m_panel->recipe().problem(), QStringLiteral("Needs at least 20 labels; you have 7."));
    EXPECT_FALSE((*m_actions)[QStringLiteral("train.start")]->isEnabled());
    EXPECT_EQ(disabledReason((*m_actions)[QStringLiteral("train.start")]),
              m_panel->recipe().problem());
    settle();
    EXPECT_TRUE(test::namelessWidgets(*m_panel).isEmpty())
        << test::namelessWidgets(*m_panel).join(u'\n').toStdString();
    EXPECT_TRUE(cutTexts().isEmpty()) << cutTexts().join(u'\n').toStdString();
    EXPECT_LE(test::primaryButtons(*m_panel), 1);
    test::savePicture(*m_panel, QStringLiteral("train-empty"));
}

TEST_F(TrainPanelTest, AnotherModelComesFromThePicker)
{
    open(24);
    show();
    auto* box = m_panel->recipe().findChild<QComboBox*>(QStringLiteral("recipe.model"));
    ASSERT_NE(box, nullptr);
    const std::string before = m_panel->recipe().spec().model;
    Q_EMIT box->activated(box->count() - 1);
    ASSERT_FALSE(m_shell.shown.isEmpty());
    EXPECT_EQ(m_shell.shown.back(), QStringLiteral("models/") + QString::fromStdString(before));
    EXPECT_EQ(m_panel->recipe().spec().model, before) << "until one was taken";
    const QString snapshot =
        m_folder + QStringLiteral("/models--org--tiny/snapshots/0123456789abcdef");
    m_shell.pick({snapshot, QStringLiteral("org/tiny"), {}});
    EXPECT_EQ(m_panel->recipe().spec().model, snapshot.toStdString());
    EXPECT_EQ(box->currentText(), QStringLiteral("org/tiny")) << "not the name of a commit";
}

TEST_F(TrainPanelTest, ARunIsExportedFromItsNewestCheckpoint)
{
    open(24);
    const RunFixture& run = addRun(finished("one", 3));
    show();
    ASSERT_TRUE(shows(run, 580));
    const std::string checkpoint = run.folder() + "/checkpoints/step-000580";
    std::filesystem::create_directories(checkpoint);
    std::ofstream(checkpoint + "/manifest.json") << R"({"step": 580})";
    m_shell.shown.clear();
    (*m_actions)[QStringLiteral("train.export")]->trigger();
    const QString wanted = QStringLiteral("export/") + QString::fromStdString(checkpoint);
    EXPECT_TRUE(waitUntil([&] { return m_shell.shown.contains(wanted); }))
        << m_shell.shown.join(u'\n').toStdString();
}

TEST_F(TrainPanelTest, StartFreezesTheLabelsAndAsksForAWorker)
{
    open(64);
    show();
    ASSERT_FALSE(starterFolder().isEmpty());
    ASSERT_TRUE(waitUntil([&] { return m_panel->recipe().problem().isEmpty(); }))
        << m_panel->recipe().problem().toStdString();
    // A wrong value keeps the old one in force and says why.
    const double before = m_panel->recipe().spec().parameters.at("beta");
    TextField* beta = m_panel->recipe().card("dpo")->field(QStringLiteral("beta"));
    beta->edit()->setFocus();
    beta->edit()->setText(QStringLiteral("99"));
    QTest::keyClick(beta->edit(), Qt::Key_Return);
    EXPECT_TRUE(beta->problem().contains(QStringLiteral("At most 10")))
        << beta->problem().toStdString();
    EXPECT_EQ(m_panel->recipe().spec().parameters.at("beta"), before);
    beta->edit()->setText(QStringLiteral("0.3"));
    QTest::keyClick(beta->edit(), Qt::Key_Return);
    EXPECT_EQ(m_panel->recipe().spec().parameters.at("beta"), 0.3);
    TextField* term = m_panel->recipe().card("dpo")->field(QStringLiteral("sft_term"));
    term->edit()->setText(QStringLiteral("0.2"));
    QTest::keyClick(term->edit(), Qt::Key_Return);
    ASSERT_EQ(m_panel->recipe().spec().terms.size(), 2U);
    EXPECT_EQ(m_panel->recipe().spec().terms[1].weight, 0.2);
    EXPECT_TRUE(m_panel->recipe().budget().sentence().contains(QStringLiteral("Estimated")))
        << m_panel->recipe().budget().sentence().toStdString();

    (*m_actions)[QStringLiteral("train.start")]->trigger();
    ASSERT_TRUE(waitUntil([&] { return !m_shell.started.isEmpty(); }));
    const auto spec = readRunSpec(m_shell.started[0].toStdString());
    ASSERT_TRUE(spec.ok()) << spec.error().message();
    EXPECT_EQ(spec->parameters.at("beta"), 0.3);
    EXPECT_EQ(spec->name, "1");
    auto snapshot = SnapshotReader::open(m_shell.started[0].toStdString());
    ASSERT_TRUE(snapshot.ok());
    EXPECT_EQ((*snapshot)->size(), 64);
    ASSERT_TRUE(waitUntil([&] { return m_panel->run() != nullptr; }));
    EXPECT_EQ(m_panel->run()->folder(), m_shell.started[0]);
}

TEST_F(TrainPanelTest, ChangedLinesAreMarkedAndCanBeRestored)
{
    open(64);
    show();
    RecipeColumn& recipe = m_panel->recipe();
    const RunSpec first = recipe.spec();
    const auto marks = [&] {
        int shown = 0;
        for (ChangeMark* mark : recipe.findChildren<ChangeMark*>()) {
            shown += mark->isVisibleTo(&recipe) ? 1 : 0;
        }
        return shown;
    };
    EXPECT_EQ(marks(), 0);
    const auto enter = [](TextField* field, const char* text) {
        field->edit()->setText(QString::fromLatin1(text));
        QTest::keyClick(field->edit(), Qt::Key_Return);
    };
    enter(recipe.card("dpo")->field(QStringLiteral("beta")), "0.4");
    enter(recipe.field(QStringLiteral("batch_size")), "4");
    EXPECT_EQ(recipe.spec().batch_size, 4);
    EXPECT_EQ(marks(), 2);
    settle();
    EXPECT_TRUE(cutTexts().isEmpty()) << cutTexts().join(u'\n').toStdString();
    test::savePicture(*m_panel, QStringLiteral("train-changed"));
    for (ChangeMark* mark : recipe.findChildren<ChangeMark*>()) {
        if (mark->isVisibleTo(&recipe)) {
            QTest::mouseClick(mark, Qt::LeftButton);
        }
    }
    EXPECT_EQ(marks(), 0);
    EXPECT_EQ(recipe.spec().parameters.at("beta"), first.parameters.at("beta"));
    EXPECT_EQ(recipe.spec().batch_size, first.batch_size);
    EXPECT_EQ(recipe.card("dpo")->field(QStringLiteral("beta"))->value(),
              settingText(first.parameters.at("beta")));
    // Another objective begins with its own defaults, unmarked.
    QTest::mouseClick(recipe.card("kto"), Qt::LeftButton);
    EXPECT_EQ(recipe.spec().objective, "kto");
    EXPECT_EQ(marks(), 0);
}

TEST_F(TrainPanelTest, FollowsARunAndAsksItsWorker)
{
    open(40);
    RunFixture& fixture = addRun({});
    show();
    ASSERT_TRUE(shows(fixture, 588));
    EXPECT_EQ(m_panel->run()->health().state, RunState::Running);
    EXPECT_TRUE(m_panel->recipe().isReadOnly());
    const Series* loss = m_panel->run()->curves()->find("loss");
    for (std::int64_t step = 1; step <= 588; ++step) {
        ASSERT_EQ(loss->y(static_cast<std::size_t>(step - 1)),
                  static_cast<float>(fixture.loss(step)));
    }
    // It grows while one looks, and nothing moves by it.
    settle();
    const test::Places before = test::placesOf(*m_panel);
    EXPECT_GT(before.size(), 15);
    fixture.write(588, 600);
    ASSERT_TRUE(shows(fixture, 600));
    ASSERT_TRUE(waitUntil([&] { return m_panel->samples().shownStep() == 600; }));
    const QStringList moved = test::movedWidgets(*m_panel, before);
    EXPECT_TRUE(moved.isEmpty()) << moved.join(u'\n').toStdString();

    m_panel->curves().grid().setFocus();
    QTest::keyClick(&m_panel->curves().grid(), Qt::Key_P);
    (*m_actions)[QStringLiteral("train.save")]->trigger();
    std::vector<RunWriter::Control> asked;
    ASSERT_TRUE(waitUntil([&] {
        auto controls = fixture.writer().controls();
        asked.insert(asked.end(), controls->begin(), controls->end());
        return asked.size() >= 2;
    }));
    EXPECT_EQ(asked[0].kind, "pause");
    EXPECT_EQ(asked[1].kind, "save");
    ASSERT_TRUE(fixture.writer().acknowledge(asked[0], 600).ok());
    ASSERT_TRUE(fixture.writer().status(RunState::Paused, 0, 600, 773, -1).ok());
    ASSERT_TRUE(waitUntil([&] { return m_panel->run()->health().state == RunState::Paused; }));
    EXPECT_EQ((*m_actions)[QStringLiteral("train.pause")]->text(), QStringLiteral("Resume"));
    settle();
    test::savePicture(*m_panel, QStringLiteral("train-paused"));
    QTest::keyClick(&m_panel->curves().grid(), Qt::Key_P);
    (*m_actions)[QStringLiteral("train.stop")]->trigger();
    asked.clear();
    ASSERT_TRUE(waitUntil([&] {
        auto controls = fixture.writer().controls();
        asked.insert(asked.end(), controls->begin(), controls->end());
        return asked.size() >= 2;
    }));
    EXPECT_EQ(asked[0].kind, "resume");
    EXPECT_EQ(asked[1].kind, "stop");
}

TEST_F(TrainPanelTest, APointOpensThePairsBehindIt)
{
    open(40);
    RunFixture& fixture = addRun({});
    show();
    ASSERT_TRUE(shows(fixture, 588));
    QSignalSpy shown(m_panel.get(), &TrainPanel::behindShown);
    m_panel->curves().grid().pinStep(412);
    ASSERT_TRUE(waitUntil([&] { return shown.count() == 1; }));
    const auto expected = fixture.pairsOf(412);
    const auto& entries = m_panel->behind().entries();
    ASSERT_EQ(entries.size(), expected.size());
    double pull = 0;
    for (const auto& pair : expected) {
        pull += pair.influence;
    }
    for (std::size_t i = 0; i < entries.size(); ++i) {
        EXPECT_EQ(entries[i].prompt.toStdString(), RunFixture::prompts()[expected[i].index]);
        EXPECT_NEAR(entries[i].value, expected[i].margin, 1e-6);
        EXPECT_NEAR(entries[i].share, expected[i].influence / pull, 1e-6);
        ASSERT_TRUE(entries[i].record.has_value());
    }
    EXPECT_NEAR(entries[0].value, -6.8, 1e-6);
    EXPECT_EQ(m_selection.step(), 412);
    // The next point replaces them.
    m_panel->curves().grid().setFocus();
    QTest::keyClick(&m_panel->curves().grid(), Qt::Key_Right);
    QTest::keyClick(&m_panel->curves().grid(), Qt::Key_Return);
    ASSERT_TRUE(waitUntil([&] { return shown.count() == 2; }));
    EXPECT_EQ(m_panel->behind().entries()[0].prompt.toStdString(),
              RunFixture::prompts()[fixture.pairsOf(413)[0].index]);
}

TEST_F(TrainPanelTest, OverlaysAndPictureOfARunningRun)
{
    open(40);
    RunFixture& older = addRun(finished("12", 12));
    RunFixture& fixture = addRun({});
    show();
    ASSERT_TRUE(waitUntil([&] { return m_panel->runs().rowCount() == 2; }));
    m_panel->perform(QStringLiteral("show_run"),
                     {{QStringLiteral("run"), QString::fromStdString(fixture.folder())}});
    ASSERT_TRUE(shows(fixture, 588));
    EXPECT_EQ(m_panel->curves().grid().runs().size(), 1U);
    m_panel->runs().toggleShown(QString::fromStdString(older.folder()));
    m_panel->runs().select(QString::fromStdString(fixture.folder()));
    m_panel->perform(QStringLiteral("show_run"),
                     {{QStringLiteral("run"), QString::fromStdString(fixture.folder())}});
    ASSERT_TRUE(waitUntil([&] { return m_panel->curves().grid().runs().size() == 2; }));
    ASSERT_TRUE(
        waitUntil([&] { return m_panel->curves().grid().runs()[1].curves->lastStep() == 580; }));
    QSignalSpy shown(m_panel.get(), &TrainPanel::behindShown);
    m_panel->curves().grid().pinStep(412);
    ASSERT_TRUE(waitUntil([&] { return shown.count() == 1; }));
    settle();
    EXPECT_TRUE(test::namelessWidgets(*m_panel).isEmpty())
        << test::namelessWidgets(*m_panel).join(u'\n').toStdString();
    EXPECT_TRUE(cutTexts().isEmpty()) << cutTexts().join(u'\n').toStdString();
    EXPECT_EQ(test::primaryButtons(*m_panel), 1);
    test::savePicture(*m_panel, QStringLiteral("train-running"));
}

TEST_F(TrainPanelTest, AFinishedRunOpensTheRecipeForTheNext)
{
    open(40);
    RunFixture& older = addRun(finished("12", 12));
    RunFixture& fixture = addRun(finished("13", 13));
    show();
    ASSERT_TRUE(waitUntil([&] { return m_panel->run() != nullptr; }));
    m_panel->perform(QStringLiteral("show_run"),
                     {{QStringLiteral("run"), QString::fromStdString(fixture.folder())}});
    ASSERT_TRUE(shows(fixture, 580));
    m_panel->runs().toggleShown(QString::fromStdString(older.folder()));
    m_panel->perform(QStringLiteral("show_run"),
                     {{QStringLiteral("run"), QString::fromStdString(fixture.folder())}});
    ASSERT_TRUE(waitUntil([&] {
        return m_panel->curves().grid().runs().size() == 2 &&
               m_panel->curves().grid().runs()[1].curves->lastStep() == 580;
    }));
    EXPECT_EQ(m_panel->run()->health().state, RunState::Done);
    EXPECT_FALSE(m_panel->recipe().isReadOnly());
    EXPECT_FALSE((*m_actions)[QStringLiteral("train.pause")]->isEnabled());
    EXPECT_EQ(m_panel->recipe().spec().learning_rate, 3e-6);
    settle();
    EXPECT_EQ(test::primaryButtons(*m_panel), 1);
    test::savePicture(*m_panel, QStringLiteral("train-done"));
    test::savePicture(*m_panel, QStringLiteral("train-small"), QSize(1218, 658));
}

TEST_F(TrainPanelTest, AFailedRunSaysWhyAndOffersToGoOn)
{
    open(40);
    RunFixture::Plan plan;
    plan.steps = 240;
    RunFixture& fixture = addRun(plan);
    ASSERT_TRUE(fixture.writer().finish({"failed", 3, "The disk is full.", 240}).ok());
    const std::string checkpoint = fixture.folder() + "/checkpoints/step-000200";
    std::filesystem::create_directories(checkpoint);
    std::ofstream(checkpoint + "/manifest.json")
        << R"({"step": 200, "resumable": true, "files": {}})";
    fixture.close();
    show();
    ASSERT_TRUE(shows(fixture, 240));
    ASSERT_TRUE(waitUntil([&] { return m_panel->infoBar().isVisible(); }));
    EXPECT_TRUE(m_panel->infoBar().text().startsWith(QStringLiteral("The disk is full.")))
        << m_panel->infoBar().text().toStdString();
    settle();
    test::savePicture(*m_panel, QStringLiteral("train-failed"));
}

TEST_F(TrainPanelTest, StatesBeforeTheFirstStep)
{
    open(40);
    RunFixture::Plan plan;
    plan.steps = 0;
    RunFixture& fixture = addRun(plan);
    ASSERT_TRUE(fixture.writer().status(RunState::Caching, 0.4, 0, 773, -1).ok());
    show();
    ASSERT_TRUE(waitUntil([&] {
        return m_panel->run() != nullptr && m_panel->run()->health().state == RunState::Caching;
    }));
    settle();
    EXPECT_TRUE(m_panel->curves().grid().cards()[0]->marks().message.contains(
        QStringLiteral("start model")));
    test::savePicture(*m_panel, QStringLiteral("train-caching"));
}

}  // namespace
}  // namespace marginalia
