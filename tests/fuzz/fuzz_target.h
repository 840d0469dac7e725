// SPDX-License-Identifier: Apache-2.0
// What every target includes: the function that libFuzzer and driver.cpp call, and how a finding is
// told to both.
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

/// Reads `size` bytes of somebody else's file. Always 0; what must not be ends the process.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace marginalia::fuzz {

inline std::string_view textOf(const std::uint8_t* data, std::size_t size)
{
    return {reinterpret_cast<const char*>(data), size};
}

/// A finding where it does not hold.
inline void require(bool good, const char* rule)
{
    if (!good) {
        std::fprintf(stderr, "broken rule: %s\n", rule);
        std::abort();
    }
}

/// Every refusal says why.
inline void requireWords(const Error& error)
{
    require(!error.message().empty(), "an error has words");
}

}  // namespace marginalia::fuzz
