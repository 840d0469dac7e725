// SPDX-License-Identifier: Apache-2.0
// Models whose blocks hold their weights packed.
#include "core/model/merge.h"
#include "core/model/row_products.h"
#include "core/model/text_cache.h"
#include "core/train/adamw.h"
#include "tests/core/golden_part.h"
#include "tests/core/golden_ran.h"
#include "tests/core/model/adapter_fixture.h"

#include <set>

using namespace marginalia;
using namespace marginalia::golden;

namespace {

constexpr BaseWeights kBaseKinds[] = {BaseWeights::Nf4, BaseWeights::Int8};

Result<std::unique_ptr<Decoder>> loadPacked(const fs::path& folder, BaseWeights kind,
                                            at::ScalarType dtype = at::kFloat)
{
    auto loaded = Decoder::load(folder.string(), dtype, at::kCPU, {}, Decoder::Use::Frozen, kind);
    if (loaded.ok()) {
        loaded.value()->setTrainable(false);
    }
    return loaded;
}

std::unique_ptr<Decoder> packedModel(const std::string& name, BaseWeights kind,
                                     at::ScalarType dtype = at::kFloat)
{
    return loadPacked(root() / "models" / name, kind, dtype).take();
}

/// The same model with the unpacked numbers as dense weights.
std::unique_ptr<Decoder> denseTwin(const fs::path& folder, const Decoder& packed)
{
    const c10::NoGradGuard noGrad;
    auto dense = Decoder::load(folder.string(), packed.dtype(), at::kCPU).take();
    for (const auto& [name, matrix] : packed.packedWeights()) {
        const at::Tensor weight = matrix.dense(packed.dtype());
        dense->parameter(name).copy_(packed.config().layout->inputsByRows ? weight.t() : weight);
    }
    dense->setTrainable(false);
    return dense;
}

/// Gradients of an adapter on every linear layer, of a sum over all log-probabilities.
std::vector<at::Tensor> adapterGradients(Decoder& decoder, const PackedInput& input)
{
    const auto adapter = Adapter::fresh(decoder, allLinear(), 1).take();
    stir(*adapter);
    adapter->setTrainable(true);
    EXPECT_TRUE(decoder.wear(adapter).ok());
    const at::Tensor logps = decoder.score(input, false).logps;
    (logps * at::linspace(-1, 1, logps.size(0))).sum().backward();
    std::vector<at::Tensor> out = {logps.detach()};
    for (const auto& [name, tensor] : adapter->parameters()) {
        out.push_back(tensor.grad());
    }
    EXPECT_TRUE(decoder.wear(nullptr).ok());
    return out;
}

bool isExpertModel(const Decoder& decoder)
{
    return decoder.config().experts > 0;
}

std::size_t casesRun(const std::function<void(const fs::path&)>& check)
{
    std::set<std::string> families;
    for (const fs::path& folder : modelCases()) {
        const std::string type = readJson(folder / "config.json").value("model_type", "");
        if (isSupported(folder) && families.insert(type).second) {
            SCOPED_TRACE(folder.filename().string());
            check(folder);
        }
    }
    return families.size();
}

}  // namespace

TEST(QuantisedBase, EveryFamilyComputesWithTheUnpackedWeights)
{
    const std::size_t families = casesRun([](const fs::path& folder) {
        for (const BaseWeights kind : kBaseKinds) {
            const auto packed = loadPacked(folder, kind).take();
            const auto dense = denseTwin(folder, *packed);
            const at::Tensor found = logits(*packed);
            const at::Tensor wanted = logits(*dense);
            EXPECT_LE(largestDifference(found, wanted), 2e-4) << wordOf(kind);
            EXPECT_FALSE(at::equal(wanted, logits(*modelOf(folder.filename().string()))));
            if (isExpertModel(*packed)) {
                continue;
            }
            const PackedInput input = row(20, packed->config().vocabulary);
            const auto gradients = adapterGradients(*packed, input);
            const auto others = adapterGradients(*dense, input);
            ASSERT_EQ(gradients.size(), others.size());
            for (std::size_t i = 0; i < gradients.size(); ++i) {
                EXPECT_LE((gradients[i] - others[i]).norm().item<double>(),
                          1e-4 * others[i].norm().item<double>() + 1e-6)
                    << i;
            }
        }
    });
    ran(families, "families");
    if (families == 0) {
        MARGINALIA_PART_MISSING("model cases of our families");
    }
}

TEST(QuantisedBase, OnlyProductsOfTheBlocksArePacked)
{
    for (const char* const name : {"qwen2_bias", "gpt2", "opt_mixtral", "llama_tied"}) {
        const auto packed = packedModel(name, BaseWeights::Nf4);
        const auto dense = modelOf(name);
        EXPECT_EQ(packed->baseWeights(), BaseWeights::Nf4);
        EXPECT_EQ(dense->baseWeights(), BaseWeights::Dense);
        EXPECT_EQ(packed->weightCount(), parameterCount(packed->config()));
        EXPECT_LT(packed->weightBytes(), dense->weightBytes());
        std::set<std::string> there;
        for (const auto& [weight, matrix] : packed->packedWeights()) {
            EXPECT_FALSE(packed->parameter(weight).defined()) << weight;
            EXPECT_EQ(dense->parameter(weight).numel(), matrix.outputs * matrix.inputs);
            there.insert(weight);
        }
        for (const auto& [parameter, tensor] : dense->parameters()) {
            const bool block = parameter.find("layers.") != std::string::npos ||
                               parameter.find(".h.") != std::string::npos ||
                               parameter.rfind("h.", 0) == 0;
            const bool router = parameter.find("block_sparse_moe.gate.") != std::string::npos;
            const bool wanted = block && tensor.dim() == 2 && !router;
            EXPECT_EQ(there.count(parameter) > 0, wanted) << parameter;
            if (!wanted) {
                EXPECT_TRUE(at::equal(packed->parameter(parameter), tensor)) << parameter;
            }
        }
    }
}

TEST(QuantisedBase, DigestsTellTheKindsApart)
{
    const auto dense = modelOf("llama_tied");
    std::set<std::string> digests = {dense->digest()};
    for (const BaseWeights kind : kBaseKinds) {
        EXPECT_TRUE(digests.insert(packedModel("llama_tied", kind)->digest()).second);
        EXPECT_FALSE(digests.insert(packedModel("llama_tied", kind)->digest()).second);
    }
}

TEST(QuantisedBase, AnswersAreTheSameBitsInAnyCompany)
{
    for (const at::ScalarType dtype : {at::kFloat, at::kBFloat16}) {
        if (!RowExact::possible(at::kCPU, dtype)) {
            GTEST_SKIP() << "not run: MARGINALIA_CPU=plain has no row kernels";
        }
        for (const BaseWeights kind : kBaseKinds) {
            const auto decoder = packedModel("llama_bias", kind, dtype);
            const std::vector<std::vector<std::int64_t>> texts = {{1, 7, 3, 9}, {5}, {2, 2, 8}};
            const auto alone = [&](const std::vector<std::int64_t>& ids) {
                const auto cache = decoder->newText();
                return decoder->read({{cache.get(), ids, true}});
            };
            std::vector<std::unique_ptr<TextCache>> caches;
            std::vector<TextPart> parts;
            for (const auto& ids : texts) {
                caches.push_back(decoder->newText());
                parts.push_back({caches.back().get(), ids, true});
            }
            const at::Tensor together = decoder->read(parts);
            for (std::size_t i = 0; i < texts.size(); ++i) {
                EXPECT_TRUE(at::equal(together[static_cast<std::int64_t>(i)], alone(texts[i])[0]))
                    << wordOf(kind);
            }
        }
    }
}

TEST(QuantisedBase, AnAdapterLearnsOverIt)
{
    for (const BaseWeights kind : kBaseKinds) {
        const auto decoder = packedModel("qwen2_bias", kind);
        const std::string before = decoder->digest();
        const auto adapter = Adapter::fresh(*decoder, allLinear(8), 1).take();
        adapter->setTrainable(true);
        ASSERT_TRUE(decoder->wear(adapter).ok());
        const PackedInput input = row(24, decoder->config().vocabulary);
        AdamW optimizer(adapter->parameters(), {0.9, 0.95, 1e-8, 0});
        std::vector<double> losses;
        for (int step = 0; step < 60; ++step) {
            optimizer.zeroGradients();
            const at::Tensor mean = -decoder->score(input, false).logps.mean();
            losses.push_back(mean.item<double>());
            mean.backward();
            optimizer.collect();
            optimizer.step(1e-2, optimizer.gradientNorm(), 1.0);
        }
        EXPECT_LT(losses.back(), 0.2 * losses.front()) << wordOf(kind);
        EXPECT_EQ(decoder->digest(), before);
    }
}

TEST(QuantisedBase, WhatCannotBeDoneIsRefused)
{
    const fs::path folder = root() / "models/llama_tied";
    const auto trained = Decoder::load(folder.string(), at::kFloat, at::kCPU, {},
                                       Decoder::Use::Trained, BaseWeights::Nf4);
    ASSERT_FALSE(trained.ok());
    EXPECT_EQ(trained.error().kind, ErrorKind::Unsupported);
    EXPECT_NE(trained.error().message().find("nf4"), std::string::npos);

    const auto decoder = packedModel("llama_tied", BaseWeights::Nf4);
    AdapterConfig config = allLinear();
    ASSERT_TRUE(decoder->wear(Adapter::fresh(*decoder, config, 1).take()).ok());
    const auto merged = mergeAdapter(*decoder, at::kFloat);
    ASSERT_FALSE(merged.ok());
    EXPECT_NE(merged.error().message().find("dense"), std::string::npos);

    config.allLinear = false;
    config.targets.list = {"q_proj"};
    config.modulesToSave = {"down_proj"};
    const auto whole = Adapter::fresh(*decoder, config, 1);
    ASSERT_FALSE(whole.ok());
    EXPECT_NE(whole.error().message().find("down_proj"), std::string::npos);
}

TEST(QuantisedBase, WeightsThatAreNotFiniteAreNamed)
{
    const Scratch scratch;
    const fs::path source = root() / "models/llama_tied";
    auto tensors = openModelTensors(source.string()).take();
    for (auto& [name, tensor] : tensors) {
        if (name == "model.layers.1.mlp.up_proj.weight") {
            tensor = tensor.clone();
            tensor[3][5] = std::numeric_limits<float>::infinity();
        }
    }
    fs::copy(source / "config.json", scratch.path() / "config.json");
    ASSERT_TRUE(writeSafetensors((scratch.path() / "model.safetensors").string(), tensors).ok());
    const auto refused = loadPacked(scratch.path(), BaseWeights::Int8);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().kind, ErrorKind::Invalid);
    EXPECT_NE(refused.error().message().find("model.layers.1.mlp.up_proj.weight"),
              std::string::npos);
}
