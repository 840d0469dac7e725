// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <utility>

namespace marginalia {

/// Tensors on their way between processes, while this one computes something else. What is sent
/// stays as it is, and what arrives is not looked at, until wait() is through.
class Transfer {
public:
    Transfer() = default;
    virtual ~Transfer() = default;
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;
    /// Called once.
    virtual void wait() = 0;
};

/// One that is through when a function is.
class TransferBy final : public Transfer {
public:
    explicit TransferBy(std::function<void()> wait) : m_wait(std::move(wait)) {}
    void wait() override { m_wait(); }

private:
    std::function<void()> m_wait;
};

}  // namespace marginalia
