// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/away/child.h"

#include "core/base/file.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace marginalia::away {

namespace {

constexpr int kLookMilliseconds = 100;  ///< how often somebody is asked whether to go on
constexpr std::size_t kChildBuffer = 1U << 18U;

void closeEnd(int& end)
{
    if (end >= 0) {
        ::close(end);
        end = -1;
    }
}

Error cancelled()
{
    return failure(ErrorKind::Cancelled, MG_TR("jobs", "Stopped before it was done."));
}

}  // namespace

ChildProcess::ChildProcess(pid_t pid, int input, int output, int errors)
    : m_pid(pid), m_input(input), m_output(output), m_errors(errors)
{
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : m_pid(std::exchange(other.m_pid, -1)),
      m_input(std::exchange(other.m_input, -1)),
      m_output(std::exchange(other.m_output, -1)),
      m_errors(std::exchange(other.m_errors, -1)),
      m_pending(std::move(other.m_pending))
{
}

ChildProcess::~ChildProcess()
{
    closeEnd(m_input);
    closeEnd(m_output);
    closeEnd(m_errors);
    if (m_pid > 0) {
        ::kill(m_pid, SIGKILL);
        ::waitpid(m_pid, nullptr, 0);
    }
}

Result<ChildProcess> ChildProcess::start(const std::vector<std::string>& words)
{
    std::vector<char*> pointers;
    for (const std::string& word : words) {
        pointers.push_back(const_cast<char*>(word.c_str()));  // execvp takes them so
    }
    pointers.push_back(nullptr);
    // A socket pair, because writing to a program that is gone must give an error and no signal.
    std::array<int, 2> in{-1, -1};
    std::array<int, 2> out{-1, -1};
    int errors = ::memfd_create("errors", MFD_CLOEXEC);
    const bool made = errors >= 0 &&
                      ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, in.data()) == 0 &&
                      ::pipe2(out.data(), O_CLOEXEC) == 0;
    const pid_t pid = made ? ::fork() : -1;
    if (pid == 0) {
        ::setpgid(0, 0);  // Ctrl+C is ours to answer
        ::dup2(in[1], STDIN_FILENO);
        ::dup2(out[1], STDOUT_FILENO);
        ::dup2(errors, STDERR_FILENO);
        ::execvp(pointers[0], pointers.data());
        constexpr int kNotFound = 127;
        ::_exit(kNotFound);
    }
    const int code = errno;
    closeEnd(in[1]);
    closeEnd(out[1]);
    if (pid < 0) {
        closeEnd(in[0]);
        closeEnd(out[0]);
        closeEnd(errors);
        return systemError(code, MG_TR("jobs", "The program cannot be started"), words[0]);
    }
    ::fcntl(in[0], F_SETFL, O_NONBLOCK);
    ::fcntl(out[0], F_SETFL, O_NONBLOCK);
    return ChildProcess(pid, in[0], out[0], errors);
}

Status ChildProcess::feed(
    const std::function<Result<std::size_t>(char* out, std::size_t room)>& input)
{
    if (m_pending.empty()) {
        m_pending.resize(kChildBuffer);
        MG_TRY(const std::size_t got, input(m_pending.data(), m_pending.size()));
        m_pending.resize(got);
        if (got == 0) {
            closeEnd(m_input);
            return {};
        }
    }
    const ssize_t sent = ::send(m_input, m_pending.data(), m_pending.size(), MSG_NOSIGNAL);
    if (sent > 0) {
        m_pending.erase(0, static_cast<std::size_t>(sent));
    } else if (sent < 0 && errno != EAGAIN && errno != EINTR) {
        closeEnd(m_input);  // it reads no further; its exit status says why
    }
    return {};
}

Status ChildProcess::talk(
    const std::function<Result<std::size_t>(char* out, std::size_t room)>& input,
    const std::function<Status(std::string_view bytes)>& take, const std::function<bool()>& goOn)
{
    if (!input) {
        closeEnd(m_input);
    }
    std::string buffer(kChildBuffer, '\0');
    for (;;) {
        if (goOn && !goOn()) {
            return cancelled();
        }
        std::array<pollfd, 2> waits{{{m_output, POLLIN, 0}, {m_input, POLLOUT, 0}}};
        if (::poll(waits.data(), m_input >= 0 ? 2 : 1, kLookMilliseconds) < 0 && errno != EINTR) {
            return systemError(errno, MG_TR("jobs", "The program cannot be read"), "ssh");
        }
        if (m_input >= 0 && waits[1].revents != 0) {
            MG_CHECK(feed(input));
        }
        const ssize_t got = ::read(m_output, buffer.data(), buffer.size());
        if (got > 0) {
            MG_CHECK(take(std::string_view(buffer.data(), static_cast<std::size_t>(got))));
        } else if (got == 0 || (errno != EAGAIN && errno != EINTR)) {
            closeEnd(m_input);
            return {};
        }
    }
}

Result<int> ChildProcess::wait(const std::function<bool()>& goOn)
{
    for (;;) {
        int status = 0;
        const pid_t ended = ::waitpid(m_pid, &status, WNOHANG);
        if (ended == m_pid) {
            m_pid = -1;
            return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        }
        if (ended < 0 && errno != EINTR) {
            return systemError(errno, MG_TR("jobs", "The program's end cannot be awaited"), "ssh");
        }
        if (goOn && !goOn()) {
            return cancelled();
        }
        ::poll(nullptr, 0, 5);  // its output is closed: it ends at once, or is stopped above
    }
}

std::string ChildProcess::errors() const
{
    constexpr off_t kMost = 4096;
    const off_t end = ::lseek(m_errors, 0, SEEK_END);
    const off_t begin = end > kMost ? end - kMost : 0;
    std::string out(static_cast<std::size_t>(end > 0 ? end - begin : 0), '\0');
    const ssize_t got = ::pread(m_errors, out.data(), out.size(), begin);
    out.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return out;
}

}  // namespace marginalia::away
