// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>

namespace marginalia {

/// For programs that are linked with LibTorch, first thing in main: OpenMP reads at load whether
/// idle threads sleep, so the program starts itself again with OMP_WAIT_POLICY=PASSIVE unless the
/// variable is set. marginalia-cli sets it before it opens the training library and needs no
/// second start.
void waitPassively(char** argv);

/// What a process that computes does first: freed memory is kept for the next step, because page
/// faults cost more than it does, and so that the next tensors fit into it (tensor_memory.h).
void prepareComputing();

/// Takes that back, for measuring: glibc gives freed memory back as it does by itself.
void returnFreedMemory();

/// Threads that a computation may take on this machine: every usable core, with more than two all
/// but the window's one.
int mostThreads();

/// The smallest number of 1, 2, 4, ... threads beyond which `work` gains less than a fifth of its
/// time: the median of some rounds of each, after one to warm up, in about half a second for work
/// that is short. Leaves at::set_num_threads at the choice. A busy machine may give another number
/// the next time: runs record theirs.
int chooseThreads(const std::function<void()>& work);

/// The same by what each number of threads takes, in seconds; at most `most`. Changes nothing.
int fewestThreads(const std::function<double(int threads)>& seconds, int most);

/// Threads to write answers with: one for models whose products are over before a second thread has
/// woken up, else mostThreads().
int answerThreads(std::int64_t parameters);

}  // namespace marginalia
