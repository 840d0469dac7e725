// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/label/label_reads.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QString>
#include <QTimer>

#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace marginalia {

class Session;

/// What labelling is without its widgets: queues, the pair on screen and the next ones, sides,
/// verdicts, undo, drafts.
///
/// Lives on the GUI thread and never waits: records come prefetched from a reading thread, verdicts
/// go to the project's writer, and `stored` tells when they count. The sides of a pair are drawn
/// from a seed of the project and the pair, so that they are the same when the pair is shown again.
class LabelSession : public QObject {
    Q_OBJECT

public:
    /// `session` must outlive this.
    explicit LabelSession(Session& session, QObject* parent = nullptr);
    ~LabelSession() override;

    LabelQueue queue() const { return m_queue; }
    void setQueue(LabelQueue queue);
    /// Queries the queue anew; the pair on screen stays.
    void refresh();

    enum class State : std::uint8_t { Loading, Showing, NoPairs, QueueDone, Waiting, ReadOnly };
    State state() const { return m_state; }

    /// The pair on screen; null unless the state is Showing or ReadOnly.
    const StoredRecord* current() const { return m_current ? &*m_current : nullptr; }
    /// Answer `a` stands on the left, as "Answer 1".
    bool aShownFirst() const;
    const Messages& shownAnswer(int side) const;  ///< side 1 or 2
    bool answersEqual() const;
    QString why() const { return m_why; }
    bool flagged() const;
    int remaining() const;  ///< pairs of the queue after this one
    /// Pairs judged in this queue since it was opened, each once, whatever was taken back left out.
    int judgedHere() const { return static_cast<int>(m_judged.size()); }
    int skippedHere() const;  ///< of these
    int agreedHere() const;   ///< of these, as the label was before
    /// Follow every verdict, flag and undo at once, before they lie on the disk.
    const QueueCounts& counts() const { return m_counts; }
    const std::vector<TrailEntry>& trail() const { return m_trail; }
    int today() const { return m_today; }
    /// Seconds of the last verdicts, oldest first, at most 20.
    const std::deque<double>& seconds() const { return m_seconds; }
    bool canUndo() const { return m_canUndo; }
    bool canRedo() const { return m_canRedo; }

    void preferSide(int side, Strength strength);
    void judge(Verdict verdict);  ///< Tie, BothGood, BothBad, Skip
    void toggleFlag();
    void setWhy(const QString& text);
    void next();
    void previous();
    void goTo(RecordId id);
    void undo();
    void redo();
    /// Keeps what was typed; call before the window closes.
    void saveDraft();

    /// Verdicts and flags on their way to the disk; with kMostPending of them the session waits.
    int pending() const { return m_pending; }
    /// Everything done here lies on the disk and was read back since.
    bool isSettled() const { return m_pending == 0 && m_readVersion == m_version; }
    static constexpr int kMostPending = 64;
    /// How many verdicts the pace is shown for.
    static constexpr size_t kSecondsKept = 20;

Q_SIGNALS:
    void currentChanged();
    void stateChanged();
    void countsChanged();
    void trailChanged();
    void undoChanged();
    void flagChanged();
    /// The verdict with this event id lies on the disk, twice.
    void stored(const QByteArray& eventHex, marginalia::Verdict verdict);
    /// A verdict of this annotator was taken back (or, with `redo`, put back).
    void takenBack(marginalia::Verdict verdict, bool redo);
    void failed(const Error& error);

private:
    void connectSession();
    void show(const StoredRecord& record);
    void showPosition(qsizetype position);
    void advance();
    void store(Verdict verdict, Strength strength);
    void setState(State state);
    void prefetch();
    void refreshFacts();
    void afterUndo(const ChangeInfo& change, bool redo);
    bool stillOpen(RecordId id) const;

    void takeQueue(QueueRead read);
    void takePair(PairRead read);
    void takeFacts(const LabelFacts& facts);
    void readFacts();
    void countVerdict(Verdict before, Verdict now);
    void countToday();
    void noteSent();
    void noteArrived();
    void read(const std::vector<RecordId>& ids);
    ProjectWriter* writer() const;

    Session& m_session;
    LabelQueue m_queue = LabelQueue::NotLabelled;
    State m_state = State::Loading;
    std::vector<RecordId> m_ids;
    QHash<qint64, qsizetype> m_places;    ///< record number -> index in m_ids
    QHash<qint64, StoredRecord> m_ready;  ///< prefetched
    QHash<qint64, QString> m_drafts;      ///< of prefetched records
    /// A verdict given in this queue, and whether it said what the label said before.
    struct Judged {
        Verdict verdict = Verdict::None;
        bool kept = false;
    };
    QHash<qint64, Judged> m_judged;
    qsizetype m_position = -1;
    std::optional<RecordId> m_wanted;  ///< shown as soon as it is read
    std::optional<StoredRecord> m_current;
    QString m_why;
    bool m_whyChanged = false;
    QueueCounts m_counts;
    std::vector<TrailEntry> m_trail;
    std::deque<double> m_seconds;
    int m_today = 0;
    int m_pending = 0;       ///< verdicts and flags on their way
    int m_version = 0;       ///< grows with each and with each undo; older reads say old things
    int m_readVersion = -1;  ///< of the facts on screen
    bool m_canUndo = false;
    bool m_canRedo = false;
    QElapsedTimer m_shownSince;
    QTimer m_draftTimer;
    QTimer m_factsTimer;
};

}  // namespace marginalia
