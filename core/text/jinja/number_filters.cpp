// SPDX-License-Identifier: Apache-2.0
#include "core/text/jinja/filters.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace marginalia::jinja {

namespace {

/// int(text) of Python: blanks around, a sign, single underscores; nothing when it is none.
bool parseWhole(const std::string& text, int base, Int& out)
{
    std::string digits = stripped(text, nullptr, true, true);
    const bool negative = !digits.empty() && digits[0] == '-';
    if (negative || (!digits.empty() && digits[0] == '+')) {
        digits.erase(0, 1);
    }
    if (digits.size() > 2 && digits[0] == '0') {
        const char kind = static_cast<char>(digits[1] | 0x20);
        if ((kind == 'x' && base == 16) || (kind == 'o' && base == 8) ||
            (kind == 'b' && base == 2)) {
            digits.erase(0, 2);
        }
    }
    if (digits.empty() || digits.size() > 36) {
        return false;
    }
    out = 0;
    for (size_t i = 0; i < digits.size(); ++i) {
        const char c = digits[i];
        if (c == '_' && i > 0 && i + 1 < digits.size() && digits[i - 1] != '_') {
            continue;
        }
        const int value = c >= '0' && c <= '9'                     ? c - '0'
                          : (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? (c | 0x20) - 'a' + 10
                                                                   : 99;
        if (value >= base) {
            return false;
        }
        out = out * base + value;
    }
    out = negative ? -out : out;
    return true;
}

bool parseFloat(const std::string& text, double& out)
{
    std::string digits = stripped(text, nullptr, true, true);
    if (digits.empty() || digits.find_first_of("xXpP()") != std::string::npos) {
        return false;
    }
    digits.erase(std::remove(digits.begin(), digits.end(), '_'), digits.end());
    char* end = nullptr;
    out = std::strtod(digits.c_str(), &end);
    return end == digits.c_str() + digits.size();
}

Value toInt(const Value& value, const Arguments& arguments)
{
    arguments.check("int", {"default", "base"});
    const Value* given = arguments.find(0, "default");
    const Value absent = given != nullptr ? *given : Value::integer(0);
    Int whole = 0;
    double real = 0;
    if (value.isWhole()) {
        return Value::integer(value.whole());
    }
    if (value.isString() &&
        parseWhole(value.text(), static_cast<int>(arguments.whole(1, "base", 10)), whole)) {
        return Value::integer(whole);
    }
    const bool number =
        value.is(Type::Float) || (value.isString() && parseFloat(value.text(), real));
    real = value.is(Type::Float) ? value.number() : real;
    return number && std::abs(real) < 1e36 ? Value::integer(static_cast<Int>(real)) : absent;
}

Value toFloat(const Value& value, const Arguments& arguments)
{
    arguments.check("float", {"default"});
    double real = 0;
    if (value.isNumber()) {
        return Value::real(value.number());
    }
    if (value.isString() && parseFloat(value.text(), real)) {
        return Value::real(real);
    }
    const Value* given = arguments.find(0, "default");
    return given != nullptr ? *given : Value::real(0);
}

Value absolute(const Value& value, const Arguments&)
{
    if (!value.isNumber()) {
        fail(Text(MG_TR("template", "A number is needed, not a value of type %1."),
                  {typeName(value)}));
    }
    const bool negative = value.isWhole() ? value.whole() < 0 : std::signbit(value.number());
    return negative ? binary("neg", value, Value()) : value;
}

Value roundWhole(Int value, std::int64_t precision)
{
    if (precision >= 0) {
        return Value::integer(value);
    }
    Int unit = 1;
    for (std::int64_t i = 0; i < std::min<std::int64_t>(-precision, 30); ++i) {
        unit *= 10;
    }
    const Int rest = ((value % unit) + unit) % unit;
    const Int down = value - rest;
    const bool up = rest * 2 > unit || (rest * 2 == unit && (down / unit) % 2 != 0);
    return Value::integer(up ? down + unit : down);
}

Value round(const Value& value, const Arguments& arguments)
{
    arguments.check("round", {"precision", "method"});
    const std::int64_t precision =
        std::clamp<std::int64_t>(arguments.whole(0, "precision", 0), -30, 30);
    const std::string method = arguments.text(1, "method", "common");
    if (!value.isNumber() || (method != "common" && method != "ceil" && method != "floor")) {
        fail(MG_TR("template", "The filter round needs a number and one of common, ceil, floor."));
    }
    if (method == "common" && value.isWhole()) {
        return roundWhole(value.whole(), precision);
    }
    const double unit = std::pow(10.0, static_cast<double>(precision));
    if (method != "common") {
        const double scaled = value.number() * unit;
        return Value::real((method == "ceil" ? std::ceil(scaled) : std::floor(scaled)) / unit);
    }
    if (precision < 0) {
        return Value::real(std::nearbyint(value.number() * unit) / unit);
    }
    // Printing rounds the exact binary value to even, as Python's round does.
    const std::string text = formatted("%." + std::to_string(precision) + "f", value);
    return Value::real(std::strtod(text.c_str(), nullptr));
}

}  // namespace

const FilterTable& numberFilters()
{
    static const FilterTable table = {
        {"int", toInt}, {"float", toFloat}, {"abs", absolute}, {"round", round}};
    return table;
}

}  // namespace marginalia::jinja
