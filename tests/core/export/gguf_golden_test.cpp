// SPDX-License-Identifier: Apache-2.0
// The GGUF files that the gguf package made of llama_tied: read, and written again bit for bit.
#include "core/base/file.h"
#include "core/base/mapped_file.h"
#include "core/base/sha256.h"
#include "core/export/gguf_plan.h"
#include "core/model/gguf_blocks.h"
#include "core/model/gguf_config.h"
#include "core/model/gguf_names.h"
#include "core/model/gguf_tensors.h"
#include "tests/core/golden_part.h"
#include "tests/core/model/golden_models.h"

#include <ATen/Functions.h>  // a test compares with many operators

using namespace marginalia;
using namespace marginalia::golden;

namespace {

const fs::path kFiles = root() / "models/files";

std::string digestOf(const at::Tensor& tensor)
{
    const at::Tensor whole = tensor.contiguous();
    return sha256Hex({static_cast<const char*>(whole.const_data_ptr()), whole.nbytes()});
}

class GgufGolden : public testing::TestWithParam<const char*> {
protected:
    void SetUp() override
    {
        m_path = (kFiles / ("tiny_" + std::string(GetParam()) + ".gguf")).string();
        if (!fs::exists(m_path)) {
            MARGINALIA_PART_MISSING("models/files/tiny_*.gguf");
        }
        m_file = MappedFile::open(m_path).take();
        m_expected = readJson(kFiles / "gguf_expect.json");
    }
    const Json& expected() const { return m_expected.at(GetParam()); }
    GgufHeader header() const { return parseGgufHeader(m_file->bytes(), m_path).take(); }

    std::string m_path;
    std::shared_ptr<MappedFile> m_file;
    Json m_expected;
};

/// A value as gguf_expect.json tells it.
void expectValue(const GgufValue& value, const Json& wanted)
{
    if (wanted.contains("length")) {
        EXPECT_EQ(value.count, wanted["length"].get<std::uint64_t>());
    } else if (wanted["value"].is_string()) {
        EXPECT_EQ(value.text(), wanted["value"].get<std::string>());
    } else if (wanted["value"].is_boolean()) {
        EXPECT_EQ(value.flag(), wanted["value"].get<bool>());
    } else {
        ASSERT_TRUE(value.number().has_value());
        EXPECT_NEAR(*value.number(), wanted["value"].get<double>(), 1e-9);
    }
}

}  // namespace

TEST_P(GgufGolden, MetadataAndTensorsAreThoseOfTheReference)
{
    const GgufHeader found = header();
    std::size_t values = 0;
    for (const Json& wanted : expected()["metadata"]) {
        const std::string key = wanted["key"].get<std::string>();
        SCOPED_TRACE(key);
        if (key.rfind("GGUF.", 0) == 0) {
            continue;
        }
        const GgufValue* const value = found.find(key);
        ASSERT_NE(value, nullptr);
        expectValue(*value, wanted);
        ++values;
    }
    EXPECT_EQ(values, found.values.size());
    EXPECT_EQ(found.alignment, expected()["alignment"].get<std::uint64_t>());
    ASSERT_EQ(found.tensors.size(), expected()["tensors"].size());
    for (const GgufTensor& tensor : found.tensors) {
        SCOPED_TRACE(tensor.name);
        const Json& wanted = expected()["tensors"].at(tensor.name);
        EXPECT_EQ(ggufFormat(tensor.type)->name, wanted["type"].get<std::string>());
        EXPECT_EQ(tensor.shape, wanted["shape_hf"].get<std::vector<std::int64_t>>());
        EXPECT_EQ(tensor.begin, wanted["offset"].get<std::uint64_t>());
        EXPECT_EQ(sha256Hex(m_file->bytes().substr(tensor.begin, tensor.bytes)),
                  wanted["sha256_of_stored_bytes"].get<std::string>());
        EXPECT_EQ(nameOfGguf(tensor.name), wanted["hf_name"].get<std::string>());
        EXPECT_EQ(ggufNameOf(wanted["hf_name"].get<std::string>()), tensor.name);
    }
}

TEST_P(GgufGolden, NumbersAreUnpackedAsTheReferenceDoesIt)
{
    const auto tensors = openGgufTensors(m_path);
    ASSERT_TRUE(tensors.ok()) << tensors.error().message();
    const Json config = readGgufConfig(m_path).take();
    for (const auto& [name, tensor] : *tensors) {
        SCOPED_TRACE(name);
        // The digests are of the file's order of rows.
        const std::string ggufName = ggufNameOf(name);
        const HeadRows rows = headRowsOf(ggufName);
        at::Tensor stored = tensor.to(at::kFloat);
        if (rows != HeadRows::None) {
            stored = interleaveHeads(
                stored,
                config[rows == HeadRows::Queries ? "num_attention_heads" : "num_key_value_heads"]);
        }
        EXPECT_EQ(
            digestOf(stored),
            expected()["tensors"].at(ggufName)["sha256_of_dequantised_f32"].get<std::string>());
    }
    const auto some = SafetensorsFile::open((kFiles / "gguf_expect.safetensors").string()).take();
    EXPECT_GE(some->names().size(), 10U);
}

TEST_P(GgufGolden, WhatIsReadIsWrittenAgainByteForByte)
{
    const Scratch scratch;
    const GgufHeader found = header();
    GgufMetadata metadata;
    for (const auto& [key, value] : found.values) {
        metadata.add(key, value);
    }
    // From the model itself, in the file's order: quantising and reordering are ours.
    const std::string model = (root() / "models/llama_tied").string();
    const ModelConfig config = readModelConfig(model).take();
    const NamedTensors source = openModelTensors(model).take();
    const auto weights = std::string(GetParam()) == "f16" ? GgufWeights::F16 : GgufWeights::Q8;
    std::vector<GgufTensorToWrite> planned = planGgufTensors(config, source, weights).take();
    std::vector<GgufTensorToWrite> ordered;
    for (const GgufTensor& tensor : found.tensors) {
        ordered.push_back(*std::find_if(planned.begin(), planned.end(), [&](const auto& each) {
            return each.name == tensor.name;
        }));
    }
    ASSERT_EQ(ordered.size(), planned.size());
    const std::string out = (scratch.path() / "again.gguf").string();
    const Status written = writeGguf(out, metadata, ordered);
    ASSERT_TRUE(written.ok()) << written.error().message();
    EXPECT_EQ(readFile(out).take(), std::string(m_file->bytes()));
}

TEST_P(GgufGolden, TheModelComputesFromTheFile)
{
    const auto fromFile = Decoder::load(m_path, at::kFloat, at::kCPU);
    ASSERT_TRUE(fromFile.ok()) << fromFile.error().message();
    const auto original =
        Decoder::load((root() / "models/llama_tied").string(), at::kFloat, at::kCPU).take();
    EXPECT_TRUE((*fromFile)->warnings().empty());
    EXPECT_EQ((*fromFile)->config().tied, original->config().tied);
    const at::Tensor ids = at::arange(3, 23, at::kLong);
    const PackedInput input{ids,
                            at::arange(20, at::kLong),
                            {{0, 20, -1, 0}},
                            at::arange(19, at::kLong),
                            ids.narrow(0, 1, 19)};
    const c10::NoGradGuard noGrad;
    const at::Tensor wanted = original->logits(original->hidden(input));
    const at::Tensor found = (*fromFile)->logits((*fromFile)->hidden(input));
    // Half precision loses 2^-11, Q8_0 1/254 of the largest number of a block.
    const double share = std::string(GetParam()) == "f16" ? 0.01 : 0.1;
    EXPECT_LE((found - wanted).abs().max().item<double>(),
              share * wanted.abs().max().item<double>());
    EXPECT_GT((found - wanted).abs().max().item<double>(), 0);
}

INSTANTIATE_TEST_SUITE_P(Files, GgufGolden, testing::Values("f16", "q8_0"),
                         [](const auto& info) { return std::string(info.param); });
