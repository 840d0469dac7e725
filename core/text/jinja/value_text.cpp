// SPDX-License-Identifier: Apache-2.0
#include "core/text/jinja/budget.h"
#include "core/text/jinja/value.h"
#include "core/text/unicode.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace marginalia::jinja {

namespace {

/// What Python's repr writes as it is: everything but controls, separators, surrogates, unassigned
/// code points.
bool isPrintable(char32_t character)
{
    if (character < 0x7F) {
        return character >= 0x20;
    }
    return (U_GET_GC_MASK(static_cast<UChar32>(character)) &
            (U_GC_C_MASK | U_GC_Z_MASK | U_GC_CN_MASK)) == 0;
}

std::string joined(const Values& items, int depth)
{
    std::string out;
    for (size_t i = 0; i < items.size(); ++i) {
        out += i > 0 ? ", " : "";
        const std::string text = toRepr(items[i], depth + 1);
        spend(1, text.size());
        out += text;
    }
    return out;
}

std::string dictRepr(const std::vector<std::pair<Value, Value>>& items, int depth)
{
    std::string out = "{";
    for (const auto& [key, value] : items) {
        out += out.size() > 1 ? ", " : "";
        const std::string text = toRepr(key, depth + 1) + ": " + toRepr(value, depth + 1);
        spend(1, text.size());
        out += text;
    }
    return out + "}";
}

std::string namespaceRepr(const NamespaceObject& object, int depth)
{
    std::vector<std::pair<Value, Value>> items;
    for (const auto& [name, value] : object.attributes) {
        items.emplace_back(Value::string(name), value);
    }
    return "<Namespace " + dictRepr(items, depth) + ">";
}

}  // namespace

void checkDepth(int depth)
{
    constexpr int kDeepest = 200;
    spend(1);
    if (depth > kDeepest) {
        fail(MG_TR("template", "A value is nested more than 200 deep."));
    }
}

std::string hexEscape(char kind, int digits, unsigned value)
{
    std::array<char, 16> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "\\%c%0*x", kind, digits, value);
    return buffer.data();
}

std::string intText(Int value)
{
    const bool negative = value < 0;
    std::string out;
    do {
        const auto digit = static_cast<int>(value % 10);
        out += static_cast<char>('0' + (digit < 0 ? -digit : digit));
        value /= 10;
    } while (value != 0);
    if (negative) {
        out += '-';
    }
    std::reverse(out.begin(), out.end());
    return out;
}

std::string floatRepr(double value)
{
    if (std::isnan(value)) {
        return "nan";
    }
    if (std::isinf(value)) {
        return value > 0 ? "inf" : "-inf";
    }
    std::array<char, 64> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                   std::chars_format::scientific);
    std::string digits(buffer.data(), end.ptr);
    const std::string sign = digits[0] == '-' ? "-" : "";
    digits.erase(0, sign.size());
    const size_t mark = digits.find('e');
    const int exponent = static_cast<int>(std::strtol(digits.c_str() + mark + 1, nullptr, 10));
    digits.resize(mark);
    digits.erase(std::remove(digits.begin(), digits.end(), '.'), digits.end());
    const auto count = static_cast<int>(digits.size());
    if (exponent < -4 || exponent >= 16) {
        std::snprintf(buffer.data(), buffer.size(), "e%c%02d", exponent < 0 ? '-' : '+',
                      std::abs(exponent));
        return sign + digits.substr(0, 1) + (count > 1 ? "." + digits.substr(1) : "") +
               buffer.data();
    }
    if (exponent < 0) {
        return sign + "0." + std::string(static_cast<size_t>(-exponent - 1), '0') + digits;
    }
    const int whole = exponent + 1;
    if (count <= whole) {
        return sign + digits + std::string(static_cast<size_t>(whole - count), '0') + ".0";
    }
    return sign + digits.substr(0, static_cast<size_t>(whole)) + "." +
           digits.substr(static_cast<size_t>(whole));
}

std::string stringRepr(const std::string& text)
{
    const bool doubled =
        text.find('\'') != std::string::npos && text.find('"') == std::string::npos;
    const char quote = doubled ? '"' : '\'';
    std::string out(1, quote);
    for (size_t at = 0; at < text.size();) {
        const size_t begin = at;
        const char32_t c = unicode::next(text, at);
        if (c == static_cast<char32_t>(quote) || c == '\\') {
            out += '\\';
            out += static_cast<char>(c);
        } else if (c == '\n' || c == '\r' || c == '\t') {
            out += c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t";
        } else if (!isPrintable(c)) {
            out += c < 0x100     ? hexEscape('x', 2, static_cast<unsigned>(c))
                   : c < 0x10000 ? hexEscape('u', 4, static_cast<unsigned>(c))
                                 : hexEscape('U', 8, static_cast<unsigned>(c));
        } else {
            out.append(text, begin, at - begin);
        }
    }
    return out + quote;
}

std::string bytesRepr(const std::string& bytes)
{
    const bool doubled =
        bytes.find('\'') != std::string::npos && bytes.find('"') == std::string::npos;
    const char quote = doubled ? '"' : '\'';
    std::string out = {'b', quote};
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == quote || c == '\\') {
            out += {'\\', c};
        } else if (c == '\n' || c == '\r' || c == '\t') {
            out += c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t";
        } else if (byte < 0x20 || byte >= 0x7F) {
            out += hexEscape('x', 2, byte);
        } else {
            out += c;
        }
    }
    return out + quote;
}

std::string toRepr(const Value& value, int depth)
{
    checkDepth(depth);
    switch (value.type()) {
        case Type::Undefined:
            return "Undefined";
        case Type::None:
            return "None";
        case Type::Bool:
            return value.truth() ? "True" : "False";
        case Type::Int:
            return intText(value.whole());
        case Type::Float:
            return floatRepr(value.number());
        case Type::String:
            return value.stringObject().markup ? "Markup(" + stringRepr(value.text()) + ")"
                                               : stringRepr(value.text());
        case Type::Bytes:
            return bytesRepr(value.text());
        case Type::List:
            return "[" + joined(value.items(), depth) + "]";
        case Type::Tuple:
            return "(" + joined(value.items(), depth) + (value.items().size() == 1 ? ",)" : ")");
        case Type::View:
            return value.listObject().name + "([" + joined(value.items(), depth) + "])";
        case Type::Dict:
            return dictRepr(value.dictObject().items, depth);
        case Type::Range: {
            const RangeObject& range = value.rangeObject();
            const std::string ends = std::to_string(range.start) + ", " +
                                     std::to_string(range.start + range.step * range.count);
            return "range(" + ends + (range.step == 1 ? "" : ", " + std::to_string(range.step)) +
                   ")";
        }
        case Type::Namespace:
            return namespaceRepr(value.nameSpaceObject(), depth);
        case Type::Loop: {
            const LoopObject& loop = value.loopObject();
            return "<LoopContext " + std::to_string(loop.index + 1) + "/" +
                   std::to_string(loop.items->size()) + ">";
        }
        default:
            return std::string("<") + typeName(value) + ">";
    }
}

std::string toText(const Value& value)
{
    if (value.isString()) {
        return value.text();
    }
    return value.isUndefined() ? std::string() : toRepr(value);
}

}  // namespace marginalia::jinja
