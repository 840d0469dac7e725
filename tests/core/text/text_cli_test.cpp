// SPDX-License-Identifier: Apache-2.0
// `marginalia-cli tokenize` and `render` as children: output, exit codes and what they load.
#include "tests/core/run_cli.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

using marginalia::test::Finished;

Finished run(const std::string& arguments, const std::string& environment = {},
             const char* streams = "2>/dev/null")
{
    return marginalia::test::runCli(arguments, environment, streams);
}

/// A model folder of the golden qwen3 tokenizer with the ChatML template, and files beside it.
class TextCli : public ::testing::Test {
protected:
    void SetUp() override
    {
        m_folder =
            fs::temp_directory_path() / ("marginalia-text-cli-" + std::to_string(::getpid()));
        const fs::path golden = fs::path(MARGINALIA_SOURCE_DIR) / "tests/golden/text";
        fs::create_directories(m_folder);
        for (const char* name : {"tokenizer.json", "tokenizer_config.json"}) {
            fs::copy_file(golden / "tokenizers/qwen3" / name, m_folder / name,
                          fs::copy_options::overwrite_existing);
        }
        fs::copy_file(golden / "templates/chatml.jinja", m_folder / "chat_template.jinja",
                      fs::copy_options::overwrite_existing);
    }
    void TearDown() override { fs::remove_all(m_folder); }

    std::string model() const { return "--model " + m_folder.string() + " "; }
    std::string file(const std::string& text) const
    {
        const fs::path path = m_folder / "input.json";
        std::ofstream(path) << text;
        return path.string();
    }

    fs::path m_folder;
};

const char* const kTalk =
    R"([{"role":"system","content":"S"},{"role":"user","content":"Hi"},{"role":"assistant","content":"Yes."}])";

}  // namespace

TEST_F(TextCli, TokenizeGivesIdsTokensAndOffsets)
{
    const Finished done = run("tokenize " + model() + "--text 'Hi \xC3\xA9' --json");
    ASSERT_EQ(done.code, 0);
    const Json json = Json::parse(done.out);
    EXPECT_EQ(json["decoded"], "Hi \xC3\xA9");
    EXPECT_EQ(json["ids"].size(), json["tokens"].size());
    EXPECT_EQ(json["offsets"].back(), Json::parse("[3, 4]"));
    EXPECT_EQ(run("tokenize " + model() + file("Hi") + " --json").code, 0);
}

TEST_F(TextCli, RenderMarksWhatIsTrained)
{
    const Finished done = run("render " + model() + file(kTalk) + " --json");
    ASSERT_EQ(done.code, 0);
    const Json json = Json::parse(done.out);
    EXPECT_EQ(json["text"],
              "<|im_start|>system\nS<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n"
              "<|im_start|>assistant\nYes.<|im_end|>\n");
    std::string trained;
    for (size_t i = 0; i < json["mask"].size(); ++i) {
        trained += json["mask"][i] == 1 ? json["tokens"][i].get<std::string>() : "";
    }
    EXPECT_EQ(trained, "Yes.<|im_end|>");
    EXPECT_EQ(json["broken_prefix"], false);
    EXPECT_NE(run("render " + model() + file(kTalk)).out.find("assistant\n>>Yes.<|im_end|><<\n"),
              std::string::npos);
}

TEST_F(TextCli, RenderTakesRecordsOfBothModes)
{
    const std::string record =
        R"({"kind":"pair","text_mode":"plain","prompt":[{"role":"user","content":"Q: tea?\n"}],)"
        R"("chosen":[{"role":"assistant","content":"A"}],"rejected":[{"role":"assistant","content":"B"}]})";
    const Json json = Json::parse(run("render " + model() + file(record) + " --json").out);
    EXPECT_EQ(json["chosen"]["text"], "Q: tea?\nA<|im_end|>");
    EXPECT_EQ(json["rejected"]["trained"], 2);
    EXPECT_EQ(json["rejected"]["offsets"].back(), Json::parse("[9, 19]"));
}

TEST_F(TextCli, ExitCodesSayHowItWent)
{
    EXPECT_EQ(run("tokenize " + model()).code, 2);
    EXPECT_EQ(run("tokenize --text a").code, 2);
    EXPECT_EQ(run("tokenize --model /no/such --text a").code, 1);
    EXPECT_EQ(run("render " + model() + "/no/such/file").code, 1);
    EXPECT_EQ(run("render " + model() + file("{")).code, 1);
    EXPECT_EQ(run("render " + model() + file(kTalk) + " --odd").code, 2);
    fs::remove(m_folder / "chat_template.jinja");
    EXPECT_NE(run("render " + model() + file(kTalk), "", "2>&1").out.find("no chat template"),
              std::string::npos);
}

TEST_F(TextCli, NeverLoadsLibTorch)
{
    for (const std::string& verb :
         {"tokenize " + model() + "--text a", "render " + model() + file(kTalk)}) {
        const Finished done = run(verb, "LD_DEBUG=libs", "2>&1");
        EXPECT_EQ(done.code, 0);
        EXPECT_NE(done.out.find("libc.so"), std::string::npos);
        EXPECT_EQ(done.out.find("libtorch"), std::string::npos);
        EXPECT_EQ(done.out.find("marginalia_train"), std::string::npos);
    }
}
