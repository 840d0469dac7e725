// SPDX-License-Identifier: GPL-3.0-or-later
// The tour's sentences and steps, without the panels it leads through.
#include "widgets/common/tour.h"

#include "widgets/common/feedback.h"
#include "widgets/common/shell.h"

#include <gtest/gtest.h>

using namespace marginalia;

namespace {

class SilentShell : public Shell {
public:
    void pickModel(const QString&, const std::function<void(const PickedModel&)>&) override {}
    void exportModel(const QString&, const QString&) override {}
    void showPanel(const QString& id, const QString& request, const QVariantMap&) override
    {
        asked << id + u'/' + request;
    }
    void showDock(const QString&, bool) override {}
    void toast(const QString&, const QString&, const std::function<void()>&) override {}
    void showSettings(const QString&) override {}
    void import(const QStringList&) override { asked << QStringLiteral("import"); }
    void startImport(const QString&, const ReadOptions&) override {}
    bool startRun(const QString&, QString*) override { return true; }

    QStringList asked;
};

class TourTest : public testing::Test {
protected:
    /// What the strip of a panel says now.
    CoachStrip& strip(const char* panel = "label")
    {
        m_tour.fill(m_strip, QLatin1String(panel));
        return m_strip;
    }
    void label(int count)
    {
        for (int i = 0; i < count; ++i) {
            m_tour.labelStored();
        }
    }
    void toCompare(double rightAfter)
    {
        m_tour.start();
        label(10);
        m_tour.runStarted(QStringLiteral("/runs/a"));
        m_tour.runFinished(QStringLiteral("/runs/a"), true);
        m_tour.changesShown();
        m_tour.changesMeasured(120, 0.03, 0.81, 0.85, rightAfter);
    }

    SilentShell m_shell;
    Tour m_tour{m_shell};
    CoachStrip m_strip;
};

TEST_F(TourTest, WalksTheLoopByEnter)
{
    EXPECT_TRUE(strip().isHidden());
    EXPECT_FALSE(m_strip.runAction());
    m_tour.start();
    EXPECT_EQ(m_shell.asked.takeLast(), QStringLiteral("label/queue"));
    EXPECT_FALSE(strip().isHidden());
    EXPECT_TRUE(strip().actionText().isEmpty());
    label(9);
    m_tour.labelTakenBack();
    label(2);
    EXPECT_EQ(m_tour.stage(), Tour::Stage::TrainOffer);
    EXPECT_TRUE(strip().runAction());
    EXPECT_EQ(m_shell.asked.takeLast(), QStringLiteral("train/start_tour_run"));
    m_tour.runStarted(QStringLiteral("/runs/a"));
    EXPECT_TRUE(strip("train").actionText().isEmpty());
    m_tour.runFinished(QStringLiteral("/runs/other"), true);
    EXPECT_EQ(m_tour.stage(), Tour::Stage::Training);
    m_tour.runFinished(QStringLiteral("/runs/a"), true);
    EXPECT_TRUE(strip("train").runAction());
    EXPECT_EQ(m_shell.asked.takeLast(), QStringLiteral("compare/show_changes"));
    m_tour.changesShown();
    m_tour.changesProgressed(34, 240);
    m_tour.changesMeasured(120, 0.03, 0.81, 0.85, 0.84);
    EXPECT_TRUE(strip("compare").text().contains(QStringLiteral("120 unseen questions")));
    EXPECT_TRUE(strip("compare").secondText().isEmpty()) << "the numbers held";
    EXPECT_TRUE(strip("compare").runAction());
    EXPECT_EQ(m_shell.asked.takeLast(), QStringLiteral("train/steepest_point"));
    m_tour.pointOpened();
    EXPECT_EQ(m_tour.stage(), Tour::Stage::Behind);
    EXPECT_TRUE(strip("train").runAction());
    EXPECT_EQ(m_shell.asked.takeLast(), QStringLiteral("import"));
    EXPECT_FALSE(m_tour.isOn());
}

TEST_F(TourTest, FewerRightNumbersOfferMoreLabelsUntilThereAreForty)
{
    toCompare(0.77);
    EXPECT_TRUE(strip("compare").text().contains(QStringLiteral("Ten labels are few")));
    EXPECT_EQ(m_strip.secondText(), QStringLiteral("Label 30 more"));
    m_strip.runSecond();
    EXPECT_EQ(m_tour.stage(), Tour::Stage::Label);
    EXPECT_EQ(m_shell.asked.takeLast(), QStringLiteral("label/queue"));
    label(29);
    EXPECT_EQ(m_tour.stage(), Tour::Stage::Label);
    label(1);
    EXPECT_EQ(m_tour.stage(), Tour::Stage::TrainOffer);
    m_tour.runStarted(QStringLiteral("/runs/b"));
    m_tour.runFinished(QStringLiteral("/runs/b"), true);
    m_tour.changesShown();
    m_tour.changesMeasured(120, 0.03, 0.95, 0.85, 0.77);
    EXPECT_FALSE(strip("compare").text().contains(QStringLiteral("Ten labels are few")));
    EXPECT_TRUE(m_strip.secondText().isEmpty());
}

TEST_F(TourTest, AFailedRunIsOfferedAgainAndTheCrossEndsIt)
{
    m_tour.start();
    label(10);
    m_tour.runStarted(QStringLiteral("/runs/a"));
    m_tour.runFinished(QStringLiteral("/runs/a"), false);
    EXPECT_EQ(m_tour.stage(), Tour::Stage::TrainOffer);
    m_tour.stop();
    EXPECT_TRUE(strip().isHidden());
    label(3);
    EXPECT_FALSE(m_tour.isOn());
}

}  // namespace
