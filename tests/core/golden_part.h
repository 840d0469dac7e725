// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>

/// Ends a test whose part of the reference folder is not there: a failure with the copies of this
/// tree, which are complete; passed over with a folder given by MARGINALIA_GOLDEN, which may hold
/// some parts only.
#define MARGINALIA_PART_MISSING(part)                                        \
    do {                                                                     \
        const char* const given = std::getenv("MARGINALIA_GOLDEN");          \
        if (given == nullptr || *given == '\0') {                            \
            FAIL() << "tests/golden has no " << (part);                      \
        }                                                                    \
        GTEST_SKIP() << "the folder of MARGINALIA_GOLDEN has no " << (part); \
    } while (false)
