// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/text/markup.h"

namespace marginalia {

/// Bold, italic and code of bytes `[begin, end)` of `source`; a delimiter without a partner is
/// text.
std::vector<InlineRun> parseInline(const std::string& source, size_t begin, size_t end);

}  // namespace marginalia
