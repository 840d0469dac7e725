// SPDX-License-Identifier: Apache-2.0
// `marginalia-cli read` as a child: its lines, exit codes and what it loads.
#include "tests/core/data/reading.h"
#include "tests/core/run_cli.h"

#include <sstream>

using namespace marginalia;
using namespace marginalia::test;

namespace {

Finished run(const std::string& arguments, const std::string& environment = {},
             const char* streams = "2>/dev/null")
{
    return runCli("read " + arguments, environment, streams);
}

std::string golden(const char* file)
{
    return std::string(MARGINALIA_SOURCE_DIR "/tests/golden/text/formats/") + file;
}

Collected fed(const std::string& text)
{
    Collected out;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line) && out.status.ok();) {
        out.status = feedProtocolLine(line, out);
    }
    return out;
}

}  // namespace

TEST(ReadCli, GivesWhatTheLibraryGives)
{
    const Collected child = fed(run(golden("hh.jsonl.gz")).out);
    const Collected here = readPath(golden("hh.jsonl.gz"));
    ASSERT_TRUE(child.status.ok());
    ASSERT_EQ(child.records.size(), here.records.size());
    for (size_t i = 0; i < child.records.size(); ++i) {
        EXPECT_EQ(toJson(child.records[i]), toJson(here.records[i]));
    }
    EXPECT_EQ(toJson(child.heads.at(0)), toJson(here.heads.at(0)));
    EXPECT_EQ(toJson(child.ends.at(0)), toJson(here.ends.at(0)));
}

TEST(ReadCli, ExitCodesSayHowItWent)
{
    EXPECT_EQ(run(golden("pref_chat.jsonl")).code, 0);
    EXPECT_EQ(run(golden("dirty.jsonl")).code, 4);
    EXPECT_EQ(run(golden("safe_rlhf.jsonl")).code, 1);
    EXPECT_EQ(run("/no/such/file").code, 1);
    EXPECT_EQ(run("").code, 2);
    EXPECT_EQ(run("--limit x " + golden("pref_chat.jsonl")).code, 2);
    EXPECT_EQ(run("--odd " + golden("pref_chat.jsonl")).code, 2);
}

TEST(ReadCli, OptionsReachTheReader)
{
    const Collected limited = fed(run(golden("pref_chat.jsonl") + " --limit 2").out);
    EXPECT_EQ(limited.records.size(), 2U);
    const std::int64_t byte = limited.records.at(1).source.byte;
    EXPECT_EQ(
        fed(run("--from-byte=" + std::to_string(byte + 1) + " " + golden("pref_chat.jsonl")).out)
            .records.size(),
        2U);
    EXPECT_EQ(fed(run("--replace-invalid " + golden("invalid_utf8.jsonl")).out).records.size(), 2U);
    const std::string map = fileOf(
        "map.json", R"({"kind":"demo","fields":{"prompt":"instruction","completion":"chosen"}})");
    EXPECT_EQ(fed(run(golden("alpaca_pref.jsonl") + " --map " + map).out).records.size(), 3U);
    const std::string bad = fileOf("bad.json", "{\"kind\":1,");
    const Collected refused = fed(run(golden("alpaca_pref.jsonl") + " --map " + bad).out);
    ASSERT_FALSE(refused.status.ok());
    EXPECT_NE(refused.status.error().where.find("bad.json"), std::string::npos);
    std::remove(map.c_str());
    std::remove(bad.c_str());
}

TEST(ReadCli, LoadsNoLibTorch)
{
    const Finished loaded = run(golden("pref_chat.jsonl"), "LD_DEBUG=files", "2>&1");
    EXPECT_EQ(loaded.code, 0);
    EXPECT_NE(loaded.out.find("libc.so"), std::string::npos);
    EXPECT_EQ(loaded.out.find("libtorch"), std::string::npos);
    EXPECT_EQ(loaded.out.find("libc10"), std::string::npos);
}
