// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

/// Allocations of tensors and of the fused paths' buffers that fail when a test says so.
namespace marginalia::memory_fault {

/// Allocations since the last call of one of these.
std::int64_t count();
/// The n-th from now on fails, once (n = 1: the next).
void failOnce(std::int64_t n);
/// All of at least so many bytes fail.
void failFrom(std::size_t bytes);
/// None fails, and they are counted from 0.
void allow();

}  // namespace marginalia::memory_fault
