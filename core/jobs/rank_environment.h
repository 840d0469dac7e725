// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <functional>
#include <string>

namespace marginalia {

/// Which of the processes of one run this is, as the launcher says it.
struct RankEnvironment {
    int rank = 0;
    int size = 1;
    int localRank = 0;    ///< among those of this machine
    int localSize = 1;    ///< how many of them this machine has
    int threads = 0;      ///< that the launcher reserves for this one; 0: it says nothing
    std::string address;  ///< where rank 0 is found; empty for a process alone
    std::uint16_t port = 0;
    bool launcherStore = false;  ///< torchrun itself serves the store there: rank 0 is a client too

    bool alone() const { return size == 1; }
};

/// Reads a variable of the environment; null: it is not set.
using ReadVariable = std::function<const char*(const char* name)>;

/// From RANK, WORLD_SIZE, LOCAL_RANK, LOCAL_WORLD_SIZE, MASTER_ADDR and MASTER_PORT (torchrun),
/// else from SLURM_PROCID and SLURM_NTASKS with the step's list of nodes (srun). Without either, or
/// with WORLD_SIZE=1, a process alone. The error names the variable.
Result<RankEnvironment> rankEnvironment(const ReadVariable& read);
/// The same from this process's own variables.
Result<RankEnvironment> rankEnvironment();

/// The first host of a list as Slurm writes it: "gpu[03-05,9],login" gives "gpu03".
std::string firstHost(const std::string& list);

/// Seconds after which ranks stop waiting for one another: MARGINALIA_RANK_TIMEOUT, else half an
/// hour, as torch does. Long enough for what one rank does alone, such as writing a checkpoint.
int rankTimeoutSeconds(const ReadVariable& read);

}  // namespace marginalia
