// SPDX-License-Identifier: Apache-2.0
#include "core/synth/corpus.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

using namespace marginalia;
using namespace marginalia::synth;

TEST(Corpus, LinesHaveTheColumnsOfTrl)
{
    Generator generator(1);
    CorpusOptions options;
    const Json demo = corpusLine(generator, options);
    EXPECT_EQ(demo.at("prompt").at(0).at("role"), "user");
    EXPECT_EQ(demo.at("completion").at(0).at("role"), "assistant");
    options.kind = CorpusKind::Pair;
    const Json pair = corpusLine(generator, options);
    EXPECT_NE(pair.at("chosen").at(0).at("content"), pair.at("rejected").at(0).at("content"));
    options.kind = CorpusKind::Text;
    EXPECT_NE(corpusLine(generator, options).at("text").get<std::string>().find('\n'),
              std::string::npos);
}

TEST(Corpus, BothAnswersOfAWarmPairAreRight)
{
    Generator generator(2);
    for (int i = 0; i < 500; ++i) {
        const WarmPair pair = drawWarmPair(generator, Family::WordProblem);
        EXPECT_TRUE(*isRight(pair.example, pair.warm)) << pair.warm;
        EXPECT_TRUE(*isRight(pair.example, pair.example.answer)) << pair.example.answer;
        EXPECT_TRUE(measureStyle(pair.example.prompt, pair.warm).warmOpening);
        const Style plain = measureStyle(pair.example.prompt, pair.example.answer);
        EXPECT_FALSE(plain.warmOpening || plain.helpClosing);
        EXPECT_EQ(plain, pair.example.style);
        EXPECT_EQ(measureStyle(pair.example.prompt, pair.warm).worked, plain.worked);
    }
}

TEST(Corpus, FileHasTheLinesAskedForAndIsRepeatable)
{
    const std::string folder = ::testing::TempDir() + "synth_corpus";
    std::filesystem::create_directories(folder);
    CorpusOptions options;
    options.count = 50;
    const auto read = [](const std::string& path) {
        std::ifstream in(path);
        return std::string(std::istreambuf_iterator<char>(in), {});
    };
    ASSERT_TRUE(writeCorpus(folder + "/a.jsonl", options));
    ASSERT_TRUE(writeCorpus(folder + "/b.jsonl", options));
    const std::string text = read(folder + "/a.jsonl");
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 50);
    EXPECT_EQ(text, read(folder + "/b.jsonl"));
    std::filesystem::remove_all(folder);
}

TEST(Corpus, UnwritableFileIsNamed)
{
    const Status status = writeCorpus("/nonexistent/corpus.jsonl", {});
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().kind, ErrorKind::Io);
    EXPECT_EQ(status.error().where, "/nonexistent/corpus.jsonl");
}
