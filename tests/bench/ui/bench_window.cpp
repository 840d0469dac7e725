// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/ui/bench_window.h"

#include "widgets/common/languages.h"
#include "widgets/common/theme.h"

namespace marginalia::bench {

BenchWindow::BenchWindow(BenchApplication& application, const QString& project)
    : m_application(application)
{
    installLanguage(application, QStringLiteral("en"));
    applyTheme(ThemeChoice::Light);
    m_workspace = std::make_unique<Workspace>();
    m_window = std::make_unique<MainWindow>(*m_workspace);
    m_window->resize(1440, 900);
    m_window->openProject(project);
    m_window->show();
    m_window->activateWindow();
    m_ok = m_workspace->session() != nullptr && !m_workspace->session()->readOnly() &&
           application.until([this] { return m_workspace->session()->hasCounts(); });
    if (m_ok) {
        settle();
    }
}

BenchWindow::~BenchWindow() = default;

void BenchWindow::settle()
{
    // Answers of a read may ask for the next one: idle twice in a row.
    for (int quiet = 0; quiet < 2; ++quiet) {
        m_application.until([this] { return session().reads().isIdle(); });
        m_application.rest(60);
    }
}

}  // namespace marginalia::bench
