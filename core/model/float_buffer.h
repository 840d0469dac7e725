// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <new>

namespace marginalia {

/// Memory for floats that is not cleared and lies on a cache line; growing it loses what it held.
class FloatBuffer {
public:
    float* reserve(std::int64_t count)
    {
        if (count > m_count) {
            m_memory.reset();
            m_count = 0;  // and stays so where there is no memory: buffers of threads live on
            m_memory.reset(static_cast<float*>(
                ::operator new(static_cast<std::size_t>(count) * sizeof(float), kLine)));
            m_count = count;
        }
        return m_memory.get();
    }
    float* data() const { return m_memory.get(); }

private:
    static constexpr std::align_val_t kLine{64};
    struct Free {
        void operator()(float* memory) const { ::operator delete(memory, kLine); }
    };
    std::unique_ptr<float, Free> m_memory;
    std::int64_t m_count = 0;
};

}  // namespace marginalia
