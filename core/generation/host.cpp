// SPDX-License-Identifier: Apache-2.0
#include "core/generation/host.h"

#include "core/generation/host_server.h"
#include "core/jobs/host_protocol.h"

#include <optional>
#include <string>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <thread>
#include <unistd.h>

namespace marginalia {

namespace {

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

/// Answers what needs no computing and hands on the rest.
class RequestReader {
public:
    RequestReader(std::FILE* in, HostOutput& output, HostQueue& queue, const HostServer& server)
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
    const HostServer& m_server;
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
    HostServer server(output, queue);
    std::thread reader([&] { RequestReader(in, output, queue, server).run(); });
    server.run();
    reader.join();
    return 0;
}

}  // namespace marginalia
