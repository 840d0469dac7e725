// SPDX-License-Identifier: GPL-3.0-or-later
// The half of CompareSession that judges: votes and the pairs they become.
#include "widgets/common/read_worker.h"
#include "widgets/common/session.h"
#include "widgets/compare/compare_session.h"

#include <QDateTime>

#include <algorithm>

namespace marginalia {

void CompareSession::vote(int best)
{
    const StoredPrompt* shown = prompt();
    if (shown == nullptr || m_session.writer() == nullptr ||
        best >= static_cast<int>(m_columns.size())) {
        return;
    }
    StoredVote given;
    given.uid = Uid::random();
    given.promptId = shown->id;
    for (int i = 0; i < static_cast<int>(m_columns.size()); ++i) {
        if (answer(i).id == 0) {
            return;  // every answer must be written and stored before it can be judged
        }
        given.answers.push_back(answer(i).id);
        given.models.push_back(m_columns[static_cast<size_t>(i)].folder.toStdString());
    }
    given.best = std::max(best, -1);
    given.tie = best == -1;
    given.allBad = best == -2;
    given.atMilliseconds = QDateTime::currentMSecsSinceEpoch();
    m_content.votes.push_back(given);
    Q_EMIT contentChanged();
    m_session.writer()->saveVote(given, m_session.annotator().toStdString(),
                                 m_session.onGui<bool>(this, [this](const Result<bool>& stored) {
                                     if (!stored.ok()) {
                                         Q_EMIT failed(stored.error());
                                     }
                                 }));
}

std::optional<int> CompareSession::votedOn(std::int64_t promptId) const
{
    for (auto vote = m_content.votes.rbegin(); vote != m_content.votes.rend(); ++vote) {
        if (vote->promptId == promptId) {
            return vote->best;
        }
    }
    return std::nullopt;
}

const StoredVote* CompareSession::voteOnScreen() const
{
    std::vector<std::int64_t> shown;
    for (int i = 0; i < static_cast<int>(m_columns.size()); ++i) {
        shown.push_back(answer(i).id);
    }
    for (auto vote = m_content.votes.rbegin(); vote != m_content.votes.rend(); ++vote) {
        if (vote->answers == shown && prompt() != nullptr && vote->promptId == prompt()->id) {
            return &*vote;
        }
    }
    return nullptr;
}

int CompareSession::waitingPairs() const
{
    const std::vector<StoredVote> valid = votesInForce(m_content.votes);
    return static_cast<int>(std::count_if(valid.begin(), valid.end(), [](const StoredVote& vote) {
        return vote.best >= 0 && !vote.sent;
    }));
}

void CompareSession::storeVotes(const std::vector<StoredVote>& votes)
{
    for (const StoredVote& vote : votes) {
        m_session.writer()->saveVote(
            vote, m_session.annotator().toStdString(),
            m_session.onGui<bool>(this, [this](const Result<bool>& stored) {
                if (!stored.ok()) {
                    Q_EMIT failed(stored.error());
                }
            }));
        for (StoredVote& known : m_content.votes) {
            known.sent = known.uid == vote.uid ? vote.sent : known.sent;
        }
    }
    Q_EMIT contentChanged();
}

void CompareSession::followUndo(const ChangeInfo& change, bool redo)
{
    if (change.kind != "pairs_from_votes" || !change.detail.is_object()) {
        return;
    }
    // The votes behind the pairs that went (or came back) wait again (or no longer).
    const auto first = change.detail.value("first", std::int64_t{0});
    const auto last = change.detail.value("last", std::int64_t{-1});
    using Uids = std::vector<std::string>;
    m_session.reads().ask<Uids>(
        this, QStringLiteral("compare.undone"),
        [first, last](ProjectReader& reader) -> Result<Uids> {
            Uids out;
            for (std::int64_t id = first; id <= last; ++id) {
                MG_TRY(const StoredRecord record, reader.record(RecordId{id}));
                if (record.record.meta.is_object()) {
                    out.push_back(record.record.meta.value("vote", std::string()));
                }
            }
            return out;
        },
        [this, redo](Result<Uids> uids) {
            if (!uids.ok()) {
                Q_EMIT failed(uids.error());
                return;
            }
            std::vector<StoredVote> changed;
            for (const StoredVote& vote : m_content.votes) {
                if (std::find(uids->begin(), uids->end(), vote.uid.hex()) != uids->end()) {
                    changed.push_back(vote);
                    changed.back().sent = redo;
                }
            }
            storeVotes(changed);
        });
}

void CompareSession::makePairs(bool onlyThisPrompt)
{
    const StoredPrompt* shown = prompt();
    if (m_session.writer() == nullptr || (onlyThisPrompt && shown == nullptr)) {
        return;
    }
    std::vector<StoredVote> chosen;
    for (const StoredVote& vote : votesInForce(m_content.votes)) {
        if (vote.best >= 0 && !vote.sent && (!onlyThisPrompt || vote.promptId == shown->id)) {
            chosen.push_back(vote);
        }
    }
    using Made = std::vector<std::pair<StoredVote, Record>>;
    m_session.reads().ask<Made>(
        this, QStringLiteral("compare.pairs"),
        [chosen, prompts = m_content.prompts](ProjectReader& reader) -> Result<Made> {
            Made made;
            for (const StoredVote& vote : chosen) {
                const auto asked = std::find_if(
                    prompts.begin(), prompts.end(),
                    [&](const StoredPrompt& prompt) { return prompt.id == vote.promptId; });
                MG_TRY(const std::vector<StoredAnswer> answers, reader.answers(vote.promptId));
                if (asked != prompts.end()) {
                    if (auto record = pairOfVote(vote, *asked, answers)) {
                        made.emplace_back(vote, std::move(*record));
                    }
                }
            }
            return made;
        },
        [this](Result<Made> made) {
            if (!made.ok()) {
                Q_EMIT failed(made.error());
                return;
            }
            if (made->empty()) {
                Q_EMIT pairsMade(0);
                return;
            }
            std::vector<Record> records;
            std::vector<StoredVote> sent;
            for (auto& [vote, record] : *made) {
                records.push_back(std::move(record));
                sent.push_back(vote);
                sent.back().sent = true;
            }
            m_session.writer()->addRecords(
                std::move(records), "pairs_from_votes",
                m_session.onGui<std::vector<RecordId>>(
                    this, [this, sent](const Result<std::vector<RecordId>>& ids) {
                        if (!ids.ok()) {
                            Q_EMIT failed(ids.error());
                            return;
                        }
                        storeVotes(sent);
                        Q_EMIT pairsMade(static_cast<int>(ids->size()));
                    }));
        });
}

}  // namespace marginalia
