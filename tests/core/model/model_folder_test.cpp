// SPDX-License-Identifier: Apache-2.0
#include "tests/core/golden_part.h"
#include "tests/core/model/golden_models.h"

#include <ATen/Functions.h>  // a test compares with many operators
#include <ATen/TensorOperators.h>
#include <c10/core/GradMode.h>

#include <set>

using namespace marginalia;
using namespace marginalia::golden;

namespace {

using NamedTensors = std::vector<std::pair<std::string, at::Tensor>>;

PackedInput someText()
{
    const at::Tensor ids = at::arange(3, 23, at::kLong);
    return {ids,
            at::arange(20, at::kLong),
            {{0, 20, -1, 0}},
            at::arange(19, at::kLong),
            ids.narrow(0, 1, 19)};
}

at::Tensor logitsOf(const std::string& folder)
{
    const c10::NoGradGuard noGrad;
    auto decoder = Decoder::load(folder, at::kFloat, at::kCPU);
    EXPECT_TRUE(decoder.ok()) << (decoder.ok() ? "" : decoder.error().message());
    return (*decoder)->logits((*decoder)->hidden(someText()));
}

/// A folder with llama_tied's config and given tensors.
void writeWith(const fs::path& folder, const NamedTensors& tensors)
{
    fs::create_directories(folder);
    fs::copy_file(root() / "models/llama_tied/config.json", folder / "config.json",
                  fs::copy_options::overwrite_existing);
    ASSERT_TRUE(writeSafetensors((folder / "model.safetensors").string(), tensors).ok());
}

const fs::path kTied = root() / "models/llama_tied";

}  // namespace

TEST(TiedHead, AnEqualHeadChangesNothingADifferentOneIsKept)
{
    if (!fs::exists(kTied)) {
        MARGINALIA_PART_MISSING("llama_tied");
    }
    const Scratch scratch;
    const at::Tensor wanted = logitsOf(kTied.string());
    NamedTensors tensors;
    for (const auto& [name, tensor] : openModelTensors(kTied.string()).take()) {
        tensors.emplace_back(name, tensor.clone());
    }
    const at::Tensor table = std::find_if(tensors.begin(), tensors.end(), [](const auto& entry) {
                                 return entry.first == "model.embed_tokens.weight";
                             })->second;
    tensors.emplace_back("lm_head.weight", table.clone());
    writeWith(scratch.path() / "equal", tensors);
    EXPECT_TRUE(at::equal(logitsOf((scratch.path() / "equal").string()), wanted));
    tensors.back().second = table * 2;
    writeWith(scratch.path() / "twice", tensors);
    EXPECT_LE(
        (logitsOf((scratch.path() / "twice").string()) - 2 * wanted).abs().max().item<double>(),
        1e-5);
    const auto untied =
        Decoder::load((scratch.path() / "twice").string(), at::kFloat, at::kCPU).take();
    EXPECT_FALSE(untied->config().tied);
    EXPECT_EQ(untied->warnings().size(), 1U);
}

TEST(ModelFolder, AWrittenModelIsTheModel)
{
    if (!fs::exists(kTied)) {
        MARGINALIA_PART_MISSING("llama_tied");
    }
    const Scratch scratch;
    const fs::path base = scratch.path() / "base";
    fs::copy(kTied, base, fs::copy_options::recursive);
    std::ofstream(base / "README.md") << "about the base";
    std::ofstream(base / "optimizer.bin") << "not for export";
    const auto decoder = Decoder::load(base.string(), at::kFloat, at::kCPU).take();
    const std::string target = (scratch.path() / "out").string();
    for (int round = 0; round < 2; ++round) {  // the second time over the first
        const Status written = writeModelFolder(target, base.string(), decoder->parameters());
        ASSERT_TRUE(written.ok()) << written.error().message();
        EXPECT_EQ(Decoder::load(target, at::kFloat, at::kCPU).take()->digest(), decoder->digest());
    }
    EXPECT_TRUE(fs::exists(fs::path(target) / "README.base.md"));
    EXPECT_FALSE(fs::exists(fs::path(target) / "optimizer.bin"));
    EXPECT_FALSE(fs::exists(target + ".partial"));
    EXPECT_FALSE(fs::exists(target + ".old"));
}

TEST(ModelFolder, EveryFamilyIsWrittenWithTheNamesItCameWith)
{
    for (const fs::path& folder : modelCases()) {
        if (!isSupported(folder)) {
            continue;
        }
        SCOPED_TRACE(folder.filename().string());
        const Scratch scratch;
        const std::string target = (scratch.path() / "out").string();
        const auto decoder = Decoder::load(folder.string(), at::kFloat, at::kCPU).take();
        ASSERT_TRUE(writeModelFolder(target, folder.string(), decoder->parameters()).ok());
        const auto again = Decoder::load(target, at::kFloat, at::kCPU).take();
        EXPECT_EQ(again->digest(), decoder->digest());
        EXPECT_TRUE(again->warnings().empty());
        std::set<std::string> before, after;
        for (const auto& [name, tensor] : openModelTensors(folder.string()).take()) {
            if (tensor.dim() < 4) {  // the masks of GPT-2's first files are not weights
                before.insert(name);
            }
        }
        for (const auto& [name, tensor] : openModelTensors(target).take()) {
            after.insert(name);
        }
        EXPECT_EQ(after, before);
    }
}

TEST(ModelFolder, EveryStoredTypeIsReadAsTheTypeOfTheTraining)
{
    if (!fs::exists(kTied)) {
        MARGINALIA_PART_MISSING("llama_tied");
    }
    const Scratch scratch;
    const NamedTensors tensors = openModelTensors(kTied.string()).take();
    for (const auto stored : {at::kHalf, at::kBFloat16, at::kFloat, at::kDouble}) {
        NamedTensors narrowed;
        for (const auto& [name, tensor] : tensors) {
            narrowed.emplace_back(name, tensor.to(stored));
        }
        const fs::path folder = scratch.path() / c10::toString(stored);
        writeWith(folder, narrowed);
        for (const auto trained : {at::kFloat, at::kBFloat16}) {
            const auto decoder = Decoder::load(folder.string(), trained, at::kCPU).take();
            for (const auto& [name, tensor] : narrowed) {
                EXPECT_TRUE(at::equal(decoder->parameter(name), tensor.to(trained)))
                    << name << " from " << stored << " to " << trained;
            }
        }
    }
    NamedTensors whole = tensors;
    whole[0].second = whole[0].second.to(at::kLong);
    writeWith(scratch.path() / "whole", whole);
    const auto refused = Decoder::load((scratch.path() / "whole").string(), at::kFloat, at::kCPU);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().kind, ErrorKind::Unsupported);
    EXPECT_NE(refused.error().message().find(whole[0].first), std::string::npos);
}

TEST(ModelFolder, AHeadOfItsOwnIsToldToSilentConfigs)
{
    const fs::path base = root() / "models/gpt2";
    if (!fs::exists(base)) {
        MARGINALIA_PART_MISSING("gpt2");
    }
    const Scratch scratch;
    const fs::path source = scratch.path() / "source";
    fs::create_directories(source);
    fs::copy_file(base / "config_v4.json", source / "config.json");  // says nothing of ties
    NamedTensors tensors = openModelTensors(base.string()).take();
    const at::Tensor table = std::find_if(tensors.begin(), tensors.end(), [](const auto& entry) {
                                 return entry.first == "transformer.wte.weight";
                             })->second;
    tensors.emplace_back("lm_head.weight", table * 2);
    ASSERT_TRUE(writeSafetensors((source / "model.safetensors").string(), tensors).ok());
    const auto untied = Decoder::load(source.string(), at::kFloat, at::kCPU).take();
    EXPECT_FALSE(untied->config().tied);
    const std::string target = (scratch.path() / "out").string();
    ASSERT_TRUE(writeModelFolder(target, source.string(), untied->parameters()).ok());
    const auto again = Decoder::load(target, at::kFloat, at::kCPU).take();
    EXPECT_FALSE(again->config().tied);
    EXPECT_TRUE(again->warnings().empty());
    EXPECT_EQ(again->digest(), untied->digest());
}

TEST(ModelFolder, FrozenWeightsOfALargeModelStayInTheFile)
{
    const Scratch scratch;
    const Json config = {{"model_type", "llama"},      {"vocab_size", 26000},
                         {"hidden_size", 2048},        {"intermediate_size", 1024},
                         {"num_hidden_layers", 3},     {"num_attention_heads", 16},
                         {"tie_word_embeddings", true}};
    std::ofstream(scratch.path() / "config.json") << config.dump();
    const ModelConfig parsed = readModelConfig(scratch.path().string()).take();
    ASSERT_GT(parameterCount(parsed), 100'000'000);
    {
        const auto fresh = Decoder::initialise(parsed, 1, at::kBFloat16, at::kCPU);
        ASSERT_TRUE(
            writeSafetensors((scratch.path() / "model.safetensors").string(), fresh->parameters())
                .ok());
    }
    const auto load = [&](at::ScalarType type, Decoder::Use use) {
        return Decoder::load(scratch.path().string(), type, at::kCPU, {}, use).take();
    };
    const auto frozen = load(at::kBFloat16, Decoder::Use::Frozen);
    const auto trained = load(at::kBFloat16, Decoder::Use::Trained);
    EXPECT_EQ(frozen->digest(), trained->digest());
    // Weights in the file do not lie as our own products want them; those round less.
    const at::Tensor exact = trained->hidden(someText()).to(at::kFloat);
    const at::Tensor mapped = frozen->hidden(someText()).to(at::kFloat);
    EXPECT_LT((mapped - exact).norm().item<float>(), 0.01F * exact.norm().item<float>());
    trained->parameter("model.norm.weight").fill_(2);  // a copy of its own: the file stays
    EXPECT_EQ(frozen->parameter("model.norm.weight")[0].item<float>(), 1.0F);
    const auto other = load(at::kFloat, Decoder::Use::Frozen);  // another type: copied
    other->parameter("model.norm.weight").fill_(2);
    EXPECT_EQ(frozen->parameter("model.norm.weight")[0].item<float>(), 1.0F);
}

TEST(ModelFolder, ConfigNamesTheTypeThatWasWritten)
{
    if (!fs::exists(kTied)) {
        MARGINALIA_PART_MISSING("llama_tied");
    }
    const Scratch scratch;
    const auto decoder = Decoder::load(kTied.string(), at::kBFloat16, at::kCPU).take();
    const fs::path target = scratch.path() / "out";
    ASSERT_TRUE(writeModelFolder(target.string(), kTied.string(), decoder->parameters()).ok());
    const Json config = readJson(target / "config.json");
    EXPECT_EQ(config["dtype"], "bfloat16");
    EXPECT_TRUE(config["rms_norm_eps"].is_number_float())
        << "transformers refuses whole numbers there";
    EXPECT_EQ(Decoder::load(target.string(), at::kBFloat16, at::kCPU).take()->digest(),
              decoder->digest());
}

TEST(ModelFolder, AFailedWriteLeavesTheOldFolder)
{
    if (!fs::exists(kTied)) {
        MARGINALIA_PART_MISSING("llama_tied");
    }
    const Scratch scratch;
    const fs::path target = scratch.path() / "out";
    fs::copy(kTied, target, fs::copy_options::recursive);
    const at::Tensor shared = at::ones({2});
    const Status written =
        writeModelFolder(target.string(), kTied.string(), {{"a", shared}, {"b", shared}});
    ASSERT_FALSE(written.ok());
    EXPECT_TRUE(Decoder::load(target.string(), at::kFloat, at::kCPU).ok());
    EXPECT_FALSE(writeModelFolder((scratch.path() / "x").string(),
                                  (scratch.path() / "none").string(), {{"a", shared}})
                     .ok());
}
