// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"

#include <cstdint>
#include <string>
#include <vector>

namespace marginalia {

/// What kind of value a column holds; as fine as telling schemes apart needs it.
enum class ValueShape : std::uint8_t {
    Null,
    Bool,
    Number,
    Text,
    HhText,      ///< text that begins with "\n\nHuman:"
    FlagText,    ///< text that may stand for true or false: "true", "1", "good"
    FlagNumber,  ///< 1 or 0
    Messages,    ///< list of {role, content}, or an object of these two lists
    Turns,       ///< list of {from, value}
    Texts,       ///< list of texts
    Flags,       ///< list of true and false
    EmptyList,
    List,     ///< any other list
    Message,  ///< one {role, content}
    Turn,     ///< one {from, value}
    Object
};

const char* shapeName(ValueShape shape);  ///< for people: "text", "messages", ...

struct ColumnShape {
    std::string name;
    ValueShape shape = ValueShape::Null;
    std::vector<std::string> keys;  ///< of an object, or of the first object of a list; at most 64
};

/// A row without its texts: all that detection looks at.
using RowShape = std::vector<ColumnShape>;

RowShape shapeOf(const Json& row);

}  // namespace marginalia
