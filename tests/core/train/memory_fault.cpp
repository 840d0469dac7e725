// SPDX-License-Identifier: Apache-2.0
#include "tests/core/train/memory_fault.h"

#include <c10/core/CPUAllocator.h>
#include <c10/util/Exception.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <limits>
#include <new>

namespace marginalia::memory_fault {

namespace {

std::atomic<std::int64_t> g_count{0};
std::atomic<std::int64_t> g_failing{-1};
std::atomic<std::size_t> g_largest{std::numeric_limits<std::size_t>::max()};

bool fails(std::size_t bytes)
{
    return ++g_count == g_failing || bytes >= g_largest;
}

/// LibTorch's own, which says no now and then; in the words that LibTorch says it in.
class Failing final : public c10::Allocator {
public:
    explicit Failing(c10::Allocator* behind) : m_behind(behind) {}
    c10::DataPtr allocate(std::size_t bytes) override
    {
        TORCH_CHECK(!fails(bytes), "DefaultCPUAllocator: can't allocate memory: you tried to ",
                    "allocate ", bytes, " bytes.");
        return m_behind->allocate(bytes);
    }
    c10::DeleterFnPtr raw_deleter() const override { return m_behind->raw_deleter(); }
    void copy_data(void* to, const void* from, std::size_t bytes) const override
    {
        default_copy_data(to, from, bytes);
    }

private:
    c10::Allocator* m_behind;
};

/// Put in place once, before the first tensor is made.
const bool g_installed = [] {
    static Failing failing(c10::GetDefaultCPUAllocator());
    c10::SetCPUAllocator(&failing, 1);
    return true;
}();

}  // namespace

std::int64_t count()
{
    return g_installed ? g_count.load() : 0;
}

void failOnce(std::int64_t n)
{
    allow();
    g_failing = n;
}

void failFrom(std::size_t bytes)
{
    allow();
    g_largest = bytes;
}

void allow()
{
    g_failing = -1;
    g_largest = std::numeric_limits<std::size_t>::max();
    g_count = 0;
}

}  // namespace marginalia::memory_fault

// What float buffers are made with (core/model/float_buffer.h): in the place of the library's.
void* operator new(std::size_t bytes, std::align_val_t line)
{
    const auto align = static_cast<std::size_t>(line);
    const std::size_t whole = (std::max<std::size_t>(bytes, 1) + align - 1) / align * align;
    void* const place =
        marginalia::memory_fault::fails(bytes) ? nullptr : std::aligned_alloc(align, whole);
    if (place == nullptr) {
        throw std::bad_alloc();
    }
    return place;
}

void operator delete(void* place, std::align_val_t) noexcept
{
    std::free(place);
}

void operator delete(void* place, std::size_t, std::align_val_t) noexcept
{
    std::free(place);
}
