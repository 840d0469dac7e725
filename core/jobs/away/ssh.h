// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/jobs/away/target.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace marginalia::away {

/// One thing to do on a target: a script of /bin/sh with its words, and what goes in and comes out.
struct RemoteCall {
    std::string script;
    std::vector<std::string> words = {};  ///< $1, $2, ...
    /// Fills `room` bytes at most and gives how many; 0 ends the input. Without it there is none.
    std::function<Result<std::size_t>(char* out, std::size_t room)> input = {};
    /// Takes output as it comes; an error ends the call with that error. Without it the output is
    /// gathered.
    std::function<Status(std::string_view bytes)> take = {};
    /// Asked ten times a second; no: the call ends with Cancelled.
    std::function<bool()> goOn = {};
};

struct RemoteAnswer {
    int code = 0;  ///< the script's exit status, never 255
    std::string output;
    std::string errors;  ///< the last of what came on stderr
};

/// The person's own ssh program as a child, with their configuration, keys, agent and jump hosts.
/// It asks nothing (BatchMode), notices a dead line within a minute, and keeps one connection for
/// all calls: a control socket in a folder of our own, unless their configuration names one, which
/// may be open already where a host asks for more than a key.
///
/// A failed connection is an error whose kind says what may help: Io, another try; Invalid, only
/// the person (key, host key); NotFound, /bin/sh there does not answer.
class Ssh {
public:
    /// `program` is looked up in PATH.
    explicit Ssh(Target target, std::string program = "ssh");

    const Target& target() const { return m_target; }
    Result<RemoteAnswer> call(const RemoteCall& call) const;

    /// The child's words up to the command; what tests look at.
    std::vector<std::string> arguments() const;

private:
    bool hasOwnSocket() const;
    std::vector<std::string> destination() const;  ///< program, configuration, port, host

    Target m_target;
    std::string m_program;
    bool m_ownSocket = false;  ///< the configuration shares connections by itself
};

/// Whether another try may do better.
bool mayPass(const Error& error);

}  // namespace marginalia::away
