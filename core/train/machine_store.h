// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/train/state_store.h"

#include <cstdint>
#include <memory>
#include <stdexcept>

namespace marginalia {

/// Numbers of one window where moments and masters lie in the machine's memory: with both windows
/// that take turns at most 400 MB of a card, and copies long enough to hide what starts them.
constexpr std::int64_t kMachineWindow = std::int64_t{1} << 24U;

/// The machine's memory would not be locked when more of it was needed; what() is the reason.
class PageLockFailed : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The machine's memory for the moments and masters of weights on a card, `bytes` in all (see
/// storedBytes). `pageLocked`: it never leaves its place, so that a card copies it by itself;
/// without, as ordinary memory, it serves tests on a processor. Its tensors are contiguous. Memory:
/// there is not so much of it, or it cannot be locked; later calls throw PageLockFailed for that.
Result<std::shared_ptr<StateStore>> openMachineStore(std::int64_t bytes, bool pageLocked,
                                                     std::int64_t window = kMachineWindow);

/// Memory: `bytes` beside a card are more than the `free` ones of the machine.
Status checkMachineHolds(std::int64_t bytes, std::int64_t free);

/// What a PageLockFailed says to people.
Error pageLockError(const PageLockFailed& thrown);

}  // namespace marginalia
