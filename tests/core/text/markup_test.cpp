// SPDX-License-Identifier: Apache-2.0
#include "core/text/markup.h"

#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <string>

using namespace marginalia;

namespace {

/// "B[bold] I[italic] C[code]" of a block's runs.
std::string shown(const Block& block)
{
    std::string out;
    for (const InlineRun& run : block.runs) {
        const std::string form =
            std::string(run.bold ? "B" : "") + (run.italic ? "I" : "") + (run.code ? "C" : "");
        out += form.empty() ? run.text : form + "[" + run.text + "]";
    }
    return out;
}

void expectSources(const std::string& source, const std::vector<Block>& blocks)
{
    for (const Block& block : blocks) {
        for (const InlineRun& run : block.runs) {
            EXPECT_EQ(source.compare(run.source, run.text.size(), run.text), 0) << run.text;
        }
    }
}

}  // namespace

TEST(Markup, BoldItalicAndCode)
{
    const std::string source = "a **b** *c* ***d*** `e*f*` __g__ _h_ snake_case_name";
    const auto blocks = parseMarkup(source);
    ASSERT_EQ(blocks.size(), 1U);
    EXPECT_EQ(shown(blocks[0]), "a B[b] I[c] BI[d] C[e*f*] B[g] I[h] snake_case_name");
    expectSources(source, blocks);
}

TEST(Markup, WhatHasNoPartnerIsText)
{
    EXPECT_EQ(shown(parseMarkup("2 * 3 * 4, **open, `tick, \\*no\\* a*b")[0]),
              "2 * 3 * 4, **open, `tick, *no* a*b");
    EXPECT_EQ(shown(parseMarkup("**a *b** c*")[0]), "B[a *b] c*");
    EXPECT_EQ(shown(parseMarkup("[text](http://x) <b>no</b>")[0]), "[text](http://x) <b>no</b>");
}

TEST(Markup, ListsHeadingsQuotes)
{
    const std::string source =
        "# Title\n- one\n  - **two**\n3. three\n  goes on\n> said\n\nend\nof it";
    const auto blocks = parseMarkup(source);
    ASSERT_EQ(blocks.size(), 6U);
    EXPECT_EQ(blocks[0].kind, BlockKind::Heading);
    EXPECT_EQ(blocks[0].level, 1);
    EXPECT_EQ(shown(blocks[0]), "Title");
    EXPECT_EQ(blocks[1].kind, BlockKind::Bullet);
    EXPECT_EQ(blocks[2].level, 1);
    EXPECT_EQ(shown(blocks[2]), "B[two]");
    EXPECT_EQ(blocks[3].kind, BlockKind::Numbered);
    EXPECT_EQ(blocks[3].marker, "3.");
    EXPECT_EQ(shown(blocks[3]), "three\n  goes on");
    EXPECT_EQ(blocks[4].kind, BlockKind::Quote);
    EXPECT_EQ(shown(blocks[4]), "said");
    EXPECT_EQ(shown(blocks[5]), "end\nof it");
    expectSources(source, blocks);
}

TEST(Markup, CodeBlocksKeepTheirLines)
{
    const std::string source = "before\n```cpp\nint a;\n\n  **b**\n```\nafter";
    const auto blocks = parseMarkup(source);
    ASSERT_EQ(blocks.size(), 3U);
    EXPECT_EQ(blocks[1].kind, BlockKind::Code);
    EXPECT_EQ(blocks[1].marker, "cpp");
    EXPECT_EQ(blocks[1].runs[0].text, "int a;\n\n  **b**");
    EXPECT_EQ(shown(blocks[2]), "after");
    EXPECT_EQ(parseMarkup("```\nnever closed\n")[0].runs[0].text, "never closed");
}

TEST(Markup, AnythingGoesAndTimeIsLinear)
{
    std::mt19937 random(5);
    const std::string alphabet = "ab *_`~#>-1.\n\\\t\xC3\xA9\xFF";
    for (int round = 0; round < 2000; ++round) {
        std::string source;
        for (unsigned i = random() % 80; i > 0; --i) {
            source += alphabet[random() % alphabet.size()];
        }
        expectSources(source, parseMarkup(source));
    }
    const auto start = std::chrono::steady_clock::now();
    for (const std::string unit :
         {"*a ", "`", "``a`", "**a*b_", "> ", "_a ", "- ", "1. ", "*a* ", "\\"}) {
        std::string source;
        while (source.size() < 500'000) {
            source += unit;
        }
        for (const Block& block : parseMarkup(source)) {
            EXPECT_LE(block.level, 32);
        }
    }
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}
