// SPDX-License-Identifier: Apache-2.0
#include "core/data/hh_dialogue.h"

#include "tests/core/data/reading.h"

using namespace marginalia;

namespace {

std::string described(const std::string& text)
{
    Messages messages;
    bool repeated = false;
    if (!parseHhDialogue(text, messages, repeated)) {
        return "none";
    }
    std::string out = repeated ? "repeated" : "";
    for (const Message& message : messages) {
        out += "|" + message.role.substr(0, 1) + ":" + message.content;
    }
    return out;
}

test::Collected readPair(const std::string& chosen, const std::string& rejected)
{
    return test::readText("pair.jsonl",
                          Json{{"chosen", chosen}, {"rejected", rejected}}.dump() + "\n");
}

}  // namespace

TEST(HhDialogue, SplitsOnlyBehindABlankLine)
{
    EXPECT_EQ(
        described("\n\nHuman: Say Assistant: twice\n\nAssistant: ok\n\nHuman: why\n\nAssistant:"),
        "|u:Say Assistant: twice|a:ok|u:why|a:");
    EXPECT_EQ(described("\n\nHuman: a\nHuman: b\n\nhuman: c"), "|u:a\nHuman: b\n\nhuman: c");
    EXPECT_EQ(described("\n\n\nHuman: a"), "none");
    EXPECT_EQ(described("\n\nHuman: a\n\n\nAssistant: b"), "|u:a\n|a:b");
}

TEST(HhDialogue, StripsOneLeadingAndAllTrailingSpaces)
{
    EXPECT_EQ(described("\n\nHuman:  a  \n\nAssistant:b\t \n"), "|u: a|a:b\t \n");
    EXPECT_EQ(described("\n\nHuman:   \n\nAssistant: b"), "|u:|a:b");
}

TEST(HhDialogue, JoinsTheSameSpeaker)
{
    EXPECT_EQ(described("\n\nHuman: a\n\nHuman: b\n\nAssistant: c"), "repeated|u:a\n\nb|a:c");
}

TEST(HhDialogue, TextsWithoutATurnAreNone)
{
    EXPECT_EQ(described(""), "none");
    EXPECT_EQ(described("Human: a"), "none");
}

TEST(HhDialogue, AnEmptyLastAnswerIsNoted)
{
    const auto out =
        readPair("\n\nHuman: Say Assistant: twice\n\nAssistant: ok\n\nHuman: why\n\nAssistant:",
                 "\n\nHuman: Say Assistant: twice\n\nAssistant: ok\n\nHuman: why\n\nAssistant: no");
    ASSERT_TRUE(out.status.ok()) << out.status.error().message();
    ASSERT_EQ(out.records.size(), 1U);
    EXPECT_EQ(out.heads[0].format, "hh-rlhf");
    EXPECT_EQ(out.records[0].prompt.size(), 3U);
    EXPECT_EQ(out.records[0].prompt[0].content, "Say Assistant: twice");
    EXPECT_EQ(out.records[0].a[0].content, "");
    EXPECT_EQ(out.records[0].codes, std::vector<std::string>{"D-EMPTY-CHOSEN"});
}

TEST(HhDialogue, JoiningComesBeforeComparing)
{
    const auto out =
        readPair("\n\nHuman: a\n\nHuman: b\n\nAssistant: c", "\n\nHuman: a\n\nb\n\nAssistant: d");
    ASSERT_EQ(out.records.size(), 1U);
    EXPECT_EQ(out.records[0].prompt.size(), 1U);
    EXPECT_EQ(out.records[0].codes, std::vector<std::string>{"D-ROLE-REPEAT"});
}

TEST(HhDialogue, DivergingSidesKeepTheCommonTurns)
{
    const auto out = readPair("\n\nHuman: a\n\nAssistant: b\n\nHuman: c\n\nAssistant: d",
                              "\n\nHuman: a\n\nAssistant: x");
    ASSERT_EQ(out.records.size(), 1U);
    EXPECT_EQ(out.records[0].prompt.size(), 1U);
    EXPECT_EQ(out.records[0].a.size(), 3U);
    EXPECT_EQ(out.records[0].b.size(), 1U);
    EXPECT_EQ(out.records[0].codes, std::vector<std::string>{"D-DIVERGE"});
}
