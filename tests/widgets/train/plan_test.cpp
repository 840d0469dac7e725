// SPDX-License-Identifier: GPL-3.0-or-later
// Budget in the recipe: what a trial measured, and what would make a run fit.
#include "tests/widgets/train/panel_fixture.h"
#include "widgets/common/buttons.h"
#include "widgets/train/budget_view.h"
#include "widgets/train/plan_asker.h"

#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

namespace marginalia {
namespace {

using test::waitUntil;

constexpr std::int64_t kGigabyte = std::int64_t{1} << 30U;

class PlanTest : public TrainPanelTest {
protected:
    void SetUp() override { qputenv("MARGINALIA_CLI", MARGINALIA_BIN_DIR "/marginalia-cli"); }
    void TearDown() override
    {
        TrainPanelTest::TearDown();
        qputenv("MARGINALIA_CLI", "/nonexistent");
    }
    void showReady()
    {
        open(64);
        show();
        ASSERT_TRUE(waitUntil([&] { return recipe().problem().isEmpty(); }))
            << recipe().problem().toStdString();
    }
    RecipeColumn& recipe() { return m_panel->recipe(); }
    QString sentence() { return recipe().budget().sentence(); }
    std::vector<Button*> remedies()
    {
        std::vector<Button*> out;
        for (int i = 1; i <= 3; ++i) {
            auto* button = recipe().findChild<Button*>(QStringLiteral("budget.remedy%1").arg(i));
            if (button != nullptr && button->isVisibleTo(&recipe())) {
                out.push_back(button);
            }
        }
        return out;
    }
    LinkLabel* measure()
    {
        return recipe().findChild<LinkLabel*>(QStringLiteral("budget.measure"));
    }
};

/// A plan of 20 GB where 12 are free.
RunPlan tooLarge(const RunSpec& spec)
{
    RunPlan plan;
    plan.memory = {kGigabyte / 4, 3 * kGigabyte,    6 * kGigabyte, 3 * kGigabyte, 0,
                   7 * kGigabyte, kGigabyte * 3 / 4};
    plan.machine = 16 * kGigabyte;
    plan.available = 12 * kGigabyte;
    plan.packTokens = plan.fullestStream = 8192;
    plan.longestItem = 900;
    plan.steps = 300;
    plan.stepSeconds = 4.2;
    plan.calibrated = true;
    plan.remedies = remediesFor(spec, plan, {750'000'000, 600'000'000, 9'000'000, 0, 4});
    return plan;
}

TEST_F(PlanTest, WhatDoesNotFitOffersWhatWould)
{
    showReady();
    EXPECT_TRUE(remedies().empty());
    Q_EMIT m_panel->findChild<PlanAsker*>()->planned(tooLarge(recipe().spec()));
    settle();
    EXPECT_FALSE((*m_actions)[QStringLiteral("train.start")]->isEnabled());
    EXPECT_TRUE(sentence().contains(QStringLiteral("are free"))) << sentence().toStdString();
    EXPECT_EQ(recipe().problem(), sentence()) << "Start says why it cannot be pressed";
    ASSERT_EQ(remedies().size(), 3U);
    for (const Button* button : remedies()) {
        EXPECT_TRUE(button->text().contains(QStringLiteral("GB"))) << button->text().toStdString();
        EXPECT_FALSE(button->toolTip().isEmpty());
    }
    EXPECT_TRUE(test::namelessWidgets(*m_panel).isEmpty())
        << test::namelessWidgets(*m_panel).join(u'\n').toStdString();
    EXPECT_TRUE(cutTexts().isEmpty()) << cutTexts().join(u'\n').toStdString();
    test::savePicture(*m_panel, QStringLiteral("train-plan-short"), QSize(1378, 1240));
    // In a window of 900 pixels all of it stands in sight, beside Start.
    test::savePicture(*m_panel, QStringLiteral("train-plan-foot"), QSize(1378, 838));
    m_panel->resize(1378, 838);
    settle();
    for (const Button* button : remedies()) {
        EXPECT_EQ(button->visibleRegion(), QRegion(button->rect())) << button->text().toStdString();
        EXPECT_TRUE(recipe().foot().isAncestorOf(button));
    }

    // The first is a smaller stream or an adapter: it is taken into the recipe, which fits then.
    const RunSpec before = recipe().spec();
    QTest::mouseClick(remedies().front(), Qt::LeftButton);
    EXPECT_FALSE(recipe().spec() == before);
    EXPECT_TRUE(recipe().problem().isEmpty()) << recipe().problem().toStdString();
    EXPECT_TRUE(remedies().empty());
    EXPECT_TRUE(sentence().contains(QStringLiteral("Estimated"))) << sentence().toStdString();
}

TEST_F(PlanTest, RemediesAreCalledWhatTheyChange)
{
    RunPlan plan = tooLarge(RunSpec());
    plan.beside = 9 * kGigabyte;
    const Text what("It helps.");
    plan.remedies = {{{{"offload", "machine"}}, what, kGigabyte},
                     {{{"optimizer_state", "int8"}}, what, kGigabyte},
                     {{{"dtype", "bf16"}, {"masters", "stochastic"}}, what, kGigabyte}};
    BudgetView view;
    view.setPlan(plan);
    const auto button = [&](int number) {
        return view.remedies()
            .findChild<Button*>(QStringLiteral("budget.remedy%1").arg(number))
            ->text();
    };
    EXPECT_TRUE(button(1).contains(QStringLiteral("machine's memory"))) << button(1).toStdString();
    EXPECT_TRUE(button(2).contains(QStringLiteral("8-bit moments"))) << button(2).toStdString();
    EXPECT_TRUE(button(3).contains(QStringLiteral("float32"))) << button(3).toStdString();
    plan.available = 64 * kGigabyte;
    view.setPlan(plan);
    EXPECT_TRUE(view.sentence().contains(QStringLiteral("Beside the card")))
        << view.sentence().toStdString();
}

TEST_F(PlanTest, OnlyWhatTheRecipeCanTakeIsOffered)
{
    showReady();
    const RunSpec spec = recipe().spec();
    recipe().setPlan(tooLarge(spec));
    ASSERT_EQ(remedies().size(), 3U);
    recipe().setReadOnly(true);
    EXPECT_TRUE(remedies().empty());
    EXPECT_FALSE(measure()->isVisibleTo(&recipe()));
    recipe().setReadOnly(false);
    EXPECT_EQ(remedies().size(), 3U);
    EXPECT_TRUE(measure()->isVisibleTo(&recipe()));

    RecipeFork fork;
    fork.point.spec = spec;
    recipe().setFork(fork);
    EXPECT_TRUE(measure()->isVisibleTo(&recipe())) << "with the data of the other run";
    recipe().setPlan(tooLarge(spec));
    ASSERT_FALSE(remedies().empty()) << "streams are cut otherwise in any run";
    const RunSpec before = recipe().spec();
    QTest::mouseClick(remedies().front(), Qt::LeftButton);
    EXPECT_FALSE(recipe().spec() == before);
    EXPECT_TRUE(checkFork(fork.point, recipe().spec()).empty());
}

TEST_F(PlanTest, ATrialReplacesTheEstimateAndFollowsTheRecipe)
{
#ifndef MARGINALIA_HAS_TRAIN
    GTEST_SKIP()
        << "this build cannot try steps (MARGINALIA_TRAIN=OFF, as in the sanitizer presets)";
#endif
    showReady();
    ASSERT_NE(measure(), nullptr);
    ASSERT_TRUE(measure()->isVisibleTo(&recipe()));
    EXPECT_TRUE(sentence().contains(QStringLiteral("Estimated")));
    QTest::mouseClick(measure(), Qt::LeftButton);
    EXPECT_FALSE(measure()->isEnabled());
    const auto measured = [&] { return sentence().contains(QStringLiteral("From a trial")); };
    constexpr int kPatience = 60'000;  // ms, on a machine with other things to do
    ASSERT_TRUE(waitUntil(measured, kPatience)) << sentence().toStdString();
    EXPECT_TRUE(sentence().contains(QStringLiteral("a step"))) << sentence().toStdString();
    EXPECT_TRUE(measure()->isEnabled());
    settle();
    test::savePicture(*m_panel, QStringLiteral("train-plan"), QSize(1378, 1240));

    RunSpec changed = recipe().spec();
    changed.batch_size = 4;
    recipe().setSpec(changed);
    EXPECT_FALSE(measured()) << "what was measured was another recipe";
    EXPECT_TRUE(waitUntil(measured, kPatience)) << sentence().toStdString();
}

}  // namespace
}  // namespace marginalia
