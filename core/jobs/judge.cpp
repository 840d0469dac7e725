// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/judge.h"

#include "core/base/file.h"
#include "core/base/json.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <limits>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace marginalia {

namespace {

/// The program and our two ends of its pipes; what is left of it ends with this object.
class Judge {
public:
    static Result<Judge> start(const std::string& command)
    {
        // A socket pair, because writing to a program that is gone must give an error and no
        // signal.
        std::array<int, 2> ends{};
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
            return systemError(errno, MG_TR("jobs", "The judge cannot be started"), command);
        }
        const pid_t pid = ::fork();
        if (pid == 0) {
            ::setpgid(0, 0);
            ::dup2(ends[1], STDIN_FILENO);
            ::dup2(ends[1], STDOUT_FILENO);
            ::execl("/bin/sh", "sh", "-c", command.c_str(), static_cast<char*>(nullptr));
            ::_exit(127);
        }
        ::close(ends[1]);
        if (pid > 0) {
            ::setpgid(pid, pid);  // here too: whoever comes first
        }
        if (pid < 0) {
            ::close(ends[0]);
            return systemError(errno, MG_TR("jobs", "The judge cannot be started"), command);
        }
        ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
        return Judge(pid, ends[0]);
    }
    Judge(Judge&& other) noexcept
        : m_pid(std::exchange(other.m_pid, -1)), m_socket(std::exchange(other.m_socket, -1))
    {
    }
    Judge& operator=(Judge&&) = delete;
    ~Judge()
    {
        if (m_socket >= 0) {
            ::close(m_socket);
        }
        if (m_pid > 0) {
            ::kill(-m_pid, SIGKILL);  // its own group: the shell's children too
            ::kill(m_pid, SIGKILL);
            ::waitpid(m_pid, nullptr, 0);
        }
    }

    /// Writes `input`, reads until the program closes its output.
    Result<std::string> talk(const std::string& input, const std::function<bool()>& goOn)
    {
        std::string output;
        std::size_t written = 0;
        for (;;) {
            if (goOn && !goOn()) {
                return failure(ErrorKind::Cancelled,
                               MG_TR("jobs", "Stopped while the judge scored answers."));
            }
            pollfd wait{m_socket, POLLIN, 0};
            wait.events |= static_cast<short>(written < input.size() ? POLLOUT : 0);
            if (::poll(&wait, 1, 100) < 0 && errno != EINTR) {
                return systemError(errno, MG_TR("jobs", "The judge cannot be read"), "judge");
            }
            if (written < input.size()) {
                const ssize_t sent =
                    ::send(m_socket, input.data() + written, input.size() - written, MSG_NOSIGNAL);
                written += sent > 0 ? static_cast<std::size_t>(sent) : 0;
                if (sent < 0 && (errno == EPIPE || errno == ECONNRESET)) {
                    written = input.size();  // it reads no further; what it said still counts
                }
                if (written == input.size()) {
                    ::shutdown(m_socket, SHUT_WR);
                }
            }
            std::array<char, 65536> buffer{};
            const ssize_t got = ::recv(m_socket, buffer.data(), buffer.size(), 0);
            if (got > 0) {
                output.append(buffer.data(), static_cast<std::size_t>(got));
            } else if (got == 0 || (errno != EAGAIN && errno != EINTR)) {
                return output;
            }
        }
    }

    /// Its exit status once it has closed its output.
    int wait()
    {
        int status = 0;
        while (::waitpid(m_pid, &status, 0) < 0 && errno == EINTR) {
        }
        m_pid = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }

private:
    Judge(pid_t pid, int socket) : m_pid(pid), m_socket(socket) {}

    pid_t m_pid = -1;
    int m_socket = -1;
};

Error wrongLine(std::size_t line, const std::string& found)
{
    return failure(ErrorKind::Invalid,
                   {MG_TR("jobs", "Line %1 of the judge is not {\"reward\": number}: %2"),
                    {std::to_string(line), quotedForError(found)}},
                   "judge",
                   MG_TR("jobs", "The judge writes one JSON line for each line it reads."));
}

Result<std::vector<double>> rewardsFrom(const std::string& output)
{
    std::vector<double> out;
    std::size_t begin = 0;
    while (begin < output.size()) {
        const std::size_t end = std::min(output.find('\n', begin), output.size());
        const std::string line = output.substr(begin, end - begin);
        begin = end + 1;
        if (line.find_first_not_of(" \t\r") == std::string::npos) {
            continue;
        }
        const Json json = Json::parse(line, nullptr, false);
        const auto reward = json.is_object() ? json.find("reward") : json.end();
        if (!json.is_object() || reward == json.end() ||
            !(reward->is_number() || reward->is_null() || reward->is_boolean())) {
            return wrongLine(out.size() + 1, line);
        }
        out.push_back(reward->is_null()      ? std::numeric_limits<double>::quiet_NaN()
                      : reward->is_boolean() ? (reward->get<bool>() ? 1.0 : 0.0)
                                             : reward->get<double>());
    }
    return out;
}

}  // namespace

Result<std::vector<double>> askJudge(const std::string& command,
                                     const std::vector<ScoredAnswer>& answers,
                                     const std::function<bool()>& goOn)
{
    std::string input;
    for (const ScoredAnswer& answer : answers) {
        Json line = {{"prompt", answer.prompt},
                     {"completion", answer.completion},
                     {"reference", answer.reference}};
        if (answer.other) {
            line["other"] = *answer.other;
        }
        // Generated text may end within a character.
        input += line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
    }
    MG_TRY(Judge judge, Judge::start(command));
    MG_TRY(const std::string output, judge.talk(input, goOn));
    if (const int code = judge.wait(); code != 0) {
        return failure(ErrorKind::Invalid,
                       {MG_TR("jobs", "The judge ended with code %1."), {std::to_string(code)}},
                       command, MG_TR("jobs", "Its own words stand in the run's log."));
    }
    MG_TRY(std::vector<double> rewards, rewardsFrom(output));
    if (rewards.size() != answers.size()) {
        return failure(ErrorKind::Invalid,
                       {MG_TR("jobs", "The judge gave %1 rewards for %2 answers."),
                        {std::to_string(rewards.size()), std::to_string(answers.size())}},
                       command,
                       MG_TR("jobs", "The judge writes one JSON line for each line it reads."));
    }
    return rewards;
}

}  // namespace marginalia
