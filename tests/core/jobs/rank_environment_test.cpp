// SPDX-License-Identifier: Apache-2.0
// What launchers tell a process of the run that it is part of.
#include "core/jobs/rank_environment.h"

#include <gtest/gtest.h>

#include <map>

using namespace marginalia;

namespace {

Result<RankEnvironment> under(const std::map<std::string, std::string>& variables)
{
    return rankEnvironment([&](const char* name) -> const char* {
        const auto found = variables.find(name);
        return found == variables.end() ? nullptr : found->second.c_str();
    });
}

std::string refusal(const std::map<std::string, std::string>& variables)
{
    const auto out = under(variables);
    return out.ok() ? std::string() : out.error().where;
}

}  // namespace

TEST(RankEnvironment, AProcessAlone)
{
    EXPECT_TRUE(under({})->alone());
    EXPECT_TRUE(under({{"WORLD_SIZE", "1"}})->alone());
    // A batch script of a job with one task.
    EXPECT_TRUE(under({{"SLURM_PROCID", "0"}, {"SLURM_NTASKS", "1"}})->alone());
    EXPECT_TRUE(under({{"SLURM_NTASKS", "4"}})->alone());
}

TEST(RankEnvironment, OfTorchrun)
{
    const auto out = under({{"RANK", "5"},
                            {"WORLD_SIZE", "8"},
                            {"LOCAL_RANK", "1"},
                            {"LOCAL_WORLD_SIZE", "4"},
                            {"MASTER_ADDR", "node1"},
                            {"MASTER_PORT", "29400"},
                            {"TORCHELASTIC_USE_AGENT_STORE", "True"}});
    ASSERT_TRUE(out.ok()) << out.error().message();
    EXPECT_EQ(out->rank, 5);
    EXPECT_EQ(out->size, 8);
    EXPECT_EQ(out->localRank, 1);
    EXPECT_EQ(out->localSize, 4);
    EXPECT_EQ(out->address, "node1");
    EXPECT_EQ(out->port, 29400);
    EXPECT_TRUE(out->launcherStore);
}

TEST(RankEnvironment, ByHandOnOneMachine)
{
    const auto out = under({{"RANK", "1"},
                            {"WORLD_SIZE", "2"},
                            {"MASTER_ADDR", "127.0.0.1"},
                            {"MASTER_PORT", "29400"}});
    ASSERT_TRUE(out.ok());
    EXPECT_EQ(out->localRank, 1);
    EXPECT_EQ(out->localSize, 2);
    EXPECT_FALSE(out->launcherStore);
}

TEST(RankEnvironment, OfSlurm)
{
    const std::map<std::string, std::string> step = {{"SLURM_PROCID", "3"},
                                                     {"SLURM_NTASKS", "6"},
                                                     {"SLURM_LOCALID", "1"},
                                                     {"SLURM_TASKS_PER_NODE", "2(x3)"},
                                                     {"SLURM_CPUS_PER_TASK", "16"},
                                                     {"SLURM_JOB_ID", "81042"},
                                                     {"SLURM_JOB_NODELIST", "gpu[03-05]"}};
    const auto out = under(step);
    ASSERT_TRUE(out.ok()) << out.error().message();
    EXPECT_EQ(out->rank, 3);
    EXPECT_EQ(out->size, 6);
    EXPECT_EQ(out->localRank, 1);
    EXPECT_EQ(out->localSize, 2);
    EXPECT_EQ(out->threads, 16);
    EXPECT_EQ(out->address, "gpu03");
    EXPECT_EQ(out->port, 29542);

    auto part = step;
    part["SLURM_STEP_NUM_TASKS"] = "4";
    part["SLURM_STEP_NODELIST"] = "gpu04,gpu05";
    EXPECT_EQ(under(part)->size, 4);
    EXPECT_EQ(under(part)->address, "gpu04");
}

TEST(RankEnvironment, WhatIsMissingIsNamed)
{
    const std::map<std::string, std::string> good = {
        {"RANK", "0"}, {"WORLD_SIZE", "2"}, {"MASTER_ADDR", "a"}, {"MASTER_PORT", "1"}};
    EXPECT_TRUE(under(good).ok());
    for (const char* name : {"RANK", "MASTER_ADDR", "MASTER_PORT"}) {
        auto without = good;
        without.erase(name);
        EXPECT_EQ(refusal(without), name);
    }
    for (const auto& [name, value] : std::map<std::string, std::string>{
             {"RANK", "2"}, {"RANK ", "x"}, {"WORLD_SIZE", "two"}, {"MASTER_PORT", "70000"}}) {
        auto wrong = good;
        wrong[name.substr(0, name.find(' '))] = value;
        EXPECT_EQ(refusal(wrong), name.substr(0, name.find(' ')));
    }
}

TEST(RankEnvironment, FirstHostOfALatticeOfNames)
{
    EXPECT_EQ(firstHost("node7"), "node7");
    EXPECT_EQ(firstHost("a1,b[1-3]"), "a1");
    EXPECT_EQ(firstHost("gpu[03-05,9],login"), "gpu03");
    EXPECT_EQ(firstHost("gpu[7]-ib,b1"), "gpu7-ib");
}

TEST(RankEnvironment, HowLongRanksWait)
{
    const auto seconds = [](const char* text) {
        return rankTimeoutSeconds([text](const char*) { return text; });
    };
    EXPECT_EQ(seconds(nullptr), 1800);
    EXPECT_EQ(seconds("60"), 60);
    EXPECT_EQ(seconds("soon"), 1800);
    EXPECT_EQ(seconds("-1"), 1800);
}
