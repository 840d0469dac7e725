// SPDX-License-Identifier: Apache-2.0
#include "core/model/adapter_files.h"
#include "core/model/fused_stack.h"
#include "core/model/merge.h"
#include "core/model/text_cache.h"
#include "tests/core/golden_part.h"
#include "tests/core/golden_ran.h"
#include "tests/core/model/golden_packed.h"

#include <c10/core/GradMode.h>

using namespace marginalia;
using namespace marginalia::golden;

namespace {

/// One folder of models/lora with its base.
struct LoraCase {
    fs::path folder;
    fs::path base;
    Json facts;
    Expected expected;
    Expected inputs;  ///< of the base's case

    explicit LoraCase(const fs::path& where)
        : folder(where),
          base(root() / "models" / readJson(where / "expect.json")["base"].get<std::string>()),
          facts(readJson(where / "expect.json")),
          expected(where),
          inputs(base)
    {
    }

    double tolerance() const { return facts["tolerance_logits_abs"].get<double>(); }
    std::unique_ptr<Decoder> decoder() const
    {
        auto loaded = Decoder::load(base.string(), at::kFloat, at::kCPU);
        EXPECT_TRUE(loaded.ok());
        loaded.value()->setTrainable(false);
        return loaded.take();
    }
};

std::vector<fs::path> loraFolders()
{
    std::vector<fs::path> out;
    if (fs::is_directory(root() / "models/lora")) {
        for (const auto& entry : fs::directory_iterator(root() / "models/lora")) {
            if (fs::exists(entry.path() / "expect.safetensors")) {
                out.push_back(entry.path());
            }
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

/// Logits of the batch at some of its positions, padding left out: [real places, vocabulary].
at::Tensor logitsAt(const Decoder& decoder, const Packed& packed, const at::Tensor& positions)
{
    const c10::NoGradGuard noGrad;
    const at::Tensor places = packed.flat.index_select(1, positions);
    return decoder.logits(
        decoder.hidden(packed.input).index_select(0, places.masked_select(places >= 0)));
}

/// The same rows of expected logits [2, positions, vocabulary].
at::Tensor realRows(const at::Tensor& wanted, const Packed& packed, const at::Tensor& positions)
{
    const at::Tensor real = packed.flat.index_select(1, positions) >= 0;
    return wanted.reshape({-1, wanted.size(2)}).index({real.view(-1)});
}

void checkGradients(const LoraCase& each, const Adapter& adapter)
{
    int compared = 0;
    for (const std::string& name : each.expected.names()) {
        if (name.rfind("grad.", 0) != 0) {
            continue;
        }
        std::string wantedName = name.substr(5);
        // PEFT keeps the magnitude in a module of its own; in files it has no ".weight".
        if (const std::size_t at = wantedName.find("_vector.weight"); at != std::string::npos) {
            wantedName.resize(at + 7);
        }
        for (const auto& [own, tensor] : adapter.parameters()) {
            if (own == wantedName) {
                ASSERT_TRUE(tensor.grad().defined()) << own;
                const at::Tensor wanted = each.expected[name];
                const at::Tensor found = tensor.grad().narrow(0, 0, wanted.size(0));
                EXPECT_LE((found - wanted).norm().item<double>(),
                          1e-3 * wanted.norm().item<double>())
                    << name;
                const double norm = each.facts["grad_norms"][name.substr(5)].get<double>();
                EXPECT_NEAR(tensor.grad().norm().item<double>(), norm, 1e-3 * norm) << name;
                ++compared;
            }
        }
    }
    EXPECT_EQ(compared, static_cast<int>(each.facts["grad_norms"].size()));
}

void checkAdapter(const LoraCase& each, Decoder& decoder)
{
    const Packed packed = packGolden(each.inputs);
    const at::Tensor positions = each.expected["logits_pos"];
    EXPECT_LE(largestDifference(logitsAt(decoder, packed, positions),
                                realRows(each.expected["logits"], packed, positions)),
              each.tolerance());
    decoder.adapter()->setTrainable(true);
    const at::Tensor mask = each.inputs["loss_mask"];
    const at::Tensor counted = mask.index({packed.row, packed.time}).to(at::kFloat);
    const TokenScores scores = decoder.score(packed.input, true);
    EXPECT_LE(largestDifference(scores.logps.detach() * counted,
                                each.expected["logps"].index({packed.row, packed.time})),
              1e-4);
    const at::Tensor loss = -(scores.logps * counted).sum() / mask.sum().to(at::kFloat);
    EXPECT_NEAR(loss.item<double>(), each.facts["loss"].get<double>(), 1e-4);
    loss.backward();
    checkGradients(each, *decoder.adapter());
    for (const auto& [name, parameter] : decoder.parameters()) {
        EXPECT_FALSE(parameter.grad().defined()) << name;
    }
    for (const auto& [name, tensor] : decoder.adapter()->parameters()) {
        tensor.mutable_grad() = at::Tensor();
    }
    decoder.adapter()->setTrainable(false);
}

void checkSwitch(const LoraCase& each, Decoder& decoder)
{
    const Packed packed = packGolden(each.inputs);
    const at::Tensor positions = each.expected["logits_pos"];
    const at::Tensor plain = logitsAt(*each.decoder(), packed, positions);
    const at::Tensor with = logitsAt(decoder, packed, positions);
    EXPECT_FALSE(at::equal(plain, with));
    decoder.setAdapterOn(false);
    EXPECT_TRUE(at::equal(logitsAt(decoder, packed, positions), plain));
    EXPECT_TRUE(at::equal(logitsAt(*decoder.shared(), packed, positions), plain));
    decoder.setAdapterOn(true);
    EXPECT_TRUE(at::equal(logitsAt(decoder, packed, positions), with));
    EXPECT_TRUE(at::equal(logitsAt(*decoder.shared(), packed, positions), plain));
}

/// With B zero (and magnitudes as they start) the model says what its base says.
void checkZero(const LoraCase& each, Decoder& decoder)
{
    const Packed packed = packGolden(each.inputs);
    const at::Tensor positions = each.expected["logits_pos"];
    AdapterConfig config = decoder.adapter()->config();
    config.modulesToSave.clear();
    auto fresh = Adapter::fresh(*decoder.shared(), config, 5);
    ASSERT_TRUE(fresh.ok()) << fresh.error().message();
    const auto other = decoder.shared();
    const at::Tensor plain = logitsAt(*other, packed, positions);
    ASSERT_TRUE(other->wear(fresh.value()).ok());
    const at::Tensor with = logitsAt(*other, packed, positions);
    if (config.dora) {  // m / |W| is 1 up to rounding
        EXPECT_LE(largestDifference(with, plain), 0.1 * each.tolerance());
    } else {
        EXPECT_TRUE(at::equal(with, plain));
    }
}

void checkMerged(const LoraCase& each, const Decoder& decoder)
{
    auto merged = mergeAdapter(decoder, at::kFloat);
    ASSERT_TRUE(merged.ok()) << merged.error().message();
    const std::string name = each.facts["merged_tensor"].get<std::string>();
    const at::Tensor wanted = each.expected["merged." + name];
    const auto place = std::find_if(merged->tensors.begin(), merged->tensors.end(),
                                    [&](const auto& entry) { return entry.first == name; });
    ASSERT_NE(place, merged->tensors.end());
    EXPECT_LE(largestDifference(place->second.narrow(0, 0, wanted.size(0)), wanted),
              1e-5 * wanted.abs().max().item<double>());
    EXPECT_LT(merged->lost, 1e-6);
    EXPECT_GT(merged->largestChange, 0);
    const Scratch scratch;
    const std::string out = (scratch.path() / "merged").string();
    ASSERT_TRUE(writeModelFolder(out, each.base.string(), merged->tensors).ok());
    auto again = Decoder::load(out, at::kFloat, at::kCPU);
    ASSERT_TRUE(again.ok()) << again.error().message();
    const Packed packed = packGolden(each.inputs);
    const at::Tensor positions = at::tensor(std::vector<std::int64_t>{31, 39}, at::kLong);
    EXPECT_LE(largestDifference(logitsAt(**again, packed, positions),
                                realRows(each.expected["merged_logits"], packed, positions)),
              each.tolerance());
}

/// What is written reads back as the same adapter, bit for bit; with plain scales up to rounding.
void checkWritten(const LoraCase& each, const Decoder& decoder)
{
    const Packed packed = packGolden(each.inputs);
    const at::Tensor positions = each.expected["logits_pos"];
    for (const bool plain : {false, true}) {
        const Scratch scratch;
        ASSERT_TRUE(writeAdapterFiles(scratch.path().string(), decoder, *decoder.adapter(),
                                      {.base = {}, .plainScale = plain})
                        .ok());
        const auto other = decoder.shared();
        auto again = readAdapter(scratch.path().string(), *other);
        ASSERT_TRUE(again.ok()) << again.error().message();
        EXPECT_EQ((*again)->parameters().size(), decoder.adapter()->parameters().size());
        ASSERT_TRUE(other->wear(again.value()).ok());
        const at::Tensor found = logitsAt(*other, packed, positions);
        const at::Tensor wanted = logitsAt(decoder, packed, positions);
        if (plain) {
            EXPECT_LE(largestDifference(found, wanted), 0.1 * each.tolerance());
            EXPECT_FALSE((*again)->config().rsLora);
        } else {
            EXPECT_TRUE(at::equal(found, wanted));
        }
    }
}

/// Token by token, as texts are written: the adapter is in those products too.
void checkTexts(const LoraCase& each, const Decoder& decoder)
{
    const Packed packed = packGolden(each.inputs);
    const at::Tensor ids = each.inputs["input_ids"][0];
    const auto text = decoder.newText();
    TextPart part;
    part.text = text.get();
    at::Tensor found;
    for (std::int64_t t = 0; t <= 31; ++t) {
        part.ids = {ids[t].item<std::int64_t>()};
        part.wanted = t == 31;
        found = decoder.read({part});
    }
    const at::Tensor place = at::tensor(std::vector<std::int64_t>{31}, at::kLong);
    EXPECT_LE(largestDifference(found[0], logitsAt(decoder, packed, place)[0]), each.tolerance());
    // The same text in one call beside another: the same bits.
    const auto first = decoder.newText();
    const auto second = decoder.newText();
    std::vector<TextPart> both(2);
    both[0].text = first.get();
    both[1].text = second.get();
    for (std::int64_t t = 0; t <= 31; ++t) {
        both[0].ids.push_back(ids[t].item<std::int64_t>());
        both[1].ids.push_back(ids[31 - t].item<std::int64_t>());
    }
    EXPECT_TRUE(at::equal(decoder.read(both)[0], found[0]));
}

}  // namespace

TEST(LoraGolden, EveryAdapterFolder)
{
    std::size_t cases = 0;
    for (const fs::path& folder : loraFolders()) {
        SCOPED_TRACE(folder.filename().string());
        if (!fs::exists(root() / "models" /
                        readJson(folder / "expect.json")["base"].get<std::string>() /
                        "config.json")) {
            continue;
        }
        const LoraCase each(folder);
        const std::unique_ptr<Decoder> decoder = each.decoder();
        auto adapter = readAdapter(folder.string(), *decoder);
        ASSERT_TRUE(adapter.ok()) << adapter.error().message();
        EXPECT_EQ((*adapter)->parameterCount(),
                  each.facts["trained_parameters"].get<std::int64_t>());
        EXPECT_TRUE((*adapter)->warnings().empty());
        ASSERT_TRUE(decoder->wear(adapter.value()).ok());
        for (const bool fused : {true, false}) {
            SCOPED_TRACE(fused ? "fused path" : "LibTorch's operators");
            setFusedStackEnabled(fused);
            checkAdapter(each, *decoder);
            checkSwitch(each, *decoder);
            checkZero(each, *decoder);
        }
        setFusedStackEnabled(true);
        checkMerged(each, *decoder);
        checkWritten(each, *decoder);
        checkTexts(each, *decoder);
        ++cases;
    }
    golden::ran(cases, "adapter folders, fused and plain,");
    if (cases == 0) {
        MARGINALIA_PART_MISSING("models/lora");
    }
}

TEST(LoraGolden, RequiredAdaptersAreThere)
{
    std::ifstream list(fs::path(MARGINALIA_SOURCE_DIR) / "tests/golden/required.txt");
    std::string line;
    std::size_t count = 0;
    while (std::getline(list, line)) {
        if (line.rfind("models/lora/", 0) == 0) {
            EXPECT_TRUE(fs::exists(fs::path(MARGINALIA_SOURCE_DIR) / "tests/golden" / line /
                                   "expect.safetensors"))
                << line;
            ++count;
        }
    }
    EXPECT_GE(count, 13U);
}
