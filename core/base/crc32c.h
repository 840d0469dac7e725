// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace marginalia {

/// CRC-32C (Castagnoli, reflected 0x82F63B78): of "123456789" it is 0xE3069283. `before` continues an earlier piece.
std::uint32_t crc32c(std::string_view bytes, std::uint32_t before = 0);

}  // namespace marginalia
