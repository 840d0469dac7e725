// SPDX-License-Identifier: GPL-3.0-or-later
// The half of LabelSession that changes things: verdicts, flags, drafts, undo.
#include "widgets/common/session.h"
#include "widgets/label/label_session.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace marginalia {

void LabelSession::preferSide(int side, Strength strength)
{
    if (m_current && !answersEqual()) {
        store((side == 1) == aShownFirst() ? Verdict::A : Verdict::B, strength);
    }
}

void LabelSession::judge(Verdict verdict)
{
    if (m_current && (verdict == Verdict::Skip || !answersEqual())) {
        store(verdict, Strength::Plain);
    }
}

void LabelSession::store(Verdict verdict, Strength strength)
{
    // While the next pair is still being read the one on screen is done with: a key that comes in
    // between was meant for the next, and nobody judges what they have not seen.
    if (m_state != State::Showing || m_wanted || writer() == nullptr) {
        return;
    }
    if (m_pending >= kMostPending) {
        setState(State::Waiting);
        return;
    }
    ProjectWriter::LabelRequest request;
    request.event = Uid::random();
    request.record = m_current->uid;
    request.annotator = m_session.annotator().toStdString();
    request.judgement = {verdict, strength, aShownFirst(), m_why.trimmed().toStdString(),
                         m_shownSince.elapsed()};
    TrailEntry entry{m_current->id, m_current->uid,
                     QString::fromStdString(plainText(m_current->record.prompt)).simplified(),
                     request.judgement, QDateTime::currentMSecsSinceEpoch()};
    m_judged.insert(number(m_current->id), {verdict, m_current->label.verdict == verdict});
    countVerdict(m_current->label.verdict, verdict);
    StoredRecord& kept = m_ready[number(m_current->id)];
    kept = *m_current;
    kept.label.verdict = verdict;
    kept.label.strength = strength;
    kept.label.annotator = m_session.annotator().toStdString();
    kept.label.why = request.judgement.why;
    m_drafts.remove(number(m_current->id));
    m_whyChanged = false;
    m_draftTimer.stop();

    m_seconds.push_back(secondsOf(request.judgement));
    if (m_seconds.size() > kSecondsKept) {
        m_seconds.pop_front();
    }
    m_trail.erase(std::remove_if(m_trail.begin(), m_trail.end(),
                                 [&](const TrailEntry& old) { return old.uid == entry.uid; }),
                  m_trail.end());
    m_trail.insert(m_trail.begin(), std::move(entry));
    countToday();
    noteSent();
    m_canUndo = true;
    // The next pair first, so that it is drawn before anything is written.
    advance();
    Q_EMIT countsChanged();
    Q_EMIT trailChanged();
    Q_EMIT undoChanged();
    const QByteArray event = QByteArray::fromStdString(request.event.hex());
    writer()->label(std::move(request),
                    m_session.onGui<std::int64_t>(
                        this, [this, event, verdict](const Result<std::int64_t>& result) {
                            noteArrived();
                            if (result.ok()) {
                                Q_EMIT stored(event, verdict);
                            } else {
                                Q_EMIT failed(result.error());
                            }
                        }));
}

void LabelSession::countVerdict(Verdict before, Verdict now)
{
    m_counts.notLabelled += (now == Verdict::None ? 1 : 0) - (before == Verdict::None ? 1 : 0);
    m_counts.skipped += (now == Verdict::Skip ? 1 : 0) - (before == Verdict::Skip ? 1 : 0);
}

void LabelSession::noteSent()
{
    ++m_pending;
    ++m_version;
}

void LabelSession::noteArrived()
{
    --m_pending;
    if (m_state == State::Waiting) {
        setState(State::Showing);
    }
    refreshFacts();
}

void LabelSession::toggleFlag()
{
    if (!m_current || m_wanted || writer() == nullptr) {
        return;
    }
    m_current->label.flagged = !m_current->label.flagged;
    m_ready[number(m_current->id)].label.flagged = m_current->label.flagged;
    m_counts.flagged += m_current->label.flagged ? 1 : -1;
    noteSent();
    Q_EMIT flagChanged();
    Q_EMIT countsChanged();
    writer()->flag(m_current->uid, m_session.annotator().toStdString(), m_current->label.flagged,
                   m_session.onGui<std::int64_t>(this, [this](const Result<std::int64_t>& result) {
                       noteArrived();
                       if (!result.ok()) {
                           Q_EMIT failed(result.error());
                       }
                   }));
}

void LabelSession::setWhy(const QString& text)
{
    if (text == m_why) {
        return;
    }
    m_why = text;
    m_whyChanged = true;
    m_draftTimer.start();
}

void LabelSession::saveDraft()
{
    m_draftTimer.stop();
    if (!m_whyChanged || !m_current || writer() == nullptr) {
        return;
    }
    m_whyChanged = false;
    m_drafts.insert(number(m_current->id), m_why);
    writer()->saveDraft(m_current->uid, m_why.toStdString(),
                        m_session.onGui<bool>(this, [this](const Result<bool>& result) {
                            if (!result.ok()) {
                                Q_EMIT failed(result.error());
                            }
                        }));
}

void LabelSession::undo()
{
    saveDraft();
    m_session.undo(true);
}

void LabelSession::redo()
{
    saveDraft();
    m_session.redo(true);
}

void LabelSession::afterUndo(const ChangeInfo& change, bool redo)
{
    // At once: what was read before is older than what the person just did.
    ++m_version;
    readFacts();
    Verdict verdict = Verdict::None;
    if (change.kind == "label" && change.detail.is_object()) {
        verdict =
            verdictFromName(change.detail.value("verdict", std::string())).value_or(Verdict::None);
        Q_EMIT takenBack(verdict, redo);
    }
    // Back to the pair whose label changed, as it now is.
    const auto id = change.detail.is_object() ? change.detail.value("record", std::int64_t{0})
                                              : std::int64_t{0};
    if (id != 0) {
        m_ready.remove(id);
        if (redo && verdict != Verdict::None) {
            m_judged.insert(id, {verdict, false});
        } else if (verdict != Verdict::None) {
            m_judged.remove(id);
        }
        goTo(RecordId{id});
        if (!redo && !m_places.contains(id)) {
            refresh();  // judged before this queue was read; now it waits in it again
        }
    }
}

}  // namespace marginalia
