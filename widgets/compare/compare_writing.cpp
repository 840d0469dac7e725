// SPDX-License-Identifier: GPL-3.0-or-later
// The half of CompareSession that writes: answers from the host.
#include "widgets/common/host_client.h"
#include "widgets/common/session.h"
#include "widgets/compare/compare_session.h"

#include <QFileInfo>

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
        if (Job* loading = job(request)) {
            loading->answer.state = ColumnAnswer::State::Loading;
            loading->answer.share = share;
            m_answers.insert(keyOf(loading->promptId, loading->model), loading->answer);
            announce(loading->model, loading->promptId);
        }
    });
    connect(&m_session, &Session::undone, this, &CompareSession::followUndo);
    connect(&m_session, &Session::changed, this, [this](const QSet<QString>& what) {
        if (what.contains(QStringLiteral("votes")) || what.contains(QStringLiteral("runs"))) {
            reload();
        }
    });
    reload();
}

CompareSession::Job* CompareSession::job(qint64 request)
{
    const auto found = std::find_if(m_jobs.begin(), m_jobs.end(),
                                    [&](const Job& one) { return one.request == request; });
    return found == m_jobs.end() ? nullptr : &*found;
}

bool CompareSession::isWriting(std::int64_t promptId) const
{
    return std::any_of(m_jobs.begin(), m_jobs.end(),
                       [&](const Job& one) { return one.promptId == promptId; });
}

void CompareSession::enqueue(std::int64_t promptId, const QString& model)
{
    if (has(promptId, model)) {
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
    // In the order asked; a model that writes already takes its next one afterwards.
    for (auto next = m_queue.begin();
         next != m_queue.end() && static_cast<int>(m_jobs.size()) < kMostColumns;) {
        const auto [promptId, model] = *next;
        const bool busy = std::any_of(m_jobs.begin(), m_jobs.end(),
                                      [&](const Job& one) { return one.model == model; });
        if (busy) {
            ++next;
            continue;
        }
        next = m_queue.erase(next);
        if (promptById(promptId) != nullptr) {
            begin(promptId, model);
        }
    }
    Q_EMIT writingChanged();
}

void CompareSession::begin(std::int64_t promptId, const QString& model)
{
    GenerateRequest request;
    request.model = model.toStdString();
    request.messages = promptById(promptId)->messages;
    request.temperature = m_sampling.temperature;
    request.seed = m_sampling.seed;
    request.maxNewTokens = m_sampling.maxNewTokens;
    const QString base = baseModel();
    // A start model that is gone costs the colours, not the answer.
    const bool colours = base != model && QFileInfo::exists(base + QStringLiteral("/config.json"));
    request.base = colours ? base.toStdString() : std::string();
    Job started;
    started.promptId = promptId;
    started.model = model;
    started.answer.state = ColumnAnswer::State::Loading;
    started.since.start();
    started.request = m_host.generate(request);
    m_answers.insert(keyOf(promptId, model), started.answer);
    m_jobs.push_back(std::move(started));
    announce(model, promptId);
}

void CompareSession::takeToken(qint64 request, const HostToken& token)
{
    Job* writing = job(request);
    if (writing == nullptr) {
        return;
    }
    if (writing->answer.state != ColumnAnswer::State::Writing) {
        writing->answer.state = ColumnAnswer::State::Writing;
        writing->since.start();
    }
    writing->answer.text += token.text;
    writing->answer.tokens.push_back({token.text, token.logp, token.baseLogp});
    writing->answer.seconds = static_cast<double>(writing->since.elapsed()) / 1000.0;
    m_answers.insert(keyOf(writing->promptId, writing->model), writing->answer);
    announce(writing->model, writing->promptId);
}

void CompareSession::finishJob(qint64 request, const Json& result)
{
    Job* ended = job(request);
    if (ended == nullptr) {
        return;
    }
    const std::string reason =
        result.is_object() ? result.value("reason", std::string()) : std::string();
    ended->answer.state = reason == "cancelled" || reason == "length" ? ColumnAnswer::State::Cut
                                                                      : ColumnAnswer::State::Done;
    if (result.is_object() && result.contains("seconds") && result["seconds"].is_number()) {
        ended->answer.seconds = result["seconds"].get<double>();
    }
    if (reason == "cancelled" && ended->answer.tokens.empty()) {
        // Stopped before its first word: nothing to keep.
        ended->answer = {};
        m_answers.remove(keyOf(ended->promptId, ended->model));
    } else {
        m_answers.insert(keyOf(ended->promptId, ended->model), ended->answer);
        storeAnswer(*ended);
    }
    endJob(request);
}

void CompareSession::failJob(qint64 request, const QString& sentence, const QString& todo)
{
    Job* ended = job(request);
    if (ended == nullptr) {
        return;
    }
    ended->answer.state = ColumnAnswer::State::Failed;
    ended->answer.problem = sentence;
    ended->answer.todo = todo;
    m_answers.insert(keyOf(ended->promptId, ended->model), ended->answer);
    endJob(request);
}

void CompareSession::endJob(qint64 request)
{
    const Job ended = *job(request);
    std::erase_if(m_jobs, [&](const Job& one) { return one.request == request; });
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
        stored,
        m_session.onGui<std::int64_t>(this, [this, key, model = job.model, promptId = job.promptId](
                                                const Result<std::int64_t>& id) {
            if (!id.ok()) {
                Q_EMIT failed(id.error());
            } else if (m_answers.contains(key)) {
                m_answers[key].id = *id;
                // From now on it can be voted on.
                announce(model, promptId);
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
    for (const Job& one : m_jobs) {
        m_host.cancel(one.request);
    }
    Q_EMIT writingChanged();
}

}  // namespace marginalia
