// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/text/chat_template.h"

#include <cstdint>
#include <string>
#include <vector>

namespace marginalia {

/// Steps as one answer: each followed by a line end, the separator that its verdict is read at
/// (objectives.md 6.3).
Messages joinedSteps(const std::vector<Messages>& steps);

/// For each step the place in the tokens where it ends: at its separator, or at its last token
/// where the template cut the separator off. Unsupported: the template changes the steps.
Result<std::vector<std::int32_t>> stepPlaces(const TokenizedText& text,
                                             const std::vector<Messages>& steps);

}  // namespace marginalia
