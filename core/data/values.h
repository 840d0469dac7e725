// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"

#include <optional>

namespace marginalia {

/// true or false as files write it: a boolean, 1 or 0, "true", "yes", "good", "1", ... in any case;
/// nothing otherwise.
std::optional<bool> flagOf(const Json& value);

/// A number, or a text that is one (tables have no types).
std::optional<double> numberOf(const Json& value);

}  // namespace marginalia
