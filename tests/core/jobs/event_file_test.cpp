// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/event_file.h"

#include "core/jobs/run_folder.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>

using namespace marginalia;
namespace fs = std::filesystem;

namespace {

/// CRC-32C bit by bit, from its definition, so that the writer's table is not checked by itself.
std::uint32_t plainCrc(const std::string& bytes)
{
    std::uint32_t crc = ~0U;
    for (const char byte : bytes) {
        crc ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0x82F63B78U : 0U);
        }
    }
    return ~crc;
}

std::uint32_t maskedCrc(const std::string& bytes)
{
    const std::uint32_t crc = plainCrc(bytes);
    return ((crc >> 15U) | (crc << 17U)) + 0xA282EAD8U;
}

template <class Number>
Number plainAt(const std::string& bytes, std::size_t at)
{
    Number out{};
    EXPECT_LE(at + sizeof out, bytes.size());
    std::memcpy(&out, bytes.data() + at, sizeof out);
    return out;
}

/// The fields of one protobuf message: number -> values, each a varint, eight or four bytes as a
/// number, or bytes.
struct Fields {
    std::multimap<std::uint64_t, std::uint64_t> numbers;
    std::multimap<std::uint64_t, std::string> bytes;
};

Fields parsed(const std::string& message)
{
    Fields out;
    std::size_t at = 0;
    const auto varint = [&] {
        std::uint64_t value = 0;
        for (unsigned shift = 0; at < message.size(); shift += 7) {
            const auto byte = static_cast<unsigned char>(message[at++]);
            value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
            if (byte < 0x80) {
                break;
            }
        }
        return value;
    };
    while (at < message.size()) {
        const std::uint64_t key = varint();
        const std::uint64_t field = key >> 3U;
        switch (key & 7U) {
            case 0:
                out.numbers.emplace(field, varint());
                break;
            case 1:
                out.numbers.emplace(field, plainAt<std::uint64_t>(message, at));
                at += 8;
                break;
            case 5:
                out.numbers.emplace(field, plainAt<std::uint32_t>(message, at));
                at += 4;
                break;
            case 2: {
                const std::uint64_t length = varint();
                EXPECT_LE(at + length, message.size());
                out.bytes.emplace(field, message.substr(at, length));
                at += length;
                break;
            }
            default:
                ADD_FAILURE() << "wire type " << (key & 7U);
                return out;
        }
    }
    return out;
}

struct Event {
    double wallTime = 0;
    std::int64_t step = 0;
    std::string version;
    std::map<std::string, float> scalars;
    std::optional<std::uint64_t> session;
};

Event eventOf(const std::string& message)
{
    const Fields fields = parsed(message);
    Event out;
    const std::uint64_t wall = fields.numbers.find(1)->second;
    std::memcpy(&out.wallTime, &wall, sizeof out.wallTime);
    if (const auto step = fields.numbers.find(2); step != fields.numbers.end()) {
        out.step = static_cast<std::int64_t>(step->second);
    }
    if (const auto version = fields.bytes.find(3); version != fields.bytes.end()) {
        out.version = version->second;
    }
    if (const auto session = fields.bytes.find(7); session != fields.bytes.end()) {
        out.session = parsed(session->second).numbers.find(1)->second;
    }
    if (const auto summary = fields.bytes.find(5); summary != fields.bytes.end()) {
        const Fields values = parsed(summary->second);
        for (const auto& [field, value] : values.bytes) {
            EXPECT_EQ(field, 1U);
            const Fields parts = parsed(value);
            const auto bits = static_cast<std::uint32_t>(parts.numbers.find(2)->second);
            std::memcpy(&out.scalars[parts.bytes.find(1)->second], &bits, sizeof bits);
        }
    }
    return out;
}

/// Every record of a file, its lengths and checksums verified.
std::vector<Event> eventsOf(const std::string& path)
{
    const std::string bytes = *readFile(path);
    std::vector<Event> out;
    std::size_t at = 0;
    while (at < bytes.size()) {
        const auto length = plainAt<std::uint64_t>(bytes, at);
        EXPECT_EQ(plainAt<std::uint32_t>(bytes, at + 8), maskedCrc(bytes.substr(at, 8)));
        const std::string message = bytes.substr(at + 12, length);
        EXPECT_EQ(plainAt<std::uint32_t>(bytes, at + 12 + length), maskedCrc(message));
        out.push_back(eventOf(message));
        at += 16 + length;
    }
    return out;
}

class EventFileTest : public ::testing::Test {
protected:
    void SetUp() override
    {
        std::string pattern = (fs::temp_directory_path() / "marginalia-events-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        m_top = pattern;
    }
    void TearDown() override { fs::remove_all(m_top); }

    std::vector<std::string> eventFiles(const std::string& folder) const
    {
        std::vector<std::string> out;
        for (const auto& entry : fs::directory_iterator(folder)) {
            out.push_back(entry.path().string());
        }
        std::sort(out.begin(), out.end());
        return out;
    }

    std::string m_top;
};

}  // namespace

TEST_F(EventFileTest, BytesAreThoseThatTensorBoardDecoded)
{
    EXPECT_EQ(plainCrc("123456789"), 0xE3069283U);
    EXPECT_EQ(maskedCrc("123456789"), 0xC78AB0E5U);
    auto file = EventFile::create(m_top + "/tb", 1700000000.0, 1);
    ASSERT_TRUE(file.ok());
    ASSERT_TRUE(file->scalars(1700000001.0, 10, {{"rewards/margins", 0.5}}).ok());
    const std::vector<std::string> files = eventFiles(m_top + "/tb");
    ASSERT_EQ(files.size(), 1U);
    EXPECT_EQ(fs::path(files[0]).filename().string().rfind(
                  "events.out.tfevents.1700000000.localhost.", 0),
              0U);
    const std::string wanted =
        "1800000000000000a37f4b22"
        "0900000040fc54d9411a0d627261696e2e4576656e743a32eced8f9d"
        "2b00000000000000861bc34b"
        "0900004040fc54d941100a2a1e0a1c0a15747261696e2f726577617264732f6d617267696e73150000003f"
        "a3a64608";
    std::string hex;
    const std::string bytes = *readFile(files[0]);
    for (const char byte : bytes) {
        char digits[3];
        std::snprintf(digits, sizeof digits, "%02x", static_cast<unsigned char>(byte));
        hex += digits;
    }
    EXPECT_EQ(hex, wanted);
}

TEST_F(EventFileTest, ARunWritesTheFieldsNamesAndAResumeANewFile)
{
    const std::string folder = m_top + "/20261121T140347Z-0a1b2c";
    fs::create_directories(folder);
    std::ofstream(folder + "/run.json") << "{\"schema\":1}\n";
    {
        auto writer = RunWriter::open(folder);
        ASSERT_TRUE(writer.ok()) << writer.error().message();
        ASSERT_TRUE((*writer)->event("start", 0, {{"total", 3}}).ok());
        for (std::int64_t step = 1; step <= 2; ++step) {
            ASSERT_TRUE((*writer)
                            ->step(step, 0.5 * static_cast<double>(step),
                                   {{"loss", 0.25},
                                    {"grad_norm", std::nan("")},
                                    {"rewards/margins", 1.5},
                                    {"marginalia/step_s", 300.0}})
                            .ok());
        }
        ASSERT_TRUE((*writer)->evaluation(2, 1, {{"eval_loss", 0.75}}).ok());
    }
    auto writer = RunWriter::open(folder);
    ASSERT_TRUE(writer.ok()) << writer.error().message();
    ASSERT_TRUE((*writer)->event("resume", 1, {{"from_step", 1}}).ok());
    ASSERT_TRUE((*writer)->step(2, 1, {{"loss", 0.125}}).ok());

    const std::vector<std::string> files = eventFiles(folder + "/tb");
    ASSERT_EQ(files.size(), 2U);
    const std::vector<Event> first = eventsOf(files[0]);
    ASSERT_EQ(first.size(), 4U);
    EXPECT_EQ(first[0].version, "brain.Event:2");
    EXPECT_GT(first[0].wallTime, 1.5e9);
    EXPECT_EQ(first[1].step, 1);
    EXPECT_EQ(first[2].step, 2);
    EXPECT_GE(first[2].wallTime, first[1].wallTime);
    EXPECT_EQ(first[2].scalars.size(), 5U);
    EXPECT_EQ(first[2].scalars.at("train/loss"), 0.25F);
    EXPECT_TRUE(std::isnan(first[2].scalars.at("train/grad_norm")));
    EXPECT_EQ(first[2].scalars.at("train/rewards/margins"), 1.5F);
    EXPECT_EQ(first[2].scalars.at("train/marginalia/step_s"), 300.0F);
    EXPECT_EQ(first[2].scalars.at("train/epoch"), 1.0F);
    EXPECT_EQ(first[3].scalars, (std::map<std::string, float>{{"eval/loss", 0.75F}}));

    const std::vector<Event> second = eventsOf(files[1]);
    ASSERT_EQ(second.size(), 3U);
    EXPECT_EQ(second[0].version, "brain.Event:2");
    // START: readers drop what the first file holds from step 2 on.
    EXPECT_EQ(second[1].session, std::optional<std::uint64_t>(1));
    EXPECT_EQ(second[1].step, 2);
    EXPECT_EQ(second[2].scalars.at("train/loss"), 0.125F);
}
