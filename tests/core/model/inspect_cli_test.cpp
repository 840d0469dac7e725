// SPDX-License-Identifier: Apache-2.0
// `marginalia-cli inspect` as a child: output, exit codes, and that LibTorch is not among what it
// loads.
#include "core/base/uid.h"
#include "tests/core/run_cli.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <string>

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using marginalia::test::Finished;

const std::string kStarter = MARGINALIA_SOURCE_DIR "/resources/starter";
const std::string kCommit = "0123456789abcdef0123456789abcdef01234567";

Finished run(const std::string& arguments, const std::string& environment = {},
             const char* streams = "2>/dev/null")
{
    return marginalia::test::runCli(arguments, environment, streams);
}

class InspectCli : public ::testing::Test {
protected:
    void SetUp() override
    {
        m_cache = fs::temp_directory_path() / ("cache-" + marginalia::Uid::random().hex());
        const fs::path model = m_cache / "models--org--starter";
        fs::create_directories(model / "snapshots");
        fs::copy(kStarter, model / "snapshots" / kCommit, fs::copy_options::recursive);
        fs::create_directories(model / "refs");
        std::ofstream(model / "refs/main") << kCommit;
    }
    void TearDown() override { fs::remove_all(m_cache); }
    std::string cache() const { return "HF_HUB_CACHE=" + m_cache.string() + " "; }

    fs::path m_cache;
};

}  // namespace

TEST_F(InspectCli, OneObjectALineForEachModel)
{
    const Finished done = run("inspect --json --length 100 " + kStarter + " " + kStarter);
    EXPECT_EQ(done.code, 0);
    const size_t first = done.out.find('\n');
    ASSERT_NE(first, std::string::npos);
    const Json json = Json::parse(done.out.substr(0, first), nullptr, false);
    ASSERT_TRUE(json.is_object()) << done.out;
    EXPECT_EQ(json["verdict"], "exact");
    EXPECT_EQ(json["family"], "llama");
    ASSERT_EQ(json["memory"].size(), 1U);
    EXPECT_EQ(json["memory"][0]["tokens"], 100);
    EXPECT_EQ(done.out.substr(first + 1), done.out.substr(0, first + 1));
}

TEST_F(InspectCli, WhatCannotBeLoadedExitsWithOne)
{
    EXPECT_EQ(run("inspect /nowhere/at/all").code, 1);
    const Finished both = run("inspect --json /nowhere/at/all " + kStarter);
    EXPECT_EQ(both.code, 1);
    EXPECT_NE(both.out.find("\"refused\""), std::string::npos);
    EXPECT_NE(both.out.find("\"exact\""), std::string::npos) << "the others are looked at";
    EXPECT_EQ(run("inspect").code, 2);
    EXPECT_EQ(run("inspect --length none " + kStarter).code, 2);
}

TEST_F(InspectCli, NamesOfTheHubCacheAreTakenWhereverAModelIsNamed)
{
    const Finished list = run("inspect --cache --json", cache());
    const Json listed = Json::parse(list.out, nullptr, false);
    ASSERT_TRUE(listed.is_object()) << list.out;
    EXPECT_EQ(listed["repository"], "org/starter");
    EXPECT_EQ(listed["commit"], kCommit);
    EXPECT_TRUE(listed["missing"].empty());
    const Finished named = run("inspect --json org/starter@0123456", cache());
    EXPECT_EQ(Json::parse(named.out)["commit"], kCommit);
    EXPECT_EQ(run("tokenize --model org/starter --text hello --json", cache()).code, 0);
    EXPECT_EQ(run("tokenize --model org/other --text hello --json", cache()).code, 1);
}

TEST_F(InspectCli, LibTorchIsNotLoaded)
{
    const Finished done = run("inspect --json " + kStarter, "LD_DEBUG=libs", "2>&1");
    EXPECT_NE(done.out.find("libsqlite3"), std::string::npos) << "the loader tells what it does";
    EXPECT_EQ(done.out.find("libtorch"), std::string::npos);
}
