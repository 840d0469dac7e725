// SPDX-License-Identifier: Apache-2.0
#include "core/model/threads.h"

#include "core/base/clock.h"
#include "core/base/machine.h"
#include "core/model/tensor_memory.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <limits>
#include <malloc.h>
#include <unistd.h>

namespace marginalia {

namespace {

constexpr std::size_t kMostRounds = 7;
constexpr double kSecondsPerNumber = 0.15;
/// So many in any case, unless they take longer: one that another program disturbed would decide
/// on the speed of a whole run.
constexpr std::size_t kFewestRounds = 3;
constexpr double kMostSecondsPerNumber = 1;

/// Of the fastest round: other programs can only make it slower.
double leastSeconds(const std::function<void()>& work, int threads)
{
    at::set_num_threads(threads);
    work();  // wakes the threads and fills the caches
    double least = std::numeric_limits<double>::infinity();
    const Stopwatch all;
    std::size_t rounds = 0;
    do {
        const Stopwatch one;
        work();
        least = std::min(least, one.seconds());
        ++rounds;
    } while (rounds < kMostRounds &&
             all.seconds() < (rounds < kFewestRounds ? kMostSecondsPerNumber : kSecondsPerNumber));
    return least;
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
        fewestThreads([&](int threads) { return leastSeconds(work, threads); }, mostThreads());
    at::set_num_threads(chosen);
    return chosen;
}

int answerThreads(std::int64_t parameters)
{
    constexpr std::int64_t kSmall = 20'000'000;
    return parameters < kSmall ? 1 : mostThreads();
}

}  // namespace marginalia
