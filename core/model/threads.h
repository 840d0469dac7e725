// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace marginalia {

/// Threads to compute with on this machine now: the smallest number of 1, 2, 4, ... beyond which
/// products of a small model's size gain less than a quarter, measured in some tens of
/// milliseconds. With more than two cores one is left to the window. Sets nothing; give it to
/// at::set_num_threads. A busy machine may give another number the next time: runs record theirs.
int chooseThreads();

/// What a process that computes does first: passive waiting of OpenMP, freed memory kept for the
/// next step (page faults cost more than it does), and `threads` threads (0: chooseThreads()).
/// Gives the number of threads.
int prepareComputing(int threads = 0);

}  // namespace marginalia
