// SPDX-License-Identifier: GPL-3.0-or-later
// The half of CompareSession that writes: answers from the host, votes, pairs.
#include "widgets/common/host_client.h"
#include "widgets/common/read_worker.h"
#include "widgets/common/session.h"
#include "widgets/compare/compare_session.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>

namespace marginalia {

CompareSession::CompareSession(Session& session, HostClient& host, QString starterFolder,
                               QObject* parent)
    : QObject(parent), m_session(session), m_host(host), m_starter(std::move(starterFolder))
{
    connect(&m_host, &HostClient::token, this, &CompareSession::takeToken);
    connect(&m_host, &HostClient::done, this, &CompareSession::finishJob);
    connect(&m_host, &HostClient::failed, this, &CompareSession::failJob);
    connect(&m_host, &HostClient::restarted, this, &CompareSession::hostRestarted);
    connect(&m_host, &HostClient::progress, this, [this](qint64 request, double share) {
        if (m_job && m_job->request == request) {
            m_job->answer.state = ColumnAnswer::State::Loading;
            m_job->answer.share = share;
            m_answers.insert(keyOf(m_job->promptId, m_job->model), m_job->answer);
            announce(m_job->model, m_job->promptId);
        }
    });
    connect(&m_session, &Session::changed, this, [this](const QSet<QString>& what) {
        if (what.contains(QStringLiteral("votes")) || what.contains(QStringLiteral("runs"))) {
            reload();
        }
    });
    reload();
}

void CompareSession::enqueue(std::int64_t promptId, const QString& model)
{
    if (has(promptId, model) || (m_job && m_job->promptId == promptId && m_job->model == model)) {
        return;
    }
    ColumnAnswer waiting;
    waiting.state = ColumnAnswer::State::Waiting;
    m_answers.insert(keyOf(promptId, model), waiting);
    m_queue.emplace_back(promptId, model);
    announce(model, promptId);
}

void CompareSession::writePrompt()
{
    if (const StoredPrompt* shown = prompt()) {
        for (const ModelChoice& column : m_columns) {
            enqueue(shown->id, column.folder);
        }
        startNext();
    }
}

void CompareSession::writeAll()
{
    // One model after the other: each is loaded once.
    for (const ModelChoice& column : m_columns) {
        for (const StoredPrompt& one : m_content.prompts) {
            enqueue(one.id, column.folder);
        }
    }
    startNext();
}

void CompareSession::writeFor(const ModelChoice& model)
{
    if (const StoredPrompt* shown = prompt()) {
        enqueue(shown->id, model.folder);
        startNext();
    }
}

void CompareSession::startNext()
{
    while (!m_job && !m_queue.empty()) {
        const auto [promptId, model] = m_queue.front();
        m_queue.pop_front();
        const StoredPrompt* asked = promptById(promptId);
        if (asked == nullptr) {
            continue;
        }
        GenerateRequest request;
        request.model = model.toStdString();
        request.messages = asked->messages;
        request.temperature = m_sampling.temperature;
        request.seed = m_sampling.seed;
        request.maxNewTokens = m_sampling.maxNewTokens;
        const QString base = baseModel();
        request.base = base == model ? std::string() : base.toStdString();
        m_job.emplace();
        m_job->promptId = promptId;
        m_job->model = model;
        m_job->answer.state = ColumnAnswer::State::Loading;
        m_job->since.start();
        m_job->request = m_host.generate(request);
        m_answers.insert(keyOf(promptId, model), m_job->answer);
        announce(model, promptId);
    }
    Q_EMIT writingChanged();
}

void CompareSession::takeToken(qint64 request, const HostToken& token)
{
    if (!m_job || m_job->request != request) {
        return;
    }
    if (m_job->answer.state != ColumnAnswer::State::Writing) {
        m_job->answer.state = ColumnAnswer::State::Writing;
        m_job->since.start();
    }
    m_job->answer.text += token.text;
    m_job->answer.tokens.push_back({token.text, token.logp, token.baseLogp});
    m_job->answer.seconds = static_cast<double>(m_job->since.elapsed()) / 1000.0;
    m_answers.insert(keyOf(m_job->promptId, m_job->model), m_job->answer);
    announce(m_job->model, m_job->promptId);
}

void CompareSession::finishJob(qint64 request, const Json& result)
{
    if (!m_job || m_job->request != request) {
        return;
    }
    const std::string reason =
        result.is_object() ? result.value("reason", std::string()) : std::string();
    m_job->answer.state = reason == "cancelled" || reason == "length" ? ColumnAnswer::State::Cut
                                                                      : ColumnAnswer::State::Done;
    if (result.is_object() && result.contains("seconds") && result["seconds"].is_number()) {
        m_job->answer.seconds = result["seconds"].get<double>();
    }
    m_answers.insert(keyOf(m_job->promptId, m_job->model), m_job->answer);
    storeAnswer(*m_job);
    const Job ended = std::move(*m_job);
    m_job.reset();
    announce(ended.model, ended.promptId);
    startNext();
}

void CompareSession::failJob(qint64 request, const QString& sentence, const QString& todo)
{
    if (!m_job || m_job->request != request) {
        return;
    }
    m_job->answer.state = ColumnAnswer::State::Failed;
    m_job->answer.problem = sentence;
    m_job->answer.todo = todo;
    m_answers.insert(keyOf(m_job->promptId, m_job->model), m_job->answer);
    const Job ended = std::move(*m_job);
    m_job.reset();
    announce(ended.model, ended.promptId);
    startNext();
}

void CompareSession::storeAnswer(const Job& job)
{
    if (m_session.writer() == nullptr) {
        return;
    }
    StoredAnswer stored;
    stored.promptId = job.promptId;
    stored.model = job.model.toStdString();
    stored.settings = m_sampling.text();
    stored.text = job.answer.text;
    stored.tokens = Json::array();
    for (const AnswerToken& token : job.answer.tokens) {
        stored.tokens.push_back(Json::array(
            {token.text, token.logp, std::isnan(token.start) ? Json() : Json(token.start)}));
    }
    stored.cut = job.answer.state == ColumnAnswer::State::Cut;
    stored.seconds = job.answer.seconds;
    const QString key = keyOf(job.promptId, job.model);
    m_session.writer()->saveAnswer(
        stored, m_session.onGui<std::int64_t>(this, [this, key](const Result<std::int64_t>& id) {
            if (!id.ok()) {
                Q_EMIT failed(id.error());
            } else if (m_answers.contains(key)) {
                m_answers[key].id = *id;
            }
        }));
}

void CompareSession::stopWriting()
{
    for (const auto& [promptId, model] : m_queue) {
        m_answers.remove(keyOf(promptId, model));
        announce(model, promptId);
    }
    m_queue.clear();
    if (m_job) {
        m_host.cancel(m_job->request);
    }
    Q_EMIT writingChanged();
}

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

int CompareSession::waitingPairs() const
{
    return static_cast<int>(
        std::count_if(m_content.votes.begin(), m_content.votes.end(),
                      [](const StoredVote& vote) { return vote.best >= 0 && !vote.sent; }));
}

void CompareSession::makePairs(bool onlyThisPrompt)
{
    const StoredPrompt* shown = prompt();
    if (m_session.writer() == nullptr || (onlyThisPrompt && shown == nullptr)) {
        return;
    }
    std::vector<StoredVote> chosen;
    for (const StoredVote& vote : m_content.votes) {
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
                        for (const StoredVote& vote : sent) {
                            m_session.writer()->saveVote(
                                vote, m_session.annotator().toStdString(),
                                m_session.onGui<bool>(this, [this](const Result<bool>& stored) {
                                    if (!stored.ok()) {
                                        Q_EMIT failed(stored.error());
                                    }
                                }));
                            for (StoredVote& known : m_content.votes) {
                                known.sent = known.sent || known.uid == vote.uid;
                            }
                        }
                        Q_EMIT contentChanged();
                        Q_EMIT pairsMade(static_cast<int>(ids->size()));
                    }));
        });
}

}  // namespace marginalia
