// SPDX-License-Identifier: Apache-2.0
#include "core/text/jinja/interpreter.h"
#include "core/text/unicode.h"

#include <algorithm>
#include <cstdlib>

namespace marginalia::jinja {

namespace {

Value missing(const Value& value, const std::string& name)
{
    return Value::undefined(std::string(typeName(value)) + "." + name);
}

void refuseUndefined(const Value& value)
{
    if (value.isUndefined()) {
        fail(Text(MG_TR("template", "\"%1\" is undefined."), {value.name()}));
    }
}

Value loopAttribute(const Value& value, const std::string& name)
{
    const LoopObject& loop = value.loopObject();
    const auto count = static_cast<Int>(loop.items->size());
    const auto index = static_cast<Int>(loop.index);
    if (name == "index" || name == "index0") {
        return Value::integer(index + (name == "index" ? 1 : 0));
    }
    if (name == "revindex" || name == "revindex0") {
        return Value::integer(count - index - (name == "revindex" ? 0 : 1));
    }
    if (name == "first" || name == "last") {
        return Value::boolean(name == "first" ? index == 0 : index + 1 == count);
    }
    if (name == "length") {
        return Value::integer(count);
    }
    if (name == "depth" || name == "depth0") {
        return Value::integer(loop.depth - (name == "depth" ? 0 : 1));
    }
    if (name == "previtem") {
        return index > 0 ? (*loop.items)[loop.index - 1] : missing(value, name);
    }
    if (name == "nextitem") {
        return index + 1 < count ? (*loop.items)[loop.index + 1] : missing(value, name);
    }
    return hasMethod(value, name) ? Value::method({value, name}) : missing(value, name);
}

Value macroAttribute(const Value& value, const std::string& name)
{
    const MacroNode& node = *value.macroObject().node;
    if (name == "name") {
        return makeString(node.name);
    }
    if (name != "arguments") {
        return missing(value, name);
    }
    Values out;
    for (const std::string& parameter : node.parameters) {
        out.push_back(makeString(parameter));
    }
    return makeList(std::move(out), Type::Tuple);
}

/// What Python's getattr finds.
Value builtin(const Value& value, const std::string& name)
{
    switch (value.type()) {
        case Type::Namespace:
            for (const auto& [key, item] : value.nameSpaceObject().attributes) {
                if (key == name) {
                    return item;
                }
            }
            return missing(value, name);
        case Type::Loop:
            return loopAttribute(value, name);
        case Type::Macro:
            return macroAttribute(value, name);
        case Type::Cycler:
            if (name == "current") {
                return value.items()[value.listObject().turn % value.items().size()];
            }
            return hasMethod(value, name) ? Value::method({value, name}) : missing(value, name);
        case Type::Bool:
        case Type::Int:
        case Type::Float:
            return name == "real" ? binary("pos", value, Value()) : missing(value, name);
        default:
            return hasMethod(value, name) ? Value::method({value, name}) : missing(value, name);
    }
}

/// Characters of a text by number: the byte places, or nothing for ASCII.
std::vector<size_t> places(const StringObject& text)
{
    std::vector<size_t> out;
    if (text.ascii) {
        return out;
    }
    spend(1, text.text.size() * sizeof(size_t));
    for (size_t at = 0; at < text.text.size(); ++at) {
        if (!unicode::isContinuation(text.text[at])) {
            out.push_back(at);
        }
    }
    out.push_back(text.text.size());
    return out;
}

Value indexed(const Value& value, std::int64_t index, std::int64_t count)
{
    if (value.is(Type::Range)) {
        return Value::integer(value.rangeObject().start + index * value.rangeObject().step);
    }
    if (value.is(Type::Bytes)) {
        return Value::integer(static_cast<unsigned char>(value.text()[static_cast<size_t>(index)]));
    }
    if (!value.isString()) {
        return value.items()[static_cast<size_t>(index)];
    }
    const StringObject& text = value.stringObject();
    if (text.ascii) {
        return makeString(text.text.substr(static_cast<size_t>(index), 1));
    }
    spend(1 + static_cast<std::int64_t>(text.text.size() / 64));
    size_t at = 0;
    for (std::int64_t i = 0; i < index && i < count; ++i) {
        at += unicode::lengthOf(text.text[at]);
    }
    return makeString(text.text.substr(at, unicode::lengthOf(text.text[at])));
}

bool isIndexable(const Value& value)
{
    return value.isString() || value.is(Type::List) || value.is(Type::Tuple) ||
           value.is(Type::Range);
}

struct SliceRange {
    std::int64_t start;
    std::int64_t step;
    std::int64_t count;
};

/// Python's slice.indices.
SliceRange resolve(const Value& start, const Value& stop, const Value& step, std::int64_t length)
{
    const std::int64_t by = step.isNone() ? 1 : toWhole(step);
    if (by == 0) {
        fail(MG_TR("template", "The step of a slice cannot be 0."));
    }
    const std::int64_t lowest = by > 0 ? 0 : -1;
    const std::int64_t highest = by > 0 ? length : length - 1;
    const auto place = [&](const Value& value, std::int64_t absent) {
        if (value.isNone()) {
            return absent;
        }
        const std::int64_t given = toWhole(value);
        return std::clamp(given < 0 ? given + length : given, lowest, highest);
    };
    const std::int64_t from = place(start, by > 0 ? lowest : highest);
    const std::int64_t to = place(stop, by > 0 ? highest : lowest);
    const std::int64_t span = by > 0 ? to - from : from - to;
    const std::int64_t size = by > 0 ? by : -by;
    return {from, by, span <= 0 ? 0 : (span + size - 1) / size};
}

}  // namespace

Value getAttribute(const Value& value, const std::string& name)
{
    refuseUndefined(value);
    Value found = builtin(value, name);
    if (found.isUndefined() && value.isDict()) {
        if (const Value* item = value.dictObject().find(std::string_view(name))) {
            return *item;
        }
    }
    return found;
}

Value getItem(const Value& value, const Value& key)
{
    refuseUndefined(value);
    if (value.isDict()) {
        if (const Value* item = value.dictObject().find(key)) {
            return *item;
        }
    } else if ((isIndexable(value) || value.is(Type::Bytes)) && key.isWhole()) {
        const std::int64_t count = lengthOf(value);
        if (key.whole() >= -count && key.whole() < count) {
            const auto index = static_cast<std::int64_t>(key.whole());
            return indexed(value, index < 0 ? index + count : index, count);
        }
    }
    return key.isString() ? builtin(value, key.text()) : missing(value, "item");
}

Value getSlice(const Value& value, const Value& start, const Value& stop, const Value& step)
{
    refuseUndefined(value);
    if (!isIndexable(value)) {
        return missing(value, "slice");
    }
    const std::int64_t count = lengthOf(value);
    const SliceRange range = resolve(start, stop, step, count);
    if (value.is(Type::Range)) {
        const RangeObject& old = value.rangeObject();
        return Value::range(
            {old.start + range.start * old.step, old.step * range.step, range.count});
    }
    const auto at = [&](std::int64_t i) {
        return static_cast<size_t>(range.start + i * range.step);
    };
    if (!value.isString()) {
        Values out;
        for (std::int64_t i = 0; i < range.count; ++i) {
            out.push_back(value.items()[at(i)]);
        }
        return makeList(std::move(out), value.type());
    }
    const StringObject& text = value.stringObject();
    const std::vector<size_t> bytes = places(text);
    const auto byte = [&](size_t character) { return text.ascii ? character : bytes[character]; };
    spend(1 + range.count / 16);
    std::string out;
    if (range.step == 1 && range.count > 0) {
        out = text.text.substr(byte(at(0)),
                               byte(at(0) + static_cast<size_t>(range.count)) - byte(at(0)));
    } else {
        for (std::int64_t i = 0; i < range.count; ++i) {
            out.append(text.text, byte(at(i)), byte(at(i) + 1) - byte(at(i)));
        }
    }
    return makeString(std::move(out));
}

Value getPath(const Value& value, const Value& path, const Value* absent)
{
    Value out = value;
    const auto step = [&](const Value& key) {
        out = getItem(out, key);
        if (out.isUndefined() && absent != nullptr) {
            out = *absent;
        }
    };
    if (!path.isString()) {
        step(path);
        return out;
    }
    const std::string& text = path.text();
    for (size_t begin = 0; begin <= text.size();) {
        const size_t dot = std::min(text.find('.', begin), text.size());
        const std::string part = text.substr(begin, dot - begin);
        const bool number =
            !part.empty() && part.size() < 10 &&
            std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
        step(number ? Value::integer(static_cast<int>(std::strtol(part.c_str(), nullptr, 10)))
                    : Value::string(part));
        begin = dot + 1;
    }
    return out;
}

}  // namespace marginalia::jinja
