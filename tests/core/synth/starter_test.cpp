// SPDX-License-Identifier: Apache-2.0
#include "core/synth/starter.h"

#include "core/base/file.h"
#include "core/base/file_folders.h"
#include "core/synth/world.h"
#include "core/text/chat_template.h"
#include "core/text/tokenizer.h"

#include <gtest/gtest.h>

#include <filesystem>

using namespace marginalia;
using namespace marginalia::synth;

namespace {

std::string starterFolder()
{
    return resourceFolder() + "/starter";
}

Messages conversation(const Example& example)
{
    Message user;
    user.role = "user";
    user.content = example.prompt;
    Message assistant;
    assistant.role = "assistant";
    assistant.content = example.answer;
    return {user, assistant};
}

}  // namespace

TEST(Starter, TokenizerIsRepeatable)
{
    const std::string folder = ::testing::TempDir() + "starter_tokenizer";
    std::filesystem::create_directories(folder);
    ASSERT_TRUE(writeStarterTokenizer(folder + "/a.json", 300, 1));
    ASSERT_TRUE(writeStarterTokenizer(folder + "/b.json", 300, 1));
    const auto a = readFile(folder + "/a.json");
    const auto b = readFile(folder + "/b.json");
    ASSERT_TRUE(a);
    ASSERT_TRUE(b);
    EXPECT_EQ(*a, *b);
    std::filesystem::remove_all(folder);
}

TEST(Starter, ShippedTokenizerHasSpecialTokensFirstAndSingleDigits)
{
    const auto tokenizer = Tokenizer::load(starterFolder());
    ASSERT_TRUE(tokenizer) << tokenizer.error().message();
    EXPECT_EQ((*tokenizer)->size(), 1024);
    TokenId id = 0;
    for (const std::string& token : starterSpecialTokens()) {
        EXPECT_EQ((*tokenizer)->idOf(token), id);
        EXPECT_TRUE((*tokenizer)->isSpecial(id));
        ++id;
    }
    EXPECT_EQ((*tokenizer)->encode("1234567890", false).ids.size(), 10U);
    EXPECT_EQ((*tokenizer)->eos(), (*tokenizer)->idOf("<eos>"));
}

TEST(Starter, EveryExampleReadsBackFromItsTokens)
{
    const auto tokenizer = Tokenizer::load(starterFolder());
    ASSERT_TRUE(tokenizer) << tokenizer.error().message();
    Generator generator(31);
    for (int i = 0; i < 500; ++i) {
        const Example example = generator.next();
        const Encoding encoding = (*tokenizer)->encode(example.answer, true);
        EXPECT_EQ((*tokenizer)->decode(encoding.ids, false), example.answer);
    }
}

TEST(Starter, TemplateIsRoleTokenTextAndEndPerTurn)
{
    const auto tokenizer = Tokenizer::load(starterFolder());
    const auto chat = ChatTemplate::load(starterFolder());
    ASSERT_TRUE(tokenizer) << tokenizer.error().message();
    ASSERT_TRUE(chat) << chat.error().message();
    Example example;
    example.prompt = "What is 8 + 30?";
    example.answer = "38.";
    const auto rendered = (*chat)->render(conversation(example), (*tokenizer)->namedTokens(), {});
    ASSERT_TRUE(rendered) << rendered.error().message();
    EXPECT_EQ(rendered->text, "<user>What is 8 + 30?<eos><assistant>38.<eos>");
    RenderOptions open;
    open.addGenerationPrompt = true;
    const auto prompt =
        (*chat)->render({conversation(example).front()}, (*tokenizer)->namedTokens(), open);
    ASSERT_TRUE(prompt) << prompt.error().message();
    EXPECT_EQ(prompt->text, "<user>What is 8 + 30?<eos><assistant>");
}

TEST(Starter, AnswerAndItsEndAreTrained)
{
    const auto tokenizer = Tokenizer::load(starterFolder());
    const auto chat = ChatTemplate::load(starterFolder());
    ASSERT_TRUE(tokenizer) << tokenizer.error().message();
    ASSERT_TRUE(chat) << chat.error().message();
    Example example;
    example.prompt = "What is 8 + 30?";
    example.answer = "8 + 30 = 38.";
    const Messages turns = conversation(example);
    const auto row =
        tokenizeRow(**tokenizer, chat->get(), TextMode::Chat, {turns.front()}, {turns.back()});
    ASSERT_TRUE(row) << row.error().message();
    std::vector<TokenId> trained;
    for (size_t i = 0; i < row->ids.size(); ++i) {
        if (row->trained[i]) {
            trained.push_back(row->ids[i]);
        }
    }
    EXPECT_EQ((*tokenizer)->decode(trained, false), "8 + 30 = 38.<eos>");
    EXPECT_FALSE(row->brokenPrefix);
}

TEST(Starter, ExamplesFitTheContext)
{
    const auto tokenizer = Tokenizer::load(starterFolder());
    ASSERT_TRUE(tokenizer) << tokenizer.error().message();
    Generator generator(32);
    for (int i = 0; i < 2000; ++i) {
        const Example example = generator.next();
        const size_t tokens = (*tokenizer)->encode(example.prompt, false).ids.size() +
                              (*tokenizer)->encode(example.answer, false).ids.size() + 4;
        EXPECT_LE(tokens, 256U) << example.prompt;
    }
}
