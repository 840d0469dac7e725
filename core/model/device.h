// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <c10/core/Device.h>
#include <c10/core/ScalarType.h>

#include <cstdint>
#include <string>
#include <vector>

namespace marginalia {

/// Opens libtorch_cuda.so when a card's driver is there (interfaces.md 8.3). Call before the first
/// torch call of the process; further calls do nothing.
void loadCudaIfPresent();

/// Why CUDA is not used, for `doctor`; empty when it is.
const std::string& cudaProblem();

/// "cpu", "cuda:0", ... of this machine, the fastest last.
std::vector<std::string> deviceNames();

/// "auto" (a card if there is one), "cpu", "cuda", "cuda:N"; the error names the devices there are.
Result<c10::Device> chooseDevice(const std::string& name);

/// Bytes that are free on a device now: of the machine's memory, or of the card's.
std::int64_t freeMemory(c10::Device device);

/// Type to compute with where the person has no wish: float32 for small models and where nothing
/// else is faster, bf16 on cards and on processors with bf16 products from about 50 million
/// parameters on.
c10::ScalarType chooseDtype(std::int64_t parameters, c10::Device device);

}  // namespace marginalia
