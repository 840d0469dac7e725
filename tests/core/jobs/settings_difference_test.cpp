// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/settings_difference.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <unistd.h>

using namespace marginalia;
namespace fs = std::filesystem;

namespace {

std::map<std::string, std::pair<Json, Json>> differences(const RunSpec& before,
                                                         const RunSpec& after)
{
    std::map<std::string, std::pair<Json, Json>> out;
    for (const SettingDifference& each : settingsDifference(before, after)) {
        EXPECT_TRUE(out.emplace(each.key, std::pair(each.before, each.after)).second) << each.key;
    }
    return out;
}

}  // namespace

TEST(SettingsDifference, OnlyWhatDiffersWithBothValues)
{
    RunSpec before = defaultRunSpec("dpo");
    before.name = "14";
    RunSpec after = before;
    after.name = "15";
    EXPECT_TRUE(settingsDifference(before, after).empty()) << "a name is no setting";
    after.learning_rate = 5e-6;
    after.parameters["beta"] = 0.3;
    after.sample_prompts = {"Why?"};
    const auto found = differences(before, after);
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found.at("learning_rate").first, before.learning_rate);
    EXPECT_EQ(found.at("learning_rate").second, 5e-6);
    EXPECT_EQ(found.at("beta").first, 0.1);
    EXPECT_EQ(found.at("beta").second, 0.3);
    EXPECT_EQ(settingValueText(found.at("sample_prompts").first), "none");
    EXPECT_EQ(settingsDifference(before, after).front().key, "learning_rate");
}

TEST(SettingsDifference, DefaultsThatNobodyGaveAreNoDifference)
{
    const RunSpec given = defaultRunSpec("dpo");
    RunSpec bare = given;
    bare.parameters.clear();
    bare.choices.clear();
    EXPECT_TRUE(settingsDifference(given, bare).empty());
    EXPECT_TRUE(settingsDifference(bare, given).empty());
    bare.parameters["beta"] = 0.5;
    const auto found = differences(given, bare);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.at("beta").first, 0.1);
}

TEST(SettingsDifference, TermsAndModifiersComeAndGo)
{
    RunSpec before = defaultRunSpec("dpo");
    RunSpec after = before;
    before.terms = {{"dpo", 1}, {"sft", 0.5}};
    after.terms = {{"dpo", 1}};
    after.modifiers = {{"ties", {}, {}}};
    const auto found = differences(before, after);
    EXPECT_EQ(found.at("terms.sft").first, 0.5);
    EXPECT_TRUE(found.at("terms.sft").second.is_null());
    EXPECT_TRUE(found.at("modifiers.ties").first.is_null());
    EXPECT_EQ(found.at("modifiers.ties").second, true);
    EXPECT_FALSE(found.contains("terms.dpo"));
}

TEST(SettingsDifference, OfTwoRunFolders)
{
    std::string top = (fs::temp_directory_path() / "marginalia-diff-XXXXXX").string();
    ASSERT_NE(::mkdtemp(top.data()), nullptr);
    RunSpec spec = defaultRunSpec("dpo");
    spec.model = "/somewhere";
    const auto one = createRunFolder(top, spec, {{"digests", {{"data", "a"}, {"model", "m"}}}});
    spec.learning_rate = 0.5;
    const auto other = createRunFolder(top, spec, {{"digests", {{"data", "b"}}}});
    ASSERT_TRUE(one.ok() && other.ok());
    const auto found = runDifference(*one, *other);
    ASSERT_TRUE(found.ok()) << found.error().message();
    ASSERT_EQ(found->settings.size(), 1U);
    EXPECT_EQ(found->settings[0].after, 0.5);
    EXPECT_EQ(found->digests, std::vector<std::string>{"data"}) << "the other's model is not known";
    const auto none = runDifference(*one, top + "/none");
    ASSERT_FALSE(none.ok());
    EXPECT_NE(none.error().where.find("none"), std::string::npos);
    fs::remove_all(top);
}
