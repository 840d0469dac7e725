// SPDX-License-Identifier: GPL-3.0-or-later
// Changing a run that goes on: the sheet, the answer of the worker, the marks on the curves.
#include "core/jobs/knobs.h"
#include "tests/widgets/train/panel_fixture.h"
#include "widgets/common/fields.h"
#include "widgets/train/knob_sheet.h"
#include "widgets/train/mark_legend.h"

#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>

#include <gtest/gtest.h>

#include <algorithm>

namespace marginalia {
namespace {

using test::waitUntil;

class KnobTest : public TrainPanelTest {
protected:
    KnobSheet* sheet() { return m_panel->findChild<KnobSheet*>(QStringLiteral("train.knobs")); }
    void type(const QString& key, const char* text)
    {
        QLineEdit* edit = sheet()->field(key)->edit();
        edit->setFocus();
        edit->setText(QString::fromLatin1(text));
        QTest::keyClick(edit, Qt::Key_Tab);
    }
    MarkLegend* legend() { return m_panel->findChild<MarkLegend*>(QStringLiteral("train.legend")); }
};

TEST_F(KnobTest, TheSheetAsksForWhatWasChanged)
{
    RunFixture& fixture = showRunning();
    settle();
    press(Qt::Key_C);
    ASSERT_NE(sheet(), nullptr);
    ASSERT_TRUE(sheet()->isVisible());
    for (const char* key : {"learning_rate", "beta", "label_smoothing", "max_grad_norm",
                            "checkpoint_every", "max_steps"}) {
        EXPECT_NE(sheet()->field(QString::fromLatin1(key)), nullptr) << key;
    }
    EXPECT_EQ(sheet()->field(QStringLiteral("batch_size")), nullptr);
    EXPECT_EQ(sheet()->field(QStringLiteral("max_steps"))->value(), QStringLiteral("773"));
    EXPECT_EQ(sheet()->field(QStringLiteral("learning_rate"))->value(), QStringLiteral("1e-5"));
    EXPECT_TRUE(sheet()->field(QStringLiteral("learning_rate"))->edit()->hasFocus());
    type(QStringLiteral("learning_rate"), "6e-6");
    EXPECT_TRUE(sheet()->field(QStringLiteral("beta"))->edit()->hasFocus()) << "Tab goes on";
    // A wrong value stays, with its sentence, and nothing is asked.
    type(QStringLiteral("beta"), "99");
    settle();
    EXPECT_TRUE(test::namelessWidgets(*m_panel).isEmpty())
        << test::namelessWidgets(*m_panel).join(u'\n').toStdString();
    EXPECT_TRUE(cutTexts().isEmpty()) << cutTexts().join(u'\n').toStdString();
    EXPECT_EQ(test::primaryButtons(*m_panel), 1);
    // The sheet grows with the sentence: nothing has to be scrolled for.
    const QScrollBar* bar = sheet()->findChild<QScrollArea*>()->verticalScrollBar();
    EXPECT_TRUE(waitUntil([&] { return !bar->isVisible(); }));
    test::savePicture(*m_panel, QStringLiteral("train-knobs"));
    m_panel->resize(1218, 658);  // that of a window of 1280 x 720
    settle();
    EXPECT_TRUE(m_panel->rect().contains(sheet()->geometry()));
    EXPECT_TRUE(cutTexts().isEmpty()) << cutTexts().join(u'\n').toStdString();
    test::savePicture(*m_panel, QStringLiteral("train-knobs-small"));
    m_panel->resize(1378, 838);
    settle();
    auto* apply = sheet()->findChild<QPushButton*>(QStringLiteral("train.knobs.apply"));
    ASSERT_NE(apply, nullptr);
    QTest::mouseClick(apply, Qt::LeftButton);
    EXPECT_TRUE(sheet()->isVisible());
    type(QStringLiteral("beta"), "0.2");
    type(QStringLiteral("max_steps"), "100");
    EXPECT_FALSE(sheet()->field(QStringLiteral("max_steps"))->problem().isEmpty())
        << "588 steps are done";
    type(QStringLiteral("max_steps"), "700");
    QTest::mouseClick(apply, Qt::LeftButton);
    EXPECT_FALSE(sheet()->isVisible());
    EXPECT_TRUE(m_panel->curves().grid().hasFocus());
    const auto controls = asked(fixture, 3);
    ASSERT_EQ(controls.size(), 3U);
    EXPECT_EQ(controls[0].kind, "set");
    EXPECT_EQ(controls[0].detail["key"], "learning_rate");
    EXPECT_EQ(controls[0].detail["value"], 6e-6);
    EXPECT_EQ(controls[1].detail["key"], "beta");
    EXPECT_EQ(controls[2].detail["value"], 700);
}

TEST_F(KnobTest, EnterAppliesEscapeLeavesEverything)
{
    RunFixture& fixture = showRunning();
    press(Qt::Key_C);
    QLineEdit* edit = sheet()->field(QStringLiteral("learning_rate"))->edit();
    edit->setText(QStringLiteral("3e-6"));
    QTest::keyClick(edit, Qt::Key_Escape);
    EXPECT_EQ(edit->text(), QStringLiteral("1e-5"));
    EXPECT_TRUE(sheet()->isVisible());
    QTest::keyClick(edit, Qt::Key_Escape);
    EXPECT_FALSE(sheet()->isVisible());
    press(Qt::Key_C);
    edit = sheet()->field(QStringLiteral("learning_rate"))->edit();
    edit->setText(QStringLiteral("2e-6"));
    QTest::keyClick(edit, Qt::Key_Return);
    ASSERT_TRUE(waitUntil([&] { return !sheet()->isVisible(); }));
    const auto controls = asked(fixture, 1);
    ASSERT_EQ(controls.size(), 1U);
    EXPECT_EQ(controls[0].detail["value"], 2e-6);
}

TEST_F(KnobTest, TabGoesRoundInTheSheetAndItsButtonClosesIt)
{
    showRunning();
    press(Qt::Key_C);
    QWidget* first = sheet()->field(QStringLiteral("learning_rate"))->edit();
    ASSERT_TRUE(first->hasFocus());
    std::vector<QWidget*> visited;
    for (QWidget* at = first; visited.empty() || at != first; at = m_panel->focusWidget()) {
        ASSERT_NE(at, nullptr);
        ASSERT_TRUE(sheet()->isAncestorOf(at)) << qPrintable(at->objectName());
        ASSERT_TRUE(std::find(visited.begin(), visited.end(), at) == visited.end());
        visited.push_back(at);
        QTest::keyClick(at, Qt::Key_Tab);
    }
    EXPECT_EQ(visited.size(), 9U) << "six knobs, Cancel, Apply, Close";
    for (std::size_t i = visited.size(); i-- > 0;) {
        QTest::keyClick(m_panel->focusWidget(), Qt::Key_Backtab, Qt::ShiftModifier);
        EXPECT_EQ(m_panel->focusWidget(), visited[i]);
    }
    (*m_actions)[QStringLiteral("train.knob")]->trigger();
    EXPECT_FALSE(sheet()->isVisible());
    EXPECT_TRUE(m_panel->curves().grid().hasFocus());
}

TEST_F(KnobTest, TheAnswerIsAMarkOnEveryCurve)
{
    RunFixture& fixture = showRunning();
    EXPECT_TRUE(legend()->change().isEmpty());
    press(Qt::Key_C);
    type(QStringLiteral("learning_rate"), "6e-6");
    sheet()->apply();
    const auto controls = asked(fixture, 1);
    ASSERT_EQ(controls.size(), 1U);
    KnobEvent event{controls[0].id, "learning_rate", 480, 1e-5, 6e-6, -1};
    ASSERT_TRUE(fixture.writer().acknowledge(controls[0], 480, knobDetail(event)).ok());
    ASSERT_TRUE(waitUntil([&] { return m_panel->run()->spec().learning_rate == 6e-6; }));
    EXPECT_EQ(m_panel->recipe().spec().learning_rate, 6e-6) << "the recipe shows what holds";
    ASSERT_TRUE(waitUntil([&] { return !m_shell.toasts.isEmpty(); }));
    EXPECT_EQ(m_shell.toasts.back(), QStringLiteral("lr 1e-5 → 6e-6 from step 481 on."));
    ASSERT_TRUE(waitUntil([&] { return legend()->change() == QStringLiteral("lr 1e-5 → 6e-6"); }));
    settle();
    for (ChartCard* card : m_panel->curves().grid().cards()) {
        ASSERT_EQ(card->marks().controls.size(), 1U);
        EXPECT_EQ(card->marks().controls[0].x, 480);
        EXPECT_EQ(card->marks().controls[0].flag, QStringLiteral("lr 1e-5 → 6e-6"));
        EXPECT_EQ(card->marks().flagsNear(481, 2).size(), 1);
        EXPECT_TRUE(card->marks().flagsNear(490, 2).isEmpty());
    }
    // Of the marks that the row has no room for the tooltip tells.
    const std::vector<MarkLegend::Mark> told = legend()->shown();
    EXPECT_TRUE(std::find(told.begin(), told.end(), MarkLegend::Mark::Change) != told.end());
    EXPECT_EQ(legend()->toolTip().isEmpty(), told.size() == 3);
    test::savePicture(*m_panel, QStringLiteral("train-knob-mark"));
    m_panel->curves().grid().pinStep(480);
    settle();
    EXPECT_TRUE(cutTexts().isEmpty()) << cutTexts().join(u'\n').toStdString();
    test::savePicture(*m_panel, QStringLiteral("train-knob-flag"));
    // The sheet goes on from what holds now.
    press(Qt::Key_C);
    EXPECT_EQ(sheet()->field(QStringLiteral("learning_rate"))->value(), QStringLiteral("6e-6"));
}

TEST_F(KnobTest, ARefusalSaysWhyAndMarksNothing)
{
    RunFixture& fixture = showRunning();
    press(Qt::Key_C);
    type(QStringLiteral("max_steps"), "900");
    sheet()->apply();
    const auto controls = asked(fixture, 1);
    ASSERT_EQ(controls.size(), 1U);
    ASSERT_TRUE(fixture.writer()
                    .acknowledge(controls[0], 588,
                                 {{"key", "max_steps"}, {"refused", "It can only stop earlier."}})
                    .ok());
    ASSERT_TRUE(waitUntil([&] { return m_panel->infoBar().isVisible(); }));
    EXPECT_EQ(m_panel->infoBar().text(), QStringLiteral("It can only stop earlier."));
    EXPECT_TRUE(legend()->change().isEmpty());
    EXPECT_TRUE(m_shell.toasts.isEmpty());
}

TEST_F(KnobTest, AnEndedRunHasNoKnobs)
{
    RunFixture& fixture = showRunning();
    press(Qt::Key_C);
    ASSERT_TRUE(sheet()->isVisible());
    ASSERT_TRUE(fixture.writer().finish({"stopped", 0, "", 588}).ok());
    fixture.close();
    ASSERT_TRUE(waitUntil([&] { return !m_panel->run()->isActive(); }));
    EXPECT_FALSE(sheet()->isVisible());
    EXPECT_FALSE((*m_actions)[QStringLiteral("train.knob")]->isEnabled());
    press(Qt::Key_C);
    EXPECT_FALSE(sheet()->isVisible());
}

}  // namespace
}  // namespace marginalia
