// SPDX-License-Identifier: Apache-2.0
#include "core/model/kept_buffers.h"

#include <ATen/ops/empty.h>

namespace marginalia {

KeptBuffers::Loan KeptBuffers::take(std::int64_t numbers, const at::TensorOptions& options)
{
    const std::shared_ptr<const at::Tensor>* best = nullptr;
    for (const auto& each : m_all) {
        const bool fits =
            each.use_count() == 1 && each->numel() >= numbers && each->dtype() == options.dtype();
        if (fits && (best == nullptr || each->numel() < (*best)->numel())) {
            best = &each;
        }
    }
    if (best == nullptr) {
        best = &m_all.emplace_back(std::make_shared<at::Tensor>(at::empty({numbers}, options)));
    }
    return {(*best)->narrow(0, 0, numbers), *best};
}

std::int64_t KeptBuffers::bytes() const
{
    std::int64_t out = 0;
    for (const auto& each : m_all) {
        out += static_cast<std::int64_t>(each->nbytes());
    }
    return out;
}

}  // namespace marginalia
