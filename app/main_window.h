// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window_actions.h"
#include "app/workspace.h"
#include "widgets/common/side_tabs.h"
#include "widgets/window/drop_veil.h"

#include <QMainWindow>
#include <QPointer>

#include <functional>

class QStackedWidget;

namespace marginalia {

class CommandPalette;
class DockFrame;
class Rail;
class StartPage;
class StatusLine;
class ToastStack;
class TopCorner;

/// The window: menu bar with project and palette field, rail, panels in a stack, docks, status
/// line.
///
/// Panels are made when they are first shown, for the open project, and go with it. Everything a
/// person left is kept: the window's own state in `window.ini`, panels and docks a project in
/// `<project uid>.ini`.
class MainWindow : public QMainWindow, public Shell {
    Q_OBJECT

public:
    explicit MainWindow(Workspace& workspace);
    ~MainWindow() override;

    /// Opens what the command line or a drop names: a project, data files, or a model folder.
    void openPaths(const QStringList& paths);
    void openProject(const QString& path);
    void openSample(bool afresh = false, bool tour = true);
    void newProject();

    QString currentPanel() const;
    /// Null until it was shown.
    Panel* panel(const QString& id) const;
    Tour& tour() { return *m_tour; }

    void showPanel(const QString& id, const QString& request = {},
                   const QVariantMap& arguments = {}) override;
    void showDock(const QString& id, bool focus) override;
    void toast(const QString& sentence, const QString& action = {},
               const std::function<void()>& run = {}) override;
    void showSettings(const QString& section = {}) override;
    void import(const QStringList& files = {}) override;
    void startImport(const QString& path, const ReadOptions& options) override;
    void pickModel(const QString& present,
                   const std::function<void(const PickedModel&)>& take) override;
    void exportModel(const QString& folder = {}, const QString& name = {}) override;
    bool startRun(const QString& runFolder, QString* problem) override;

Q_SIGNALS:
    /// The first complete picture is on the screen; once.
    void painted();

protected:
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildFrame();
    void buildMenus();
    void buildRail();
    void buildDocks();
    void bindActions();
    void bindFileActions();
    void bindViewActions();

    void projectChanged();
    void projectClosing();
    void dropPanels();
    Panel* ensurePanel(const QString& id);
    void bringToFront(const QString& id);
    void showStartPage();
    void enableForProject();

    void readState();
    void saveState();
    void readProjectState();
    void saveProjectState();
    void placeInspector();
    void applyDocksOf(const QString& panel);
    void noteDocks();
    void resetLayout();

    void applyLook();
    void setTextScale(double scale);
    void chooseTheme(const QString& name);
    void showUndo();
    void announceUndo(const ChangeInfo& change, bool redo);
    void moveFocus(bool forward);
    QList<QWidget*> focusAreas() const;
    bool mayClose();
    void reportProblem(const Error& error);
    bool isOpen(const QString& path) const;
    void offerReadOnly(const QString& path, const Error& error);
    void buildSample(const QString& folder, const std::function<void()>& then);
    void fillProjectMenu();
    void takeDrop(const DropPlan& plan);
    void openExport(const ModelEntry& entry);
    void exportEnded(const ExportRun& run);

    Workspace& m_workspace;
    std::unique_ptr<Tour> m_tour;
    std::unique_ptr<PanelContext> m_context;  ///< while a project is open
    QStackedWidget* m_stack = nullptr;
    StartPage* m_start = nullptr;
    Rail* m_rail = nullptr;
    TopCorner* m_corner = nullptr;
    StatusLine* m_status = nullptr;
    ToastStack* m_toasts = nullptr;
    DropVeil* m_veil = nullptr;
    QPointer<CommandPalette> m_palette;
    QPointer<SideTabs> m_host;  ///< of the inspector while the window is narrow
    QHash<QString, Panel*> m_panels;
    QHash<QString, DockFrame*> m_docks;
    QString m_current;  ///< panel in front; empty: start page
    bool m_restoring = false;
    bool m_building = false;  ///< the sample is being built
    bool m_painted = false;
};

}  // namespace marginalia
