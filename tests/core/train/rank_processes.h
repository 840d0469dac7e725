// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <sys/types.h>
#include <vector>

/// The ranks of a run as processes of their own, for tests.
namespace marginalia::rank_processes {

/// Machines in small: network namespaces with an address each, joined by a bridge that nothing else
/// hangs on. Where the system does not allow them, all ranks meet over loopback.
class Machines {
public:
    explicit Machines(int count);
    ~Machines();
    Machines(const Machines&) = delete;
    Machines& operator=(const Machines&) = delete;

    bool separate() const { return m_separate; }
    /// What a command begins with to run on one of them; empty over loopback.
    std::vector<std::string> prefix(int machine) const;
    /// Where the first of them is found.
    std::string address() const { return m_separate ? "10.77.0.1" : "127.0.0.1"; }

private:
    bool build(int count);
    std::string m_name;
    int m_made = 0;
    bool m_separate = false;
};

/// `marginalia-cli ARGUMENTS` as every rank of a run of `size` processes; what is left at the end
/// is killed. Their words on stderr go to `log`-0, `log`-1, ...
class Ranks {
public:
    Ranks(const Machines& machines, int size, const std::vector<std::string>& arguments,
          const std::string& log);
    ~Ranks();
    Ranks(const Ranks&) = delete;
    Ranks& operator=(const Ranks&) = delete;

    /// Exit codes by rank once all are over; -1 after a signal.
    std::vector<int> wait();
    /// Whether this one still runs.
    bool runs(int rank);
    void kill(int rank);
    std::string said(int rank) const;

private:
    std::string m_log;
    std::vector<pid_t> m_pids;
    std::vector<int> m_codes;
};

}  // namespace marginalia::rank_processes
