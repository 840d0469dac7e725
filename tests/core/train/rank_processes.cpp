// SPDX-License-Identifier: Apache-2.0
#include "tests/core/train/rank_processes.h"

#include <arpa/inet.h>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace marginalia::rank_processes {

namespace {

[[noreturn]] void become(const std::vector<std::string>& words)
{
    std::vector<char*> pointers;
    for (const std::string& word : words) {
        pointers.push_back(const_cast<char*>(word.c_str()));
    }
    pointers.push_back(nullptr);
    ::execvp(pointers[0], pointers.data());
    ::_exit(127);
}

void streamTo(const std::string& path)
{
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ::dup2(file, STDOUT_FILENO);
    ::dup2(file, STDERR_FILENO);
}

/// `ip` with these words; whether it went well.
bool ip(const std::string& words)
{
    return std::system(("ip " + words + " >/dev/null 2>&1").c_str()) == 0;
}

/// A port of loopback that nobody has now.
int freePort()
{
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    const bool bound = ::bind(socket, reinterpret_cast<const sockaddr*>(&address), length) == 0 &&
                       ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &length) == 0;
    ::close(socket);
    if (!bound) {
        throw std::runtime_error("no port is free");
    }
    return ntohs(address.sin_port);
}

int codeOf(int status)
{
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

Machines::Machines(int count) : m_name("mg" + std::to_string(::getpid()))
{
    m_separate = build(count);
    if (!m_separate) {
        std::printf("network namespaces are not allowed here: the ranks meet over loopback\n");
    }
}

bool Machines::build(int count)
{
    if (::geteuid() != 0 || !ip("netns add " + m_name)) {
        return false;
    }
    const std::string hub = "-n " + m_name + " link ";
    bool good = ip(hub + "add bridge0 type bridge") && ip(hub + "set bridge0 up");
    for (int i = 0; i < count && good; ++i) {
        const std::string number = std::to_string(i);
        const std::string name = m_name + "-" + number;
        good = ip("netns add " + name);
        m_made += good ? 1 : 0;
        const std::string own = "-n " + name + " ";
        good = good &&
               ip("link add name wire" + number + " netns " + name + " type veth peer name port" +
                  number + " netns " + m_name) &&
               ip(hub + "set port" + number + " master bridge0 up") &&
               ip(own + "addr add 10.77.0." + std::to_string(i + 1) + "/24 dev wire" + number) &&
               ip(own + "link set wire" + number + " up") && ip(own + "link set lo up");
    }
    return good;
}

Machines::~Machines()
{
    for (int i = 0; i < m_made; ++i) {
        ip("netns del " + m_name + "-" + std::to_string(i));
    }
    if (::geteuid() == 0) {
        ip("netns del " + m_name);
    }
}

std::vector<std::string> Machines::prefix(int machine) const
{
    return m_separate ? std::vector<std::string>{"ip", "netns", "exec",
                                                 m_name + "-" + std::to_string(machine)}
                      : std::vector<std::string>();
}

Ranks::Ranks(const Machines& machines, int size, const std::vector<std::string>& arguments,
             const std::string& log)
    : m_log(log), m_codes(static_cast<std::size_t>(size), -2)
{
    const std::string port = std::to_string(freePort());
    for (int rank = 0; rank < size; ++rank) {
        std::vector<std::string> words = machines.prefix(rank);
        words.emplace_back(MARGINALIA_BIN_DIR "/marginalia-cli");
        words.insert(words.end(), arguments.begin(), arguments.end());
        const pid_t pid = ::fork();
        if (pid == 0) {
            ::setenv("RANK", std::to_string(rank).c_str(), 1);
            ::setenv("WORLD_SIZE", std::to_string(size).c_str(), 1);
            ::setenv("MASTER_ADDR", machines.address().c_str(), 1);
            ::setenv("MASTER_PORT", port.c_str(), 1);
            ::setenv("MARGINALIA_RANK_TIMEOUT", "60", 1);
            streamTo(m_log + "-" + std::to_string(rank));
            become(words);
        }
        m_pids.push_back(pid);
    }
}

Ranks::~Ranks()
{
    for (std::size_t i = 0; i < m_pids.size(); ++i) {
        if (m_codes[i] == -2) {
            ::kill(m_pids[i], SIGKILL);
            ::waitpid(m_pids[i], nullptr, 0);
        }
    }
}

std::vector<int> Ranks::wait()
{
    for (std::size_t i = 0; i < m_pids.size(); ++i) {
        int status = 0;
        if (m_codes[i] == -2 && ::waitpid(m_pids[i], &status, 0) == m_pids[i]) {
            m_codes[i] = codeOf(status);
        }
    }
    return m_codes;
}

bool Ranks::runs(int rank)
{
    const auto i = static_cast<std::size_t>(rank);
    int status = 0;
    if (m_codes[i] == -2 && ::waitpid(m_pids[i], &status, WNOHANG) == m_pids[i]) {
        m_codes[i] = codeOf(status);
    }
    return m_codes[i] == -2;
}

void Ranks::kill(int rank)
{
    ::kill(m_pids[static_cast<std::size_t>(rank)], SIGKILL);
}

std::string Ranks::said(int rank) const
{
    std::ifstream file(m_log + "-" + std::to_string(rank), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace marginalia::rank_processes
