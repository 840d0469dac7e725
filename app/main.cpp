// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/about_dialog.h"
#include "app/main_window.h"
#include "app/start_options.h"
#include "app/window_log.h"
#include "widgets/common/languages.h"
#include "widgets/common/translated.h"
#include "widgets/train/curve_picture.h"
#include "widgets/window/instance_link.h"

#include <QApplication>
#include <QFileInfo>

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

StartRequest requestOf(const StartOptions& options)
{
    StartRequest out;
    for (const QString& path : options.paths) {
        out.paths << QFileInfo(path).absoluteFilePath();
    }
    out.sample = options.sample;
    out.makeNew = options.makeNew;
    out.activation = qEnvironmentVariable("XDG_ACTIVATION_TOKEN");
    return out;
}

/// What the command line asks of a window, the first one's or a later start's.
void follow(MainWindow& window, const StartRequest& request)
{
    if (request.sample) {
        window.openSample(false, false);
    } else if (!request.paths.isEmpty()) {
        window.openPaths(request.paths);
    }
    if (request.makeNew) {
        QMetaObject::invokeMethod(
            &window, [&window] { window.newProject(); }, Qt::QueuedConnection);
    }
}

}  // namespace

int main(int argc, char** argv)
{
    setLogLevel(QStringLiteral("warning"));
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
    InstanceLink link(InstanceLink::socketFor(options.configFolder));
    if (!options.newInstance) {
        if (link.handOver(requestOf(options))) {
            return 0;
        }
        link.listen();
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
    QObject::connect(&link, &InstanceLink::asked, &window, [&window](const StartRequest& request) {
        qputenv("XDG_ACTIVATION_TOKEN", request.activation.toUtf8());
        window.setWindowState(window.windowState() & ~Qt::WindowMinimized);
        window.raise();
        window.activateWindow();
        follow(window, request);
    });
    if (options.firstPaint) {
        QObject::connect(&window, &MainWindow::painted, &window, [] {
            std::puts("painted");
            std::fflush(stdout);  // whoever measures waits for it
            QApplication::quit();
        });
    }
    follow(window, requestOf(options));
    window.show();
    return QApplication::exec();
}
