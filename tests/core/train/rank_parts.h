// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

/// What the processes do that a test starts of its own program: `program --rank-part NAME` runs
/// that part instead of the tests, and gives 0 where none of its expectations failed.
namespace marginalia::rank_parts {

inline constexpr const char* kWord = "--rank-part";

struct Part {
    const char* name;
    void (*run)();
};

/// Those of this program; each test program that starts itself defines it once.
std::vector<Part> all();

}  // namespace marginalia::rank_parts
