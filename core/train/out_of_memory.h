// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/run_spec.h"
#include "core/model/decoder.h"
#include "core/train/ranks.h"

#include <exception>
#include <functional>
#include <new>

namespace marginalia {

/// Whether what was thrown says that memory ran out: of the machine, as the standard library or
/// LibTorch's allocator say it, or of a card.
bool isOutOfMemory(const std::exception& thrown);

/// Lets blocks be computed again from now on, and tells by false that they are already; empty where
/// the settings do not leave it to the memory, and for several ranks, which agree on nothing but
/// the length of streams. The decoder must outlive it.
std::function<bool()> recomputingLater(Decoder& decoder, const RunSpec& spec, const Ranks& ranks);

/// Memory ran out on one of the ranks that train together, and all of them say so at once.
class SharedOutOfMemory : public std::bad_alloc {
public:
    const char* what() const noexcept override { return "memory ran out on one of the ranks"; }
};

}  // namespace marginalia
