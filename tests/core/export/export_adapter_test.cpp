// SPDX-License-Identifier: Apache-2.0
// Adapters as PEFT folders, merged models and GGUF files; runs and checkpoints as sources.
#include "core/jobs/run_folder.h"
#include "core/model/adapter_files.h"
#include "tests/core/export/export_fixture.h"

#include <ATen/Functions.h>  // a test compares with many operators

using namespace marginalia;
using namespace marginalia::golden;
using namespace marginalia::testing_export;

namespace {

std::vector<fs::path> loraCases()
{
    std::vector<fs::path> out;
    for (const auto& entry : fs::directory_iterator(model("lora"))) {
        if (fs::exists(entry.path() / "adapter_config.json")) {
            out.push_back(entry.path());
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

std::string baseOf(const fs::path& lora)
{
    return model(readJson(lora / "expect.json")["base"].get<std::string>()).string();
}

/// An adapter on the starter that changes what it says.
void writeStarterAdapter(const fs::path& folder)
{
    const auto base = Decoder::load(starter().string(), at::kFloat, at::kCPU).take();
    AdapterConfig config;
    config.rank = 4;
    config.alpha = 8;
    config.allLinear = true;
    config.base = starter().string();
    const auto adapter = Adapter::fresh(*base, config, 7).take();
    const c10::NoGradGuard noGrad;
    for (const auto& [name, tensor] : adapter->parameters()) {
        if (name.find("lora_B") != std::string::npos) {
            tensor.copy_(at::sin(at::arange(tensor.numel(), at::kFloat)).view(tensor.sizes()) *
                         0.05);
        }
    }
    ASSERT_TRUE(writeAdapterFiles(folder.string(), *base, *adapter).ok());
}

at::Tensor logitsAt(const std::string& place)
{
    const c10::NoGradGuard noGrad;
    const auto decoder = Decoder::load(place, at::kFloat, at::kCPU).take();
    const at::Tensor ids = at::arange(30, 50, at::kLong);
    const PackedInput input{ids,
                            at::arange(20, at::kLong),
                            {{0, 20, -1, 0}},
                            at::arange(19, at::kLong),
                            ids.narrow(0, 1, 19)};
    return decoder->logits(decoder->hidden(input));
}

/// A run folder with one checkpoint of the starter.
std::string someRun(const fs::path& top)
{
    RunSpec spec = defaultRunSpec("dpo");
    spec.model = starter().string();
    spec.learning_rate = 3e-5;
    const std::string run = createRunFolder(top.string(), spec).take();
    EXPECT_TRUE(patchRunJson(run, {{"digests", {{"data", std::string(64, 'd')}}}}).ok());
    const fs::path checkpoint = fs::path(run) / "checkpoints/step-000012";
    fs::create_directories(checkpoint.parent_path());
    const auto tensors = openModelTensors(starter().string()).take();
    EXPECT_TRUE(writeModelFolder(checkpoint.string(), starter().string(), tensors).ok());
    EXPECT_TRUE(writeSafetensors((checkpoint / "optimizer.safetensors").string(),
                                 {{"moment", at::zeros({2})}})
                    .ok());
    std::ofstream(checkpoint / "state.json") << "{}";
    std::ofstream(checkpoint / "manifest.json") << R"({"step":12,"resumable":true})";
    std::ofstream(run + "/metrics.jsonl")
        << R"({"seq":1,"attempt":1,"step":12,"epoch":1.0,"time":1.0,"loss":0.25,"rewards/margins":1.5})"
        << '\n';
    return run;
}

}  // namespace

TEST(ExportAdapter, EveryGoldenAdapterGoesThroughAFolder)
{
    ASSERT_GE(loraCases().size(), 13U);
    for (const fs::path& lora : loraCases()) {
        SCOPED_TRACE(lora.filename().string());
        const Scratch scratch;
        ExportRequest request{.model = lora.string(),
                              .kind = ExportKind::Adapter,
                              .out = (scratch.path() / "adapter").string(),
                              .base = baseOf(lora)};
        const ExportResult result = exported(request);
        EXPECT_TRUE(fs::exists(fs::path(request.out) / "adapter_config.json"));
        EXPECT_FALSE(fs::exists(fs::path(request.out) / "config.json"));
        EXPECT_EQ(bytesOf(fs::path(request.out) / "README.md").find("library_name: peft") !=
                      std::string::npos,
                  true);
        EXPECT_GT(result.tensors, 0);
    }
}

TEST(ExportAdapter, EveryGoldenAdapterIsMerged)
{
    for (const fs::path& lora : loraCases()) {
        SCOPED_TRACE(lora.filename().string());
        const Scratch scratch;
        ExportRequest request{.model = lora.string(),
                              .kind = ExportKind::Merged,
                              .out = (scratch.path() / "merged").string(),
                              .base = baseOf(lora)};
        const ExportResult result = exported(request);
        for (const Text& warning : result.warnings) {
            EXPECT_EQ(warning.str().find("differ from those with the adapter"), std::string::npos)
                << warning.str();
        }
        const auto merged = SafetensorsFile::open(request.out + "/model.safetensors").take();
        const Expected expected(lora);
        int compared = 0;
        for (const std::string& name : expected.names()) {
            if (name.rfind("merged.", 0) == 0) {
                const at::Tensor wanted = expected[name];
                const at::Tensor found = merged->tensor(name.substr(7)).take();
                EXPECT_LE((found - wanted).abs().max().item<double>(),
                          2e-5 * wanted.abs().max().item<double>());
                ++compared;
            }
        }
        EXPECT_EQ(compared, 1);
    }
}

TEST(ExportAdapter, OneOnTheStarterBecomesGguf)
{
    const Scratch scratch;
    const fs::path adapter = scratch.path() / "adapter";
    writeStarterAdapter(adapter);
    ExportRequest merged{.model = adapter.string(),
                         .kind = ExportKind::Merged,
                         .out = (scratch.path() / "merged").string()};
    EXPECT_TRUE(exported(merged).warnings.empty());
    ExportRequest gguf{.model = adapter.string(),
                       .kind = ExportKind::Gguf,
                       .type = ExportType::Fp32,
                       .out = (scratch.path() / "tuned.gguf").string()};
    exported(gguf);
    EXPECT_TRUE(at::equal(logitsAt(gguf.out), logitsAt(merged.out)));
    EXPECT_FALSE(at::equal(logitsAt(gguf.out), logitsAt(starter().string())));
    ExportRequest folder{.model = adapter.string(), .out = (scratch.path() / "whole").string()};
    expectRefused(folder, "no whole model");
}

TEST(ExportAdapter, ABaseThatIsNotThereIsAskedFor)
{
    const Scratch scratch;
    const fs::path adapter = scratch.path() / "adapter";
    writeStarterAdapter(adapter);
    Json config = readJson(adapter / "adapter_config.json");
    config["base_model_name_or_path"] = "someone/some-model";
    std::ofstream(adapter / "adapter_config.json") << config.dump();
    ExportRequest request{.model = adapter.string(),
                          .kind = ExportKind::Merged,
                          .out = (scratch.path() / "merged").string()};
    expectRefused(request, "--base");
    request.base = starter().string();
    exported(request);
}

TEST(ExportRun, TheNewestCheckpointWithItsCard)
{
    const Scratch scratch;
    const std::string run = someRun(scratch.path() / "runs");
    ExportRequest request{.model = run, .out = (scratch.path() / "tuned").string()};
    exported(request);
    EXPECT_FALSE(fs::exists(fs::path(request.out) / "manifest.json"));
    EXPECT_FALSE(fs::exists(fs::path(request.out) / "state.json"));
    EXPECT_FALSE(fs::exists(fs::path(request.out) / "optimizer.safetensors"));
    const std::string card = bytesOf(fs::path(request.out) / "README.md");
    for (const char* words :
         {"base_model: \"starter\"", "- \"dpo\"", "| learning_rate | 3e-05 |", "| step | 12 |",
          "| data | `dddd", "| rewards/margins | 1.5 |", "| loss | 0.25 |"}) {
        EXPECT_NE(card.find(words), std::string::npos) << words << " in\n" << card;
    }
    ExportRequest checkpoint{.model = listCheckpoints(run).back().folder,
                             .out = (scratch.path() / "one").string()};
    exported(checkpoint);
    EXPECT_NE(bytesOf(fs::path(checkpoint.out) / "README.md").find("| step | 12 |"),
              std::string::npos);
}
