// SPDX-License-Identifier: Apache-2.0
// `marginalia-cli train` and `resume` as children: files of every container, Ctrl+C, going on,
// JSON.
#include "core/base/file.h"
#include "core/jobs/run_folder.h"
#include "tests/core/run_cli.h"
#include "tests/core/train/tiny_model.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sys/wait.h>
#include <unistd.h>

using namespace marginalia;
using test::Finished;
using test::runCli;
namespace fs = std::filesystem;

namespace {

class TrainCli : public ::testing::Test {
protected:
    void SetUp() override
    {
        std::string pattern = (fs::temp_directory_path() / "marginalia-train-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        m_top = pattern;
        ::setenv("MARGINALIA_HOME", (m_top + "/home").c_str(), 1);
        testing_model::write(m_top + "/model", true);
    }
    void TearDown() override { fs::remove_all(m_top); }

    std::string options(const std::string& set) const
    {
        return " --model " + m_top + "/model --out " + m_top + "/runs --set " + set;
    }
    std::string pairFile() const { return test::writePairs(m_top + "/pairs.jsonl", 24); }

    std::string m_top;
};

}  // namespace

TEST_F(TrainCli, ParquetIsTrainedAsAnyOtherFile)
{
    const Finished done =
        runCli("train " MARGINALIA_SOURCE_DIR
               "/tests/golden/text/formats/struct_of_lists.parquet"
               " --model " MARGINALIA_SOURCE_DIR
               "/resources/starter"
               " --set max_length=512,max_steps=2,batch_size=2 --json --quiet --out " +
               m_top + "/runs");
    const Json json = Json::parse(done.out, nullptr, false);
#ifdef MARGINALIA_HAS_PARQUET
    ASSERT_EQ(done.code, 0) << done.out;
    EXPECT_GT(json["used"].get<int>(), 0);
    EXPECT_EQ(json["code"], 0);
    ASSERT_EQ(json["checkpoints"].size(), 1U);
    EXPECT_EQ(json["checkpoints"][0]["step"], 2);
    EXPECT_TRUE(fs::exists(json["checkpoints"][0]["folder"].get<std::string>()));
#else
    EXPECT_EQ(done.code, 1);
#endif
}

TEST_F(TrainCli, InterruptKeepsTheWorkAndResumeEndsIt)
{
    const Finished prepared =
        runCli("train " + pairFile() + options("max_steps=400,batch_size=4") + " --prepare");
    ASSERT_EQ(prepared.code, 0);
    const std::string folder = prepared.out.substr(0, prepared.out.find('\n'));
    const pid_t child = ::fork();
    if (child == 0) {
        ::execl(MARGINALIA_BIN_DIR "/marginalia-cli", "marginalia-cli", "resume", folder.c_str(),
                "--quiet", nullptr);
        ::_exit(127);
    }
    auto reader = RunReader::open(folder);
    ASSERT_TRUE(reader.ok());
    std::int64_t step = 0;
    for (int looks = 0; step < 3 && looks < 60000; ++looks) {
        const auto news = (*reader)->poll();
        ASSERT_TRUE(news.ok());
        for (const MetricLine& line : news->lines) {
            step = std::max(step, line.step);
        }
        ::usleep(1000);  // between two looks at a file that another process writes
    }
    ASSERT_GE(step, 3);
    ASSERT_EQ(::kill(child, SIGINT), 0);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 3);
    const RunHealth stopped = runHealth(folder);
    EXPECT_EQ(stopped.state, RunState::Stopped);
    ASSERT_TRUE(stopped.exit.has_value());
    ASSERT_FALSE(listCheckpoints(folder).empty());
    EXPECT_EQ(listCheckpoints(folder).back().step, stopped.exit->step);

    const Finished resumed = runCli("resume " + folder + " --quiet --json");
    EXPECT_EQ(resumed.code, 0);
    const Json json = Json::parse(resumed.out, nullptr, false);
    EXPECT_EQ(json["run"], folder);
    EXPECT_EQ(json["code"], 0);
    EXPECT_EQ(json["reason"], "finished");
    EXPECT_EQ(json["step"], 400);
    EXPECT_FALSE(json["checkpoints"].empty());
}

TEST_F(TrainCli, WrongSettingsAndFilesAreNamedBeforeAnythingIsMade)
{
    EXPECT_EQ(runCli("train " + m_top + "/none.jsonl" + options("max_steps=2")).code, 1);
    EXPECT_EQ(runCli("train " + pairFile() + options("learning_rat=1")).code, 1);
    EXPECT_EQ(runCli("train").code, 2);
    EXPECT_EQ(runCli("train --surprise").code, 2);
    EXPECT_EQ(runCli("train " + pairFile() + " --project " + m_top).code, 2);
    EXPECT_FALSE(fs::exists(m_top + "/runs"));
}

TEST(CliHelp, EveryVerbExplainsItself)
{
    const Finished all = runCli("--help");
    ASSERT_EQ(all.code, 0);
    int verbs = 0;
    std::string rest = all.out;
    while (!rest.empty()) {
        const std::string line = rest.substr(0, rest.find('\n'));
        rest = rest.size() > line.size() ? rest.substr(line.size() + 1) : "";
        if (line.rfind("  ", 0) != 0 || line.rfind("  help", 0) == 0 ||
            line.rfind("  --", 0) == 0) {
            continue;
        }
        const std::string verb = line.substr(2, line.find(' ', 2) - 2);
        const Finished help = runCli("help " + verb);
        EXPECT_EQ(help.code, 0) << verb;
        EXPECT_EQ(help.out.rfind("marginalia-cli " + verb, 0), 0U) << verb;
        EXPECT_EQ(runCli(verb + " --help").out, help.out) << verb;
        EXPECT_EQ(runCli(verb + " --no-such-option").code, 2) << verb;
        ++verbs;
    }
    EXPECT_EQ(verbs, 25);
    EXPECT_EQ(runCli("check").code, 2);
    EXPECT_EQ(runCli("export").code, 2);
}
