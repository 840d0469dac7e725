// SPDX-License-Identifier: GPL-3.0-or-later
// Exports of models as jobs of the workspace.
#include "app/workspace.h"
#include "widgets/common/format.h"

#include <QDateTime>
#include <QDesktopServices>
#include <QDir>
#include <QUrl>

#include <algorithm>

namespace marginalia {

void Workspace::putExportJob(Job job, const ExportRun& run)
{
    job.done = run.wholeShare();
    job.total = run.isRunning() ? 1 : 0;
    job.amount = tr("%1, %2 %").arg(exportStageText(run.stage())).arg(qRound(run.share() * 100));
    m_jobs->put(job);
}

ExportRun* Workspace::startExport(const ExportOrder& order, const QString& name)
{
    m_exports.erase(
        std::remove_if(m_exports.begin(), m_exports.end(),
                       [](const std::unique_ptr<ExportRun>& old) { return !old->isRunning(); }),
        m_exports.end());
    auto owned = std::make_unique<ExportRun>(order);
    ExportRun* run = owned.get();
    m_exports.push_back(std::move(owned));
    Job job;
    job.id = QStringLiteral("export:%1").arg(++m_exportCount);
    job.kind = QStringLiteral("export");
    job.title = tr("Export %1").arg(name);
    job.state = RunState::Writing;
    job.atMilliseconds = QDateTime::currentMSecsSinceEpoch();
    job.cancel = [run = QPointer(run)] {
        if (run != nullptr) {
            run->cancel();
        }
    };
    const auto end = [this, job, run](RunState state, const QString& amount,
                                      const QString& problem) {
        Job ended = job;
        ended.state = state;
        ended.amount = amount;
        ended.message = problem;
        ended.cancel = {};
        m_jobs->put(ended);
        Q_EMIT exportEnded(*run);
    };
    connect(run, &ExportRun::progressed, this, [this, job, run] { putExportJob(job, *run); });
    connect(run, &ExportRun::finished, this, [this, end, run, job] {
        end(RunState::Done, sizeText(static_cast<double>(run->done().bytes)), {});
        Job shown = *m_jobs->find(job.id);
        shown.log = [path = run->done().path] {
            QDesktopServices::openUrl(QUrl::fromLocalFile(path));
        };
        m_jobs->put(shown);
    });
    connect(run, &ExportRun::failed, this,
            [end](const QString& problem) { end(RunState::Failed, problem, problem); });
    connect(run, &ExportRun::cancelled, this, [end] { end(RunState::Stopped, {}, {}); });
    putExportJob(job, *run);
    run->start();
    return run;
}

}  // namespace marginalia
