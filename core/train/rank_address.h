// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace marginalia {

/// The address of this machine that packets to a host leave by; empty: not known. Sends nothing.
std::string addressTowards(const std::string& host, std::uint16_t port);

}  // namespace marginalia
