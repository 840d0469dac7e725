// SPDX-License-Identifier: Apache-2.0
#include "core/model/tensor_memory.h"

#include <c10/core/CPUAllocator.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>

namespace marginalia {

namespace {

constexpr std::uintptr_t kLine = 64;

/// Before every tensor's memory stands where the block begins that it lies in.
void release(void* tensor)
{
    if (tensor != nullptr) {
        void* block = nullptr;
        std::memcpy(&block, static_cast<char*>(tensor) - sizeof block, sizeof block);
        std::free(block);
    }
}

class ReusedMemory final : public c10::Allocator {
public:
    c10::DataPtr allocate(std::size_t bytes) override
    {
        void* const tensor = bytes > 0 ? placed(bytes) : nullptr;
        return {tensor, tensor, &release, c10::Device(c10::DeviceType::CPU)};
    }

    c10::DeleterFnPtr raw_deleter() const override { return &release; }

    void copy_data(void* to, const void* from, std::size_t bytes) const override
    {
        default_copy_data(to, from, bytes);
    }

private:
    static void* placed(std::size_t bytes)
    {
        // malloc() gives multiples of 16, so that there is room for a pointer before the line.
        void* const block = bytes + kLine > bytes ? std::malloc(bytes + kLine) : nullptr;
        if (block == nullptr) {
            throw std::bad_alloc();
        }
        const auto at = reinterpret_cast<std::uintptr_t>(block);
        char* const tensor = static_cast<char*>(block) + ((at / kLine + 1) * kLine - at);
        std::memcpy(tensor - sizeof block, &block, sizeof block);
        return tensor;
    }
};

}  // namespace

void setTensorMemoryReused(bool reused)
{
    // Never destroyed: tensors of other static objects may outlive it.
    static auto* const memory = new ReusedMemory;
    c10::SetCPUAllocator(reused ? memory : c10::GetDefaultCPUAllocator());
}

}  // namespace marginalia
