// SPDX-License-Identifier: Apache-2.0
// Whole models as folders and GGUF files: what is copied, changed, read back, and refused.
#include "core/base/sha256.h"
#include "core/export/folder_weights.h"
#include "core/text/chat_template.h"
#include "core/text/tokenizer.h"
#include "tests/core/export/export_fixture.h"

#include <ATen/Functions.h>  // a test compares with many operators

using namespace marginalia;
using namespace marginalia::golden;
using namespace marginalia::testing_export;

TEST(Export, AFolderHasTheBaseFilesAndSaysItsType)
{
    const Scratch scratch;
    ExportRequest request{.model = starter().string(), .out = (scratch.path() / "out").string()};
    const ExportResult result = exported(request);
    EXPECT_TRUE(result.warnings.empty());
    EXPECT_EQ(result.kind, ExportKind::Folder);
    EXPECT_EQ(result.digest, sha256OfFile(request.out + "/model.safetensors").take());
    EXPECT_EQ(result.tensors, static_cast<std::int64_t>(openModelTensors(request.out)->size()));
    const fs::path out(request.out);
    EXPECT_EQ(bytesOf(out / "tokenizer.json"), bytesOf(starter() / "tokenizer.json"));
    EXPECT_EQ(bytesOf(out / "generation_config.json"),
              bytesOf(starter() / "generation_config.json"));
    EXPECT_EQ(bytesOf(out / "README.base.md"), bytesOf(starter() / "README.md"));
    EXPECT_FALSE(fs::exists(out / "pretrain.json"));
    // The template stands in both of its places, byte-identical.
    EXPECT_EQ(bytesOf(out / "chat_template.jinja"), bytesOf(starter() / "chat_template.jinja"));
    EXPECT_EQ(readJson(out / "tokenizer_config.json")["chat_template"].get<std::string>(),
              bytesOf(out / "chat_template.jinja"));
    // Only "dtype" was added; order and kinds of the numbers stay.
    Json wanted = readJson(starter() / "config.json");
    wanted["dtype"] = "float32";
    EXPECT_EQ(readJson(out / "config.json").dump(), wanted.dump());
    EXPECT_NE(bytesOf(out / "config.json").find("\"rms_norm_eps\": 1e-05"), std::string::npos);
    EXPECT_NE(bytesOf(out / "config.json").find("\"rope_theta\": 10000.0"), std::string::npos);
    const std::string card = bytesOf(out / "README.md");
    EXPECT_EQ(card.rfind("---\nbase_model: \"starter\"\nlibrary_name: transformers\n", 0), 0U)
        << card;
    EXPECT_NE(card.find(result.digest), std::string::npos);

    ExportRequest again{.model = request.out, .out = (scratch.path() / "again").string()};
    exported(again);
    EXPECT_EQ(bytesOf(fs::path(again.out) / "config.json"), bytesOf(out / "config.json"));
    EXPECT_EQ(bytesOf(fs::path(again.out) / "tokenizer_config.json"),
              bytesOf(out / "tokenizer_config.json"));
    EXPECT_EQ(bytesOf(fs::path(again.out) / "model.safetensors"),
              bytesOf(out / "model.safetensors"));
}

TEST(Export, EveryFamilyGoesThroughAFolder)
{
    for (const fs::path& folder : modelCases()) {
        if (!isSupported(folder)) {
            continue;
        }
        SCOPED_TRACE(folder.filename().string());
        const Scratch scratch;
        ExportRequest request{.model = folder.string(), .out = (scratch.path() / "out").string()};
        exported(request);
        EXPECT_EQ(Decoder::load(request.out, at::kFloat, at::kCPU).take()->digest(),
                  Decoder::load(folder.string(), at::kFloat, at::kCPU).take()->digest());
        const Json config = readJson(fs::path(request.out) / "config.json");
        EXPECT_EQ(config["dtype"], config["torch_dtype"]);
        const Json base = readJson(folder / "config.json");
        for (const auto& [key, value] : base.items()) {
            if (key != "dtype" && key != "torch_dtype") {
                EXPECT_EQ(config[key], value) << key;
            }
        }
    }
}

TEST(Export, OlderKeysOfRotationStandBesideTheNewOnes)
{
    const Scratch scratch;
    ExportRequest request{.model = model("llama_llama3").string(),
                          .out = (scratch.path() / "out").string()};
    exported(request);
    const Json config = readJson(fs::path(request.out) / "config.json");
    EXPECT_EQ(config["rope_theta"], config["rope_parameters"]["rope_theta"]);
    EXPECT_EQ(config["rope_scaling"]["rope_type"], "llama3");
    EXPECT_FALSE(config["rope_scaling"].contains("rope_theta"));
}

TEST(Export, TypesAreConvertedOnce)
{
    const Scratch scratch;
    ExportRequest request{.model = model("llama_plain").string(),
                          .type = ExportType::Bf16,
                          .out = (scratch.path() / "bf16").string()};
    exported(request);
    const auto before = openModelTensors(model("llama_plain").string()).take();
    const auto after = openModelTensors(request.out).take();
    ASSERT_EQ(after.size(), before.size());
    for (const auto& [name, tensor] : before) {
        const auto found = std::find_if(after.begin(), after.end(),
                                        [&](const auto& each) { return each.first == name; });
        ASSERT_NE(found, after.end());
        EXPECT_TRUE(at::equal(found->second, tensor.to(at::kBFloat16))) << name;
    }
    EXPECT_EQ(readJson(fs::path(request.out) / "config.json")["torch_dtype"], "bfloat16");
}

TEST(Export, NumbersBeyondHalfPrecisionAreRefusedByName)
{
    const Scratch scratch;
    const fs::path folder = scratch.path() / "large";
    fs::create_directories(folder);
    fs::copy_file(model("llama_tied") / "config.json", folder / "config.json");
    auto tensors = openModelTensors(model("llama_tied").string()).take();
    tensors[3].second = tensors[3].second.clone().fill_(1e5);
    ASSERT_TRUE(writeSafetensors((folder / "model.safetensors").string(), tensors).ok());
    ExportRequest request{.model = folder.string(),
                          .type = ExportType::Fp16,
                          .out = (scratch.path() / "out").string()};
    expectRefused(request, tensors[3].first);
    request.type = ExportType::Bf16;
    exported(request);
}

TEST(Export, LargeModelsAreWrittenInShards)
{
    const Scratch scratch;
    const fs::path folder = scratch.path() / "shards";
    fs::create_directories(folder);
    fs::copy_file(model("llama_plain") / "config.json", folder / "config.json");
    const auto tensors = openModelTensors(model("llama_plain").string()).take();
    double share = 0;
    const auto digests = writeFolderWeights(
        folder.string(), tensors, std::nullopt, [&](double done) { share = done; }, 20'000);
    ASSERT_TRUE(digests.ok()) << digests.error().message();
    EXPECT_EQ(share, 1);
    EXPECT_TRUE(fs::exists(folder / "model.safetensors.index.json"));
    EXPECT_FALSE(fs::exists(folder / "model.safetensors"));
    EXPECT_EQ(Decoder::load(folder.string(), at::kFloat, at::kCPU).take()->digest(),
              Decoder::load(model("llama_plain").string(), at::kFloat, at::kCPU).take()->digest());
}

TEST(Export, AGgufFileAndTheFolderThatIsMadeOfIt)
{
    const Scratch scratch;
    for (const auto& [type, word] :
         {std::pair(ExportType::Fp32, "fp32"), std::pair(ExportType::Fp16, "fp16"),
          std::pair(ExportType::Bf16, "bf16"), std::pair(ExportType::Q8, "q8_0")}) {
        SCOPED_TRACE(word);
        ExportRequest request{.model = starter().string(),
                              .kind = ExportKind::Gguf,
                              .type = type,
                              .out = (scratch.path() / word).string() + ".gguf"};
        const ExportResult result = exported(request);
        EXPECT_EQ(result.digest, sha256OfFile(request.out).take());
        const std::string beside = bytesOf(scratch.path() / (std::string(word) + ".Modelfile"));
        EXPECT_EQ(beside.rfind("FROM ./" + std::string(word) + ".gguf\n", 0), 0U) << beside;
        EXPECT_NE(beside.find("PARAMETER stop \"<eos>\""), std::string::npos) << beside;

        ExportRequest back{.model = request.out, .out = (scratch.path() / word).string()};
        exported(back);
        const auto before = Tokenizer::load(starter().string()).take();
        const auto after = Tokenizer::load(back.out).take();
        for (const char* text : {"What is 12 + 30?", "<user>Hi<eos>", "  two\n\nlines "}) {
            EXPECT_EQ(after->encode(text, true).ids, before->encode(text, true).ids);
        }
        EXPECT_EQ(ChatTemplate::load(back.out).take()->source(),
                  ChatTemplate::load(starter().string()).take()->source());
        const Json config = readJson(fs::path(back.out) / "config.json");
        EXPECT_EQ(config["model_type"], "llama");
        EXPECT_EQ(config["rms_norm_eps"], 1e-05);
        if (type == ExportType::Fp32) {
            EXPECT_EQ(Decoder::load(back.out, at::kFloat, at::kCPU).take()->digest(),
                      Decoder::load(starter().string(), at::kFloat, at::kCPU).take()->digest());
        }
    }
}

TEST(Export, AGgufFolderHasItsModelfileAndCard)
{
    const Scratch scratch;
    const fs::path picture = scratch.path() / "curves.png";
    std::ofstream(picture, std::ios::binary) << "\x89PNG\r\n\x1a\n";
    ExportRequest request{.model = starter().string(),
                          .kind = ExportKind::Gguf,
                          .type = ExportType::Q8,
                          .out = (scratch.path() / "tuned").string(),
                          .curves = picture.string()};
    exported(request);
    const fs::path out(request.out);
    EXPECT_TRUE(fs::exists(out / "tuned.gguf"));
    EXPECT_TRUE(fs::exists(out / "Modelfile"));
    EXPECT_EQ(bytesOf(out / "curves.png"), bytesOf(picture));
    const std::string card = bytesOf(out / "README.md");
    EXPECT_NE(card.find("](curves.png)"), std::string::npos);
    EXPECT_NE(card.find("weights Q8_0"), std::string::npos);
    std::ofstream(picture, std::ios::binary) << "GIF89a";
    request.out = (scratch.path() / "other").string();
    expectRefused(request, "not a PNG");
}

TEST(Export, WhatCannotBeIsRefusedBeforeAnythingIsWritten)
{
    const Scratch scratch;
    const std::string out = (scratch.path() / "out").string();
    expectRefused({.model = (scratch.path() / "nothing").string(), .out = out}, "no model");
    expectRefused({.model = starter().string(), .kind = ExportKind::Merged, .out = out},
                  "no adapter");
    expectRefused({.model = starter().string(), .kind = ExportKind::Adapter, .out = out},
                  "no adapter");
    expectRefused({.model = starter().string(), .type = ExportType::Q8, .out = out}, "GGUF alone");
    expectRefused({.model = model("gemma").string(), .kind = ExportKind::Gguf, .out = out},
                  "convert_hf_to_gguf.py");
    expectRefused({.model = model("llama_tied").string(), .kind = ExportKind::Gguf, .out = out},
                  "tokenizer.json");
    fs::create_directories(out);
    const auto taken = exportModel({.model = starter().string(), .out = out}, {});
    ASSERT_FALSE(taken.ok());
    EXPECT_NE(taken.error().message().find("already"), std::string::npos);
    EXPECT_TRUE(fs::is_empty(out));
}
