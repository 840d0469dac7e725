// SPDX-License-Identifier: Apache-2.0
#include "core/text/jinja/interpreter.h"

#include <algorithm>

namespace marginalia::jinja {

namespace {

/// Where an expression begins: what was read first stands on the left.
Place beginOf(const Expr& expr)
{
    const Expr* first = &expr;
    while (!first->children.empty() && first->children[0] != nullptr) {
        first = first->children[0].get();
    }
    return first->place;
}

}  // namespace

const Value* Arguments::find(size_t index, const char* name) const
{
    if (index < values.size()) {
        return &values[index];
    }
    for (const auto& [key, value] : named) {
        if (key == name) {
            return &value;
        }
    }
    return nullptr;
}

void Arguments::check(const char* what, std::initializer_list<const char*> names) const
{
    const auto known = [&](const std::string& name) {
        for (size_t i = 0; i < names.size(); ++i) {
            if (name == names.begin()[i]) {
                return i >= values.size();
            }
        }
        return false;
    };
    if (values.size() > names.size()) {
        fail(Text(MG_TR("template", "\"%1\" takes at most %2 arguments."),
                  {what, std::to_string(names.size())}));
    }
    for (const auto& [name, value] : named) {
        if (!known(name)) {
            fail(Text(MG_TR("template", "\"%1\" takes no argument \"%2\" here."), {what, name}));
        }
    }
}

std::int64_t Arguments::whole(size_t index, const char* name, std::int64_t absent) const
{
    const Value* value = find(index, name);
    return value == nullptr || value->isNone() ? absent : toWhole(*value);
}

bool Arguments::flag(size_t index, const char* name, bool absent) const
{
    const Value* value = find(index, name);
    return value == nullptr ? absent : value->truth();
}

std::string Arguments::text(size_t index, const char* name, const std::string& absent) const
{
    const Value* value = find(index, name);
    return value == nullptr ? absent : toText(*value);
}

std::int64_t toWhole(const Value& value)
{
    constexpr Int kLimit = static_cast<Int>(1) << 40;
    if (!value.isWhole() || value.whole() > kLimit || value.whole() < -kLimit) {
        fail(Text(MG_TR("template", "A whole number is needed, not a value of type %1."),
                  {typeName(value)}));
    }
    return static_cast<std::int64_t>(value.whole());
}

Values Interpreter::evaluateAll(const std::vector<ExprPtr>& list, Scope& scope)
{
    Values out;
    out.reserve(list.size());
    for (const ExprPtr& expr : list) {
        out.push_back(evaluate(*expr, scope));
    }
    return out;
}

Arguments Interpreter::arguments(const Expr& expr, Scope& scope)
{
    Arguments out;
    out.values = evaluateAll(expr.arguments, scope);
    for (const auto& [name, value] : expr.named) {
        out.named.emplace_back(name, evaluate(*value, scope));
    }
    if (expr.moreArguments != nullptr) {
        const auto more = iterate(evaluate(*expr.moreArguments, scope));
        spend(1, more->size() * sizeof(Value));
        out.values.insert(out.values.end(), more->begin(), more->end());
    }
    if (expr.moreNamed != nullptr) {
        const Value more = evaluate(*expr.moreNamed, scope);
        if (!more.isDict()) {
            fail(MG_TR("template", "Only a dictionary can follow **."));
        }
        for (const auto& [key, value] : more.dictObject().items) {
            out.named.emplace_back(toText(key), value);
        }
    }
    return out;
}

Value Interpreter::evaluateName(const Expr& expr, Scope& scope)
{
    const Value* found = scope.find(expr.name);
    if (found == nullptr &&
        (expr.name == "cycler" || expr.name == "joiner" || expr.name == "lipsum")) {
        fail(Text(MG_TR("template", "The function \"%1\" is not supported."), {expr.name}),
             ErrorKind::Unsupported);
    }
    return found != nullptr ? *found : Value::undefined(expr.name);
}

Value Interpreter::evaluateDict(const Expr& expr, Scope& scope)
{
    DictObject out;
    for (size_t i = 0; i + 1 < expr.children.size(); i += 2) {
        Value key = evaluate(*expr.children[i], scope);
        if (key.is(Type::List) || key.isDict()) {
            fail(Text(MG_TR("template", "A value of type %1 cannot be a key."), {typeName(key)}));
        }
        out.set(std::move(key), evaluate(*expr.children[i + 1], scope));
    }
    spend(1, out.items.size() * 2 * sizeof(Value));
    return Value::dict(std::move(out));
}

Value Interpreter::evaluateItem(const Expr& expr, Scope& scope)
{
    const Value value = evaluate(*expr.children[0], scope);
    const Expr& key = *expr.children[1];
    if (key.kind != ExprKind::Slice) {
        return getItem(value, evaluate(key, scope));
    }
    Values parts;
    for (const ExprPtr& part : key.children) {
        parts.push_back(part != nullptr ? evaluate(*part, scope) : Value::none());
    }
    return getSlice(value, parts[0], parts[1], parts[2]);
}

Value joinTexts(const Values& parts, bool escaping)
{
    auto object = std::make_shared<StringObject>();
    const auto isMarkup = [](const Value& part) {
        return part.isString() && part.stringObject().markup;
    };
    object->markup = escaping && std::any_of(parts.begin(), parts.end(), isMarkup);
    for (const Value& part : parts) {
        const size_t base = object->text.size();
        if (object->markup && !isMarkup(part)) {
            object->text += escaped(toText(part));
        } else if (part.isString()) {
            spend(1, part.text().size());
            object->text += part.text();
            for (const auto& [begin, end] : part.stringObject().generation) {
                object->generation.emplace_back(base + begin, base + end);
            }
        } else {
            object->text += toText(part);
        }
    }
    return makePart(std::move(object));
}

Value Interpreter::evaluateConcat(const Expr& expr, Scope& scope)
{
    return joinTexts(evaluateAll(expr.children, scope), m_escapes);
}

Value Interpreter::evaluateCompare(const Expr& expr, Scope& scope)
{
    Value left = evaluate(*expr.children[0], scope);
    for (size_t i = 0; i < expr.operators.size(); ++i) {
        Value right = evaluate(*expr.children[i + 1], scope);
        if (!compare(expr.operators[i], left, right)) {
            return Value::boolean(false);
        }
        left = std::move(right);
    }
    return Value::boolean(true);
}

Value Interpreter::evaluateFilter(const Expr& expr, const Value* input, Scope& scope)
{
    const Value value = expr.children[0] != nullptr
                            ? (expr.children[0]->kind == ExprKind::Filter
                                   ? evaluateFilter(*expr.children[0], input, scope)
                                   : evaluate(*expr.children[0], scope))
                            : *input;
    return filter(expr.name, value, arguments(expr, scope));
}

Value Interpreter::evaluate(const Expr& expr, Scope& scope)
{
    const Level level;
    spend(1);
    const auto child = [&](size_t i) { return evaluate(*expr.children[i], scope); };
    try {
        switch (expr.kind) {
            case ExprKind::Constant:
                return expr.constant;
            case ExprKind::Name:
                return evaluateName(expr, scope);
            case ExprKind::List:
                return makeList(evaluateAll(expr.children, scope));
            case ExprKind::Tuple:
                return makeList(evaluateAll(expr.children, scope), Type::Tuple);
            case ExprKind::Dict:
                return evaluateDict(expr, scope);
            case ExprKind::Attribute:
                return getAttribute(child(0), expr.name);
            case ExprKind::Item:
                return evaluateItem(expr, scope);
            case ExprKind::Slice:
                fail(MG_TR("template", "A slice can only stand alone between brackets."));
            case ExprKind::Call: {
                const Value callee = child(0);
                return call(callee, arguments(expr, scope));
            }
            case ExprKind::Filter:
                return evaluateFilter(expr, nullptr, scope);
            case ExprKind::Test: {
                const Value value = child(0);
                return Value::boolean(test(expr.name, value, arguments(expr, scope)));
            }
            case ExprKind::Not:
                return Value::boolean(!child(0).truth());
            case ExprKind::Negative:
                return binary("neg", child(0), Value());
            case ExprKind::Positive:
                return binary("pos", child(0), Value());
            case ExprKind::Binary: {
                const Value left = child(0);
                return binary(expr.name, left, child(1));
            }
            case ExprKind::Concat:
                return evaluateConcat(expr, scope);
            case ExprKind::Compare:
                return evaluateCompare(expr, scope);
            case ExprKind::And: {
                const Value left = child(0);
                return left.truth() ? child(1) : left;
            }
            case ExprKind::Or: {
                const Value left = child(0);
                return left.truth() ? left : child(1);
            }
            case ExprKind::Choice:
                if (child(1).truth()) {
                    return child(0);
                }
                return expr.children[2] != nullptr ? child(2) : Value::undefined("if without else");
        }
        return {};
    } catch (TemplateError& error) {
        error.place = error.place.line == 0 ? beginOf(expr) : error.place;
        throw;
    }
}

}  // namespace marginalia::jinja
