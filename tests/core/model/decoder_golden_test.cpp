// SPDX-License-Identifier: Apache-2.0
#include "core/model/fused_stack.h"
#include "core/model/kv_cache.h"
#include "tests/core/golden_part.h"
#include "tests/core/golden_ran.h"
#include "tests/core/model/golden_packed.h"

#include <ATen/Functions.h>  // a test compares with many operators
#include <ATen/TensorOperators.h>
#include <c10/core/GradMode.h>

using namespace marginalia;
using namespace marginalia::golden;

namespace {

/// The expected values have transformers' names, also where the file lacks their prefix.
at::Tensor named(const Decoder& decoder, const std::string& name)
{
    const std::string prefix = "transformer.";
    const at::Tensor found = decoder.parameter(name);
    return found.defined() || name.rfind(prefix, 0) != 0
               ? found
               : decoder.parameter(name.substr(prefix.size()));
}

void checkGradients(const Decoder& decoder, const Expected& expected, const Json& facts)
{
    double squares = 0;
    for (const auto& [name, parameter] : decoder.parameters()) {
        ASSERT_TRUE(parameter.grad().defined()) << name;
        squares += parameter.grad().pow(2).sum().item<double>();
    }
    EXPECT_NEAR(std::sqrt(squares), facts["grad_norm_all"].get<double>(),
                1e-3 * facts["grad_norm_all"].get<double>());
    int compared = 0;
    for (const std::string& name : expected.names()) {
        if (name.rfind("grad.", 0) != 0) {
            continue;
        }
        const at::Tensor wanted = expected[name];
        const at::Tensor parameter = named(decoder, name.substr(5));
        ASSERT_TRUE(parameter.defined()) << name;
        const at::Tensor found = parameter.grad().narrow(0, 0, wanted.size(0));
        EXPECT_LE((found - wanted).norm().item<double>(), 1e-3 * wanted.norm().item<double>())
            << name;
        ++compared;
    }
    EXPECT_GT(compared, 0);
}

void checkPacked(Decoder& decoder, const Expected& expected, const Json& facts)
{
    const Packed packed = packGolden(expected);
    const double tolerance = facts["tolerance_logits_abs"].get<double>();
    {
        const c10::NoGradGuard noGrad;
        const at::Tensor hidden = decoder.hidden(packed.input);
        EXPECT_LE(largestDifference(hidden.narrow(0, 0, 40), expected["hidden"]), tolerance);
        const at::Tensor wanted = expected["logits"];
        const at::Tensor places = packed.flat.index_select(1, expected["logits_pos"]);
        const at::Tensor real = places >= 0;
        const at::Tensor logits =
            decoder.logits(hidden.index_select(0, places.masked_select(real)));
        EXPECT_LE(
            largestDifference(logits, wanted.view({-1, wanted.size(2)}).index({real.view(-1)})),
            tolerance);
    }
    decoder.setTrainable(true);
    const TokenScores scores = decoder.score(packed.input, true);
    const at::Tensor mask = expected["loss_mask"];
    const at::Tensor counted = mask.index({packed.row, packed.time}).to(at::kFloat);
    const at::Tensor wanted = expected["logps"].index({packed.row, packed.time});
    EXPECT_LE(largestDifference(scores.logps.detach() * counted, wanted), 1e-4);
    const at::Tensor loss = -(scores.logps * counted).sum() / mask.sum().to(at::kFloat);
    EXPECT_NEAR(loss.item<double>(), facts["loss"].get<double>(), 1e-4);
    loss.backward();
    checkGradients(decoder, expected, facts);
    decoder.setTrainable(false);
}

void checkCached(const Decoder& decoder, const Expected& expected, const Json& facts)
{
    const c10::NoGradGuard noGrad;
    const std::int64_t prefill = facts["prefill_len"].get<std::int64_t>();
    const at::Tensor ids = expected["input_ids"];
    const at::Tensor positions = expected["position_ids"];
    const at::Tensor mask = expected["attention_mask"].to(at::kBool);
    const auto cache = decoder.newCache(2, 40);
    const auto run = [&](std::int64_t from, std::int64_t length) {
        return decoder.step(ids.narrow(1, from, length), positions.narrow(1, from, length),
                            mask.narrow(1, from, length), *cache);
    };
    const at::Tensor wanted = expected["cached_logits"];
    run(0, prefill);
    for (std::int64_t i = 0; i < wanted.size(1); ++i) {
        const at::Tensor logits = run(prefill + i, 1);
        EXPECT_LE(largestDifference(logits, wanted.select(1, i)),
                  facts["tolerance_logits_abs"].get<double>())
            << i;
    }
}

void checkGreedy(const Decoder& decoder, const Expected& expected, const Json& facts)
{
    const c10::NoGradGuard noGrad;
    const std::int64_t prompt = facts["prompt_len"].get<std::int64_t>();
    const at::Tensor wanted = expected["greedy"];
    const auto cache = decoder.newCache(2, prompt + wanted.size(1));
    at::Tensor ids = expected["input_ids"].narrow(1, 0, prompt);
    at::Tensor positions = expected["position_ids"].narrow(1, 0, prompt);
    at::Tensor mask = expected["attention_mask"].narrow(1, 0, prompt).to(at::kBool);
    const std::int64_t real = facts.value("real_vocab", decoder.config().vocabulary);
    for (std::int64_t i = 0; i < wanted.size(1); ++i) {
        const at::Tensor best =
            decoder.step(ids, positions, mask, *cache).narrow(1, 0, real).argmax(-1);
        EXPECT_TRUE(at::equal(best, wanted.select(1, i))) << "token " << i;
        ids = best.unsqueeze(1);
        positions = positions.narrow(1, positions.size(1) - 1, 1) + 1;
        mask = at::ones({2, 1}, at::kBool);
    }
}

}  // namespace

TEST(DecoderGolden, EveryModelFolder)
{
    std::size_t supported = 0;
    for (const fs::path& folder : modelCases()) {
        SCOPED_TRACE(folder.filename().string());
        auto loaded = Decoder::load(folder.string(), at::kFloat, at::kCPU);
        if (!isSupported(folder)) {
            ASSERT_FALSE(loaded.ok());
            EXPECT_EQ(loaded.error().kind, ErrorKind::Unsupported);
            EXPECT_NE(loaded.error().message().find("model_type"), std::string::npos);
            continue;
        }
        ASSERT_TRUE(loaded.ok()) << loaded.error().message();
        const Expected expected(folder);
        const Json facts = readJson(folder / "expect.json");
        for (const bool fused : {true, false}) {
            SCOPED_TRACE(fused ? "fused path" : "LibTorch's operators");
            setFusedStackEnabled(fused);
            checkPacked(**loaded, expected, facts);
            for (const auto& [name, parameter] : (*loaded)->parameters()) {
                parameter.mutable_grad() = at::Tensor();
            }
        }
        setFusedStackEnabled(true);
        checkCached(**loaded, expected, facts);
        checkGreedy(**loaded, expected, facts);
        ++supported;
    }
    golden::ran(supported, "model folders, fused and plain,");
    if (supported == 0) {
        MARGINALIA_PART_MISSING("model cases of our families");
    }
}

// A row that is alone in the batch after another left it, across the length where the factors
// change: what the cache gives is what a pass over the whole row gives.
TEST(DecoderGolden, LongropeComputesTheCacheAgain)
{
    const fs::path folder = root() / "models/phi3_longrope_long";
    if (!fs::exists(folder / "expect.safetensors")) {
        MARGINALIA_PART_MISSING("phi3_longrope_long");
    }
    const auto decoder = Decoder::load(folder.string(), at::kFloat, at::kCPU).take();
    const Expected expected(folder);
    const c10::NoGradGuard noGrad;
    const at::Tensor ids = expected["input_ids"];
    const at::Tensor positions = expected["position_ids"];
    const at::Tensor mask = expected["attention_mask"].to(at::kBool);
    const auto cache = decoder->newCache(2, 40);
    decoder->step(ids.narrow(1, 0, 27), positions.narrow(1, 0, 27), mask.narrow(1, 0, 27), *cache);
    const at::Tensor last = at::tensor(std::vector<std::int64_t>{1}, at::kLong);
    cache->select(last);  // the row that began with seven paddings
    for (std::int64_t t = 27; t < 40; ++t) {
        const auto one = [&](const at::Tensor& tensor) {
            return tensor.index_select(0, last).narrow(1, t, 1);
        };
        const at::Tensor found = decoder->step(one(ids), one(positions), one(mask), *cache);
        PackedInput whole;
        whole.ids = ids[1].narrow(0, 7, t - 6);
        whole.positions = at::arange(t - 6, at::kLong);
        whole.segments = {{0, t - 6, -1, 0}};
        const at::Tensor wanted = decoder->logits(decoder->hidden(whole).narrow(0, t - 7, 1));
        EXPECT_LE(largestDifference(found, wanted), 1e-4) << t;
    }
}

TEST(DecoderGolden, RequiredFamiliesAreThereAndSupported)
{
    std::ifstream list(fs::path(MARGINALIA_SOURCE_DIR) / "tests/golden/required.txt");
    std::string line;
    std::size_t count = 0;
    while (std::getline(list, line)) {
        const fs::path folder = fs::path(MARGINALIA_SOURCE_DIR) / "tests/golden" / line;
        if (line.rfind("models/", 0) == 0 && line.rfind("models/lora/", 0) != 0 &&
            fs::path(line).extension().empty()) {
            EXPECT_TRUE(fs::exists(folder / "expect.safetensors")) << line;
            EXPECT_TRUE(isSupported(folder)) << line;
            ++count;
        }
    }
    EXPECT_GE(count, 32U);
}

TEST(DecoderGolden, BothSpellingsOfAConfigAreTheSameModel)
{
    for (const fs::path& folder : modelCases()) {
        if (!isSupported(folder) || !fs::exists(folder / "config_v4.json")) {
            continue;
        }
        SCOPED_TRACE(folder.filename().string());
        const Scratch scratch;
        for (const auto& entry : fs::directory_iterator(folder)) {
            const std::string name = entry.path().filename().string();
            if (name.rfind("config", 0) != 0) {
                fs::create_symlink(fs::absolute(entry.path()), scratch.path() / name);
            }
        }
        fs::copy_file(folder / "config_v4.json", scratch.path() / "config.json");
        auto newer = Decoder::load(folder.string(), at::kFloat, at::kCPU);
        auto older = Decoder::load(scratch.path().string(), at::kFloat, at::kCPU);
        ASSERT_TRUE(newer.ok() && older.ok()) << (older.ok() ? "" : older.error().message());
        const c10::NoGradGuard noGrad;
        const Packed packed = packGolden(Expected(folder));
        EXPECT_TRUE(at::equal((*newer)->hidden(packed.input), (*older)->hidden(packed.input)));
    }
}

// models.md 8.1: bf16 beside float32 arithmetic on the same stored weights.
TEST(DecoderGolden, LowPrecisionIsCloseToTheReference)
{
    for (const fs::path& folder : modelCases()) {
        // The others are stored in float32: rounding their weights is a larger change than bf16
        // arithmetic. They must be near and finite.
        const bool exactWeights = folder.filename() == "llama_bf16";
        if (!isSupported(folder)) {
            continue;
        }
        SCOPED_TRACE(folder.filename().string());
        const auto decoder = Decoder::load(folder.string(), at::kBFloat16, at::kCPU).take();
        const Expected expected(folder);
        const c10::NoGradGuard noGrad;
        const Packed packed = packGolden(expected);
        const at::Tensor places = packed.flat.index_select(1, expected["logits_pos"]);
        const at::Tensor real = places >= 0;
        const at::Tensor logits = decoder->logits(
            decoder->hidden(packed.input).index_select(0, places.masked_select(real)));
        const at::Tensor exact =
            expected["logits"].view({-1, logits.size(1)}).index({real.view(-1)});
        const double share = exactWeights ? 0.02 : 0.1;
        EXPECT_LE((logits - exact).abs().mean().item<double>(), share * exact.std().item<double>());
        if (exactWeights) {
            const at::Tensor wanted = exact.log_softmax(-1);
            const double divergence =
                (wanted.exp() * (wanted - logits.log_softmax(-1))).sum(-1).mean().item<double>();
            EXPECT_LE(divergence, 1e-3);
        }
    }
}

TEST(DecoderGolden, ConfigsToRefuseAreRefusedByKey)
{
    const Json list = readJson(root() / "models/files/configs_to_refuse.json");
    if (list.is_discarded()) {
        MARGINALIA_PART_MISSING("configs_to_refuse.json");
    }
    const fs::path base = root() / "models" / list["base"].get<std::string>();
    for (const Json& entry : list["cases"]) {
        SCOPED_TRACE(entry.dump());
        const Scratch scratch;
        fs::copy_file(base / "model.safetensors", scratch.path() / "model.safetensors");
        Json config = readJson(base / "config_v4.json");
        for (const auto& [key, value] : entry["change"].items()) {
            config[key] = value;
        }
        std::ofstream(scratch.path() / "config.json") << config.dump();
        const auto loaded = Decoder::load(scratch.path().string(), at::kFloat, at::kCPU);
        ASSERT_FALSE(loaded.ok());
        std::string key = entry["key"].get<std::string>();
        key = key.substr(0, key.find_first_of(" ."));
        EXPECT_NE(loaded.error().message().find(key), std::string::npos)
            << loaded.error().message();
        EXPECT_NE(loaded.error().message().find(scratch.path().string()), std::string::npos);
    }
}
