// SPDX-License-Identifier: Apache-2.0
// `marginalia-cli control` and `fork` against a worker of its own.
#include "core/jobs/knobs.h"
#include "core/jobs/run_folder.h"
#include "tests/core/run_cli.h"
#include "tests/core/train/tiny_model.h"

#include <gtest/gtest.h>

#include <csignal>
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

class ControlCli : public ::testing::Test {
protected:
    void SetUp() override
    {
        std::string pattern = (fs::temp_directory_path() / "marginalia-control-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        m_top = pattern;
        ::setenv("MARGINALIA_HOME", (m_top + "/home").c_str(), 1);
        testing_model::write(m_top + "/model", true);
        RunSpec spec = defaultRunSpec("dpo");
        spec.model = m_top + "/model";
        spec.batch_size = 4;
        spec.max_steps = 100000;
        spec.threads = 1;
        spec.schedule = "constant";
        spec.max_length = 64;
        spec.sample_prompts = {"Q1: "};
        const auto run = snapshotFromRecords(testing_model::pairs(24), spec, m_top + "/runs");
        ASSERT_TRUE(run.ok()) << run.error().message();
        m_folder = run->folder;
    }
    void TearDown() override
    {
        if (m_child > 0) {
            ::kill(m_child, SIGKILL);
            ::waitpid(m_child, nullptr, 0);
        }
        fs::remove_all(m_top);
    }
    void startWorker()
    {
        m_child = ::fork();
        if (m_child == 0) {
            ::execl(MARGINALIA_BIN_DIR "/marginalia-cli", "marginalia-cli", "run", m_folder.c_str(),
                    nullptr);
            ::_exit(127);
        }
        for (int looks = 0; runHealth(m_folder).status.step < 3 && looks < 60000; ++looks) {
            ::usleep(1000);  // between two looks at a file that another process writes
        }
        ASSERT_GE(runHealth(m_folder).status.step, 3);
    }
    Finished control(const std::string& words) const
    {
        return runCli("control " + m_folder + " " + words, {}, "2>&1");
    }

    std::string m_top;
    std::string m_folder;
    pid_t m_child = -1;
};

}  // namespace

TEST_F(ControlCli, AWorkerIsAskedAndAnswers)
{
    ASSERT_NO_FATAL_FAILURE(startWorker());
    const Finished set = control(
        "set learning_rate=1e-4,beta=0.3 checkpoint_every=50 --wait 60 "
        "--json");
    ASSERT_EQ(set.code, 0) << set.out;
    const Json json = Json::parse(set.out, nullptr, false);
    ASSERT_EQ(json["answers"].size(), 3U) << set.out;
    EXPECT_EQ(json["answers"][0]["key"], "learning_rate");
    EXPECT_EQ(json["answers"][0]["new"], 1e-4);
    EXPECT_EQ(json["answers"][1]["old"], 0.1);
    EXPECT_EQ(json["answers"][0]["id"], json["ids"][0]);
    const Finished text = control("set beta=0.2 --wait 60");
    EXPECT_EQ(text.code, 0);
    EXPECT_NE(text.out.find("beta 0.3 -> 0.2 from the next step"), std::string::npos) << text.out;

    // Wrong values never reach the worker.
    const std::uintmax_t asked = fs::file_size(m_folder + "/control.jsonl");
    const Finished wrong = control("set learning_rate=7");
    EXPECT_EQ(wrong.code, 1);
    EXPECT_NE(wrong.out.find("between 0 and 1"), std::string::npos) << wrong.out;
    EXPECT_EQ(control("set batch_size=2").code, 1);
    EXPECT_EQ(control("set").code, 2);
    EXPECT_EQ(control("dance").code, 2);
    EXPECT_EQ(control("pause now").code, 2);
    EXPECT_EQ(control("pause --wait soon").code, 2);
    EXPECT_EQ(fs::file_size(m_folder + "/control.jsonl"), asked);

    EXPECT_EQ(control("pause --wait 60").code, 0);
    EXPECT_EQ(control("save --wait 60").code, 0);
    EXPECT_EQ(control("sample --wait 60").code, 0);
    EXPECT_FALSE(listCheckpoints(m_folder).empty());
    EXPECT_EQ(control("resume --wait 60").code, 0);
    EXPECT_EQ(control("pause --at-checkpoint").code, 2);
    EXPECT_EQ(control("stop --at-checkpoint --cancel").code, 2);
    // No checkpoint of the plan comes before the last step: the wish can be taken back.
    EXPECT_EQ(control("set checkpoint_every=0 --wait 60").code, 0);
    const Finished later = control("stop --at-checkpoint --wait 60");
    EXPECT_EQ(later.code, 0);
    EXPECT_NE(later.out.find("the run ends at step 100000"), std::string::npos) << later.out;
    EXPECT_EQ(control("stop --cancel --wait 60").code, 0);
    EXPECT_EQ(control("set checkpoint_every=10 --wait 60").code, 0);
    const std::int64_t saved = listCheckpoints(m_folder).back().step;
    EXPECT_EQ(control("stop --at-checkpoint").code, 0);
    int status = 0;
    ASSERT_EQ(::waitpid(m_child, &status, 0), m_child);
    m_child = -1;
    EXPECT_EQ(WEXITSTATUS(status), 0);
    EXPECT_GT(listCheckpoints(m_folder).back().step, saved);
    EXPECT_EQ(listCheckpoints(m_folder).back().step % 10, 0);
    const Finished late = control("pause");
    EXPECT_EQ(late.code, 1);
    EXPECT_NE(late.out.find("stopped"), std::string::npos) << late.out;
    const auto spec = specInForce(m_folder);
    ASSERT_TRUE(spec.ok());
    EXPECT_EQ(spec->parameters.at("beta"), 0.2);

    const std::int64_t step = listCheckpoints(m_folder).back().step;
    const Finished fork = runCli("fork " + m_folder + " --set learning_rate=2e-4,max_steps=" +
                                 std::to_string(step + 5) + " --quiet --json");
    ASSERT_EQ(fork.code, 0) << fork.out;
    const Json made = Json::parse(fork.out, nullptr, false);
    EXPECT_EQ(made["step"], step);
    EXPECT_EQ(made["parent"], m_folder);
    EXPECT_EQ(made["code"], 0);
    const std::string folder = made["run"].get<std::string>();
    EXPECT_EQ(fs::path(folder).parent_path(), fs::path(m_folder).parent_path());
    const RunHealth health = runHealth(folder);
    EXPECT_EQ(health.state, RunState::Done);
    EXPECT_EQ(health.exit->step, step + 5);
    const Finished differs = runCli("diff " + m_folder + " " + folder + " --json");
    ASSERT_EQ(differs.code, 0) << differs.out;
    const Json said = Json::parse(differs.out, nullptr, false);
    EXPECT_EQ(said["settings"][0]["key"], "learning_rate");
    EXPECT_EQ(said["settings"][0]["after"], 2e-4);
    EXPECT_TRUE(said["other"].empty()) << "the same data and start model";
    EXPECT_FALSE(said["changed"].empty()) << "what was changed of the first while it went on";
    const Finished listed = runCli("diff " + m_folder + " " + folder);
    EXPECT_NE(listed.out.find(" -> 0.0002\n"), std::string::npos) << listed.out;
    EXPECT_NE(runCli("diff " + folder + " " + folder).out.find("the same settings"),
              std::string::npos);
    EXPECT_EQ(runCli("diff " + folder).code, 2);
    EXPECT_EQ(readRunSpec(folder)->learning_rate, 2e-4);
    EXPECT_EQ(readRunSpec(folder)->parameters.at("beta"), 0.2);
}

TEST_F(ControlCli, WhatCannotBeForkedSaysWhy)
{
    const Finished early = runCli("fork " + m_folder, {}, "2>&1");
    EXPECT_EQ(early.code, 1);
    EXPECT_NE(early.out.find("no checkpoint"), std::string::npos) << early.out;
    EXPECT_EQ(runCli("fork").code, 2);
    EXPECT_EQ(runCli("fork " + m_folder + " --at never").code, 2);
    EXPECT_EQ(runCli("fork " + m_top + "/none").code, 1);
    EXPECT_EQ(listRuns(m_top + "/runs").size(), 1U);
}
