// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/main_window.h"

#include "tests/widgets/train/run_fixture.h"
#include "tests/widgets/widget_test.h"
#include "widgets/start/machine_card.h"
#include "widgets/start/start_page.h"
#include "widgets/window/rail.h"
#include "widgets/window/status_line.h"

#include <QApplication>
#include <QDateTime>
#include <QDialog>
#include <QDir>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QTest>
#include <QTimer>
#include <QTranslator>

#include <gtest/gtest.h>

using namespace marginalia;

namespace {

/// Every text a third longer, as German is; shows what does not wrap or elide.
class LongerTexts : public QTranslator {
public:
    bool isEmpty() const override { return false; }
    QString translate(const char*, const char* source, const char*, int) const override
    {
        const QString text = QString::fromUtf8(source);
        QString more;
        while (more.size() < text.size() * 35 / 100) {
            more += QStringLiteral("enlängung");
        }
        return text + more.left(text.size() * 35 / 100);
    }
};

void expectSound(QWidget& window)
{
    EXPECT_TRUE(test::namelessWidgets(window).isEmpty())
        << qPrintable(test::namelessWidgets(window).join(QLatin1Char('\n')));
    EXPECT_TRUE(test::cutTexts(window).isEmpty())
        << qPrintable(test::cutTexts(window).join(QLatin1Char('\n')));
    EXPECT_LE(test::primaryButtons(window), 1);
}

/// The answer of this machine's doctor would make the pictures differ from place to place, so the
/// tests have none.
void showExampleMachine(MainWindow& window)
{
    auto* machine = window.findChild<MachineCard*>();
    ASSERT_TRUE(test::waitUntil([&] { return machine->findChild<QLabel*>() != nullptr; }));
    machine->show(Json::parse(
        R"({"cpu":"CPU","cores":16,"memory":68719476736,"devices":["cpu"],"ok":true})"));
}

void fillRecents(Workspace& workspace)
{
    const struct {
        const char* name;
        qint64 pairs;
        int runs;
        int days;
        bool there;
    } projects[] = {{"Thesis pilot", 100, 2, 40, false},
                    {"Course week 4", 640, 22, 20, true},
                    {"Refusals, second look", 2115, 6, 9, true},
                    {"Support tone", 8240, 31, 1, true},
                    {"Plain answers", 1204318, 14, 0, true}};
    for (const auto& row : projects) {
        RecentProject project;
        project.name = QLatin1String(row.name);
        project.folder = test::homeFolder() + QStringLiteral("/recent/") + project.name;
        if (row.there) {
            QDir().mkpath(project.folder);
        }
        project.pairs = row.pairs;
        project.runs = row.runs;
        project.atMilliseconds =
            QDateTime::currentDateTime().addDays(-row.days).toMSecsSinceEpoch();
        workspace.recents().note(project);
    }
}

TEST(Window, StartPagePictures)
{
    qputenv("MARGINALIA_HOME", test::freshFolder(QStringLiteral("start")).toLocal8Bit());
    Workspace workspace;
    fillRecents(workspace);
    MainWindow window(workspace);
    window.resize(1440, 900);
    window.show();
    showExampleMachine(window);
    test::savePicture(window, QStringLiteral("start"));
    expectSound(window);
    window.resize(1280, 720);
    test::savePicture(window, QStringLiteral("start-1280"));
    expectSound(window);
    EXPECT_EQ(window.currentPanel(), QString());
    EXPECT_EQ(window.findChild<StatusLine*>()->storedText(), QStringLiteral("No project open"));
}

TEST(Window, LongTextsAreNotCut)
{
    qputenv("MARGINALIA_HOME", test::freshFolder(QStringLiteral("long")).toLocal8Bit());
    LongerTexts longer;
    QApplication::installTranslator(&longer);
    {
        Workspace workspace;
        MainWindow window(workspace);
        window.resize(1440, 900);
        window.show();
        showExampleMachine(window);
        test::savePicture(window, QStringLiteral("start-long-texts"));
        expectSound(window);
    }
    QApplication::removeTranslator(&longer);
}

TEST(Window, WithoutAProjectPanelsSayWhy)
{
    qputenv("MARGINALIA_HOME", test::freshFolder(QStringLiteral("noproject")).toLocal8Bit());
    Workspace workspace;
    MainWindow window(workspace);
    window.show();
    for (const RailButton* button : window.findChild<Rail*>()->buttons()) {
        const bool works = button->objectName() == QLatin1String("rail.edit.settings");
        EXPECT_EQ(button->isEnabled(), works) << qPrintable(button->objectName());
        if (!works) {
            EXPECT_TRUE(button->toolTip().contains(QStringLiteral("Open a project first.")));
        }
    }
    // The first focus is the sample, so that Enter starts it.
    EXPECT_EQ(window.focusWidget()->objectName(), QStringLiteral("start.sample"));
}

TEST(Window, ProjectsOpenCloseAndComeBackAsTheyWere)
{
    const QString home = test::freshFolder(QStringLiteral("projects"));
    qputenv("MARGINALIA_HOME", home.toLocal8Bit());
    const QString folder = home + QStringLiteral("/Plain answers");
    {
        Workspace workspace;
        MainWindow window(workspace);
        window.show();
        const Status made = workspace.create(folder, QStringLiteral("Plain answers"));
        ASSERT_TRUE(made.ok()) << made.error().message();
        EXPECT_TRUE(window.windowTitle().startsWith(QStringLiteral("Plain answers")));
        EXPECT_FALSE(window.currentPanel().isEmpty());
        window.showPanel(QStringLiteral("compare"));
        EXPECT_EQ(window.currentPanel(), QStringLiteral("compare"));
        window.showDock(QStringLiteral("jobs"), false);
        window.close();
    }
    Workspace workspace;
    MainWindow window(workspace);
    window.show();
    ASSERT_EQ(workspace.recents().list().size(), 1U);
    window.openProject(folder);
    EXPECT_EQ(window.currentPanel(), QStringLiteral("compare"));
    EXPECT_TRUE(window.findChild<QWidget*>(QStringLiteral("dock.jobs"))->isVisible());
    // A second window on the same project is refused with a way out.
    Workspace other;
    const Status again = other.open(folder);
    ASSERT_FALSE(again.ok());
    EXPECT_EQ(again.error().kind, ErrorKind::Locked);
    workspace.close();
    EXPECT_EQ(window.currentPanel(), QString());
}

TEST(Window, ClosesWithoutAskingAsSoonAsARunHasWrittenItsEnd)
{
    const QString home = test::freshFolder(QStringLiteral("closing"));
    qputenv("MARGINALIA_HOME", home.toLocal8Bit());
    Workspace workspace;
    ASSERT_TRUE(workspace.create(home + QStringLiteral("/p"), QStringLiteral("p")).ok());
    MainWindow window(workspace);
    window.show();
    RunFixture::Plan plan;
    plan.steps = 4;
    RunFixture run(workspace.session()->runsFolder().toStdString(), plan);
    ASSERT_EQ(workspace.liveRuns().size(), 1) << "seen at once, not with the next look";
    int asked = 0;
    QTimer answer;  // a dialog would wait for ever
    QObject::connect(&answer, &QTimer::timeout, &window, [&] {
        if (auto* dialog = window.findChild<QDialog*>(QStringLiteral("closeDialog"))) {
            ++asked;
            dialog->reject();
        }
    });
    answer.start(5);
    EXPECT_FALSE(window.close());
    EXPECT_EQ(asked, 1);
    // The end is on the disk; the worker still holds its lock.
    ASSERT_TRUE(run.writer().finish({"finished", 0, "", plan.steps}).ok());
    EXPECT_TRUE(workspace.liveRuns().isEmpty());
    EXPECT_TRUE(window.close());
    EXPECT_EQ(asked, 1);
}

TEST(Window, EveryMenuEntryComesFromTheRegistry)
{
    qputenv("MARGINALIA_HOME", test::freshFolder(QStringLiteral("menus")).toLocal8Bit());
    Workspace workspace;
    MainWindow window(workspace);
    int entries = 0;
    for (QAction* title : window.menuBar()->actions()) {
        ASSERT_NE(title->menu(), nullptr);
        for (QAction* action : title->menu()->actions()) {
            EXPECT_NE(workspace.actions().spec(action->objectName()), nullptr)
                << qPrintable(action->text());
            ++entries;
        }
    }
    EXPECT_GT(entries, 25);
}

}  // namespace
