// SPDX-License-Identifier: Apache-2.0
// `marginalia-cli check`: what becomes of labels, before anything is trained.
#include "core/base/file_folders.h"
#include "core/base/json.h"
#include "core/jobs/catalog.h"
#include "tests/core/run_cli.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

using namespace marginalia;
using test::Finished;
using test::runCli;
namespace fs = std::filesystem;

namespace {

class CheckCli : public ::testing::Test {
protected:
    void SetUp() override
    {
        std::string pattern = (fs::temp_directory_path() / "marginalia-check-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        m_top = pattern;
        std::ofstream pairs(m_top + "/pairs.jsonl");
        for (int i = 0; i < 6; ++i) {
            pairs << Json({{"prompt", "Q" + std::to_string(i)},
                           {"chosen", "yes"},
                           {"rejected", i == 0 ? "yes" : "no"}})
                         .dump()
                  << '\n';
        }
        std::ofstream thumbs(m_top + "/thumbs.jsonl");
        for (int i = 0; i < 4; ++i) {
            thumbs << Json({{"prompt", "T" + std::to_string(i)},
                            {"completion", "so"},
                            {"label", i % 2 == 0}})
                          .dump()
                   << '\n';
        }
    }
    void TearDown() override { fs::remove_all(m_top); }

    Json findings(const std::string& words) const
    {
        const Finished done = runCli("check " + files() + " --json " + words, {}, "2>/dev/null");
        return Json::parse(done.out, nullptr, false)["objectives"];
    }
    std::string files() const { return m_top + "/pairs.jsonl " + m_top + "/thumbs.jsonl"; }

    std::string m_top;
};

}  // namespace

TEST_F(CheckCli, SaysWhatAnObjectiveUsesConvertsAndDrops)
{
    const Json dpo = findings("--objective dpo")[0];
    EXPECT_EQ(dpo["used"], 5);
    EXPECT_EQ(dpo["converted"], 0);
    EXPECT_EQ(dpo["unused"], Json({{"equal", 1}, {"wrong_kind", 4}}));
    const Json kto = findings("--objective kto")[0];
    EXPECT_EQ(kto["used"], 9);
    EXPECT_EQ(kto["converted"], 5) << "pairs as two judged answers";
    const Json sft = findings("--objective sft")[0];
    EXPECT_EQ(sft["used"], 7);
    EXPECT_EQ(sft["unused"], Json({{"equal", 1}, {"undesirable", 2}}));
    // The whole mix counts: beside pairs the thumbs train too.
    const Json mix = findings("--objective dpo --term bco=0.5")[0];
    EXPECT_EQ(mix["used"], 9) << mix.dump();
}

TEST_F(CheckCli, WithoutAnObjectiveEveryOneIsListed)
{
    const Json all = findings("");
    ASSERT_EQ(all.size(), objectiveCatalog().size());
    for (const Json& each : all) {
        EXPECT_EQ(each["trainable"].get<bool>(), !each.contains("why_not_trainable"));
    }
}

TEST_F(CheckCli, FailsWhereTheRunCouldNotTrain)
{
    EXPECT_EQ(runCli("check " + files() + " --objective dpo", {}, "2>/dev/null").code, 0);
    EXPECT_EQ(
        runCli("check " + m_top + "/thumbs.jsonl --objective dpo", {}, "2>/dev/null").code, 1);
    const Finished wrong =
        runCli("check " + files() + " --objective dpo --set beta=-1", {}, "2>/dev/null");
    EXPECT_EQ(wrong.code, 1);
    EXPECT_NE(wrong.out.find("beta"), std::string::npos) << wrong.out;
    EXPECT_EQ(runCli("check", {}, "2>/dev/null").code, 2);
    EXPECT_EQ(runCli("check " + files() + " --project x", {}, "2>/dev/null").code, 2);
    EXPECT_EQ(fs::exists(m_top + "/runs"), false);
}
