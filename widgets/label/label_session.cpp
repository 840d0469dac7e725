// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/label/label_session.h"

#include "widgets/common/read_worker.h"
#include "widgets/common/session.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace marginalia {

namespace {

constexpr qsizetype kAhead = 8;
constexpr int kDraftDelay = 2000;
constexpr int kFactsDelay = 120;

/// SplitMix64's finaliser: every bit of the result depends on every bit given.
std::uint64_t mixed(std::uint64_t bits)
{
    bits += 0x9E3779B97F4A7C15ULL;
    bits = (bits ^ (bits >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    bits = (bits ^ (bits >> 27U)) * 0x94D049BB133111EBULL;
    return bits ^ (bits >> 31U);
}

}  // namespace

LabelSession::LabelSession(Session& session, QObject* parent) : QObject(parent), m_session(session)
{
    m_draftTimer.setSingleShot(true);
    m_draftTimer.setInterval(kDraftDelay);
    connect(&m_draftTimer, &QTimer::timeout, this, &LabelSession::saveDraft);
    m_factsTimer.setSingleShot(true);
    m_factsTimer.setInterval(kFactsDelay);
    connect(&m_factsTimer, &QTimer::timeout, this, &LabelSession::readFacts);
    connectSession();
    refresh();
    refreshFacts();
}

LabelSession::~LabelSession()
{
    saveDraft();
}

void LabelSession::connectSession()
{
    connect(&m_session, &Session::changed, this, [this](const QSet<QString>& what) {
        if (what.contains(QStringLiteral("records"))) {
            refresh();
        }
        refreshFacts();
    });
    connect(&m_session, &Session::undone, this, &LabelSession::afterUndo);
}

ProjectWriter* LabelSession::writer() const
{
    return m_session.writer();
}

void LabelSession::setQueue(LabelQueue queue)
{
    if (queue == m_queue) {
        return;
    }
    saveDraft();
    m_queue = queue;
    m_current.reset();
    m_wanted.reset();
    m_position = -1;
    m_judged.clear();
    setState(State::Loading);
    refresh();
}

void LabelSession::refresh()
{
    m_session.reads().ask<QueueRead>(
        this, QStringLiteral("label.queue"),
        [queue = m_queue](ProjectReader& reader) { return readQueue(reader, queue); },
        [this, version = m_version](Result<QueueRead> read) {
            if (read.ok()) {
                if (version != m_version || m_pending > 0) {
                    read->counts = m_counts;
                }
                takeQueue(read.take());
            } else {
                Q_EMIT failed(read.error());
            }
        });
}

void LabelSession::read(const std::vector<RecordId>& ids)
{
    m_session.reads().ask<std::vector<PairRead>>(
        this, QStringLiteral("label.pairs"),
        [ids](ProjectReader& reader) { return readPairs(reader, ids); },
        [this, ids](Result<std::vector<PairRead>> read) {
            if (read.ok()) {
                for (PairRead& pair : *read) {
                    takePair(std::move(pair));
                }
            } else {
                Q_EMIT failed(read.error());
            }
            // What was asked for and did not come never will: the pair on screen stays.
            if (m_wanted && std::find(ids.begin(), ids.end(), *m_wanted) != ids.end()) {
                m_wanted.reset();
            }
        });
}

void LabelSession::refreshFacts()
{
    if (!m_factsTimer.isActive()) {
        m_factsTimer.start();
    }
}

void LabelSession::takeQueue(QueueRead read)
{
    m_counts = read.counts;
    m_ids = std::move(read.ids);
    m_places.clear();
    // The pair on screen keeps its place even when its label took it out of the queue.
    if (m_current && std::find(m_ids.begin(), m_ids.end(), m_current->id) == m_ids.end()) {
        const auto place = std::lower_bound(m_ids.begin(), m_ids.end(), m_current->id);
        m_ids.insert(place, m_current->id);
    }
    for (size_t i = 0; i < m_ids.size(); ++i) {
        m_places.insert(number(m_ids[i]), static_cast<qsizetype>(i));
    }
    Q_EMIT countsChanged();
    if (m_current) {
        m_position = m_places.value(number(m_current->id), 0);
        prefetch();
    } else if (m_wanted) {
        // Asked for before the queue was known ("Label again" in a new panel).
        m_position = m_places.value(number(*m_wanted), -1);
        prefetch();
    } else {
        m_position = -1;
        advance();
    }
}

bool LabelSession::stillOpen(RecordId id) const
{
    return !m_judged.contains(number(id));
}

void LabelSession::advance()
{
    const auto count = static_cast<qsizetype>(m_ids.size());
    // After a pair from elsewhere (the trail, a number) the one that was on screen comes back.
    const bool still =
        m_position >= 0 && m_position < count && stillOpen(m_ids[static_cast<size_t>(m_position)]);
    for (qsizetype i = still ? m_position : m_position + 1; i < count; ++i) {
        if (stillOpen(m_ids[static_cast<size_t>(i)])) {
            showPosition(i);
            return;
        }
    }
    // Skipped over and still open ones from the beginning.
    for (qsizetype i = 0; i < std::min(m_position, count); ++i) {
        if (stillOpen(m_ids[static_cast<size_t>(i)])) {
            showPosition(i);
            return;
        }
    }
    m_current.reset();
    setState(m_counts.all == 0 ? State::NoPairs : State::QueueDone);
    Q_EMIT currentChanged();
}

void LabelSession::showPosition(qsizetype position)
{
    m_position = position;
    const RecordId id = m_ids[static_cast<size_t>(position)];
    const auto ready = m_ready.constFind(number(id));
    if (ready != m_ready.constEnd()) {
        show(*ready);
    } else {
        m_wanted = id;
    }
    prefetch();
}

void LabelSession::prefetch()
{
    std::vector<RecordId> wanted;
    const auto count = static_cast<qsizetype>(m_ids.size());
    const qsizetype from = std::max<qsizetype>(0, m_position - 2);
    for (qsizetype i = m_position; i < std::min(count, m_position + kAhead); ++i) {
        if (i >= 0 && !m_ready.contains(number(m_ids[static_cast<size_t>(i)]))) {
            wanted.push_back(m_ids[static_cast<size_t>(i)]);
        }
    }
    // Forget what lies far behind, so that a day's work does not pile up in memory.
    for (auto entry = m_ready.begin(); entry != m_ready.end();) {
        const qsizetype place = m_places.value(entry.key(), -1);
        const bool keep = place >= from && place < m_position + 2 * kAhead;
        if (!keep) {
            m_drafts.remove(entry.key());
        }
        entry = keep ? std::next(entry) : m_ready.erase(entry);
    }
    if (m_wanted && std::find(wanted.begin(), wanted.end(), *m_wanted) == wanted.end()) {
        wanted.insert(wanted.begin(), *m_wanted);
    }
    if (!wanted.empty()) {
        read(wanted);
    }
}

void LabelSession::takePair(PairRead read)
{
    const qint64 id = number(read.record.id);
    m_drafts.insert(id, read.draft);
    const auto place = m_ready.insert(id, std::move(read.record));
    if (m_wanted == place->id) {
        show(*place);
    }
}

void LabelSession::show(const StoredRecord& record)
{
    m_wanted.reset();
    m_current = record;
    const QString draft = m_drafts.value(number(record.id));
    m_why = draft.isEmpty() ? QString::fromStdString(record.label.why) : draft;
    m_whyChanged = false;
    m_shownSince.start();
    setState(m_session.readOnly() ? State::ReadOnly : State::Showing);
    Q_EMIT currentChanged();
}

bool LabelSession::aShownFirst() const
{
    if (!m_current) {
        return true;
    }
    // A fair coin per pair and project: the mixed bits of both ids. Every byte counts, since the
    // uids of an import differ in their second half only.
    std::uint64_t bits = 0;
    for (const Uid& uid : {m_current->uid, m_session.project().uid()}) {
        for (size_t half = 0; half < 2; ++half) {
            std::uint64_t word = 0;
            for (size_t i = 0; i < 8; ++i) {
                word = word << 8U | uid.bytes[8 * half + i];
            }
            bits = mixed(bits ^ word);
        }
    }
    return (bits & 1U) == 0;
}

const Messages& LabelSession::shownAnswer(int side) const
{
    return (side == 1) == aShownFirst() ? m_current->record.a : m_current->record.b;
}

bool LabelSession::answersEqual() const
{
    return m_current && plainText(m_current->record.a) == plainText(m_current->record.b);
}

bool LabelSession::flagged() const
{
    return m_current && m_current->label.flagged;
}

int LabelSession::remaining() const
{
    int open = 0;
    for (const RecordId id : m_ids) {
        open += stillOpen(id) && (!m_current || id != m_current->id) ? 1 : 0;
    }
    return open;
}

void LabelSession::next()
{
    saveDraft();
    if (m_position + 1 < static_cast<qsizetype>(m_ids.size())) {
        showPosition(m_position + 1);
    }
}

void LabelSession::previous()
{
    saveDraft();
    const qsizetype last = static_cast<qsizetype>(m_ids.size()) - 1;
    const qsizetype from = m_current ? m_position : last + 1;
    if (from > 0 && last >= 0) {
        showPosition(from - 1);
    }
}

void LabelSession::goTo(RecordId id)
{
    saveDraft();
    const auto place = m_places.constFind(number(id));
    if (place != m_places.constEnd()) {
        showPosition(*place);
        return;
    }
    m_wanted = id;
    read({id});
}

void LabelSession::readFacts()
{
    m_session.reads().ask<LabelFacts>(
        this, QStringLiteral("label.facts"),
        [annotator = m_session.annotator().toStdString()](ProjectReader& reader) {
            return readLabelFacts(reader, annotator);
        },
        [this, version = m_version](Result<LabelFacts> facts) {
            if (!facts.ok()) {
                Q_EMIT failed(facts.error());
            } else if (version == m_version && m_pending == 0) {
                m_readVersion = version;
                takeFacts(*facts);
            }
            // Else the screen knows more than what was read; when the last of what is on its way
            // is stored, facts are read again.
        });
}

void LabelSession::takeFacts(const LabelFacts& facts)
{
    m_counts = facts.counts;
    m_trail = facts.trail;
    countToday();
    if (m_seconds.empty()) {
        for (size_t i = std::min(m_trail.size(), kSecondsKept); i-- > 0;) {
            m_seconds.push_back(secondsOf(m_trail[i].judgement));
        }
    }
    m_canUndo = facts.canUndo;
    m_canRedo = facts.canRedo;
    Q_EMIT countsChanged();
    Q_EMIT trailChanged();
    Q_EMIT undoChanged();
}

void LabelSession::countToday()
{
    const qint64 midnight = QDate::currentDate().startOfDay().toMSecsSinceEpoch();
    m_today = static_cast<int>(
        std::count_if(m_trail.begin(), m_trail.end(),
                      [&](const TrailEntry& entry) { return entry.atMilliseconds >= midnight; }));
}

int LabelSession::skippedHere() const
{
    return static_cast<int>(
        std::count_if(m_judged.begin(), m_judged.end(),
                      [](const Judged& judged) { return judged.verdict == Verdict::Skip; }));
}

int LabelSession::agreedHere() const
{
    return static_cast<int>(std::count_if(m_judged.begin(), m_judged.end(),
                                          [](const Judged& judged) { return judged.kept; }));
}

void LabelSession::setState(State state)
{
    if (state != m_state) {
        m_state = state;
        Q_EMIT stateChanged();
    }
}

}  // namespace marginalia
