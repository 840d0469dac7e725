// SPDX-License-Identifier: Apache-2.0
#include "tests/core/train/rank_parts.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <string>

namespace {

int runPart(const std::string& name)
{
    for (const auto& part : marginalia::rank_parts::all()) {
        if (name == part.name) {
            part.run();
            return ::testing::UnitTest::GetInstance()->ad_hoc_test_result().Failed() ? 1 : 0;
        }
    }
    std::fprintf(stderr, "this program has no part '%s'\n", name.c_str());
    return 2;
}

}  // namespace

int main(int argc, char** argv)
{
    ::testing::InitGoogleTest(&argc, argv);
    if (argc == 3 && std::string(argv[1]) == marginalia::rank_parts::kWord) {
        return runPart(argv[2]);
    }
    return RUN_ALL_TESTS();
}
