// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/main_window.h"
#include "app/workspace.h"
#include "tests/bench/ui/bench_app.h"

#include <QAbstractButton>

namespace marginalia::bench {

/// The real window on a project, shown and read.
class BenchWindow {
public:
    BenchWindow(BenchApplication& application, const QString& project);
    ~BenchWindow();

    bool ok() const { return m_ok; }
    MainWindow& window() { return *m_window; }
    Workspace& workspace() { return *m_workspace; }
    Session& session() { return *m_workspace->session(); }
    /// Brings a panel to the front and waits until nothing is read any more.
    template <class PanelType>
    PanelType& show(const QString& id)
    {
        m_window->showPanel(id);
        settle();
        return dynamic_cast<PanelType&>(*m_window->panel(id));
    }
    void settle();
    /// A visible part by its object name; must be there.
    template <class Widget>
    Widget& part(const QString& name)
    {
        for (Widget* one : m_window->findChildren<Widget*>(name)) {
            if (one->isVisible()) {
                return *one;
            }
        }
        qFatal("There is no visible %s.", qPrintable(name));
    }

private:
    BenchApplication& m_application;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<MainWindow> m_window;
    bool m_ok = false;
};

/// One thing that is measured, in a process of its own.
struct Measure {
    std::string name;
    bool needsProject = false;  ///< the one with many pairs
    std::vector<Figure> (*run)(BenchApplication& application, const std::string& project) = nullptr;
};
/// All of them, in the order of the table.
const std::vector<Measure>& measures();

// Each in a file of its own; see measures() for what they are.
std::vector<Figure> measureMemory(BenchApplication& application, const std::string& project);
std::vector<Figure> measureLabelling(BenchApplication& application, const std::string& project);
std::vector<Figure> measureTable(BenchApplication& application, const std::string& project);
std::vector<Figure> measureSearch(BenchApplication& application, const std::string& project);
std::vector<Figure> measureChart(BenchApplication& application, const std::string& project);
std::vector<Figure> measureTraining(BenchApplication& application, const std::string& project);
/// Starts the program itself, again and again.
std::vector<Figure> measureFirstPaint(BenchApplication& application, const std::string& project);

/// Makes a project of `pairs` pairs of 2 kB through the store's import and waits for its search
/// index. A sentence when it could not be made.
Result<std::string> makeProject(const std::string& folder, std::int64_t pairs);

}  // namespace marginalia::bench
