// SPDX-License-Identifier: Apache-2.0
#include "core/data/json_writer.h"

#include <array>
#include <cstdio>

namespace marginalia {

namespace {

constexpr std::array<bool, 256> escapedBytes()
{
    std::array<bool, 256> escaped{};
    for (size_t i = 0; i < 0x20; ++i) {
        escaped[i] = true;
    }
    escaped['"'] = escaped['\\'] = escaped[0x7F] = true;
    return escaped;
}
constexpr std::array<bool, 256> kEscaped = escapedBytes();

constexpr size_t kLongText = size_t{1} << 20U;

size_t escapedSize(std::string_view text)
{
    size_t size = text.size();
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool isShort = c == '"' || c == '\\' || c == '\n' || c == '\r' || c == '\t';
        size += !kEscaped[byte] ? 0 : isShort ? 1 : 5;
    }
    return size;
}

void appendEscape(std::string& out, char c)
{
    switch (c) {
        case '"':
            out += "\\\"";
            return;
        case '\\':
            out += "\\\\";
            return;
        case '\n':
            out += "\\n";
            return;
        case '\r':
            out += "\\r";
            return;
        case '\t':
            out += "\\t";
            return;
        default:
            char text[8];
            std::snprintf(text, sizeof text, "\\u%04x",
                          static_cast<unsigned>(static_cast<unsigned char>(c)));
            out += text;
    }
}

}  // namespace

void appendJsonText(std::string& out, std::string_view text)
{
    if (text.size() > kLongText) {
        // Growing by doubling would hold a long text three times.
        out.reserve(out.size() + escapedSize(text) + kLongText);
    }
    out += '"';
    size_t from = 0;
    for (size_t at = 0; at < text.size(); ++at) {
        if (kEscaped[static_cast<unsigned char>(text[at])]) {
            out.append(text, from, at - from);
            appendEscape(out, text[at]);
            from = at + 1;
        }
    }
    out.append(text, from, text.size() - from);
    out += '"';
}

void appendJson(std::string& out, const Json& value)
{
    if (value.is_string()) {
        appendJsonText(out, value.get_ref<const std::string&>());
    } else if (value.is_array()) {
        out += '[';
        for (size_t i = 0; i < value.size(); ++i) {
            out += i == 0 ? "" : ",";
            appendJson(out, value[i]);
        }
        out += ']';
    } else if (value.is_object()) {
        out += '{';
        bool first = true;
        for (const auto& [key, item] : value.items()) {
            out += first ? "" : ",";
            first = false;
            appendJsonText(out, key);
            out += ':';
            appendJson(out, item);
        }
        out += '}';
    } else {
        out += value.dump();
    }
}

}  // namespace marginalia
