// SPDX-License-Identifier: Apache-2.0
#include "core/text/jinja/string_methods.h"
#include "core/text/unicode.h"

#include <unicode/uchar.h>

#include <algorithm>

namespace marginalia::jinja {

namespace {

Value titled(const Value& self, const Arguments&)
{
    std::string out;
    bool inWord = false;
    const std::string& text = self.text();
    spend(1 + static_cast<std::int64_t>(text.size() / 4), text.size());
    for (size_t at = 0; at < text.size();) {
        const size_t begin = at;
        const char32_t c = unicode::next(text, at);
        const std::string one = text.substr(begin, at - begin);
        out += inWord ? toLower(one) : capitalized(one);
        inWord = u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_CASED) != 0;
    }
    return makeString(std::move(out));
}

Value swapped(const Value& self, const Arguments&)
{
    std::string out;
    const std::string& text = self.text();
    for (size_t at = 0; at < text.size();) {
        const size_t begin = at;
        const char32_t c = unicode::next(text, at);
        const std::string one = text.substr(begin, at - begin);
        spend(1, one.size());
        out += u_isUUppercase(static_cast<UChar32>(c)) != 0 ? toLower(one) : toUpper(one);
    }
    return makeString(std::move(out));
}

Value pad(const Value& self, const Arguments& arguments, char side)
{
    const std::string fill = arguments.text(1, "fillchar", " ");
    if (unicode::count(fill) != 1) {
        fail(MG_TR("template", "A single character is needed to fill with."));
    }
    return makeString(padded(self.text(), arguments.whole(0, "width", 0), side, fill));
}

Value zeroFilled(const Value& self, const Arguments& arguments)
{
    const std::string& text = self.text();
    const bool sign = !text.empty() && (text[0] == '-' || text[0] == '+');
    const std::string digits = padded(text.substr(sign ? 1 : 0),
                                      arguments.whole(0, "width", 0) - (sign ? 1 : 0), 'r', "0");
    return makeString((sign ? text.substr(0, 1) : "") + digits);
}

/// isdigit and its like: not empty, and every character has the property.
template <class Property>
Value every(const Value& self, Property property)
{
    const std::string& text = self.text();
    bool all = !text.empty();
    for (size_t at = 0; all && at < text.size();) {
        all = property(static_cast<UChar32>(unicode::next(text, at)));
    }
    return Value::boolean(all);
}

/// isupper, islower: some cased character, and all of them in that case.
Value cased(const Value& self, bool upper)
{
    bool some = false;
    const std::string& text = self.text();
    for (size_t at = 0; at < text.size();) {
        const auto c = static_cast<UChar32>(unicode::next(text, at));
        const bool isUpper = u_isUUppercase(c) != 0 || u_istitle(c) != 0;
        const bool isLower = u_isULowercase(c) != 0;
        if (upper ? isLower || u_istitle(c) != 0 : isUpper) {
            return Value::boolean(false);
        }
        some = some || isUpper || isLower;
    }
    return Value::boolean(some);
}

}  // namespace

const MethodTable& formMethods()
{
    static const MethodTable methods = {
        {"title", titled},
        {"swapcase", swapped},
        {"zfill", zeroFilled},
        {"upper", [](const Value& s, const Arguments&) { return makeString(toUpper(s.text())); }},
        {"lower", [](const Value& s, const Arguments&) { return makeString(toLower(s.text())); }},
        {"capitalize",
         [](const Value& s, const Arguments&) { return makeString(capitalized(s.text())); }},
        {"center", [](const Value& s, const Arguments& a) { return pad(s, a, 'c'); }},
        {"ljust", [](const Value& s, const Arguments& a) { return pad(s, a, 'l'); }},
        {"rjust", [](const Value& s, const Arguments& a) { return pad(s, a, 'r'); }},
        {"isdigit",
         [](const Value& s, const Arguments&) {
             return every(s, [](UChar32 c) {
                 const int type = u_getIntPropertyValue(c, UCHAR_NUMERIC_TYPE);
                 return type == U_NT_DECIMAL || type == U_NT_DIGIT;
             });
         }},
        {"isdecimal",
         [](const Value& s, const Arguments&) {
             return every(s, [](UChar32 c) { return u_isdigit(c) != 0; });
         }},
        {"isnumeric",
         [](const Value& s, const Arguments&) {
             return every(s, [](UChar32 c) {
                 return u_getIntPropertyValue(c, UCHAR_NUMERIC_TYPE) != U_NT_NONE;
             });
         }},
        {"isalpha",
         [](const Value& s, const Arguments&) {
             return every(s, [](UChar32 c) { return u_isalpha(c) != 0; });
         }},
        {"isalnum",
         [](const Value& s, const Arguments&) {
             return every(s, [](UChar32 c) {
                 return u_isalpha(c) != 0 ||
                        u_getIntPropertyValue(c, UCHAR_NUMERIC_TYPE) != U_NT_NONE;
             });
         }},
        {"isspace",
         [](const Value& s, const Arguments&) {
             return every(
                 s, [](UChar32 c) { return unicode::isPythonSpace(static_cast<char32_t>(c)); });
         }},
        {"isupper", [](const Value& s, const Arguments&) { return cased(s, true); }},
        {"islower", [](const Value& s, const Arguments&) { return cased(s, false); }},
    };
    return methods;
}

}  // namespace marginalia::jinja
