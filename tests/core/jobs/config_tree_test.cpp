// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/configs/config_tree.h"

#include <gtest/gtest.h>

using namespace marginalia;

namespace {

Error errorOf(const std::string& text)
{
    const auto result = readConfigTree(text, "f.yaml");
    return result ? Error{} : result.error();
}

std::string nested(int depth)
{
    return "a: " + std::string(static_cast<std::size_t>(depth), '[') +
           std::string(static_cast<std::size_t>(depth), ']');
}

}  // namespace

TEST(ConfigTree, ValuesAndTheirLines)
{
    const auto root = readConfigTree(
        "# head\nlr: 5.0e-6\nname: \"1\"\nempty:\nlist: [a, 2]\nmap:\n  inner: yes\nbig: 1_000\n",
        "f.yaml");
    ASSERT_TRUE(root.ok()) << root.error().message();
    EXPECT_EQ(root->entries.size(), 6U);
    EXPECT_DOUBLE_EQ(root->find("lr")->number().value_or(0), 5e-6);
    EXPECT_EQ(root->find("lr")->line, 2);
    EXPECT_TRUE(root->find("name")->quoted);
    EXPECT_TRUE(root->find("empty")->isNull());
    EXPECT_EQ(root->find("list")->items.size(), 2U);
    EXPECT_EQ(root->find("map")->find("inner")->truth(), std::optional<bool>(true));
    EXPECT_EQ(root->find("map")->find("inner")->line, 7);
    EXPECT_EQ(root->find("big")->number(), std::optional<double>(1000));
    EXPECT_EQ(root->find("list")->number(), std::nullopt);
}

TEST(ConfigTree, JsonIsYamlToo)
{
    const auto root = readConfigTree(
        "{\n\t\"beta\": 0.1,\n\t\"loss_type\": [\"sigmoid\"],\n"
        "\t\"ref\": null, \"on\": true\n}",
        "f.json");
    ASSERT_TRUE(root.ok()) << root.error().message();
    EXPECT_EQ(root->find("beta")->line, 2);
    EXPECT_TRUE(root->find("ref")->isNull());
    EXPECT_EQ(root->find("loss_type")->items[0].text, "sigmoid");
}

TEST(ConfigTree, AliasesAndMerges)
{
    const auto root = readConfigTree("base: &b {lr: 1, beta: 2}\nrun:\n  <<: *b\n  beta: 3\n", "f");
    ASSERT_TRUE(root.ok()) << root.error().message();
    EXPECT_EQ(root->find("run")->find("beta")->text, "3");
    EXPECT_EQ(root->find("run")->find("lr")->text, "1");
    EXPECT_EQ(root->find("run")->entries.size(), 2U);
}

TEST(ConfigTree, WhatIsWrongIsNamedWithItsLine)
{
    EXPECT_EQ(errorOf("a: 1\nb: 2\na: 3\n").where, "f.yaml:3");
    EXPECT_NE(errorOf("a: 1\nb: 2\na: 3\n").what.str().find("line 1"), std::string::npos);
    EXPECT_EQ(errorOf("a: 1\n---\nb: 2\n").where, "f.yaml:2");
    EXPECT_EQ(errorOf("x: 1\na: !!python/object:os.system {}\n").where, "f.yaml:2");
    EXPECT_EQ(errorOf("x: 1\na: *nowhere\n").where, "f.yaml:2");
    EXPECT_EQ(errorOf("a: &a [*a]\n").where, "f.yaml:1");
    EXPECT_EQ(errorOf("a: 1\n? [x]\n: 2\n").where, "f.yaml:2");
    EXPECT_EQ(errorOf("a: [1, 2\nb: 3\n").kind, ErrorKind::Parse);
    EXPECT_EQ(errorOf("a: \xff\xfe\n").kind, ErrorKind::Parse);
    EXPECT_EQ(errorOf("").what.str(), "The file is empty.");
    EXPECT_EQ(errorOf("<<: 3\n").kind, ErrorKind::Parse);
}

TEST(ConfigTree, DepthIsBounded)
{
    EXPECT_TRUE(readConfigTree(nested(config_limits::kDepth), "f").ok());
    EXPECT_EQ(errorOf(nested(config_limits::kDepth + 1)).kind, ErrorKind::Unsupported);
    EXPECT_EQ(errorOf(nested(200'000)).kind, ErrorKind::Unsupported);
    // An alias deep down is as deep as what it repeats.
    std::string text = "a: &a " + nested(20).substr(3) + "\nb: ";
    text += std::string(20, '[') + "*a" + std::string(20, ']') + "\n";
    EXPECT_EQ(errorOf(text).where, "f.yaml:2");
}

TEST(ConfigTree, AliasBombsAreBounded)
{
    std::string laughs = "a: &a [x,x,x,x,x,x,x,x,x,x]\n";
    for (char name = 'b'; name < 'k'; ++name) {
        laughs += std::string(1, name) + ": &" + name + " [";
        for (int i = 0; i < 10; ++i) {
            laughs += std::string(i > 0 ? "," : "") + "*" + static_cast<char>(name - 1);
        }
        laughs += "]\n";
    }
    EXPECT_EQ(errorOf(laughs).kind, ErrorKind::Unsupported);
    // Few values, much text.
    std::string text = "a: &a " + std::string(400'000, 'x') + "\nb: [*a, *a, *a]\n";
    EXPECT_EQ(errorOf(text).where, "f.yaml:2");
}

TEST(ConfigTree, SizeAndNumberOfValuesAreBounded)
{
    const auto bytes = static_cast<std::size_t>(config_limits::kBytes);
    EXPECT_TRUE(readConfigTree("a: 1\n#" + std::string(bytes - 6, 'x'), "f").ok());
    EXPECT_EQ(errorOf("a: 1\n#" + std::string(bytes - 5, 'x')).kind, ErrorKind::Unsupported);
    // The map, the key and the list are values as well.
    const auto list = [](std::int64_t count) {
        std::string text = "a: [";
        for (std::int64_t i = 0; i < count; ++i) {
            text += "1,";
        }
        return text + "]\n";
    };
    EXPECT_TRUE(readConfigTree(list(config_limits::kValues - 3), "f").ok());
    EXPECT_EQ(errorOf(list(config_limits::kValues - 2)).kind, ErrorKind::Unsupported);
}

TEST(ConfigArguments, AsAShellSplitsThem)
{
    const auto root = readConfigArguments(
        "#!/bin/bash\n# --not this\nexport A=1\n"
        "accelerate launch --num_processes 4 scripts/dpo.py \\\n"
        "  --beta 0.3 --loss_type sigmoid sft --use_peft \\\n"
        "  --run-name 'a b' --learning_rate=5e-7 --no_bf16\n",
        "run.sh");
    ASSERT_TRUE(root.ok()) << root.error().message();
    EXPECT_EQ(root->find("beta")->text, "0.3");
    EXPECT_EQ(root->find("beta")->line, 5);
    EXPECT_EQ(root->find("loss_type")->items.size(), 2U);
    EXPECT_EQ(root->find("use_peft")->truth(), std::optional<bool>(true));
    EXPECT_EQ(root->find("run_name")->text, "a b");
    EXPECT_EQ(root->find("learning_rate")->text, "5e-7");
    EXPECT_EQ(root->find("bf16")->truth(), std::optional<bool>(false));
    EXPECT_EQ(root->find("num_processes"), nullptr) << "the launcher's, not the trainer's";
    EXPECT_EQ(root->find("")->items.back().text, "scripts/dpo.py");

    EXPECT_EQ(readConfigArguments("trl dpo --a 'x\n", "f").error().where, "f:1");
    EXPECT_FALSE(readConfigArguments("echo hello\n", "f").ok());
}
