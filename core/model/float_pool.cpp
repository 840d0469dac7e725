// SPDX-License-Identifier: Apache-2.0
#include "core/model/float_pool.h"

#include <ATen/ops/from_blob.h>
#include <c10/core/CPUAllocator.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <exception>
#include <memory>
#include <mutex>
#include <new>
#include <sys/mman.h>
#include <utility>
#include <vector>

namespace marginalia {

namespace {

struct Block {
    c10::DataPtr memory;
    std::int64_t count = 0;  ///< of floats
};

/// Fewer first touches, and fewer addresses to look up; a system without large pages refuses.
void takeLargePages(void* memory, std::size_t bytes)
{
    constexpr std::uintptr_t kPage = 4096;
    constexpr std::size_t kLarge = 32U << 20U;  // from here on it is mapped by itself
    if (bytes >= kLarge) {
        const auto begin = (reinterpret_cast<std::uintptr_t>(memory) + kPage - 1) / kPage * kPage;
        const std::uintptr_t end = reinterpret_cast<std::uintptr_t>(memory) + bytes;
        ::madvise(reinterpret_cast<void*>(begin), (end - begin) / kPage * kPage, MADV_HUGEPAGE);
    }
}

Block made(std::int64_t count)
{
    const std::size_t bytes = static_cast<std::size_t>(count) * sizeof(float);
    Block out{c10::GetCPUAllocator()->allocate(bytes), count};
    takeLargePages(out.memory.get(), bytes);
    return out;
}

/// Streams differ in length, and a block that is made anew is touched anew, which takes longer than
/// the pass; addresses that are never touched cost nothing.
Block madeToGrow(std::int64_t count)
{
    try {
        return made(2 * count);
    } catch (const std::exception&) {
        return made(count);  // addresses have an end too
    }
}

struct Pool {
    std::mutex mutex;
    std::array<std::vector<Block>, 3> free;  ///< by use
};

Pool& pool()
{
    // Never destroyed: tensors of other static objects may come back later.
    static Pool* const all = new Pool;
    return *all;
}

/// The smallest that is large enough, else the largest, which is too small; an empty one where
/// there is none.
Block taken(PoolUse use, std::int64_t count)
{
    Pool& all = pool();
    const std::lock_guard lock(all.mutex);
    std::vector<Block>& free = all.free[static_cast<std::size_t>(use)];
    const auto best =
        std::min_element(free.begin(), free.end(), [count](const Block& left, const Block& right) {
            const bool fits = left.count >= count;
            return fits != (right.count >= count) ? fits
                   : fits                         ? left.count < right.count
                                                  : left.count > right.count;
        });
    if (best == free.end()) {
        return {};
    }
    Block out = std::move(*best);
    free.erase(best);
    return out;
}

}  // namespace

PooledFloats::PooledFloats(PoolUse use, std::int64_t count) : m_use(use)
{
    Block block = taken(use, count);
    if (block.count < count) {
        block = {};
        block = use == PoolUse::Activations ? madeToGrow(count) : made(count);
    }
    m_memory = std::move(block.memory);
    m_count = block.count;
}

PooledFloats::~PooledFloats()
{
    if (!m_memory) {
        return;
    }
    Pool& all = pool();
    const std::lock_guard lock(all.mutex);
    try {
        all.free[static_cast<std::size_t>(m_use)].push_back({std::move(m_memory), m_count});
    } catch (const std::bad_alloc&) {
        m_memory.clear();  // to the system, where there is no room to note it
    }
}

PooledFloats::PooledFloats(PooledFloats&& other) noexcept
    : m_use(other.m_use),
      m_memory(std::move(other.m_memory)),
      m_count(std::exchange(other.m_count, 0))
{
}

PooledFloats& PooledFloats::operator=(PooledFloats&& other) noexcept
{
    std::swap(m_use, other.m_use);
    std::swap(m_memory, other.m_memory);
    std::swap(m_count, other.m_count);
    return *this;
}

at::Tensor pooledTensor(PoolUse use, std::int64_t count, at::ScalarType type)
{
    const auto memory = std::make_shared<PooledFloats>(use, std::max<std::int64_t>(count, 1));
    return at::from_blob(
        memory->data(), {count}, [memory](void*) {}, at::TensorOptions(type));
}

void releasePooledFloats()
{
    Pool& all = pool();
    const std::lock_guard lock(all.mutex);
    for (std::vector<Block>& free : all.free) {
        free.clear();
    }
}

std::int64_t freePooledBytes()
{
    Pool& all = pool();
    const std::lock_guard lock(all.mutex);
    std::int64_t floats = 0;
    for (std::size_t use = 0; use < all.free.size(); ++use) {
        const bool grows = use == static_cast<std::size_t>(PoolUse::Activations);
        for (const Block& block : all.free[use]) {
            floats += grows ? block.count / 2 : block.count;  // see madeToGrow()
        }
    }
    return floats * static_cast<std::int64_t>(sizeof(float));
}

}  // namespace marginalia
