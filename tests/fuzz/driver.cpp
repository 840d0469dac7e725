// SPDX-License-Identifier: Apache-2.0
// fuzz_TARGET [--seconds N] [--seed N] [FILE...]: a target's function on changed golden files
// without libFuzzer, or on files (a finding, for example). MARGINALIA_FUZZ_SECONDS says how long
// where --seconds does not. What ends the process is left in fuzz_TARGET.case beside it.
#include "tests/fuzz/fuzz_target.h"
#include "tests/fuzz/mutator.h"
#include "tests/fuzz/seeds.h"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <sys/resource.h>
#include <unistd.h>

using namespace marginalia;
using Clock = std::chrono::steady_clock;

namespace {

// Far above what a loaded machine needs; a hang is not bounded at all.
constexpr std::chrono::seconds kLongestCase{10};
constexpr unsigned kHanging = 60;  // seconds
constexpr rlim_t kMostMemory = rlim_t{16} << 30U;
constexpr double kDefaultSeconds = 5;
const char* const kCaseFile = "fuzz_" MARGINALIA_FUZZ_TARGET ".case";

/// What is being tried, for the handler of signals.
const char* g_bytes = nullptr;
std::size_t g_size = 0;
std::uint64_t g_number = 0;

void keepCase()
{
    const int file = ::open(kCaseFile, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (file >= 0) {
        for (std::size_t done = 0; done < g_size;) {
            const ssize_t count = ::write(file, g_bytes + done, g_size - done);
            if (count <= 0) {
                break;
            }
            done += static_cast<std::size_t>(count);
        }
        ::close(file);
    }
}

/// Leaves the case, says where, and ends as the signal would have.
void takeSignal(int signal)
{
    static_cast<void>(::signal(signal, SIG_DFL));
    keepCase();
    char words[256];
    const int length =
        std::snprintf(words, sizeof words,
                      "a finding: signal %d in case %llu, kept in %s; --seed %llu begins there\n",
                      signal, static_cast<unsigned long long>(g_number), kCaseFile,
                      static_cast<unsigned long long>(g_number));
    static_cast<void>(!::write(STDERR_FILENO, words, static_cast<std::size_t>(length)));
    static_cast<void>(::raise(signal == SIGALRM ? SIGABRT : signal));
}

void tryCase(const std::string& bytes)
{
    g_bytes = bytes.data();
    g_size = bytes.size();
    ::alarm(kHanging);
    try {
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    } catch (const std::exception& error) {
        std::fprintf(stderr, "an exception flew out: %s\n", error.what());
        std::abort();
    }
    ::alarm(0);
}

void watch()
{
    for (const int signal : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGALRM}) {
        static_cast<void>(std::signal(signal, takeSignal));
    }
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    // What asks for more than any model's header deserves ends here and not in the machine.
    const rlimit limit{kMostMemory, kMostMemory};
    ::setrlimit(RLIMIT_AS, &limit);
#endif
}

int tryFiles(const std::vector<std::string>& files)
{
    for (const std::string& path : files) {
        std::ifstream in(path, std::ios::binary);
        std::stringstream bytes;
        bytes << in.rdbuf();
        if (!in) {
            std::fprintf(stderr, "%s cannot be read\n", path.c_str());
            return 2;
        }
        tryCase(bytes.str());
    }
    return 0;
}

int tryCases(double seconds, std::uint64_t seed)
{
    const std::vector<std::string> seeds = fuzz::seedsOf(MARGINALIA_FUZZ_TARGET);
    if (seeds.empty()) {
        std::fprintf(stderr, "there are no golden files to begin with\n");
        return 1;
    }
    for (const std::string& whole : seeds) {
        tryCase(whole);
    }
    fuzz::Mutator mutator(seeds, fuzz::wordsOf(MARGINALIA_FUZZ_TARGET));
    const auto stop = Clock::now() + std::chrono::duration<double>(seconds);
    Clock::duration longest{};
    std::uint64_t cases = 0;
    for (; Clock::now() < stop; ++cases) {
        g_number = seed + cases;
        const std::string bytes = mutator.make(g_number);
        const auto start = Clock::now();
        tryCase(bytes);
        const auto took = Clock::now() - start;
        longest = std::max(longest, took);
        if (took > kLongestCase) {
            keepCase();
            std::fprintf(stderr, "case %llu took too long; kept in %s\n",
                         static_cast<unsigned long long>(g_number), kCaseFile);
            return 1;
        }
    }
    std::printf("%s: %zu golden files, %llu cases without a finding, the longest %.0f ms\n",
                MARGINALIA_FUZZ_TARGET, seeds.size(), static_cast<unsigned long long>(cases),
                std::chrono::duration<double, std::milli>(longest).count());
    return 0;
}

}  // namespace

int main(int argc, char** argv)
{
    const char* const given = std::getenv("MARGINALIA_FUZZ_SECONDS");
    double seconds = given != nullptr && *given != '\0' ? std::atof(given) : kDefaultSeconds;
    std::uint64_t seed = 20;
    std::vector<std::string> files;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--seconds" && i + 1 < argc) {
            seconds = std::atof(argv[++i]);
        } else if (word == "--seed" && i + 1 < argc) {
            seed = std::strtoull(argv[++i], nullptr, 10);
        } else {
            files.push_back(word);
        }
    }
    watch();
    return files.empty() ? tryCases(seconds, seed) : tryFiles(files);
}
