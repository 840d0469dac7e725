// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/record.h"

#include <string_view>

namespace marginalia {

/// Turns of a dialogue in one text (interfaces.md 1.5): a turn begins with two newlines and
/// "Human:" or "Assistant:" and nowhere else; one leading space and trailing spaces of a turn go.
/// Turns of the same speaker are joined by a blank line
/// (`repeated` is set). False: the text does not begin with a turn.
bool parseHhDialogue(std::string_view text, Messages& out, bool& repeated);

}  // namespace marginalia
