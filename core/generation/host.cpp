// SPDX-License-Identifier: Apache-2.0
#include "core/generation/host.h"

#include "core/generation/host_queue.h"
#include "core/generation/session_model.h"
#include "core/jobs/host_protocol.h"

#include <map>
#include <mutex>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace marginalia {

namespace {

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

/// One line without its end; nothing at the end of input. Longer lines are read to their end and
/// come back cut.
std::optional<std::string> readLine(std::FILE* in, bool* tooLong)
{
    std::string line;
    *tooLong = false;
    int c = 0;
    while ((c = std::getc(in)) != EOF && c != '\n') {
        if (line.size() < kHostLineLimit) {
            line += static_cast<char>(c);
        } else {
            *tooLong = true;
        }
    }
    if (c == EOF && line.empty()) {
        return std::nullopt;
    }
    return line;
}

/// Holds the turn while it lives.
class TurnHeld {
public:
    explicit TurnHeld(Turn& turn) : m_turn(turn) { m_turn.enter(); }
    ~TurnHeld() { m_turn.leave(); }
    TurnHeld(const TurnHeld&) = delete;
    TurnHeld& operator=(const TurnHeld&) = delete;

private:
    Turn& m_turn;
};

/// The computing side: models in memory, one thread at work at any time. Up to four answers grow
/// side by side; a request that writes nothing waits for its turn like a token.
class Server {
public:
    Server(HostOutput& output, HostQueue& queue) : m_output(output), m_queue(queue) {}

    void run()
    {
        std::vector<std::thread> threads;
        for (int i = 0; i < kSideBySide; ++i) {
            threads.emplace_back([this] { work(); });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
    }

    /// What is in memory now; from any thread.
    Json models() const
    {
        const std::lock_guard lock(m_mutex);
        Json list = Json::array();
        for (const auto& [name, model] : m_models) {
            list.push_back({{"model", name}, {"bytes", model->bytes()}});
        }
        return list;
    }

private:
    static constexpr int kSideBySide = 4;

    void work()
    {
        while (auto request = m_queue.take()) {
            const auto id = (*request)["id"].get<std::int64_t>();
            {
                const TurnHeld held(m_turn);
                const Status status = serve(*request, id);
                if (!status.ok()) {
                    const Error& error = status.error();
                    const std::string what = error.where.empty()
                                                 ? error.what.str()
                                                 : error.where + ": " + error.what.str();
                    m_output.error(id, kindName(error.kind), what, error.todo.str());
                }
            }
            m_queue.finish(id);
        }
    }

    /// The last event of a request. Who reads it finds the request gone: a cancel that comes then
    /// is too late, and says so.
    void end(std::int64_t id, const Json& fields)
    {
        m_queue.finish(id);
        m_output.event(id, "done", fields);
    }

    Status serve(const Json& request, std::int64_t id)
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

    Status load(const std::string& name, std::int64_t id)
    {
        double last = 0;
        const auto progress = [&](double share) {
            if (share >= last + 0.05) {
                last = share;
                m_output.event(id, "progress", {{"share", share}});
            }
        };
        if (m_models.count(name) == 0) {
            MG_TRY(std::shared_ptr<SessionModel> made, SessionModel::load(name, "auto", progress));
            keep(name, std::move(made));
        }
        const SessionModel& model = *m_models.at(name);
        m_output.event(id, "done",
                       {{"model", name},
                        {"parameters", model.parameterCount()},
                        {"context", model.decoder().config().context},
                        {"bytes", model.bytes()},
                        {"vocabulary", model.realVocabulary()}});
        return {};
    }

    void keep(const std::string& name, std::shared_ptr<SessionModel> model)
    {
        const std::lock_guard lock(m_mutex);
        m_models[name] = std::move(model);
    }

    Status unload(const std::string& name, std::int64_t id)
    {
        const std::lock_guard lock(m_mutex);
        if (m_models.erase(name) == 0) {
            return failure(ErrorKind::NotFound,
                           Text(MG_TR("host", "The model \"%1\" is not loaded."), {name}));
        }
        m_output.event(id, "done");
        return {};
    }

    /// A model by its folder, loaded now if it is not in memory; empty name: none. Whoever writes
    /// with it keeps it alive while another request unloads it.
    Result<std::shared_ptr<SessionModel>> model(const std::string& name)
    {
        if (name.empty()) {
            return std::shared_ptr<SessionModel>();
        }
        const auto place = m_models.find(name);
        if (place != m_models.end()) {
            return place->second;
        }
        MG_TRY(std::shared_ptr<SessionModel> made, SessionModel::load(name));
        keep(name, made);
        return made;
    }

    Status generate(const Json& json, std::int64_t id)
    {
        std::string problem;
        const auto request = generateRequestFromJson(json, &problem);
        if (!request) {
            return failure(ErrorKind::Invalid, Text(MG_TR("host", "generate: %1."), {problem}));
        }
        MG_TRY(const std::shared_ptr<SessionModel> writer, model(request->model));
        MG_TRY(const std::shared_ptr<SessionModel> base, model(request->base));
        const auto token = [&](const ShownToken& shown) {
            Json fields = {{"text", shown.text}, {"token", shown.id}, {"logp", shown.logp}};
            if (shown.baseLogp) {
                fields["base_logp"] = *shown.baseLogp;
            }
            m_output.event(id, "token", fields);
            m_turn.pass();
            return !m_queue.isCancelled(id);
        };
        MG_TRY(const Answer answer, writeAnswer(*writer, base.get(), *request, token));
        end(id, {{"reason", finishName(answer.reason)},
                 {"tokens", answer.tokens.size()},
                 {"seconds", answer.seconds},
                 {"text", answer.text}});
        return {};
    }

    Status score(const Json& json, std::int64_t id)
    {
        std::string problem;
        const auto request = scoreRequestFromJson(json, &problem);
        if (!request) {
            return failure(ErrorKind::Invalid, Text(MG_TR("host", "score: %1."), {problem}));
        }
        MG_TRY(const std::shared_ptr<SessionModel> scorer, model(request->model));
        MG_TRY(const std::shared_ptr<SessionModel> base, model(request->base));
        MG_TRY(const ScoredText scored, scoreText(*scorer, base.get(), *request));
        end(id, toJson(scored));
        return {};
    }

    HostOutput& m_output;
    HostQueue& m_queue;
    mutable std::mutex m_mutex;  ///< the reading thread looks at the list
    std::map<std::string, std::shared_ptr<SessionModel>> m_models;
    Turn m_turn;
};

/// Answers what needs no computing and hands on the rest.
class Reader {
public:
    Reader(std::FILE* in, HostOutput& output, HostQueue& queue, const Server& server)
        : m_in(in), m_output(output), m_queue(queue), m_server(server)
    {
    }

    void run()
    {
        bool tooLong = false;
        bool greeted = false;
        while (const auto line = readLine(m_in, &tooLong)) {
            const Json json = tooLong ? Json() : Json::parse(*line, nullptr, false);
            if (tooLong) {
                m_output.error(nullptr, "invalid", "The line is longer than 1 MiB.",
                               "Send shorter texts.");
            } else if (!json.is_object()) {
                m_output.error(nullptr, "parse", "The line is not a JSON object.",
                               "Send one object a line.");
            } else if (!greeted && json.contains("hello")) {
                greeted = checkHello(json);
            } else {
                request(json);
            }
        }
        m_queue.close();
    }

private:
    bool checkHello(const Json& json)
    {
        if (json["hello"] != kHostProtocolVersion) {
            m_output.error(nullptr, "invalid", "The two programs are of different versions.",
                           "Use the window and marginalia-cli of one build.");
        }
        return true;
    }

    void request(const Json& json)
    {
        const Json id = json.value("id", Json());
        const Json op = json.value("op", Json());
        if (!id.is_number_integer() || !op.is_string()) {
            m_output.error(id.is_number_integer() ? id : Json(), "invalid",
                           "A request needs id (a whole number) and op.", "");
            return;
        }
        if (op == "cancel") {
            cancel(id, json);
        } else if (op == "status") {
            m_output.event(id, "done", {{"models", m_server.models()}, {"busy", m_queue.isBusy()}});
        } else {
            m_queue.push(json);
        }
    }

    void cancel(const Json& id, const Json& json)
    {
        const Json target = json.value("target", Json());
        if (!target.is_number_integer()) {
            m_output.error(id, "invalid", "cancel needs target, the id of a request.", "");
            return;
        }
        m_output.event(id, "done", {{"found", m_queue.cancel(target.get<std::int64_t>())}});
    }

    std::FILE* m_in;
    HostOutput& m_output;
    HostQueue& m_queue;
    const Server& m_server;
};

}  // namespace

int serveHost(std::FILE* in, std::FILE* out)
{
    // The window must stay smooth beside it; the kernel gives this thread what others leave.
    constexpr int kNice = 10;
    ::setpriority(PRIO_PROCESS, static_cast<id_t>(::syscall(SYS_gettid)), kNice);
    HostOutput output(out);
    HostQueue queue;
    output.line(hostHello());
    Server server(output, queue);
    std::thread reader([&] { Reader(in, output, queue, server).run(); });
    server.run();
    reader.join();
    return 0;
}

}  // namespace marginalia
