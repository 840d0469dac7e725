// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/configs/config_tree.h"

#include <algorithm>
#include <charconv>

namespace marginalia {

bool oneOf(const std::string& text, std::initializer_list<const char*> words)
{
    return std::any_of(words.begin(), words.end(), [&](const char* word) { return text == word; });
}

bool ConfigNode::isNull() const
{
    return isScalar() && !quoted && oneOf(text, {"", "~", "null", "Null", "NULL", "None"});
}

std::optional<double> ConfigNode::number() const
{
    if (!isScalar() || text.empty()) {
        return std::nullopt;
    }
    const char* from = text.data() + (text.front() == '+' ? 1 : 0);
    const char* const end = text.data() + text.size();
    double out = 0;
    const auto [stopped, problem] = std::from_chars(from, end, out);
    if (problem == std::errc() && stopped == end) {
        return out;
    }
    // Python and YAML 1.1 allow _ between digits.
    std::string digits = text;
    std::erase(digits, '_');
    if (digits.size() == text.size() || digits.empty()) {
        return std::nullopt;
    }
    const auto again = std::from_chars(digits.data(), digits.data() + digits.size(), out);
    return again.ec == std::errc() && again.ptr == digits.data() + digits.size()
               ? std::optional<double>(out)
               : std::nullopt;
}

std::optional<bool> ConfigNode::truth() const
{
    if (!isScalar()) {
        return std::nullopt;
    }
    if (oneOf(text, {"true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON"})) {
        return true;
    }
    if (oneOf(text, {"false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF"})) {
        return false;
    }
    return std::nullopt;
}

const ConfigNode* ConfigNode::find(const std::string& key) const
{
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const auto& entry) { return entry.first == key; });
    return found == entries.end() ? nullptr : &found->second;
}

std::string ConfigNode::shown() const
{
    std::string out = text;
    if (isList()) {
        out = "[";
        for (std::size_t i = 0; i < items.size() && out.size() < 100; ++i) {
            out += (i > 0 ? ", " : "") + items[i].shown();
        }
        out += "]";
    }
    if (isMap()) {
        out = "{";
        for (std::size_t i = 0; i < entries.size() && out.size() < 100; ++i) {
            out += (i > 0 ? ", " : "") + entries[i].first + ": " + entries[i].second.shown();
        }
        out += "}";
    }
    return quotedForError(out);
}

}  // namespace marginalia
