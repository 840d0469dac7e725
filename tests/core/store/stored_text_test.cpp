// SPDX-License-Identifier: Apache-2.0
#include "core/store/stored_text.h"

#include "core/store/record_rows.h"

#include <gtest/gtest.h>

using namespace marginalia;

namespace {

Messages talk()
{
    Message first;
    first.role = "user";
    first.content = std::string("line\nquote \" slash \\ tab\t nul\0 bell\a end", 41);
    first.name = "content";
    Message second;
    second.role = "assistant";
    second.content = "größe 汉字 \xF0\x9F\x98\x80";
    second.toolCalls =
        Json::array({{{"content", "not, this} ]"}, {"n", {1, 2, {{"deep", nullptr}}}}}});
    second.extra = {{"content", "nor \"this\""}, {"flag", true}};
    Message third;
    third.role = "user";
    return {first, second, third};
}

}  // namespace

TEST(StoredText, EqualsThePlainTextOfTheMessages)
{
    const Messages messages = talk();
    EXPECT_EQ(store::storedText(toJson(messages).dump()), plainText(messages));
    EXPECT_EQ(store::storedText("[]"), "");
    EXPECT_EQ(store::storedText(""), "");
}

TEST(StoredText, AnyOtherSpellingIsParsedInFull)
{
    const Messages messages = talk();
    EXPECT_EQ(store::storedText(toJson(messages).dump(2)), plainText(messages));
    EXPECT_EQ(store::storedText(toJson(messages).dump(-1, ' ', true)), plainText(messages));
    EXPECT_EQ(store::storedText("[{\"role\":\"user\",\"content\":\"a"), "")
        << "broken JSON has no text";
}

TEST(StoredText, StopsEarly)
{
    const std::string json = toJson(talk()).dump();
    for (const std::size_t most : {1U, 5U, 20U, 60U}) {
        const std::string cut = store::cutText(store::storedText(json, most + 1), most);
        EXPECT_EQ(cut, store::cutText(plainText(talk()), most));
    }
}
