// SPDX-License-Identifier: Apache-2.0
#include "core/generation/host_server.h"

#include "core/jobs/host_protocol.h"

#include <filesystem>
#include <set>
#include <vector>

namespace marginalia {

namespace {

/// More would make each slower than people read.
constexpr std::size_t kRequestsTogether = 16;

const char* kindName(ErrorKind kind)
{
    switch (kind) {
        case ErrorKind::Io:
            return "io";
        case ErrorKind::Full:
            return "full";
        case ErrorKind::NotFound:
            return "not_found";
        case ErrorKind::Parse:
            return "parse";
        case ErrorKind::Invalid:
            return "invalid";
        case ErrorKind::Unsupported:
            return "unsupported";
        case ErrorKind::Locked:
            return "locked";
        case ErrorKind::Corrupt:
            return "corrupt";
        case ErrorKind::Cancelled:
            return "cancelled";
        case ErrorKind::Memory:
            return "memory";
        case ErrorKind::Internal:
            break;
    }
    return "internal";
}

}  // namespace

void HostServer::run()
{
    for (;;) {
        while (m_live.size() < kRequestsTogether) {
            const auto request = m_queue.take(m_live.empty());
            if (!request) {
                break;
            }
            const std::size_t before = m_live.size();
            take(*request);
            // What writes nothing lets the answers go on before the next of its kind.
            if (before > 0 && m_live.size() == before) {
                break;
            }
        }
        if (m_live.empty()) {
            return;
        }
        dropCancelled();
        for (const WritingBatch::Finished& one : m_batch.round()) {
            finish(one.id, one.reason, one.error);
        }
    }
}

Json HostServer::models() const
{
    const std::lock_guard lock(m_mutex);
    std::set<const SessionModel*> counted;
    for (const auto& [name, model] : m_models) {
        counted.insert(model.get());
    }
    Json list = Json::array();
    for (const auto& [name, model] : m_models) {
        // A base without a name of its own counts with the first adapter on it.
        const SessionModel* const base = model->base().get();
        const bool first = base != nullptr && counted.insert(base).second;
        list.push_back({{"model", name}, {"bytes", model->bytes() + (first ? base->bytes() : 0)}});
    }
    return list;
}

void HostServer::take(const Json& request)
{
    const auto id = request["id"].get<std::int64_t>();
    const Status status = serve(request, id);
    if (!status.ok()) {
        fail(id, status.error());
    }
}

void HostServer::fail(std::int64_t id, const Error& error)
{
    const std::string what =
        error.where.empty() ? error.what.str() : error.where + ": " + error.what.str();
    m_queue.finish(id);
    m_output.error(id, kindName(error.kind), what, error.todo.str());
}

void HostServer::end(std::int64_t id, const Json& fields)
{
    m_queue.finish(id);
    m_output.event(id, "done", fields);
}

void HostServer::dropCancelled()
{
    while (const auto request = m_queue.takeCancelled()) {
        take(*request);
    }
    std::vector<WritingBatch::Id> gone;
    for (const auto& [id, live] : m_live) {
        if (m_queue.isCancelled(live.request)) {
            gone.push_back(id);
        }
    }
    for (const WritingBatch::Id id : gone) {
        m_batch.leave(id);
        finish(id, FinishReason::Cancelled, {});
    }
}

void HostServer::finish(WritingBatch::Id id, FinishReason reason, const std::optional<Error>& error)
{
    const auto place = m_live.find(id);
    const LiveAnswer live = std::move(place->second);
    m_live.erase(place);
    if (error) {
        fail(live.request, *error);
        return;
    }
    const Answer answer = live.writer->finish(reason);
    end(live.request, {{"reason", finishName(answer.reason)},
                       {"tokens", answer.tokens.size()},
                       {"seconds", answer.seconds},
                       {"text", answer.text}});
}

Status HostServer::serve(const Json& request, std::int64_t id)
{
    const std::string op = request["op"].get<std::string>();
    if (m_queue.isCancelled(id)) {
        end(id, {{"reason", "cancelled"}, {"tokens", 0}, {"seconds", 0.0}});
        return {};
    }
    if (op == "load" || op == "unload") {
        if (!request.contains("model") || !request["model"].is_string()) {
            return failure(ErrorKind::Invalid, MG_TR("host", "model must be a folder."));
        }
        const std::string name = request["model"].get<std::string>();
        return op == "load" ? load(name, id) : unload(name, id);
    }
    if (op == "generate") {
        return generate(request, id);
    }
    if (op == "score") {
        return score(request, id);
    }
    return failure(ErrorKind::Invalid,
                   Text(MG_TR("host", "There is no op \"%1\"."), {quotedForError(op)}));
}

Status HostServer::load(const std::string& name, std::int64_t id)
{
    double last = 0;
    const auto progress = [&](double share) {
        if (share >= last + 0.05) {
            last = share;
            m_output.event(id, "progress", {{"share", share}});
        }
    };
    if (m_models.count(name) == 0) {
        MG_TRY(std::shared_ptr<const SessionModel> made, loaded(name, progress));
        keep(name, std::move(made));
    }
    const SessionModel& model = *m_models.at(name);
    std::vector<std::string> notes = model.defaults().notes;
    notes.insert(notes.end(), model.adapterNotes().begin(), model.adapterNotes().end());
    end(id, {{"model", name},
             {"parameters", model.parameterCount()},
             {"context", model.decoder().config().context},
             {"bytes", model.bytes()},
             {"vocabulary", model.realVocabulary()},
             {"defaults", toJson(model.defaults().settings)},
             {"notes", notes}});
    return {};
}

std::shared_ptr<const SessionModel> HostServer::inMemory(const std::string& folder) const
{
    std::error_code ignored;
    for (const auto& [name, model] : m_models) {
        if (model->base() == nullptr &&
            std::filesystem::weakly_canonical(name, ignored).string() == folder) {
            return model;
        }
    }
    const auto place = m_bases.find(folder);
    return place == m_bases.end() ? nullptr : place->second.lock();
}

Result<std::shared_ptr<const SessionModel>> HostServer::loaded(
    const std::string& name, const std::function<void(double)>& progress)
{
    std::error_code ignored;
    const std::string place = std::filesystem::weakly_canonical(name, ignored).string();
    // What an adapter stands on is a model like others: not loaded a second time.
    if (std::shared_ptr<const SessionModel> known = inMemory(place)) {
        return known;
    }
    std::string baseFolder;
    const auto find = [&](const std::string& folder) {
        baseFolder = folder;
        return inMemory(folder);
    };
    MG_TRY(std::shared_ptr<const SessionModel> made,
           SessionModel::load(name, "auto", progress, find));
    if (made->base() != nullptr) {
        m_bases[baseFolder] = made->base();
    }
    return made;
}

void HostServer::keep(const std::string& name, std::shared_ptr<const SessionModel> model)
{
    const std::lock_guard lock(m_mutex);
    m_models[name] = std::move(model);
}

Status HostServer::unload(const std::string& name, std::int64_t id)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_models.erase(name) == 0) {
            return failure(ErrorKind::NotFound,
                           Text(MG_TR("host", "The model \"%1\" is not loaded."), {name}));
        }
    }
    end(id, Json::object());
    return {};
}

Result<std::shared_ptr<const SessionModel>> HostServer::model(const std::string& name)
{
    if (name.empty()) {
        return std::shared_ptr<const SessionModel>();
    }
    const auto place = m_models.find(name);
    if (place != m_models.end()) {
        return place->second;
    }
    MG_TRY(std::shared_ptr<const SessionModel> made, loaded(name, {}));
    keep(name, made);
    return made;
}

Status HostServer::generate(const Json& json, std::int64_t id)
{
    std::string problem;
    const auto request = generateRequestFromJson(json, &problem);
    if (!request) {
        return failure(ErrorKind::Invalid, Text(MG_TR("host", "generate: %1."), {problem}));
    }
    LiveAnswer live;
    live.request = id;
    MG_TRY(live.model, model(request->model));
    MG_TRY(live.base, model(request->base));
    MG_TRY(WritingTask task, answerTask(*live.model, live.base.get(), *request));
    live.writer = std::make_unique<AnswerWriter>(*live.model, stopTexts(*live.model, *request));
    task.token = [this, id, writer = live.writer.get()](const GeneratedToken& token) {
        const ShownToken shown = writer->push(token);
        Json fields = {{"text", shown.text}, {"token", shown.id}, {"logp", shown.logp}};
        if (shown.baseLogp) {
            fields["base_logp"] = *shown.baseLogp;
        }
        m_output.event(id, "token", fields);
        return !writer->stopped() && !m_queue.isCancelled(id);
    };
    MG_TRY(const WritingBatch::Id place, m_batch.join(std::move(task)));
    m_live.emplace(place, std::move(live));
    return {};
}

Status HostServer::score(const Json& json, std::int64_t id)
{
    std::string problem;
    const auto request = scoreRequestFromJson(json, &problem);
    if (!request) {
        return failure(ErrorKind::Invalid, Text(MG_TR("host", "score: %1."), {problem}));
    }
    MG_TRY(const std::shared_ptr<const SessionModel> scorer, model(request->model));
    MG_TRY(const std::shared_ptr<const SessionModel> base, model(request->base));
    MG_TRY(const ScoredText scored, scoreText(*scorer, base.get(), *request));
    end(id, toJson(scored));
    return {};
}

}  // namespace marginalia
