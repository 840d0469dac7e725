// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/about_dialog.h"
#include "app/main_window.h"
#include "app/start_options.h"
#include "widgets/common/languages.h"
#include "widgets/common/translated.h"
#include "widgets/train/curve_picture.h"

#include <QApplication>

#include <cstdio>

using namespace marginalia;

namespace {

void printVersion()
{
    for (const PartVersion& part : partVersions()) {
        std::printf("%s %s\n", qPrintable(part.name), qPrintable(part.version));
    }
}

void printActions(const QString& configFolder)
{
    Settings settings(configFolder);
    ActionRegistry actions(settings);
    addAllActions(actions);
    for (const QString& line : actions.list()) {
        std::printf("%s\n", qPrintable(line));
    }
}

int drawCurves(const StartOptions& options)
{
    const Status written = writeCurvePicture(options.curvesOf, options.curvesPicture);
    if (!written) {
        std::fprintf(stderr, "marginalia: %s\n", qPrintable(translated(written.error())));
        return 1;
    }
    std::fprintf(stderr, "%s\n", qPrintable(options.curvesPicture));
    return 0;
}

}  // namespace

int main(int argc, char** argv)
{
    const StartOptions options = StartOptions::parse(argc, argv);
    if (!options.problem.isEmpty()) {
        std::fprintf(stderr, "marginalia: %s\n%s", qPrintable(options.problem),
                     StartOptions::help());
        return 2;
    }
    if (options.showHelp) {
        std::fputs(StartOptions::help(), stdout);
        return 0;
    }
    if (options.showVersion) {
        printVersion();
        return 0;
    }
    if (!options.curvesOf.isEmpty() && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    QApplication::setApplicationName(QStringLiteral("marginalia"));
    QApplication::setApplicationDisplayName(QStringLiteral("Marginalia"));
    QApplication::setApplicationVersion(QStringLiteral(MARGINALIA_VERSION));
    QApplication::setDesktopFileName(QStringLiteral(MARGINALIA_APP_ID));
    QApplication application(argc, argv);
    if (!options.curvesOf.isEmpty()) {
        return drawCurves(options);
    }
    if (options.listActions) {
        applyTheme(ThemeChoice::Light);
        printActions(options.configFolder);
        return 0;
    }
    Workspace workspace(options.configFolder);
    installLanguage(application,
                    workspace.settings()
                        .value(QStringLiteral("general/language"), QStringLiteral("system"))
                        .toString());
    const QString look = workspace.settings().themeName();
    applyTheme(look == QLatin1String("dark")
                   ? ThemeChoice::Dark
                   : (look == QLatin1String("light") ? ThemeChoice::Light : ThemeChoice::System),
               workspace.settings().textScale());
    MainWindow window(workspace);
    if (options.sample) {
        window.openSample(false, false);
    } else if (!options.paths.isEmpty()) {
        window.openPaths(options.paths);
    }
    window.show();
    if (options.makeNew) {
        QMetaObject::invokeMethod(
            &window, [&window] { window.newProject(); }, Qt::QueuedConnection);
    }
    return QApplication::exec();
}
