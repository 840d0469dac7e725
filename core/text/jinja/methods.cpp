// SPDX-License-Identifier: Apache-2.0
#include "core/text/jinja/interpreter.h"
#include "core/text/unicode.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <set>

namespace marginalia::jinja {

namespace {

using Method = Value (*)(const Value& self, const Arguments& arguments);

const std::string& textArgument(const Arguments& arguments, size_t index, const char* name)
{
    const Value* value = arguments.find(index, name);
    if (value == nullptr || !value->isString()) {
        fail(MG_TR("template", "A text is needed as an argument."));
    }
    return value->text();
}

Value textList(const std::vector<std::string>& texts, Type type = Type::List)
{
    Values out;
    out.reserve(texts.size());
    for (const std::string& text : texts) {
        out.push_back(makeString(text));
    }
    return makeList(std::move(out), type);
}

/// Byte ranges of the words that white space separates.
std::vector<Span> words(const std::string& text)
{
    std::vector<Span> out;
    bool inside = false;
    for (size_t at = 0; at < text.size();) {
        const size_t begin = at;
        const bool space = unicode::isPythonSpace(unicode::next(text, at));
        if (!space && !inside) {
            spend(1, sizeof(Span));
            out.emplace_back(begin, at);
        } else if (!space) {
            out.back().second = at;
        }
        inside = !space;
    }
    return out;
}

std::vector<std::string> splitWords(const std::string& text, std::int64_t most, bool fromRight)
{
    const std::vector<Span> all = words(text);
    std::vector<std::string> out;
    const size_t cut = most < 0 ? all.size() : std::min(all.size(), static_cast<size_t>(most));
    const size_t first = fromRight ? all.size() - cut : 0;
    const size_t last = fromRight ? all.size() : cut;
    if (first > 0) {
        out.push_back(text.substr(0, all[first - 1].second));
    }
    for (size_t i = first; i < last; ++i) {
        out.push_back(text.substr(all[i].first, all[i].second - all[i].first));
    }
    if (last < all.size()) {
        out.push_back(text.substr(all[last].first));
    }
    return out;
}

std::string reversedBytes(std::string_view text)
{
    spend(1, text.size());
    return {text.rbegin(), text.rend()};
}

std::vector<std::string> splitAt(const std::string& text, const std::string& separator,
                                 std::int64_t most, bool fromRight)
{
    if (separator.empty()) {
        fail(MG_TR("template", "A text cannot be split at nothing."));
    }
    // From the right means: in the mirrored text, because memmem is linear and rfind is not.
    const std::string mirrored = fromRight ? reversedBytes(text) : std::string();
    const std::string& searched = fromRight ? mirrored : text;
    const std::string wanted = fromRight ? reversedBytes(separator) : separator;
    std::vector<size_t> places;
    for (size_t at = 0; static_cast<std::int64_t>(places.size()) != most;) {
        const void* found =
            ::memmem(searched.data() + at, searched.size() - at, wanted.data(), wanted.size());
        if (found == nullptr) {
            break;
        }
        const auto place = static_cast<size_t>(static_cast<const char*>(found) - searched.data());
        at = place + wanted.size();
        places.push_back(fromRight ? text.size() - at : place);
        spend(1, sizeof(size_t));
    }
    if (fromRight) {
        std::reverse(places.begin(), places.end());
    }
    std::vector<std::string> out;
    size_t begin = 0;
    for (const size_t place : places) {
        out.push_back(text.substr(begin, place - begin));
        begin = place + separator.size();
    }
    out.push_back(text.substr(begin));
    return out;
}

Value split(const Value& self, const Arguments& arguments, bool fromRight)
{
    arguments.check("split", {"sep", "maxsplit"});
    const Value* separator = arguments.find(0, "sep");
    const std::int64_t most = arguments.whole(1, "maxsplit", -1);
    if (separator == nullptr || separator->isNone()) {
        return textList(splitWords(self.text(), most, fromRight));
    }
    return textList(splitAt(self.text(), textArgument(arguments, 0, "sep"), most, fromRight));
}

Value strip(const Value& self, const Arguments& arguments, bool left, bool right)
{
    arguments.check("strip", {"chars"});
    const Value* set = arguments.find(0, "chars");
    const bool given = set != nullptr && !set->isNone();
    return makeString(
        stripped(self.text(), given ? &textArgument(arguments, 0, "chars") : nullptr, left, right));
}

/// The part of the text that start and end (code points) leave, and the bytes before it.
std::string_view part(const Value& self, const Arguments& arguments, size_t& base)
{
    const std::int64_t length = lengthOf(self);
    const auto place = [&](size_t index, std::int64_t absent) {
        const std::int64_t given = arguments.whole(index, "", absent);
        return std::clamp<std::int64_t>(given < 0 ? given + length : given, 0, length);
    };
    const std::int64_t begin = place(1, 0);
    const std::int64_t end = std::max(begin, place(2, length));
    const std::string& text = self.text();
    const auto byteOf = [&](std::int64_t character) {
        if (self.stringObject().ascii) {
            return static_cast<size_t>(character);
        }
        size_t at = 0;
        for (std::int64_t i = 0; i < character; ++i) {
            at += unicode::lengthOf(text[at]);
        }
        return at;
    };
    base = byteOf(begin);
    return std::string_view(text).substr(base, byteOf(end) - base);
}

Value affix(const Value& self, const Arguments& arguments, bool front)
{
    size_t base = 0;
    const std::string_view text = part(self, arguments, base);
    const auto fits = [&](const Value& value) {
        if (!value.isString()) {
            fail(MG_TR("template", "A text is needed as an argument."));
        }
        const std::string& piece = value.text();
        return piece.size() <= text.size() &&
               text.substr(front ? 0 : text.size() - piece.size(), piece.size()) == piece;
    };
    if (arguments.values.empty()) {
        fail(MG_TR("template", "A text is needed as an argument."));
    }
    const Value& wanted = arguments.values[0];
    return Value::boolean(wanted.is(Type::Tuple)
                              ? std::any_of(wanted.items().begin(), wanted.items().end(), fits)
                              : fits(wanted));
}

Value findIn(const Value& self, const Arguments& arguments, bool last, bool must)
{
    size_t base = 0;
    const std::string_view text = part(self, arguments, base);
    const std::string& wanted = textArgument(arguments, 0, "");
    spend(1 + static_cast<std::int64_t>(text.size() / 64));
    size_t at = std::string_view::npos;
    if (last) {
        const std::string mirrored = reversedBytes(text);
        const std::string mirroredWanted = reversedBytes(wanted);
        const void* found =
            ::memmem(mirrored.data(), mirrored.size(), mirroredWanted.data(), wanted.size());
        if (found != nullptr) {
            at = text.size() - wanted.size() -
                 static_cast<size_t>(static_cast<const char*>(found) - mirrored.data());
        }
    } else if (const void* found =
                   ::memmem(text.data(), text.size(), wanted.data(), wanted.size())) {
        at = static_cast<size_t>(static_cast<const char*>(found) - text.data());
    }
    if (at == std::string_view::npos && must) {
        fail(MG_TR("template", "The text is not found."));
    }
    return Value::integer(at == std::string_view::npos
                              ? -1
                              : unicode::count(std::string_view(self.text()).substr(0, base + at)));
}

Value countIn(const Value& self, const Arguments& arguments)
{
    size_t base = 0;
    const std::string text(part(self, arguments, base));
    const std::string& wanted = textArgument(arguments, 0, "");
    if (wanted.empty()) {
        return Value::integer(unicode::count(text) + 1);
    }
    return Value::integer(static_cast<Int>(splitAt(text, wanted, -1, false).size() - 1));
}

Value joinWith(const Value& self, const Arguments& arguments)
{
    if (arguments.values.size() != 1) {
        fail(MG_TR("template", "join takes one list."));
    }
    Values parts;
    const auto items = iterate(arguments.values[0]);
    for (const Value& item : *items) {
        if (!item.isString()) {
            fail(Text(MG_TR("template", "Only texts can be joined, not a value of type %1."),
                      {typeName(item)}));
        }
        if (!parts.empty()) {
            parts.push_back(self);
        }
        parts.push_back(item);
    }
    return joinTexts(parts);
}

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

Value partitioned(const Value& self, const Arguments& arguments)
{
    const std::string& separator = textArgument(arguments, 0, "");
    const std::vector<std::string> parts = splitAt(self.text(), separator, 1, false);
    return textList(parts.size() == 1 ? std::vector<std::string>{parts[0], "", ""}
                                      : std::vector<std::string>{parts[0], separator, parts[1]},
                    Type::Tuple);
}

Value withoutAffix(const Value& self, const Arguments& arguments, bool front)
{
    const std::string& text = self.text();
    const std::string& piece = textArgument(arguments, 0, "");
    const bool fits =
        piece.size() <= text.size() &&
        text.compare(front ? 0 : text.size() - piece.size(), piece.size(), piece) == 0;
    if (!fits) {
        return self;
    }
    return makeString(front ? text.substr(piece.size())
                            : text.substr(0, text.size() - piece.size()));
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

const std::map<std::string, Method>& stringMethods()
{
    static const std::map<std::string, Method> methods = {
        {"split", [](const Value& s, const Arguments& a) { return split(s, a, false); }},
        {"rsplit", [](const Value& s, const Arguments& a) { return split(s, a, true); }},
        {"strip", [](const Value& s, const Arguments& a) { return strip(s, a, true, true); }},
        {"lstrip", [](const Value& s, const Arguments& a) { return strip(s, a, true, false); }},
        {"rstrip", [](const Value& s, const Arguments& a) { return strip(s, a, false, true); }},
        {"startswith", [](const Value& s, const Arguments& a) { return affix(s, a, true); }},
        {"endswith", [](const Value& s, const Arguments& a) { return affix(s, a, false); }},
        {"find", [](const Value& s, const Arguments& a) { return findIn(s, a, false, false); }},
        {"rfind", [](const Value& s, const Arguments& a) { return findIn(s, a, true, false); }},
        {"index", [](const Value& s, const Arguments& a) { return findIn(s, a, false, true); }},
        {"rindex", [](const Value& s, const Arguments& a) { return findIn(s, a, true, true); }},
        {"count", countIn},
        {"join", joinWith},
        {"title", titled},
        {"swapcase", swapped},
        {"zfill", zeroFilled},
        {"partition", partitioned},
        {"upper", [](const Value& s, const Arguments&) { return makeString(toUpper(s.text())); }},
        {"lower", [](const Value& s, const Arguments&) { return makeString(toLower(s.text())); }},
        {"capitalize",
         [](const Value& s, const Arguments&) { return makeString(capitalized(s.text())); }},
        {"center", [](const Value& s, const Arguments& a) { return pad(s, a, 'c'); }},
        {"ljust", [](const Value& s, const Arguments& a) { return pad(s, a, 'l'); }},
        {"rjust", [](const Value& s, const Arguments& a) { return pad(s, a, 'r'); }},
        {"removeprefix",
         [](const Value& s, const Arguments& a) { return withoutAffix(s, a, true); }},
        {"removesuffix",
         [](const Value& s, const Arguments& a) { return withoutAffix(s, a, false); }},
        {"replace",
         [](const Value& s, const Arguments& a) {
             a.check("replace", {"old", "new", "count"});
             return makeString(replaced(s.text(), textArgument(a, 0, "old"),
                                        textArgument(a, 1, "new"), a.whole(2, "count", -1)));
         }},
        {"splitlines",
         [](const Value& s, const Arguments& a) {
             return textList(lines(s.text(), a.flag(0, "keepends", false)));
         }},
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

Value dictView(const Value& self, const std::string& name)
{
    Values out;
    for (const auto& [key, value] : self.dictObject().items) {
        if (name == "items") {
            out.push_back(makeList({key, value}, Type::Tuple));
        } else {
            out.push_back(name == "keys" ? key : value);
        }
    }
    spend(1, out.size() * sizeof(Value));
    return Value::view(("dict_" + name).c_str(), std::move(out));
}

Value dictMethod(const Value& self, const std::string& name, const Arguments& arguments)
{
    if (name == "get") {
        arguments.check("get", {"key", "default"});
        if (arguments.values.empty()) {
            fail(MG_TR("template", "get needs a key."));
        }
        const Value* found = self.dictObject().find(arguments.values[0]);
        return found != nullptr              ? *found
               : arguments.values.size() > 1 ? arguments.values[1]
                                             : Value::none();
    }
    arguments.check(name.c_str(), {});
    return name == "copy" ? self : dictView(self, name);
}

Value listMethod(const Value& self, const std::string& name, const Arguments& arguments)
{
    if (name == "copy") {
        return self;
    }
    if (arguments.values.size() != 1) {
        fail(Text(MG_TR("template", "\"%1\" takes one argument."), {name}));
    }
    const auto matches = [&](const Value& item) { return equal(item, arguments.values[0]); };
    const Values& items = self.items();
    if (name == "count") {
        return Value::integer(std::count_if(items.begin(), items.end(), matches));
    }
    const auto found = std::find_if(items.begin(), items.end(), matches);
    if (found == items.end()) {
        fail(MG_TR("template", "The value is not in the list."));
    }
    return Value::integer(found - items.begin());
}

Value loopMethod(const Value& self, const std::string& name, const Arguments& arguments)
{
    LoopObject& loop = self.loopObject();
    if (name == "cycle") {
        if (arguments.values.empty()) {
            fail(MG_TR("template", "loop.cycle needs values."));
        }
        return arguments.values[loop.index % arguments.values.size()];
    }
    Value now = makeList(arguments.values, Type::Tuple);
    const bool changed = loop.lastChanged.isUndefined() || !equal(loop.lastChanged, now);
    loop.lastChanged = std::move(now);
    return Value::boolean(changed);
}

bool isForeignStringMethod(const std::string& name)
{
    static const std::set<std::string> names = {
        "format",     "encode",  "rpartition", "translate",   "casefold",    "expandtabs",
        "format_map", "isascii", "istitle",    "isprintable", "isidentifier"};
    return names.count(name) > 0;
}

}  // namespace

bool hasMethod(const Value& value, const std::string& name)
{
    static const std::set<std::string> kDict = {"get", "items", "keys", "values", "copy"};
    static const std::set<std::string> kList = {"index", "count", "copy"};
    switch (value.type()) {
        case Type::String:
            return stringMethods().count(name) > 0 || isForeignStringMethod(name);
        case Type::Dict:
            return kDict.count(name) > 0;
        case Type::List:
            return kList.count(name) > 0;
        case Type::Tuple:
            return name == "index" || name == "count";
        case Type::Loop:
            return name == "cycle" || name == "changed";
        default:
            return false;
    }
}

Value callMethod(const MethodObject& method, const Arguments& arguments)
{
    spend(1);
    switch (method.self.type()) {
        case Type::String: {
            const auto found = stringMethods().find(method.name);
            if (found == stringMethods().end()) {
                fail(Text(MG_TR("template", "The method \"%1\" of texts is not supported."),
                          {method.name}),
                     ErrorKind::Unsupported);
            }
            return found->second(method.self, arguments);
        }
        case Type::Dict:
            return dictMethod(method.self, method.name, arguments);
        case Type::Loop:
            return loopMethod(method.self, method.name, arguments);
        default:
            return listMethod(method.self, method.name, arguments);
    }
}

}  // namespace marginalia::jinja
