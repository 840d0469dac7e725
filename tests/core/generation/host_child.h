// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/host_protocol.h"
#include "tests/core/generation/tiny_model.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdio>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace marginalia {

/// `marginalia-cli host` as a child, driven through its pipes as the window drives it.
class HostChild {
public:
    HostChild()
    {
        int toChild[2];
        int fromChild[2];
        EXPECT_EQ(::pipe(toChild) + ::pipe(fromChild), 0);
        m_pid = ::fork();
        if (m_pid == 0) {
            ::dup2(toChild[0], 0);
            ::dup2(fromChild[1], 1);
            for (const int handle : {toChild[0], toChild[1], fromChild[0], fromChild[1]}) {
                ::close(handle);
            }
            ::execl(MARGINALIA_BIN_DIR "/marginalia-cli", "marginalia-cli", "host", nullptr);
            ::_exit(127);
        }
        ::close(toChild[0]);
        ::close(fromChild[1]);
        m_in = ::fdopen(toChild[1], "w");
        m_out = ::fdopen(fromChild[0], "r");
    }
    ~HostChild()
    {
        if (m_pid > 0) {
            ::kill(m_pid, SIGKILL);
            ::waitpid(m_pid, nullptr, 0);
        }
        if (m_in != nullptr) {
            std::fclose(m_in);
        }
        std::fclose(m_out);
    }
    HostChild(const HostChild&) = delete;
    HostChild& operator=(const HostChild&) = delete;

    void sendLine(const std::string& line)
    {
        std::fputs((line + "\n").c_str(), m_in);
        std::fflush(m_in);
    }
    void send(const Json& json) { sendLine(json.dump()); }

    Json next()
    {
        std::string line;
        int c = 0;
        while ((c = std::getc(m_out)) != EOF && c != '\n') {
            line += static_cast<char>(c);
        }
        return Json::parse(line, nullptr, false);
    }

    /// Events up to the answer that ends a request.
    std::vector<Json> until(const Json& id)
    {
        std::vector<Json> events;
        while (true) {
            const Json event = next();
            if (event.is_discarded()) {
                ADD_FAILURE() << "the host ended";
                return {{{"event", "none"}}};
            }
            if (event.value("id", Json()) != id) {
                continue;
            }
            events.push_back(event);
            if (event["event"] == "done" || event["event"] == "error") {
                return events;
            }
        }
    }
    Json answer(const Json& id) { return until(id).back(); }

    int finish()
    {
        std::fclose(m_in);
        m_in = nullptr;
        int status = 0;
        ::waitpid(m_pid, &status, 0);
        m_pid = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

private:
    pid_t m_pid = -1;
    std::FILE* m_in = nullptr;
    std::FILE* m_out = nullptr;
};

inline Message message(const char* role, const std::string& content)
{
    Message out;
    out.role = role;
    out.content = content;
    return out;
}

inline GenerateRequest shortAnswer(const std::string& model)
{
    GenerateRequest request;
    request.model = model;
    request.messages = {message("user", "What is 2 + 2?")};
    request.maxNewTokens = 12;
    return request;
}

}  // namespace marginalia
