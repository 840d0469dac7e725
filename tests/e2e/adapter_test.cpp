// SPDX-License-Identifier: GPL-3.0-or-later
// A LoRA on a Qwen2 and on a Gemma folder through the real window, worker and exporter: the model
// is found in the picker, an adapter trained on the sample's labels, and written as PEFT's folder
// and merged. What was written is then opened with the command line, and the weights byte by byte.
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/jobs/run_folder.h"
#include "core/model/safetensors_header.h"
#include "tests/core/run_cli.h"
#include "tests/e2e/tiny_model.h"
#include "tests/e2e/window_case.h"
#include "widgets/common/actions.h"
#include "widgets/common/buttons.h"
#include "widgets/models/export_dialog.h"
#include "widgets/models/model_picker.h"
#include "widgets/train/recipe_column.h"
#include "widgets/train/tracked_run.h"
#include "widgets/train/train_panel.h"

#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QRadioButton>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

using namespace marginalia;
using test::kPatience;
using test::runCli;
using test::TinyModel;
using test::waitUntil;

namespace {

/// What `score` says of an answer to a question.
struct Score {
    std::vector<double> logps;  ///< nats, one a trained token
    double sum = 0;
};

Score scoreOf(const std::string& model)
{
    const auto said = runCli("score --json --device cpu --model '" + model +
                             "' --prompt 'How much is 84 - 8?' --completion '84 - 8 = 76.'");
    EXPECT_EQ(said.code, 0) << model;
    const Json json = Json::parse(said.out, nullptr, false);
    Score out;
    if (!json.is_object()) {
        ADD_FAILURE() << said.out;
        return out;
    }
    for (const Json& token : json.at("tokens")) {
        if (token.at("trained") == true) {
            out.logps.push_back(token.at("logp").get<double>());
        }
    }
    out.sum = json.at("sum").get<double>();
    EXPECT_GE(out.logps.size(), 5U);
    return out;
}

double largestDifference(const Score& one, const Score& other)
{
    EXPECT_EQ(one.logps.size(), other.logps.size());
    double most = 0;
    for (std::size_t i = 0; i < std::min(one.logps.size(), other.logps.size()); ++i) {
        most = std::max(most, std::abs(one.logps[i] - other.logps[i]));
    }
    return most;
}

std::string greedy(const std::string& model)
{
    const auto said = runCli("sample --device cpu --temperature 0 --max-new-tokens 12 --model '" +
                             model + "' --prompt 'How much is 84 - 8?'");
    EXPECT_EQ(said.code, 0) << model;
    return said.out;
}

/// The tensors of a file: shape and bytes by name.
using Tensors = std::map<std::string, std::pair<std::vector<std::int64_t>, std::string>>;

Tensors tensorsOf(const std::string& path)
{
    const auto bytes = readFile(path);
    EXPECT_TRUE(bytes.ok()) << path;
    Tensors out;
    if (!bytes.ok()) {
        return out;
    }
    const auto header = parseSafetensorsHeader(*bytes, path);
    EXPECT_TRUE(header.ok()) << path;
    for (const TensorEntry& entry : header->entries) {
        EXPECT_EQ(entry.dtype, "F32") << entry.name;
        out[entry.name] = {entry.shape,
                           bytes->substr(header->dataStart + entry.begin, entry.end - entry.begin)};
    }
    return out;
}

Json jsonOf(const std::string& path)
{
    const auto text = readFile(path);
    EXPECT_TRUE(text.ok()) << path;
    return text.ok() ? Json::parse(*text, nullptr, false) : Json();
}

const std::set<std::string> kModules = {"q_proj",    "k_proj",  "v_proj",   "o_proj",
                                        "gate_proj", "up_proj", "down_proj"};
constexpr std::int64_t kRank = 4;

bool isProjection(const std::string& tensor)
{
    const std::string module = tensor.substr(0, tensor.rfind('.'));
    return kModules.count(module.substr(module.rfind('.') + 1)) == 1;
}

/// adapter_config.json and adapter_model.safetensors as PEFT's LoraConfig and its loader want them.
void expectPeftFolder(const std::string& folder, const Tensors& base)
{
    const Json config = jsonOf(folder + "/adapter_config.json");
    EXPECT_EQ(config.at("peft_type"), "LORA");
    EXPECT_EQ(config.at("task_type"), "CAUSAL_LM");
    EXPECT_EQ(config.at("r"), kRank);
    EXPECT_EQ(config.at("lora_alpha"), 16);
    EXPECT_EQ(config.at("bias"), "none");
    EXPECT_EQ(config.at("inference_mode"), true);
    EXPECT_EQ(config.at("use_dora"), false);
    EXPECT_TRUE(config.at("base_model_name_or_path").is_string());
    const Json& targets = config.at("target_modules");
    if (targets != "all-linear") {
        EXPECT_EQ(targets.get<std::set<std::string>>(), kModules);
    }
    std::map<std::string, std::vector<std::int64_t>> wanted;
    for (const auto& [name, tensor] : base) {
        if (isProjection(name) && tensor.first.size() == 2) {
            const std::string stem =
                "base_model.model." + name.substr(0, name.size() - std::string("weight").size());
            wanted[stem + "lora_A.weight"] = {kRank, tensor.first[1]};
            wanted[stem + "lora_B.weight"] = {tensor.first[0], kRank};
        }
    }
    EXPECT_EQ(wanted.size(), 28U);  // two blocks of seven projections
    std::map<std::string, std::vector<std::int64_t>> found;
    for (const auto& [name, tensor] : tensorsOf(folder + "/adapter_model.safetensors")) {
        found[name] = tensor.first;
        const bool zero = tensor.second.find_first_not_of('\0') == std::string::npos;
        EXPECT_FALSE(zero) << name << " was not trained";
    }
    EXPECT_EQ(found, wanted);
}

/// The base's names and shapes; other numbers where the adapter stands and nowhere else.
void expectMergedFolder(const std::string& folder, const std::string& baseFolder,
                        const Tensors& base)
{
    // The base's, and what readers before transformers 5 look for.
    Json config = jsonOf(folder + "/config.json");
    EXPECT_EQ(config.at("torch_dtype"), "float32");
    EXPECT_EQ(config.at("rope_theta"), 10000.0);
    config.erase("torch_dtype");
    config.erase("rope_theta");
    EXPECT_EQ(config, jsonOf(baseFolder + "/config.json"));
    for (const char* name : {"tokenizer.json", "chat_template.jinja"}) {
        EXPECT_EQ(*readFile(folder + "/" + name), *readFile(baseFolder + "/" + name)) << name;
    }
    const Tensors merged = tensorsOf(folder + "/model.safetensors");
    EXPECT_EQ(merged.size(), base.size());
    for (const auto& [name, tensor] : base) {
        const auto found = merged.find(name);
        ASSERT_NE(found, merged.end()) << name;
        EXPECT_EQ(found->second.first, tensor.first) << name;
        const bool changed = found->second.second != tensor.second;
        EXPECT_EQ(changed, isProjection(name) && tensor.first.size() == 2) << name;
    }
}

class AdapterStory : public test::TrainStory<testing::TestWithParam<TinyModel>> {
protected:
    void SetUp() override
    {
        m_home = test::freshFolder(QStringLiteral("adapter"));
        test::useRealPrograms(m_home);
        const QString cache = m_home + QStringLiteral("/hub");
        m_base = test::makeTinyModel(GetParam(), cache);
        qputenv("HF_HUB_CACHE", cache.toLocal8Bit());
        openTrain();
    }

    void pickModel();
    void setRecipe();
    std::string train();
    std::string write(const char* kind);

    QString m_home;
    QString m_base;
};

/// "Choose a model…" in the recipe's box, the name typed into the picker, Return.
void AdapterStory::pickModel()
{
    RecipeColumn& recipe = m_train->recipe();
    auto* box = test::part<QComboBox>(recipe, QStringLiteral("recipe.model"));
    ASSERT_NE(box, nullptr);
    ASSERT_TRUE(waitUntil([&] { return box->count() > 1; }, kPatience));
    for (int i = box->currentIndex() + 1; i < box->count(); ++i) {
        QTest::keyClick(box, Qt::Key_Down);
    }
    auto* picker = m_window->findChild<ModelPicker*>(QStringLiteral("modelPicker"));
    ASSERT_NE(picker, nullptr) << "the last entry of the box opens it";
    auto* search = test::part<QLineEdit>(*picker, QStringLiteral("models.search"));
    ASSERT_NE(search, nullptr);
    QTest::keyClicks(search, QStringLiteral("tiny/") + QString::fromStdString(GetParam().golden));
    ASSERT_TRUE(waitUntil([&] { return picker->chosen() != nullptr; }, kPatience));
    EXPECT_EQ(picker->chosen()->folder.toStdString(), m_base.toStdString());
    EXPECT_EQ(picker->chosen()->report->family, GetParam().golden.substr(0, 5));
    QTest::keyClick(search, Qt::Key_Return);
    ASSERT_TRUE(waitUntil([&] { return recipe.spec().model == m_base.toStdString(); }, kPatience));
}

void AdapterStory::setRecipe()
{
    RecipeColumn& recipe = m_train->recipe();
    auto* method = test::part<SegmentedControl>(recipe, QStringLiteral("recipe.method"));
    ASSERT_NE(method, nullptr);
    for (QToolButton* segment : method->findChildren<QToolButton*>()) {
        if (segment->text() == QStringLiteral("LoRA")) {
            QTest::mouseClick(segment, Qt::LeftButton);
        }
    }
    ASSERT_EQ(recipe.spec().method, "lora");
    enter(*m_train, {{"lora_r", "4"},
                     {"lora_alpha", "16"},
                     {"learning_rate", "0.003"},
                     {"epochs", "8"},
                     {"max_length", "128"},
                     {"held_out_share", "0"}});
}

std::string AdapterStory::train()
{
    const std::string run = startRecipe(*m_train);
    EXPECT_TRUE(waitUntil(
        [&] { return m_train->run()->health().exit.has_value() && m_train->run()->isUpToDate(); },
        kPatience))
        << run;
    if (!m_train->run()->health().exit.has_value()) {
        return {};
    }
    EXPECT_EQ(m_train->run()->health().exit->reason, "finished")
        << m_train->run()->health().exit->message;
    const auto loss = test::metricOf(run, "loss");
    EXPECT_GE(loss.size(), 20U);
    double first = 0, last = 0;
    for (size_t i = 0; i < std::min<size_t>(5, loss.size()); ++i) {
        first += loss[i].second;
        last += loss[loss.size() - 1 - i].second;
    }
    EXPECT_LT(last, first) << "it must learn";
    return run;
}

/// Export of the run's newest checkpoint through the dialog; the folder that was written.
std::string AdapterStory::write(const char* kind)
{
    m_workspace->actions()[QStringLiteral("train.export")]->trigger();
    ExportDialog* dialog = nullptr;
    EXPECT_TRUE(waitUntil(
        [&] {
            dialog = m_window->findChild<ExportDialog*>(QStringLiteral("exportModel"));
            return dialog != nullptr;
        },
        kPatience));
    if (dialog == nullptr) {
        return {};
    }
    auto* choice =
        test::part<QRadioButton>(*dialog, QStringLiteral("export.") + QLatin1String(kind));
    auto* out = test::part<QLineEdit>(*dialog, QStringLiteral("export.out"));
    auto* go = test::part<Button>(*dialog, QStringLiteral("export.go"));
    EXPECT_TRUE(choice != nullptr && out != nullptr && go != nullptr);
    choice->click();
    const QString place = m_home + QStringLiteral("/out/") + QLatin1String(kind);
    out->clear();
    QTest::keyClicks(out, place);
    test::click(*go);
    EXPECT_TRUE(waitUntil([&] { return go->isVisible(); }, kPatience));
    const auto* problem = dialog->findChild<TextLabel*>(QStringLiteral("export.problem"));
    EXPECT_EQ(go->text(), QStringLiteral("Close")) << qPrintable(problem->text());
    test::click(*go);
    EXPECT_TRUE(waitUntil(
        [&] {
            return m_window->findChild<ExportDialog*>(QStringLiteral("exportModel")) == nullptr;
        },
        kPatience));
    return place.toStdString();
}

TEST_P(AdapterStory, TrainedWrittenAndReadBack)
{
    pickModel();
    setRecipe();
    if (HasFatalFailure()) {
        return;
    }
    const std::string run = train();
    ASSERT_FALSE(run.empty());
    const auto checkpoints = listCheckpoints(run);
    ASSERT_FALSE(checkpoints.empty());
    const std::string adapter = write("adapter");
    const std::string merged = write("merged");
    ASSERT_FALSE(adapter.empty() || merged.empty());

    const std::string base = m_base.toStdString();
    const Tensors weights = tensorsOf(base + "/model.safetensors");
    expectPeftFolder(adapter, weights);
    expectMergedFolder(merged, base, weights);

    const Score before = scoreOf(base);
    const Score trained = scoreOf(checkpoints.back().folder);
    EXPECT_GT(std::abs(trained.sum - before.sum), 1.0) << "training must have changed something";
    EXPECT_EQ(largestDifference(scoreOf(adapter), trained), 0.0);
    EXPECT_LE(largestDifference(scoreOf(merged), trained), 1e-4);
    EXPECT_EQ(greedy(merged), greedy(adapter));
}

INSTANTIATE_TEST_SUITE_P(Families, AdapterStory,
                         testing::Values(TinyModel{.golden = "qwen2_bias",
                                                   .chatTemplate = "chatml.jinja",
                                                   .specialTokens = {"<|endoftext|>", "<s>",
                                                                     "<|im_end|>", "<|im_start|>"},
                                                   .bos = "<s>",
                                                   .eos = "<|im_end|>",
                                                   .pad = "<|endoftext|>",
                                                   .endIds = {2}},
                                         TinyModel{
                                             .golden = "gemma",
                                             .chatTemplate = "gemma.jinja",
                                             .specialTokens = {"<pad>", "<bos>", "<eos>",
                                                               "<start_of_turn>", "<end_of_turn>"},
                                             .bos = "<bos>",
                                             .eos = "<eos>",
                                             .pad = "<pad>",
                                             .endIds = {2, 4}}),
                         [](const auto& info) { return info.param.golden; });

}  // namespace
