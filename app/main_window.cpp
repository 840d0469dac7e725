// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/main_window.h"

#include "widgets/common/feedback.h"
#include "widgets/common/icons.h"
#include "widgets/common/translated.h"
#include "widgets/start/start_page.h"
#include "widgets/window/dock_frame.h"
#include "widgets/window/status_line.h"
#include "widgets/window/top_corner.h"

#include <QFileInfo>
#include <QStackedWidget>

namespace marginalia {

MainWindow::MainWindow(Workspace& workspace)
    : m_workspace(workspace), m_tour(std::make_unique<Tour>(*this))
{
    setObjectName(QStringLiteral("window"));
    setWindowTitle(QStringLiteral("Marginalia"));
    setWindowIcon(applicationIcon());
    setMinimumSize(std::min(1024, u(1024)), std::min(640, u(640)));
    setAcceptDrops(true);
    setContextMenuPolicy(Qt::NoContextMenu);
    // A failed action of a panel that was built for a closed project must not find an old window.
    if (m_workspace.actions().specs().empty()) {
        addAllActions(m_workspace.actions());
    }
    buildFrame();
    buildRail();
    buildDocks();
    buildMenus();
    bindActions();
    connect(&m_workspace, &Workspace::aboutToClose, this, &MainWindow::projectClosing);
    connect(&m_workspace, &Workspace::opened, this, &MainWindow::projectChanged);
    connect(&m_workspace, &Workspace::runEnded, m_tour.get(), &Tour::runFinished);
    connect(&m_workspace, &Workspace::exportEnded, this, &MainWindow::exportEnded);
    connect(&m_workspace, &Workspace::importFinished, this,
            [this](const QString& path, const ImportProgress& all, const QString& error,
                   bool cancelled) {
                const int count = static_cast<int>(all.records);
                if (!error.isEmpty()) {
                    if (Panel* front = panel(m_current)) {
                        front->infoBar().show(InfoBar::Kind::Error,
                                              tr("%1: %2").arg(QFileInfo(path).fileName(), error));
                    }
                } else if (count > 0) {
                    toast(cancelled ? tr("Import stopped after %n record(s).", nullptr, count)
                                    : tr("%n record(s) imported.", nullptr, count),
                          tr("Undo"), [this] { m_workspace.session()->undo(); });
                }
            });
    readState();
    projectChanged();
}

MainWindow::~MainWindow()
{
    m_workspace.disconnect(this);
    dropPanels();
}

QString MainWindow::currentPanel() const
{
    return m_current;
}

Panel* MainWindow::panel(const QString& id) const
{
    return m_panels.value(id);
}

void MainWindow::projectChanged()
{
    Session* session = m_workspace.session();
    m_corner->project().setProject(session == nullptr ? QString() : session->name());
    setWindowTitle(session == nullptr ? QStringLiteral("Marginalia")
                                      : tr("%1 – Marginalia").arg(session->name()));
    enableForProject();
    showUndo();
    if (session == nullptr) {
        m_status->showNoProject();
        showStartPage();
        return;
    }
    m_context = std::make_unique<PanelContext>(PanelContext{
        *this, m_workspace.actions(), m_workspace.settings(), m_workspace.selection(), *session,
        m_workspace.feeds(), m_workspace.host(), m_workspace.jobs(), *m_tour});
    for (const PanelInfo& info : panels()) {
        if (DockFrame* dock = m_docks.value(info.id)) {
            dock->setMaker([this, make = info.make] { return make(*m_context, nullptr); });
        }
    }
    m_status->showStored(true, session->readOnly());
    connect(session, &Session::storedChanged, this,
            [this, session](bool stored) { m_status->showStored(stored, session->readOnly()); });
    connect(session, &Session::undoChanged, this, &MainWindow::showUndo);
    connect(session, &Session::undone, this, &MainWindow::announceUndo);
    connect(session, &Session::failed, this, &MainWindow::reportProblem);
    readProjectState();
}

void MainWindow::projectClosing()
{
    saveProjectState();
    m_tour->stop();
    dropPanels();
}

void MainWindow::dropPanels()
{
    m_restoring = true;
    for (DockFrame* dock : std::as_const(m_docks)) {
        dock->setOpen(false);
        dock->setMaker({});
    }
    for (Panel* panel : std::as_const(m_panels)) {
        if (panel->isInFront()) {
            panel->leave();
        }
        m_stack->removeWidget(panel);
        delete panel;
    }
    m_panels.clear();
    m_current.clear();
    m_context.reset();
    m_restoring = false;
}

Panel* MainWindow::ensurePanel(const QString& id)
{
    if (Panel* there = m_panels.value(id)) {
        return there;
    }
    for (const PanelInfo& info : panels()) {
        if (info.id == id && info.area == PanelInfo::Area::Rail && m_context) {
            auto* made = qobject_cast<Panel*>(info.make(*m_context, nullptr));
            Q_ASSERT(made != nullptr);
            QSettings& state = m_workspace.session()->state();
            state.beginGroup(QStringLiteral("panel/") + id);
            made->restoreState(state);
            state.endGroup();
            m_stack->addWidget(made);
            m_panels.insert(id, made);
            return made;
        }
    }
    return nullptr;
}

void MainWindow::bringToFront(const QString& id)
{
    Panel* next = ensurePanel(id);
    if (next == nullptr || m_current == id) {
        return;
    }
    if (Panel* before = m_panels.value(m_current)) {
        noteDocks();
        before->leave();
    }
    m_current = id;
    m_stack->setCurrentWidget(next);
    applyDocksOf(id);
    for (const PanelInfo& info : panels()) {
        if (info.area == PanelInfo::Area::Rail) {
            m_workspace.actions()
                .action(QStringLiteral("go.") + info.id)
                ->setChecked(info.id == id);
        }
    }
    next->enter();
    m_toasts->setKeepClear(next->keepClear());
    m_toasts->raise();
}

void MainWindow::showStartPage()
{
    if (Panel* before = m_panels.value(m_current)) {
        noteDocks();
        before->leave();
    }
    m_current.clear();
    m_restoring = true;
    for (DockFrame* dock : std::as_const(m_docks)) {
        dock->setOpen(false);
    }
    m_restoring = false;
    for (const PanelInfo& info : panels()) {
        if (info.area == PanelInfo::Area::Rail) {
            m_workspace.actions().action(QStringLiteral("go.") + info.id)->setChecked(false);
        }
    }
    m_stack->setCurrentWidget(m_start);
    m_toasts->setKeepClear({});
    m_start->enter();
}

void MainWindow::showPanel(const QString& id, const QString& request, const QVariantMap& arguments)
{
    if (id == QLatin1String("start")) {
        showStartPage();
        return;
    }
    bringToFront(id);
    Panel* shown = m_panels.value(id);
    if (shown != nullptr && !request.isEmpty() && !shown->perform(request, arguments)) {
        qWarning("The panel %s does not know \"%s\".", qPrintable(id), qPrintable(request));
    }
}

void MainWindow::showDock(const QString& id, bool focus)
{
    DockFrame* dock = m_docks.value(id);
    if (dock == nullptr || !m_context) {
        return;
    }
    dock->setOpen(true);
    dock->raise();
    if (dock->isLent() && m_host != nullptr) {
        m_host->showGuest();
    }
    QWidget* content = dock->isLent() && m_host != nullptr ? m_host->guest() : dock->widget();
    if (focus && content != nullptr) {
        QWidget* first = content->nextInFocusChain();
        (content->isAncestorOf(first) && first->focusPolicy() != Qt::NoFocus ? first : content)
            ->setFocus(Qt::ShortcutFocusReason);
    }
}

void MainWindow::toast(const QString& sentence, const QString& action,
                       const std::function<void()>& run)
{
    m_toasts->add(sentence, action, run);
}

void MainWindow::startImport(const QString& path, const ReadOptions& options)
{
    m_workspace.startImport(path, options);
}

bool MainWindow::startRun(const QString& runFolder, QString* problem)
{
    const Status started = m_workspace.startRun(runFolder);
    if (!started.ok()) {
        if (problem != nullptr) {
            *problem = translated(started.error());
        }
        return false;
    }
    m_tour->runStarted(runFolder);
    return true;
}

void MainWindow::reportProblem(const Error& error)
{
    const QString sentence = translated(error);
    if (error.kind == ErrorKind::Full) {
        m_status->showFailure(tr("Not stored: disk full"));
    }
    if (Panel* front = panel(m_current)) {
        front->infoBar().show(InfoBar::Kind::Error, sentence);
    } else {
        m_start->showProblem(sentence);
    }
}

}  // namespace marginalia
