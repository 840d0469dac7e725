// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"

#include <string>

namespace marginalia {

/// The value that a PATH of a mapping names in a row: a column; a dotted path into nested objects
/// and lists
/// ("answers.0.text"); "*" or "*.x" for the present element of an exploded row; or a template
/// "{a}\n{b}", where lists of texts are joined by line ends and "{{" is a brace. A column whose
/// name is the whole path wins.
///
/// `missing` is set to the part that is absent or null.
Json valueAtPath(const Json& row, const Json* element, const std::string& path,
                 std::string& missing);

/// Takes what the path names out of `row` or out of `element`; emptied objects go too.
void removePath(Json& row, Json& element, const std::string& path);

}  // namespace marginalia
