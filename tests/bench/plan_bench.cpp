// SPDX-License-Identifier: Apache-2.0
// Plans five named shapes with `marginalia-cli plan`, trains each with `marginalia-cli run` in a
// process of its own, and prints how far the plan was from what was measured: memory as the peak of
// the process, time as the mean of the steps behind the first.
//
//   plan_bench [--shape NAME] [--times N] [--keep FOLDER] [--json]
//
// About three minutes a time on two cores. --keep leaves models and runs in FOLDER.
#include "core/base/command_line.h"
#include "core/base/file.h"
#include "core/jobs/snapshot_project.h"
#include "core/model/decoder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace marginalia;
namespace fs = std::filesystem;

namespace {

struct Shape {
    const char* name;
    const char* what;
    std::array<int, 6>
        sizes;  ///< layers, hidden, heads, key heads, intermediate, vocabulary; 0: starter
    const char* family;
    const char* objective;
    const char* method;
    const char* dtype;
    int promptWords;  ///< median
    int answerWords;
    int longest;  ///< tokens
    int batch;
    int accumulation;
    int steps;
};

constexpr Shape kShapes[] = {{"starter-dpo",
                              "starter, all weights, fp32, DPO, batch 8",
                              {0},
                              "llama",
                              "dpo",
                              "full",
                              "fp32",
                              30,
                              30,
                              256,
                              8,
                              1,
                              40},
                             {"c1-dpo",
                              "13.8 M, all weights, fp32, DPO, batch 16",
                              {6, 384, 6, 2, 1024, 8192},
                              "llama",
                              "dpo",
                              "full",
                              "fp32",
                              40,
                              60,
                              256,
                              16,
                              1,
                              12},
                             {"c1-sft-bf16",
                              "13.8 M, all weights, bf16, SFT, batch 8 x 4",
                              {6, 384, 6, 2, 1024, 8192},
                              "llama",
                              "sft",
                              "full",
                              "bf16",
                              40,
                              60,
                              256,
                              8,
                              4,
                              12},
                             {"c1-kto-lora",
                              "13.8 M of another family, LoRA, fp32, KTO, batch 16",
                              {6, 384, 6, 2, 1024, 8192},
                              "qwen3",
                              "kto",
                              "lora",
                              "fp32",
                              40,
                              60,
                              256,
                              16,
                              1,
                              12},
                             {"c2-dpo-lora",
                              "135 M, LoRA, bf16, DPO, batch 4",
                              {30, 576, 9, 3, 1536, 49152},
                              "llama",
                              "dpo",
                              "lora",
                              "bf16",
                              60,
                              120,
                              512,
                              4,
                              1,
                              10}};

const Shape* findShape(const std::string& name)
{
    const auto found = std::find_if(std::begin(kShapes), std::end(kShapes),
                                    [&](const Shape& shape) { return name == shape.name; });
    return found == std::end(kShapes) ? nullptr : found;
}

std::string starter()
{
    return MARGINALIA_SOURCE_DIR "/resources/starter";
}

/// A folder of fresh weights with the starter's tokenizer.
Status makeModel(const Shape& shape, const std::string& folder)
{
    const std::string base = folder + ".base";
    fs::create_directories(base);
    for (const char* name : {"tokenizer.json", "tokenizer_config.json", "chat_template.jinja"}) {
        std::error_code ignored;
        fs::copy_file(starter() + "/" + name, base + "/" + name, ignored);
    }
    const auto& [layers, hidden, heads, keyHeads, intermediate, vocabulary] = shape.sizes;
    const bool qwen = std::string(shape.family) == "qwen3";
    Json config = {{"architectures", {qwen ? "Qwen3ForCausalLM" : "LlamaForCausalLM"}},
                   {"model_type", shape.family},
                   {"hidden_size", hidden},
                   {"intermediate_size", intermediate},
                   {"num_hidden_layers", layers},
                   {"num_attention_heads", heads},
                   {"num_key_value_heads", keyHeads},
                   {"head_dim", 64},
                   {"hidden_act", "silu"},
                   {"max_position_embeddings", 1024},
                   {"vocab_size", vocabulary},
                   {"rms_norm_eps", 1e-5},
                   {"rope_theta", 10000.0},
                   {"tie_word_embeddings", true},
                   {"attention_bias", false},
                   {"initializer_range", 0.02}};
    std::ofstream(base + "/config.json") << config.dump();
    MG_TRY(const ModelConfig read, readModelConfig(base));
    const bool half = std::string(shape.dtype) == "bf16";
    const auto decoder =
        Decoder::initialise(read, 7, half ? at::kBFloat16 : at::kFloat, c10::Device(at::kCPU));
    return writeModelFolder(folder, base, decoder->parameters());
}

std::string words(std::mt19937& random, double median)
{
    static const char* const list[] = {"the", "and",  "you", "a",    "to",   "is",   "of",
                                       "in",  "that", "it",  "have", "with", "what", "this"};
    // Lengths as people write them: some twice the median, a few four times.
    std::lognormal_distribution<double> length(std::log(median), 0.5);
    const int count = std::max(3, static_cast<int>(length(random)));
    std::string out;
    for (int i = 0; i < count; ++i) {
        out += (i > 0 ? " " : "") + std::string(list[random() % std::size(list)]);
    }
    return out;
}

Messages said(const char* role, const std::string& text)
{
    Message message;
    message.role = role;
    message.content = text;
    return {message};
}

std::vector<Record> records(const Shape& shape)
{
    std::mt19937 random(11);
    std::vector<Record> out;
    const int count = shape.batch * shape.accumulation * shape.steps;
    for (int i = 0; i < count; ++i) {
        Record record;
        record.textMode = TextMode::Plain;
        record.prompt =
            said("user", std::to_string(i) + " " + words(random, shape.promptWords) + ": ");
        record.a = said("assistant", words(random, shape.answerWords));
        record.b = said("assistant", words(random, shape.answerWords) + " no");
        record.origin = Origin::ChosenA;
        record.uid = Uid::random();
        out.push_back(std::move(record));
    }
    return out;
}

RunSpec specOf(const Shape& shape, const std::string& model)
{
    RunSpec spec = defaultRunSpec(shape.objective);
    spec.model = model;
    spec.method = shape.method;
    spec.dtype = shape.dtype;
    spec.device = "cpu";
    spec.batch_size = shape.batch;
    spec.accumulation = shape.accumulation;
    spec.max_steps = shape.steps;
    spec.max_length = shape.longest;
    spec.held_out_share = 0;
    return spec;
}

struct Child {
    int code = -1;
    double peak = 0;  ///< bytes
    std::string out;
};

/// A program to its end, with what it wrote and the most memory it took.
Child runChild(const std::vector<std::string>& words)
{
    int ends[2] = {};
    if (::pipe(ends) != 0) {
        return {};
    }
    const pid_t child = ::fork();
    if (child == 0) {
        ::dup2(ends[1], STDOUT_FILENO);
        ::close(ends[0]);
        ::close(ends[1]);
        std::vector<char*> arguments;
        for (const std::string& word : words) {
            arguments.push_back(const_cast<char*>(word.c_str()));
        }
        arguments.push_back(nullptr);
        ::execv(arguments[0], arguments.data());
        ::_exit(127);
    }
    ::close(ends[1]);
    Child out;
    char buffer[65536];
    for (ssize_t got = 0; (got = ::read(ends[0], buffer, sizeof buffer)) > 0;) {
        out.out.append(buffer, static_cast<std::size_t>(got));
    }
    ::close(ends[0]);
    int status = 0;
    rusage usage{};
    ::wait4(child, &status, 0, &usage);
    out.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    out.peak = static_cast<double>(usage.ru_maxrss) * 1024;
    return out;
}

/// Mean seconds of the steps behind the first, which finds nothing ready.
Result<double> secondsPerStep(const std::string& folder)
{
    MG_TRY(const auto reader, RunReader::open(folder));
    MG_TRY(const RunReader::News news, reader->poll());
    double sum = 0;
    int count = 0;
    for (const MetricLine& line : news.lines) {
        for (const auto& [name, value] : line.values) {
            if (line.event.empty() && line.step > 1 && name == "marginalia/step_s") {
                sum += value;
                ++count;
            }
        }
    }
    return count > 0 ? Result<double>(sum / count)
                     : Result<double>(failure(ErrorKind::NotFound, Text("no steps"), folder));
}

Result<Json> measured(const Shape& shape, const std::string& self, const std::string& top)
{
    const std::string cli = MARGINALIA_BIN_DIR "/marginalia-cli";
    std::string model = starter();
    if (shape.sizes[0] > 0) {
        model = top + "/" + shape.name;
        // In a process of its own: a child's peak begins with its parent's.
        if (!fileExists(model + "/config.json") &&
            runChild({self, "--make", shape.name, model}).code != 0) {
            return failure(ErrorKind::Internal, Text("the model cannot be made"), model);
        }
    }
    MG_TRY(const PreparedRun run,
           snapshotFromRecords(records(shape), specOf(shape, model), top + "/runs"));
    const Child planned = runChild({cli, "plan", "--json", "--run", run.folder});
    const Json plan = Json::parse(planned.out, nullptr, false);
    if (!plan.is_object()) {
        return failure(ErrorKind::Internal, Text("plan gave no answer"), run.folder);
    }
    const Child trained = runChild({cli, "run", run.folder});
    if (trained.code != 0) {
        return failure(ErrorKind::Internal, Text("the run failed"), run.folder);
    }
    MG_TRY(const double seconds, secondsPerStep(run.folder));
    const auto plannedBytes = plan["total"].get<double>();
    const auto plannedSeconds = plan["step_seconds"].get<double>();
    return Json({{"shape", shape.name},
                 {"what", shape.what},
                 {"planned_mb", plannedBytes / 1e6},
                 {"measured_mb", trained.peak / 1e6},
                 {"memory_ratio", plannedBytes / trained.peak},
                 {"planned_step_s", plannedSeconds},
                 {"measured_step_s", seconds},
                 {"time_ratio", plannedSeconds / seconds},
                 {"calibration_s", plan["calibration_seconds"]},
                 {"fullest_stream", plan["fullest_stream"]},
                 {"plan", plan}});
}

void print(const Json& row)
{
    std::printf("%-12s %8.0f %8.0f MB  %5.2f   %9.4f %9.4f s  %5.2f   %4.1f s  %s\n",
                row["shape"].get<std::string>().c_str(), row["planned_mb"].get<double>(),
                row["measured_mb"].get<double>(), row["memory_ratio"].get<double>(),
                row["planned_step_s"].get<double>(), row["measured_step_s"].get<double>(),
                row["time_ratio"].get<double>(), row["calibration_s"].get<double>(),
                row["what"].get<std::string>().c_str());
    std::fflush(stdout);
}

/// Every shape that is asked for, once; false: one of them failed.
bool compareAll(const cli::Options& options, const std::string& self, const std::string& top)
{
    bool good = true;
    for (const Shape& shape : kShapes) {
        if (options.has("shape") && options.value("shape") != shape.name) {
            continue;
        }
        const auto row = measured(shape, self, top);
        if (!row.ok()) {
            const std::string text = row.error().message();
            std::fprintf(stderr, "%s: %s\n", shape.name, text.c_str());
            good = false;
        } else if (options.has("json")) {
            std::puts(row->dump().c_str());
        } else {
            print(*row);
        }
    }
    return good;
}

}  // namespace

int main(int argc, char** argv)
{
    const cli::Options options(cli::Words(argv + 1, argv + argc), {"json"},
                               {"shape", "make", "times", "keep"});
    if (!options.ok()) {
        return cli::usageError("plan_bench", options.problem());
    }
    if (options.has("make")) {
        const Shape* const shape = findShape(options.value("make"));
        const Status made = shape != nullptr && options.operands().size() == 1
                                ? makeModel(*shape, options.operands().front())
                                : Status(failure(ErrorKind::Invalid, Text("--make SHAPE FOLDER")));
        std::fprintf(stderr, "%s", made.ok() ? "" : (made.error().message() + "\n").c_str());
        return made.ok() ? 0 : 1;
    }
    const bool keeps = options.has("keep");
    std::string top =
        keeps ? options.value("keep") : (fs::temp_directory_path() / "plan-bench-XXXXXX").string();
    if (keeps) {
        fs::create_directories(top);
    } else if (::mkdtemp(top.data()) == nullptr) {
        return 1;
    }
    if (!options.has("json")) {
        std::printf("%-12s %8s %8s     %5s   %9s %9s    %5s   %s\n", "shape", "planned", "peak",
                    "ratio", "planned", "step", "ratio", "calibration");
    }
    const int times = std::max(std::atoi(options.value("times", "1").c_str()), 1);
    bool good = true;
    for (int time = 1; time <= times; ++time) {
        // Of its own each time: no value of an earlier run is cached.
        ::setenv("MARGINALIA_HOME", (top + "/home-" + std::to_string(time)).c_str(), 1);
        good = compareAll(options, argv[0], top) && good;
    }
    if (!keeps) {
        std::error_code ignored;
        fs::remove_all(top, ignored);
    }
    return good ? 0 : 1;
}
