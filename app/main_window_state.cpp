// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/main_window.h"
#include "widgets/start/start_page.h"
#include "widgets/window/dock_frame.h"

#include <QGuiApplication>
#include <QScreen>
#include <QStackedWidget>
#include <QTimer>

namespace marginalia {

namespace {

constexpr int kStateVersion = 1;
/// Narrower windows have room for one column at the right: the inspector becomes a tab of the
/// panel's own.
constexpr int kRoomForTwoColumns = 1360;

bool onSomeScreen(const QRect& frame)
{
    for (const QScreen* screen : QGuiApplication::screens()) {
        if (screen->availableGeometry().intersected(frame).width() > 100) {
            return true;
        }
    }
    return false;
}

}  // namespace

void MainWindow::readState()
{
    QSettings& state = m_workspace.windowState();
    resize(u(1440), u(900));
    const QByteArray geometry = state.value(QStringLiteral("geometry")).toByteArray();
    if (!geometry.isEmpty()) {
        const QSize before = size();
        restoreGeometry(geometry);
        if (!onSomeScreen(frameGeometry())) {
            resize(before);
        }
    }
    const QScreen* screen = this->screen();
    if (screen != nullptr) {
        resize(size().boundedTo(screen->availableSize()));
    }
}

void MainWindow::saveState()
{
    QSettings& state = m_workspace.windowState();
    state.setValue(QStringLiteral("geometry"), saveGeometry());
    state.sync();
    saveProjectState();
}

void MainWindow::readProjectState()
{
    QSettings& state = m_workspace.session()->state();
    QString shown = state.value(QStringLiteral("window/panel")).toString();
    m_restoring = true;
    restoreState(state.value(QStringLiteral("window/docks")).toByteArray(), kStateVersion);
    for (DockFrame* dock : std::as_const(m_docks)) {
        dock->setOpen(false);
        dock->hide();  // whatever the kept layout says
    }
    m_restoring = false;
    bool known = false;
    QString first;
    for (const PanelInfo& info : panels()) {
        if (info.area == PanelInfo::Area::Rail) {
            first = first.isEmpty() ? info.id : first;
            known = known || info.id == shown;
        }
    }
    shown = known ? shown : first;
    if (shown.isEmpty()) {
        showStartPage();
    } else {
        showPanel(shown);
    }
}

void MainWindow::saveProjectState()
{
    Session* session = m_workspace.session();
    if (session == nullptr) {
        return;
    }
    QSettings& state = session->state();
    if (!m_current.isEmpty()) {
        state.setValue(QStringLiteral("window/panel"), m_current);
    }
    noteDocks();
    state.setValue(QStringLiteral("window/docks"), QMainWindow::saveState(kStateVersion));
    for (const Panel* panel : std::as_const(m_panels)) {
        state.beginGroup(QStringLiteral("panel/") + panel->id());
        panel->saveState(state);
        state.endGroup();
    }
    state.sync();
}

void MainWindow::applyDocksOf(const QString& panel)
{
    if (m_workspace.session() == nullptr) {
        return;
    }
    const QSettings& state = m_workspace.session()->state();
    m_restoring = true;
    for (auto it = m_docks.cbegin(); it != m_docks.cend(); ++it) {
        const bool byDefault =
            it.key() == QLatin1String("inspector") && panel == QLatin1String("data");
        it.value()->setOpen(
            state.value(QStringLiteral("docks/%1/%2").arg(panel, it.key()), byDefault).toBool());
    }
    placeInspector();
    m_restoring = false;
}

void MainWindow::placeInspector()
{
    DockFrame* dock = m_docks.value(QStringLiteral("inspector"));
    Panel* front = m_panels.value(m_current);
    SideTabs* host = front == nullptr ? nullptr : front->sideTabs();
    if (dock == nullptr || !dock->isOpen() || width() >= u(kRoomForTwoColumns)) {
        host = nullptr;
    }
    if (host == m_host) {
        return;
    }
    if (m_host != nullptr) {
        m_host->disconnect(this);
        dock->takeBack(m_host->takeGuest());
    }
    m_host = host;
    if (host != nullptr) {
        host->setGuest(dock->lend(), tr("Record"));
        connect(host, &SideTabs::guestClosed, this, [dock] { dock->setOpen(false); });
    }
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    placeInspector();
}

void MainWindow::noteDocks()
{
    if (m_restoring || m_current.isEmpty() || m_workspace.session() == nullptr || !isVisible()) {
        return;
    }
    for (auto it = m_docks.cbegin(); it != m_docks.cend(); ++it) {
        m_workspace.session()->state().setValue(
            QStringLiteral("docks/%1/%2").arg(m_current, it.key()), it.value()->isOpen());
    }
}

void MainWindow::resetLayout()
{
    if (m_workspace.session() == nullptr) {
        return;
    }
    const QString shown = m_current;
    saveProjectState();
    QSettings& state = m_workspace.session()->state();
    for (const QString& key : state.allKeys()) {
        if (key.startsWith(QLatin1String("docks/")) || key.endsWith(QLatin1String("/sizes")) ||
            key == QLatin1String("window/docks")) {
            state.remove(key);
        }
    }
    dropPanels();
    state.setValue(QStringLiteral("window/panel"), shown);
    projectChanged();
}

bool MainWindow::event(QEvent* event)
{
    if (event->type() == QEvent::StatusTip) {
        return true;  // the line at the foot is for what is stored and what runs
    }
    if (event->type() == QEvent::Paint && !m_painted) {
        m_painted = true;
        // Queued: the parts are painted after the window itself, in the same pass.
        QMetaObject::invokeMethod(this, &MainWindow::painted, Qt::QueuedConnection);
    }
    return QMainWindow::event(event);
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange) {
        m_workspace.actions()
            .action(QStringLiteral("view.full_screen"))
            ->setChecked(windowState().testFlag(Qt::WindowFullScreen));
    } else if (event->type() == QEvent::ThemeChange &&
               m_workspace.settings().themeName() == QLatin1String("system") &&
               systemIsDark() != theme().dark) {
        // Queued: the palette must not change while Qt tells everyone that it did.
        QMetaObject::invokeMethod(this, &MainWindow::applyLook, Qt::QueuedConnection);
    }
}

}  // namespace marginalia
