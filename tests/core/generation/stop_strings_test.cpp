// SPDX-License-Identifier: Apache-2.0
#include "core/generation/stop_strings.h"

#include "tests/core/golden_part.h"
#include "tests/core/model/golden_models.h"

using namespace marginalia;
using namespace marginalia::golden;

TEST(StopStringsGolden, TextIsHeldBackAndCut)
{
    const Json list = readJson(root() / "models/generation/stop_strings.json");
    if (list.is_discarded()) {
        MARGINALIA_PART_MISSING("stop_strings.json");
    }
    for (const Json& entry : list["cases"]) {
        SCOPED_TRACE(entry["name"].get<std::string>());
        StopMatcher matcher(entry["stop"].get<std::vector<std::string>>());
        std::string shown;
        std::size_t kept = 0;
        for (const Json& token : entry["tokens"]) {
            shown += matcher.push(token.get<std::string>());
            ASSERT_LT(kept, entry["shown_after_token"].size());
            EXPECT_EQ(shown, entry["shown_after_token"][kept].get<std::string>());
            ++kept;
            if (matcher.stopped()) {
                break;
            }
        }
        shown += matcher.finish();
        EXPECT_EQ(matcher.stopped(), entry["stopped"].get<bool>());
        EXPECT_EQ(kept, entry["ids_kept"].size());
        EXPECT_EQ(shown, entry["text"].get<std::string>());
    }
}
