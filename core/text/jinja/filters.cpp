// SPDX-License-Identifier: Apache-2.0
#include "core/text/jinja/filters.h"

#include "core/text/jinja/interpreter.h"
#include "core/text/unicode.h"

#include <algorithm>
#include <map>
#include <set>

namespace marginalia::jinja {

namespace {

Value length(const Value& value, const Arguments&)
{
    return Value::integer(lengthOf(value));
}

Value trim(const Value& value, const Arguments& arguments)
{
    arguments.check("trim", {"chars"});
    const Value* set = arguments.find(0, "chars");
    const std::string characters = set != nullptr ? toText(*set) : std::string();
    const bool given = set != nullptr && !set->isNone();
    return makeString(stripped(toText(value), given ? &characters : nullptr, true, true));
}

Value byDefault(const Value& value, const Arguments& arguments)
{
    arguments.check("default", {"default_value", "boolean"});
    const bool replaces =
        value.isUndefined() || (arguments.flag(1, "boolean", false) && !value.truth());
    if (!replaces) {
        return value;
    }
    const Value* absent = arguments.find(0, "default_value");
    return absent != nullptr ? *absent : makeString("");
}

Value toJson(const Value& value, const Arguments& arguments)
{
    arguments.check("tojson", {"ensure_ascii", "indent", "separators", "sort_keys"});
    JsonStyle style;
    style.ascii = arguments.flag(0, "ensure_ascii", false);
    if (const Value* indent = arguments.find(1, "indent"); indent != nullptr && !indent->isNone()) {
        style.lines = true;
        style.indent =
            indent->isString()
                ? indent->text()
                : padded("", std::clamp<std::int64_t>(toWhole(*indent), 0, 64), 'l', " ");
    }
    style.itemSeparator = style.lines ? "," : ", ";
    if (const Value* given = arguments.find(2, "separators");
        given != nullptr && !given->isNone()) {
        const auto parts = iterate(*given);
        if (parts->size() != 2) {
            fail(MG_TR("template", "tojson needs two separators."));
        }
        style.itemSeparator = toText((*parts)[0]);
        style.keySeparator = toText((*parts)[1]);
    }
    style.sortKeys = arguments.flag(3, "sort_keys", false);
    return makeString(toJsonText(value, style));
}

Value safe(const Value& value, const Arguments&)
{
    auto out = std::make_shared<StringObject>();
    out->text = toText(value);
    out->markup = true;
    return makePart(std::move(out));
}

Value escape(const Value& value, const Arguments&)
{
    if (value.isString() && value.stringObject().markup) {
        return value;
    }
    auto out = std::make_shared<StringObject>();
    out->text = escaped(toText(value));
    out->markup = true;
    return makePart(std::move(out));
}

Value items(const Value& value, const Arguments&)
{
    if (!value.isDict() && !value.isUndefined()) {
        fail(MG_TR("template", "The filter items needs a dictionary."));
    }
    Values out;
    for (size_t i = 0; value.isDict() && i < value.dictObject().items.size(); ++i) {
        const auto& [key, item] = value.dictObject().items[i];
        out.push_back(makeList({key, item}, Type::Tuple));
    }
    return makeList(std::move(out), Type::Generator);
}

Value toList(const Value& value, const Arguments&)
{
    return makeList(*iterate(value));
}

Value first(const Value& value, const Arguments&)
{
    const auto all = iterate(value);
    return all->empty() ? Value::undefined("first item") : all->front();
}

Value last(const Value& value, const Arguments&)
{
    if (value.is(Type::Generator)) {
        fail(MG_TR("template", "The last item of a generator is not known; make it a list first."));
    }
    const auto all = iterate(value);
    return all->empty() ? Value::undefined("last item") : all->back();
}

Value replace(const Value& value, const Arguments& arguments)
{
    arguments.check("replace", {"old", "new", "count"});
    if (arguments.find(0, "old") == nullptr || arguments.find(1, "new") == nullptr) {
        fail(MG_TR("template", "The filter replace needs two texts."));
    }
    return makeString(replaced(toText(value), arguments.text(0, "old", ""),
                               arguments.text(1, "new", ""), arguments.whole(2, "count", -1)));
}

Value title(const Value& value, const Arguments&)
{
    const std::string text = toText(value);
    constexpr std::string_view kBreaks = "-({[<";
    std::string out;
    size_t begin = 0;
    const auto word = [&](size_t end) {
        if (end > begin) {
            const std::string piece = text.substr(begin, end - begin);
            const size_t head = std::min(unicode::lengthOf(piece[0]), piece.size());
            out += toUpper(piece.substr(0, head)) + toLower(piece.substr(head));
        }
    };
    for (size_t at = 0; at < text.size();) {
        const size_t place = at;
        const char32_t c = unicode::next(text, at);
        if (unicode::isPythonSpace(c) ||
            (c < 0x80 && kBreaks.find(static_cast<char>(c)) != std::string_view::npos)) {
            word(place);
            out.append(text, place, at - place);
            begin = at;
            spend(1);
        }
    }
    word(text.size());
    return makeString(std::move(out));
}

Value indent(const Value& value, const Arguments& arguments)
{
    arguments.check("indent", {"width", "first", "blank"});
    const Value* width = arguments.find(0, "width");
    const std::string by =
        width != nullptr && width->isString()
            ? width->text()
            : padded("", std::max<std::int64_t>(0, arguments.whole(0, "width", 4)), 'l', " ");
    const bool blank = arguments.flag(2, "blank", false);
    std::string out = arguments.flag(1, "first", false) ? by : std::string();
    bool firstLine = true;
    for (const std::string& line : lines(toText(value) + "\n", false)) {
        if (!firstLine) {
            out += '\n';
            out += blank || !line.empty() ? by : "";
        }
        out += line;
        spend(1, line.size() + by.size());
        firstLine = false;
    }
    return makeString(std::move(out));
}

Value format(const Value& value, const Arguments& arguments)
{
    if (!arguments.named.empty()) {
        DictObject named;
        for (const auto& [name, item] : arguments.named) {
            named.set(Value::string(name), item);
        }
        return makeString(formatted(toText(value), Value::dict(std::move(named))));
    }
    return makeString(formatted(toText(value), makeList(arguments.values, Type::Tuple)));
}

Value attribute(const Value& value, const Arguments& arguments)
{
    arguments.check("attr", {"name"});
    if (value.isUndefined()) {
        fail(Text(MG_TR("template", "\"%1\" is undefined."), {value.name()}));
    }
    const std::string name = arguments.text(0, "name", "");
    return hasMethod(value, name) ? Value::method({value, name}) : Value::undefined(name);
}

Value reversed(const Value& value, const Arguments&)
{
    if (value.isString()) {
        return getSlice(value, Value::none(), Value::none(), Value::integer(-1));
    }
    const auto all = iterate(value);
    return makeList(Values(all->rbegin(), all->rend()), Type::Generator);
}

Value textOf(const Value& value, std::string (*change)(const std::string&))
{
    return makeString(change(toText(value)));
}

}  // namespace

const FilterTable& textFilters()
{
    static const FilterTable table = {
        {"length", length},
        {"count", length},
        {"trim", trim},
        {"default", byDefault},
        {"d", byDefault},
        {"tojson", toJson},
        {"safe", safe},
        {"escape", escape},
        {"e", escape},
        {"items", items},
        {"list", toList},
        {"first", first},
        {"last", last},
        {"replace", replace},
        {"title", title},
        {"indent", indent},
        {"format", format},
        {"attr", attribute},
        {"reverse", reversed},
        {"string",
         [](const Value& v, const Arguments&) { return v.isString() ? v : makeString(toText(v)); }},
        {"forceescape", [](const Value& v, const Arguments&) { return textOf(v, escaped); }},
        {"upper", [](const Value& v, const Arguments&) { return textOf(v, toUpper); }},
        {"lower", [](const Value& v, const Arguments&) { return textOf(v, toLower); }},
        {"capitalize", [](const Value& v, const Arguments&) { return textOf(v, capitalized); }},
        {"center",
         [](const Value& v, const Arguments& a) {
             return makeString(padded(toText(v), a.whole(0, "width", 80), 'c', " "));
         }},
    };
    return table;
}

bool isForeignFilter(const std::string& name)
{
    static const std::set<std::string> names = {"random", "urlize"};
    return names.count(name) > 0;
}

bool isFilter(const std::string& name)
{
    static const std::set<std::string> kOfInterpreter = {"map", "select", "reject", "selectattr",
                                                         "rejectattr"};
    return kOfInterpreter.count(name) > 0 || textFilters().count(name) > 0 ||
           numberFilters().count(name) > 0 || pageFilters().count(name) > 0 ||
           listFilters().count(name) > 0;
}

Value applyFilter(const std::string& name, const Value& value, const Arguments& arguments)
{
    spend(1);
    for (const FilterTable* table :
         {&textFilters(), &numberFilters(), &pageFilters(), &listFilters()}) {
        if (const auto found = table->find(name); found != table->end()) {
            return found->second(value, arguments);
        }
    }
    fail(Text(MG_TR("template", "The filter \"%1\" is not known."), {name}),
         isForeignFilter(name) ? ErrorKind::Unsupported : ErrorKind::Invalid);
}

}  // namespace marginalia::jinja
