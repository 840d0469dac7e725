// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/snapshot_project.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace marginalia;
namespace fs = std::filesystem;

namespace {

class SnapshotTest : public ::testing::Test {
protected:
    void SetUp() override
    {
        std::string pattern = (fs::temp_directory_path() / "marginalia-snap-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        m_folder = pattern;
    }
    void TearDown() override { fs::remove_all(m_folder); }
    std::string m_folder;
};

Messages said(const std::string& role, const std::string& text)
{
    Message message;
    message.role = role;
    message.content = text;
    return {message};
}

Record pairOf(const std::string& prompt, Origin origin)
{
    Record record;
    record.prompt = said("user", prompt);
    record.a = said("assistant", "yes " + prompt);
    record.b = said("assistant", "no " + prompt);
    record.origin = origin;
    return record;
}

}  // namespace

TEST_F(SnapshotTest, ItemsComeBackAsWritten)
{
    SnapshotItem item;
    item.uid = Uid::random();
    item.prompt = said("user", "Ü \"quoted\"\n");
    item.answers = {said("assistant", "a"), said("assistant", "b")};
    item.verdict = Verdict::B;
    item.strength = Strength::Much;
    item.annotator = "ada";
    item.weight = 0.25;
    item.split = "held_out";
    item.tools = {{"name", "f"}};
    auto writer = SnapshotWriter::create(m_folder);
    ASSERT_TRUE(writer.ok());
    ASSERT_TRUE((*writer)->add(item).ok());
    SnapshotItem unpaired;
    unpaired.uid = Uid::random();
    unpaired.kind = RecordKind::Unpaired;
    unpaired.textMode = TextMode::Plain;
    unpaired.answers = {said("assistant", "c")};
    unpaired.desirable = false;
    ASSERT_TRUE((*writer)->add(unpaired).ok());
    SnapshotItem group;
    group.uid = Uid::random();
    group.kind = RecordKind::Group;
    group.answers = {said("assistant", "d"), said("assistant", "e")};
    group.facts.resize(2);
    group.facts[0].score = 4.5;
    group.facts[1].visits = 3;
    group.facts[1].attributes = {{"honesty", 5}};
    group.aspect = "style";
    group.alignedLogps = {-1.25, -0.1};
    group.stepLabels = {true, false};
    group.gold = true;
    ASSERT_TRUE((*writer)->add(group).ok());
    const auto digest = (*writer)->finish();
    ASSERT_TRUE(digest.ok());

    auto reader = SnapshotReader::open(m_folder);
    ASSERT_TRUE(reader.ok()) << reader.error().message();
    EXPECT_EQ((*reader)->digest(), *digest);
    ASSERT_EQ((*reader)->size(), 3);
    const auto third = (*reader)->item(2);
    ASSERT_TRUE(third.ok());
    EXPECT_EQ(third->answers, group.answers);
    EXPECT_EQ(third->facts[0].score, 4.5);
    EXPECT_TRUE(std::isnan(third->facts[1].score));
    EXPECT_EQ(third->facts[1].visits, 3);
    EXPECT_EQ(third->facts[1].attributes, group.facts[1].attributes);
    EXPECT_EQ(third->aspect, "style");
    EXPECT_EQ(third->alignedLogps, group.alignedLogps);
    EXPECT_EQ(third->stepLabels, group.stepLabels);
    EXPECT_TRUE(third->gold);
    const auto first = (*reader)->item(0);
    ASSERT_TRUE(first.ok());
    EXPECT_EQ(first->uid, item.uid);
    EXPECT_EQ(first->prompt, item.prompt);
    EXPECT_EQ(first->answers, item.answers);
    EXPECT_EQ(first->verdict, Verdict::B);
    EXPECT_EQ(first->strength, Strength::Much);
    EXPECT_EQ(first->weight, 0.25);
    EXPECT_EQ(first->split, "held_out");
    EXPECT_EQ(first->tools, item.tools);
    const auto second = (*reader)->item(1);
    ASSERT_TRUE(second.ok());
    EXPECT_EQ(second->textMode, TextMode::Plain);
    EXPECT_EQ(second->desirable, false);
    EXPECT_EQ((*reader)->item(3).error().kind, ErrorKind::NotFound);
}

TEST_F(SnapshotTest, EveryFlippedByteIsNoticed)
{
    auto writer = SnapshotWriter::create(m_folder);
    SnapshotItem item;
    item.answers = {said("assistant", "a")};
    ASSERT_TRUE((*writer)->add(item).ok());
    ASSERT_TRUE((*writer)->finish().ok());
    for (const char* name : {"/data.bin", "/data.idx"}) {
        std::ifstream in(m_folder + name, std::ios::binary);
        const std::string whole((std::istreambuf_iterator<char>(in)), {});
        const size_t from = std::string(name) == "/data.bin" ? 16 : 0;
        for (size_t at = from; at < whole.size(); at += 7) {
            std::string broken = whole;
            broken[at] = static_cast<char>(broken[at] ^ 0x20);
            std::ofstream(m_folder + name, std::ios::binary) << broken;
            auto reader = SnapshotReader::open(m_folder);
            EXPECT_TRUE(!reader.ok() || !(*reader)->item(0).ok()) << name << " byte " << at;
        }
        std::ofstream(m_folder + name, std::ios::binary) << whole;
    }
}

TEST_F(SnapshotTest, SplitDependsOnThePromptAlone)
{
    int heldOut = 0;
    for (int i = 0; i < 2000; ++i) {
        const Messages prompt = said("user", "prompt " + std::to_string(i));
        EXPECT_EQ(splitOf(prompt, 0.1), splitOf(prompt, 0.1));
        EXPECT_EQ(splitOf(prompt, 0), "train");
        heldOut += splitOf(prompt, 0.1) == "held_out" ? 1 : 0;
    }
    EXPECT_NEAR(heldOut, 200, 60);
}

TEST_F(SnapshotTest, RecordsBecomeARun)
{
    std::vector<Record> records = {pairOf("one", Origin::ChosenA), pairOf("two", Origin::None),
                                   pairOf("three", Origin::ChosenA)};
    Record equal = pairOf("four", Origin::ChosenA);
    equal.b = equal.a;
    records.push_back(equal);
    RunSpec spec = defaultRunSpec("dpo");
    spec.model = "/m";
    spec.held_out_share = 0;
    const auto run = snapshotFromRecords(records, spec, m_folder);
    ASSERT_TRUE(run.ok()) << run.error().message();
    EXPECT_EQ(run->use.used, 2);
    EXPECT_EQ(run->use.labelled, 3);
    EXPECT_EQ(run->use.unused.at("not_labelled"), 1);
    EXPECT_EQ(run->use.unused.at("equal"), 1);
    auto reader = SnapshotReader::open(run->folder);
    ASSERT_TRUE(reader.ok());
    EXPECT_EQ((*reader)->size(), 2);
    EXPECT_EQ((*readRunJson(run->folder))["digests"]["data"], (*reader)->digest());

    records = {pairOf("two", Origin::None)};
    EXPECT_EQ(snapshotFromRecords(records, spec, m_folder).error().kind, ErrorKind::Invalid);
}
