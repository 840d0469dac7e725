// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/away/target.h"

#include <string>
#include <sys/types.h>

namespace marginalia::test {

/// A private sshd on a port of the loopback, as the present user, with its own host key, one key
/// that may enter, and everything it needs in a folder of the test.
class SshServer {
public:
    /// Why tests with it cannot run here; empty: they can.
    static std::string whyNot();

    /// `folder` is where keys and configuration are put; sessions get `folder`/bin first in PATH
    /// and `folder`/there as MARGINALIA_HOME.
    explicit SshServer(std::string folder);
    ~SshServer();
    SshServer(const SshServer&) = delete;
    SshServer& operator=(const SshServer&) = delete;

    /// Starts it, or starts it again; false: it does not answer.
    bool start();
    /// Ends it and every connection at once. What was started detached lives on.
    void cut();

    /// A target that reaches it, with a working folder below `folder`.
    away::Target target() const;
    /// A program in `folder`/bin.
    void addProgram(const std::string& name, const std::string& script) const;

private:
    bool writeFiles();
    bool answers() const;

    std::string m_folder;
    int m_port = 0;
    pid_t m_pid = -1;
};

}  // namespace marginalia::test
