// SPDX-License-Identifier: Apache-2.0
#include "core/train/machine_store.h"

#include "core/base/machine.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>

#include <algorithm>
#include <bit>
#include <cstdio>
#include <vector>

namespace marginalia {

namespace {

/// A few large areas, each handed out from front to back. LibTorch rounds every page-locked tensor
/// up to a power of two, which would waste a third of the memory; areas are powers of two that add
/// up to what is needed.
class InMachine : public StateStore {
public:
    InMachine(std::int64_t bytes, bool pageLocked, std::int64_t window)
        : m_left(bytes), m_pageLocked(pageLocked), m_window(window)
    {
    }

    at::Tensor like(const at::Tensor& tensor, at::ScalarType type) override
    {
        return take(tensor.sizes(), type);
    }
    at::Tensor row(std::int64_t count, const at::TensorOptions& options) override
    {
        return take({count}, c10::typeMetaToScalarType(options.dtype()));
    }

    bool isApart() const override { return true; }
    std::int64_t window() const override { return m_window; }

    /// One more area, as large as what is left asks for and as `bytes` at least.
    void grow(std::int64_t bytes)
    {
        const auto need = static_cast<std::uint64_t>(std::max<std::int64_t>(bytes, 1));
        const auto left = static_cast<std::uint64_t>(std::max<std::int64_t>(m_left, 1));
        const auto size =
            static_cast<std::int64_t>(std::max(std::bit_ceil(need), std::bit_floor(left)));
        const auto options = at::TensorOptions(at::kByte).pinned_memory(m_pageLocked);
        try {
            m_areas.push_back({at::empty({size}, options), 0});
        } catch (const c10::Error& error) {
            throw PageLockFailed(error.what_without_backtrace());
        }
    }

private:
    struct Area {
        at::Tensor bytes;
        std::int64_t used;
    };

    at::Tensor take(at::IntArrayRef sizes, at::ScalarType type)
    {
        const std::int64_t bytes = storedBytes(c10::multiply_integers(sizes) *
                                               static_cast<std::int64_t>(c10::elementSize(type)));
        const auto fits = [bytes](const Area& area) {
            return area.used + bytes <= area.bytes.numel();
        };
        auto area = std::find_if(m_areas.begin(), m_areas.end(), fits);
        if (area == m_areas.end()) {
            grow(bytes);
            area = m_areas.end() - 1;
        }
        char* const place = static_cast<char*>(area->bytes.mutable_data_ptr()) + area->used;
        area->used += bytes;
        m_left -= bytes;
        // The area lives as long as a tensor in it.
        return at::from_blob(
            place, sizes, [owner = area->bytes](void*) {}, at::TensorOptions(type));
    }

    std::vector<Area> m_areas;
    std::int64_t m_left;  ///< bytes that are still to be handed out
    bool m_pageLocked;
    std::int64_t m_window;
};

std::string gigabytes(std::int64_t bytes)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.1f",
                  static_cast<double>(bytes) / static_cast<double>(std::int64_t{1} << 30U));
    return text;
}

}  // namespace

Status checkMachineHolds(std::int64_t bytes, std::int64_t free)
{
    if (bytes <= free) {
        return {};
    }
    return failure(ErrorKind::Memory,
                   {MG_TR("train",
                          "The optimizer's numbers need %1 GB of the machine's memory beside the "
                          "card, and %2 GB are free."),
                    {gigabytes(bytes), gigabytes(free)}},
                   "offload",
                   MG_TR("train",
                         "Close other programs, hold moments in 8 bits (optimizer_state int8), or "
                         "set offload to none."));
}

Error pageLockError(const PageLockFailed& thrown)
{
    return failure(
        ErrorKind::Memory,
        {MG_TR("train", "The machine's memory cannot be locked for the card to read it: %1"),
         {thrown.what()}},
        "offload", MG_TR("train", "Close other programs, or set offload to none."));
}

Result<std::shared_ptr<StateStore>> openMachineStore(std::int64_t bytes, bool pageLocked,
                                                     std::int64_t window)
{
    // Asked before: a machine that is short of memory would end programs instead of saying no.
    MG_CHECK(checkMachineHolds(bytes, availableMemory()));
    const auto store = std::make_shared<InMachine>(bytes, pageLocked, window);
    try {
        store->grow(1);
    } catch (const PageLockFailed& thrown) {
        return pageLockError(thrown);
    }
    return std::shared_ptr<StateStore>(store);
}

}  // namespace marginalia
