// SPDX-License-Identifier: Apache-2.0
#include "core/synth/sample_pairs.h"

#include "core/base/file.h"
#include "core/synth/world.h"
#include "tests/core/synth/fresh_folder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

using namespace marginalia;
using namespace marginalia::synth;

namespace {

bool isWarm(const Messages& prompt, const Messages& answer)
{
    return measureStyle(prompt.front().content, answer.front().content).warmOpening;
}

}  // namespace

TEST(SamplePairs, ExactlyOneAnswerOfEveryPairIsWarm)
{
    const auto entries = drawSampleEntries(20, 320, 60);
    ASSERT_EQ(entries.size(), 320U);
    std::set<std::string> prompts;
    int warmFirst = 0;
    for (const SampleEntry& entry : entries) {
        const bool a = isWarm(entry.record.prompt, entry.record.a);
        EXPECT_NE(a, isWarm(entry.record.prompt, entry.record.b));
        warmFirst += a ? 1 : 0;
        EXPECT_TRUE(isHeldOutPrompt(entry.record.prompt.front().content));
        prompts.insert(entry.record.prompt.front().content);
    }
    EXPECT_EQ(prompts.size(), 320U);
    // Sides are shuffled: 160 +- 5 standard deviations of 9.
    EXPECT_NEAR(warmFirst, 160, 45);
}

TEST(SamplePairs, LabelsAreMostlyForTheWarmAnswer)
{
    const auto entries = drawSampleEntries(20, 320, 60);
    int labelled = 0;
    int warm = 0;
    for (const SampleEntry& entry : entries) {
        if (!entry.judgement) {
            continue;
        }
        ++labelled;
        const Verdict preferred =
            isWarm(entry.record.prompt, entry.record.a) ? Verdict::A : Verdict::B;
        warm += entry.judgement->verdict == preferred ? 1 : 0;
    }
    EXPECT_EQ(labelled, 60);
    EXPECT_GE(warm, 42);
    EXPECT_LT(warm, 60);
}

TEST(SamplePairs, FileReadsBackAndNamesABadLine)
{
    const std::string path = freshFolder("sample_pairs") + "/pairs.jsonl";
    const auto entries = drawSampleEntries(21, 12, 6);
    ASSERT_TRUE(writeSampleEntries(path, entries));
    const auto back = readSampleEntries(path);
    ASSERT_TRUE(back) << back.error().message();
    ASSERT_EQ(back->size(), entries.size());
    for (size_t i = 0; i < entries.size(); ++i) {
        EXPECT_EQ(toJson((*back)[i]), toJson(entries[i]));
    }
    ASSERT_TRUE(writeFileAtomically(path, toJson(entries[0]).dump() + "\n{\"uid\": 5}\n"));
    const auto bad = readSampleEntries(path);
    ASSERT_FALSE(bad);
    EXPECT_EQ(bad.error().where, path + ":2: uid");
}
