// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"

#include <cstdint>

namespace marginalia {

/// Cores this process may use (affinity and cgroup quota), at least 1.
int usableCores();
/// Whether the processor multiplies bf16 at least as fast as float32.
bool hasFastBf16();

/// Whether the system has the driver of an NVIDIA card, with or without a card.
bool hasCardDriver();

/// Bytes of memory: physical, and what is available now (the smallest of /proc/meminfo, the
/// cgroup's limit and the process's own).
std::int64_t totalMemory();
std::int64_t availableMemory();

/// Bytes of this process in memory, files that it maps among them.
struct ProcessMemory {
    std::int64_t resident = 0;
    std::int64_t peak = 0;  ///< since the start, or since restartPeakMemory()
};
ProcessMemory processMemory();
/// Lets `peak` begin again at what is resident now; false: the system does not do it.
bool restartPeakMemory();

/// Megabytes of memory this process holds now.
double residentMegabytes();
/// Seconds that the processors have computed for this process, all threads together.
double processorSeconds();

/// What `doctor` and the start page tell of this machine without LibTorch: {"cpu", "cores",
/// "memory", "memory_available", "cpu_features": [..], "sqlite": {"version", "warning"?}}.
Json machineReport();

}  // namespace marginalia
