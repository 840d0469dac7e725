// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"

#include <cstdint>

namespace marginalia {

/// Cores this process may use (affinity and cgroup quota), at least 1.
int usableCores();
/// Whether the processor multiplies bf16 at least as fast as float32.
bool hasFastBf16();

/// Bytes of memory: physical, and what is available now (the smaller of /proc/meminfo and the
/// cgroup's limit).
std::int64_t totalMemory();
std::int64_t availableMemory();

/// What `doctor` and the start page tell of this machine without LibTorch: {"cpu", "cores",
/// "memory", "memory_available", "cpu_features": [..], "sqlite": {"version", "warning"?}}.
Json machineReport();

}  // namespace marginalia
