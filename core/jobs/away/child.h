// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <functional>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace marginalia::away {

/// A program with our ends of its stdin and stdout and a file for its stderr; what is left of it
/// ends with this object.
class ChildProcess {
public:
    /// `words`: the program, found in PATH, and its arguments.
    static Result<ChildProcess> start(const std::vector<std::string>& words);
    ChildProcess(ChildProcess&& other) noexcept;
    ChildProcess& operator=(ChildProcess&&) = delete;
    ~ChildProcess();

    /// Gives it `input` until that ends, and takes what it writes until it closes its output.
    Status talk(const std::function<Result<std::size_t>(char* out, std::size_t room)>& input,
                const std::function<Status(std::string_view bytes)>& take,
                const std::function<bool()>& goOn);
    /// Its exit status, 128 and the signal's number where one ended it.
    Result<int> wait(const std::function<bool()>& goOn);
    /// The last 4 KiB of its stderr. A file, not a pipe: a connection that ssh leaves open for the
    /// next call would keep a pipe open too.
    std::string errors() const;

private:
    ChildProcess(pid_t pid, int input, int output, int errors);
    Status feed(const std::function<Result<std::size_t>(char* out, std::size_t room)>& input);

    pid_t m_pid = -1;
    int m_input = -1;
    int m_output = -1;
    int m_errors = -1;
    std::string m_pending;  ///< read from the input, not yet written
};

}  // namespace marginalia::away
