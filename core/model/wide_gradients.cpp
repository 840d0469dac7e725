// SPDX-License-Identifier: Apache-2.0
#include "core/model/wide_gradients.h"

#include <atomic>
#include <mutex>
#include <unordered_map>

namespace marginalia {

namespace {

std::atomic<bool> g_enabled{true};

struct Registry {
    std::mutex mutex;
    std::unordered_map<const c10::TensorImpl*, at::Tensor> sums;
};

Registry& registry()
{
    static Registry all;
    return all;
}

}  // namespace

WideGradients::WideGradients(Sums sums) : m_sums(std::move(sums))
{
    Registry& all = registry();
    const std::lock_guard lock(all.mutex);
    for (const auto& [parameter, sum] : m_sums) {
        all.sums[parameter.unsafeGetTensorImpl()] = sum;
    }
}

WideGradients::~WideGradients()
{
    Registry& all = registry();
    const std::lock_guard lock(all.mutex);
    for (const auto& [parameter, sum] : m_sums) {
        const auto found = all.sums.find(parameter.unsafeGetTensorImpl());
        // A later optimizer of the same parameter has put its own in the place.
        if (found != all.sums.end() && found->second.is_same(sum)) {
            all.sums.erase(found);
        }
    }
}

WideGradients::WideGradients(WideGradients&& other) noexcept : m_sums(std::move(other.m_sums))
{
    other.m_sums.clear();
}

WideGradients& WideGradients::operator=(WideGradients&& other) noexcept
{
    m_sums.swap(other.m_sums);
    return *this;
}

at::Tensor WideGradients::sumOf(const at::Tensor& parameter)
{
    if (!g_enabled) {
        return {};
    }
    Registry& all = registry();
    const std::lock_guard lock(all.mutex);
    const auto found = all.sums.find(parameter.unsafeGetTensorImpl());
    return found == all.sums.end() ? at::Tensor() : found->second;
}

void WideGradients::setEnabled(bool enabled)
{
    g_enabled = enabled;
}

}  // namespace marginalia
