// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <exception>

namespace marginalia {

/// Whether what was thrown says that memory ran out: of the machine, as the standard library or
/// LibTorch's allocator say it, or of a card.
bool isOutOfMemory(const std::exception& thrown);

}  // namespace marginalia
