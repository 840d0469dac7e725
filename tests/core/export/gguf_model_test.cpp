// SPDX-License-Identifier: Apache-2.0
// Models through a GGUF file and back: names, rows, rotation, types; and what is refused.
#include "core/base/file.h"
#include "core/export/gguf_plan.h"
#include "core/model/gguf_blocks.h"
#include "core/model/gguf_names.h"
#include "tests/core/model/golden_models.h"

#include <ATen/Functions.h>  // a test compares with many operators

#include <limits>

using namespace marginalia;
using namespace marginalia::golden;

namespace {

fs::path model(const char* name)
{
    return fs::path(MARGINALIA_SOURCE_DIR) / "tests/golden/models" / name;
}

Status writeAs(const fs::path& folder, const std::string& out, GgufWeights weights)
{
    MG_TRY(const ModelConfig config, readModelConfig(folder.string()));
    MG_CHECK(checkGgufModel(config, folder.string()));
    MG_TRY(const NamedTensors tensors, openModelTensors(folder.string()));
    MG_TRY(const auto planned, planGgufTensors(config, tensors, weights));
    GgufMetadata metadata;
    addModelMetadata(config, "test", weights, metadata);
    return writeGguf(out, metadata, planned);
}

at::Tensor logitsOf(const Decoder& decoder)
{
    const at::Tensor ids = at::arange(3, 43, at::kLong);
    const PackedInput input{ids,
                            at::arange(40, at::kLong),
                            {{0, 40, -1, 0}},
                            at::arange(39, at::kLong),
                            ids.narrow(0, 1, 39)};
    const c10::NoGradGuard noGrad;
    return decoder.logits(decoder.hidden(input));
}

at::Tensor logitsAt(const std::string& place)
{
    auto decoder = Decoder::load(place, at::kFloat, at::kCPU);
    EXPECT_TRUE(decoder.ok()) << (decoder.ok() ? "" : decoder.error().message());
    EXPECT_TRUE((*decoder)->warnings().empty());
    return logitsOf(**decoder);
}

std::string fileWithType(const Scratch& scratch, std::uint32_t type)
{
    GgufMetadata metadata;
    ModelConfig config = readModelConfig(model("llama_tied").string()).take();
    addModelMetadata(config, "test", GgufWeights::F32, metadata);
    std::string out = "GGUF";
    appendU32(out, 3);
    appendU64(out, 1);
    appendU64(out, metadata.count());
    out += metadata.bytes();
    appendGgufText(out, "token_embd.weight");
    appendU32(out, 2);
    appendU64(out, 256);
    appendU64(out, 1);
    appendU32(out, type);
    appendU64(out, 0);
    out.resize((out.size() + 31) / 32 * 32 + 512, '\0');
    const std::string path = (scratch.path() / "typed.gguf").string();
    EXPECT_TRUE(writeFileAtomically(path, out).ok());
    return path;
}

}  // namespace

TEST(GgufModel, AFloat32FileIsTheModelItself)
{
    for (const char* name : {"llama_plain", "llama_tied", "llama_bias", "llama_headdim",
                             "llama_linear", "llama_llama3", "llama_yarn", "qwen2_bias",
                             "qwen2_padvocab", "qwen3_tied", "qwen3_untied", "llama_sharded"}) {
        SCOPED_TRACE(name);
        const Scratch scratch;
        const std::string out = (scratch.path() / "model.gguf").string();
        const Status written = writeAs(model(name), out, GgufWeights::F32);
        ASSERT_TRUE(written.ok()) << written.error().message();
        const at::Tensor wanted = logitsAt(model(name).string());
        EXPECT_TRUE(at::equal(logitsAt(out), wanted));
    }
}

TEST(GgufModel, Bfloat16IsKeptAsItIs)
{
    const Scratch scratch;
    const std::string out = (scratch.path() / "model.gguf").string();
    ASSERT_TRUE(writeAs(model("llama_bf16"), out, GgufWeights::Bf16).ok());
    EXPECT_TRUE(at::equal(logitsAt(out), logitsAt(model("llama_bf16").string())));
    const auto frozen = Decoder::load(out, at::kBFloat16, at::kCPU, {}, Decoder::Use::Frozen);
    EXPECT_TRUE(frozen.ok());
}

TEST(GgufModel, WhatTheFormatHasNoPlaceForIsRefusedWithTheCommand)
{
    for (const char* name : {"mistral_window", "qwen2_sliding", "llama_dynamic", "gemma", "gemma2",
                             "gemma3_text", "phi3_partial", "smollm3", "olmo2", "gpt2",
                             "gpt_neox_parallel", "opt_granite", "opt_stablelm", "opt_mixtral"}) {
        SCOPED_TRACE(name);
        const Scratch scratch;
        const std::string out = (scratch.path() / "model.gguf").string();
        const Status written = writeAs(model(name), out, GgufWeights::F16);
        ASSERT_FALSE(written.ok());
        EXPECT_EQ(written.error().kind, ErrorKind::Unsupported);
        EXPECT_NE(written.error().todo.str().find("convert_hf_to_gguf.py '"), std::string::npos);
        EXPECT_FALSE(fs::exists(out));
    }
}

TEST(GgufModel, OtherTypesAreRefusedByName)
{
    const Scratch scratch;
    for (const auto& [type, word] : {std::pair(2U, "Q4_0"), std::pair(12U, "Q4_K"),
                                     std::pair(14U, "Q6_K"), std::pair(24U, "I8")}) {
        const auto decoder = Decoder::load(fileWithType(scratch, type), at::kFloat, at::kCPU);
        ASSERT_FALSE(decoder.ok());
        EXPECT_EQ(decoder.error().kind, ErrorKind::Unsupported);
        EXPECT_NE(decoder.error().message().find(word), std::string::npos)
            << decoder.error().message();
    }
}

TEST(GgufModel, OtherArchitecturesAreRefusedByName)
{
    const Scratch scratch;
    GgufMetadata metadata;
    metadata.addText("general.architecture", "gemma2");
    const std::string path = (scratch.path() / "gemma.gguf").string();
    ASSERT_TRUE(writeGguf(path, metadata, {}).ok());
    const auto config = readModelConfig(path);
    ASSERT_FALSE(config.ok());
    EXPECT_NE(config.error().message().find("\"gemma2\""), std::string::npos);
}

TEST(GgufModel, NumbersThatDoNotFitAreRefused)
{
    const at::Tensor large = at::full({2, 32}, 1e6F);
    GgufTensorToWrite tensor{"t", {2, 32}, kGgufF16, {}};
    EXPECT_FALSE(ggufBytes(tensor, large).ok());
    tensor.type = kGgufBf16;
    EXPECT_TRUE(ggufBytes(tensor, large).ok());
    tensor.type = kGgufQ8;
    EXPECT_TRUE(ggufBytes(tensor, large).ok());
    EXPECT_FALSE(ggufBytes(tensor, large * 10).ok());  // the scale is beyond half precision
    for (const float bad :
         {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
        for (const std::uint32_t type : {kGgufF32, kGgufF16, kGgufBf16, kGgufQ8}) {
            tensor.type = type;
            EXPECT_FALSE(ggufBytes(tensor, at::full({2, 32}, bad)).ok()) << type;
        }
    }
}

TEST(GgufBlocks, AByteRoundsHalfAwayFromZero)
{
    // The largest magnitude is 127: the scale is 1 and every number becomes its rounded self.
    at::Tensor numbers = at::zeros({1, 32});
    numbers[0][0] = 127.0F;
    numbers[0][1] = 0.5F;
    numbers[0][2] = -0.5F;
    numbers[0][3] = 1.5F;
    numbers[0][4] = 2.49F;
    const at::Tensor packed = packQ8(numbers);
    ASSERT_EQ(packed.numel(), kQ8Bytes);
    const auto* const bytes = reinterpret_cast<const std::int8_t*>(packed.const_data_ptr());
    EXPECT_EQ(bytes[2], 127);
    EXPECT_EQ(bytes[3], 1);
    EXPECT_EQ(bytes[4], -1);
    EXPECT_EQ(bytes[5], 2);
    EXPECT_EQ(bytes[6], 2);
    const std::string_view view(reinterpret_cast<const char*>(bytes), kQ8Bytes);
    EXPECT_EQ(unpackQ8(view, {1, 32}, at::kFloat)[0][4].item<float>(), 2.0F);
    EXPECT_EQ(unpackQ8(view, {1, 32}, at::kBFloat16)[0][0].item<float>(), 127.0F);
    EXPECT_TRUE(at::equal(packQ8(at::zeros({4, 64})), at::zeros({4 * 68}, at::kByte)));
}

TEST(GgufNames, RowsComeBack)
{
    const at::Tensor rows = at::arange(16).reshape({16, 1});
    const at::Tensor mixed = interleaveHeads(rows, 2);
    // Head 0 has the rows 0..7: row i and i + 4 become 2 i and 2 i + 1.
    EXPECT_EQ(mixed[1][0].item<std::int64_t>(), 4);
    EXPECT_EQ(mixed[2][0].item<std::int64_t>(), 1);
    EXPECT_EQ(mixed[9][0].item<std::int64_t>(), 12);
    EXPECT_TRUE(at::equal(separateHeads(mixed, 2), rows));
    EXPECT_EQ(ggufNameOf("model.layers.12.self_attn.k_norm.weight"), "blk.12.attn_k_norm.weight");
    EXPECT_EQ(nameOfGguf("blk.12.attn_k_norm.weight"), "model.layers.12.self_attn.k_norm.weight");
    EXPECT_EQ(ggufNameOf("model.layers.x.mlp.up_proj.weight"), "");
    EXPECT_EQ(nameOfGguf("blk.0.ffn_gate_exps.weight"), "blk.0.ffn_gate_exps.weight");
}
