// SPDX-License-Identifier: Apache-2.0
// Links no LibTorch: what `inspect` says comes from the core alone.
#include "core/model/inspect.h"

#include "core/base/json_depth.h"
#include "core/base/uid.h"
#include "tests/core/golden_part.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <sys/stat.h>

using namespace marginalia;
namespace fs = std::filesystem;

namespace {

fs::path root()
{
    const char* given = std::getenv("MARGINALIA_GOLDEN");
    return given != nullptr && *given != '\0' ? fs::path(given)
                                              : fs::path(MARGINALIA_SOURCE_DIR) / "tests/golden";
}

const fs::path kStarter = fs::path(MARGINALIA_SOURCE_DIR) / "resources/starter";

std::string textOf(const fs::path& file)
{
    std::ifstream in(file, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

void write(const fs::path& file, const std::string& text)
{
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
}

/// The sentences of a report, one a line.
std::string wordsOf(const ModelReport& report)
{
    std::string out;
    for (const ModelReason& reason : report.reasons) {
        out += reason.where + ": " + reason.what.str() + " " + reason.todo.str() + "\n";
    }
    return out;
}

class Inspect : public testing::Test {
protected:
    void SetUp() override
    {
        m_folder = fs::temp_directory_path() / ("inspect-" + Uid::random().hex());
        fs::create_directories(m_folder);
    }
    void TearDown() override { fs::remove_all(m_folder); }

    /// The starter under another name, to be spoilt.
    fs::path starterCopy(const char* name = "model") const
    {
        fs::copy(kStarter, m_folder / name, fs::copy_options::recursive);
        return m_folder / name;
    }
    /// Changes keys of a folder's config.json.
    static void patchConfig(const fs::path& folder, const Json& change)
    {
        Json json = Json::parse(textOf(folder / "config.json"));
        json.merge_patch(change);
        write(folder / "config.json", json.dump());
    }

    fs::path m_folder;
};

}  // namespace

TEST_F(Inspect, TheStarterLoadsExactly)
{
    const ModelReport report = inspectModel(kStarter.string());
    EXPECT_EQ(report.verdict, ModelVerdict::Exact) << wordsOf(report);
    EXPECT_EQ(report.kind, "model");
    EXPECT_EQ(report.family, "llama");
    EXPECT_GT(report.parameters, 900'000);
    EXPECT_EQ(report.bytes,
              static_cast<std::int64_t>(fs::file_size(kStarter / "model.safetensors")));
    ASSERT_FALSE(report.types.empty());
    EXPECT_EQ(report.tokenizer, "byte-level BPE");
    EXPECT_LE(report.tokens, report.vocabulary);
    EXPECT_EQ(report.templateFile, "chat_template.jinja");
    EXPECT_EQ(report.templateDigest.size(), 64U);
    EXPECT_NE(report.sample.find("And unopened?"), std::string::npos);
    EXPECT_FALSE(report.config.empty());
}

TEST_F(Inspect, MemoryGrowsWithTheLengthAndWithWhatIsTrained)
{
    const ModelReport report = inspectModel(kStarter.string(), {{128, 512}});
    ASSERT_EQ(report.memory.size(), 2U);
    EXPECT_EQ(report.memory[0].tokens, 128);
    for (const ModelMemory& need : report.memory) {
        EXPECT_LT(need.inference, need.lora);
        EXPECT_LT(need.lora, need.full);
        EXPECT_GT(need.full - need.lora, 9 * report.parameters)
            << "12 bytes a weight, less those of the adapter";
    }
    EXPECT_LT(report.memory[0].inference, report.memory[1].inference);
    EXPECT_LT(report.memory[0].full, report.memory[1].full);
}

TEST_F(Inspect, EveryModelOfTheReferenceHasASoundConfigAndWeights)
{
    if (!fs::is_directory(root() / "models")) {
        MARGINALIA_PART_MISSING("models");
    }
    int seen = 0;
    for (const auto& entry : fs::directory_iterator(root() / "models")) {
        if (!fs::exists(entry.path() / "config.json") ||
            !fs::exists(entry.path() / "expect.json")) {
            continue;
        }
        const ModelReport report = inspectModel(entry.path().string());
        ++seen;
        EXPECT_FALSE(report.family.empty());
        EXPECT_GT(report.parameters, 0) << entry.path();
        // These folders have no tokenizer, which is the one thing to be refused.
        const auto refusals = std::count_if(report.reasons.begin(), report.reasons.end(),
                                            [](const ModelReason& one) { return one.refuses; });
        const bool tokenizer = fs::exists(entry.path() / "tokenizer.json");
        EXPECT_EQ(refusals, tokenizer ? 0 : 1) << entry.path() << "\n" << wordsOf(report);
    }
    EXPECT_GT(seen, 0);
}

TEST_F(Inspect, ConfigsOfOtherModelsAreRefusedByTheirKey)
{
    const fs::path list = root() / "models/files/configs_to_refuse.json";
    if (!fs::exists(list)) {
        MARGINALIA_PART_MISSING("configs to refuse");
    }
    const Json all = Json::parse(textOf(list));
    const fs::path base = root() / "models" / all["base"].get<std::string>();
    for (const Json& row : all["cases"]) {
        const fs::path folder = m_folder / "refused";
        fs::remove_all(folder);
        fs::create_directories(folder);
        fs::copy(base / "model.safetensors", folder / "model.safetensors");
        Json config = Json::parse(textOf(base / "config_v4.json"));
        config.merge_patch(row["change"]);
        write(folder / "config.json", config.dump());
        const ModelReport report = inspectModel(folder.string());
        EXPECT_EQ(report.verdict, ModelVerdict::Refused);
        const std::string key = row["key"].get<std::string>();
        EXPECT_NE(wordsOf(report).find(key.substr(0, key.find(" ("))), std::string::npos)
            << row.dump() << "\n"
            << wordsOf(report);
        EXPECT_FALSE(report.config.empty()) << "what the file says is shown all the same";
    }
}

TEST_F(Inspect, ShardsAreCheckedBeforeAByteIsRead)
{
    const fs::path shards = root() / "models/files/shards";
    if (!fs::exists(shards / "cases.json")) {
        MARGINALIA_PART_MISSING("shards");
    }
    for (const Json& row : Json::parse(textOf(shards / "cases.json"))) {
        const fs::path folder = shards / row["folder"].get<std::string>();
        const ModelReport report = inspectModel(folder.string());
        EXPECT_EQ(report.parameters > 0, row["accept"].get<bool>()) << folder << "\n"
                                                                    << wordsOf(report);
    }
}

TEST_F(Inspect, WeightsOfAnotherShapeAreRefusedByTheirKeys)
{
    const fs::path folder = starterCopy();
    const Json config = Json::parse(textOf(folder / "config.json"));
    patchConfig(folder, {{"intermediate_size", config["intermediate_size"].get<int>() * 2}});
    const ModelReport wide = inspectModel(folder.string());
    EXPECT_EQ(wide.verdict, ModelVerdict::Refused);
    EXPECT_NE(wordsOf(wide).find("intermediate_size"), std::string::npos) << wordsOf(wide);
    patchConfig(folder,
                {{"intermediate_size", config["intermediate_size"]}, {"num_hidden_layers", 4096}});
    EXPECT_NE(wordsOf(inspectModel(folder.string())).find("num_hidden_layers"), std::string::npos);
    patchConfig(folder, {{"num_hidden_layers", 1}});
    const ModelReport deep = inspectModel(folder.string());
    EXPECT_EQ(deep.verdict, ModelVerdict::Remarks) << "the other layers' tensors are left over";
    EXPECT_NE(wordsOf(deep).find("not part of the model"), std::string::npos) << wordsOf(deep);
}

TEST_F(Inspect, WhatIsWrongIsNamedWithItsFile)
{
    const fs::path folder = starterCopy();
    patchConfig(folder, {{"quantization_config", {{"quant_method", "gptq"}}}});
    write(folder / "model.safetensors", "short");
    write(folder / "chat_template.jinja", "{% for %}");
    const ModelReport report = inspectModel(folder.string());
    EXPECT_EQ(report.verdict, ModelVerdict::Refused);
    const std::string words = wordsOf(report);
    EXPECT_NE(words.find("quantization_config"), std::string::npos) << words;
    EXPECT_NE(words.find("model.safetensors"), std::string::npos) << words;
    EXPECT_NE(words.find("for"), std::string::npos) << words;
}

TEST_F(Inspect, AModelWithoutATemplateHasARemark)
{
    const fs::path folder = starterCopy();
    fs::remove(folder / "chat_template.jinja");
    Json config = Json::parse(textOf(folder / "tokenizer_config.json"));
    config.erase("chat_template");
    write(folder / "tokenizer_config.json", config.dump());
    const ModelReport report = inspectModel(folder.string());
    EXPECT_EQ(report.verdict, ModelVerdict::Remarks) << wordsOf(report);
    EXPECT_TRUE(report.templateFile.empty());
    EXPECT_TRUE(report.sample.empty());
}

TEST_F(Inspect, ATokenizerWithMoreTokensThanRowsIsRefused)
{
    const fs::path folder = starterCopy();
    patchConfig(folder, {{"vocab_size", 100}});
    EXPECT_NE(wordsOf(inspectModel(folder.string())).find("only 100"), std::string::npos);
}

TEST_F(Inspect, TheLicenceComesFromTheCardOrTheFile)
{
    const fs::path folder = starterCopy();
    write(folder / "README.md",
          "---\nlicense: other\nlicense_name: \"tiny-licence\"\ntags: [a]\n---\n# Model\n");
    EXPECT_EQ(inspectModel(folder.string()).licence, "tiny-licence");
    write(folder / "README.md", "---\nlicense: apache-2.0\n---\n");
    EXPECT_EQ(inspectModel(folder.string()).licence, "apache-2.0");
    fs::remove(folder / "README.md");
    write(folder / "LICENSE.txt", "\n   Community Licence, version 3\n\nText.");
    const ModelReport report = inspectModel(folder.string());
    EXPECT_EQ(report.licence, "Community Licence, version 3");
    EXPECT_EQ(report.licenceFile, "LICENSE.txt");
}

TEST_F(Inspect, AnAdapterIsLookedAtWithItsBase)
{
    const fs::path adapter = m_folder / "adapter";
    write(adapter / "adapter_config.json",
          Json({{"peft_type", "LORA"}, {"base_model_name_or_path", kStarter.string()}}).dump());
    fs::copy(kStarter / "model.safetensors", adapter / "adapter_model.safetensors");
    const ModelReport report = inspectModel(adapter.string());
    EXPECT_EQ(report.kind, "adapter");
    EXPECT_EQ(report.base, kStarter.string());
    EXPECT_EQ(report.family, "llama");
    EXPECT_NE(report.verdict, ModelVerdict::Refused) << wordsOf(report);

    write(adapter / "adapter_config.json",
          Json({{"peft_type", "LORA"}, {"base_model_name_or_path", adapter.string()}}).dump());
    EXPECT_EQ(inspectModel(adapter.string()).verdict, ModelVerdict::Refused)
        << "an adapter on itself must not be followed for ever";
    write(adapter / "adapter_config.json",
          R"({"peft_type": "LORA", "base_model_name_or_path": "nobody/has-this"})");
    EXPECT_NE(wordsOf(inspectModel(adapter.string())).find("nobody/has-this"), std::string::npos);
}

TEST_F(Inspect, AGgufFileIsLookedAt)
{
    const fs::path file = root() / "models/files/tiny_q8_0.gguf";
    if (!fs::exists(file)) {
        MARGINALIA_PART_MISSING("models/files/tiny_q8_0.gguf");
    }
    const ModelReport report = inspectModel(file.string());
    EXPECT_EQ(report.family, "llama");
    EXPECT_EQ(report.architecture, "LlamaForCausalLM");
    EXPECT_EQ(report.vocabulary, 320);
    ASSERT_EQ(report.types.size(), 3U);
    EXPECT_EQ(report.types[0].first, "Q8_0");
    EXPECT_GT(report.parameters, 20'000);
    EXPECT_FALSE(report.memory.empty());
    // All is well with the weights; the tokenizer in it is a placeholder that does not load.
    EXPECT_EQ(wordsOf(report).find("tensor"), std::string::npos) << wordsOf(report);
}

TEST_F(Inspect, ARunIsItsNewestCheckpoint)
{
    const fs::path run = m_folder / "run";
    write(run / "run.json", R"({"schema": 1})");
    EXPECT_NE(wordsOf(inspectModel(run.string())).find("no checkpoint"), std::string::npos);
    for (const int step : {2, 10}) {
        const fs::path checkpoint = run / "checkpoints" / ("step-" + std::to_string(step));
        fs::create_directories(run / "checkpoints");
        fs::copy(kStarter, checkpoint, fs::copy_options::recursive);
        write(checkpoint / "manifest.json", Json({{"step", step}}).dump());
    }
    const ModelReport report = inspectModel(run.string());
    EXPECT_EQ(report.kind, "run");
    EXPECT_EQ(fs::path(report.folder).filename(), "step-10");
    EXPECT_EQ(report.verdict, ModelVerdict::Exact) << wordsOf(report);
}

TEST_F(Inspect, ReportsComeBackAsTheyWere)
{
    const fs::path folder = starterCopy();
    fs::remove(folder / "tokenizer.json");
    for (const fs::path& place : {kStarter, folder, m_folder / "nothing"}) {
        const ModelReport report = inspectModel(place.string());
        const Json json = toJson(report);
        const auto back = modelReportFromJson(json);
        ASSERT_TRUE(back.ok()) << back.error().message();
        EXPECT_EQ(toJson(*back), json);
    }
    EXPECT_FALSE(modelReportFromJson(Json::object()).ok());
    EXPECT_FALSE(modelReportFromJson(Json::parse(R"({"verdict":"perfect"})")).ok());
}

TEST_F(Inspect, PipesAreNotWaitedFor)
{
    const fs::path folder = starterCopy();
    fs::remove(folder / "tokenizer_config.json");
    ASSERT_EQ(::mkfifo((folder / "tokenizer_config.json").c_str(), 0600), 0);
    const ModelReport report = inspectModel(folder.string());
    EXPECT_EQ(report.verdict, ModelVerdict::Refused);
    EXPECT_NE(wordsOf(report).find("tokenizer_config.json"), std::string::npos);
}

TEST(NestedJson, BracketsInTextsDoNotCount)
{
    EXPECT_FALSE(isNestedTooDeep(std::string(400, '[') + std::string(400, ']')));
    EXPECT_TRUE(isNestedTooDeep(std::string(600, '[')));
    EXPECT_FALSE(isNestedTooDeep("[\"" + std::string(600, '{') + "\"]"));
    EXPECT_FALSE(isNestedTooDeep(R"(["\"[[[")" + std::string(600, ']')));
    std::string wide;
    for (int i = 0; i < 1000; ++i) {
        wide += "[{}],";
    }
    EXPECT_FALSE(isNestedTooDeep(wide));
}

TEST_F(Inspect, DeeplyNestedFilesAreOnlyRefused)
{
    const fs::path folder = starterCopy();
    write(folder / "config.json",
          "{\"model_type\":" + std::string(200'000, '[') + std::string(200'000, ']') + "}");
    EXPECT_EQ(inspectModel(folder.string()).verdict, ModelVerdict::Refused);
}
