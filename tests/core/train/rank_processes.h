// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
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

/// Who starts the ranks, as far as they notice it: by the variables that they find.
enum class Launcher : std::uint8_t {
    ByHand,    ///< RANK, WORLD_SIZE, MASTER_ADDR, MASTER_PORT
    Torchrun,  ///< those and its own on one machine, where it serves the store itself
    Srun,      ///< Slurm's alone, on one machine
};

/// A store as torchrun serves it to the processes that it starts.
class LauncherStore;

/// A command as every rank of a run of `size` processes; what is left at the end is killed. Their
/// words go to `log`-0, `log`-1, ...
class Ranks {
public:
    /// Other launchers than ByHand start all ranks on this machine.
    Ranks(const Machines& machines, int size, const std::vector<std::string>& command,
          const std::string& log, Launcher launcher = Launcher::ByHand);
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
    std::unique_ptr<LauncherStore> m_store;  ///< null where rank 0 serves it
    std::vector<pid_t> m_pids;
    std::vector<int> m_codes;
};

}  // namespace marginalia::rank_processes
