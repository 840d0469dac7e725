// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/main_window.h"
#include "core/base/file_folders.h"
#include "core/synth/sample.h"
#include "widgets/common/buttons.h"
#include "widgets/common/feedback.h"
#include "widgets/common/translated.h"
#include "widgets/start/new_project_dialog.h"
#include "widgets/start/start_page.h"

#include <QCloseEvent>
#include <QDialogButtonBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMimeData>
#include <QThread>

namespace marginalia {

void MainWindow::bindFileActions()
{
    ActionRegistry& actions = m_workspace.actions();
    const auto bind = [&](const char* id, auto function) {
        actions.bind(QLatin1String(id), this, function);
    };
    bind("file.new", [this] { newProject(); });
    bind("file.open", [this] {
        const QString folder = QFileDialog::getExistingDirectory(
            this, tr("Open a project"), folders::data(), QFileDialog::ShowDirsOnly);
        if (!folder.isEmpty()) {
            openProject(folder);
        }
    });
    bind("file.sample", [this] { openSample(); });
    bind("file.sample_afresh", [this] { openSample(true); });
    bind("file.import", [this] { import(); });
    bind("file.export_model", [this] { exportModel(); });
    bind("file.close", [this] { m_workspace.close(); });
    bind("file.quit", [this] { close(); });
}

bool MainWindow::isOpen(const QString& path) const
{
    const Session* session = m_workspace.session();
    const QFileInfo info(path);
    const QString folder = info.isDir() ? info.canonicalFilePath() : info.canonicalPath();
    return session != nullptr && !folder.isEmpty() &&
           QFileInfo(session->folder()).canonicalFilePath() == folder;
}

void MainWindow::openProject(const QString& path)
{
    if (isOpen(path)) {
        // It holds its own lock: opening it again would find it taken.
        if (m_current.isEmpty()) {
            readProjectState();
        }
        return;
    }
    const Status opened = m_workspace.open(path);
    if (opened.ok()) {
        return;
    }
    if (opened.error().kind == ErrorKind::Locked) {
        offerReadOnly(path, opened.error());
    } else {
        reportProblem(opened.error());
    }
}

void MainWindow::offerReadOnly(const QString& path, const Error& error)
{
    const auto openIt = [this, path] {
        const Status opened = m_workspace.open(path, OpenMode::ReadOnly);
        if (!opened.ok()) {
            reportProblem(opened.error());
        }
    };
    const QString action = tr("Open for reading only");
    if (Panel* front = panel(m_current)) {
        front->infoBar().show(InfoBar::Kind::Warning, translated(error), action, openIt);
    } else {
        m_start->showProblem(translated(error), action, openIt);
    }
}

void MainWindow::newProject()
{
    NewProjectDialog dialog(folders::data(), this);
    if (dialog.exec() != QDialog::Accepted) {
        return;
    }
    const Status made = m_workspace.create(dialog.folder(), dialog.name());
    if (!made.ok()) {
        reportProblem(made.error());
    }
}

void MainWindow::buildSample(const QString& folder, const std::function<void()>& then)
{
    m_building = true;
    m_start->setSampleBusy(true);
    auto result = std::make_shared<std::optional<Error>>();
    QThread* thread = QThread::create([folder, result] {
        const auto built = synth::buildSampleProject(resourceFolder(), folder.toStdString());
        if (!built.ok()) {
            *result = built.error();
        }
    });
    connect(thread, &QThread::finished, this, [this, thread, result, then] {
        thread->deleteLater();
        m_building = false;
        m_start->setSampleBusy(false);
        if (*result) {
            reportProblem(**result);
        } else {
            then();
        }
    });
    thread->start();
}

void MainWindow::openSample(bool afresh, bool tour)
{
    if (m_building) {
        return;
    }
    const QString folder = folders::data() + QStringLiteral("/sample");
    const auto openIt = [this, folder, tour] {
        openProject(folder);
        if (tour && isOpen(folder)) {
            m_tour->start();
        }
    };
    if (!afresh && QFileInfo(folder).isDir()) {
        openIt();
        return;
    }
    if (isOpen(folder)) {
        m_workspace.close();
    }
    buildSample(folder, openIt);
}

void MainWindow::import(const QStringList& files)
{
    QStringList chosen = files;
    if (chosen.isEmpty()) {
        chosen = QFileDialog::getOpenFileNames(
            this, tr("Import data"), QDir::homePath(),
            tr("Data files (%1);;All files (%2)")
                .arg(QStringLiteral("*.jsonl *.ndjson *.json *.csv *.tsv *.parquet *.gz"),
                     QStringLiteral("*")));
    }
    if (chosen.isEmpty()) {
        return;
    }
    if (m_workspace.session() == nullptr) {
        const QString name = QFileInfo(chosen.front()).baseName();
        QString folder = folders::data() + QLatin1Char('/') + name;
        for (int i = 2; QFileInfo::exists(folder); ++i) {
            folder = folders::data() + QStringLiteral("/%1-%2").arg(name).arg(i);
        }
        const Status made = m_workspace.create(folder, QFileInfo(folder).fileName());
        if (!made.ok()) {
            reportProblem(made.error());
            return;
        }
    }
    showPanel(QStringLiteral("data"), QStringLiteral("import"),
              {{QStringLiteral("files"), chosen}});
}

void MainWindow::openPaths(const QStringList& paths)
{
    takeDrop(planPaths(paths, m_workspace.session() != nullptr));
}

void MainWindow::takeDrop(const DropPlan& plan)
{
    switch (plan.kind) {
        case DropPlan::Kind::Project:
            openProject(plan.paths.front());
            return;
        case DropPlan::Kind::Data:
            import(plan.paths);
            return;
        case DropPlan::Kind::Model: {
            QStringList models =
                m_workspace.settings().value(QStringLiteral("models/folders")).toStringList();
            for (const QString& path : plan.paths) {
                if (!models.contains(path)) {
                    models << path;
                }
            }
            m_workspace.settings().setValue(QStringLiteral("models/folders"), models);
            toast(tr("Model %1 added.").arg(QFileInfo(plan.paths.front()).fileName()));
            return;
        }
        case DropPlan::Kind::Nothing:
            if (!plan.sentence.isEmpty()) {
                reportProblem(failure(ErrorKind::Unsupported, Text(plan.sentence.toStdString())));
            }
            return;
    }
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (!event->mimeData()->hasUrls()) {
        return;
    }
    const DropPlan plan = planDrop(event->mimeData(), m_workspace.session() != nullptr);
    m_veil->cover(plan);
    if (plan.kind != DropPlan::Kind::Nothing) {
        event->acceptProposedAction();
    } else {
        // Accepted all the same, or the explanation would vanish at once; the drop does nothing.
        event->setDropAction(Qt::IgnoreAction);
        event->accept();
    }
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent*)
{
    m_veil->hide();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    m_veil->hide();
    const DropPlan plan = planDrop(event->mimeData(), m_workspace.session() != nullptr);
    if (plan.kind != DropPlan::Kind::Nothing) {
        event->acceptProposedAction();
        takeDrop(plan);
    }
}

bool MainWindow::mayClose()
{
    if (m_workspace.liveRuns().isEmpty()) {
        return true;
    }
    const QString kept = m_workspace.settings().value(QStringLiteral("jobs/on_close")).toString();
    if (kept == QLatin1String("keep")) {
        return true;
    }
    if (kept == QLatin1String("stop")) {
        m_workspace.stopRuns();
        return true;
    }
    QDialog dialog(this);
    dialog.setObjectName(QStringLiteral("closeDialog"));
    dialog.setWindowTitle(tr("A run is going on"));
    auto* layout = new QVBoxLayout(&dialog);
    layout->setContentsMargins(u(24), u(20), u(24), u(16));
    layout->setSpacing(u(10));
    layout->addWidget(
        new TextLabel(tr("A run is going on"), Face::Title, &Theme::text, QFont::DemiBold));
    auto* sentence =
        new TextLabel(tr("It can go on without the window; you find it here when you come back."),
                      Face::Body, &Theme::muted);
    sentence->setWordWrap(true);
    layout->addWidget(sentence);
    layout->addSpacing(u(8));
    auto* row = new QHBoxLayout;
    row->setSpacing(u(8));
    auto* stay = new Button(tr("Stay"));
    auto* stop = new Button(tr("Stop at the next step"));
    auto* keep = new Button(tr("Keep it running"), ButtonRole::Primary);
    row->addWidget(stay);
    row->addStretch(1);
    row->addWidget(stop);
    row->addWidget(keep);
    layout->addLayout(row);
    connect(stay, &QAbstractButton::clicked, &dialog, &QDialog::reject);
    connect(stop, &QAbstractButton::clicked, &dialog, [&dialog] { dialog.done(2); });
    connect(keep, &QAbstractButton::clicked, &dialog, &QDialog::accept);
    keep->setDefault(true);
    const int answer = dialog.exec();
    if (answer == 2) {
        m_workspace.stopRuns();
    }
    return answer != QDialog::Rejected;
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!mayClose()) {
        event->ignore();
        return;
    }
    saveState();
    m_workspace.close();
    event->accept();
}

}  // namespace marginalia
