// SPDX-License-Identifier: Apache-2.0
#include "core/eval/bench_train.h"

#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/eval/bench_pairs.h"
#include "core/eval/bench_ways.h"
#include "core/jobs/spec_settings.h"
#include "core/model/threads.h"
#include "core/train/run_setup.h"

#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/mm.h>
#include <ATen/ops/randn.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <sys/resource.h>

namespace marginalia {

namespace {

struct TrainBench {
    std::string pairs;
    std::string model;
    std::string objective = "dpo";
    std::string dtype = "fp32";
    std::int64_t batch = 8;
    std::int64_t warmup = 3;
    std::int64_t steps = 20;
    std::int64_t threads = 0;
    bool cold = false;
    std::vector<Setting> settings;     ///< laid over all of it
    std::vector<std::string> without;  ///< fast ways that are switched off
};

/// What the measured steps need to compute, each thing once: multiplications and additions.
struct Work {
    double blocks = 0;     ///< weights of the blocks' products
    double head = 0;       ///< weights of the head
    double attention = 0;  ///< numbers a key costs a query, all layers

    static Work of(const Decoder& decoder)
    {
        const ModelConfig& config = decoder.config();
        Work out;
        for (const auto& [name, tensor] : decoder.parameters()) {
            if (tensor.dim() == 2 && name.find("layers.") != std::string::npos) {
                out.blocks += static_cast<double>(tensor.numel());
            }
        }
        out.head = static_cast<double>(config.vocabulary) * static_cast<double>(config.hidden);
        out.attention = 2.0 * static_cast<double>(config.layers) *
                        static_cast<double>(config.heads) * static_cast<double>(config.headDim);
        return out;
    }

    double forward(double stream, double scored, double keys) const
    {
        return 2 * (blocks * stream + head * scored + attention * keys);
    }
};

double tokensOf(const StepReport& report)
{
    return static_cast<double>(report.result.rowTokens);
}

/// Products of 1024 x 1024 matrices by LibTorch, the fastest of ten: what this machine gives now.
double matrixRate(at::ScalarType dtype)
{
    constexpr std::int64_t kSide = 1024;
    constexpr double kOperations = 2.0 * kSide * kSide * kSide;
    const at::Tensor a = at::randn({kSide, kSide}).to(dtype);
    const at::Tensor b = at::randn({kSide, kSide}).to(dtype);
    at::Tensor out = at::empty({kSide, kSide}, a.options());
    double best = 0;
    for (int i = 0; i < 10; ++i) {
        const Stopwatch watch;
        at::mm_out(out, a, b);
        best = std::max(best, kOperations / watch.seconds());
    }
    return best;
}

std::int64_t peakMegabytes()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

Result<RunSpec> specOf(const TrainBench& bench)
{
    RunSpec spec = defaultRunSpec(bench.objective);
    spec.model = bench.model;
    spec.as_trl = true;
    spec.learning_rate = 1e-5;
    spec.schedule = "constant";
    spec.warmup_steps = 0;
    spec.weight_decay = 0;
    spec.batch_size = bench.batch;
    spec.max_steps = bench.warmup + bench.steps;
    spec.dtype = bench.dtype;
    spec.device = "cpu";
    spec.threads = bench.threads;
    Json json = toJson(spec);
    MG_CHECK(laySettings(json, bench.settings));
    std::vector<SpecProblem> problems;
    MG_TRY(spec, runSpecFromJson(json, problems));
    problems = checkRunSpec(spec);
    if (!problems.empty()) {
        return failure(ErrorKind::Invalid, problems.front().what, problems.front().field);
    }
    return spec;
}

class Measuring {
public:
    explicit Measuring(const TrainBench& bench) : m_bench(bench) {}

    Result<Json> run()
    {
        MG_CHECK(prepare());
        const double before = matrixRate(m_environment.dtype);
        const Stopwatch watch;
        MG_CHECK(m_loop->prepareReference(nullptr, {}));
        m_reference = watch.seconds();
        const double all = static_cast<double>(m_bench.warmup + m_bench.steps);
        for (std::int64_t step = 1; step <= m_bench.warmup + m_bench.steps; ++step) {
            MG_TRY(const StepReport report, m_loop->step(step));
            m_losses.push_back(report.result.loss);
            if (step > m_bench.warmup) {
                MG_CHECK(count(step, report, isCold() ? m_reference / all : 0));
            }
        }
        m_matrixRate = std::max(before, matrixRate(m_environment.dtype));
        return result();
    }

private:
    bool isCold() const
    {
        return !m_settings.referenceKept && m_loop->needs().ref != RefKind::None;
    }

    /// Behind resolveEnvironment(), which sets some of what is switched off here.
    void switchOff()
    {
        m_settings.referenceKept = !m_bench.cold;
        m_settings.threads = m_environment.threads == 0 ? mostThreads() : m_environment.threads;
        m_settings.pack.budget = m_environment.json["pack_tokens"].get<std::int64_t>();
        m_settings.pack.bucketed = m_environment.device.is_cuda();
        for (const std::string& name : m_bench.without) {
            findWay(name)->switchOff(m_settings);
        }
        m_environment.setThreads(static_cast<int>(m_settings.threads));
    }

    Status prepare()
    {
        MG_TRY(m_spec, specOf(m_bench));
        MG_TRY(const ModelConfig config, readModelConfig(m_bench.model));
        MG_TRY(m_environment, resolveEnvironment(m_spec, config, Json()));
        switchOff();
        MG_TRY(const auto pairs, readBenchPairs(m_bench.pairs, config.vocabulary));
        const std::int64_t steps = m_bench.warmup + m_bench.steps;
        if (static_cast<std::int64_t>(pairs.size()) < steps * m_bench.batch) {
            return failure(ErrorKind::Invalid,
                           {MG_TR("train", "%1 steps of %2 pairs need %3, and the file holds %4."),
                            {std::to_string(steps), std::to_string(m_bench.batch),
                             std::to_string(steps * m_bench.batch), std::to_string(pairs.size())}},
                           m_bench.pairs, MG_TR("train", "Take fewer steps, or write more pairs."));
        }
        MG_TRY(m_decoder, Decoder::load(m_bench.model, m_environment.dtype, m_environment.device));
        m_decoder->setRecomputing(!m_settings.blocksKept || m_spec.recompute == "blocks");
        BenchData data = benchData(pairs, m_bench.objective, m_bench.batch, steps);
        MG_TRY(m_loop, TrainLoop::create(*m_decoder, m_spec, std::move(data.data),
                                         BatchPlan::given(std::move(data.batches), data.rotate),
                                         m_settings.pack, m_bench.model));
        m_work = Work::of(*m_decoder);
        return {};
    }

    /// A trained token costs one forward and two in the backward pass; a reference value one.
    Status count(std::int64_t step, const StepReport& report, double referenceSeconds)
    {
        MG_TRY(const std::vector<UnitRows> units, m_loop->unitsOf(step));
        double keys = 0;
        double quiet = 0;
        for (const UnitRows& unit : units) {
            for (const TrainItem* item : unit.items) {
                keys += attendedKeys(*item);
            }
            for (const TrainRow* row : unit.mismatched) {
                quiet += m_work.forward(static_cast<double>(row->ids.size()),
                                        static_cast<double>(row->trainedTokens()),
                                        attendedKeys({{*row}}));
            }
        }
        double scored = 0;
        for (const UnitResult& unit : report.result.units) {
            for (const RowResult& row : unit.rows) {
                scored += row.tokens;
            }
        }
        const double forward =
            m_work.forward(static_cast<double>(report.result.streamTokens), scored, keys);
        m_operations += 3 * forward + quiet + (isCold() ? forward + quiet : 0);
        m_seconds.push_back(report.seconds + referenceSeconds);
        m_tokens += tokensOf(report);
        const StepTimes& times = report.result.times;
        const double parts[] = {times.data, times.forward, times.objective, times.backward,
                                times.optimizer};
        for (std::size_t i = 0; i < std::size(parts); ++i) {
            m_parts[i] += parts[i];
        }
        return {};
    }

    Json result() const
    {
        double total = 0;
        for (const double each : m_seconds) {
            total += each;
        }
        std::vector<double> sorted = m_seconds;
        std::sort(sorted.begin(), sorted.end());
        const auto count = static_cast<double>(m_seconds.size());
        Json parts = Json::object();
        const char* const names[] = {"data", "forward", "objective", "backward", "optimizer"};
        for (std::size_t i = 0; i < std::size(names); ++i) {
            parts[names[i]] = m_parts[i] / count;
        }
        return {{"objective", m_bench.objective},
                {"dtype", m_bench.dtype},
                {"reference", isCold() ? "cold" : "warm"},
                {"without", m_bench.without},
                {"optimizer_state", m_spec.optimizer_state},
                {"masters", m_spec.masters},
                {"offload", m_spec.offload},
                {"recomputing", m_decoder->recomputing()},
                {"threads", at::get_num_threads()},
                {"tokens_per_second", m_tokens / total},
                {"tokens_per_step", m_tokens / count},
                {"seconds_per_step", total / count},
                {"median_step", sorted[sorted.size() / 2]},
                {"fastest_step", sorted.front()},
                {"reference_seconds", m_reference},
                {"step_parts", parts},
                {"flops_per_second", m_operations / total},
                {"matrix_rate", m_matrixRate},
                {"matrix_share", m_operations / total / m_matrixRate},
                {"peak_rss_mb", peakMegabytes()},
                {"losses", m_losses},
                {"first_loss", m_losses.front()},
                {"last_loss", m_losses.back()}};
    }

    const TrainBench& m_bench;
    RunSpec m_spec;
    WaySettings m_settings;
    RunEnvironment m_environment;
    std::unique_ptr<Decoder> m_decoder;
    std::unique_ptr<TrainLoop> m_loop;
    Work m_work;
    double m_reference = 0;
    double m_operations = 0;
    double m_tokens = 0;
    double m_matrixRate = 0;
    double m_parts[5] = {};
    std::vector<double> m_seconds;
    std::vector<double> m_losses;
};

bool readCount(const std::string& text, std::int64_t least, std::int64_t& number)
{
    const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
    return end.ec == std::errc() && end.ptr == text.data() + text.size() && number >= least;
}

/// Empty: the options can be measured.
std::string readOptions(const cli::Options& given, TrainBench& out)
{
    out.pairs = given.value("pairs");
    out.model = given.value("model");
    out.objective = given.value("objective", out.objective);
    out.dtype = given.value("dtype", out.dtype);
    if (out.pairs.empty() || out.model.empty()) {
        return "train needs --pairs FILE and --model FOLDER.";
    }
    if (out.objective != "dpo" && out.objective != "sft" && out.objective != "kto") {
        return "--objective is dpo, sft or kto.";
    }
    if (out.dtype != "fp32" && out.dtype != "bf16") {
        return "--dtype is fp32 or bf16.";
    }
    const std::string reference = given.value("reference", "warm");
    out.cold = reference == "cold";
    if (!out.cold && reference != "warm") {
        return "--reference is warm or cold.";
    }
    if (!readCount(given.value("batch", "8"), 1, out.batch) ||
        !readCount(given.value("warmup", "3"), 0, out.warmup) ||
        !readCount(given.value("steps", "20"), 1, out.steps) ||
        !readCount(given.value("threads", "0"), 0, out.threads)) {
        return "--batch, --warmup, --steps and --threads are whole numbers.";
    }
    const auto settings = settingsFromText(given.value("set"));
    if (!settings.ok()) {
        return settings.error().message();
    }
    out.settings = *settings;
    out.without = moduleNames(given.value("without"));
    for (const std::string& way : out.without) {
        if (findWay(way) == nullptr) {
            return "--without knows no " + quotedForError(way) +
                   "; marginalia-cli bench ways lists what it knows.";
        }
    }
    return "";
}

}  // namespace

int runBenchWays(const cli::Words& words)
{
    const cli::Options given(words, {"json"}, {});
    if (!given.ok() || !given.operands().empty()) {
        return cli::usageError("bench", given.ok() ? "ways takes no names." : given.problem());
    }
    if (given.has("json")) {
        std::printf("%s\n", describeWays().dump().c_str());
        return 0;
    }
    for (const FastWay& way : fastWays()) {
        std::printf("%-11s %s; without it: %s\n", way.name, way.saves, way.plain);
    }
    return 0;
}

int runBenchTrain(const cli::Words& words)
{
    const cli::Options given(words, {"json"},
                             {"pairs", "model", "objective", "dtype", "batch", "warmup", "steps",
                              "threads", "reference", "without", "set"});
    TrainBench bench;
    const std::string problem = given.ok() ? readOptions(given, bench) : given.problem();
    if (!problem.empty()) {
        return cli::usageError("bench", problem);
    }
    const auto measured = Measuring(bench).run();
    if (!measured) {
        std::fprintf(stderr, "marginalia-cli bench: %s\n", measured.error().message().c_str());
        return 1;
    }
    std::printf("%s\n", measured->dump(given.has("json") ? -1 : 2).c_str());
    return 0;
}

}  // namespace marginalia
