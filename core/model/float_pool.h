// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/Allocator.h>

#include <cstdint>

namespace marginalia {

/// What pooled memory is for. Sizes within one use are alike, so that a buffer that comes back is
/// one that the next pass wants.
enum class PoolUse : std::uint8_t { Activations, Panels, Sums };

/// Floats on a cache line, not cleared, from a pool of the process and back to it in the end; any
/// thread.
///
/// Passes take the same memory again and again. From the general allocator every length of stream
/// leaves holes that the next length does not fill, and fresh pages cost time; so what a process
/// holds is the most that its passes took at one time, and that is what a plan can count.
class PooledFloats {
public:
    PooledFloats() = default;
    /// LibTorch's allocator of the processor is asked for it and throws where there is none.
    PooledFloats(PoolUse use, std::int64_t count);
    ~PooledFloats();
    PooledFloats(PooledFloats&& other) noexcept;
    PooledFloats& operator=(PooledFloats&& other) noexcept;

    float* data() const { return static_cast<float*>(m_memory.get()); }

private:
    PoolUse m_use = PoolUse::Activations;
    c10::DataPtr m_memory;
    std::int64_t m_count = 0;  ///< that it has room for
};

/// A tensor [count] of a type of 4 bytes in such memory, which goes back with its last view.
at::Tensor pooledTensor(PoolUse use, std::int64_t count, at::ScalarType type);

/// Gives the system back what no pass holds now.
void releasePooledFloats();

/// Bytes that no pass holds now, about: room to grow is not counted.
std::int64_t freePooledBytes();

/// Floats to the next cache line: what is put side by side begins on one.
constexpr std::int64_t wholeLines(std::int64_t count)
{
    return (count + 15) / 16 * 16;
}

}  // namespace marginalia
