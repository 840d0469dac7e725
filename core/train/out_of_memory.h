// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <exception>
#include <new>

namespace marginalia {

/// Whether what was thrown says that memory ran out: of the machine, as the standard library or
/// LibTorch's allocator say it, or of a card.
bool isOutOfMemory(const std::exception& thrown);

/// Memory ran out on one of the ranks that train together, and all of them say so at once.
class SharedOutOfMemory : public std::bad_alloc {
public:
    const char* what() const noexcept override { return "memory ran out on one of the ranks"; }
};

}  // namespace marginalia
