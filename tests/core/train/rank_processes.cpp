// SPDX-License-Identifier: Apache-2.0
#include "tests/core/train/rank_processes.h"

#include <torch/csrc/distributed/c10d/TCPStore.hpp>

#include <arpa/inet.h>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <map>
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

/// This port of loopback if nobody has it now, any for 0; else -1.
int freePort(int wanted)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(wanted));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    const bool bound = ::bind(socket, reinterpret_cast<const sockaddr*>(&address), length) == 0 &&
                       ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &length) == 0;
    ::close(socket);
    return bound ? ntohs(address.sin_port) : -1;
}

int freePort()
{
    const int port = freePort(0);
    if (port < 0) {
        throw std::runtime_error("no port is free");
    }
    return port;
}

/// A job whose processes meet at a port that is free here: the 1,000 from 29500 on go by its
/// number.
int freeJob()
{
    for (int job = ::getpid() % 1000; job < 2000; ++job) {
        if (freePort(29500 + job % 1000) > 0) {
            return job;
        }
    }
    throw std::runtime_error("no port is free");
}

using Variables = std::map<std::string, std::string>;

Variables byHand(const std::string& address, int port, int size)
{
    return {{"WORLD_SIZE", std::to_string(size)},
            {"MASTER_ADDR", address},
            {"MASTER_PORT", std::to_string(port)}};
}

Variables byTorchrun(int port, int size)
{
    Variables out = byHand("127.0.0.1", port, size);
    out.insert({{"LOCAL_WORLD_SIZE", std::to_string(size)},
                {"GROUP_RANK", "0"},
                {"GROUP_WORLD_SIZE", "1"},
                {"ROLE_NAME", "default"},
                {"OMP_NUM_THREADS", "1"},
                {"TORCHELASTIC_RUN_ID", "none"},
                {"TORCHELASTIC_RESTART_COUNT", "0"},
                {"TORCHELASTIC_MAX_RESTARTS", "0"},
                {"TORCHELASTIC_USE_AGENT_STORE", "True"}});
    return out;
}

Variables bySrun(int size)
{
    return {{"SLURM_JOB_ID", std::to_string(freeJob())},
            {"SLURM_NTASKS", std::to_string(size)},
            {"SLURM_STEP_NUM_TASKS", std::to_string(size)},
            {"SLURM_JOB_NODELIST", "localhost"},
            {"SLURM_STEP_NODELIST", "localhost"},
            {"SLURM_NODELIST", "localhost"},
            {"SLURM_TASKS_PER_NODE", std::to_string(size)},
            {"SLURM_STEP_TASKS_PER_NODE", std::to_string(size)}};
}

/// What differs from rank to rank.
Variables ofRank(Launcher launcher, int rank)
{
    const std::string number = std::to_string(rank);
    switch (launcher) {
        case Launcher::ByHand:
            return {{"RANK", number}};
        case Launcher::Torchrun:
            return {{"RANK", number}, {"LOCAL_RANK", number}, {"ROLE_RANK", number}};
        case Launcher::Srun:
            return {{"SLURM_PROCID", number}, {"SLURM_LOCALID", number}};
    }
    return {};
}

void setAll(const Variables& variables)
{
    for (const auto& [name, value] : variables) {
        ::setenv(name.c_str(), value.c_str(), 1);
    }
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

class LauncherStore {
public:
    LauncherStore() : m_store("127.0.0.1", options()) {}
    int port() const { return m_store.getPort(); }

private:
    static c10d::TCPStoreOptions options()
    {
        c10d::TCPStoreOptions out;
        out.port = 0;  // any
        out.isServer = true;
        out.waitWorkers = false;
        return out;
    }
    c10d::TCPStore m_store;
};

Ranks::Ranks(const Machines& machines, int size, const std::vector<std::string>& command,
             const std::string& log, Launcher launcher)
    : m_log(log), m_codes(static_cast<std::size_t>(size), -2)
{
    if (launcher == Launcher::Torchrun) {
        m_store = std::make_unique<LauncherStore>();
    }
    Variables all = m_store                      ? byTorchrun(m_store->port(), size)
                    : launcher == Launcher::Srun ? bySrun(size)
                                                 : byHand(machines.address(), freePort(), size);
    all["MARGINALIA_RANK_TIMEOUT"] = "60";
    for (int rank = 0; rank < size; ++rank) {
        std::vector<std::string> words;
        if (launcher == Launcher::ByHand) {
            words = machines.prefix(rank);
        }
        words.insert(words.end(), command.begin(), command.end());
        const pid_t pid = ::fork();
        if (pid == 0) {
            setAll(all);
            setAll(ofRank(launcher, rank));
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
