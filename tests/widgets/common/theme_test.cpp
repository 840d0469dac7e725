// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/theme.h"

#include "tests/widgets/widget_test.h"
#include "widgets/common/buttons.h"
#include "widgets/common/labels.h"

#include <QApplication>
#include <QElapsedTimer>

#include <gtest/gtest.h>

using namespace marginalia;

namespace {

struct Pair {
    const char* what;
    Token ink;
    Token ground;
};

// What stands on what in the window; the design promises 4.5:1 for text and 3:1 for lines and
// edges.
const Pair kTexts[] = {
    {"text on window", &Theme::text, &Theme::window},
    {"text on surface", &Theme::text, &Theme::surface},
    {"text on base", &Theme::text, &Theme::base},
    {"text on hover", &Theme::text, &Theme::hover},
    {"text on selection", &Theme::text, &Theme::selection},
    {"text on match", &Theme::text, &Theme::match},
    {"muted on window", &Theme::muted, &Theme::window},
    {"muted on surface", &Theme::muted, &Theme::surface},
    {"muted on base", &Theme::muted, &Theme::base},
    {"muted on hover", &Theme::muted, &Theme::hover},
    {"muted on key", &Theme::muted, &Theme::key},
    {"muted on selection", &Theme::muted, &Theme::selection},
    {"faint on base", &Theme::faint, &Theme::base},
    {"accent on base", &Theme::accent, &Theme::base},
    {"accent on surface", &Theme::accent, &Theme::surface},
    {"accent on accentSoft", &Theme::accent, &Theme::accentSoft},
    {"onAccent on accent", &Theme::onAccent, &Theme::accent},
    {"chosen on base", &Theme::chosen, &Theme::base},
    {"chosen on its soft", &Theme::chosen, &Theme::chosenSoft},
    {"rejected on base", &Theme::rejected, &Theme::base},
    {"rejected on its soft", &Theme::rejected, &Theme::rejectedSoft},
    {"warning on its soft", &Theme::warning, &Theme::warningSoft},
    {"error on its soft", &Theme::error, &Theme::errorSoft},
    {"error on base", &Theme::error, &Theme::base},
};

const Pair kLines[] = {
    {"field edge on base", &Theme::field, &Theme::base},
    {"axis on base", &Theme::axis, &Theme::base},
    {"accent on window", &Theme::accent, &Theme::window},
};

TEST(Theme, TextIsReadable)
{
    for (const Theme& t : {Theme::light(), Theme::darkOne()}) {
        for (const Pair& pair : kTexts) {
            EXPECT_GE(contrast(t.*pair.ink, t.*pair.ground), 4.5)
                << pair.what << (t.dark ? " (dark)" : " (light)");
        }
    }
}

TEST(Theme, LinesCanBeSeen)
{
    for (const Theme& t : {Theme::light(), Theme::darkOne()}) {
        for (const Pair& pair : kLines) {
            EXPECT_GE(contrast(t.*pair.ink, t.*pair.ground), 3.0)
                << pair.what << (t.dark ? " (dark)" : " (light)");
        }
        for (const QColor& run : t.runs) {
            EXPECT_GE(contrast(run, t.base), 3.0) << qPrintable(run.name());
        }
    }
}

TEST(Theme, DivergingMapKeepsTextReadable)
{
    for (const Theme& t : {Theme::light(), Theme::darkOne()}) {
        EXPECT_EQ(t.diverging(0), t.base);
        for (const double value : {-1.0, -0.5, 0.5, 1.0, 7.0}) {
            EXPECT_GE(contrast(t.text, t.diverging(value)), 4.5) << value;
        }
        EXPECT_NE(t.diverging(-1), t.diverging(1));
    }
}

TEST(Theme, ContrastByHand)
{
    EXPECT_NEAR(contrast(Qt::black, Qt::white), 21.0, 1e-6);
    EXPECT_NEAR(contrast(QColor(0x777777), Qt::white), 4.48, 0.01);
}

TEST(Theme, ChangesReachWidgetsAtOnce)
{
    TextLabel label(QStringLiteral("words"), Face::Small, &Theme::muted);
    label.show();
    applyTheme(ThemeChoice::Dark);
    EXPECT_EQ(label.palette().color(QPalette::WindowText), Theme::darkOne().muted);
    EXPECT_EQ(QApplication::palette().color(QPalette::Base), Theme::darkOne().base);
    applyTheme(ThemeChoice::Light);
    EXPECT_EQ(label.palette().color(QPalette::WindowText), Theme::light().muted);
}

TEST(Theme, TextSizeScalesTheUnit)
{
    EXPECT_EQ(u(28), 28);
    const int before = textFont(Face::Body).pixelSize();
    EXPECT_EQ(before, 13);
    applyTheme(ThemeChoice::Light, 1.5);
    EXPECT_EQ(u(28), 42);
    EXPECT_EQ(textFont(Face::Caption).pixelSize(), 17);
    applyTheme(ThemeChoice::Light, 1.0);
}

}  // namespace
