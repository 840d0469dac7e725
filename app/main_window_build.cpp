// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in the window whatever is open: start page, rail, docks, menus, status line.
#include "app/main_window.h"
#include "widgets/common/feedback.h"
#include "widgets/start/start_page.h"
#include "widgets/window/dock_frame.h"
#include "widgets/window/rail.h"
#include "widgets/window/status_line.h"
#include "widgets/window/top_corner.h"

#include <QMenu>
#include <QMenuBar>
#include <QStackedWidget>
#include <QStatusBar>

namespace marginalia {

void MainWindow::buildFrame()
{
    m_stack = new QStackedWidget;
    m_stack->setObjectName(QStringLiteral("panels"));
    setCentralWidget(m_stack);
    // Only the panel in front says how much room it needs: a wide one behind it would push the
    // docks out of the window.
    connect(m_stack, &QStackedWidget::currentChanged, this, [this](int front) {
        for (int i = 0; i < m_stack->count(); ++i) {
            const auto policy = i == front ? QSizePolicy::Preferred : QSizePolicy::Ignored;
            m_stack->widget(i)->setSizePolicy(policy, policy);
        }
    });
    m_start = new StartPage(m_workspace.actions(), m_workspace.recents());
    m_stack->addWidget(m_start);
    connect(m_start, &StartPage::openRequested, this, &MainWindow::openProject);
    connect(m_start, &StartPage::toastRequested, this, &MainWindow::toast);
    connect(m_start, &StartPage::deviceFound, this,
            [this](const QString& text) { m_status->setDevice(text); });

    auto* bar = new QStatusBar;
    bar->setSizeGripEnabled(false);
    bar->setFixedHeight(u(26));
    bar->setContentsMargins(0, 0, 0, 0);
    m_status = new StatusLine(m_workspace.jobs());
    bar->addWidget(m_status, 1);
    setStatusBar(bar);
    connect(m_status, &StatusLine::clicked, this,
            [this] { showDock(QStringLiteral("jobs"), true); });
    m_toasts = new ToastStack(m_stack);
    m_veil = new DropVeil(this);
}

void MainWindow::buildRail()
{
    ActionRegistry& actions = m_workspace.actions();
    m_rail = new Rail;
    addToolBar(Qt::LeftToolBarArea, m_rail);
    const auto add = [&](const QString& id, const QString& icon, bool foot) {
        QAction* action = actions.action(id);
        action->setProperty("iconName", icon);
        return foot ? m_rail->addFoot(action) : m_rail->addPanel(action);
    };
    for (const PanelInfo& info : panels()) {
        if (info.area == PanelInfo::Area::Rail) {
            add(QStringLiteral("go.") + info.id, info.icon, false);
        }
    }
    RailButton* jobs = add(QStringLiteral("view.jobs"), QStringLiteral("jobs"), true);
    add(QStringLiteral("edit.settings"), QStringLiteral("settings"), true);
    connect(&m_workspace.jobs(), &JobModel::runningChanged, jobs,
            [this, jobs] { jobs->setBadge(m_workspace.jobs().running()); });
}

void MainWindow::buildDocks()
{
    setDockNestingEnabled(false);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    for (const PanelInfo& info : panels()) {
        if (info.area != PanelInfo::Area::RightDock && info.area != PanelInfo::Area::BottomDock) {
            continue;
        }
        const bool right = info.area == PanelInfo::Area::RightDock;
        QAction* toggle = m_workspace.actions().action(QStringLiteral("view.") + info.id);
        auto* dock = new DockFrame(info.id, info.title, toggle, this);
        addDockWidget(right ? Qt::RightDockWidgetArea : Qt::BottomDockWidgetArea, dock);
        dock->hide();
        m_docks.insert(info.id, dock);
        connect(dock, &DockFrame::openChanged, this, [this] {
            placeInspector();
            if (m_host != nullptr && !m_restoring) {
                m_host->showGuest();
            }
            noteDocks();
        });
    }
}

void MainWindow::buildMenus()
{
    struct Title {
        const char* id;
        QString text;
    };
    const std::vector<Title> titles = {{"file", tr("&File")},   {"edit", tr("&Edit")},
                                       {"view", tr("&View")},   {"go", tr("&Go")},
                                       {"data", tr("&Data")},   {"label", tr("&Label")},
                                       {"train", tr("&Train")}, {"compare", tr("&Compare")},
                                       {"tools", tr("T&ools")}, {"help", tr("&Help")}};
    ActionRegistry& actions = m_workspace.actions();
    menuBar()->setFixedHeight(u(36));
    menuBar()->setObjectName(QStringLiteral("menus"));
    for (const Title& title : titles) {
        QMenu* menu = nullptr;
        for (const ActionSpec& spec : actions.specs()) {
            if (spec.menu != QLatin1String(title.id)) {
                continue;
            }
            if (menu == nullptr) {
                menu = menuBar()->addMenu(title.text);
                menu->setObjectName(QStringLiteral("menu.") + QLatin1String(title.id));
            }
            menu->addAction(actions.action(spec.id));
        }
    }
    m_corner = new TopCorner(actions.action(QStringLiteral("tools.commands")));
    menuBar()->setCornerWidget(m_corner);
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("menu.project"));
    connect(menu, &QMenu::aboutToShow, this, &MainWindow::fillProjectMenu);
    m_corner->project().setMenu(menu);
}

void MainWindow::fillProjectMenu()
{
    QMenu* menu = m_corner->project().menu();
    menu->clear();
    for (const RecentProject& recent : m_workspace.recents().list()) {
        QAction* action = menu->addAction(recent.name);
        action->setEnabled(recent.isThere());
        action->setToolTip(recent.folder.toHtmlEscaped());
        connect(action, &QAction::triggered, this,
                [this, folder = recent.folder] { openProject(folder); });
    }
    menu->addSeparator();
    for (const char* id : {"file.open", "file.new", "file.close"}) {
        menu->addAction(m_workspace.actions().action(QLatin1String(id)));
    }
}

}  // namespace marginalia
