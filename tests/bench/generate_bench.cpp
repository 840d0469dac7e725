// SPDX-License-Identifier: Apache-2.0
// Tokens a second of greedy answers at batch 1 and 8, prompts of 32 tokens included.
//   generate_bench [MODEL FOLDER] [--dtype fp32|bf16] [--threads N] [--tokens N] [--prompt N]
//                  [--rounds N] [--compare PYTHON]
// Without a folder random weights of SmolLM2 135M's shape are written to a scratch folder.
// --compare runs generate_transformers.py beside it with that Python, turn by turn on the same
// folder, and prints the ratio of the medians.
#include "core/base/command_line.h"
#include "core/generation/generate.h"
#include "core/model/safetensors.h"
#include "core/model/threads.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

using namespace marginalia;
namespace fs = std::filesystem;

namespace {

struct Settings {
    std::string folder;
    std::string dtype = "fp32";
    std::string python;
    int threads = 0;
    int tokens = 128;
    int prompt = 32;
    int rounds = 3;
};

/// A model folder with random weights: the speed does not depend on them.
void writeRandomModel(const fs::path& folder)
{
    fs::create_directories(folder);
    const Json config = {{"architectures", {"LlamaForCausalLM"}},
                         {"model_type", "llama"},
                         {"torch_dtype", "float32"},
                         {"vocab_size", 49152},
                         {"hidden_size", 576},
                         {"intermediate_size", 1536},
                         {"num_hidden_layers", 30},
                         {"num_attention_heads", 9},
                         {"num_key_value_heads", 3},
                         {"max_position_embeddings", 8192},
                         {"rms_norm_eps", 1e-5},
                         {"rope_theta", 100000.0},
                         {"tie_word_embeddings", true}};
    std::ofstream(folder / "config.json") << config.dump();
    const auto read = readModelConfig(folder.string());
    const auto decoder = Decoder::initialise(read.value(), 1, at::kFloat, at::kCPU);
    const Status written =
        writeSafetensors((folder / "model.safetensors").string(), decoder->parameters());
    if (!written.ok()) {
        std::fprintf(stderr, "%s\n", written.error().message().c_str());
        std::exit(1);
    }
}

double ourSpeed(const Decoder& decoder, const Settings& settings, int batch)
{
    GenerationJob job;
    job.options.temperature = 0;
    job.options.maxNewTokens = settings.tokens;
    for (int row = 0; row < batch; ++row) {
        std::vector<TokenId> prompt;
        for (int i = 0; i < settings.prompt; ++i) {
            prompt.push_back(
                static_cast<TokenId>((row * 131 + i * 17 + 3) % decoder.config().vocabulary));
        }
        job.prompts.push_back(std::move(prompt));
    }
    const auto start = std::chrono::steady_clock::now();
    const auto rows = generate(decoder, job);
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return rows.ok() ? batch * settings.tokens / seconds : 0;
}

/// What the script prints, one number for a run; 0 when it failed.
double theirSpeed(const Settings& settings, int batch)
{
    const std::string command =
        settings.python + " " MARGINALIA_SOURCE_DIR "/tests/bench/generate_transformers.py '" +
        settings.folder + "' --dtype " + settings.dtype + " --threads " +
        std::to_string(settings.threads) + " --tokens " + std::to_string(settings.tokens) +
        " --prompt " + std::to_string(settings.prompt) + " --batch " + std::to_string(batch);
    std::FILE* const out = ::popen(command.c_str(), "r");
    double speed = 0;
    const bool read = out != nullptr && std::fscanf(out, "%lf", &speed) == 1;
    const int code = out != nullptr ? ::pclose(out) : -1;
    return read && code == 0 ? speed : 0;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

Settings settingsOf(int argc, char** argv)
{
    const cli::Options options(cli::Words(argv + 1, argv + argc), {},
                               {"dtype", "threads", "tokens", "prompt", "rounds", "compare"});
    if (!options.ok()) {
        std::fprintf(stderr, "generate_bench: %s\n", options.problem().c_str());
        std::exit(2);
    }
    const auto number = [&](const char* name, int otherwise) {
        return std::max(1, std::atoi(options.value(name, std::to_string(otherwise)).c_str()));
    };
    Settings out;
    out.folder = options.operands().empty() ? "" : options.operands().front();
    out.dtype = options.value("dtype", out.dtype);
    out.python = options.value("compare");
    out.threads = number("threads", mostThreads());
    out.tokens = number("tokens", out.tokens);
    out.prompt = number("prompt", out.prompt);
    out.rounds = number("rounds", out.rounds);
    return out;
}

}  // namespace

int main(int argc, char** argv)
{
    waitPassively(argv);
    prepareComputing();
    Settings settings = settingsOf(argc, argv);
    const fs::path scratch = fs::temp_directory_path() / "marginalia_generate_bench";
    if (settings.folder.empty()) {
        writeRandomModel(scratch);
        settings.folder = scratch.string();
    }
    auto decoder =
        Decoder::load(settings.folder, settings.dtype == "bf16" ? at::kBFloat16 : at::kFloat,
                      at::kCPU, {}, Decoder::Use::Frozen);
    if (!decoder.ok()) {
        std::fprintf(stderr, "generate_bench: %s\n", decoder.error().message().c_str());
        return 1;
    }
    at::set_num_threads(settings.threads);
    std::printf("%s, %s, %d threads, prompts of %d tokens, %d new\n", settings.folder.c_str(),
                settings.dtype.c_str(), settings.threads, settings.prompt, settings.tokens);
    for (const int batch : {1, 8}) {
        static_cast<void>(ourSpeed(**decoder, settings, batch));
        std::vector<double> ours;
        std::vector<double> theirs;
        for (int round = 0; round < settings.rounds; ++round) {
            ours.push_back(ourSpeed(**decoder, settings, batch));
            if (!settings.python.empty()) {
                theirs.push_back(theirSpeed(settings, batch));
            }
        }
        std::printf("batch %d: %.1f tokens/s", batch, median(ours));
        if (!theirs.empty()) {
            std::printf(", transformers %.1f tokens/s, ratio %.2f", median(theirs),
                        median(ours) / median(theirs));
        }
        std::printf("\n");
        std::fflush(stdout);
    }
    std::error_code ignored;
    fs::remove_all(scratch, ignored);
    return 0;
}
