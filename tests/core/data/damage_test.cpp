// SPDX-License-Identifier: Apache-2.0
#include "tests/core/data/formats_golden.h"

#include <cstdlib>
#include <random>

using namespace marginalia;
using namespace marginalia::test;

namespace {

/// MARGINALIA_DAMAGE sets how often every file is damaged; long runs with sanitizers use thousands.
int rounds()
{
    const char* text = std::getenv("MARGINALIA_DAMAGE");
    return text == nullptr ? 20 : std::atoi(text);
}

std::string bytesOf(const std::string& path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// One to four small changes: a bit, a piece cut out, doubled or moved, or something with a meaning
/// put in.
std::string damaged(std::string bytes, std::mt19937& random)
{
    static const std::string kPieces[] = {"\"",
                                          "{",
                                          "}",
                                          "[",
                                          "]",
                                          ",",
                                          ":",
                                          "\\",
                                          "\n",
                                          "\r\n",
                                          std::string(1, '\0'),
                                          "\xFF",
                                          "\xEF\xBB\xBF",
                                          "\\ud800",
                                          "\\u0000",
                                          "NaN",
                                          "1e999",
                                          "null",
                                          "\"role\"",
                                          "\t",
                                          "'",
                                          "(",
                                          "-",
                                          "00"};
    const auto upTo = [&random](size_t n) { return n == 0 ? 0 : random() % n; };
    for (size_t change = 0, changes = 1 + upTo(4); change < changes && !bytes.empty(); ++change) {
        const size_t at = upTo(bytes.size());
        const size_t length = 1 + upTo(std::min<size_t>(40, bytes.size() - at));
        switch (upTo(5)) {
            case 0:
                bytes[at] = static_cast<char>(bytes[at] ^ static_cast<char>(1U << upTo(8)));
                break;
            case 1:
                bytes.erase(at, length);
                break;
            case 2:
                bytes.insert(upTo(bytes.size()), bytes.substr(at, length));
                break;
            case 3:
                bytes.resize(at);
                break;
            default:
                bytes.insert(at, kPieces[upTo(std::size(kPieces))]);
        }
    }
    return bytes;
}

void expectSound(const Collected& out, const std::string& where)
{
    if (!out.status.ok()) {
        EXPECT_FALSE(out.status.error().what.empty()) << where;
        EXPECT_FALSE(out.status.error().todo.empty()) << where;
        return;
    }
    ASSERT_EQ(out.ends.size(), 1U) << where;
    EXPECT_EQ(out.ends[0].records, static_cast<std::int64_t>(out.records.size())) << where;
    EXPECT_EQ(out.ends[0].refused, static_cast<std::int64_t>(out.problems.size())) << where;
    for (const Problem& problem : out.problems) {
        EXPECT_EQ(problem.code.rfind("D-", 0), 0U) << where;
        EXPECT_FALSE(problem.what.empty()) << where;
    }
    for (const Record& record : out.records) {
        std::string line;
        ASSERT_TRUE(appendProtocolLine(record, line).ok()) << where;
        line.pop_back();
        Collected again;
        const Status status = feedProtocolLine(line, again);
        ASSERT_TRUE(status.ok()) << where << status.error().message() << line;
        EXPECT_EQ(toJson(again.records.at(0)), toJson(record)) << where;
    }
}

}  // namespace

TEST(Damage, NoDamagedFileCrashesTheReaderOrItsProtocol)
{
    std::mt19937 random(20261121);
    for (const std::string& file : goldenFiles(false)) {
        const std::string whole = bytesOf(goldenFolder() + "/text/formats/" + file);
        for (int round = 0; round < rounds(); ++round) {
            ReadOptions options;
            options.replaceInvalid = round % 2 == 1;
            expectSound(readText(file, damaged(whole, random), options),
                        file + " round " + std::to_string(round) + ": ");
        }
    }
}

TEST(Damage, NoDamagedLineCrashesTheProtocol)
{
    const Collected whole = readPath(goldenFolder() + "/text/formats/pref_chat.jsonl");
    std::mt19937 random(7);
    for (const Record& record : whole.records) {
        std::string line;
        ASSERT_TRUE(appendProtocolLine(record, line).ok());
        line.pop_back();
        for (int round = 0; round < 50 * rounds(); ++round) {
            Collected sink;
            const Status status = feedProtocolLine(damaged(line, random), sink);
            EXPECT_EQ(status.ok(), sink.records.size() == 1) << line;
        }
    }
}
