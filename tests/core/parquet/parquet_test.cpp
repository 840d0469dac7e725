// SPDX-License-Identifier: Apache-2.0
#include "core/parquet/parquet_container.h"
#include "tests/core/data/formats_golden.h"

using namespace marginalia;
using namespace marginalia::test;

namespace {

std::string bytesOf(const std::string& file)
{
    std::ifstream in(MARGINALIA_SOURCE_DIR "/tests/golden/text/formats/" + file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

Collected readBytes(const std::string& bytes, const ReadOptions& options = {})
{
    const std::string path = fileOf("test.parquet", bytes);
    Collected out = readPath(path, options, {parquetContainer()});
    std::remove(path.c_str());
    return out;
}

}  // namespace

TEST(ParquetGolden, FilesGiveTheirRecords)
{
    const std::set<std::string> required = requiredFormats();
    size_t seen = 0;
    for (const std::string& file : goldenFiles(true)) {
        seen += expectCase(file, required, {parquetContainer()}) ? 1 : 0;
    }
    golden::ran(seen, "Parquet files");
    if (std::getenv("MARGINALIA_GOLDEN") == nullptr) {
        EXPECT_EQ(seen, 5U);
    }
}

TEST(Parquet, RowsHaveNumbersAndTheFileADigest)
{
    const Collected out = readBytes(bytesOf("binarized_snappy.parquet"));
    ASSERT_TRUE(out.status.ok());
    ASSERT_EQ(out.records.size(), 5U);
    EXPECT_EQ(out.records[4].source.line, 5);
    EXPECT_EQ(out.records[4].source.byte, -1);
    EXPECT_EQ(out.ends.at(0).sha256.size(), 64U);
    ReadOptions options;
    options.limit = 2;
    EXPECT_EQ(readBytes(bytesOf("binarized_snappy.parquet"), options).records.size(), 2U);
    options = {};
    options.fromByte = 10;
    EXPECT_EQ(readBytes(bytesOf("binarized_snappy.parquet"), options).status.error().kind,
              ErrorKind::Invalid);
}

TEST(Parquet, DamageIsAnErrorAndNeverACrash)
{
    for (const char* file :
         {"binarized_snappy.parquet", "binarized_zstd_v2.parquet", "unpaired_nulls.parquet"}) {
        const std::string whole = bytesOf(file);
        for (size_t length = 4; length < whole.size(); length += 97) {
            const Collected out = readBytes(whole.substr(0, length));
            EXPECT_FALSE(out.status.ok()) << file << " cut at " << length;
        }
        int failed = 0;
        for (size_t at = 4; at < whole.size(); at += 61) {
            std::string flipped = whole;
            flipped[at] = static_cast<char>(flipped[at] ^ 0x5A);
            // Not every flip can be noticed (no page checksums); none may crash or hang.
            const Collected out = readBytes(flipped);
            failed += out.status.ok() && out.problems.empty() ? 0 : 1;
        }
        EXPECT_GT(failed, 0) << file;
    }
}
