// SPDX-License-Identifier: Apache-2.0
#include "core/data/mapping_path.h"

#include <charconv>
#include <string_view>
#include <vector>

namespace marginalia {

namespace {

const Json* step(const Json& value, std::string_view name)
{
    if (value.is_object()) {
        const auto found = value.find(std::string(name));
        return found == value.end() ? nullptr : &*found;
    }
    size_t index = 0;
    const auto [end, code] = std::from_chars(name.data(), name.data() + name.size(), index);
    const bool fits = value.is_array() && code == std::errc() && end == name.data() + name.size();
    return fits && index < value.size() ? &value[index] : nullptr;
}

const Json* follow(const Json* value, std::string_view path)
{
    while (value != nullptr && !path.empty()) {
        const size_t dot = path.find('.');
        value = step(*value, path.substr(0, dot));
        path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
    }
    return value;
}

const Json* plainPath(const Json& row, const Json* element, const std::string& path)
{
    if (const Json* column = step(row, path)) {
        return column;
    }
    if (path == "*") {
        return element;
    }
    return path.starts_with("*.") ? follow(element, std::string_view(path).substr(2))
                                  : follow(&row, path);
}

std::string textOf(const Json& value)
{
    if (value.is_string()) {
        return value.get<std::string>();
    }
    if (!value.is_array()) {
        return value.dump();
    }
    std::string out;
    for (size_t i = 0; i < value.size(); ++i) {
        out += (i == 0 ? "" : "\n") + textOf(value[i]);
    }
    return out;
}

/// A template in pieces: texts and names in braces, one after the other, beginning with a text.
std::vector<std::string> pieces(const std::string& path)
{
    std::vector<std::string> out(1);
    for (size_t at = 0; at < path.size(); ++at) {
        const char c = path[at];
        const bool inName = out.size() % 2 == 0;
        if ((c == '{' || c == '}') && at + 1 < path.size() && path[at + 1] == c && !inName) {
            out.back() += c;
            ++at;
        } else if (c == (inName ? '}' : '{')) {
            out.emplace_back();
        } else {
            out.back() += c;
        }
    }
    return out;
}

bool isTemplate(const Json& row, const std::string& path)
{
    return step(row, path) == nullptr && path.find('{') != std::string::npos &&
           pieces(path).size() > 2;
}

void removeBelow(Json& value, std::string_view path)
{
    const size_t dot = path.find('.');
    const std::string name(path.substr(0, dot));
    if (!value.is_object() || !value.contains(name)) {
        return;
    }
    if (dot != std::string_view::npos) {
        Json& inner = value[name];
        removeBelow(inner, path.substr(dot + 1));
        if (!inner.is_object() || !inner.empty()) {
            return;
        }
    }
    value.erase(name);
}

void removePlain(Json& row, Json& element, const std::string& path)
{
    if (step(row, path) != nullptr) {
        row.erase(path);
    } else if (path == "*") {
        element = nullptr;
    } else if (path.starts_with("*.")) {
        removeBelow(element, std::string_view(path).substr(2));
    } else {
        removeBelow(row, path);
    }
}

}  // namespace

Json valueAtPath(const Json& row, const Json* element, const std::string& path,
                 std::string& missing)
{
    if (!isTemplate(row, path)) {
        const Json* value = plainPath(row, element, path);
        if (value == nullptr || value->is_null()) {
            missing = path;
            return nullptr;
        }
        return *value;
    }
    std::string out;
    const std::vector<std::string> parts = pieces(path);
    for (size_t i = 0; i < parts.size(); ++i) {
        if (i % 2 == 0) {
            out += parts[i];
            continue;
        }
        const Json* value = plainPath(row, element, parts[i]);
        if (value == nullptr || value->is_null()) {
            missing = parts[i];
            return nullptr;
        }
        out += textOf(*value);
    }
    return out;
}

void removePath(Json& row, Json& element, const std::string& path)
{
    if (!isTemplate(row, path)) {
        removePlain(row, element, path);
        return;
    }
    const std::vector<std::string> parts = pieces(path);
    for (size_t i = 1; i < parts.size(); i += 2) {
        removePlain(row, element, parts[i]);
    }
}

}  // namespace marginalia
