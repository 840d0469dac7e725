// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>
#include <string>

namespace marginalia {

/// Where numbers lie that only updates read: moments and masters. A further kind is a further class
/// and a word in openStateStore().
///
/// Tensors may outlive the store. One thread, but for what tensors are used for.
class StateStore {
public:
    StateStore() = default;
    virtual ~StateStore() = default;
    StateStore(const StateStore&) = delete;
    StateStore& operator=(const StateStore&) = delete;

    /// A tensor of the shape of another one, in any layout; its numbers are any.
    virtual at::Tensor like(const at::Tensor& tensor, at::ScalarType type) = 0;
    /// One of `count` numbers in a row.
    virtual at::Tensor row(std::int64_t count, const at::TensorOptions& options) = 0;

    /// Numbers of one update at a time; 0: all of them, they lie in memory anyhow.
    virtual std::int64_t window() const { return 0; }
    /// Whether they lie in another memory than the weights: an update brings a window of them over
    /// and back (adamw_windows.h).
    virtual bool isApart() const { return false; }
    /// Bytes that an update will read soon, or that none reads before the next one. Of tensors of
    /// this store or any other memory, which stays as it is.
    virtual void fetch(const void* /*from*/, std::int64_t /*bytes*/) {}
    virtual void release(const void* /*from*/, std::int64_t /*bytes*/) {}
};

/// `kind` is the setting offload. "none": memory, of the device that the weights are on. "disk": a
/// file in `folder` that holds `bytes` (see storedBytes), mapped into memory; it has no name, so
/// that nothing is left of it however the process ends. "machine": page-locked memory of the
/// machine, for weights on a card (machine_store.h). Full, Memory: there is no room for it;
/// Unsupported: another kind.
Result<std::shared_ptr<StateStore>> openStateStore(const std::string& kind,
                                                   const std::string& folder, std::int64_t bytes);

/// What a tensor of so many bytes takes of a store: whole pages.
std::int64_t storedBytes(std::int64_t bytes);

}  // namespace marginalia
