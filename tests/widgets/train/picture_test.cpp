// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/train/run_fixture.h"
#include "tests/widgets/widget_test.h"
#include "widgets/train/curve_picture.h"

#include <QDir>
#include <QImageReader>
#include <QProcess>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>

namespace marginalia {
namespace {

/// Pixels whose colour is near `colour`, in the part of the picture that `part` (shares) names.
int pixelsOf(const QImage& image, const QColor& colour, const QRectF& part)
{
    int count = 0;
    const QRect area(static_cast<int>(part.x() * image.width()),
                     static_cast<int>(part.y() * image.height()),
                     static_cast<int>(part.width() * image.width()),
                     static_cast<int>(part.height() * image.height()));
    for (int y = area.top(); y < area.bottom(); ++y) {
        for (int x = area.left(); x < area.right(); ++x) {
            const QColor there = image.pixelColor(x, y);
            count += std::abs(there.red() - colour.red()) < 24 &&
                             std::abs(there.green() - colour.green()) < 24 &&
                             std::abs(there.blue() - colour.blue()) < 24
                         ? 1
                         : 0;
        }
    }
    return count;
}

/// The finished run that comes with the program.
std::string sampleRun()
{
    const std::vector<std::string> runs =
        listRuns(std::string(MARGINALIA_SOURCE_DIR) + "/resources/sample/runs");
    return runs.empty() ? std::string() : runs.front();
}

TEST(CurvePicture, DrawsEveryChartOfAFinishedRun)
{
    const std::string run = sampleRun();
    ASSERT_FALSE(run.empty());
    applyTheme(ThemeChoice::Light);
    const auto image = curvePicture(run);
    ASSERT_TRUE(image.ok()) << image.error().message();
    EXPECT_EQ(image->size(), QSize(1600, 1000));
    // Rewards (second card of the first row) have both sides' colours, the others do not.
    const Theme& colours = theme();
    const QRectF rewards(0.36, 0.12, 0.28, 0.36);
    EXPECT_GT(pixelsOf(*image, colours.chosen, rewards), 200);
    EXPECT_GT(pixelsOf(*image, colours.rejected, rewards), 200);
    EXPECT_EQ(pixelsOf(*image, colours.rejected, {0.02, 0.12, 0.30, 0.36}), 0);
    // Every card of the second row holds a curve.
    for (int card = 0; card < 4; ++card) {
        const QRectF part(0.03 + 0.245 * card, 0.60, 0.20, 0.34);
        EXPECT_GT(pixelsOf(*image, colours.text, part) + pixelsOf(*image, colours.chosen, part), 60)
            << "card " << card;
    }
    ASSERT_TRUE(QDir().mkpath(QStringLiteral(MARGINALIA_PICTURE_DIR)));
    EXPECT_TRUE(image->save(QStringLiteral(MARGINALIA_PICTURE_DIR "/curves-sample.png")));
}

TEST(CurvePicture, ARunWithoutPointsAndAStrangeFolderAreSentences)
{
    QTemporaryDir folder;
    RunFixture::Plan plan;
    plan.steps = 0;
    const RunFixture empty(folder.path().toStdString(), plan);
    const auto early = curvePicture(empty.folder());
    ASSERT_FALSE(early.ok());
    EXPECT_EQ(early.error().what.str(), "The run has no points yet.");
    EXPECT_FALSE(curvePicture(folder.path().toStdString() + "/none").ok());
}

TEST(CurvePicture, TheProgramWritesItWithoutADisplay)
{
    const QString program = QStringLiteral(MARGINALIA_BIN_DIR "/marginalia");
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("curves.png"));
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"}) {
        environment.remove(QString::fromLatin1(name));
    }
    process.setProcessEnvironment(environment);
    process.start(program, {QStringLiteral("--curves"), QString::fromStdString(sampleRun()), file});
    ASSERT_TRUE(process.waitForFinished(20000)) << process.errorString().toStdString();
    EXPECT_EQ(process.exitCode(), 0) << process.readAllStandardError().toStdString();
    EXPECT_EQ(QImageReader(file).size(), QSize(1600, 1000));

    process.start(program, {QStringLiteral("--curves"), folder.path(), file});
    ASSERT_TRUE(process.waitForFinished(20000));
    EXPECT_EQ(process.exitCode(), 1);
    EXPECT_TRUE(process.readAllStandardError().contains(folder.path().toUtf8()));
    process.start(program, {QStringLiteral("--curves"), folder.path()});
    ASSERT_TRUE(process.waitForFinished(20000));
    EXPECT_EQ(process.exitCode(), 2);
}

}  // namespace
}  // namespace marginalia
