// SPDX-License-Identifier: Apache-2.0
#include "core/text/jinja/interpreter.h"
#include "core/text/unicode.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace marginalia::jinja {

namespace {

[[noreturn]] void wrongTypes(const std::string& op, const Value& a, const Value& b)
{
    fail(Text(MG_TR("template", "\"%1\" cannot join values of type %2 and %3."),
              {op, typeName(a), typeName(b)}));
}

[[noreturn]] void tooLarge()
{
    fail(MG_TR("template", "A number became too large."));
}

Value whole(bool overflow, const Int& value)
{
    if (overflow) {
        tooLarge();
    }
    return Value::integer(value);
}

void checkDivisor(bool zero)
{
    if (zero) {
        fail(MG_TR("template", "A number is divided by zero."));
    }
}

Int floorDivide(Int a, Int b)
{
    checkDivisor(b == 0);
    const Int quotient = a / b;
    return quotient - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
}

double floorMod(double a, double b)
{
    checkDivisor(b == 0);
    const double rest = std::fmod(a, b);
    if (rest == 0) {
        return std::copysign(0.0, b);
    }
    return (rest < 0) != (b < 0) ? rest + b : rest;
}

Value power(const Value& a, const Value& b)
{
    if (!a.isWhole() || !b.isWhole() || b.whole() < 0) {
        return Value::real(std::pow(a.number(), b.number()));
    }
    Int out = 1;
    Int base = a.whole();
    bool overflow = false;
    for (Int left = b.whole(); left > 0; left /= 2) {
        if (left % 2 != 0) {
            overflow = __builtin_mul_overflow(out, base, &out);
        }
        if (left > 1) {
            overflow = __builtin_mul_overflow(base, base, &base) || overflow;
        }
        if (overflow) {
            tooLarge();
        }
    }
    return Value::integer(out);
}

Value arithmetic(const std::string& op, const Value& a, const Value& b)
{
    const bool wholes = a.isWhole() && b.isWhole();
    Int out = 0;
    if (op == "+") {
        return wholes ? whole(__builtin_add_overflow(a.whole(), b.whole(), &out), out)
                      : Value::real(a.number() + b.number());
    }
    if (op == "-") {
        return wholes ? whole(__builtin_sub_overflow(a.whole(), b.whole(), &out), out)
                      : Value::real(a.number() - b.number());
    }
    if (op == "*") {
        return wholes ? whole(__builtin_mul_overflow(a.whole(), b.whole(), &out), out)
                      : Value::real(a.number() * b.number());
    }
    if (op == "/") {
        checkDivisor(b.number() == 0);
        return Value::real(a.number() / b.number());
    }
    if (op == "//") {
        if (wholes) {
            return Value::integer(floorDivide(a.whole(), b.whole()));
        }
        return Value::real(
            std::floor((a.number() - floorMod(a.number(), b.number())) / b.number() + 0.5));
    }
    if (op == "%") {
        if (wholes) {
            const Int quotient = floorDivide(a.whole(), b.whole());
            return Value::integer(a.whole() - quotient * b.whole());
        }
        return Value::real(floorMod(a.number(), b.number()));
    }
    return power(a, b);
}

Value repeated(const Value& value, const Value& times)
{
    const std::int64_t count = std::max<std::int64_t>(0, toWhole(times));
    const size_t size =
        value.isString() ? value.text().size() : value.items().size() * sizeof(Value);
    if (size > 0 && static_cast<size_t>(count) > static_cast<size_t>(Budget::kOutput) / size) {
        fail(MG_TR("template", "A repeated value would be larger than 10 MB."));
    }
    spend(count, size * static_cast<size_t>(count));
    if (value.isString()) {
        std::string out;
        for (std::int64_t i = 0; i < count; ++i) {
            out += value.text();
        }
        return makeString(std::move(out));
    }
    Values out;
    for (std::int64_t i = 0; i < count; ++i) {
        out.insert(out.end(), value.items().begin(), value.items().end());
    }
    return Value::list(std::move(out), value.type());
}

Value add(const Value& a, const Value& b)
{
    if (a.isString() && b.isString()) {
        const bool left = a.stringObject().markup;
        const bool right = b.stringObject().markup;
        if (!left && !right) {
            return joinTexts({a, b});
        }
        auto out = std::make_shared<StringObject>();
        out->text = (left ? a.text() : escaped(a.text())) + (right ? b.text() : escaped(b.text()));
        out->markup = true;
        return makePart(std::move(out));
    }
    Values out = a.items();
    out.insert(out.end(), b.items().begin(), b.items().end());
    return makeList(std::move(out), a.type());
}

bool isSequence(const Value& value)
{
    return value.isString() || value.is(Type::List) || value.is(Type::Tuple);
}

}  // namespace

Value makeString(std::string text)
{
    spend(1, text.size() + sizeof(StringObject));
    return Value::string(std::move(text));
}

Value makePart(std::shared_ptr<StringObject> object)
{
    spend(1, object->text.size() + sizeof(StringObject));
    if (object->text.size() > static_cast<size_t>(Budget::kOutput)) {
        fail(MG_TR("template", "A text is longer than 10 MB."));
    }
    object->ascii = std::all_of(object->text.begin(), object->text.end(),
                                [](char c) { return (c & 0x80) == 0; });
    return Value::string(std::shared_ptr<const StringObject>(std::move(object)));
}

Value makeList(Values items, Type type)
{
    spend(static_cast<std::int64_t>(items.size() / 16 + 1),
          items.size() * sizeof(Value) + sizeof(ListObject));
    return Value::list(std::move(items), type);
}

Value binary(const std::string& op, const Value& a, const Value& b)
{
    for (const Value* value : {&a, &b}) {
        if (value->isUndefined() && !(value == &b && (op == "neg" || op == "pos"))) {
            fail(Text(MG_TR("template", "\"%1\" is undefined."), {value->name()}));
        }
    }
    if (op == "neg" || op == "pos") {
        if (!a.isNumber()) {
            wrongTypes(op == "neg" ? "-" : "+", a, a);
        }
        if (op == "pos") {
            return a.isWhole() ? Value::integer(a.whole()) : a;
        }
        return a.isWhole() ? Value::integer(-a.whole()) : Value::real(-a.number());
    }
    if (a.isNumber() && b.isNumber()) {
        return arithmetic(op, a, b);
    }
    if (op == "+" && a.type() == b.type() && isSequence(a)) {
        return add(a, b);
    }
    if (op == "*" && isSequence(a) && b.isWhole()) {
        return repeated(a, b);
    }
    if (op == "*" && isSequence(b) && a.isWhole()) {
        return repeated(b, a);
    }
    if (op == "%" && a.isString()) {
        return makeString(formatted(a.text(), b));
    }
    wrongTypes(op, a, b);
}

bool contains(const Value& container, const Value& item)
{
    if (container.isString()) {
        if (!item.isString()) {
            fail(Text(MG_TR("template",
                            "Only a text can be looked for in a text, not a value of type %1."),
                      {typeName(item)}));
        }
        const std::string& text = container.text();
        spend(1 + static_cast<std::int64_t>(text.size() / 64));
        // memmem is linear; std::string::find is not.
        return ::memmem(text.data(), text.size(), item.text().data(), item.text().size()) !=
               nullptr;
    }
    if (container.isDict()) {
        return container.dictObject().find(item) != nullptr;
    }
    const auto items = iterate(container);
    return std::any_of(items->begin(), items->end(),
                       [&](const Value& value) { return equal(value, item); });
}

bool compare(const std::string& op, const Value& a, const Value& b)
{
    if (op == "==" || op == "!=") {
        return equal(a, b) == (op == "==");
    }
    if (op == "in" || op == "not in") {
        return contains(b, a) == (op == "in");
    }
    for (const Value* value : {&a, &b}) {
        if (value->isUndefined()) {
            fail(Text(MG_TR("template", "\"%1\" is undefined."), {value->name()}));
        }
    }
    const bool nan =
        a.isNumber() && b.isNumber() && (std::isnan(a.number()) || std::isnan(b.number()));
    if (op == "<" || op == ">") {
        return op == "<" ? less(a, b) : less(b, a);
    }
    return !nan && (op == "<=" ? !less(b, a) : !less(a, b));
}

std::int64_t lengthOf(const Value& value)
{
    switch (value.type()) {
        case Type::Undefined:
            return 0;
        case Type::String:
            return value.stringObject().ascii ? static_cast<std::int64_t>(value.text().size())
                                              : unicode::count(value.text());
        case Type::Bytes:
            return static_cast<std::int64_t>(value.text().size());
        case Type::List:
        case Type::Tuple:
        case Type::View:
            return static_cast<std::int64_t>(value.items().size());
        case Type::Dict:
            return static_cast<std::int64_t>(value.dictObject().items.size());
        case Type::Range:
            return value.rangeObject().count;
        case Type::Loop:
            return static_cast<std::int64_t>(value.loopObject().items->size());
        default:
            fail(Text(MG_TR("template", "A value of type %1 has no length."), {typeName(value)}));
    }
}

std::shared_ptr<const Values> iterate(const Value& value)
{
    auto out = std::make_shared<Values>();
    switch (value.type()) {
        case Type::Undefined:
            return out;
        case Type::List:
        case Type::Tuple:
        case Type::View: {
            // The list stays alive with the copy of its value.
            const auto holder = std::make_shared<const Value>(value);
            return {holder, &holder->items()};
        }
        case Type::Generator: {
            ListObject& object = value.listObject();
            if (object.consumed) {
                return out;
            }
            object.consumed = true;
            const auto holder = std::make_shared<const Value>(value);
            return {holder, &holder->items()};
        }
        case Type::String: {
            const std::string& text = value.text();
            spend(1, text.size() * sizeof(Value));
            for (size_t at = 0; at < text.size();) {
                const size_t begin = at;
                unicode::next(text, at);
                out->push_back(makeString(text.substr(begin, at - begin)));
            }
            return out;
        }
        case Type::Bytes:
            spend(1, value.text().size() * sizeof(Value));
            for (const char c : value.text()) {
                out->push_back(Value::integer(static_cast<unsigned char>(c)));
            }
            return out;
        case Type::Dict:
            spend(1, value.dictObject().items.size() * sizeof(Value));
            for (const auto& [key, item] : value.dictObject().items) {
                out->push_back(key);
            }
            return out;
        case Type::Range: {
            const RangeObject& range = value.rangeObject();
            spend(range.count, static_cast<size_t>(range.count) * sizeof(Value));
            for (std::int64_t i = 0; i < range.count; ++i) {
                out->push_back(Value::integer(range.start + i * range.step));
            }
            return out;
        }
        default:
            fail(Text(MG_TR("template", "A value of type %1 cannot be gone through."),
                      {typeName(value)}));
    }
}

}  // namespace marginalia::jinja
