// SPDX-License-Identifier: Apache-2.0
// `marginalia-cli bench train` as a child: what it counts, and what it says of bad files.
#include "core/base/json.h"
#include "core/eval/bench_pairs.h"
#include "tests/core/run_cli.h"
#include "tests/core/train/tiny_model.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace marginalia;
using test::Finished;
using test::runCli;
namespace fs = std::filesystem;

namespace {

class BenchTrain : public ::testing::Test {
protected:
    void SetUp() override
    {
        std::string pattern = (fs::temp_directory_path() / "marginalia-bench-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        m_top = pattern;
        testing_model::write(m_top + "/model", true);
        std::ofstream out(pairs());
        for (int i = 0; i < 8; ++i) {
            // 5 tokens of prompt; 3 and 4 of the answers.
            out << Json({{"prompt", {1, 10 + i, 20, 30, 40}},
                         {"chosen", {50, 60 + i, 2}},
                         {"rejected", {70, 80, 90 + i, 2}}})
                       .dump()
                << '\n';
        }
    }
    void TearDown() override { fs::remove_all(m_top); }

    std::string pairs() const { return m_top + "/pairs.jsonl"; }
    Finished bench(const std::string& more) const
    {
        return runCli("bench train --pairs " + pairs() + " --model " + m_top +
                      "/model --batch 2 --warmup 1 --steps 3 --threads 1 --json " + more);
    }

    std::string m_top;
};

}  // namespace

TEST_F(BenchTrain, CountsRealTokensAndStartsWhereTheFormulasSay)
{
    const struct {
        const char* objective;
        double tokensPerPair;
        double firstLoss;  ///< NaN: follows from the model
    } cases[] = {{"dpo", 2 * 5 + 3 + 4, std::log(2.0)},
                 {"sft", 5 + 3, std::nan("")},
                 // 1 - sigmoid(0) and sigmoid(0), both one half.
                 {"kto", 2 * 5 + 3 + 4, 0.5}};
    for (const auto& each : cases) {
        const Finished done = bench(std::string("--objective ") + each.objective);
        ASSERT_EQ(done.code, 0) << each.objective;
        const Json json = Json::parse(done.out);
        EXPECT_DOUBLE_EQ(json["tokens_per_step"], 2 * each.tokensPerPair) << each.objective;
        EXPECT_EQ(json["losses"].size(), 4U);
        EXPECT_EQ(json["first_loss"], json["losses"].front());
        EXPECT_EQ(json["last_loss"], json["losses"].back());
        if (!std::isnan(each.firstLoss)) {
            EXPECT_NEAR(json["first_loss"].get<double>(), each.firstLoss, 1e-6) << each.objective;
        }
        EXPECT_GT(json["tokens_per_second"], 0);
        EXPECT_LE(json["fastest_step"], json["median_step"]);
        EXPECT_GT(json["peak_rss_mb"], 10);
        EXPECT_GT(json["matrix_share"], 0);
        double parts = 0;
        for (const auto& [name, seconds] : json["step_parts"].items()) {
            parts += seconds.get<double>();
        }
        EXPECT_LE(parts, json["seconds_per_step"].get<double>() * 1.01);
    }
}

TEST_F(BenchTrain, AColdReferenceCountsAndChangesNoLoss)
{
    const Json warm = Json::parse(bench("--objective dpo").out);
    const Json cold = Json::parse(bench("--objective dpo --reference cold").out);
    EXPECT_EQ(warm["reference"], "warm");
    EXPECT_EQ(cold["reference"], "cold");
    EXPECT_EQ(warm["losses"], cold["losses"]);
    EXPECT_GE(cold["seconds_per_step"].get<double>() * 4, cold["reference_seconds"].get<double>());
    EXPECT_EQ(Json::parse(bench("--objective sft --reference cold").out)["reference"], "warm");
}

TEST_F(BenchTrain, EveryWayHasATestAndWithoutItTheLossesAreTheSame)
{
    const Json ways = Json::parse(runCli("bench ways --json").out);
    ASSERT_GT(ways.size(), 10U);
    const Json all = Json::parse(bench("--objective dpo").out);
    EXPECT_TRUE(all["without"].empty());
    for (const Json& way : ways) {
        const std::string name = way["name"];
        EXPECT_TRUE(fs::exists(fs::path(MARGINALIA_SOURCE_DIR) / way["test"].get<std::string>()))
            << name << ": " << way["test"];
        const Finished done = bench("--objective dpo --without " + name);
        ASSERT_EQ(done.code, 0) << name;
        const Json plain = Json::parse(done.out);
        EXPECT_EQ(plain["without"], Json::array({name}));
        EXPECT_EQ(plain["reference"], name == "reference" ? "cold" : "warm");
        ASSERT_EQ(plain["losses"].size(), all["losses"].size());
        for (std::size_t i = 0; i < all["losses"].size(); ++i) {
            EXPECT_NEAR(plain["losses"][i].get<double>(), all["losses"][i].get<double>(), 1e-5)
                << name;
        }
    }
}

TEST_F(BenchTrain, SettingsAreLaidOverIt)
{
    const Json plain = Json::parse(bench("--dtype bf16").out);
    const Json json = Json::parse(
        bench("--dtype bf16 --set masters=stochastic,offload=disk,optimizer_state=int8").out);
    EXPECT_EQ(json["masters"], "stochastic");
    EXPECT_EQ(json["offload"], "disk");
    EXPECT_EQ(json["optimizer_state"], "int8");
    EXPECT_EQ(json["first_loss"], plain["first_loss"]);
    EXPECT_NE(json["last_loss"], plain["last_loss"]);
    EXPECT_EQ(bench("--set masters=stochastic").code, 1) << "in fp32";
    EXPECT_EQ(bench("--set offload").code, 2);
}

TEST_F(BenchTrain, BadInputIsNamed)
{
    EXPECT_EQ(bench("--without wings").code, 2);
    EXPECT_EQ(bench("--objective orpo").code, 2);
    EXPECT_EQ(bench("--dtype fp8").code, 2);
    EXPECT_EQ(bench("--steps 20").code, 1);  // eight pairs are not enough
    std::ofstream(pairs(), std::ios::app)
        << R"({"prompt": [1], "chosen": [1000], "rejected": [2]})";
    const auto read = readBenchPairs(pairs(), 259);
    ASSERT_FALSE(read.ok());
    EXPECT_EQ(read.error().where, pairs() + ":9");
    EXPECT_NE(read.error().message().find("chosen"), std::string::npos);
    EXPECT_NE(read.error().message().find("258"), std::string::npos);
    EXPECT_EQ(bench("").code, 1);
}

TEST(BenchPairs, KeysAreCountedOnceForASharedBeginning)
{
    TrainRow row;
    row.ids = {1, 2, 3};
    EXPECT_EQ(attendedKeys({{row}}), 6);
    TrainRow other = row;
    other.ids = {1, 2, 7, 8};
    // Two tokens in common (3 keys), then 3 for the one and 3 + 4 for the other.
    EXPECT_EQ(attendedKeys({{row, other}}), 3 + 3 + 7);
}
