// SPDX-License-Identifier: Apache-2.0
#include "core/train/out_of_memory.h"

#include <c10/util/Exception.h>

#include <new>
#include <string>

namespace marginalia {

bool isOutOfMemory(const std::exception& thrown)
{
    if (dynamic_cast<const std::bad_alloc*>(&thrown) != nullptr ||
        dynamic_cast<const c10::OutOfMemoryError*>(&thrown) != nullptr) {
        return true;
    }
    // The processor's allocator has no type of its own for it.
    const auto* const error = dynamic_cast<const c10::Error*>(&thrown);
    return error != nullptr &&
           error->msg().find("DefaultCPUAllocator: can't allocate memory") != std::string::npos;
}

std::function<bool()> recomputingLater(Decoder& decoder, const RunSpec& spec, const Ranks& ranks)
{
    if (spec.recompute != "auto" || !ranks.alone()) {
        return {};
    }
    return [&decoder] {
        const bool before = decoder.recomputing();
        decoder.setRecomputing(true);
        return !before;
    };
}

}  // namespace marginalia
