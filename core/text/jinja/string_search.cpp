// SPDX-License-Identifier: Apache-2.0
#include "core/text/jinja/string_methods.h"
#include "core/text/unicode.h"

#include <algorithm>
#include <cstring>

namespace marginalia::jinja {

namespace {

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

}  // namespace

const MethodTable& searchMethods()
{
    static const MethodTable methods = {
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
        {"partition", partitioned},
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
    };
    return methods;
}

}  // namespace marginalia::jinja
