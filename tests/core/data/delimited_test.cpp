// SPDX-License-Identifier: Apache-2.0
#include "core/data/limits.h"
#include "tests/core/data/reading.h"

using namespace marginalia;
using namespace marginalia::test;

TEST(Csv, QuotesLineEndsAndDelimitersInsideCells)
{
    const Collected out = readText(
        "a.csv", "prompt,completion\r\n\"a \"\"b\"\", c\",\"x\r\ny\"\r\nplain,\"\"\r\n,z\r\n");
    ASSERT_TRUE(out.status.ok()) << out.status.error().message();
    ASSERT_EQ(out.records.size(), 3U);
    EXPECT_EQ(plainText(out.records[0].prompt), "a \"b\", c");
    EXPECT_EQ(plainText(out.records[0].a), "x\r\ny");
    EXPECT_EQ(out.records[1].source.line, 4);
    EXPECT_EQ(out.records[1].codes, std::vector<std::string>{"D-EMPTY-CHOSEN"});
    EXPECT_TRUE(out.records[2].prompt.empty());
}

TEST(Csv, BadRowsAreNamedWithTheirLine)
{
    const Collected out =
        readText("b.csv", "prompt,completion\na,b\na\n\"a\"x,b\nc,d\na,b,c\ne,\"f\n");
    ASSERT_TRUE(out.status.ok());
    ASSERT_EQ(out.records.size(), 2U);
    EXPECT_EQ(plainText(out.records[1].prompt), "c");
    EXPECT_EQ(linesOf(out.problems), (std::vector<std::int64_t>{3, 4, 6, 7}));
    EXPECT_NE(out.problems[0].what.str().find("1 cells"), std::string::npos);
    EXPECT_NE(out.problems[3].what.str().find("never ends"), std::string::npos);
}

TEST(Csv, HeadersMustBeUsable)
{
    for (const char* text : {"prompt,prompt,completion\na,b,c\n", "prompt,\"compl\"x\na,b\n",
                             "prompt,caf\xE9\na,b\n"}) {
        const Collected out = readText("c.csv", text);
        ASSERT_FALSE(out.status.ok()) << text;
        EXPECT_EQ(out.status.error().where, "line 1");
    }
}

TEST(Csv, ColumnsHaveALimit)
{
    for (const int extra : {-1, 0, 1}) {
        std::string header = "prompt,completion";
        std::string row = "p,c";
        for (size_t i = 2; i < limits::kColumns + static_cast<size_t>(extra); ++i) {
            header += ",c" + std::to_string(i);
            row += ",";
        }
        EXPECT_EQ(readText("wide.csv", header + "\n" + row + "\n").status.ok(), extra < 1) << extra;
    }
}

TEST(Csv, CellsWithJsonOrPython)
{
    const std::string messages = R"([{""role"":""assistant"",""content"":""x""}])";
    const Collected out = readText("d.csv",
                                   "prompt,completion,more\n"
                                   "p,\"" +
                                       messages +
                                       "\",\"{\"\"a\"\":1}\"\n"
                                       "p,\"[{'role': 'assistant', 'content': 'y'}]\",\"[1, 2]\"\n"
                                       "p,\"[{'role': 'assistant', 'content': open('x')}]\",\n");
    ASSERT_EQ(out.records.size(), 3U);
    EXPECT_EQ(out.records[0].textMode, TextMode::Chat);
    EXPECT_EQ(out.records[0].meta["more"], (Json{{"a", 1}}));
    EXPECT_TRUE(out.records[0].codes.empty());
    EXPECT_EQ(out.records[1].codes, std::vector<std::string>{"D-PYREPR"});
    EXPECT_EQ(out.records[1].meta["more"], "[1, 2]");
    EXPECT_EQ(out.records[2].textMode, TextMode::Plain);
}

TEST(Csv, CellsThatAreNotUtf8)
{
    const std::string text = "prompt,completion\nok,a\ncaf\xE9,b\n";
    const Collected out = readText("e.csv", text);
    EXPECT_EQ(out.records.size(), 1U);
    ASSERT_EQ(out.problems.size(), 1U);
    EXPECT_EQ(out.problems[0].code, "D-UTF8");
    EXPECT_EQ(out.problems[0].field, "prompt");
    ReadOptions options;
    options.replaceInvalid = true;
    EXPECT_EQ(readText("e.csv", text, options).records.size(), 2U);
}

TEST(Csv, LabelsOfTablesAreNoted)
{
    const Collected out =
        readText("f.csv", "prompt,completion,label\np,a,True\np,b,0\np,c,maybe\n");
    ASSERT_EQ(out.records.size(), 2U);
    EXPECT_EQ(out.records[0].label, true);
    EXPECT_EQ(out.records[1].label, false);
    EXPECT_EQ(out.records[0].codes, std::vector<std::string>{"D-LABEL-TYPE"});
    ASSERT_EQ(out.problems.size(), 1U);
    EXPECT_EQ(out.problems[0].code, "D-LABEL-TYPE");
    EXPECT_EQ(out.problems[0].found, "\"maybe\"");
}
