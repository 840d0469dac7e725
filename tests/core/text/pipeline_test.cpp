// SPDX-License-Identifier: Apache-2.0
#include "core/base/file.h"
#include "core/text/double_array.h"
#include "core/text/tokenizer.h"
#include "core/text/unicode.h"
#include "core/text/vocabulary.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <random>
#include <unistd.h>

using namespace marginalia;

namespace {

nlohmann::json reference(const std::string& name)
{
    const std::string path = std::string(MARGINALIA_SOURCE_DIR) + "/tests/golden/text/tokenizers/" +
                             name + "/tokenizer.json";
    const auto text = readFile(path);
    EXPECT_TRUE(text.ok()) << path;
    return nlohmann::json::parse(*text);
}

std::shared_ptr<const Tokenizer> made(const nlohmann::json& json)
{
    const auto out = Tokenizer::fromJson(json.dump());
    EXPECT_TRUE(out.ok()) << out.error().message();
    return *out;
}

/// Words of a few letters, runs of blanks, characters that no vocabulary has.
std::string randomPieces(std::mt19937& random, size_t length)
{
    static const std::u32string kAlphabet =
        U"eeaattoinshr  \u2581,.1\n\u00E9\u6C34\U0001F600\u0000";
    std::u32string out;
    for (size_t i = 0; i < length; ++i) {
        out += kAlphabet[random() % kAlphabet.size()];
    }
    return unicode::encode(out);
}

/// Where the error of a spoilt reference tokenizer says that it is.
std::string where(const std::string& name, const std::function<void(nlohmann::json&)>& spoil)
{
    nlohmann::json json = reference(name);
    spoil(json);
    const auto out = Tokenizer::fromJson(json.dump());
    return out.ok() ? "loads" : out.error().where;
}

}  // namespace

TEST(DoubleArrays, FindWhatAMapFinds)
{
    std::mt19937 random(3);
    const std::string bytes("\0ab\xFF", 4);
    const auto randomKey = [&](size_t longest) {
        std::string out;
        for (size_t i = random() % (longest + 1); i > 0; --i) {
            out += bytes[random() % bytes.size()];
        }
        return out;
    };
    for (int round = 0; round < 50; ++round) {
        std::map<std::string, std::int32_t> map;
        std::vector<std::string> texts(random() % 200);
        std::vector<DoubleArray::Key> keys;
        for (std::string& text : texts) {
            text = randomKey(6);
            keys.emplace_back(text, static_cast<std::int32_t>(keys.size()));
            map[text] = keys.back().second;
        }
        map.erase("");
        DoubleArray trie;
        trie.build(keys);
        for (int i = 0; i < 200; ++i) {
            const std::string text = randomKey(9);
            const auto found = map.find(text);
            EXPECT_EQ(trie.find(text), found == map.end() ? -1 : found->second);
            std::vector<std::pair<size_t, std::int32_t>> expected;
            std::vector<std::pair<size_t, std::int32_t>> got;
            for (size_t end = 1; end <= text.size(); ++end) {
                if (const auto prefix = map.find(text.substr(0, end)); prefix != map.end()) {
                    expected.emplace_back(end, prefix->second);
                }
            }
            trie.prefixes(text, 0, [&](size_t end, std::int32_t id) { got.emplace_back(end, id); });
            ASSERT_EQ(got, expected);
        }
    }
}

TEST(Vocabularies, KeepTheLastIdOfATokenAndHaveHoles)
{
    Vocabulary vocabulary;
    for (TokenId id = 0; id < 1000; ++id) {
        vocabulary.set("token " + std::to_string(id), id * 2);
    }
    vocabulary.set("token 7", 1);
    EXPECT_EQ(vocabulary.entries(), 1000U);
    EXPECT_EQ(vocabulary.idOf("token 7"), 1);
    EXPECT_EQ(vocabulary.token(1), "token 7");
    EXPECT_EQ(vocabulary.idOf("token 999"), 1998);
    EXPECT_EQ(vocabulary.idOf("token"), -1);
    EXPECT_FALSE(vocabulary.has(3));
    EXPECT_FALSE(vocabulary.has(-1));
    EXPECT_EQ(vocabulary.largestId(), 1998);
}

TEST(SentencePieceBpe, CuttingAtBlanksChangesNoToken)
{
    nlohmann::json json = reference("llama2_legacy");
    const auto cut = made(json);
    // A merge over a blank, of a character that the texts do not have: nothing may be cut then.
    json["model"]["vocab"]["\u2603"] = 60000;
    json["model"]["vocab"]["\u2603\u2581"] = 60001;
    const bool pairs = json["model"]["merges"][0].is_array();
    json["model"]["merges"].push_back(pairs ? nlohmann::json({"\u2603", "\u2581"})
                                            : nlohmann::json("\u2603 \u2581"));
    json["added_tokens"] = nlohmann::json::array();
    json["post_processor"] = nullptr;
    const auto whole = made(json);
    std::mt19937 random(5);
    for (int round = 0; round < 500; ++round) {
        const std::string text = randomPieces(random, random() % 200);
        const Encoding a = cut->encode(text, false);
        const Encoding b = whole->encode(text, false);
        ASSERT_EQ(a.ids, b.ids) << text;
        ASSERT_EQ(a.offsets, b.offsets) << text;
    }
}

TEST(Pipelines, LongTextsWithoutABlankAreLinear)
{
    for (const char* name : {"llama2_legacy", "gemma", "unigram_bytes", "t5_unigram",
                             "bert_uncased", "deepseek", "o200k"}) {
        const auto tokenizer = made(reference(name));
        for (const std::string unit : {"a", "\xE6\xB0\xB4", "A", "\xCC\x81"}) {
            std::string text;
            for (int i = 0; i < 200'000; ++i) {
                text += unit;
            }
            const auto start = std::chrono::steady_clock::now();
            const Encoding encoding = tokenizer->encode(text, false);
            EXPECT_TRUE(unit != "a" || !encoding.ids.empty()) << name;
            // The goal is a fifth of a second; a quadratic one would never end.
            EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5)) << name;
        }
    }
}

TEST(Streams, OfAnyDecoderAreUtf8AndStayCheap)
{
    std::mt19937 random(6);
    for (const char* name : {"llama2_legacy", "gemma", "mistral_always", "t5_unigram",
                             "unigram_bytes", "bert_cased", "clip", "wordlevel"}) {
        const auto tokenizer = made(reference(name));
        for (int round = 0; round < 100; ++round) {
            StreamDecoder stream(tokenizer, true);
            std::string all;
            for (int i = 0; i < 40; ++i) {
                const std::string shown = stream.push(
                    static_cast<TokenId>(random() % static_cast<unsigned>(tokenizer->size() + 2)));
                EXPECT_TRUE(unicode::valid(shown));
                all += shown;
            }
            EXPECT_TRUE(unicode::valid(all + stream.finish())) << name;
        }
    }
    const auto tokenizer = made(reference("gemma"));
    const TokenId broken = tokenizer->idOf("<0xFF>");
    ASSERT_GE(broken, 0);
    StreamDecoder stream(tokenizer, true);
    const auto start = std::chrono::steady_clock::now();
    std::int64_t shown = 0;
    for (int i = 0; i < 20'000; ++i) {
        shown += unicode::count(stream.push(broken));
    }
    EXPECT_EQ(shown + unicode::count(stream.finish()), 20'000);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

TEST(HostilePipelines, BrokenFilesAreErrorsThatNameTheField)
{
    EXPECT_EQ(where("t5_unigram", [](auto&) {}), "loads");
    EXPECT_EQ(where("t5_unigram", [](auto& j) { j["model"]["unk_id"] = 1'000'000; }), "model");
    EXPECT_EQ(where("t5_unigram", [](auto& j) { j["model"]["vocab"][3] = "x"; }), "model.vocab");
    EXPECT_EQ(where("t5_unigram",
                    [](auto& j) {
                        j["model"]["vocab"][3] = {"x", "y"};
                    }),
              "model.vocab");
    EXPECT_EQ(where("t5_unigram",
                    [](auto& j) {
                        j["model"]["vocab"][3] = {"x", 1, 2};
                    }),
              "model.vocab");
    EXPECT_EQ(where("t5_unigram", [](auto& j) { j["model"]["vocab"] = nullptr; }), "model");
    EXPECT_EQ(where("t5_unigram",
                    [](auto& j) {
                        j["normalizer"] = {{"type", "Precompiled"}, {"precompiled_charsmap", "*"}};
                    }),
              "normalizer.precompiled_charsmap");
    EXPECT_EQ(
        where("t5_unigram",
              [](auto& j) {
                  j["normalizer"] = {{"type", "Precompiled"}, {"precompiled_charsmap", "/////w=="}};
              }),
        "normalizer.precompiled_charsmap");
    EXPECT_EQ(where("llama2_new", [](auto& j) { j["pre_tokenizer"]["replacement"] = "__"; }),
              "pre_tokenizer");
    EXPECT_EQ(where("llama2_new", [](auto& j) { j["pre_tokenizer"]["prepend_scheme"] = "last"; }),
              "pre_tokenizer");
    EXPECT_EQ(where("llama2_new", [](auto& j) { j["decoder"]["decoders"][3]["content"] = ""; }),
              "decoder");
    EXPECT_EQ(where("llama2_new", [](auto& j) { j["decoder"]["decoders"][3]["start"] = -1; }),
              "decoder");
    EXPECT_EQ(where("llama2_new", [](auto& j) { j["model"]["merges"][1] = 5; }), "model.merges");
    EXPECT_EQ(where("llama2_new", [](auto& j) { j["model"]["merges"] = nullptr; }), "model");
    EXPECT_EQ(where("bert_cased", [](auto& j) { j["model"]["max_input_chars_per_word"] = "many"; }),
              "model");
    EXPECT_EQ(where("bert_cased", [](auto& j) { j["model"]["vocab"]["x"] = 1.5; }), "model.vocab");
    EXPECT_EQ(where("clip", [](auto& j) { j["model"]["end_of_word_suffix"] = 3; }), "model");
}

TEST(HostilePipelines, ErrorsOfAFolderNameTheFile)
{
    namespace fs = std::filesystem;
    const fs::path folder =
        fs::temp_directory_path() / ("marginalia-pipelines-" + std::to_string(::getpid()));
    fs::create_directories(folder);
    const auto write = [&](const char* name, const std::string& text) {
        std::ofstream(folder / name) << text;
    };
    nlohmann::json json = reference("wordlevel");
    write("tokenizer.json", json.dump());
    write("tokenizer_config.json", "{");
    EXPECT_EQ(Tokenizer::load(folder.string()).error().where,
              (folder / "tokenizer_config.json").string());
    write("tokenizer_config.json", R"({"unk_token": {"content": "[UNK]"}})");
    ASSERT_TRUE(Tokenizer::load(folder.string()).ok());
    EXPECT_EQ((*Tokenizer::load(folder.string()))->namedTokens().front().second, "[UNK]");
    json["model"]["vocab"] = 5;
    write("tokenizer.json", json.dump());
    EXPECT_EQ(Tokenizer::load(folder.string()).error().where,
              (folder / "tokenizer.json").string() + ": model");
    write("tokenizer.json", "{\"model\": {\"vocab\": {\"a\": 0}}, \"\xFF\": 1}");
    EXPECT_EQ(Tokenizer::load(folder.string()).error().where, (folder / "tokenizer.json").string());
    fs::remove_all(folder);
}
