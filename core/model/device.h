// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <c10/core/Device.h>

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

}  // namespace marginalia
