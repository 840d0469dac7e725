// SPDX-License-Identifier: Apache-2.0
// Headers of hostile files: every count and length is checked before anything is made of it.
#include "core/text/gguf_header.h"

#include "core/export/gguf_metadata.h"

#include <gtest/gtest.h>

using namespace marginalia;

namespace {

struct TensorLine {
    std::string name;
    std::vector<std::uint64_t> sizes;  ///< fastest first
    std::uint32_t type = kGgufF32;
    std::uint64_t offset = 0;
};

/// A file of given counts, metadata, tensors and bytes of data.
std::string fileOf(const GgufMetadata& metadata, const std::vector<TensorLine>& tensors,
                   std::size_t data)
{
    std::string out = "GGUF";
    appendU32(out, 3);
    appendU64(out, tensors.size());
    appendU64(out, metadata.count());
    out += metadata.bytes();
    for (const TensorLine& tensor : tensors) {
        appendGgufText(out, tensor.name);
        appendU32(out, static_cast<std::uint32_t>(tensor.sizes.size()));
        for (const std::uint64_t size : tensor.sizes) {
            appendU64(out, size);
        }
        appendU32(out, tensor.type);
        appendU64(out, tensor.offset);
    }
    out.resize((out.size() + 31) / 32 * 32, '\0');
    return out.append(data, '\0');
}

/// The words of the error; empty: there is none.
std::string problemOf(const std::string& file)
{
    const auto header = parseGgufHeader(file, "x.gguf");
    return header.ok() ? "" : header.error().message();
}

void expectProblem(const std::string& file, const std::string& words)
{
    const std::string problem = problemOf(file);
    EXPECT_NE(problem.find(words), std::string::npos) << "found: " << problem;
}

GgufMetadata someMetadata()
{
    GgufMetadata metadata;
    metadata.addText("general.architecture", "llama");
    return metadata;
}

}  // namespace

TEST(GgufHeader, ReadsWhatWasWritten)
{
    GgufMetadata metadata = someMetadata();
    metadata.addU32("a", 7);
    metadata.addF32("b", 0.5);
    metadata.addFlag("c", true);
    metadata.addTexts("d", {"x", "", "\xC4\xA0y"});
    metadata.addI32s("e", {-1, 5});
    const std::string file = fileOf(metadata, {{"t", {4, 2}, kGgufF16, 0}, {"u", {3}, 0, 32}}, 44);
    const auto header = parseGgufHeader(file, "x.gguf");
    ASSERT_TRUE(header.ok()) << header.error().message();
    EXPECT_EQ(header->find("a")->integer(), 7);
    EXPECT_EQ(header->find("b")->number(), 0.5);
    EXPECT_EQ(header->find("c")->flag(), true);
    EXPECT_EQ(header->find("d")->texts, (std::vector<std::string_view>{"x", "", "\xC4\xA0y"}));
    EXPECT_EQ(header->find("e")->integerAt(0), -1);
    EXPECT_EQ(header->find("e")->integerAt(2), std::nullopt);
    EXPECT_EQ(header->find("f"), nullptr);
    ASSERT_EQ(header->tensors.size(), 2U);
    EXPECT_EQ(header->tensors[0].shape, (std::vector<std::int64_t>{2, 4}));
    EXPECT_EQ(header->tensors[0].bytes, 16U);
    EXPECT_EQ(header->tensors[1].begin, header->dataStart + 32);
}

TEST(GgufHeader, EveryCutIsAnError)
{
    GgufMetadata metadata = someMetadata();
    metadata.addTexts("tokens", {"a", "b"});
    metadata.addI32s("types", {1, 1});
    const std::string file = fileOf(metadata, {{"t", {8}, kGgufF32, 0}}, 32);
    ASSERT_EQ(problemOf(file), "");
    for (std::size_t size = 0; size < file.size(); ++size) {
        EXPECT_NE(problemOf(file.substr(0, size)), "") << size << " bytes";
    }
}

TEST(GgufHeader, CountsAndLengthsBeyondTheFileAreRefused)
{
    for (const std::uint64_t count :
         {std::uint64_t{1} << 20U, std::uint64_t{1} << 40U, UINT64_MAX}) {
        std::string keys = "GGUF";
        appendU32(keys, 3);
        appendU64(keys, 0);
        appendU64(keys, count);
        EXPECT_NE(problemOf(keys), "");
        std::string tensors = "GGUF";
        appendU32(tensors, 3);
        appendU64(tensors, count);
        appendU64(tensors, 0);
        EXPECT_NE(problemOf(tensors), "");
        for (const GgufType element :
             {GgufType::Text, GgufType::I32, GgufType::F64, GgufType::U8}) {
            std::string array = "GGUF";
            appendU32(array, 3);
            appendU64(array, 0);
            appendU64(array, 1);
            appendGgufText(array, "k");
            appendU32(array, static_cast<std::uint32_t>(GgufType::Array));
            appendU32(array, static_cast<std::uint32_t>(element));
            appendU64(array, count);
            expectProblem(array + std::string(64, '\0'), "key k");
        }
        std::string text = "GGUF";
        appendU32(text, 3);
        appendU64(text, 0);
        appendU64(text, 1);
        appendU64(text, count);
        EXPECT_NE(problemOf(text + std::string(64, 'a')), "");
    }
}

TEST(GgufHeader, BrokenMetadataIsNamed)
{
    GgufMetadata twice = someMetadata();
    twice.addU32("general.architecture", 1);
    expectProblem(fileOf(twice, {}, 0), "given twice");
    GgufMetadata odd = someMetadata();
    odd.addU32("general.alignment", 24);
    expectProblem(fileOf(odd, {}, 0), "general.alignment");
    GgufMetadata large = someMetadata();
    large.addU32("general.alignment", 1U << 31U);
    expectProblem(fileOf(large, {}, 0), "general.alignment");
    std::string nested = "GGUF";
    appendU32(nested, 3);
    appendU64(nested, 0);
    appendU64(nested, 1);
    appendGgufText(nested, "k");
    appendU32(nested, 9);
    appendU32(nested, 9);
    appendU64(nested, 1);
    expectProblem(nested + std::string(32, '\0'), "type 9");
    expectProblem("GGML", "begin with GGUF");
    expectProblem(std::string("GGUF\0\0\0\3", 8), "big-endian");
    expectProblem(std::string("GGUF\1\0\0\0", 8), "version 1");
}

TEST(GgufHeader, BrokenTensorsAreNamed)
{
    const GgufMetadata metadata = someMetadata();
    expectProblem(fileOf(metadata, {{"t", {0}, 0, 0}}, 32), "\"t\"");
    expectProblem(fileOf(metadata, {{"t", {UINT64_MAX}, 0, 0}}, 32), "\"t\"");
    expectProblem(fileOf(metadata, {{"t", {1ULL << 40U, 1ULL << 40U}, 0, 0}}, 32), "\"t\"");
    expectProblem(fileOf(metadata, {{"t", {1ULL << 62U}, 0, 0}}, 32), "\"t\"");
    expectProblem(fileOf(metadata, {{"t", {1, 1, 1, 1, 1}, 0, 0}}, 32), "5 dimensions");
    expectProblem(fileOf(metadata, {{"t", {}, 0, 0}}, 32), "0 dimensions");
    expectProblem(fileOf(metadata, {{"t", {4}, 77, 0}}, 32), "unknown type 77");
    expectProblem(fileOf(metadata, {{"t", {33}, kGgufQ8, 0}}, 64), "whole blocks of Q8_0");
    expectProblem(fileOf(metadata, {{"t", {4}, 0, 32}}, 64), "hole or an overlap");
    expectProblem(fileOf(metadata, {{"t", {4}, 0, 0}, {"u", {4}, 0, 0}}, 64), "hole or an overlap");
    expectProblem(fileOf(metadata, {{"t", {4}, 0, 0}, {"t", {4}, 0, 32}}, 64), "given twice");
    expectProblem(fileOf(metadata, {{"t", {9}, 0, 0}}, 32), "cut off");
    expectProblem(fileOf(metadata, {{std::string(65, 'n'), {4}, 0, 0}}, 32), "tensor's name");
}
