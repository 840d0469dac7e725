// SPDX-License-Identifier: Apache-2.0
// `marginalia-cli convert` as a child: lines for programs, exit codes, the short form.
#include "tests/core/export/export_fixture.h"
#include "tests/core/run_cli.h"

#include <set>
#include <sstream>

using namespace marginalia;
using namespace marginalia::golden;
using namespace marginalia::testing_export;
using test::runCli;

namespace {

std::vector<Json> linesOf(const std::string& text)
{
    std::vector<Json> out;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        out.push_back(Json::parse(line, nullptr, false));
        EXPECT_TRUE(out.back().is_object()) << line;
    }
    return out;
}

}  // namespace

TEST(ConvertCli, LinesTellTheStagesAndTheEnd)
{
    const Scratch scratch;
    const std::string out = (scratch.path() / "tuned").string();
    const auto done =
        runCli("convert " + starter().string() + " --to gguf --dtype q8_0 --json --out " + out);
    ASSERT_EQ(done.code, 0) << done.out;
    const std::vector<Json> lines = linesOf(done.out);
    std::set<std::string> stages;
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
        ASSERT_EQ(lines[i]["t"], "progress");
        EXPECT_GE(lines[i]["share"].get<double>(), 0);
        EXPECT_LE(lines[i]["share"].get<double>(), 1);
        stages.insert(lines[i]["stage"].get<std::string>());
    }
    EXPECT_EQ(stages, (std::set<std::string>{"read", "write", "verify"}));
    const Json& end = lines.back();
    EXPECT_EQ(end["t"], "end");
    EXPECT_EQ(end["path"], out);
    EXPECT_EQ(end["kind"], "gguf");
    EXPECT_EQ(end["verified"], true);
    EXPECT_GT(end["bytes"].get<std::int64_t>(), 1'000'000);
    EXPECT_GT(end["tensors"].get<std::int64_t>(), 30);
    EXPECT_EQ(end["digest"].get<std::string>().size(), 64U);
    EXPECT_TRUE(end["warnings"].is_array());
}

TEST(ConvertCli, ErrorsAreLinesToo)
{
    const Scratch scratch;
    const auto failed = runCli("convert " + (scratch.path() / "none").string() +
                                   " --to folder --json --out " + (scratch.path() / "out").string(),
                               "", "2>/dev/null");
    EXPECT_EQ(failed.code, 1);
    const std::vector<Json> lines = linesOf(failed.out);
    ASSERT_FALSE(lines.empty());
    EXPECT_EQ(lines.back()["t"], "error");
    EXPECT_TRUE(lines.back().contains("what"));
    EXPECT_TRUE(lines.back().contains("where"));
    EXPECT_TRUE(lines.back().contains("todo"));
    EXPECT_EQ(runCli("convert a b --to folder --out c", "", "2>/dev/null").code, 2);
    EXPECT_EQ(runCli("convert a --to zip --out c", "", "2>/dev/null").code, 2);
    EXPECT_EQ(runCli("convert a --to folder", "", "2>/dev/null").code, 2);
}

TEST(ConvertCli, TheShortFormPrintsThePlace)
{
    const Scratch scratch;
    const std::string out = (scratch.path() / "out").string();
    const auto done =
        runCli("convert " + model("llama_plain").string() + " --dtype bf16 --out " + out, "",
               "2>/dev/null");
    EXPECT_EQ(done.code, 0);
    EXPECT_EQ(done.out, out + "\n");
    EXPECT_EQ(openModelTensors(out)->front().second.scalar_type(), at::kBFloat16);
}

TEST(ConvertCli, AGgufFileIsSampledFrom)
{
    const Scratch scratch;
    const std::string out = (scratch.path() / "starter.gguf").string();
    ASSERT_EQ(runCli("convert " + starter().string() + " --to gguf --dtype fp32 --out " + out, "",
                     "2>/dev/null")
                  .code,
              0);
    const std::string words = " --prompt 'What is 12 + 30?' --temperature 0 --max-new-tokens 24";
    const auto before = runCli("sample --model " + starter().string() + words);
    const auto after = runCli("sample --model " + out + words);
    EXPECT_EQ(before.code, 0);
    EXPECT_EQ(after.code, 0);
    EXPECT_FALSE(before.out.empty());
    EXPECT_EQ(after.out, before.out);
}
