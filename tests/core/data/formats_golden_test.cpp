// SPDX-License-Identifier: Apache-2.0
#include "tests/core/data/formats_golden.h"

using namespace marginalia;
using namespace marginalia::test;

TEST(FormatsGolden, RequiredFilesGiveTheirRecordsOthersAreRefusedByName)
{
    const std::set<std::string> required = requiredFormats();
    size_t seen = 0;
    for (const std::string& file : goldenFiles(false)) {
        seen += expectCase(file, required, {}) ? 1 : 0;
    }
    golden::ran(seen, "formats");
    if (std::getenv("MARGINALIA_GOLDEN") == nullptr) {
        EXPECT_EQ(seen, 24U);
    }
}
