// SPDX-License-Identifier: Apache-2.0
#include "core/data/shape.h"

#include "core/data/messages.h"
#include "core/data/values.h"

#include <algorithm>

namespace marginalia {

namespace {

constexpr size_t kMostKeys = 64;

ValueShape textShape(const Json& value)
{
    if (value.get_ref<const std::string&>().starts_with("\n\nHuman:")) {
        return ValueShape::HhText;
    }
    return flagOf(value) ? ValueShape::FlagText : ValueShape::Text;
}

ValueShape listShape(const Json& list)
{
    if (list.empty()) {
        return ValueShape::EmptyList;
    }
    if (isMessageList(list)) {
        return list[0].contains("role") ? ValueShape::Messages : ValueShape::Turns;
    }
    const auto all = [&list](bool (*test)(const Json&)) {
        return std::all_of(list.begin(), list.end(), test);
    };
    if (all([](const Json& item) { return item.is_string(); })) {
        return ValueShape::Texts;
    }
    return all([](const Json& item) { return item.is_boolean(); }) ? ValueShape::Flags
                                                                   : ValueShape::List;
}

ValueShape valueShape(const Json& value)
{
    switch (value.type()) {
        case Json::value_t::boolean:
            return ValueShape::Bool;
        case Json::value_t::string:
            return textShape(value);
        case Json::value_t::array:
            return listShape(value);
        case Json::value_t::object:
            if (isMessageList(value)) {
                return value.contains("role") ? ValueShape::Messages : ValueShape::Turns;
            }
            return !isMessageObject(value)  ? ValueShape::Object
                   : value.contains("role") ? ValueShape::Message
                                            : ValueShape::Turn;
        case Json::value_t::null:
            return ValueShape::Null;
        default:
            return flagOf(value) ? ValueShape::FlagNumber : ValueShape::Number;
    }
}

std::vector<std::string> keysOf(const Json& value)
{
    const Json* object = &value;
    if (value.is_array() && !value.empty()) {
        object = &value[0];
    }
    std::vector<std::string> keys;
    if (object->is_object()) {
        for (const auto& [key, item] : object->items()) {
            if (keys.size() == kMostKeys) {
                break;
            }
            keys.push_back(key);
        }
    }
    return keys;
}

}  // namespace

const char* shapeName(ValueShape shape)
{
    static constexpr const char* kNames[] = {"null",
                                             "true or false",
                                             "number",
                                             "text",
                                             "dialogue",
                                             "text",
                                             "number",
                                             "messages",
                                             "turns",
                                             "list of texts",
                                             "list of true and false",
                                             "empty list",
                                             "list",
                                             "message",
                                             "turn",
                                             "object"};
    return kNames[static_cast<size_t>(shape)];
}

RowShape shapeOf(const Json& row)
{
    RowShape out;
    out.reserve(row.size());
    for (const auto& [key, value] : row.items()) {
        out.push_back({key, valueShape(value), keysOf(value)});
    }
    return out;
}

}  // namespace marginalia
