// SPDX-License-Identifier: GPL-3.0-or-later
// The real window in a process of its own, driven by itself, for a test that kills it:
//   e2e_window label PROJECT   labels by keys without end; a line "stored EVENT" for each label
//   that
//                              counts, "shown" once the first pair stands there
//   e2e_window train PROJECT   starts the tour's run; "run FOLDER" while its worker lives
// The shared main of widget tests is not used: this is as near to the program as a test can get.
#include "app/main_window.h"
#include "app/workspace.h"
#include "widgets/common/languages.h"
#include "widgets/common/session.h"
#include "widgets/label/label_panel.h"

#include <QApplication>
#include <QTest>
#include <QTimer>

#include <cstdio>

using namespace marginalia;

namespace {

void say(const char* what, const QByteArray& value = {})
{
    std::printf("%s %s\n", what, value.constData());
    std::fflush(stdout);  // the parent must see it before the kill
}

int fail(const QString& why)
{
    std::fprintf(stderr, "e2e_window: %s\n", qPrintable(why));
    return 1;
}

void pressInPanel(MainWindow& window, Qt::Key key, Qt::KeyboardModifiers modifiers = {})
{
    Panel* front = window.panel(window.currentPanel());
    QWidget* focus = window.focusWidget();
    QTest::keyClick(focus != nullptr ? focus : front, key, modifiers);
}

int labelWithoutEnd(MainWindow& window)
{
    window.showPanel(QStringLiteral("label"));
    auto* panel = dynamic_cast<LabelPanel*>(window.panel(QStringLiteral("label")));
    LabelSession& labels = panel->labels();
    QObject::connect(&labels, &LabelSession::stored, &window,
                     [](const QByteArray& event) { say("stored", event); });
    QObject::connect(&labels, &LabelSession::failed, &window, [](const Error& error) {
        say("failed", QByteArray::fromStdString(error.message()));
    });
    bool first = true;
    int presses = 0;
    // Faster than any person: the next key as soon as the event loop has nothing else to do.
    QTimer press;
    QObject::connect(&press, &QTimer::timeout, &window, [&] {
        if (labels.current() == nullptr) {
            return;
        }
        if (std::exchange(first, false)) {
            say("shown");
        }
        pressInPanel(window, ++presses % 3 == 0 ? Qt::Key_2 : Qt::Key_1);
    });
    press.start(0);
    return QApplication::exec();
}

int train(MainWindow& window, Workspace& workspace)
{
    // The tour's run takes the labels of this person: ten by keys first.
    window.showPanel(QStringLiteral("label"));
    LabelSession& labels =
        dynamic_cast<LabelPanel*>(window.panel(QStringLiteral("label")))->labels();
    int stored = 0;
    QObject::connect(&labels, &LabelSession::stored, &window, [&] {
        if (++stored == 10) {
            window.showPanel(QStringLiteral("train"), QStringLiteral("start_tour_run"));
        }
    });
    int presses = 0;
    QTimer press;
    QObject::connect(&press, &QTimer::timeout, &window, [&] {
        if (labels.current() != nullptr && presses < 10) {
            ++presses;
            pressInPanel(window, Qt::Key_1);
        }
    });
    press.start(0);
    QObject::connect(workspace.runs(), &RunMonitor::changed, &window, [&workspace] {
        for (const QString& folder : workspace.liveRuns()) {
            say("run", folder.toLocal8Bit());
        }
    });
    return QApplication::exec();
}

}  // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    if (argc != 3) {
        return fail(QStringLiteral("usage: e2e_window label|train PROJECT"));
    }
    installLanguage(application, QStringLiteral("en"));
    applyTheme(ThemeChoice::Light);
    Workspace workspace;
    MainWindow window(workspace);
    window.show();
    window.activateWindow();
    if (!QTest::qWaitForWindowActive(&window)) {
        return fail(QStringLiteral("the window was not shown"));
    }
    window.openProject(QString::fromLocal8Bit(argv[2]));
    if (workspace.session() == nullptr || workspace.session()->readOnly()) {
        return fail(QStringLiteral("the project was not opened for writing"));
    }
    return qstrcmp(argv[1], "train") == 0 ? train(window, workspace) : labelWithoutEnd(window);
}
