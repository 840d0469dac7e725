// SPDX-License-Identifier: Apache-2.0
#include "core/base/result.h"
#include "core/base/text.h"

#include <gtest/gtest.h>

using namespace marginalia;

TEST(Text, ArgumentsFillTheirMarksOnceOnly)
{
    EXPECT_EQ(Text("%2 before %1", {"one %2", "two"}).str(), "two before one %2");
    EXPECT_EQ(Text("100 %").str(), "100 %");
    EXPECT_EQ(Text("%3", {"only one"}).str(), "%3");
}

TEST(Text, QuotedTextIsEscapedAndCut)
{
    EXPECT_EQ(quotedForError("a\tb\n"), "a\\x09b\\x0a");
    EXPECT_EQ(quotedForError(std::string(80, 'x')), std::string(80, 'x'));
    EXPECT_EQ(quotedForError(std::string(81, 'x')), std::string(80, 'x') + "…");
}

TEST(Result, ErrorSaysWhereWhatAndWhatToDo)
{
    const Status status = failure(ErrorKind::Parse, {"A quote is not closed."}, "pairs.jsonl:7:12", {"Close it."});
    ASSERT_FALSE(status.ok());
    EXPECT_EQ(status.error().message(), "pairs.jsonl:7:12: A quote is not closed. Close it.");
}

TEST(Result, TryHandsTheErrorUp)
{
    const auto half = [](int n) -> Result<int> {
        if (n % 2 != 0) {
            return failure(ErrorKind::Invalid, {"odd"});
        }
        return n / 2;
    };
    const auto quarter = [&](int n) -> Result<int> {
        MG_TRY(const int once, half(n));
        return half(once);
    };
    EXPECT_EQ(quarter(8).value(), 2);
    EXPECT_FALSE(quarter(6).ok());
}
