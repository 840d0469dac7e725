// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/widget_test.h"
#include "widgets/common/buttons.h"
#include "widgets/common/labels.h"
#include "widgets/objectives/loss_explorer.h"
#include "widgets/objectives/loss_plots.h"
#include "widgets/objectives/value_slider.h"
#include "widgets/train/chart_plot.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QSettings>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>

#include <gtest/gtest.h>

#include <cmath>
#include <random>

using namespace marginalia;

namespace {

ExplorerPairs somePairs()
{
    ExplorerPairs out;
    out.run = QStringLiteral("14");
    std::mt19937 random(7);
    std::normal_distribution<double> noise(0, 1);
    for (int i = 0; i < 60; ++i) {
        RunPair pair;
        pair.uid = Uid::random();
        pair.step = 500;
        pair.point.tokensChosen = 30 + i % 17;
        pair.point.tokensRejected = 26 + i % 23;
        pair.point.referenceChosen = -1.6 * pair.point.tokensChosen;
        pair.point.referenceRejected = -1.5 * pair.point.tokensRejected;
        pair.point.policyChosen = pair.point.referenceChosen + 2 + 2.5 * noise(random);
        pair.point.policyRejected = pair.point.referenceRejected - 4 + 3.5 * noise(random);
        out.pairs.push_back(pair);
        out.prompts << QStringLiteral("Can I refreeze thawed chicken, question %1?").arg(i);
    }
    return out;
}

class Explorer : public testing::Test {
protected:
    void SetUp() override
    {
        const QString home = test::freshFolder(QStringLiteral("explorer"));
        m_state =
            std::make_unique<QSettings>(home + QStringLiteral("/state.ini"), QSettings::IniFormat);
        open(defaultRunSpec("dpo"));
    }
    void open(const RunSpec& recipe)
    {
        m_explorer = std::make_unique<LossExplorer>(recipe, *m_state);
        m_explorer->show();
        m_explorer->activateWindow();
        QCoreApplication::processEvents();
    }
    template <class Widget>
    Widget& part(const char* name)
    {
        auto* found = m_explorer->findChild<Widget*>(QLatin1String(name));
        EXPECT_NE(found, nullptr) << name;
        return *found;
    }
    int row(const char* id) const { return m_explorer->entries().rowOf(id); }
    void expectSound()
    {
        for (const QStringList& faults :
             {test::namelessWidgets(*m_explorer), test::keylessWidgets(*m_explorer)}) {
            EXPECT_TRUE(faults.isEmpty()) << qPrintable(faults.join(u'\n'));
        }
        QStringList cut;
        test::waitUntil([&] { return (cut = test::cutTexts(*m_explorer)).isEmpty(); }, 1000);
        EXPECT_TRUE(cut.isEmpty()) << qPrintable(cut.join(u'\n'));
        EXPECT_LE(test::primaryButtons(*m_explorer), 1);
    }

    std::unique_ptr<QSettings> m_state;
    std::unique_ptr<LossExplorer> m_explorer;
};

TEST_F(Explorer, ShowsTheDataOnTheLineInFocus)
{
    m_explorer->setPairs(somePairs());
    EXPECT_EQ(m_explorer->entries().at(m_explorer->focusRow()).info->id, "dpo");
    const QCustomPlot* loss = m_explorer->plots().lossPlot();
    const QCPGraph* dots = loss->graph(loss->graphCount() - 2);
    EXPECT_EQ(dots->lineStyle(), QCPGraph::lsNone);
    EXPECT_EQ(dots->dataCount(), 60);
    expectSound();
    test::savePicture(*m_explorer, QStringLiteral("explorer"));
}

TEST_F(Explorer, EveryObjectiveIsListedAndWhoHasNoCurveSaysWhy)
{
    for (const ObjectiveInfo& info : objectiveCatalog()) {
        const int at = row(info.id.c_str());
        ASSERT_GE(at, 0) << info.id;
        const LossEntry& entry = m_explorer->entries().at(at);
        EXPECT_EQ(entry.curve.has_value(), hasLossCurve(info.id)) << info.id;
        EXPECT_EQ(entry.why.isEmpty(), hasLossCurve(info.id)) << info.id;
        m_explorer->choose(info.id);
        EXPECT_EQ(m_explorer->focusRow(), at);
        if (!entry.curve) {
            EXPECT_EQ(part<TextLabel>("explorer.sentence").text(), entry.why);
            EXPECT_LT(m_explorer->entries().at(at).place, 0);
        } else {
            EXPECT_GE(m_explorer->entries().at(at).place, 0) << "what is looked at is drawn";
        }
    }
}

TEST_F(Explorer, SlidersMoveTheCurveAndTheArrows)
{
    m_explorer->choose("dpo");
    ValueSlider* beta = m_explorer->parameterSlider("beta");
    ASSERT_NE(beta, nullptr);
    EXPECT_NEAR(beta->value(), 0.1, 1e-9);
    const double margin = m_explorer->point().ratioMargin();
    PairLoss at = m_explorer->entries().lossAt(row("dpo"));
    EXPECT_NEAR(at.loss, std::log1p(std::exp(-0.1 * margin)), 1e-9);
    QTest::keyClick(&beta->slider(), Qt::Key_PageUp);
    const double larger = beta->value();
    EXPECT_GT(larger, 0.1);
    at = m_explorer->entries().lossAt(row("dpo"));
    EXPECT_NEAR(at.loss, std::log1p(std::exp(-larger * margin)), 1e-9);
    EXPECT_LT(at.byChosen, 0);
    EXPECT_GT(at.byRejected, 0);

    QTest::keyClick(&m_explorer->marginSlider().slider(), Qt::Key_Home);
    EXPECT_NEAR(m_explorer->point().ratioMargin(), m_explorer->plots().low(), 1e-9);
    QTest::keyClick(&part<LinkLabel>("explorer.reset"), Qt::Key_Return);
    EXPECT_NEAR(m_explorer->parameterSlider("beta")->value(), 0.1, 1e-9);
}

TEST_F(Explorer, LongerAnswersKeepWhatTrainingChanged)
{
    const PairPoint before = m_explorer->point();
    QTest::keyClick(&part<QSlider>("explorer.tokens_chosen"), Qt::Key_PageUp);
    const PairPoint after = m_explorer->point();
    EXPECT_GT(after.tokensChosen, before.tokensChosen);
    EXPECT_NEAR(after.chosenRatio(), before.chosenRatio(), 1e-9);
    EXPECT_NEAR(after.referenceChosen / after.tokensChosen,
                before.referenceChosen / before.tokensChosen, 1e-9);
}

TEST_F(Explorer, ThePathDecidesWhichAnswerMoves)
{
    auto& path = part<SegmentedControl>("explorer.path");
    const PairPoint before = m_explorer->point();
    path.setCurrent(QStringLiteral("rejected"));
    Q_EMIT path.currentChanged(QStringLiteral("rejected"));
    QTest::keyClick(&m_explorer->marginSlider().slider(), Qt::Key_End);
    EXPECT_NEAR(m_explorer->point().policyChosen, before.policyChosen, 1e-9);
    EXPECT_LT(m_explorer->point().policyRejected, before.policyRejected);
}

TEST_F(Explorer, SpaceDrawsALineAndTakesItAway)
{
    m_explorer->choose("kto");
    ASSERT_GE(m_explorer->entries().at(row("kto")).place, 0);
    const int lines = m_explorer->plots().lossPlot()->graphCount();
    m_explorer->list().setFocus();
    QTest::keyClick(&m_explorer->list(), Qt::Key_Space);
    EXPECT_LT(m_explorer->entries().at(row("kto")).place, 0);
    EXPECT_EQ(m_explorer->plots().lossPlot()->graphCount(), lines - 1);
    QTest::keyClick(&m_explorer->list(), Qt::Key_Space);
    EXPECT_GE(m_explorer->entries().at(row("kto")).place, 0);
}

TEST_F(Explorer, ARecipeWithTermsHasALineOfItsOwn)
{
    RunSpec recipe = defaultRunSpec("dpo");
    recipe.terms = {{"dpo", 1.0}, {"sft", 0.5}};
    open(recipe);
    const LossEntry& first = m_explorer->entries().at(0);
    EXPECT_TRUE(first.recipe);
    EXPECT_EQ(m_explorer->focusRow(), 0);
    ASSERT_TRUE(first.curve.has_value());
    const PairPoint at = m_explorer->point();
    const PairLoss plain = lossCurve("dpo", {}, {})->at(at);
    EXPECT_NEAR(first.curve->at(at).byChosen, plain.byChosen - 0.5 / at.tokensChosen, 1e-9);
    m_explorer->setPairs(somePairs());
    test::savePicture(*m_explorer, QStringLiteral("explorer-recipe"));
}

TEST_F(Explorer, APairOfTheRunIsChosenByName)
{
    const ExplorerPairs pairs = somePairs();
    m_explorer->setPairs(pairs);
    auto& box = part<QComboBox>("explorer.pair");
    ASSERT_EQ(box.count(), 61);
    box.setCurrentIndex(6);
    Q_EMIT box.activated(6);
    EXPECT_NEAR(m_explorer->point().ratioMargin(), pairs.pairs[5].point.ratioMargin(), 1e-9);
    EXPECT_TRUE(part<TextLabel>("explorer.note").text().contains(QStringLiteral("run 14")));
}

TEST_F(Explorer, ValuesStandOnOneScaleAndNumbersAreCopied)
{
    auto& scale = part<SegmentedControl>("explorer.scale");
    scale.setCurrent(QStringLiteral("values"));
    Q_EMIT scale.currentChanged(QStringLiteral("values"));
    m_explorer->setPairs(somePairs());
    test::savePicture(*m_explorer, QStringLiteral("explorer-values"));
    QTest::mouseClick(&part<Button>("explorer.copy"), Qt::LeftButton);
    const QStringList rows = QGuiApplication::clipboard()->text().split(u'\n', Qt::SkipEmptyParts);
    ASSERT_EQ(rows.size(), 322);
    EXPECT_TRUE(rows[0].startsWith(QStringLiteral("margin\t")));
    EXPECT_EQ(rows[1].count(u'\t'), rows[0].count(u'\t'));
}

TEST_F(Explorer, UsedOrLookedUpFromHere)
{
    QSignalSpy taken(m_explorer.get(), &LossExplorer::objectiveTaken);
    QSignalSpy card(m_explorer.get(), &LossExplorer::cardAsked);
    m_explorer->choose("kto");
    QTest::mouseClick(&part<Button>("explorer.card"), Qt::LeftButton);
    ASSERT_EQ(card.count(), 1);
    EXPECT_EQ(card[0][0].toString(), QStringLiteral("kto"));
    QTest::mouseClick(&part<Button>("explorer.use"), Qt::LeftButton);
    ASSERT_EQ(taken.count(), 1);
    EXPECT_EQ(taken[0][0].toString(), QStringLiteral("kto"));
    EXPECT_FALSE(m_explorer->isVisible());
}

TEST(LossEntriesTest, KeepsTheRulesOfModels)
{
    LossEntries entries(defaultRunSpec("dpo"));
    const QAbstractItemModelTester tester(&entries,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    EXPECT_TRUE(entries.setDrawn(entries.rowOf("dpo"), true));
    EXPECT_TRUE(entries.setDrawn(entries.rowOf("kto"), true));
    EXPECT_EQ(entries.at(entries.rowOf("dpo")).place, 0);
    EXPECT_EQ(entries.at(entries.rowOf("kto")).place, 1);
    entries.setDrawn(entries.rowOf("dpo"), false);
    EXPECT_TRUE(entries.setDrawn(entries.rowOf("sft"), true));
    EXPECT_EQ(entries.at(entries.rowOf("sft")).place, 0) << "the lowest free colour";
}

TEST(ValueSliderTest, WideRangesGoByPowersOfTen)
{
    ValueSlider slider(QStringLiteral("β"), 0.001, 10);
    slider.setValue(0.1);
    EXPECT_EQ(slider.slider().value(), slider.slider().maximum() / 2);
    QSignalSpy moved(&slider, &ValueSlider::moved);
    slider.slider().setValue(slider.slider().maximum());
    ASSERT_EQ(moved.count(), 1);
    EXPECT_DOUBLE_EQ(moved[0][0].toDouble(), 10);
    slider.slider().setValue(0);
    EXPECT_DOUBLE_EQ(slider.value(), 0.001);
}

}  // namespace
