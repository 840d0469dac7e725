// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/about_dialog.h"
#include "app/main_window.h"
#include "widgets/common/feedback.h"
#include "widgets/common/focus_ring.h"
#include "widgets/settings/settings_dialog.h"
#include "widgets/start/start_page.h"
#include "widgets/window/command_palette.h"
#include "widgets/window/dock_frame.h"
#include "widgets/window/key_sheet.h"
#include "widgets/window/quick_open.h"
#include "widgets/window/rail.h"
#include "widgets/window/status_line.h"

#include <QApplication>
#include <QMenuBar>
#include <QStackedWidget>
#include <QStatusBar>

namespace marginalia {

void MainWindow::bindActions()
{
    ActionRegistry& actions = m_workspace.actions();
    bindFileActions();
    bindViewActions();
    actions.bind(QStringLiteral("edit.undo"), this, [this] {
        if (m_workspace.session() != nullptr) {
            m_workspace.session()->undo();
        }
    });
    actions.bind(QStringLiteral("edit.redo"), this, [this] {
        if (m_workspace.session() != nullptr) {
            m_workspace.session()->redo();
        }
    });
    actions.bind(QStringLiteral("edit.find"), this, [this] {
        Panel* front = panel(m_current);
        if (QWidget* field = front == nullptr ? nullptr : front->searchField()) {
            field->setFocus(Qt::ShortcutFocusReason);
        }
    });
    actions.bind(QStringLiteral("edit.settings"), this, [this] { showSettings(); });
    actions.bind(QStringLiteral("tools.commands"), this, [this] {
        if (!m_palette) {
            m_palette = new CommandPalette(m_workspace.actions(), m_workspace.windowState(), this);
        }
        m_palette->open();
    });
    actions.bind(QStringLiteral("tools.go_to"), this, [this] {
        if (m_workspace.session() != nullptr) {
            auto* places = new QuickOpen(*m_workspace.session(), *this, this);
            places->setAttribute(Qt::WA_DeleteOnClose);
            places->open();
        }
    });
    actions.bind(QStringLiteral("tools.machine"), this, [this] {
        showStartPage();
        m_start->checkMachine();
    });
    actions.bind(QStringLiteral("help.keys"), this, [this] {
        QString title;
        for (const PanelInfo& info : panels()) {
            title = info.id == m_current ? info.title : title;
        }
        auto* sheet = new KeySheet(m_workspace.actions(), m_current, title, this);
        sheet->setAttribute(Qt::WA_DeleteOnClose);
        sheet->open();
    });
    actions.bind(QStringLiteral("help.tour"), this, [this] { openSample(false, true); });
    actions.bind(QStringLiteral("help.about"), this, [this] {
        auto* about = new AboutDialog(this);
        about->setAttribute(Qt::WA_DeleteOnClose);
        about->open();
    });
    for (const ActionSpec& spec : actions.specs()) {
        if (actions.panelOf(spec.id).isEmpty()) {
            addAction(actions.action(spec.id));
        }
        if (spec.id.startsWith(QLatin1String("go.")) && spec.id != QLatin1String("go.start")) {
            actions.bind(spec.id, this, [this, id = spec.id.mid(3)] {
                showPanel(id);
                // A click on the current item must not uncheck it.
                m_workspace.actions().action(QStringLiteral("go.") + m_current)->setChecked(true);
            });
        }
    }
    actions.bind(QStringLiteral("go.start"), this, [this] { showStartPage(); });
    // The palette may ask for something whose panel is not built yet: build it, then ask again.
    connect(&actions, &ActionRegistry::unboundTriggered, this,
            [this](const QString& id, const QString& panel) {
                if (panel.isEmpty() || !m_context) {
                    return;
                }
                showPanel(panel);
                if (m_workspace.actions().isBound(id)) {
                    m_workspace.actions().action(id)->trigger();
                }
            });
}

void MainWindow::bindViewActions()
{
    ActionRegistry& actions = m_workspace.actions();
    const auto bind = [&](const char* id, auto function) {
        actions.bind(QLatin1String(id), this, function);
    };
    bind("view.text_larger", [this] { setTextScale(m_workspace.settings().textScale() + 0.1); });
    bind("view.text_smaller", [this] { setTextScale(m_workspace.settings().textScale() - 0.1); });
    bind("view.text_normal", [this] { setTextScale(1.0); });
    bind("view.theme_system", [this] { chooseTheme(QStringLiteral("system")); });
    bind("view.theme_light", [this] { chooseTheme(QStringLiteral("light")); });
    bind("view.theme_dark", [this] { chooseTheme(QStringLiteral("dark")); });
    bind("view.next_area", [this] { moveFocus(true); });
    bind("view.previous_area", [this] { moveFocus(false); });
    bind("view.reset_layout", [this] { resetLayout(); });
    bind("view.full_screen", [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
    chooseTheme(m_workspace.settings().themeName());
    connect(&m_workspace.settings(), &Settings::changed, this, [this](const QString& key) {
        if (key.startsWith(QLatin1String("look/"))) {
            applyLook();
        }
    });
}

void MainWindow::chooseTheme(const QString& name)
{
    m_workspace.settings().setValue(QStringLiteral("look/theme"), name);
    for (const char* id : {"system", "light", "dark"}) {
        m_workspace.actions()
            .action(QStringLiteral("view.theme_") + QLatin1String(id))
            ->setChecked(name == QLatin1String(id));
    }
}

void MainWindow::setTextScale(double scale)
{
    m_workspace.settings().setValue(QStringLiteral("look/text_scale"),
                                    std::clamp(std::round(scale * 10) / 10, 0.8, 2.0));
}

void MainWindow::applyLook()
{
    const QString name = m_workspace.settings().themeName();
    const double before = uExact(1000);
    applyTheme(name == QLatin1String("dark")
                   ? ThemeChoice::Dark
                   : (name == QLatin1String("light") ? ThemeChoice::Light : ThemeChoice::System),
               m_workspace.settings().textScale());
    if (uExact(1000) == before) {
        return;
    }
    // Sizes of the frame follow at once; panels take theirs when they are built, so they are built
    // again.
    menuBar()->setFixedHeight(u(36));
    statusBar()->setFixedHeight(u(26));
    setMinimumSize(std::min(1024, u(1024)), std::min(640, u(640)));
    const QString shown = m_current;
    if (m_workspace.session() != nullptr) {
        saveProjectState();
        dropPanels();
    }
    m_start->rebuild();
    projectChanged();
    if (!shown.isEmpty()) {
        showPanel(shown);
    }
}

void MainWindow::showUndo()
{
    const Session* session = m_workspace.session();
    const auto show = [&](const char* id, const QString& plain, const QString& naming,
                          const std::optional<ChangeInfo>& change) {
        QAction* action = m_workspace.actions().action(QLatin1String(id));
        action->setText(change ? naming.arg(changeText(*change)) : plain);
        setActionEnabled(
            action, change.has_value(),
            session == nullptr ? tr("No project is open.") : tr("Nothing to take back."));
    };
    static const std::optional<ChangeInfo> none;
    const bool writes = session != nullptr && !session->readOnly();
    show("edit.undo", tr("Undo"), tr("Undo %1"), writes ? session->nextUndo() : none);
    show("edit.redo", tr("Redo"), tr("Redo %1"), writes ? session->nextRedo() : none);
}

void MainWindow::announceUndo(const ChangeInfo& change, bool redo)
{
    // Labels come back before the eyes in Label; a toast for each key would only cover them.
    if (change.kind == "label" && m_current == QLatin1String("label")) {
        return;
    }
    if (redo) {
        toast(tr("Done again: %1.").arg(changeText(change)));
    } else {
        toast(tr("Taken back: %1.").arg(changeText(change)), tr("Redo"), [this] {
            if (m_workspace.session() != nullptr) {
                m_workspace.session()->redo();
            }
        });
    }
}

void MainWindow::enableForProject()
{
    const Session* session = m_workspace.session();
    ActionRegistry& actions = m_workspace.actions();
    const QString reason = tr("Open a project first.");
    for (const char* id :
         {"file.close", "edit.find", "view.jobs", "view.inspector", "tools.go_to"}) {
        setActionEnabled(actions.action(QLatin1String(id)), session != nullptr, reason);
    }
    for (const ActionSpec& spec : actions.specs()) {
        const bool ofPanel = !actions.panelOf(spec.id).isEmpty();
        const bool goes =
            spec.id.startsWith(QLatin1String("go.")) && spec.id != QLatin1String("go.start");
        if (goes || (ofPanel && !actions.isBound(spec.id))) {
            setActionEnabled(actions.action(spec.id), session != nullptr, reason);
        }
    }
    setActionEnabled(actions.action(QStringLiteral("file.import")),
                     session == nullptr || !session->readOnly(),
                     tr("The project is open for reading only."));
    // Jobs are the window's, but they belong to a project.
    if (!m_docks.contains(QStringLiteral("inspector"))) {
        actions.action(QStringLiteral("view.inspector"))->setVisible(false);
    }
}

QList<QWidget*> MainWindow::focusAreas() const
{
    QList<QWidget*> out{m_rail};
    if (Panel* front = panel(m_current)) {
        const QList<QWidget*> own = front->areas();
        out += own.isEmpty() ? QList<QWidget*>{front} : own;
    } else {
        out << m_start;
    }
    if (m_host != nullptr && m_host->guestIsShown()) {
        out << m_host->guest();
    }
    for (DockFrame* dock : std::as_const(m_docks)) {
        if (dock->isVisible()) {
            out << dock;
        }
    }
    return out;
}

namespace {

/// The first widget of an area that takes the focus by Tab, or null.
QWidget* firstFocusable(QWidget* area)
{
    if (area->focusPolicy() & Qt::TabFocus) {
        return area;
    }
    QWidget* widget = area;
    do {
        widget = widget->nextInFocusChain();
        if (area->isAncestorOf(widget) && (widget->focusPolicy() & Qt::TabFocus) &&
            widget->isVisible() && widget->isEnabled()) {
            return widget;
        }
    } while (widget != area);
    return nullptr;
}

}  // namespace

void MainWindow::moveFocus(bool forward)
{
    const QList<QWidget*> areas = focusAreas();
    QWidget* now = QApplication::focusWidget();
    int at = -1;
    for (int i = 0; i < areas.size(); ++i) {
        if (now != nullptr && (areas[i] == now || areas[i]->isAncestorOf(now))) {
            at = i;
        }
    }
    for (int step = 1; step <= areas.size(); ++step) {
        const auto count = areas.size();
        const auto next =
            ((at < 0 && !forward ? 0 : at) + (forward ? step : -step) + 2 * count) % count;
        if (QWidget* target = firstFocusable(areas[next])) {
            target->setFocus(Qt::ShortcutFocusReason);
            return;
        }
    }
}

void MainWindow::showSettings(const QString& section)
{
    auto* dialog = new SettingsDialog(m_workspace.settings(), m_workspace.actions(),
                                      m_workspace.windowState(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->showSection(section);
    dialog->open();
}

}  // namespace marginalia
