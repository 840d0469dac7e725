// SPDX-License-Identifier: Apache-2.0
#include "core/text/jinja/budget.h"
#include "core/text/jinja/value.h"
#include "core/text/unicode.h"

#include <algorithm>
#include <cmath>

namespace marginalia::jinja {

namespace {

void jsonString(const std::string& text, bool ascii, std::string& out)
{
    out += '"';
    for (size_t at = 0; at < text.size();) {
        const size_t begin = at;
        const char32_t c = unicode::next(text, at);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += static_cast<char>(c);
        } else if (c == '\n' || c == '\r' || c == '\t' || c == '\b' || c == '\f') {
            out += c == '\n'   ? "\\n"
                   : c == '\r' ? "\\r"
                   : c == '\t' ? "\\t"
                   : c == '\b' ? "\\b"
                               : "\\f";
        } else if (c < 0x20 || (ascii && c > 0x7E)) {
            if (c > 0xFFFF) {
                out += hexEscape('u', 4, 0xD800U + ((static_cast<unsigned>(c) - 0x10000U) >> 10U));
                out +=
                    hexEscape('u', 4, 0xDC00U + ((static_cast<unsigned>(c) - 0x10000U) & 0x3FFU));
            } else {
                out += hexEscape('u', 4, static_cast<unsigned>(c));
            }
        } else {
            out.append(text, begin, at - begin);
        }
    }
    out += '"';
}

std::string jsonNumber(double value)
{
    return std::isnan(value)   ? "NaN"
           : std::isinf(value) ? (value > 0 ? "Infinity" : "-Infinity")
                               : floatRepr(value);
}

std::string jsonKey(const Value& key)
{
    switch (key.type()) {
        case Type::String:
            return key.text();
        case Type::Bool:
            return key.truth() ? "true" : "false";
        case Type::None:
            return "null";
        case Type::Int:
            return intText(key.whole());
        case Type::Float:
            return jsonNumber(key.number());
        default:
            fail(Text(MG_TR("template", "A key of type %1 cannot be written as JSON."),
                      {typeName(key)}));
    }
}

class JsonWriter {
public:
    explicit JsonWriter(const JsonStyle& style) : m_style(style) {}

    void write(const Value& value, int depth, std::string& out) const
    {
        checkDepth(depth);
        if (static_cast<std::int64_t>(out.size()) > Budget::kOutput) {
            fail(MG_TR("template", "A value is longer than 10 MB as JSON."));
        }
        switch (value.type()) {
            case Type::None:
                out += "null";
                return;
            case Type::Bool:
                out += value.truth() ? "true" : "false";
                return;
            case Type::Int:
                out += intText(value.whole());
                return;
            case Type::Float:
                out += jsonNumber(value.number());
                return;
            case Type::String:
                jsonString(value.text(), m_style.ascii, out);
                return;
            case Type::List:
            case Type::Tuple:
                list(value.items(), depth, out);
                return;
            case Type::Dict:
                dict(value.dictObject(), depth, out);
                return;
            default:
                fail(Text(MG_TR("template", "A value of type %1 cannot be written as JSON."),
                          {typeName(value)}));
        }
    }

private:
    void newLine(int depth, std::string& out) const
    {
        if (!m_style.lines) {
            return;
        }
        out += '\n';
        spend(1, static_cast<size_t>(depth) * m_style.indent.size());
        for (int i = 0; i < depth; ++i) {
            out += m_style.indent;
        }
    }
    void list(const Values& items, int depth, std::string& out) const
    {
        out += '[';
        for (size_t i = 0; i < items.size(); ++i) {
            out += i > 0 ? m_style.itemSeparator : "";
            newLine(depth + 1, out);
            write(items[i], depth + 1, out);
        }
        if (!items.empty()) {
            newLine(depth, out);
        }
        out += ']';
    }
    void dict(const DictObject& object, int depth, std::string& out) const
    {
        std::vector<std::pair<std::string, const Value*>> items;
        for (const auto& [key, value] : object.items) {
            items.emplace_back(jsonKey(key), &value);
        }
        if (m_style.sortKeys) {
            std::stable_sort(items.begin(), items.end(),
                             [](const auto& a, const auto& b) { return a.first < b.first; });
        }
        out += '{';
        for (size_t i = 0; i < items.size(); ++i) {
            out += i > 0 ? m_style.itemSeparator : "";
            newLine(depth + 1, out);
            jsonString(items[i].first, m_style.ascii, out);
            out += m_style.keySeparator;
            write(*items[i].second, depth + 1, out);
        }
        if (!items.empty()) {
            newLine(depth, out);
        }
        out += '}';
    }

    const JsonStyle& m_style;
};

}  // namespace

std::string toJsonText(const Value& value, const JsonStyle& style)
{
    std::string out;
    JsonWriter(style).write(value, 0, out);
    return out;
}

}  // namespace marginalia::jinja
