// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.h"
#include "core/jobs/run_spec.h"
#include "tests/core/run_cli.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace marginalia;
namespace fs = std::filesystem;

namespace {

class StudyTest : public ::testing::Test {
protected:
    void SetUp() override
    {
        std::string pattern = (fs::temp_directory_path() / "marginalia-study-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        m_top = pattern;
    }
    void TearDown() override { fs::remove_all(m_top); }

    test::Finished study(const std::string& arguments)
    {
        return test::runCli("study --out " + m_top + "/study " + arguments,
                            "MARGINALIA_HOME=" + m_top + "/home", "2>" + m_top + "/err");
    }

    /// How many cells the last study said to have `word`: trained, kept.
    int said(const std::string& word) const
    {
        std::ifstream file(m_top + "/err");
        std::string line;
        int out = 0;
        while (std::getline(file, line)) {
            out += line.ends_with("  " + word) ? 1 : 0;
        }
        return out;
    }
    std::string err() const
    {
        std::ifstream file(m_top + "/err");
        std::stringstream all;
        all << file.rdbuf();
        return all.str();
    }

    std::string m_top;
};

const char* const kSmall = "--objectives dpo,sft --seeds 2 --steps 3 --labels 16 --prompts 4 ";

}  // namespace

TEST_F(StudyTest, GoesOnWhereItEndedAndGivesOneTable)
{
    const auto first = study(std::string(kSmall) + "--set learning_rate=4e-4,dpo.beta=0.5 --json");
    ASSERT_EQ(first.code, 0) << err();
    EXPECT_EQ(said("trained"), 4);
    const Json json = Json::parse(first.out);
    ASSERT_EQ(json["rows"].size(), 2U);
    ASSERT_EQ(json["cells"].size(), 4U);
    const Json& dpo = json["rows"][0];
    EXPECT_EQ(dpo["objective"], "dpo");
    EXPECT_EQ(dpo["seeds"], 2);
    EXPECT_DOUBLE_EQ(dpo["mean"]["beta"].get<double>(), 0.5);
    EXPECT_DOUBLE_EQ(dpo["mean"]["learning_rate"].get<double>(), 4e-4);
    for (const char* key : {"loss_first", "loss_last", "margin_first", "margin_last",
                            "eval_accuracy", "eval_margin", "eval_loss", "warm", "right"}) {
        EXPECT_TRUE(dpo["mean"].contains(key)) << key;
    }
    EXPECT_FALSE(json["rows"][1]["mean"].contains("beta"));
    EXPECT_EQ(json["prompts"], 4);
    EXPECT_FALSE(fs::exists(m_top + "/study/runs") && !fs::is_empty(m_top + "/study/runs"));

    // Nothing is trained twice; what is missing is.
    fs::remove(m_top + "/study/cells/sft-2.json");
    const auto second = study(std::string(kSmall) + "--set learning_rate=4e-4,dpo.beta=0.5 --json");
    ASSERT_EQ(second.code, 0) << err();
    EXPECT_EQ(said("kept"), 3);
    EXPECT_EQ(said("trained"), 1);
    EXPECT_EQ(Json::parse(second.out)["cells"][0], json["cells"][0]);

    // Other settings are other cells, whatever the files are called.
    ASSERT_EQ(study("--objectives dpo --seeds 1 --steps 2 --labels 16 --prompts 0").code, 0);
    EXPECT_EQ(said("trained"), 1);
}

TEST_F(StudyTest, ASweepIsAGrid)
{
    const auto result = study(
        "--objectives dpo --seeds 1 --steps 2 --labels 16 --prompts 0 "
        "--sweep learning_rate=default,1e-4 --sweep beta=0.1,0.5");
    ASSERT_EQ(result.code, 0) << err();
    EXPECT_EQ(said("trained"), 4);
    for (const char* words : {"objective", "held-out acc", "beta=0.5 learning_rate=1e-4",
                              "beta=0.1 learning_rate=default"}) {
        EXPECT_NE(result.out.find(words), std::string::npos) << words << "\n" << result.out;
    }
}

TEST_F(StudyTest, WhatIsVariedMayHaveFewerSeeds)
{
    const auto result = study(
        "--objectives dpo --seeds 2 --first-seed 5 --sweep-seeds 1 --steps 2 --labels 16 "
        "--prompts 0 --one-at-a-time --json --sweep learning_rate=default,x0.5");
    ASSERT_EQ(result.code, 0) << err();
    const Json json = Json::parse(result.out);
    ASSERT_EQ(json["rows"].size(), 2U);
    EXPECT_EQ(json["rows"][0]["seeds"], 2);
    EXPECT_EQ(json["rows"][1]["seeds"], 1);
    EXPECT_EQ(json["cells"][0]["seed"], 5);
    // The starter is small: its default is not the rate of models with billions of weights.
    const double rate = json["rows"][0]["mean"]["learning_rate"].get<double>();
    EXPECT_DOUBLE_EQ(rate, defaultLearningRate("dpo", "full", ModelScale::Small));
    EXPECT_DOUBLE_EQ(json["rows"][1]["mean"]["learning_rate"].get<double>(), rate / 2);
}

TEST_F(StudyTest, OneAtATimeVariesEachSettingAlone)
{
    // sft has no beta: its sweep is passed over there.
    const auto result = study(
        "--objectives dpo,sft --seeds 1 --steps 2 --labels 16 --prompts 0 --one-at-a-time --json "
        "--sweep learning_rate=4e-4,1e-4 --sweep beta=default,x0.3");
    ASSERT_EQ(result.code, 0) << err();
    const Json rows = Json::parse(result.out)["rows"];
    ASSERT_EQ(rows.size(), 5U);
    EXPECT_EQ(rows[0]["varied"], Json({{"beta", "default"}, {"learning_rate", "4e-4"}}));
    EXPECT_EQ(rows[1]["varied"], Json({{"beta", "default"}, {"learning_rate", "1e-4"}}));
    EXPECT_EQ(rows[2]["varied"], Json({{"beta", "x0.3"}, {"learning_rate", "4e-4"}}));
    EXPECT_DOUBLE_EQ(rows[2]["mean"]["beta"].get<double>(),
                     0.3 * rows[0]["mean"]["beta"].get<double>());
    EXPECT_EQ(rows[3]["varied"], Json({{"learning_rate", "4e-4"}}));
}

TEST_F(StudyTest, AnAdapterIsAskedOnItsBase)
{
    // Steps so large that nothing of the starter is left: only with the adapter on does it show.
    const auto result = study(
        "--objectives sft --seeds 1 --steps 4 --labels 16 --prompts 8 --json "
        "--set method=lora,learning_rate=0.3");
    ASSERT_EQ(result.code, 0) << err();
    const Json json = Json::parse(result.out);
    const Json mean = json["rows"][0]["mean"];
    ASSERT_GT(json["before"]["right"].get<double>(), 0.5);
    EXPECT_LT(mean["right"].get<double>(), 0.2);
    EXPECT_TRUE(mean.contains("warm_choosing"));
}

TEST_F(StudyTest, AMultipleBeyondTheRangeIsPassedOver)
{
    // GKD's beta is a share, 0.5 by default.
    const std::string starter = MARGINALIA_SOURCE_DIR "/resources/starter";
    const auto result = study(
        "--objectives gkd --seeds 1 --steps 1 --labels 16 --prompts 0 --json "
        "--set gkd.lambda=0 --set gkd.teacher=" +
        starter + " --sweep beta=x0.5,x3");
    ASSERT_EQ(result.code, 0) << err();
    const Json rows = Json::parse(result.out)["rows"];
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0]["varied"], Json({{"beta", "x0.5"}}));
    EXPECT_DOUBLE_EQ(rows[0]["mean"]["beta"].get<double>(), 0.25);
}

TEST_F(StudyTest, WhatCannotBeIsSaidBeforeAnythingIsTrained)
{
    EXPECT_EQ(study("--objectives sft --sweep beta=1,2").code, 2);
    EXPECT_NE(err().find("beta"), std::string::npos);
    EXPECT_EQ(study("--objectives dpo --sweep method=x3").code, 2);
    EXPECT_EQ(study("--objectives nosuch").code, 2);
    EXPECT_NE(err().find("nosuch"), std::string::npos);
    EXPECT_EQ(study("--objectives dpo,kto --set betta=1").code, 2);
    EXPECT_NE(err().find("betta"), std::string::npos);
    EXPECT_EQ(study("--objectives dpo --seeds 0").code, 2);
    EXPECT_EQ(study("").code, 2);
    EXPECT_FALSE(fs::exists(m_top + "/study"));
}
