// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/text/jinja/interpreter.h"

#include <map>
#include <string>

namespace marginalia::jinja {

using Filter = Value (*)(const Value& value, const Arguments& arguments);
using FilterTable = std::map<std::string, Filter>;

const FilterTable& textFilters();  ///< one value to one value
const FilterTable& numberFilters();
const FilterTable& pageFilters();  ///< those for web pages: truncate, urlencode
const FilterTable& listFilters();  ///< sort, join and what else goes through a list

}  // namespace marginalia::jinja
