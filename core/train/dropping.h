// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/adapter.h"

#include <cstdint>
#include <optional>

namespace marginalia {

/// An adapter's dropout for one forward; nothing is dropped without a key.
class Dropping {
public:
    Dropping(const Decoder& decoder, std::optional<std::uint64_t> key)
        : m_adapter(key ? decoder.adapter().get() : nullptr)
    {
        if (m_adapter != nullptr) {
            m_adapter->setDropoutKey(key);
        }
    }
    ~Dropping()
    {
        if (m_adapter != nullptr) {
            m_adapter->setDropoutKey(std::nullopt);
        }
    }
    Dropping(const Dropping&) = delete;
    Dropping& operator=(const Dropping&) = delete;

private:
    Adapter* m_adapter;
};

}  // namespace marginalia
