// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/text.h"

#include <string>
#include <utility>
#include <vector>

namespace marginalia {

/// Adds a sentence with one argument. In steps: in one, g++ 12 sees bytes read that are not there.
inline void addWarning(std::vector<Text>& warnings, const char* pattern, std::string argument)
{
    warnings.emplace_back(pattern).arguments.push_back(std::move(argument));
}

}  // namespace marginalia
