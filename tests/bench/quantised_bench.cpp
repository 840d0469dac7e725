// SPDX-License-Identifier: Apache-2.0
// Blocks with weights in 4 and 8 bits beside dense ones, in one run: memory of the weights and
// while loading, time of a forward pass, of a LoRA step's forward and backward pass, and of writing
// one token at a time. The shape is SmolLM's with 135 million parameters; the file holds bf16.
//   quantised_bench [--rounds 5] [--rows 4] [--length 256] [--layers 30] [--threads 0]
#include "core/base/command_line.h"
#include "core/model/adapter.h"
#include "core/model/safetensors.h"
#include "core/model/text_cache.h"
#include "core/model/threads.h"

#include <ATen/Functions.h>  // a measurement uses many operators
#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

using namespace marginalia;
namespace fs = std::filesystem;

namespace {

Json configOf(std::int64_t layers)
{
    return {{"architectures", {"LlamaForCausalLM"}},
            {"model_type", "llama"},
            {"torch_dtype", "bfloat16"},
            {"vocab_size", 49152},
            {"hidden_size", 576},
            {"intermediate_size", 1536},
            {"num_hidden_layers", layers},
            {"num_attention_heads", 9},
            {"num_key_value_heads", 3},
            {"max_position_embeddings", 2048},
            {"rms_norm_eps", 1e-5},
            {"tie_word_embeddings", true}};
}

Status makeFolder(const fs::path& folder, std::int64_t layers)
{
    std::ofstream(folder / "config.json") << configOf(layers).dump(1) << '\n';
    MG_TRY(const ModelConfig config, readModelConfig(folder.string()));
    const auto decoder = Decoder::initialise(config, 3, at::kBFloat16, at::kCPU);
    return writeSafetensors((folder / "model.safetensors").string(), decoder->parameters());
}

double secondsOf(const std::function<void()>& work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// Anonymous memory of this process now, bytes.
std::int64_t anonymousBytes()
{
    std::ifstream status("/proc/self/status");
    std::string word;
    while (status >> word) {
        if (word == "RssAnon:") {
            std::int64_t kilobytes = 0;
            status >> kilobytes;
            return kilobytes * 1024;
        }
    }
    return 0;
}

struct Case {
    at::ScalarType type;
    BaseWeights base;

    std::string name() const
    {
        return std::string(type == at::kFloat ? "fp32" : "bf16") + " " + wordOf(base);
    }
};

std::unique_ptr<Decoder> loaded(const std::string& folder, const Case& one)
{
    auto decoder = Decoder::load(folder, one.type, at::kCPU, {}, Decoder::Use::Frozen, one.base);
    if (!decoder.ok()) {
        std::fprintf(stderr, "quantised_bench: %s\n", decoder.error().message().c_str());
        std::exit(1);
    }
    decoder.value()->setTrainable(false);
    return decoder.take();
}

/// In a child: loads and prints seconds, the peak of anonymous memory over what was there before,
/// and the bytes of the weights.
void loadOnce(const std::string& folder, const Case& one)
{
    const std::int64_t before = anonymousBytes();
    std::atomic<bool> done = false;
    std::atomic<std::int64_t> peak = 0;
    std::thread watch([&] {
        while (!done) {
            peak = std::max<std::int64_t>(peak, anonymousBytes());
            // The rate of the measurement, not a wait for something.
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    });
    std::unique_ptr<Decoder> decoder;
    const double seconds = secondsOf([&] { decoder = loaded(folder, one); });
    done = true;
    watch.join();
    std::printf("%.6f %lld %lld\n", seconds, static_cast<long long>(peak - before),
                static_cast<long long>(decoder->weightBytes()));
}

bool measureLoading(const std::string& folder, const Case& one)
{
    const std::string command = fs::read_symlink("/proc/self/exe").string() + " --once '" + folder +
                                "' --case '" + one.name() + "'";
    double seconds = 0;
    long long peak = 0, bytes = 0;
    std::FILE* const out = ::popen(command.c_str(), "r");
    const bool read =
        out != nullptr && std::fscanf(out, "%lf %lld %lld", &seconds, &peak, &bytes) == 3;
    const bool ended = out != nullptr && ::pclose(out) == 0;
    const auto mega = [](long long count) { return static_cast<double>(count) / 1e6; };
    std::printf(
        "%-10s  weights %7.1f MB, anonymous memory while loading at most %7.1f MB, %.2f s\n",
        one.name().c_str(), mega(bytes), mega(peak), seconds);
    return read && ended;
}

PackedInput rowsOf(std::int64_t rows, std::int64_t length)
{
    PackedInput input;
    input.positions = at::arange(length, at::kLong).repeat({rows});
    input.ids = at::arange(rows * length, at::kLong) * 7919 % 49152;
    for (std::int64_t row = 0; row < rows; ++row) {
        input.segments.push_back({row * length, length, -1, 0});
    }
    input.scored = at::empty({0}, at::kLong);
    input.targets = at::empty({0}, at::kLong);
    return input;
}

/// One model and its seconds.
struct Timed {
    Case what;
    std::unique_ptr<Decoder> decoder;
    std::vector<double> forward, both, written;
};

void forwardOnce(Timed& one, const PackedInput& input)
{
    const c10::NoGradGuard noGrad;
    one.decoder->setAdapterOn(false);
    one.forward.push_back(secondsOf([&] { one.decoder->hidden(input); }));
    one.decoder->setAdapterOn(true);
}

void stepOnce(Timed& one, const PackedInput& input)
{
    one.both.push_back(secondsOf([&] { one.decoder->hidden(input).sum().backward(); }));
    for (const auto& [name, tensor] : one.decoder->adapter()->parameters()) {
        tensor.mutable_grad() = at::Tensor();
    }
}

void writeOnce(Timed& one)
{
    constexpr int kTokens = 16;
    const c10::NoGradGuard noGrad;
    one.decoder->setAdapterOn(false);
    const auto text = one.decoder->newText();
    one.decoder->read({{text.get(), {1, 2, 3}, true}});
    one.written.push_back(secondsOf([&] {
                              for (int i = 0; i < kTokens; ++i) {
                                  one.decoder->read({{text.get(), {5 + i}, true}});
                              }
                          }) /
                          kTokens);
    one.decoder->setAdapterOn(true);
}

void measureTimes(const std::string& folder, const std::vector<Case>& cases,
                  const PackedInput& input, int rounds)
{
    std::vector<Timed> all;
    for (const Case& one : cases) {
        all.push_back({one, loaded(folder, one), {}, {}, {}});
        AdapterConfig config;
        config.allLinear = true;
        auto adapter = Adapter::fresh(*all.back().decoder, config, 1).take();
        adapter->setTrainable(true);
        if (!all.back().decoder->wear(adapter).ok()) {
            std::exit(1);
        }
    }
    for (int round = -1; round < rounds; ++round) {
        for (Timed& one : all) {
            forwardOnce(one, input);
            stepOnce(one, input);
            writeOnce(one);
            if (round < 0) {
                one.forward.clear();
                one.both.clear();
                one.written.clear();
            }
        }
    }
    for (const Timed& one : all) {
        const auto dense = std::find_if(all.begin(), all.end(), [&](const Timed& other) {
            return other.what.base == BaseWeights::Dense && other.what.type == one.what.type;
        });
        const auto against = [](const std::vector<double>& own, const std::vector<double>& base) {
            return median(own) / median(base);
        };
        std::printf(
            "%-10s  forward %6.0f ms (%.2f of dense), LoRA forward and backward %6.0f ms (%.2f), "
            "a token written %5.1f ms (%.2f)\n",
            one.what.name().c_str(), 1e3 * median(one.forward),
            against(one.forward, dense->forward), 1e3 * median(one.both),
            against(one.both, dense->both), 1e3 * median(one.written),
            against(one.written, dense->written));
    }
}

}  // namespace

int main(int argc, char** argv)
{
    waitPassively(argv);
    const cli::Options options(cli::Words(argv + 1, argv + argc), {},
                               {"rounds", "rows", "length", "layers", "threads", "once", "case"});
    if (!options.ok() || !options.operands().empty()) {
        return cli::usageError(
            "quantised_bench",
            "only --rounds, --rows, --length, --layers and --threads are known.");
    }
    prepareComputing();
    std::vector<Case> cases;
    for (const at::ScalarType type : {at::kBFloat16, at::kFloat}) {
        for (const BaseWeights base : {BaseWeights::Dense, BaseWeights::Nf4, BaseWeights::Int8}) {
            cases.push_back({type, base});
        }
    }
    if (options.has("once")) {
        for (const Case& one : cases) {
            if (one.name() == options.value("case")) {
                loadOnce(options.value("once"), one);
                return 0;
            }
        }
        return 2;
    }
    const auto number = [&](const char* name, const char* fallback) {
        return std::max<std::int64_t>(std::atoll(options.value(name, fallback).c_str()), 0);
    };
    if (const std::int64_t threads = number("threads", "0"); threads > 0) {
        at::set_num_threads(static_cast<int>(threads));
    }
    std::string scratch = (fs::temp_directory_path() / "marginalia_quantised_XXXXXX").string();
    const std::string folder = ::mkdtemp(scratch.data());
    const Status made = makeFolder(folder, std::max<std::int64_t>(number("layers", "30"), 1));
    bool done = made.ok();
    if (done) {
        std::printf("%d threads, %lld rows of %lld tokens\n", at::get_num_threads(),
                    static_cast<long long>(number("rows", "4")),
                    static_cast<long long>(number("length", "256")));
        for (const Case& one : cases) {
            done = measureLoading(folder, one) && done;
        }
        measureTimes(folder, cases, rowsOf(number("rows", "4"), number("length", "256")),
                     static_cast<int>(std::max<std::int64_t>(number("rounds", "5"), 1)));
    } else {
        std::fprintf(stderr, "quantised_bench: %s\n", made.error().message().c_str());
    }
    fs::remove_all(folder);
    return done ? 0 : 1;
}
