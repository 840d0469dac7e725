// SPDX-License-Identifier: Apache-2.0
#include "core/model/threads.h"

#include "core/base/clock.h"
#include "core/base/machine.h"
#include "core/model/tensor_memory.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <cstdlib>
#include <malloc.h>
#include <unistd.h>
#include <vector>

namespace marginalia {

namespace {

constexpr int kMostRounds = 7;
constexpr double kSecondsPerNumber = 0.15;

double medianSeconds(const std::function<void()>& work, int threads)
{
    at::set_num_threads(threads);
    work();  // wakes the threads and fills the caches
    std::vector<double> seconds;
    const Stopwatch all;
    do {
        const Stopwatch one;
        work();
        seconds.push_back(one.seconds());
    } while (seconds.size() < kMostRounds && all.seconds() < kSecondsPerNumber);
    const auto middle = seconds.begin() + static_cast<std::ptrdiff_t>(seconds.size() / 2);
    std::nth_element(seconds.begin(), middle, seconds.end());
    return *middle;
}

}  // namespace

void waitPassively(char** argv)
{
    // Present in any form: the second start, or the person's own wish.
    if (std::getenv("OMP_WAIT_POLICY") != nullptr ||
        ::setenv("OMP_WAIT_POLICY", "PASSIVE", 1) != 0) {
        return;
    }
    // Comes back only when it failed; then threads wait as OpenMP likes, and all else works.
    ::execv("/proc/self/exe", argv);
}

void prepareComputing()
{
    // glibc takes at most 32 MiB for the first.
    constexpr int kKept = 1 << 30;
    if (::mallopt(M_MMAP_THRESHOLD, kKept) == 0) {
        ::mallopt(M_MMAP_THRESHOLD, 32 << 20);
    }
    ::mallopt(M_TRIM_THRESHOLD, kKept);
    setTensorMemoryReused(true);
}

void returnFreedMemory()
{
    constexpr int kUsual = 128 << 10;  // mallopt(3)
    ::mallopt(M_MMAP_THRESHOLD, kUsual);
    ::mallopt(M_TRIM_THRESHOLD, kUsual);
}

int mostThreads()
{
    const int cores = usableCores();
    return cores > 2 ? cores - 1 : cores;
}

int fewestThreads(const std::function<double(int threads)>& seconds, int most)
{
    constexpr double kWorthIt = 0.8;
    int chosen = 1;
    double before = seconds(chosen);
    while (chosen < most) {
        const int more = std::min(2 * chosen, most);
        const double now = seconds(more);
        if (now > kWorthIt * before) {
            break;
        }
        chosen = more;
        before = now;
    }
    return chosen;
}

int chooseThreads(const std::function<void()>& work)
{
    const int chosen =
        fewestThreads([&](int threads) { return medianSeconds(work, threads); }, mostThreads());
    at::set_num_threads(chosen);
    return chosen;
}

int answerThreads(std::int64_t parameters)
{
    constexpr std::int64_t kSmall = 20'000'000;
    return parameters < kSmall ? 1 : mostThreads();
}

}  // namespace marginalia
