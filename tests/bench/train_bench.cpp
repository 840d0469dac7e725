// SPDX-License-Identifier: Apache-2.0
// Tokens per second of the trainer against the padded form of its own code, one thread against two,
// and what rows.bin costs. Both forms train the same pairs of the same model in the same process;
// tokens are those of all rows, prompts counted in each, so that both are measured by the same
// work.
#include "core/base/clock.h"
#include "core/base/command_line.h"
#include "core/base/json.h"
#include "core/base/machine.h"
#include "core/jobs/rows_file.h"
#include "core/model/threads.h"
#include "core/train/run_rows.h"
#include "core/train/train_loop.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <fstream>
#include <random>

using namespace marginalia;

namespace {

struct Shape {
    const char* name;
    std::int64_t hidden, layers, heads, kvHeads, intermediate, vocabulary;
    int promptLow, promptHigh, answerLow, answerHigh;
    std::int64_t batch;
};

/// "starter" is the shipped model with the lengths of its pairs; "c1" (14 million weights) and
/// "135m" are shapes that performance.md counts with, with the ragged lengths of dialogues.
constexpr Shape kShapes[] = {
    {"starter", 128, 4, 4, 4, 384, 1024, 12, 60, 8, 40, 8},
    {"c1", 384, 6, 6, 6, 1024, 8192, 40, 160, 10, 140, 4},
    {"135m", 576, 30, 9, 3, 1536, 49152, 40, 160, 10, 140, 2},
};

ModelConfig configOf(const Shape& shape)
{
    ModelConfig config;
    config.modelType = "llama";
    config.hidden = shape.hidden;
    config.layers = shape.layers;
    config.heads = shape.heads;
    config.kvHeads = shape.kvHeads;
    config.headDim = shape.hidden / shape.heads;
    config.intermediate = shape.intermediate;
    config.vocabulary = shape.vocabulary;
    config.context = 1024;
    config.tied = true;
    return config;
}

TrainData pairsOf(const Shape& shape, int count)
{
    std::mt19937 random(3);
    const auto between = [&](int low, int high) {
        return low + static_cast<int>(random() % static_cast<unsigned>(high - low + 1));
    };
    TrainData data;
    data.pairs = true;
    for (int i = 0; i < count; ++i) {
        const int prompt = between(shape.promptLow, shape.promptHigh);
        TrainItem item;
        std::vector<std::int32_t> shared;
        for (int t = 0; t < prompt; ++t) {
            shared.push_back(between(3, static_cast<int>(shape.vocabulary) - 1));
        }
        for (int answer = 0; answer < 2; ++answer) {
            TrainRow row;
            row.ids = shared;
            row.trained.assign(shared.size(), false);
            for (int t = between(shape.answerLow, shape.answerHigh); t > 0; --t) {
                row.ids.push_back(between(3, static_cast<int>(shape.vocabulary) - 1));
                row.trained.push_back(true);
            }
            row.role = answer == 0 ? RowRole::Chosen : RowRole::Rejected;
            row.answer = static_cast<std::uint32_t>(answer);
            std::memcpy(row.promptUid.bytes.data(), &i, sizeof i);
            row.completionUid = row.promptUid;
            item.rows.push_back(std::move(row));
        }
        data.items.push_back(std::move(item));
    }
    return data;
}

struct Measured {
    double tokensPerSecond = 0;
    double milliseconds = 0;     ///< median of a step
    double cpuMilliseconds = 0;  ///< of all threads: hardly disturbed by other programs
    double rowsShare = 0;        ///< of rows.bin in the step's time
    double loss = 0;
};

double cpuSeconds()
{
    std::timespec now{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

Measured measure(const Shape& shape, bool padded, int threads, int steps, at::ScalarType dtype)
{
    prepareComputing();
    at::set_num_threads(threads);
    auto decoder = Decoder::initialise(configOf(shape), 1, dtype, c10::Device(at::kCPU));
    RunSpec spec = defaultRunSpec("dpo");
    spec.batch_size = shape.batch;
    spec.max_steps = steps;
    spec.learning_rate = 1e-4;
    const int pairs = static_cast<int>(shape.batch) * 8;
    auto plan = BatchPlan::shuffled(spec, pairs);
    PackOptions pack;
    pack.padded = padded;
    pack.sharePrefix = !padded;
    pack.headEverywhere = padded;
    pack.budget = 1 << 20;
    auto loop = TrainLoop::create(*decoder, spec, pairsOf(shape, pairs), plan.take(), pack);
    if (!loop.ok() || !(*loop)->prepareReference(nullptr, {}).ok()) {
        std::fprintf(stderr, "the loop cannot be made\n");
        return {};
    }
    std::ofstream rows("/dev/null", std::ios::binary);
    std::vector<double> seconds;
    std::vector<double> cpu;
    double tokens = 0;
    double rowSeconds = 0;
    Measured out;
    for (int step = 1; step <= steps; ++step) {
        const double before = cpuSeconds();
        const auto report = (*loop)->step(step);
        const double spent = cpuSeconds() - before;
        const Stopwatch watch;
        std::string bytes;
        for (const RowRecord& record : rowRecords(*report, 1)) {
            char packed[rows_file::kRecord];
            rows_file::pack(record, packed);
            bytes.append(packed, sizeof packed);
        }
        rows.write(bytes.data(), static_cast<std::streamsize>(bytes.size())).flush();
        if (step > 2) {  // the first steps fill caches and allocators
            rowSeconds += watch.seconds();
            seconds.push_back(report->seconds);
            cpu.push_back(spent);
            tokens += static_cast<double>(report->result.rowTokens);
        }
        out.loss = report->result.loss;
    }
    double total = 0;
    for (const double each : seconds) {
        total += each;
    }
    out.tokensPerSecond = tokens / total;
    out.milliseconds = quantile(seconds, 0.5) * 1e3;
    out.cpuMilliseconds = quantile(cpu, 0.5) * 1e3;
    out.rowsShare = rowSeconds / (total + rowSeconds);
    return out;
}

Json toJson(const Measured& measured)
{
    return {{"tokens_per_s", measured.tokensPerSecond},
            {"step_ms", measured.milliseconds},
            {"cpu_ms", measured.cpuMilliseconds},
            {"rows_share", measured.rowsShare},
            {"last_loss", measured.loss}};
}

}  // namespace

int main(int argc, char** argv)
{
    waitPassively(argv);
    const cli::Options options(cli::Words(argv + 1, argv + argc), {"json"},
                               {"shape", "steps", "threads", "dtype"});
    if (!options.ok()) {
        return cli::usageError("train_bench", options.problem());
    }
    const int steps = std::max(4, std::atoi(options.value("steps", "24").c_str()));
    const std::string type = options.value("dtype", "fp32");
    if (type != "fp32" && type != "bf16") {
        return cli::usageError("train_bench", "--dtype is fp32 or bf16.");
    }
    const at::ScalarType dtype = type == "bf16" ? at::kBFloat16 : at::kFloat;
    Json all = Json::object();
    for (const Shape& shape : kShapes) {
        // The large one takes minutes and is measured only when it is named.
        const bool wanted = options.has("shape") ? options.value("shape") == shape.name
                                                 : std::strcmp(shape.name, "135m") != 0;
        if (!wanted) {
            continue;
        }
        Json entry = {{"dtype", type}};
        for (const int threads : {1, 2}) {
            if (options.has("threads") && options.value("threads") != std::to_string(threads)) {
                continue;
            }
            if (threads > usableCores()) {
                entry["threads_2"] = "not run: one core";
                continue;
            }
            const Measured packed = measure(shape, false, threads, steps, dtype);
            const Measured padded = measure(shape, true, threads, steps, dtype);
            entry["threads_" + std::to_string(threads)] = {
                {"packed", toJson(packed)},
                {"padded", toJson(padded)},
                {"ratio", packed.tokensPerSecond / padded.tokensPerSecond}};
            if (!options.has("json")) {
                std::printf(
                    "%-8s %s %d thread%s  packed %8.0f tok/s (%.1f ms, cpu %.1f)  padded %8.0f "
                    "tok/s "
                    "(%.1f ms, cpu %.1f)  ratio %.2f  rows.bin %.2f %%\n",
                    shape.name, type.c_str(), threads, threads == 1 ? " " : "s",
                    packed.tokensPerSecond, packed.milliseconds, packed.cpuMilliseconds,
                    padded.tokensPerSecond, padded.milliseconds, padded.cpuMilliseconds,
                    packed.tokensPerSecond / padded.tokensPerSecond, packed.rowsShare * 100);
            }
        }
        all[shape.name] = entry;
    }
    if (options.has("json")) {
        std::puts(all.dump().c_str());
    }
    return 0;
}
