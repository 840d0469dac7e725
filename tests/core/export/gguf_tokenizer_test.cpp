// SPDX-License-Identifier: Apache-2.0
// Tokenizers through the metadata of a GGUF file and back.
#include "core/text/gguf_tokenizer.h"

#include "core/export/gguf_vocabulary.h"
#include "core/export/gguf_writer.h"
#include "tests/core/model/golden_models.h"

#include <map>

using namespace marginalia;
using namespace marginalia::golden;

namespace {

const fs::path kTokenizers = fs::path(MARGINALIA_SOURCE_DIR) / "tests/golden/text/tokenizers";

std::vector<std::string> strings()
{
    std::vector<std::string> out;
    for (const Json& row :
         readJson(fs::path(MARGINALIA_SOURCE_DIR) / "tests/golden/text/strings.json")) {
        if (row.contains("text")) {
            out.push_back(row["text"].get<std::string>());
        }
    }
    return out;
}

/// Written beside a small table, and read again.
Result<std::shared_ptr<const Tokenizer>> throughGguf(const fs::path& folder,
                                                     const std::string& architecture,
                                                     const std::string& out)
{
    MG_TRY(const ModelTexts texts, readModelTexts(folder.string()));
    ModelConfig config;
    config.vocabulary = texts.tokenizer->size() + 3;
    GgufMetadata metadata;
    metadata.addText("general.architecture", architecture);
    MG_TRY(const auto warnings, addTokenizerMetadata(texts, config, folder.string(), metadata));
    MG_CHECK(writeGguf(out, metadata, {}));
    return Tokenizer::load(out);
}

void expectSame(const Tokenizer& before, const Tokenizer& after)
{
    EXPECT_EQ(after.bos(), before.bos());
    EXPECT_EQ(after.eos(), before.eos());
    EXPECT_EQ(after.pad(), before.pad());
    std::size_t compared = 0;
    for (const std::string& text : strings()) {
        for (const bool special : {false, true}) {
            ASSERT_EQ(after.encode(text, special).ids, before.encode(text, special).ids) << text;
        }
        const auto ids = before.encode(text, true).ids;
        EXPECT_EQ(after.decode(ids, true), before.decode(ids, true)) << text;
        ++compared;
    }
    EXPECT_GT(compared, 30U);
}

}  // namespace

TEST(GgufTokenizer, GivesTheSameIds)
{
    const std::map<std::string, std::string> cases = {
        {"gpt2", "llama"},
        {"llama3", "llama"},
        {"smollm2", "llama"},
        {"qwen3", "qwen3"},
        {"qwen35", "qwen3"},
        {"tekken", "llama"},
        {"merges_shuffled", "llama"},
        {"vocab_gaps", "llama"},
    };
    for (const auto& [name, architecture] : cases) {
        SCOPED_TRACE(name);
        const Scratch scratch;
        const auto after = throughGguf(kTokenizers / name, architecture,
                                       (scratch.path() / "tokens.gguf").string());
        ASSERT_TRUE(after.ok()) << after.error().message();
        expectSame(*Tokenizer::load((kTokenizers / name).string()).take(), **after);
    }
}

TEST(GgufTokenizer, TheStarterSurvives)
{
    const fs::path starter = fs::path(MARGINALIA_SOURCE_DIR) / "resources/starter";
    const Scratch scratch;
    const std::string path = (scratch.path() / "tokens.gguf").string();
    const auto after = throughGguf(starter, "llama", path);
    ASSERT_TRUE(after.ok()) << after.error().message();
    expectSame(*Tokenizer::load(starter.string()).take(), **after);
    EXPECT_EQ(ChatTemplate::load(path).take()->source(),
              ChatTemplate::load(starter.string()).take()->source());
}

TEST(GgufTokenizer, OthersAreRefusedWithTheReason)
{
    const std::map<std::string, std::string> cases = {
        {"llama2_legacy", "not byte-level BPE"},
        {"gemma", "not byte-level BPE"},
        {"bert_cased", "not byte-level BPE"},
        {"t5_unigram", "not byte-level BPE"},
        {"clip", "not byte-level BPE"},
        {"cl100k", "the tokenizer splits texts"},
        {"deepseek", "the tokenizer splits texts"},
        {"o200k", "the tokenizer splits texts"},
        {"roberta", "the tokenizer splits texts"},
        {"added_zoo", "normalizer Lowercase"},
    };
    for (const auto& [name, reason] : cases) {
        SCOPED_TRACE(name);
        const Scratch scratch;
        const auto after =
            throughGguf(kTokenizers / name, "llama", (scratch.path() / "tokens.gguf").string());
        ASSERT_FALSE(after.ok());
        EXPECT_EQ(after.error().kind, ErrorKind::Unsupported);
        EXPECT_NE(after.error().message().find(reason), std::string::npos)
            << after.error().message();
        EXPECT_NE(after.error().todo.str().find("convert_hf_to_gguf.py"), std::string::npos);
    }
}

TEST(GgufTokenizer, ForeignMetadataIsRefusedByKey)
{
    const auto problemOf = [](const std::string& model, const std::string& pre, bool merges,
                              const std::vector<std::int32_t>& types) {
        const Scratch scratch;
        GgufMetadata metadata;
        metadata.addText("general.architecture", "llama");
        metadata.addText("tokenizer.ggml.model", model);
        metadata.addText("tokenizer.ggml.pre", pre);
        metadata.addTexts("tokenizer.ggml.tokens", {"a", "b", "ab"});
        metadata.addI32s("tokenizer.ggml.token_type", types);
        metadata.addTexts("tokenizer.ggml.merges", {merges ? "a b" : "ab"});
        const std::string path = (scratch.path() / "tokens.gguf").string();
        EXPECT_TRUE(writeGguf(path, metadata, {}).ok());
        const auto loaded = Tokenizer::load(path);
        return loaded.ok() ? std::string() : loaded.error().message();
    };
    EXPECT_EQ(problemOf("gpt2", "gpt-2", true, {1, 1, 1}), "");
    EXPECT_NE(problemOf("llama", "default", true, {1, 1, 1}).find("tokenizer.ggml.model"),
              std::string::npos);
    EXPECT_NE(problemOf("gpt2", "default", true, {1, 1, 1}).find("\"default\""), std::string::npos);
    EXPECT_NE(problemOf("gpt2", "gpt-2", false, {1, 1, 1}).find("merge 1"), std::string::npos);
    EXPECT_NE(problemOf("gpt2", "gpt-2", true, {1, 1}).find("token_type"), std::string::npos);
}
