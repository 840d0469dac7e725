// SPDX-License-Identifier: Apache-2.0
#include "core/text/jinja/interpreter.h"

#include <algorithm>
#include <ctime>

namespace marginalia::jinja {

namespace {

constexpr std::int64_t kLongestRange = 100'000;
constexpr size_t kScopeBytes = 128;

/// A text that carries where generation blocks wrote it.
Value outputValue(Output output)
{
    spend(1, output.text.size());
    auto object = std::make_shared<StringObject>();
    object->ascii =
        std::all_of(output.text.begin(), output.text.end(), [](char c) { return (c & 0x80) == 0; });
    object->text = std::move(output.text);
    object->generation = std::move(output.generation);
    return Value::string(std::shared_ptr<const StringObject>(std::move(object)));
}

/// Puts the old output back, whatever happens.
class Redirect {
public:
    Redirect(Output*& place, Output& to) : m_place(place), m_old(place) { place = &to; }
    ~Redirect() { m_place = m_old; }
    Redirect(const Redirect&) = delete;
    Redirect& operator=(const Redirect&) = delete;

private:
    Output*& m_place;
    Output* m_old;
};

}  // namespace

const Value* Scope::find(const std::string& name) const
{
    for (const Scope* scope = this; scope != nullptr; scope = scope->parent) {
        for (const auto& [key, value] : scope->variables) {
            if (key == name) {
                return &value;
            }
        }
    }
    return nullptr;
}

void Scope::set(const std::string& name, Value value)
{
    for (auto& [key, old] : variables) {
        if (key == name) {
            old = std::move(value);
            return;
        }
    }
    variables.emplace_back(name, std::move(value));
}

Interpreter::Interpreter(std::string now) : m_now(std::move(now))
{
    for (const char* name : {"range", "namespace", "raise_exception", "strftime_now", "dict"}) {
        m_globals.set(name, Value::function(name));
    }
}

Scope& Interpreter::newScope(Scope* parent)
{
    spend(1, kScopeBytes);
    m_scopes.emplace_back();
    m_scopes.back().parent = parent;
    return m_scopes.back();
}

Output Interpreter::run(const Nodes& nodes)
{
    Output out;
    const Redirect redirect(m_out, out);
    execute(nodes, newScope(&m_globals));
    return out;
}

void Interpreter::append(const std::string& text, const std::vector<Span>& generation)
{
    spend(1, text.size());
    const size_t base = m_out->text.size();
    m_out->text += text;
    if (m_out->text.size() > static_cast<size_t>(Budget::kOutput)) {
        fail(MG_TR("template", "The template wrote more than 10 MB."));
    }
    for (const auto& [begin, end] : generation) {
        m_out->generation.emplace_back(base + begin, base + end);
    }
}

void Interpreter::print(const Value& value)
{
    if (value.isString()) {
        append(value.text(), value.stringObject().generation);
    } else {
        append(toText(value), {});
    }
}

Interpreter::Flow Interpreter::execute(const Nodes& nodes, Scope& scope)
{
    for (const auto& node : nodes) {
        const Flow flow = execute(*node, scope);
        if (flow != Flow::Next) {
            return flow;
        }
    }
    return Flow::Next;
}

Interpreter::Flow Interpreter::execute(const Node& node, Scope& scope)
{
    const Level level;
    spend(1);
    try {
        switch (node.kind) {
            case NodeKind::Text:
                append(node.text, {});
                return Flow::Next;
            case NodeKind::Print:
                print(evaluate(*node.expr, scope));
                return Flow::Next;
            case NodeKind::If: {
                const bool chosen = evaluate(*node.expr, scope).truth();
                return execute(chosen ? node.body : node.otherwise, scope);
            }
            case NodeKind::For:
                forLoop(node, evaluate(*node.expr, scope), scope, 1);
                return Flow::Next;
            case NodeKind::Set:
                assign(node.target, evaluate(*node.expr, scope), scope);
                return Flow::Next;
            case NodeKind::SetBlock:
                return setBlock(node, scope);
            case NodeKind::Macro: {
                for (Scope* used = &scope; used != nullptr; used = used->parent) {
                    used->captured = true;
                }
                scope.set(node.macro.name, Value::macro({&node.macro, &scope, false}));
                return Flow::Next;
            }
            case NodeKind::Call:
                callBlock(node, scope);
                return Flow::Next;
            case NodeKind::Filter:
                return filterBlock(node, scope);
            case NodeKind::With:
                with(node, scope);
                return Flow::Next;
            case NodeKind::Generation:
                generation(node, scope);
                return Flow::Next;
            case NodeKind::Break:
                return Flow::Break;
            case NodeKind::Continue:
                return Flow::Continue;
        }
    } catch (TemplateError& error) {
        error.line = error.line == 0 ? node.line : error.line;
        throw;
    }
    return Flow::Next;
}

Value Interpreter::capture(const Nodes& nodes, Scope& scope, Flow& flow)
{
    Output out;
    {
        const Redirect redirect(m_out, out);
        flow = execute(nodes, scope);
    }
    return outputValue(std::move(out));
}

Interpreter::Flow Interpreter::setBlock(const Node& node, Scope& scope)
{
    Flow flow = Flow::Next;
    Value text = capture(node.body, newScope(&scope), flow);
    if (node.expr != nullptr) {
        text = evaluateFilter(*node.expr, &text, scope);
    }
    assign(node.target, text, scope);
    return flow;
}

Interpreter::Flow Interpreter::filterBlock(const Node& node, Scope& scope)
{
    Flow flow = Flow::Next;
    const Value text = capture(node.body, newScope(&scope), flow);
    print(evaluateFilter(*node.expr, &text, scope));
    return flow;
}

void Interpreter::callBlock(const Node& node, Scope& scope)
{
    for (Scope* used = &scope; used != nullptr; used = used->parent) {
        used->captured = true;
    }
    const Value callee = evaluate(*node.expr->children[0], scope);
    Arguments given = arguments(*node.expr, scope);
    given.named.emplace_back("caller", Value::macro({&node.macro, &scope, true}));
    print(call(callee, std::move(given)));
}

void Interpreter::with(const Node& node, Scope& scope)
{
    Scope& inner = newScope(&scope);
    for (const auto& [target, expr] : node.with) {
        assign(target, evaluate(*expr, scope), inner);
    }
    execute(node.body, inner);
}

void Interpreter::generation(const Node& node, Scope& scope)
{
    ++m_generations;
    const size_t begin = m_out->text.size();
    execute(node.body, newScope(&scope));
    m_out->generation.emplace_back(begin, m_out->text.size());
}

void Interpreter::assign(const Target& target, const Value& value, Scope& scope)
{
    if (!target.attribute.empty()) {
        const Value* object = scope.find(target.names[0]);
        if (object == nullptr || !object->is(Type::Namespace)) {
            fail(Text(MG_TR("template", "\"%1\" is not a namespace."), {target.names[0]}));
        }
        if (target.attribute[0] == '_') {
            fail(MG_TR("template", "Attributes of a namespace may not begin with an underscore."));
        }
        auto& attributes = object->nameSpaceObject().attributes;
        for (auto& [name, old] : attributes) {
            if (name == target.attribute) {
                old = value;
                return;
            }
        }
        attributes.emplace_back(target.attribute, value);
        return;
    }
    if (!target.tuple) {
        scope.set(target.names[0], value);
        return;
    }
    const auto parts = iterate(value);
    if (parts->size() != target.names.size() || value.isUndefined()) {
        fail(Text(MG_TR("template", "%1 values cannot be given to %2 names."),
                  {std::to_string(parts->size()), std::to_string(target.names.size())}));
    }
    for (size_t i = 0; i < parts->size(); ++i) {
        scope.set(target.names[i], (*parts)[i]);
    }
}

std::shared_ptr<const Values> Interpreter::filtered(const Node& node, const Value& items,
                                                    Scope& scope)
{
    const auto all = iterate(items);
    if (node.condition == nullptr) {
        return all;
    }
    Values kept;
    Scope& inner = newScope(&scope);
    for (const Value& item : *all) {
        assign(node.target, item, inner);
        if (evaluate(*node.condition, inner).truth()) {
            kept.push_back(item);
        }
    }
    spend(1, kept.size() * sizeof(Value));
    return std::make_shared<const Values>(std::move(kept));
}

void Interpreter::forLoop(const Node& node, const Value& items, Scope& scope, int depth)
{
    auto loop = std::make_shared<LoopObject>();
    loop->items = filtered(node, items, scope);
    loop->depth = depth;
    loop->node = &node;
    loop->scope = &scope;
    const Value loopValue = Value::loop(loop);
    bool completed = false;  // as in Jinja, a turn cut short by break or continue does not count
    Scope* inner = nullptr;
    for (; loop->index < loop->items->size(); ++loop->index) {
        if (inner == nullptr || inner->captured) {
            inner = &newScope(&scope);
        } else {
            inner->variables.clear();
        }
        inner->set("loop", loopValue);
        assign(node.target, (*loop->items)[loop->index], *inner);
        const Flow flow = execute(node.body, *inner);
        if (flow == Flow::Break) {
            break;
        }
        completed = completed || flow == Flow::Next;
    }
    if (!completed) {
        execute(node.otherwise, newScope(&scope));
    }
}

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
    return outputValue(std::move(out));
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
    Flow flow = Flow::Next;
    return capture(node.body, scope, flow);
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
