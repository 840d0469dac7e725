// SPDX-License-Identifier: Apache-2.0
#include "core/text/jinja/filters.h"
#include "core/text/unicode.h"

#include <algorithm>
#include <array>

namespace marginalia::jinja {

namespace {

constexpr std::int64_t kLongestWidth = 1'000'000;

std::int64_t widthOf(const Arguments& arguments, size_t index, const char* name,
                     std::int64_t absent)
{
    return std::clamp<std::int64_t>(arguments.whole(index, name, absent), 0, kLongestWidth);
}

Value truncate(const Value& value, const Arguments& arguments)
{
    arguments.check("truncate", {"length", "killwords", "end", "leeway"});
    const std::u32string text = unicode::decode(toText(value));
    const std::u32string end = unicode::decode(arguments.text(2, "end", "..."));
    const auto length = static_cast<size_t>(widthOf(arguments, 0, "length", 255));
    const auto leeway = static_cast<size_t>(widthOf(arguments, 3, "leeway", 5));
    if (length < end.size()) {
        fail(MG_TR("template", "The filter truncate has a length that its end does not fit in."));
    }
    if (text.size() <= length + leeway) {
        return makeString(toText(value));
    }
    std::u32string kept = text.substr(0, length - end.size());
    if (!arguments.flag(1, "killwords", false)) {
        kept = kept.substr(0, kept.rfind(U' '));
    }
    return makeString(unicode::encode(kept + end));
}

Value wordCount(const Value& value, const Arguments&)
{
    std::int64_t count = 0;
    bool inside = false;
    const std::string text = toText(value);
    for (size_t at = 0; at < text.size();) {
        const char32_t c = unicode::next(text, at);
        const bool word = c == '_' || unicode::isLetter(c) || unicode::isNumber(c);
        count += word && !inside ? 1 : 0;
        inside = word;
    }
    return Value::integer(count);
}

bool isWrapSpace(char32_t c)
{
    return c == ' ' || (c >= 9 && c <= 13);
}

/// Runs of blanks and runs of others.
std::vector<std::u32string> wrapChunks(const std::u32string& line)
{
    std::vector<std::u32string> out;
    for (const char32_t c : line) {
        if (out.empty() || isWrapSpace(out.back()[0]) != isWrapSpace(c)) {
            out.emplace_back();
        }
        out.back().push_back(c);
    }
    return out;
}

/// Lines of at most `width`, broken at blanks; the blanks there go (Python's textwrap).
std::vector<std::string> wrapped(const std::u32string& line, size_t width, bool breaksWords)
{
    std::vector<std::string> out;
    std::vector<std::u32string> chunks = wrapChunks(line);
    std::reverse(chunks.begin(), chunks.end());
    while (!chunks.empty()) {
        spend(1, width);
        if (!out.empty() && isWrapSpace(chunks.back()[0])) {
            chunks.pop_back();
        }
        std::u32string now;
        size_t lastChunk = 0;
        while (!chunks.empty() && now.size() + chunks.back().size() <= width) {
            lastChunk = now.size();
            now += chunks.back();
            chunks.pop_back();
        }
        if (!chunks.empty() && chunks.back().size() > width && (breaksWords || now.empty())) {
            const size_t room = breaksWords ? width - now.size() : chunks.back().size();
            lastChunk = now.size();
            now += chunks.back().substr(0, room);
            chunks.back().erase(0, room);
            if (chunks.back().empty()) {
                chunks.pop_back();
            }
        }
        if (lastChunk < now.size() && isWrapSpace(now[lastChunk])) {
            now.resize(lastChunk);
        }
        if (!now.empty()) {
            out.push_back(unicode::encode(now));
        }
    }
    return out;
}

Value wordWrap(const Value& value, const Arguments& arguments)
{
    arguments.check("wordwrap", {"width", "break_long_words", "wrapstring", "break_on_hyphens"});
    const std::string text = toText(value);
    if (arguments.flag(3, "break_on_hyphens", true) && text.find('-') != std::string::npos) {
        fail(MG_TR("template", "wordwrap of words with hyphens is not supported."),
             ErrorKind::Unsupported);
    }
    const auto width = static_cast<size_t>(widthOf(arguments, 0, "width", 79));
    const std::string between = arguments.text(2, "wrapstring", "\n");
    if (width == 0 || between.empty()) {
        fail(MG_TR("template", "The filter wordwrap needs a width and a text between lines."));
    }
    const bool breaksWords = arguments.flag(1, "break_long_words", true);
    Values parts;
    for (const std::string& line : lines(text, false)) {
        if (!parts.empty()) {
            parts.push_back(makeString(between));
        }
        size_t count = 0;
        for (std::string& piece : wrapped(unicode::decode(line), width, breaksWords)) {
            if (count++ > 0) {
                parts.push_back(makeString(between));
            }
            parts.push_back(makeString(std::move(piece)));
        }
        if (count == 0) {
            parts.push_back(makeString(""));
        }
    }
    return joinTexts(parts);
}

Value fileSize(const Value& value, const Arguments& arguments)
{
    arguments.check("filesizeformat", {"binary"});
    const bool binary = arguments.flag(0, "binary", false);
    constexpr std::array<const char*, 8> kUnits = {"k", "M", "G", "T", "P", "E", "Z", "Y"};
    if (!value.isNumber()) {
        fail(MG_TR("template", "The filter filesizeformat needs a number."));
    }
    const double bytes = value.number();
    const double base = binary ? 1024 : 1000;
    if (bytes == 1) {
        return makeString("1 Byte");
    }
    if (bytes < base) {
        return makeString(formatted("%d Bytes", Value::real(bytes)));
    }
    double unit = base * base;
    size_t i = 0;
    for (; i + 1 < kUnits.size() && bytes >= unit; ++i) {
        unit *= base;
    }
    std::string name = kUnits[i];
    name = binary ? (i == 0 ? "K" : name) + "iB" : name + "B";
    return makeString(formatted("%.1f ", Value::real(base * bytes / unit)) + name);
}

Value sortedByKey(const Value& value, int depth)
{
    constexpr int kDeepest = 100;
    if (depth > kDeepest) {
        fail(MG_TR("template", "The value is nested too deeply."));
    }
    if (value.is(Type::List) || value.is(Type::Tuple)) {
        Values out;
        for (const Value& item : value.items()) {
            out.push_back(sortedByKey(item, depth + 1));
        }
        return makeList(std::move(out), value.type());
    }
    if (!value.isDict()) {
        return value;
    }
    auto items = value.dictObject().items;
    std::stable_sort(items.begin(), items.end(),
                     [](const auto& a, const auto& b) { return less(a.first, b.first); });
    DictObject out;
    for (auto& [key, item] : items) {
        out.set(key, sortedByKey(item, depth + 1));
    }
    return Value::dict(std::move(out));
}

Value prettyPrint(const Value& value, const Arguments&)
{
    constexpr size_t kLine = 80;
    std::string out = toRepr(sortedByKey(value, 0));
    if (out.size() > kLine) {
        fail(MG_TR("template", "pprint of more than one line is not supported; use tojson."),
             ErrorKind::Unsupported);
    }
    return makeString(std::move(out));
}

Value xmlAttributes(const Value& value, const Arguments& arguments)
{
    arguments.check("xmlattr", {"autospace"});
    if (!value.isDict()) {
        fail(MG_TR("template", "The filter xmlattr needs a dictionary."));
    }
    std::string out;
    for (const auto& [key, item] : value.dictObject().items) {
        if (item.isNone() || item.isUndefined()) {
            continue;
        }
        const std::string name = toText(key);
        if (name.find_first_of(" \t\n\f\r/>=") != std::string::npos) {
            fail(Text(MG_TR("template", "\"%1\" is not the name of an attribute."), {name}));
        }
        out += (out.empty() ? "" : " ") + escaped(name) + "=\"" + escaped(toText(item)) + "\"";
    }
    return makeString(!out.empty() && arguments.flag(0, "autospace", true) ? " " + out : out);
}

/// Without comments and tags.
std::string withoutTags(const std::string& text, const std::string& open, const std::string& close)
{
    std::string out;
    size_t last = 0;
    for (size_t at = text.find(open); at != std::string::npos; at = text.find(open, last)) {
        const size_t end = text.find(close, at);
        if (end == std::string::npos) {
            break;
        }
        out.append(text, last, at - last);
        last = end + close.size();
    }
    return out.append(text, last, std::string::npos);
}

Value stripTags(const Value& value, const Arguments&)
{
    const std::string bare = withoutTags(withoutTags(toText(value), "<!--", "-->"), "<", ">");
    std::string out;
    bool gap = false;
    for (size_t at = 0; at < bare.size();) {
        const char32_t c = unicode::next(bare, at);
        if (unicode::isPythonSpace(c)) {
            gap = !out.empty();
            continue;
        }
        out += gap ? " " : "";
        gap = false;
        unicode::append(out, c);
    }
    constexpr std::pair<const char*, const char*> kEntities[] = {{"&lt;", "<"},    {"&gt;", ">"},
                                                                 {"&quot;", "\""}, {"&#34;", "\""},
                                                                 {"&#39;", "'"},   {"&amp;", "&"}};
    for (const auto& [name, character] : kEntities) {
        out = replaced(out, name, character, -1);
    }
    return makeString(std::move(out));
}

std::string quoted(const std::string& text, bool inQuery)
{
    constexpr char kHex[] = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (byte < 0x80 && (unicode::isLetter(byte) || unicode::isNumber(byte))) ||
                           c == '_' || c == '.' || c == '-' || c == '~' || (c == '/' && !inQuery);
        if (plain) {
            out += c;
        } else if (c == ' ' && inQuery) {
            out += '+';
        } else {
            out += '%';
            out += kHex[byte >> 4U];
            out += kHex[byte & 0xFU];
        }
    }
    return out;
}

Value urlEncode(const Value& value, const Arguments&)
{
    if (!value.isDict()) {
        return makeString(quoted(toText(value), false));
    }
    std::string out;
    for (const auto& [key, item] : value.dictObject().items) {
        out +=
            (out.empty() ? "" : "&") + quoted(toText(key), true) + "=" + quoted(toText(item), true);
    }
    return makeString(std::move(out));
}

}  // namespace

const FilterTable& pageFilters()
{
    static const FilterTable table = {
        {"truncate", truncate},       {"wordcount", wordCount}, {"wordwrap", wordWrap},
        {"filesizeformat", fileSize}, {"pprint", prettyPrint},  {"xmlattr", xmlAttributes},
        {"striptags", stripTags},     {"urlencode", urlEncode},
    };
    return table;
}

}  // namespace marginalia::jinja
