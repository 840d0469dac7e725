// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>
#include <cstdlib>

namespace marginalia::golden {

/// Says on standard output what a golden test ran: a folder of MARGINALIA_GOLDEN may hold more or
/// less than tests/golden.
inline void ran(std::size_t cases, const char* of)
{
    const char* const given = std::getenv("MARGINALIA_GOLDEN");
    std::printf("ran %zu %s in %s\n", cases, of,
                given != nullptr && *given != 0 ? given : "tests/golden");
}

}  // namespace marginalia::golden
