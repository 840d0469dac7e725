// SPDX-License-Identifier: Apache-2.0
// What a recipe uses of the labels: the whole of it, terms and modifiers too.
#include "core/jobs/snapshot_project.h"
#include "tests/core/store/store_fixture.h"

using namespace marginalia;
using namespace marginalia::testing_store;

namespace {

class LabelUseTest : public StoreTest {
protected:
    void SetUp() override
    {
        StoreTest::SetUp();
        import({pairOf("one", "a", "b"), pairOf("two", "c", "d", false),
                pairOf("three", "e", "f", false), pairOf("four", "g", "h", false)});
        ASSERT_TRUE(label(uidOf(2), Verdict::Tie).ok());
        ASSERT_TRUE(label(uidOf(3), Verdict::BothGood).ok());
    }

    std::int64_t used(const Combination& all)
    {
        const auto use = labelUse(*m_reader, {}, all);
        EXPECT_TRUE(use.ok());
        return use.ok() ? use->used : -1;
    }
};

}  // namespace

TEST_F(LabelUseTest, TermsAndModifiersTakeMoreLabels)
{
    EXPECT_EQ(used({"dpo", {}, {}, {}, {}}), 1);
    EXPECT_EQ(used({"dpo", {}, {}, {}, {{"ties", {}, {}}}}), 2);
    EXPECT_EQ(used({"dpo", {}, {}, {{"dpo", 1}, {"bco", 1}}, {}}), 2);
    EXPECT_EQ(used({"dpo", {}, {}, {{"dpo", 1}, {"bco", 1}}, {{"ties", {}, {}}}}), 3);
    const auto unknown = labelUse(*m_reader, {}, {"no_such", {}, {}, {}, {}});
    ASSERT_FALSE(unknown.ok());
    EXPECT_EQ(unknown.error().where, "objective");
}

TEST_F(LabelUseTest, SeveralWishesAreCountedInOneReading)
{
    const auto uses = labelUses(*m_reader, {},
                                {wishOf({"dpo", {}, {}, {}, {}}), wishOf({"kto", {}, {}, {}, {}})});
    ASSERT_TRUE(uses.ok());
    ASSERT_EQ(uses->size(), 2U);
    EXPECT_EQ((*uses)[0].used, 1);
    EXPECT_EQ((*uses)[0].unused.at("tie"), 1);
    EXPECT_EQ((*uses)[0].labelled, 3);
    EXPECT_EQ((*uses)[1].used, 2);
}
