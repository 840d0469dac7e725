// SPDX-License-Identifier: Apache-2.0
#include "core/text/tokenizer.h"

#include "core/text/bpe_trainer.h"
#include "core/text/pattern.h"
#include "core/text/split_scanner.h"
#include "core/text/unicode.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <random>
#include <string>
#include <thread>

using namespace marginalia;

namespace {

std::vector<std::string> cut(const Pattern& pattern, const std::string& text)
{
    std::vector<PatternPiece> pieces;
    pattern.split(text, 0, pieces);
    std::vector<std::string> out;
    for (const PatternPiece& piece : pieces) {
        out.push_back(text.substr(piece.begin, piece.end - piece.begin));
    }
    return out;
}

std::vector<std::string> cut(const char* source, const std::string& text)
{
    const auto pattern = Pattern::fromRegex(source);
    EXPECT_TRUE(pattern.ok());
    return cut(*pattern, text);
}

using Pieces = std::vector<std::string>;

/// The mini tokenizer of models.md 3.14.
nlohmann::ordered_json miniJson()
{
    BpeTrainOptions options;
    options.vocabulary = 256;
    auto json = trainByteLevelBpe([] { return std::optional<std::string>(); }, options).take();
    json["pre_tokenizer"] = {{"type", "ByteLevel"},
                             {"add_prefix_space", false},
                             {"trim_offsets", true},
                             {"use_regex", true}};
    const std::vector<std::pair<std::string, std::string>> merges = {
        {"Ġ", "t"}, {"h", "e"}, {"Ġt", "he"}, {"i", "n"}, {"Ã", "©"},
        {"Ġ", "Ġ"}, {"a", "a"}, {"aa", "a"},  {"l", "l"}, {"e", "ll"}};
    for (const auto& [left, right] : merges) {
        json["model"]["vocab"][left + right] = json["model"]["vocab"].size();
        json["model"]["merges"].push_back({left, right});
    }
    json["added_tokens"].push_back({{"id", 266},
                                    {"content", "<|eot|>"},
                                    {"single_word", false},
                                    {"lstrip", false},
                                    {"rstrip", false},
                                    {"normalized", false},
                                    {"special", true}});
    return json;
}

std::shared_ptr<const Tokenizer> mini()
{
    const auto out = Tokenizer::fromJson(miniJson().dump());
    EXPECT_TRUE(out.ok()) << out.error().message();
    return *out;
}

std::vector<TokenId> ids(const std::string& text)
{
    static const auto tokenizer = mini();
    return tokenizer->encode(text, false).ids;
}

/// A text of every kind of character that the patterns tell apart.
std::string randomText(std::mt19937& random, size_t length)
{
    static const std::u32string kAlphabet =
        U"aZſ\u0301\u0915\u0940水é's'tLl're  "
        U"\t\r\n\u00A0\u3000\u0085\u2028\u180E\u200B\u200D019\u0661²Ⅷ.,_<|>!😀\u00AD\u0378";
    std::u32string out;
    for (size_t i = 0; i < length; ++i) {
        out += kAlphabet[random() % kAlphabet.size()];
    }
    return unicode::encode(out);
}

/// The patterns of models.md 3.5 and of the reference tokenizers.
std::vector<std::string> knownPatterns()
{
    const std::string upper = R"([\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}])";
    const std::string lower = R"([\p{Ll}\p{Lm}\p{Lo}\p{M}])";
    const std::string before = R"([^\r\n\p{L}\p{N}]?)";
    const std::string short_ = R"((?i:'s|'t|'re|'ve|'m|'ll|'d)?)";
    const std::string tail = R"( ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+)";
    return {
        kGpt2Pattern,
        kLlama3Pattern,
        kQwen2Pattern,
        R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+|\p{N}| ?[^\s\p{L}\p{M}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)",
        R"('(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+|\s*[\r\n]|\s+(?!\S)|\s+)",
        before + upper + "*" + lower + "+" + short_ + "|" + before + upper + "+" + lower + "*" +
            short_ + R"(|\p{N}{1,3}|)" + tail,
        before + upper + "*" + lower + "+|" + before + upper + "+" + lower + R"(*|\p{N}|)" + tail,
        R"([!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)",
        R"(\p{N}{1,3})",
        "[一-龥぀-ゟ゠-ヿ]+",
        R"(\s?\p{L}+)",
        R"(\s?\p{P}+)",
        "[\r\n]",
        R"(<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+)",
    };
}

}  // namespace

TEST(Splits, VectorsOfTheReference)
{
    EXPECT_EQ(cut(kGpt2Pattern, "I'm can't we'LL"),
              (Pieces{"I", "'m", " can", "'t", " we", "'", "LL"}));
    EXPECT_EQ(cut(kLlama3Pattern, "we'LL they'Re it'ſ"),
              (Pieces{"we", "'LL", " they", "'Re", " it", "'ſ"}));
    EXPECT_EQ(cut(kLlama3Pattern, "1234567 3.14"),
              (Pieces{"123", "456", "7", " ", "3", ".", "14"}));
    EXPECT_EQ(cut(kQwen2Pattern, "a\n\nb\r\n\r\nc \n d"),
              (Pieces{"a", "\n\n", "b", "\r\n\r\n", "c", " \n", " d"}));
    EXPECT_EQ(cut(kGpt2Pattern, "a\n\nb\r\n\r\nc \n d"),
              (Pieces{"a", "\n", "\n", "b", "\r\n\r", "\n", "c", " \n", " d"}));
    EXPECT_EQ(cut(kGpt2Pattern, "  two  spaces   end  "),
              (Pieces{" ", " two", " ", " spaces", "  ", " end", "  "}));
}

TEST(Splits, FastMatchersAgreeWithTheRegexEngine)
{
    std::mt19937 random(11);
    std::vector<std::string> sources = knownPatterns();
    sources.insert(sources.end(), {R"(\s+)", R"(a{2,3}b?)", R"((?i:k|s)?x)", R"([^a-c\]]+|\D)",
                                   R"(\p{Lu}*+\p{Ll}|(?:re|l)?[tL]{1,2}+\s)", R"(\s(?=\S)|e)"});
    for (const std::string& source : sources) {
        const auto pattern = Pattern::fromRegex(source);
        ASSERT_TRUE(pattern.ok());
        EXPECT_TRUE(pattern->isFast()) << source;
        const Pattern slow = pattern->withoutScanner();
        for (int round = 0; round < 2000; ++round) {
            const std::string text = randomText(random, random() % 24);
            ASSERT_EQ(cut(*pattern, text), cut(slow, text)) << source << "\n" << text;
        }
    }
}

TEST(Splits, WhatTheFastMatchersDoNotKnowIsForTheRegexEngine)
{
    for (const char* source : {R"(\b)", R"(a|)", "(a+)+b", "a*", "^a", "a.b", R"(\w+)", "a+?",
                               "(?<=a)b", R"((a)\1)", "(?i:ss)", "[a&&b]", R"(\p{Han})"}) {
        const auto pattern = Pattern::fromRegex(source);
        ASSERT_TRUE(pattern.ok()) << source;
        EXPECT_FALSE(pattern->isFast()) << source;
    }
    for (const char* source : {"(", "[", "a{", "(?i:a", R"(\p{)", "*", "a)"}) {
        const auto pattern = Pattern::fromRegex(source);
        EXPECT_FALSE(pattern.ok() && pattern->isFast()) << source;
    }
    // Many optional groups: linear to compile, limited to match.
    std::string many;
    for (int i = 0; i < 200; ++i) {
        many += "(?:a*)?";
    }
    const auto pattern = Pattern::fromRegex(many + "b");
    ASSERT_TRUE(pattern.ok());
    EXPECT_EQ(cut(*pattern, std::string(100, 'a')), Pieces{std::string(100, 'a')});
}

TEST(Splits, HostilePatternsEndAndBrokenOnesAreNamed)
{
    const auto start = std::chrono::steady_clock::now();
    const auto slow = Pattern::fromRegex("(a+)+b");
    ASSERT_TRUE(slow.ok());
    const std::string text(60, 'a');
    std::string joined;
    for (const std::string& piece : cut(*slow, text)) {
        joined += piece;
    }
    EXPECT_EQ(joined, text);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
    const auto broken = Pattern::fromRegex("(a");
    ASSERT_FALSE(broken.ok());
    EXPECT_NE(broken.error().message().find("(a"), std::string::npos);
}

TEST(MiniTokenizer, VectorsOfTheReference)
{
    using Ids = std::vector<TokenId>;
    EXPECT_EQ(ids("the the  the"), (Ids{83, 257, 258, 220, 258}));
    EXPECT_EQ(ids("aaaa aaaaa"), (Ids{262, 262, 220, 262, 263}));
    EXPECT_EQ(ids("hello hell"), (Ids{257, 264, 78, 220, 257, 264}));
    EXPECT_EQ(ids("caf\xC3\xA9"), (Ids{66, 64, 69, 260}));
    EXPECT_EQ(ids("a<|eot|>b"), (Ids{64, 266, 65}));
    EXPECT_EQ(ids("\xF0\x9F\x98\x80"), (Ids{172, 253, 246, 222}));
    EXPECT_EQ(ids(""), Ids{});
}

TEST(MiniTokenizer, TextsComeBackWhateverTheyAre)
{
    const auto tokenizer = mini();
    std::mt19937 random(2);
    for (int round = 0; round < 2000; ++round) {
        const std::string text = randomText(random, random() % 40);
        const Encoding encoding = tokenizer->encode(text, false);
        ASSERT_EQ(tokenizer->decode(encoding.ids, false), text);
        std::int64_t last = 0;
        for (const auto& [begin, end] : encoding.offsets) {
            EXPECT_GE(begin, last == 0 ? 0 : last - 1);  // bytes of one character share its place
            EXPECT_GT(end, begin);
            last = end;
        }
        EXPECT_EQ(last, unicode::count(text));
    }
    EXPECT_EQ(tokenizer->decode(tokenizer
                                    ->encode("a\xFF"
                                             "b\xC3",
                                             false)
                                    .ids,
                                false),
              "a\uFFFDb\uFFFD");
}

TEST(MiniTokenizer, LongWordsMergeAsShortOnesDo)
{
    // The queue for long words and the scan for short ones must agree: 60 letters are cut at 48.
    const auto tokenizer = mini();
    std::mt19937 random(4);
    const std::string alphabet = "aehilnt";
    for (int round = 0; round < 300; ++round) {
        std::string word;
        for (int i = 0; i < 120; ++i) {
            word += alphabet[random() % alphabet.size()];
        }
        // "x" merges with nothing: the same word in two halves around it is merged by the scan.
        const size_t half = 30 + random() % 15;
        const auto whole =
            tokenizer->encode(word.substr(0, half) + "x" + word.substr(half), false).ids;
        auto parts = tokenizer->encode(word.substr(0, half), false).ids;
        parts.push_back(tokenizer->idOf("x"));
        const auto rest = tokenizer->encode(word.substr(half), false).ids;
        parts.insert(parts.end(), rest.begin(), rest.end());
        ASSERT_EQ(whole, parts);
    }
}

TEST(MiniTokenizer, AMillionTimesOneCharacterTakesUnderASecond)
{
    const auto tokenizer = mini();
    for (const std::string unit : {"a", " ", "\xE6\xB0\xB4", "\xE2\x80\x8D", "'", "1", "\n"}) {
        std::string text;
        for (int i = 0; i < 1'000'000; ++i) {
            text += unit;
        }
        const auto start = std::chrono::steady_clock::now();
        const Encoding encoding = tokenizer->encode(text, false);
        const auto took = std::chrono::steady_clock::now() - start;
        EXPECT_EQ(tokenizer->decode(encoding.ids, false), text);
        // The goal is 1 s; a loaded machine may take longer, a quadratic one never ends.
        EXPECT_LT(took, std::chrono::seconds(5)) << unit;
    }
}

TEST(MiniTokenizer, ManyThreadsMayUseOne)
{
    const auto tokenizer = mini();
    const std::string text = "the hello in the aaaa hell \xC3\xA9";
    const auto expected = tokenizer->encode(text, false).ids;
    std::vector<std::thread> threads;
    std::atomic<int> wrong = 0;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            for (int round = 0; round < 500; ++round) {
                wrong += tokenizer->encode(text, false).ids == expected ? 0 : 1;
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(wrong, 0);
}

TEST(HostileTokenizers, BrokenFilesAreErrorsThatNameThePlace)
{
    const auto where = [](const std::function<void(nlohmann::ordered_json&)>& spoil) {
        auto json = miniJson();
        spoil(json);
        const auto out = Tokenizer::fromJson(json.dump());
        return out.ok() ? std::string("loads") : out.error().where;
    };
    EXPECT_EQ(where([](auto&) {}), "loads");
    EXPECT_EQ(where([](auto& j) { j["model"]["vocab"]["x"] = -1; }), "model.vocab");
    EXPECT_EQ(where([](auto& j) { j["model"]["vocab"]["huge"] = 2'000'000'000; }), "model.vocab");
    EXPECT_EQ(where([](auto& j) { j["model"]["merges"].push_back("a b"); }), "model.merges");
    EXPECT_EQ(where([](auto& j) { j["model"]["merges"].push_back({"zz", "b"}); }), "model.merges");
    EXPECT_EQ(where([](auto& j) { j["model"]["type"] = "Unigram"; }), "model");
    EXPECT_EQ(where([](auto& j) { j["model"]["type"] = "Trie"; }), "model");
    EXPECT_EQ(where([](auto& j) { j["normalizer"] = {{"type", "Rot13"}}; }), "normalizer");
    EXPECT_EQ(where([](auto& j) { j["decoder"] = 5; }), "decoder");
    EXPECT_EQ(where([](auto& j) { j["added_tokens"][0]["id"] = 300; }), "added_tokens");
    EXPECT_EQ(where([](auto& j) { j["added_tokens"][0]["content"] = std::string(2000, 'x'); }),
              "added_tokens");
    EXPECT_EQ(where([](auto& j) {
                  j["post_processor"] = {{"type", "RobertaProcessing"}};
              }),
              "post_processor");
    EXPECT_EQ(where([](auto& j) { j["surprise"] = 1; }), "tokenizer.json");
    EXPECT_FALSE(Tokenizer::fromJson("").ok());
    EXPECT_FALSE(Tokenizer::fromJson("[1]").ok());
    EXPECT_FALSE(Tokenizer::fromJson(std::string(100'000, '[')).ok());
    EXPECT_EQ(Tokenizer::load("/nowhere").error().kind, ErrorKind::NotFound);
}

TEST(HostileTokenizers, ChangedBytesNeverCrash)
{
    const std::string good = miniJson().dump();
    std::mt19937 random(9);
    for (int round = 0; round < 300; ++round) {
        std::string bad = good;
        for (unsigned i = 1 + random() % 3; i > 0; --i) {
            bad[random() % bad.size()] = static_cast<char>(random() % 256);
        }
        const auto out = Tokenizer::fromJson(bad);
        if (out.ok()) {
            (*out)->decode((*out)->encode("the hello <|eot|>", true).ids, true);
        } else {
            EXPECT_FALSE(out.error().message().empty());
        }
    }
}

TEST(StreamDecoder, NeverHalfACharacterAndTheSameTextInTheEnd)
{
    const auto tokenizer = mini();
    std::mt19937 random(6);
    for (int round = 0; round < 1000; ++round) {
        std::vector<TokenId> tokens;
        for (unsigned i = random() % 30; i > 0; --i) {
            tokens.push_back(static_cast<TokenId>(random() % 268));
        }
        StreamDecoder stream(tokenizer, true);
        std::string all;
        for (const TokenId id : tokens) {
            const std::string shown = stream.push(id);
            EXPECT_TRUE(unicode::valid(shown));
            all += shown;
        }
        ASSERT_EQ(all + stream.finish(), tokenizer->decode(tokens, true));
    }
}

TEST(StreamDecoder, EndlessBrokenBytesStayCheap)
{
    const auto tokenizer = mini();
    StreamDecoder stream(tokenizer, true);
    const TokenId broken = tokenizer->encode("\xE6\xB0\xB4", false).ids[1];
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < 200'000; ++i) {
        EXPECT_TRUE(stream.push(broken).empty());
    }
    EXPECT_EQ(unicode::count(stream.finish()), 200'000);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}
