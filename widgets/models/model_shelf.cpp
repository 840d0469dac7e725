// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/model_shelf.h"

#include "core/jobs/hub_cache.h"
#include "core/jobs/run_folder.h"
#include "widgets/common/launcher.h"
#include "widgets/common/settings.h"
#include "widgets/common/translated.h"
#include "widgets/models/model_names.h"
#include "widgets/train/recipe_data.h"
#include "widgets/train/tracked_run.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QPointer>
#include <QSet>
#include <QThreadPool>

#include <algorithm>
#include <memory>

namespace marginalia {

namespace {

constexpr int kMostRecent = 12;
constexpr int kPatience = 60'000;  // ms for one model; its files may lie on a slow disk
const QString kRecent = QStringLiteral("models/recent");

ModelEntry entry(ModelEntry::Source source, const QString& folder, const QString& name,
                 const QString& detail)
{
    ModelEntry out;
    out.source = source;
    out.folder = folder;
    out.name = name;
    out.detail = detail;
    return out;
}

void addRuns(const QString& runsFolder, std::vector<ModelEntry>& out)
{
    for (const RunFacts& run : readRunFacts(runsFolder.toStdString())) {
        std::vector<CheckpointInfo> all = listCheckpoints(run.folder.toStdString());
        std::reverse(all.begin(), all.end());
        for (const CheckpointInfo& checkpoint : all) {
            out.push_back(entry(
                ModelEntry::Source::Run, QString::fromStdString(checkpoint.folder),
                ModelShelf::tr("Run %1 · step %2").arg(run.label).arg(checkpoint.step), run.title));
        }
    }
}

void addHub(const QString& cache, std::vector<ModelEntry>& out)
{
    for (const HubModel& model : listHubModels(cache.toStdString())) {
        const QString commit = QString::fromStdString(model.commit).left(8);
        ModelEntry found = entry(ModelEntry::Source::Hub, QString::fromStdString(model.folder),
                                 QString::fromStdString(model.repository),
                                 ModelShelf::tr("hub cache, %1").arg(commit));
        found.bytes = model.bytes;
        for (const std::string& name : model.missing) {
            found.missing << QString::fromStdString(name);
        }
        const bool weights = model.ggufs.empty();
        for (const std::string& name : model.ggufs) {
            ModelEntry file = found;
            file.folder += QLatin1Char('/') + QString::fromStdString(name);
            file.name += QStringLiteral(" · ") + QString::fromStdString(name);
            file.bytes = QFileInfo(file.folder).size();
            out.push_back(file);
        }
        if (weights || QFileInfo::exists(found.folder + QStringLiteral("/config.json"))) {
            out.push_back(found);
        }
    }
}

/// Recent ones keep the name and the words of the place they are found in.
std::vector<ModelEntry> listAll(const QStringList& recent, const QString& runsFolder,
                                const QString& cache)
{
    std::vector<ModelEntry> found;
    if (const QString starter = starterFolder(); !starter.isEmpty()) {
        found.push_back(entry(ModelEntry::Source::Starter, starter, ModelShelf::tr("Starter"),
                              ModelShelf::tr("comes with the program")));
    }
    if (!runsFolder.isEmpty()) {
        addRuns(runsFolder, found);
    }
    addHub(cache, found);
    std::vector<ModelEntry> out;
    QSet<QString> seen;
    for (const QString& folder : recent) {
        if (seen.contains(folder) || !QFileInfo::exists(folder)) {
            continue;
        }
        const auto known = std::find_if(found.begin(), found.end(), [&](const ModelEntry& one) {
            return one.folder == folder;
        });
        out.push_back(known != found.end()
                          ? *known
                          : entry(ModelEntry::Source::Recent, folder, modelTitle(folder),
                                  QDir::toNativeSeparators(QFileInfo(folder).path())));
        out.back().source = ModelEntry::Source::Recent;
        seen.insert(folder);
    }
    std::copy_if(found.begin(), found.end(), std::back_inserter(out),
                 [&](const ModelEntry& one) { return !seen.contains(one.folder); });
    return out;
}

}  // namespace

ModelShelf::ModelShelf(Settings& settings, QObject* parent)
    : QObject(parent), m_settings(settings), m_cache(QString::fromStdString(hubCacheFolder()))
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatience);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        fail(tr("The model's files were not read within a minute."));
        m_child.kill();
    });
    connect(&m_child, &QProcess::finished, this, &ModelShelf::finish);
    connect(&m_child, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            fail(tr("The program that looks at models could not be started."));
            m_looking.clear();
            next();
        }
    });
}

ModelShelf::~ModelShelf()
{
    disconnect(&m_child, nullptr, this, nullptr);
    m_child.kill();
    m_child.waitForFinished(1000);
}

const ModelEntry* ModelShelf::find(const QString& folder) const
{
    return const_cast<ModelShelf*>(this)->entryOf(folder);
}

ModelEntry* ModelShelf::entryOf(const QString& folder)
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&](const ModelEntry& one) { return one.folder == folder; });
    return found == m_entries.end() ? nullptr : &*found;
}

bool ModelShelf::isIdle() const
{
    return m_listings == 0 && m_looking.isEmpty() && m_waiting.isEmpty();
}

void ModelShelf::refresh(const QString& runsFolder)
{
    const QStringList recent = m_settings.value(kRecent).toStringList() + m_settings.modelFolders();
    ++m_listings;
    QThreadPool::globalInstance()->start([guard = QPointer<ModelShelf>(this), recent, runsFolder,
                                          cache = m_cache] {
        auto found = std::make_shared<std::vector<ModelEntry>>(listAll(recent, runsFolder, cache));
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [guard, found] {
                if (guard != nullptr) {
                    guard->take(std::move(*found));
                }
            },
            Qt::QueuedConnection);
    });
}

void ModelShelf::take(std::vector<ModelEntry> entries)
{
    --m_listings;
    for (ModelEntry& one : entries) {
        if (const ModelEntry* old = find(one.folder)) {
            one.report = old->report;
            one.failure = old->failure;
        }
    }
    m_entries = std::move(entries);
    m_listed = true;
    m_waiting.clear();
    for (const ModelEntry& one : m_entries) {
        if (one.missing.isEmpty() && one.folder != m_looking) {
            m_waiting << one.folder;
        }
    }
    Q_EMIT listed();
    next();
}

void ModelShelf::lookAt(const QString& folder, const QString& name)
{
    if (find(folder) == nullptr) {
        m_entries.push_back(entry(ModelEntry::Source::Recent, folder,
                                  name.isEmpty() ? modelTitle(folder) : name,
                                  QDir::toNativeSeparators(QFileInfo(folder).path())));
        Q_EMIT listed();
    }
    const ModelEntry& wanted = *find(folder);
    if (wanted.report || !wanted.missing.isEmpty() || folder == m_looking) {
        return;  // what is not whole has nothing to look at yet
    }
    m_waiting.removeAll(folder);
    m_waiting.prepend(folder);
    next();
}

void ModelShelf::addRecent(const QString& folder)
{
    QStringList recent = m_settings.value(kRecent).toStringList();
    recent.removeAll(folder);
    recent.prepend(folder);
    m_settings.setValue(kRecent, QStringList(recent.mid(0, kMostRecent)));
    if (find(folder) == nullptr) {
        m_entries.insert(m_entries.begin(),
                         entry(ModelEntry::Source::Recent, folder, modelTitle(folder),
                               QDir::toNativeSeparators(QFileInfo(folder).path())));
        Q_EMIT listed();
    }
    lookAt(folder);
}

void ModelShelf::next()
{
    if (!m_looking.isEmpty() || m_waiting.isEmpty()) {
        return;
    }
    m_looking = m_waiting.takeFirst();
    const QString program = cliProgram();
    if (program.isEmpty()) {
        fail(tr("The program marginalia-cli is not beside the window's."));
        m_looking.clear();
        next();
        return;
    }
    m_child.setStandardErrorFile(QProcess::nullDevice());
    m_child.start(program, {QStringLiteral("inspect"), m_looking, QStringLiteral("--json")});
    m_child.closeWriteChannel();
    m_patience.start();
}

void ModelShelf::fail(const QString& sentence)
{
    if (ModelEntry* place = entryOf(m_looking)) {
        place->failure = sentence;
        Q_EMIT reported(m_looking);
    }
}

void ModelShelf::finish(int, QProcess::ExitStatus status)
{
    m_patience.stop();
    const QByteArray line = m_child.readAllStandardOutput();
    const Json json = Json::parse(line.toStdString(), nullptr, false);
    const auto report = modelReportFromJson(json.is_discarded() ? Json() : json);
    ModelEntry* place = entryOf(m_looking);
    if (place != nullptr && report.ok()) {
        place->report = *report;
        place->failure.clear();
        place->bytes = report->bytes > 0 ? report->bytes : place->bytes;
        Q_EMIT reported(m_looking);
    } else if (place != nullptr && place->failure.isEmpty()) {
        fail(status == QProcess::CrashExit
                 ? tr("The program that looks at models stopped without a message.")
                 : translated(report.error()));
    }
    m_looking.clear();
    next();
}

}  // namespace marginalia
