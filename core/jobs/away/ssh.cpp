// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/away/ssh.h"

#include "core/base/file.h"
#include "core/base/file_folders.h"
#include "core/base/sha256.h"
#include "core/base/uid.h"
#include "core/jobs/away/child.h"
#include "core/jobs/away/shell_text.h"

#include <sys/stat.h>
#include <unistd.h>

namespace marginalia::away {

namespace {

constexpr int kSshFailed = 255;
constexpr int kNoProgram = 127;
/// The longest path of a socket, less what ssh adds to it while it makes one.
constexpr std::size_t kMostSocketPath = 104 - 18;

/// A folder for control sockets that only this user can enter; empty: none, and every call connects
/// anew.
std::string socketFolder()
{
    const std::string folder = runtimeFolder() + "/ssh";
    if (!makeFolders(folder).ok() || ::chmod(folder.c_str(), S_IRWXU) != 0) {
        return {};
    }
    struct stat found {};
    const bool ours = ::lstat(folder.c_str(), &found) == 0 && S_ISDIR(found.st_mode) &&
                      found.st_uid == ::geteuid() && (found.st_mode & (S_IRWXG | S_IRWXO)) == 0;
    return ours ? folder : std::string();
}

std::string lastLine(const std::string& text)
{
    const std::size_t end = text.find_last_not_of(" \r\n");
    if (end == std::string::npos) {
        return {};
    }
    const std::size_t begin = text.rfind('\n', end);
    return text.substr(begin == std::string::npos ? 0 : begin + 1,
                       end - (begin == std::string::npos ? 0 : begin + 1) + 1);
}

/// ssh's own words decide only which advice is given; they are shown as they are.
Error connectionError(const Target& target, const std::string& errors)
{
    const auto says = [&](const char* words) { return errors.find(words) != std::string::npos; };
    const std::string line = lastLine(errors);
    const Text what(MG_TR("jobs", "ssh did not connect: %1"),
                    {line.empty() ? "?" : quotedForError(line)});
    if (says("Host key verification failed") || says("REMOTE HOST IDENTIFICATION")) {
        return failure(ErrorKind::Invalid, what, target.host,
                       MG_TR("jobs", "Connect once in a terminal and compare the host's key."));
    }
    if (says("Permission denied") || says("Too many authentication failures")) {
        return failure(ErrorKind::Invalid, what, target.host,
                       MG_TR("jobs",
                             "ssh must get in without asking: a key in the agent, or one "
                             "without a passphrase, that the host knows."));
    }
    if (says("Bad configuration option") || says("Can't open user config file") ||
        says("terminating, ")) {
        return failure(ErrorKind::Invalid, what, target.host,
                       MG_TR("jobs", "Mend the configuration of ssh."));
    }
    if (says("Could not resolve hostname")) {
        return failure(ErrorKind::Io, what, target.host,
                       MG_TR("jobs", "Is the name right, and this machine on the network?"));
    }
    return failure(ErrorKind::Io, what, target.host,
                   MG_TR("jobs", "Try it in a terminal: the same ssh is used here."));
}

/// Passes over what a login shell prints by itself, up to the line that the script begins with.
class Opening {
public:
    explicit Opening(std::string mark) : m_mark(std::move(mark)) {}

    bool found() const { return m_found; }
    std::string_view behind(std::string_view bytes)
    {
        if (m_found) {
            return bytes;
        }
        m_text.append(bytes);
        const std::size_t at = m_text.find(m_mark);
        if (at == std::string::npos) {
            constexpr std::size_t kMostGreeting = 1 << 20;
            if (m_text.size() > kMostGreeting) {
                m_text.erase(0, m_text.size() - m_mark.size());
            }
            return {};
        }
        m_found = true;
        return std::string_view(m_text).substr(at + m_mark.size());
    }

private:
    std::string m_mark;
    std::string m_text;
    bool m_found = false;
};

}  // namespace

bool mayPass(const Error& error)
{
    return error.kind == ErrorKind::Io;
}

Ssh::Ssh(Target target, std::string program)
    : m_target(std::move(target)), m_program(std::move(program)), m_ownSocket(hasOwnSocket())
{
}

/// What `ssh -G` says; it connects to nothing.
bool Ssh::hasOwnSocket() const
{
    if (!checkTarget(m_target, m_target.name).ok()) {
        return false;
    }
    std::vector<std::string> words = destination();
    words.insert(words.begin() + 1, "-G");
    auto child = ChildProcess::start(words);
    std::string said = "\n";
    if (!child.ok() || !child
                            ->talk({},
                                   [&](std::string_view bytes) {
                                       said.append(bytes);
                                       return Status();
                                   },
                                   {})
                            .ok()) {
        return false;
    }
    const bool named = said.find("\ncontrolpath ") != std::string::npos;
    return named && said.find("\ncontrolpath none\n") == std::string::npos;
}

std::vector<std::string> Ssh::destination() const
{
    std::vector<std::string> out = {m_program};
    if (!m_target.sshConfig.empty()) {
        out.insert(out.end(), {"-F", m_target.sshConfig});
    }
    if (m_target.port != 0) {
        out.insert(out.end(), {"-p", std::to_string(m_target.port)});
    }
    out.insert(out.end(), {"--", m_target.host});
    return out;
}

std::vector<std::string> Ssh::arguments() const
{
    std::vector<std::string> options;
    for (const char* option :
         {"BatchMode=yes", "ConnectTimeout=10", "ServerAliveInterval=15", "ServerAliveCountMax=3",
          "ClearAllForwardings=yes", "RemoteCommand=none", "RequestTTY=no", "LogLevel=ERROR"}) {
        options.insert(options.end(), {"-o", option});
    }
    const std::string folder = m_ownSocket ? std::string() : socketFolder();
    const std::string socket =
        folder + "/" +
        sha256Hex(m_target.host + "\n" + std::to_string(m_target.port) + "\n" + m_target.sshConfig)
            .substr(0, 16);
    if (!folder.empty() && socket.size() <= kMostSocketPath) {
        // "%" begins ssh's own marks.
        std::string path;
        for (const char c : socket) {
            path += c == '%' ? std::string("%%") : std::string(1, c);
        }
        options.insert(options.end(), {"-o", "ControlMaster=auto", "-o", "ControlPersist=60", "-o",
                                       "ControlPath=\"" + path + "\""});
    }
    std::vector<std::string> out = destination();
    out.insert(out.end() - 2, options.begin(), options.end());
    return out;
}

Result<RemoteAnswer> Ssh::call(const RemoteCall& call) const
{
    MG_CHECK(checkTarget(m_target, m_target.name));
    const std::string mark = "marginalia-" + Uid::random().hex().substr(0, 16) + "\n";
    std::vector<std::string> words = arguments();
    words.push_back(shellCommand("echo " + mark + call.script, call.words));
    Opening opening(mark);
    RemoteAnswer out;
    MG_TRY(ChildProcess child, ChildProcess::start(words));
    MG_CHECK(child.talk(
        call.input,
        [&](std::string_view bytes) -> Status {
            const std::string_view text = opening.behind(bytes);
            if (text.empty()) {
                return {};
            }
            if (call.take) {
                return call.take(text);
            }
            out.output.append(text);
            return {};
        },
        call.goOn));
    MG_TRY(out.code, child.wait(call.goOn));
    out.errors = child.errors();
    if (out.code == kNoProgram && !opening.found() && out.errors.empty()) {
        return failure(ErrorKind::Invalid, MG_TR("jobs", "There is no program ssh here."),
                       m_program,
                       MG_TR("jobs", "Install it: the package is called openssh-client."));
    }
    if (out.code == kSshFailed || (!opening.found() && out.code > 128)) {
        return connectionError(m_target, out.errors);
    }
    if (!opening.found()) {
        return failure(ErrorKind::NotFound,
                       {MG_TR("jobs", "/bin/sh does not answer there: %1"),
                        {quotedForError(lastLine(out.errors))}},
                       m_target.host,
                       MG_TR("jobs", "The account needs a login shell that runs commands."));
    }
    return out;
}

}  // namespace marginalia::away
