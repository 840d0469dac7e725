// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/tiny_model.h"

#include "core/base/file.h"
#include "core/base/json.h"
#include "core/text/bpe_trainer.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace marginalia::test {

namespace {

namespace fs = std::filesystem;

const char* const kCommit = "5d5ab1e5f3c9e0b7a1c2d3e4f5061728394a5b6c";

Json readJson(const fs::path& path)
{
    const auto text = readFile(path.string());
    EXPECT_TRUE(text.ok()) << path;
    return text.ok() ? Json::parse(*text, nullptr, false) : Json();
}

/// Questions and answers of the sample project.
std::vector<std::string> sampleTexts()
{
    std::vector<std::string> out;
    std::ifstream file(MARGINALIA_SOURCE_DIR "/resources/sample/pairs.jsonl");
    for (std::string line; std::getline(file, line);) {
        const Json pair = Json::parse(line, nullptr, false);
        for (const char* side : {"prompt", "a", "b"}) {
            out.push_back(pair.at(side).at(0).at("content").get<std::string>());
        }
    }
    EXPECT_GT(out.size(), 300U);
    return out;
}

std::string tokenizerJson(const TinyModel& model, std::int64_t vocabulary)
{
    const std::vector<std::string> texts = sampleTexts();
    BpeTrainOptions options;
    options.vocabulary = vocabulary;
    options.specialTokens = model.specialTokens;
    std::size_t next = 0;
    const auto trained = trainByteLevelBpe(
        [&]() -> std::optional<std::string> {
            return next < texts.size() ? std::optional(texts[next++]) : std::nullopt;
        },
        options);
    EXPECT_TRUE(trained.ok()) << (trained.ok() ? "" : trained.error().message());
    return trained.ok() ? trained->dump() : std::string();
}

}  // namespace

void PrintTo(const TinyModel& model, std::ostream* out)
{
    *out << model.golden;
}

QString makeTinyModel(const TinyModel& model, const QString& cache)
{
    const fs::path golden = fs::path(MARGINALIA_SOURCE_DIR) / "tests/golden";
    const fs::path from = golden / "models" / model.golden;
    const fs::path place = fs::path(cache.toStdString()) / ("models--tiny--" + model.golden);
    const fs::path folder = place / "snapshots" / kCommit;
    fs::create_directories(folder);
    fs::create_directories(place / "refs");
    std::ofstream(place / "refs/main") << kCommit;
    for (const char* name : {"config.json", "model.safetensors"}) {
        fs::copy_file(from / name, folder / name);
    }
    fs::copy_file(golden / "text/templates" / model.chatTemplate, folder / "chat_template.jinja");
    const auto vocabulary = readJson(from / "config.json").at("vocab_size").get<std::int64_t>();
    std::ofstream(folder / "tokenizer.json") << tokenizerJson(model, vocabulary);
    const Json words = {{"tokenizer_class", "PreTrainedTokenizerFast"},
                        {"bos_token", model.bos},
                        {"eos_token", model.eos},
                        {"pad_token", model.pad},
                        {"clean_up_tokenization_spaces", false}};
    std::ofstream(folder / "tokenizer_config.json") << words.dump(2);
    const Json generation = {{"eos_token_id", model.endIds}, {"max_new_tokens", 24}};
    std::ofstream(folder / "generation_config.json") << generation.dump(2);
    std::ofstream(folder / "README.md") << "---\nlicense: apache-2.0\n---\n";
    return QString::fromStdString(folder.string());
}

}  // namespace marginalia::test
