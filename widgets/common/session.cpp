// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/session.h"

#include "widgets/common/format.h"
#include "widgets/common/settings.h"

#include <QCoreApplication>
#include <QSet>

namespace marginalia {

namespace {

/// Gives lupdate a context for the names of undo steps.
class Changes {
    Q_DECLARE_TR_FUNCTIONS(Changes)
};

constexpr int kAnnounce = 40;  // ms: one repaint a burst
constexpr int kPending = 50;

}  // namespace

Session::Session(std::unique_ptr<Project> project, QString annotator, QObject* parent)
    : QObject(parent),
      m_relay(std::make_unique<QObject>()),
      m_project(std::move(project)),
      m_annotator(std::move(annotator))
{
    m_reads = std::make_unique<ReadWorker>(*m_project);
    m_state = stateFile(QString::fromStdString(m_project->uid().hex()));
    m_announce.setSingleShot(true);
    connect(&m_announce, &QTimer::timeout, this, &Session::announce);
    connect(&m_pending, &QTimer::timeout, this, &Session::watchPending);
    if (ProjectWriter* out = writer()) {
        out->onChange([this, relay = m_relay.get()](const std::string& what) {
            QMetaObject::invokeMethod(
                relay, [this, what] { note(QString::fromStdString(what)); }, Qt::QueuedConnection);
        });
        m_pending.start(kPending);
    }
    refreshCounts();
    refreshUndo();
}

Session::~Session()
{
    // Readers first, then the writer's thread with the project; results that still arrive have no
    // one to go to.
    m_reads.reset();
    m_project.reset();
    m_relay.reset();
}

QString Session::folder() const
{
    return QString::fromStdString(m_project->folder());
}

QString Session::name() const
{
    return QString::fromStdString(m_project->name());
}

QString Session::runsFolder() const
{
    return QString::fromStdString(m_project->runsFolder());
}

void Session::note(const QString& what)
{
    m_news.insert(what);
    if (!m_announce.isActive()) {
        m_announce.start(kAnnounce);
    }
}

void Session::announce()
{
    const QSet<QString> news = std::exchange(m_news, {});
    refreshCounts();
    refreshUndo();
    Q_EMIT changed(news);
}

void Session::refreshCounts()
{
    m_reads->ask<Counts>(
        this, QStringLiteral("counts"), [](ProjectReader& reader) { return reader.counts(); },
        [this](Result<Counts> result) {
            if (result.ok()) {
                m_counts = result.take();
                m_hasCounts = true;
                Q_EMIT countsChanged();
            } else if (result.error().kind != ErrorKind::Cancelled) {
                qWarning("The records could not be counted: %s", result.error().message().c_str());
                reportFailure(result.error());
            }
        });
}

void Session::refreshUndo()
{
    using Both = std::pair<std::optional<ChangeInfo>, std::optional<ChangeInfo>>;
    m_reads->ask<Both>(
        this, QStringLiteral("undo"),
        [annotator = m_annotator.toStdString()](ProjectReader& reader) -> Result<Both> {
            MG_TRY(auto undo, reader.nextUndo(false, annotator));
            MG_TRY(auto redo, reader.nextRedo(false, annotator));
            return Both{std::move(undo), std::move(redo)};
        },
        [this](Result<Both> result) {
            if (result.ok()) {
                m_nextUndo = result->first;
                m_nextRedo = result->second;
                Q_EMIT undoChanged();
            }
        });
}

void Session::watchPending()
{
    const bool stored = writer() == nullptr || writer()->pending() == 0;
    if (stored != m_stored) {
        m_stored = stored;
        Q_EMIT storedChanged(stored);
    }
}

void Session::reportFailure(const Error& error)
{
    Q_EMIT failed(error);
}

void Session::undo(bool labelsOnly)
{
    if (writer() == nullptr) {
        return;
    }
    writer()->undo(labelsOnly, m_annotator.toStdString(),
                   onGui<ChangeInfo>(this, [this](Result<ChangeInfo> result) {
                       if (result.ok()) {
                           Q_EMIT undone(*result, false);
                       } else if (result.error().kind != ErrorKind::NotFound) {
                           reportFailure(result.error());
                       }
                   }));
}

void Session::redo(bool labelsOnly)
{
    if (writer() == nullptr) {
        return;
    }
    writer()->redo(labelsOnly, m_annotator.toStdString(),
                   onGui<ChangeInfo>(this, [this](Result<ChangeInfo> result) {
                       if (result.ok()) {
                           Q_EMIT undone(*result, true);
                       } else if (result.error().kind != ErrorKind::NotFound) {
                           reportFailure(result.error());
                       }
                   }));
}

QString changeText(const ChangeInfo& change)
{
    const auto count = [&](const char* key) -> int {
        if (!change.detail.is_object() || !change.detail.contains(key)) {
            return 0;
        }
        const Json& value = change.detail.at(key);
        if (value.is_array()) {
            return static_cast<int>(value.size());
        }
        return value.is_number() ? value.get<int>() : 0;
    };
    const std::string& kind = change.kind;
    if (kind == "label") {
        return Changes::tr("label");
    }
    if (kind == "flag") {
        return Changes::tr("flag");
    }
    if (kind == "note") {
        return Changes::tr("reason");
    }
    if (kind == "import") {
        const int n = count("records");
        return n > 0 ? Changes::tr("import of %n record(s)", nullptr, n) : Changes::tr("import");
    }
    if (kind == "delete") {
        const int n = count("ids");
        return n > 0 ? Changes::tr("leaving out %n record(s)", nullptr, n)
                     : Changes::tr("leaving out");
    }
    if (kind == "pairs_from_votes") {
        return Changes::tr("pairs from votes");
    }
    return QString::fromStdString(kind);
}

}  // namespace marginalia
