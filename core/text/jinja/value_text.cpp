// SPDX-License-Identifier: Apache-2.0
#include "core/text/jinja/budget.h"
#include "core/text/jinja/value.h"
#include "core/text/unicode.h"

#include <cstdlib>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace marginalia::jinja {

namespace {

constexpr int kDeepest = 200;

/// Every visited value costs a step: shared lists in lists can be exponentially many.
void checkDepth(int depth)
{
    spend(1);
    if (depth > kDeepest) {
        fail(MG_TR("template", "A value is nested more than 200 deep."));
    }
}

std::string hex(char kind, int digits, unsigned value)
{
    std::array<char, 16> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "\\%c%0*x", kind, digits, value);
    return buffer.data();
}

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
                out += hex('u', 4, 0xD800U + ((static_cast<unsigned>(c) - 0x10000U) >> 10U));
                out += hex('u', 4, 0xDC00U + ((static_cast<unsigned>(c) - 0x10000U) & 0x3FFU));
            } else {
                out += hex('u', 4, static_cast<unsigned>(c));
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
        if (m_style.indent >= 0) {
            out += '\n';
            out.append(static_cast<size_t>(depth) * static_cast<size_t>(m_style.indent), ' ');
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
            out += c < 0x100     ? hex('x', 2, static_cast<unsigned>(c))
                   : c < 0x10000 ? hex('u', 4, static_cast<unsigned>(c))
                                 : hex('U', 8, static_cast<unsigned>(c));
        } else {
            out.append(text, begin, at - begin);
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

std::string toJsonText(const Value& value, const JsonStyle& style)
{
    std::string out;
    JsonWriter(style).write(value, 0, out);
    return out;
}

namespace {

template <class Compare>
bool sameItems(const Values& a, const Values& b, Compare compare)
{
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), compare);
}

}  // namespace

bool equal(const Value& a, const Value& b, int depth)
{
    checkDepth(depth);
    if (a.isNumber() && b.isNumber()) {
        return a.isWhole() && b.isWhole() ? a.whole() == b.whole() : a.number() == b.number();
    }
    if (a.type() != b.type()) {
        return false;
    }
    const auto inner = [depth](const Value& x, const Value& y) { return equal(x, y, depth + 1); };
    switch (a.type()) {
        case Type::Undefined:
        case Type::None:
            return true;
        case Type::String:
            spend(static_cast<std::int64_t>(a.text().size() / 256));
            return a.text() == b.text();
        case Type::List:
        case Type::Tuple:
            return sameItems(a.items(), b.items(), inner);
        case Type::Dict: {
            const auto& left = a.dictObject();
            const auto& right = b.dictObject();
            return left.items.size() == right.items.size() &&
                   std::all_of(left.items.begin(), left.items.end(), [&](const auto& item) {
                       const Value* other = right.find(item.first);
                       return other != nullptr && inner(item.second, *other);
                   });
        }
        case Type::Range: {
            const RangeObject& x = a.rangeObject();
            const RangeObject& y = b.rangeObject();
            return x.count == y.count &&
                   (x.count == 0 || (x.start == y.start && (x.count == 1 || x.step == y.step)));
        }
        default:
            return a.same(b);
    }
}

bool less(const Value& a, const Value& b, int depth)
{
    checkDepth(depth);
    if (a.isNumber() && b.isNumber()) {
        return a.isWhole() && b.isWhole() ? a.whole() < b.whole() : a.number() < b.number();
    }
    if (a.isString() && b.isString()) {
        return a.text() < b.text();  // UTF-8 sorts as code points do
    }
    const bool lists = a.type() == b.type() && (a.is(Type::List) || a.is(Type::Tuple));
    if (lists) {
        const size_t count = std::min(a.items().size(), b.items().size());
        for (size_t i = 0; i < count; ++i) {
            if (!equal(a.items()[i], b.items()[i], depth + 1)) {
                return less(a.items()[i], b.items()[i], depth + 1);
            }
        }
        return a.items().size() < b.items().size();
    }
    fail(Text(MG_TR("template", "Values of type %1 and %2 have no order."),
              {typeName(a), typeName(b)}));
}

}  // namespace marginalia::jinja
