// SPDX-License-Identifier: Apache-2.0
// Loading a checkpoint of about 1 GB from a warm disk, every parameter in its training type and
// summed once, beside reading and summing the file; and the anonymous memory it takes.
//   load_bench [--megabytes 1000] [--rounds 5] [--folder FOLDER]
// The file is made in FOLDER (default: a scratch folder that goes away again).
#include "core/base/command_line.h"
#include "core/model/decoder.h"
#include "core/model/families.h"
#include "core/model/safetensors.h"
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
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sys/mman.h>
#include <thread>
#include <unistd.h>

using namespace marginalia;
namespace fs = std::filesystem;

namespace {

Json configOf(std::int64_t megabytes, at::ScalarType type)
{
    constexpr std::int64_t kHidden = 1024, kIntermediate = 2816, kVocabulary = 32000;
    const auto width = static_cast<std::int64_t>(c10::elementSize(type));
    const std::int64_t block = 4 * kHidden * kHidden + 3 * kHidden * kIntermediate;
    const std::int64_t layers = (megabytes * 1'000'000 / width - kVocabulary * kHidden) / block;
    return {{"architectures", {"LlamaForCausalLM"}},
            {"model_type", "llama"},
            {"torch_dtype", type == at::kBFloat16 ? "bfloat16" : "float32"},
            {"vocab_size", kVocabulary},
            {"hidden_size", kHidden},
            {"intermediate_size", kIntermediate},
            {"num_hidden_layers", std::max<std::int64_t>(layers, 1)},
            {"num_attention_heads", 16},
            {"num_key_value_heads", 16},
            {"max_position_embeddings", 2048},
            {"rms_norm_eps", 1e-5},
            {"tie_word_embeddings", true}};
}

Status makeFolder(const fs::path& folder, std::int64_t megabytes, at::ScalarType type)
{
    fs::create_directories(folder);
    std::ofstream(folder / "config.json") << configOf(megabytes, type).dump(1) << '\n';
    MG_TRY(const ModelConfig config, readModelConfig(folder.string()));
    const auto decoder = Decoder::initialise(config, 3, type, at::kCPU);
    return writeSafetensors((folder / "model.safetensors").string(), decoder->parameters());
}

double secondsOf(const std::function<void()>& work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
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

/// Looks at the memory every millisecond while it lives.
class MemoryWatch {
public:
    MemoryWatch() : m_thread([this] { watch(); }) {}
    ~MemoryWatch()
    {
        m_done = true;
        m_thread.join();
    }
    MemoryWatch(const MemoryWatch&) = delete;
    MemoryWatch& operator=(const MemoryWatch&) = delete;
    std::int64_t peak() const { return m_peak; }

private:
    void watch()
    {
        while (!m_done) {
            m_peak = std::max<std::int64_t>(m_peak, anonymousBytes());
            // The rate of the measurement, not a wait for something.
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }
    std::atomic<bool> m_done = false;
    std::atomic<std::int64_t> m_peak = 0;
    std::thread m_thread;
};

/// The whole file into fresh memory by read(), then one sum over it as numbers of `type`.
double readAndSum(const std::string& path, at::ScalarType type)
{
    const auto width = static_cast<std::int64_t>(c10::elementSize(type));
    const auto bytes = static_cast<std::int64_t>(fs::file_size(path));
    const at::Tensor all = at::empty({bytes / width}, type);
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    std::int64_t done = 0;
    while (done < bytes / width * width) {
        const ssize_t got = ::read(file, static_cast<char*>(all.mutable_data_ptr()) + done,
                                   static_cast<std::size_t>(bytes / width * width - done));
        if (got <= 0) {
            std::perror(path.c_str());
            std::exit(1);
        }
        done += got;
    }
    ::close(file);
    return all.sum().item<double>();
}

/// The same through one small buffer that stays in the cache: no fresh memory at all.
double streamAndSum(const std::string& path, at::ScalarType type)
{
    constexpr std::int64_t kBuffer = 1 << 20;
    const auto width = static_cast<std::int64_t>(c10::elementSize(type));
    const at::Tensor part = at::empty({kBuffer / width}, type);
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    double sum = 0;
    ssize_t got = 0;
    while ((got = ::read(file, part.mutable_data_ptr(), kBuffer)) > 0) {
        sum += part.narrow(0, 0, got / width).sum().item<double>();
    }
    ::close(file);
    return sum;
}

double loadAndSum(const std::string& folder, at::ScalarType type, Decoder::Use use,
                  std::int64_t& bytes)
{
    const auto decoder = Decoder::load(folder, type, at::kCPU, {}, use);
    if (!decoder.ok()) {
        std::fprintf(stderr, "load_bench: %s\n", decoder.error().message().c_str());
        std::exit(1);
    }
    double sum = 0;
    bytes = 0;
    for (const auto& [name, parameter] : (*decoder)->parameters()) {
        sum += parameter.sum().item<double>();
        bytes += static_cast<std::int64_t>(parameter.nbytes());
    }
    return sum;
}

/// What is measured, one to a process: what an earlier one left in memory must not help.
struct Case {
    std::string folder;
    at::ScalarType stored;
    at::ScalarType trained;
    Decoder::Use use;
};

/// In the child: does `what` once and prints seconds, peak of anonymous memory, bytes of tensors.
void once(const Case& one, const std::string& what)
{
    const c10::NoGradGuard noGrad;
    const std::string file = one.folder + "/model.safetensors";
    std::int64_t bytes = 0, peak = 0;
    const std::int64_t before = anonymousBytes();
    volatile double sink = 0;
    double seconds = 0;
    {
        const MemoryWatch watch;
        seconds = secondsOf([&] {
            sink = what == "read"     ? readAndSum(file, one.stored)
                   : what == "stream" ? streamAndSum(file, one.stored)
                                      : loadAndSum(one.folder, one.trained, one.use, bytes);
        });
        peak = watch.peak() - before;
    }
    static_cast<void>(sink);
    std::printf("%.6f %lld %lld\n", seconds, static_cast<long long>(peak),
                static_cast<long long>(bytes));
}

/// Touches and gives back as much memory as a case takes. A virtual machine whose host takes unused
/// memory back gives it slowly at the first touch, up to ten times as slowly here; what is measured
/// is the program, so that all cases get memory that the machine has.
void warmMachine(std::size_t bytes)
{
    void* const memory = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                                MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory != MAP_FAILED) {
        ::madvise(memory, bytes, MADV_HUGEPAGE);
        constexpr std::size_t kPage = 4096;
        for (std::size_t at = 0; at < bytes; at += kPage) {
            static_cast<volatile char*>(memory)[at] = 1;
        }
        ::munmap(memory, bytes);
    }
}

struct Figures {
    std::vector<double> seconds;
    double peak = 0;
    double bytes = 0;

    double median() const
    {
        std::vector<double> sorted = seconds;
        std::sort(sorted.begin(), sorted.end());
        return sorted[sorted.size() / 2];
    }
};

const char* nameOf(at::ScalarType type)
{
    return type == at::kFloat ? "fp32" : "bf16";
}

bool runChild(const Case& one, const char* what, Figures& figures)
{
    warmMachine(3 * fs::file_size(one.folder + "/model.safetensors"));
    const std::string command = fs::read_symlink("/proc/self/exe").string() + " --folder '" +
                                one.folder + "' --once " + what + " --stored " +
                                nameOf(one.stored) + " --trained " + nameOf(one.trained) +
                                (one.use == Decoder::Use::Frozen ? " --frozen" : "");
    std::FILE* const out = ::popen(command.c_str(), "r");
    double seconds = 0;
    long long peak = 0, bytes = 0;
    const bool read =
        out != nullptr && std::fscanf(out, "%lf %lld %lld", &seconds, &peak, &bytes) == 3;
    const bool ended = out != nullptr && ::pclose(out) == 0;
    figures.seconds.push_back(seconds);
    figures.peak = std::max(figures.peak, static_cast<double>(peak));
    figures.bytes = static_cast<double>(bytes);
    return read && ended;
}

bool measure(const Case& one, int rounds)
{
    Figures read, streamed, loaded, warm;
    if (!runChild(one, "stream", warm)) {
        return false;
    }
    for (int round = 0; round < rounds; ++round) {
        if (!runChild(one, "read", read) || !runChild(one, "stream", streamed) ||
            !runChild(one, "load", loaded)) {
            return false;
        }
    }
    std::printf(
        "%s -> %s%s, file of %.0f MB: read and summed %.3f s, loaded and summed %.3f s: ratio %.2f "
        "(beside reading through a small buffer, %.3f s: %.2f); anonymous memory at most %.2f of "
        "%.0f MB of tensors\n",
        nameOf(one.stored), nameOf(one.trained), one.use == Decoder::Use::Frozen ? ", frozen" : "",
        static_cast<double>(fs::file_size(one.folder + "/model.safetensors")) / 1e6, read.median(),
        loaded.median(), loaded.median() / read.median(), streamed.median(),
        loaded.median() / streamed.median(), loaded.peak / loaded.bytes, loaded.bytes / 1e6);
    std::fflush(stdout);
    return true;
}

bool measureAll(const std::string& folder, std::int64_t megabytes, int rounds)
{
    for (const auto stored : {at::kFloat, at::kBFloat16}) {
        const Status made = makeFolder(folder, megabytes, stored);
        if (!made.ok()) {
            std::fprintf(stderr, "load_bench: %s\n", made.error().message().c_str());
            return false;
        }
        std::vector<Case> cases = {{folder, stored, stored, Decoder::Use::Trained},
                                   {folder, stored, stored, Decoder::Use::Frozen}};
        if (stored != at::kFloat) {
            cases.push_back({folder, stored, at::kFloat, Decoder::Use::Trained});
        }
        for (const Case& one : cases) {
            if (!measure(one, rounds)) {
                std::fprintf(stderr, "load_bench: a measuring process failed\n");
                return false;
            }
        }
        fs::remove(folder + "/model.safetensors");
    }
    return true;
}

at::ScalarType typeOf(const std::string& name)
{
    return name == "fp32" ? at::kFloat : at::kBFloat16;
}

}  // namespace

int main(int argc, char** argv)
{
    waitPassively(argv);
    const cli::Options options(cli::Words(argv + 1, argv + argc), {"frozen"},
                               {"megabytes", "rounds", "folder", "once", "stored", "trained"});
    if (!options.ok() || !options.operands().empty()) {
        return cli::usageError("load_bench", "only --megabytes, --rounds and --folder are known.");
    }
    if (options.has("once")) {
        once({options.value("folder"), typeOf(options.value("stored")),
              typeOf(options.value("trained")),
              options.has("frozen") ? Decoder::Use::Frozen : Decoder::Use::Trained},
             options.value("once"));
        return 0;
    }
    std::string scratch = (fs::temp_directory_path() / "marginalia_load_XXXXXX").string();
    const std::string folder =
        options.has("folder") ? options.value("folder") : std::string(::mkdtemp(scratch.data()));
    std::printf("%d threads\n", at::get_num_threads());
    const bool done = measureAll(folder, std::atoll(options.value("megabytes", "1000").c_str()),
                                 std::max(1, std::atoi(options.value("rounds", "5").c_str())));
    if (!options.has("folder")) {
        fs::remove_all(folder);
    }
    return done ? 0 : 1;
}
