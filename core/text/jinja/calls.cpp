// SPDX-License-Identifier: Apache-2.0
#include "core/text/jinja/interpreter.h"

#include <algorithm>
#include <ctime>

namespace marginalia::jinja {

namespace {

constexpr std::int64_t kLongestRange = 100'000;

}  // namespace

Value Interpreter::callLoop(const Value& callee, const Arguments& arguments)
{
    const LoopObject& loop = callee.loopObject();
    const Node& node = *static_cast<const Node*>(loop.node);
    if (!node.recursive || arguments.values.size() != 1) {
        fail(MG_TR("template", "loop can only be called in a recursive loop, with one list."));
    }
    Output out;
    {
        const Level level;
        const Redirect redirect(m_out, out);
        forLoop(node, arguments.values[0], *loop.scope, loop.depth + 1);
    }
    return outputValue(std::move(out), m_escapes);
}

Value Interpreter::callMacro(const MacroObject& macro, Arguments arguments)
{
    const Level level;
    const MacroNode& node = *macro.node;
    Scope& scope = newScope(macro.scope);
    const size_t count = node.parameters.size();
    std::vector<bool> given(count, false);
    for (size_t i = 0; i < std::min(count, arguments.values.size()); ++i) {
        scope.set(node.parameters[i], arguments.values[i]);
        given[i] = true;
    }
    DictObject rest;
    bool hasCaller = false;
    for (auto& [name, value] : arguments.named) {
        const auto place = std::find(node.parameters.begin(), node.parameters.end(), name);
        const auto index = static_cast<size_t>(place - node.parameters.begin());
        if (index < count && !given[index]) {
            scope.set(name, value);
            given[index] = true;
        } else if (name == "caller" && node.usesCaller) {
            scope.set(name, value);
            hasCaller = true;
        } else if (node.usesKwargs && index == count) {
            rest.set(Value::string(name), value);
        } else {
            fail(Text(MG_TR("template", "The macro \"%1\" takes no argument \"%2\"."),
                      {node.name, name}));
        }
    }
    if (arguments.values.size() > count && !node.usesVarargs) {
        fail(Text(MG_TR("template", "The macro \"%1\" takes at most %2 arguments."),
                  {node.name, std::to_string(count)}));
    }
    const size_t firstDefault = count - node.defaults.size();
    for (size_t i = 0; i < count; ++i) {
        if (!given[i]) {
            scope.set(node.parameters[i], i < firstDefault
                                              ? Value::undefined(node.parameters[i])
                                              : evaluate(*node.defaults[i - firstDefault], scope));
        }
    }
    if (node.usesVarargs) {
        const size_t from = std::min(count, arguments.values.size());
        scope.set("varargs",
                  makeList(Values(arguments.values.begin() + static_cast<std::ptrdiff_t>(from),
                                  arguments.values.end()),
                           Type::Tuple));
    }
    if (node.usesKwargs) {
        scope.set("kwargs", Value::dict(std::move(rest)));
    }
    if (node.usesCaller && !hasCaller && !macro.caller) {
        scope.set("caller", Value::undefined("caller"));
    }
    Output out;
    {
        const Redirect redirect(m_out, out);
        const Restore<bool> written(m_escapes, macro.escapes);
        execute(node.body, scope);
    }
    return outputValue(std::move(out), m_calledEscaping);
}

Value Interpreter::call(const Value& callee, Arguments arguments)
{
    switch (callee.type()) {
        case Type::Macro:
            return callMacro(callee.macroObject(), std::move(arguments));
        case Type::Method:
            return callMethod(callee.methodObject(), arguments);
        case Type::Function:
            return callFunction(callee.name(), arguments);
        case Type::Loop:
            return callLoop(callee, arguments);
        case Type::Joiner:
            return callee.listObject().turn++ == 0 ? makeString({}) : callee.items()[0];
        case Type::Undefined:
            fail(Text(MG_TR("template", "\"%1\" is undefined."), {callee.name()}));
        default:
            fail(Text(MG_TR("template", "A value of type %1 cannot be called."),
                      {typeName(callee)}));
    }
}

Value Interpreter::makeNamespace(const Arguments& arguments)
{
    spend(1, sizeof(NamespaceObject));
    m_namespaces.emplace_back();
    NamespaceObject& object = m_namespaces.back();
    std::vector<std::pair<std::string, Value>> all;
    for (const Value& value : arguments.values) {
        if (!value.isDict()) {
            fail(MG_TR("template", "namespace takes a dictionary and named values."));
        }
        for (const auto& [key, item] : value.dictObject().items) {
            all.emplace_back(toText(key), item);
        }
    }
    all.insert(all.end(), arguments.named.begin(), arguments.named.end());
    for (auto& [name, value] : all) {
        if (!name.empty() && name[0] == '_') {
            fail(MG_TR("template", "Attributes of a namespace may not begin with an underscore."));
        }
        object.attributes.emplace_back(name, value);
    }
    return Value::nameSpace(&object);
}

Value Interpreter::makeRange(const Arguments& arguments)
{
    const size_t count = arguments.values.size();
    if (count < 1 || count > 3 || !arguments.named.empty()) {
        fail(MG_TR("template", "range takes one to three numbers."));
    }
    const std::int64_t start = count > 1 ? toWhole(arguments.values[0]) : 0;
    const std::int64_t stop = toWhole(arguments.values[count > 1 ? 1 : 0]);
    const std::int64_t step = count > 2 ? toWhole(arguments.values[2]) : 1;
    if (step == 0) {
        fail(MG_TR("template", "The step of a range cannot be 0."));
    }
    const std::int64_t span = step > 0 ? stop - start : start - stop;
    const std::int64_t size = step > 0 ? step : -step;
    const std::int64_t items = span <= 0 ? 0 : (span + size - 1) / size;
    if (items > kLongestRange) {
        fail(MG_TR("template", "A range has more than 100,000 numbers."));
    }
    return Value::range({start, step, items});
}

Value Interpreter::makeTurns(const std::string& name, const Arguments& arguments)
{
    if (name == "joiner") {
        arguments.check("joiner", {"sep"});
        const Value* separator = arguments.find(0, "sep");
        return makeList({separator != nullptr ? *separator : makeString(", ")}, Type::Joiner);
    }
    if (arguments.values.empty() || !arguments.named.empty()) {
        fail(MG_TR("template", "cycler needs values."));
    }
    return makeList(arguments.values, Type::Cycler);
}

Value Interpreter::strftimeNow(const Arguments& arguments) const
{
    const std::string format = arguments.text(0, "format", "");
    std::tm when{};
    if (m_now.empty()) {
        const std::time_t now = std::time(nullptr);
        ::localtime_r(&now, &when);
    } else if (::strptime(m_now.c_str(), "%Y-%m-%dT%H:%M:%S", &when) == nullptr) {
        fail(Text(MG_TR("template", "\"%1\" is not a time such as 2025-01-31T12:00:00."), {m_now}));
    }
    if (format.size() > 1000) {
        fail(MG_TR("template", "The format of strftime_now is too long."));
    }
    std::string out(16384, '\0');
    out.resize(format.empty() ? 0 : std::strftime(out.data(), out.size(), format.c_str(), &when));
    return makeString(out);
}

Value Interpreter::callFunction(const std::string& name, const Arguments& arguments)
{
    if (name == "range") {
        return makeRange(arguments);
    }
    if (name == "namespace") {
        return makeNamespace(arguments);
    }
    if (name == "strftime_now") {
        return strftimeNow(arguments);
    }
    if (name == "cycler" || name == "joiner") {
        return makeTurns(name, arguments);
    }
    if (name == "lipsum") {
        fail(MG_TR("template", "lipsum writes other words each time and is not supported."),
             ErrorKind::Unsupported);
    }
    if (name == "raise_exception") {
        fail(Text(MG_TR("template", "The template says: %1"), {arguments.text(0, "message", "")}));
    }
    DictObject out;
    for (const Value& value : arguments.values) {
        const bool dict = value.isDict();
        const auto items = dict ? nullptr : iterate(value);
        for (size_t i = 0; i < (dict ? value.dictObject().items.size() : items->size()); ++i) {
            if (dict) {
                out.set(value.dictObject().items[i].first, value.dictObject().items[i].second);
                continue;
            }
            const auto pair = iterate((*items)[i]);
            if (pair->size() != 2) {
                fail(MG_TR("template", "dict takes pairs."));
            }
            out.set((*pair)[0], (*pair)[1]);
        }
    }
    for (const auto& [key, value] : arguments.named) {
        out.set(Value::string(key), value);
    }
    spend(1, out.items.size() * 2 * sizeof(Value));
    return Value::dict(std::move(out));
}

}  // namespace marginalia::jinja
