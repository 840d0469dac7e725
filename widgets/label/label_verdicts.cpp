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
    if (m_state != State::Showing || writer() == nullptr) {
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
    ++m_judgedHere;
    m_keptHere += m_current->label.verdict == verdict ? 1 : 0;
    m_judged.insert(number(m_current->id), verdict);
    StoredRecord& kept = m_ready[number(m_current->id)];
    kept = *m_current;
    kept.label.verdict = verdict;
    kept.label.strength = strength;
    kept.label.annotator = m_session.annotator().toStdString();
    kept.label.why = request.judgement.why;
    m_drafts.remove(number(m_current->id));
    m_whyChanged = false;
    m_draftTimer.stop();

    m_seconds.push_back(static_cast<double>(request.judgement.milliseconds) / 1000.0);
    if (m_seconds.size() > kSecondsKept) {
        m_seconds.pop_front();
    }
    m_trail.erase(std::remove_if(m_trail.begin(), m_trail.end(),
                                 [&](const TrailEntry& old) { return old.uid == entry.uid; }),
                  m_trail.end());
    m_trail.insert(m_trail.begin(), std::move(entry));
    ++m_today;
    ++m_pending;
    m_canUndo = true;
    // The next pair first, so that it is drawn before anything is written.
    advance();
    Q_EMIT trailChanged();
    Q_EMIT undoChanged();
    const QByteArray event = QByteArray::fromStdString(request.event.hex());
    writer()->label(std::move(request),
                    m_session.onGui<std::int64_t>(
                        this, [this, event, verdict](const Result<std::int64_t>& result) {
                            --m_pending;
                            if (result.ok()) {
                                Q_EMIT stored(event, verdict);
                            } else {
                                Q_EMIT failed(result.error());
                            }
                            if (m_state == State::Waiting) {
                                setState(State::Showing);
                            }
                            refreshFacts();
                        }));
}

void LabelSession::toggleFlag()
{
    if (!m_current || writer() == nullptr) {
        return;
    }
    m_current->label.flagged = !m_current->label.flagged;
    m_ready[number(m_current->id)].label.flagged = m_current->label.flagged;
    Q_EMIT flagChanged();
    writer()->flag(m_current->uid, m_session.annotator().toStdString(), m_current->label.flagged,
                   m_session.onGui<std::int64_t>(this, [this](const Result<std::int64_t>& result) {
                       if (!result.ok()) {
                           Q_EMIT failed(result.error());
                       }
                       refreshFacts();
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
    refreshFacts();
    if (change.kind == "label" && change.detail.is_object()) {
        const auto verdict = verdictFromName(change.detail.value("verdict", std::string()));
        Q_EMIT takenBack(verdict.value_or(Verdict::None), redo);
    }
    // Back to the pair whose label changed, as it now is.
    const auto id = change.detail.is_object() ? change.detail.value("record", std::int64_t{0})
                                              : std::int64_t{0};
    if (id != 0) {
        m_ready.remove(id);
        m_judged.remove(id);
        goTo(RecordId{id});
    }
}

}  // namespace marginalia
