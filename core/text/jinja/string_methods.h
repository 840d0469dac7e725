// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/text/jinja/interpreter.h"

#include <map>
#include <string>

namespace marginalia::jinja {

/// Methods of texts by name.
using Method = Value (*)(const Value& self, const Arguments& arguments);
using MethodTable = std::map<std::string, Method>;

const MethodTable& searchMethods();  ///< what cuts, finds and joins
const MethodTable& formatMethods();  ///< format
const MethodTable& formMethods();    ///< case, padding, and what kind of characters there are

}  // namespace marginalia::jinja
