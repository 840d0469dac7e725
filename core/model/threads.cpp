// SPDX-License-Identifier: Apache-2.0
#include "core/model/threads.h"

#include "core/base/machine.h"

#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/mm.h>
#include <ATen/ops/ones.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <malloc.h>

namespace marginalia {

namespace {

/// Seconds for independent products of a small model's size, dealt out to `threads` threads: best
/// of some rounds.
double productSeconds(int threads)
{
    constexpr std::int64_t kProducts = 8;
    const at::Tensor left = at::ones({192, 384});
    const at::Tensor right = at::ones({384, 384});
    std::vector<at::Tensor> results;
    for (std::int64_t i = 0; i < kProducts; ++i) {
        results.push_back(at::empty({192, 384}));
    }
    at::set_num_threads(threads);
    double best = 1e9;
    for (int round = 0; round < 8; ++round) {
        const auto start = std::chrono::steady_clock::now();
        at::parallel_for(0, kProducts, 1, [&](std::int64_t from, std::int64_t to) {
            const c10::NoGradGuard noGrad;
            for (std::int64_t i = from; i < to; ++i) {
                at::mm_out(results[static_cast<std::size_t>(i)], left, right);
            }
        });
        best = std::min(
            best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    return best;
}

}  // namespace

int chooseThreads()
{
    const int cores = usableCores();
    const int most = cores > 2 ? cores - 1 : cores;
    const int before = at::get_num_threads();
    int chosen = 1;
    double seconds = productSeconds(1);
    for (int threads = 2; threads <= most;
         threads = threads * 2 <= most || threads == most ? threads * 2 : most) {
        constexpr double kWorthIt =
            0.8;  // a quarter faster: less is eaten by the work that is not dealt out
        const double now = productSeconds(threads);
        if (now > kWorthIt * seconds) {
            break;
        }
        chosen = threads;
        seconds = now;
    }
    at::set_num_threads(before);
    return chosen;
}

int prepareComputing(int threads)
{
    ::setenv("OMP_WAIT_POLICY", "PASSIVE", 0);
    // glibc before 2.35 takes at most 32 MiB for the first.
    constexpr int kKept = 1 << 30;
    if (::mallopt(M_MMAP_THRESHOLD, kKept) == 0) {
        ::mallopt(M_MMAP_THRESHOLD, 32 << 20);
    }
    ::mallopt(M_TRIM_THRESHOLD, kKept);
    const int count = threads > 0 ? threads : chooseThreads();
    at::set_num_threads(count);
    return count;
}

}  // namespace marginalia
