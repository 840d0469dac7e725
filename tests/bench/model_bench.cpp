// SPDX-License-Identifier: Apache-2.0
// Speed of the decoder on this machine: trained tokens a second of the starter's shape, both paths,
// and of generation.
//   model_bench [MODEL FOLDER]   (default: a fresh model of the starter's shape)
#include "core/generation/generate.h"
#include "core/model/fused_stack.h"
#include "core/model/threads.h"

#include <ATen/Functions.h>  // a measurement uses many operators
#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>

using namespace marginalia;

namespace {

ModelConfig starterShape()
{
    ModelConfig config;
    config.modelType = "llama";
    config.vocabulary = 1024;
    config.hidden = 128;
    config.intermediate = 384;
    config.layers = 4;
    config.heads = 4;
    config.kvHeads = 4;
    config.headDim = 32;
    config.context = 256;
    config.normEps = 1e-5;
    config.tied = true;
    return config;
}

double seconds(const std::function<void()>& work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Best of several rounds: the machine is shared.
double bestOf(int rounds, const std::function<void()>& work)
{
    work();
    double best = 1e9;
    for (int i = 0; i < rounds; ++i) {
        best = std::min(best, seconds(work));
    }
    return best;
}

PackedInput rows(std::int64_t count, std::int64_t length, std::int64_t vocabulary)
{
    PackedInput input;
    input.ids = at::randint(vocabulary, {count * length}, at::kLong);
    input.positions = at::arange(length, at::kLong).repeat({count});
    std::vector<std::int64_t> scored;
    for (std::int64_t row = 0; row < count; ++row) {
        input.segments.push_back({row * length, length, -1, 0});
        for (std::int64_t i = 0; i + 1 < length; ++i) {
            scored.push_back(row * length + i);
        }
    }
    input.scored = at::tensor(scored, at::kLong);
    input.targets = input.ids.index_select(0, input.scored + 1);
    return input;
}

void trainingSpeed(Decoder& decoder, bool fused, int threads)
{
    at::set_num_threads(threads);
    setFusedStackEnabled(fused);
    const PackedInput input = rows(8, 64, decoder.config().vocabulary);
    decoder.setTrainable(true);
    const auto step = [&] {
        for (const auto& [name, parameter] : decoder.parameters()) {
            parameter.mutable_grad() = at::Tensor();
        }
        decoder.score(input, true).logps.sum().backward();
    };
    const auto forward = [&] {
        const c10::NoGradGuard noGrad;
        decoder.score(input, false);
    };
    const auto stack = [&] {
        const c10::NoGradGuard noGrad;
        decoder.hidden(input);
    };
    const auto tokens = static_cast<double>(input.ids.numel());
    // Processor time beside wall time: on a shared machine only the first says what a second thread
    // costs.
    constexpr int kSteps = 20;
    const std::clock_t before = std::clock();
    for (int i = 0; i < kSteps; ++i) {
        step();
    }
    const double processor = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
    std::printf(
        "%-6s %d threads: train %8.0f tokens/s (%8.0f a processor second), forward %8.0f, without "
        "head %8.0f\n",
        fused ? "fused" : "plain", threads, tokens / bestOf(20, step), kSteps * tokens / processor,
        tokens / bestOf(20, forward), tokens / bestOf(20, stack));
}

void generationSpeed(const Decoder& decoder, std::size_t batch)
{
    GenerationJob job;
    job.prompts.assign(batch, {1, 5, 9, 13, 17, 21, 25, 29});
    job.options.maxNewTokens = 100;
    const double time = bestOf(5, [&] { static_cast<void>(generate(decoder, job)); });
    std::printf("generate, batch %zu: %8.0f tokens/s\n", batch,
                static_cast<double>(batch) * 100 / time);
}

}  // namespace

int main(int argc, char** argv)
{
    waitPassively(argv);
    prepareComputing();
    std::unique_ptr<Decoder> decoder;
    if (argc > 1) {
        auto loaded = Decoder::load(argv[1], at::kFloat, at::kCPU);
        if (!loaded.ok()) {
            std::fprintf(stderr, "model_bench: %s\n", loaded.error().message().c_str());
            return 1;
        }
        decoder = loaded.take();
    } else {
        decoder = Decoder::initialise(starterShape(), 7, at::kFloat, at::kCPU);
    }
    for (const int threads : {1, 2}) {
        for (const bool fused : {false, true}) {
            trainingSpeed(*decoder, fused, threads);
        }
    }
    decoder->setTrainable(false);
    for (const int threads : {1, 2}) {
        at::set_num_threads(threads);
        std::printf("%d threads\n", threads);
        generationSpeed(*decoder, 1);
        generationSpeed(*decoder, 8);
    }
    return 0;
}
