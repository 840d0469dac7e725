// SPDX-License-Identifier: Apache-2.0
#include "tests/core/jobs/away/ssh_server.h"

#include <algorithm>
#include <arpa/inet.h>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <netinet/in.h>
#include <sstream>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace marginalia::test {

namespace fs = std::filesystem;

namespace {

std::string findServer()
{
    for (const char* path : {"/usr/sbin/sshd", "/usr/local/sbin/sshd", "/usr/bin/sshd"}) {
        if (::access(path, X_OK) == 0) {
            return path;
        }
    }
    return {};
}

bool hasProgram(const char* name)
{
    return std::system((std::string("command -v ") + name + " >/dev/null 2>&1").c_str()) == 0;
}

void writeText(const std::string& path, const std::string& text)
{
    std::ofstream(path, std::ios::binary) << text;
}

std::string textOf(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    std::stringstream out;
    out << file.rdbuf();
    return out.str();
}

sockaddr_in loopback(int port)
{
    sockaddr_in out{};
    out.sin_family = AF_INET;
    out.sin_port = htons(static_cast<std::uint16_t>(port));
    out.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return out;
}

int freePort()
{
    const int file = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    const bool bound = ::bind(file, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                       ::getsockname(file, reinterpret_cast<sockaddr*>(&address), &size) == 0;
    ::close(file);
    return bound ? ntohs(address.sin_port) : 0;
}

struct Process {
    pid_t pid = 0;
    pid_t parent = 0;
    std::string name;
};

std::vector<Process> processes()
{
    std::vector<Process> out;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator("/proc", error)) {
        const std::string number = entry.path().filename().string();
        if (number.find_first_not_of("0123456789") != std::string::npos) {
            continue;
        }
        const std::string line = textOf(entry.path().string() + "/stat");
        const std::size_t open = line.find('(');
        const std::size_t close = line.rfind(')');
        if (open == std::string::npos || close == std::string::npos) {
            continue;
        }
        Process process;
        process.pid = static_cast<pid_t>(std::atol(number.c_str()));
        process.name = line.substr(open + 1, close - open - 1);
        std::istringstream rest(line.substr(close + 1));
        std::string state;
        rest >> state >> process.parent;
        out.push_back(process);
    }
    return out;
}

/// `root` and the sshd processes below it: one a connection.
std::vector<pid_t> serversBelow(pid_t root)
{
    const std::vector<Process> all = processes();
    std::vector<pid_t> out = {root};
    for (std::size_t i = 0; i < out.size(); ++i) {
        for (const Process& each : all) {
            if (each.parent == out[i] && each.name.rfind("sshd", 0) == 0) {
                out.push_back(each.pid);
            }
        }
    }
    return out;
}

}  // namespace

std::string SshServer::whyNot()
{
    if (findServer().empty()) {
        return "sshd is not installed (package openssh-server)";
    }
    if (!hasProgram("ssh") || !hasProgram("ssh-keygen")) {
        return "ssh is not installed (package openssh-client)";
    }
    return {};
}

SshServer::SshServer(std::string folder) : m_folder(std::move(folder))
{
    fs::create_directories(m_folder + "/bin");
    fs::create_directories(m_folder + "/there");
}

SshServer::~SshServer()
{
    cut();
}

bool SshServer::writeFiles()
{
    m_port = freePort();
    for (const char* key : {"host_key", "key"}) {
        const std::string command =
            "ssh-keygen -q -t ed25519 -N '' -C '' -f '" + m_folder + "/" + key + "'";
        if (std::system(command.c_str()) != 0) {
            return false;
        }
    }
    fs::copy_file(m_folder + "/key.pub", m_folder + "/authorized_keys");
    writeText(m_folder + "/known_hosts",
              "[127.0.0.1]:" + std::to_string(m_port) + " " + textOf(m_folder + "/host_key.pub"));
    writeText(m_folder + "/sshd_config",
              "ListenAddress 127.0.0.1\nPort " + std::to_string(m_port) + "\nHostKey " + m_folder +
                  "/host_key\nAuthorizedKeysFile " + m_folder +
                  "/authorized_keys\nStrictModes no\nUsePAM no\nPasswordAuthentication no\n"
                  "KbdInteractiveAuthentication no\nPermitRootLogin prohibit-password\n"
                  "MaxStartups 100\nPidFile none\nSetEnv PATH=" +
                  m_folder + "/bin:/usr/local/bin:/usr/bin:/bin MARGINALIA_HOME=" + m_folder +
                  "/there HOME=" + m_folder + "/there OMP_NUM_THREADS=1\n");
    writeText(m_folder + "/ssh_config",
              "Host *\n  IdentityFile " + m_folder +
                  "/key\n  IdentitiesOnly yes\n  IdentityAgent none\n  UserKnownHostsFile " +
                  m_folder +
                  "/known_hosts\n  GlobalKnownHostsFile /dev/null\n"
                  "  StrictHostKeyChecking yes\n");
    return m_port != 0;
}

bool SshServer::answers() const
{
    const int file = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(m_port);
    const bool out =
        ::connect(file, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::close(file);
    return out;
}

bool SshServer::start()
{
    if (m_port == 0 && !writeFiles()) {
        return false;
    }
    if (::geteuid() == 0) {
        ::mkdir("/run/sshd", 0755);  // where root's sshd has nothing to see
    }
    m_pid = ::fork();
    if (m_pid == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // it does not outlive a test that crashes
        const std::string program = findServer();
        const std::string config = m_folder + "/sshd_config";
        const int log =
            ::open((m_folder + "/sshd.log").c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
        ::dup2(log, STDERR_FILENO);
        ::execl(program.c_str(), program.c_str(), "-D", "-e", "-f", config.c_str(), nullptr);
        ::_exit(127);
    }
    for (int looks = 0; looks < 5000; ++looks) {
        if (answers()) {
            return true;
        }
        ::usleep(2000);  // between two looks at a process that starts
    }
    return false;
}

void SshServer::cut()
{
    if (m_pid <= 0) {
        return;
    }
    const std::vector<pid_t> all = serversBelow(m_pid);
    for (const pid_t pid : all) {
        ::kill(pid, SIGKILL);
    }
    ::waitpid(m_pid, nullptr, 0);
    m_pid = -1;
}

away::Target SshServer::target() const
{
    away::Target out;
    out.name = "near";
    out.host = "127.0.0.1";
    out.port = m_port;
    out.folder = m_folder + "/work folder";  // a space, so that every word must be quoted
    out.sshConfig = m_folder + "/ssh_config";
    return out;
}

void SshServer::addProgram(const std::string& name, const std::string& script) const
{
    const std::string path = m_folder + "/bin/" + name;
    writeText(path, "#!/bin/sh\n" + script);
    ::chmod(path.c_str(), 0755);
}

}  // namespace marginalia::test
