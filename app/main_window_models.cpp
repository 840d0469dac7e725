// SPDX-License-Identifier: GPL-3.0-or-later
// The dialogs about models that every panel may open.
#include "app/main_window.h"
#include "app/workspace.h"
#include "widgets/common/session.h"
#include "widgets/common/translated.h"
#include "widgets/models/export_dialog.h"
#include "widgets/models/model_names.h"
#include "widgets/models/model_picker.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QUrl>

namespace marginalia {

namespace {

const QString kPlace = QStringLiteral("models/export_place");

}  // namespace

void MainWindow::pickModel(const QString& present,
                           const std::function<void(const PickedModel&)>& take)
{
    Session* session = m_workspace.session();
    m_workspace.models().refresh(session != nullptr ? session->runsFolder() : QString());
    auto* dialog = new ModelPicker(m_workspace.models(), present, m_workspace.windowState(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ModelPicker::picked, this, [take](const ModelEntry& entry) {
        take({entry.folder, entry.name, entry.detail});
    });
    dialog->open();
}

void MainWindow::exportModel(const QString& folder, const QString& name)
{
    if (folder.isEmpty()) {
        pickModel({}, [this](const PickedModel& model) {
            // Once the dialog it was chosen in is gone.
            QMetaObject::invokeMethod(
                this, [this, model] { exportModel(model.folder, model.name); },
                Qt::QueuedConnection);
        });
        return;
    }
    ModelShelf& shelf = m_workspace.models();
    shelf.lookAt(folder, name);
    const ModelEntry* entry = shelf.find(folder);
    if (entry->report || !entry->failure.isEmpty()) {
        openExport(*entry);
        return;
    }
    auto* waiting = new QObject(this);
    connect(&shelf, &ModelShelf::reported, waiting, [this, waiting, folder](const QString& known) {
        if (known == folder) {
            waiting->deleteLater();
            openExport(*m_workspace.models().find(folder));
        }
    });
}

void MainWindow::openExport(const ModelEntry& entry)
{
    const bool refused = entry.report && entry.report->verdict == ModelVerdict::Refused;
    if (!entry.report || refused) {
        reportProblem(failure(ErrorKind::Unsupported,
                              refused && !entry.report->reasons.empty()
                                  ? entry.report->reasons.front().what
                                  : Text(entry.failure.toStdString()),
                              entry.folder.toStdString()));
        return;
    }
    const QString place = m_workspace.settings()
                              .value(kPlace, QDir::homePath() + QStringLiteral("/models"))
                              .toString();
    auto* dialog = new ExportDialog(
        entry, place,
        [this, name = entry.name](const ExportOrder& order) {
            QDir().mkpath(QFileInfo(order.out).absolutePath());
            return m_workspace.startExport(order, name);
        },
        this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ExportDialog::placeUsed, this,
            [this](const QString& folder) { m_workspace.settings().setValue(kPlace, folder); });
    dialog->open();
}

void MainWindow::exportEnded(const ExportRun& run)
{
    // While the dialog is open it says so itself.
    if (run.isRunning() || run.done().path.isEmpty() ||
        findChild<ExportDialog*>(QStringLiteral("exportModel")) != nullptr) {
        return;
    }
    toast(tr("%1 written and read back.").arg(QFileInfo(run.done().path).fileName()), tr("Open"),
          [path = run.done().path] { QDesktopServices::openUrl(QUrl::fromLocalFile(path)); });
}

}  // namespace marginalia
