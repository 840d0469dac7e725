// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of the panels from the sample project, and what every panel must hold: names for all
// controls, no cut texts, one primary button.
#include "tests/widgets/sample_window.h"
#include "widgets/compare/compare_panel.h"
#include "widgets/data/data_panel.h"
#include "widgets/data/record_model.h"
#include "widgets/label/label_panel.h"

#include <QSignalSpy>
using namespace marginalia;

namespace {

constexpr int kPatience = 60'000;

void expectSound(QWidget& widget)
{
    EXPECT_TRUE(test::namelessWidgets(widget).isEmpty())
        << qPrintable(test::namelessWidgets(widget).join(QLatin1Char('\n')));
    EXPECT_TRUE(test::cutTexts(widget).isEmpty())
        << qPrintable(test::cutTexts(widget).join(QLatin1Char('\n')));
    EXPECT_LE(test::primaryButtons(widget), 1);
}

class Panels : public test::SampleWindow {
protected:
    Panels() : SampleWindow("panels") {}
};

TEST_F(Panels, DataShowsTheSampleAndFindsWords)
{
    window().showPanel(QStringLiteral("data"));
    auto* panel = dynamic_cast<DataPanel*>(window().panel(QStringLiteral("data")));
    ASSERT_NE(panel, nullptr);
    ASSERT_TRUE(test::waitUntil(
        [&] { return panel->records().hits() >= 300 && panel->records().summary(0) != nullptr; },
        kPatience));
    test::savePicture(window(), QStringLiteral("data"));
    expectSound(*panel);
    Filter filter;
    filter.search = "apples";
    const qint64 all = panel->records().hits();
    panel->setFilter(filter);
    ASSERT_TRUE(test::waitUntil(
        [&] {
            return panel->records().hits() < all && panel->records().hits() > 0 &&
                   panel->records().summary(0) != nullptr;
        },
        kPatience));
    EXPECT_NE(panel->records().summary(0)->prompt.find("apples"), std::string::npos);
    test::savePicture(window(), QStringLiteral("data-search"));
    filter.search = "no such word anywhere";
    panel->setFilter(filter);
    ASSERT_TRUE(test::waitUntil([&] { return panel->records().hits() == 0; }, kPatience));
    test::savePicture(window(), QStringLiteral("data-no-hit"));
}

TEST_F(Panels, LabelShowsAPairAndStoresVerdicts)
{
    window().showPanel(QStringLiteral("label"));
    auto* panel = dynamic_cast<LabelPanel*>(window().panel(QStringLiteral("label")));
    ASSERT_NE(panel, nullptr);
    ASSERT_TRUE(test::waitUntil([&] { return panel->labels().current() != nullptr; }, kPatience));
    QSignalSpy stored(&panel->labels(), &LabelSession::stored);
    const Uid first = panel->labels().current()->uid;
    panel->labels().preferSide(1, Strength::Much);
    ASSERT_TRUE(test::waitUntil([&] { return stored.count() == 1; }, kPatience));
    panel->labels().judge(Verdict::Tie);
    panel->labels().judge(Verdict::BothBad);
    ASSERT_TRUE(test::waitUntil([&] { return stored.count() == 3; }, kPatience));
    EXPECT_NE(panel->labels().current()->uid, first);
    EXPECT_GE(panel->labels().trail().size(), 3U);
    test::savePicture(window(), QStringLiteral("label"));
    expectSound(*panel);

    // Undo goes back to the pair whose label it took.
    const Uid third = panel->labels().trail().front().uid;
    panel->labels().undo();
    ASSERT_TRUE(test::waitUntil(
        [&] {
            return panel->labels().current() != nullptr && panel->labels().current()->uid == third;
        },
        kPatience));
    EXPECT_EQ(panel->labels().current()->label.verdict, Verdict::None);
}

TEST_F(Panels, EveryControlShowsTheFocusThatKeysGiveIt)
{
    for (const PanelInfo& info : panels()) {
        if (info.area != PanelInfo::Area::Rail) {
            continue;
        }
        window().showPanel(info.id);
        settle();
        ASSERT_TRUE(window().isActiveWindow()) << "nothing flashed up as a window of its own";
        EXPECT_TRUE(test::ringlessWidgets(*window().panel(info.id)).isEmpty())
            << qPrintable(info.id + QLatin1Char('\n') +
                          test::ringlessWidgets(*window().panel(info.id)).join(QLatin1Char('\n')));
    }
    window().showPanel(QStringLiteral("start"));
    settle();
    EXPECT_TRUE(test::ringlessWidgets(window()).isEmpty())
        << qPrintable(test::ringlessWidgets(window()).join(QLatin1Char('\n')));
}

TEST_F(Panels, CompareShowsColumnsOrSaysWhatItIsFor)
{
    window().showPanel(QStringLiteral("compare"));
    auto* panel = dynamic_cast<ComparePanel*>(window().panel(QStringLiteral("compare")));
    ASSERT_NE(panel, nullptr);
    ASSERT_TRUE(test::waitUntil([&] { return panel->compare().isRead(); }, kPatience));
    test::savePicture(window(), QStringLiteral("compare"));
    expectSound(*panel);
}

}  // namespace
