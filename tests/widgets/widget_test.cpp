// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/widget_test.h"

#include "widgets/common/languages.h"
#include "widgets/common/panel.h"
#include "widgets/common/theme.h"

#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QFontDatabase>
#include <QImage>
#include <QMainWindow>
#include <QPainter>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

#include <cstdio>

namespace marginalia::test {

namespace {

QTemporaryDir& home()
{
    static QTemporaryDir folder;
    return folder;
}

}  // namespace

QString homeFolder()
{
    return home().path();
}

QString freshFolder(const QString& name)
{
    const QString path = home().filePath(name);
    QDir(path).removeRecursively();
    QDir().mkpath(path);
    return path;
}

bool waitUntil(const std::function<bool()>& done, int milliseconds)
{
    return QTest::qWaitFor(done, milliseconds);
}

QImage saveOnePicture(QWidget& widget, const QString& file, double scale)
{
    // Everything that was posted (layout, polish, deferred repaints) belongs into the picture.
    QApplication::sendPostedEvents();
    QApplication::processEvents();
    QApplication::sendPostedEvents();
    QImage image((QSizeF(widget.size()) * scale).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(scale);
    image.fill(theme().window);
    QPainter painter(&image);
    widget.render(&painter, QPoint(), QRegion(),
                  QWidget::DrawWindowBackground | QWidget::DrawChildren);
    painter.end();
    QDir().mkpath(QStringLiteral(MARGINALIA_PICTURE_DIR));
    const QString path = QStringLiteral(MARGINALIA_PICTURE_DIR "/") + file;
    EXPECT_TRUE(image.save(path)) << qPrintable(path);
    return image;
}

namespace {

/// What a person has before them, and not a sheet of parts.
bool isWhole(const QWidget& widget)
{
    return qobject_cast<const QMainWindow*>(&widget) != nullptr ||
           qobject_cast<const QDialog*>(&widget) != nullptr ||
           qobject_cast<const Panel*>(&widget) != nullptr;
}

}  // namespace

void savePicture(QWidget& widget, const QString& name, const QSize& size)
{
    if (!size.isEmpty()) {
        widget.resize(size);
    }
    widget.show();
    QApplication::processEvents();
    // Under QT_SCALE_FACTOR=2 the widgets themselves are at 200 %, and so is their picture.
    const bool twice = widget.devicePixelRatioF() == 2.0;
    const QList<double> scales = twice ? QList<double>{2.0} : QList<double>{1.0, 1.5};
    for (const bool dark : {false, true}) {
        applyTheme(dark ? ThemeChoice::Dark : ThemeChoice::Light);
        for (const double scale : scales) {
            const QString end = scale == 1.0 ? QString() : QStringLiteral("@%1").arg(scale);
            const QString look = dark ? QStringLiteral("-dark") : QString();
            const QImage picture =
                saveOnePicture(widget, name + look + end + QStringLiteral(".png"), scale);
            if (scale == 1.0 && isWhole(widget)) {
                const QStringList faults = audit(widget, picture);
                EXPECT_TRUE(faults.isEmpty())
                    << qPrintable(name + look + QLatin1Char('\n') + faults.join(QLatin1Char('\n')));
            }
        }
    }
    applyTheme(ThemeChoice::Light);
}

}  // namespace marginalia::test

int main(int argc, char** argv)
{
    testing::InitGoogleTest(&argc, argv);
    // One large screen, the same everywhere; a person's own settings stay untouched.
    const QByteArray screens = QByteArrayLiteral("offscreen:configfile=" MARGINALIA_SOURCE_DIR
                                                 "/tests/widgets/screen.json");
    if (qEnvironmentVariable("QT_QPA_PLATFORM") == QLatin1String("offscreen")) {
        qputenv("QT_QPA_PLATFORM", screens);
    }
    // Tests that need the programs name them; a start page in passing must not start one.
    if (!qEnvironmentVariableIsSet("MARGINALIA_CLI")) {
        qputenv("MARGINALIA_CLI", "/nonexistent");
    }
    qputenv("MARGINALIA_HOME", marginalia::test::homeFolder().toLocal8Bit());
    // Nor do the models of this machine belong into the pictures.
    qputenv("HF_HUB_CACHE",
            (marginalia::test::homeFolder() + QStringLiteral("/hub")).toLocal8Bit());
    QApplication application(argc, argv);
    if (!QFontDatabase::hasFamily(QStringLiteral("Inter"))) {
        std::fputs(
            "The font Inter is not installed; the pictures and sizes of these tests need it. "
            "Debian and Ubuntu: apt install fonts-inter fonts-jetbrains-mono\n",
            stderr);
        return 1;
    }
    marginalia::installLanguage(application, QStringLiteral("en"));
    marginalia::applyTheme(marginalia::ThemeChoice::Light);
    return RUN_ALL_TESTS();
}
