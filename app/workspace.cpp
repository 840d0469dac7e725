// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace.h"

#include "core/jobs/away/stand.h"
#include "widgets/common/format.h"
#include "widgets/common/launcher.h"
#include "widgets/common/translated.h"

#include <QDateTime>
#include <QDesktopServices>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QUrl>

#include <string_view>

namespace marginalia {

namespace {

/// A rate is believed after so many seconds and so much of the whole.
constexpr double kRateAfter = 5;
constexpr double kRateShare = 0.03;

/// Asks the worker of a run for something.
void askRun(const QString& runFolder, const char* kind)
{
    const auto waited = std::string_view(kind) == "stop" ? takeFromQueue(runFolder) : false;
    if (waited.ok() && *waited) {
        return;
    }
    const auto asked = waited.ok() ? requestControl(runFolder.toStdString(), kind)
                                   : Result<std::string>(waited.error());
    if (!asked.ok()) {
        qWarning("%s", asked.error().message().c_str());
    }
}

}  // namespace

Workspace::Workspace(const QString& configFolder)
    : m_settings(std::make_unique<Settings>(configFolder)),
      m_state(stateFile(QStringLiteral("window"))),
      m_actions(std::make_unique<ActionRegistry>(*m_settings)),
      m_selection(std::make_unique<Selection>()),
      m_feeds(std::make_unique<RunFeedHub>()),
      m_host(std::make_unique<HostClient>(cliProgram())),
      m_jobs(std::make_unique<JobModel>()),
      m_recents(std::make_unique<Recents>(*m_state)),
      m_models(std::make_unique<ModelShelf>(*m_settings))
{
    connect(m_settings.get(), &Settings::changed, this, [this](const QString& key) {
        if (m_session && key == QLatin1String("labelling/annotator")) {
            m_session->setAnnotator(m_settings->annotator());
        }
    });
}

Workspace::~Workspace()
{
    close();
}

Status Workspace::open(const QString& path, OpenMode mode)
{
    return adopt(Project::open(path.toStdString(), mode));
}

Status Workspace::create(const QString& folder, const QString& name)
{
    return adopt(Project::create(folder.toStdString(), name.toStdString()));
}

Status Workspace::adopt(Result<std::unique_ptr<Project>> project)
{
    if (!project.ok()) {
        return project.error();
    }
    close();
    m_session = std::make_unique<Session>(project.take(), m_settings->annotator());
    m_runs = std::make_unique<RunMonitor>(m_session->runsFolder());
    connect(m_runs.get(), &RunMonitor::changed, this, &Workspace::showRuns);
    connect(m_session.get(), &Session::countsChanged, this, [this] {
        m_recents->update(m_session->folder(), m_session->counts().pairs,
                          static_cast<int>(m_runs->runs().size()));
    });
    noteRecent();
    Q_EMIT opened();
    return {};
}

void Workspace::close()
{
    if (!m_session) {
        return;
    }
    Q_EMIT aboutToClose();
    m_imports.clear();
    m_exports.clear();
    m_runs.reset();
    m_lastState.clear();
    m_followed.clear();
    m_jobs->clear();
    m_selection->setRecord({});
    m_selection->setRun({});
    m_host->stop();
    m_session.reset();
    Q_EMIT opened();
}

void Workspace::noteRecent()
{
    RecentProject project;
    for (const RecentProject& known : m_recents->list()) {
        if (known.folder == m_session->folder()) {
            project = known;
        }
    }
    project.folder = m_session->folder();
    project.name = m_session->name();
    project.atMilliseconds = QDateTime::currentMSecsSinceEpoch();
    m_recents->note(project);
}

void Workspace::startImport(const QString& path, const ReadOptions& options)
{
    if (!m_session || m_session->writer() == nullptr) {
        return;
    }
    auto import = std::make_unique<ImportJob>(*m_session->writer(), path, options);
    ImportJob* raw = import.get();
    Job job;
    job.id = QStringLiteral("import:%1").arg(++m_importCount);
    job.kind = QStringLiteral("import");
    job.title = tr("Import %1").arg(QFileInfo(path).fileName());
    job.state = RunState::Running;
    job.atMilliseconds = QDateTime::currentMSecsSinceEpoch();
    job.cancel = [raw] { raw->cancel(); };
    m_jobs->put(job);
    QElapsedTimer clock;
    clock.start();
    connect(raw, &ImportJob::progressed, this, [this, job, clock](const ImportProgress& now) {
        Job changed = job;
        const double seconds = static_cast<double>(clock.elapsed()) / 1000.0;
        const double share =
            now.total > 0 ? static_cast<double>(now.bytes) / static_cast<double>(now.total) : 0;
        if (seconds >= kRateAfter && share >= kRateShare) {
            changed.etaSeconds = seconds * (1 - share) / share;
            changed.rate = tr("%1/s").arg(sizeText(static_cast<double>(now.bytes) / seconds));
        }
        changed.done = static_cast<double>(now.bytes);
        changed.total = static_cast<double>(now.total);
        changed.amount = tr("%n record(s)", nullptr, static_cast<int>(now.records));
        m_jobs->put(changed);
    });
    connect(raw, &ImportJob::finished, this,
            [this, job, path](const ImportProgress& all, const ReadEnd&, const QString& error,
                              bool cancelled) {
                Job changed = job;
                changed.state = !error.isEmpty() ? RunState::Failed
                                                 : (cancelled ? RunState::Stopped : RunState::Done);
                changed.amount = tr("%n record(s)", nullptr, static_cast<int>(all.records));
                changed.message = error;
                changed.cancel = {};
                m_jobs->put(changed);
                Q_EMIT importFinished(path, all, error, cancelled);
            });
    m_imports.push_back(std::move(import));
    raw->start();
}

Status Workspace::startRun(const QString& runFolder)
{
    const auto started = startWorker(runFolder);
    if (!started.ok()) {
        return started.error();
    }
    m_followed.insert(runFolder);  // who sends it follows it
    if (m_runs) {
        m_runs->lookNow();
    }
    return {};
}

void Workspace::followOnce(const RunInfo& run)
{
    const std::string folder = run.folder.toStdString();
    if (!run.health.away || m_session->readOnly() || m_followed.contains(run.folder) ||
        away::standOf(folder) != away::Stand::Unfollowed) {
        return;
    }
    m_followed.insert(run.folder);
    const auto started =
        startAwayVerb(run.folder, {QStringLiteral("attach")}, {QStringLiteral("--quiet")});
    if (!started.ok()) {
        qWarning("%s", started.error().message().c_str());
    }
}

void Workspace::showRuns()
{
    const bool first = m_lastState.isEmpty();
    for (const RunInfo& run : m_runs->runs()) {
        const bool known = m_lastState.contains(run.folder);
        const RunState before = m_lastState.value(run.folder, RunState::Waiting);
        const RunState now = run.health.state;
        m_lastState.insert(run.folder, now);
        followOnce(run);
        // Old runs are in Train's list; the dock shows those of this sitting and whatever still
        // works.
        if (!first || isActive(now)) {
            if (known || isActive(now) || !first) {
                putRunJob(run);
            }
        }
        if (known && isActive(before) && !isActive(now)) {
            Q_EMIT runEnded(run.folder, now == RunState::Done);
        }
    }
    if (m_session && m_session->hasCounts()) {
        m_recents->update(m_session->folder(), m_session->counts().pairs,
                          static_cast<int>(m_runs->runs().size()));
    }
}

void Workspace::putRunJob(const RunInfo& run)
{
    const RunStatus& status = run.health.status;
    Job job;
    job.id = run.folder;
    job.kind = QStringLiteral("train");
    job.title =
        run.health.away
            ? tr("Training %1 on %2").arg(run.name, QString::fromStdString(run.health.away->target))
            : tr("Training %1").arg(run.name);
    job.state = run.health.state;
    job.done = static_cast<double>(status.step);
    job.total = static_cast<double>(status.total);
    job.amount = status.total > 0
                     ? tr("%1 of %2").arg(countText(status.step), countText(status.total))
                     : QString();
    if (job.state == RunState::Loading || job.state == RunState::Caching) {
        job.done = status.share;
        job.total = 1;
        job.amount = shareText(status.share, 1);
    }
    job.etaSeconds = status.etaSeconds;
    if (job.state == RunState::Running && status.etaSeconds > 0 && status.total > status.step) {
        const double perSecond =
            static_cast<double>(status.total - status.step) / status.etaSeconds;
        job.rate = perSecond >= 1 ? tr("%1 steps/s").arg(numberText(perSecond, 1))
                                  : tr("%1 s a step").arg(numberText(1 / perSecond, 1));
    }
    job.memoryMb = status.memoryMb;
    if (const StateLook look = stateLook(run.health); look.word != stateLook(job.state).word) {
        // Nobody hears how it goes on: what was left then is left out.
        job.look = look;
        job.etaSeconds = -1;
        job.rate.clear();
    }
    job.atMilliseconds = status.atMilliseconds > 0
                             ? status.atMilliseconds
                             : QFileInfo(run.folder).birthTime().toMSecsSinceEpoch();
    if (run.health.exit && run.health.exit->reason == "failed") {
        job.message = QString::fromStdString(run.health.exit->message);
    }
    const auto ask = [folder = run.folder](const char* kind) {
        return [folder, kind] { askRun(folder, kind); };
    };
    if (job.state == RunState::Paused) {
        job.resume = ask("resume");
    } else if (job.state == RunState::Running) {
        job.pause = ask("pause");
    }
    if (isActive(job.state)) {
        job.cancel = ask("stop");
    }
    job.log = [folder = run.folder] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(folder + QStringLiteral("/log.txt")));
    };
    m_jobs->put(job);
}

QStringList Workspace::liveRuns() const
{
    QStringList out;
    if (!m_session) {
        return out;
    }
    for (const std::string& folder : listRuns(m_session->runsFolder().toStdString())) {
        const RunHealth now = runHealth(folder);
        // A worker that has written its end still holds its lock while it puts its memory away.
        if (isActive(now.state) && now.attached && !now.exit) {
            out << QString::fromStdString(folder);
        }
    }
    return out;
}

void Workspace::stopRuns()
{
    for (const QString& folder : liveRuns()) {
        askRun(folder, "stop");
    }
}

}  // namespace marginalia
