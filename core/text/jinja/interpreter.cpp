// SPDX-License-Identifier: Apache-2.0
#include "core/text/jinja/interpreter.h"

#include <algorithm>

namespace marginalia::jinja {

namespace {

constexpr size_t kScopeBytes = 128;

}  // namespace

Value outputValue(Output output, bool markup)
{
    spend(1, output.text.size());
    auto object = std::make_shared<StringObject>();
    object->ascii =
        std::all_of(output.text.begin(), output.text.end(), [](char c) { return (c & 0x80) == 0; });
    object->text = std::move(output.text);
    object->generation = std::move(output.generation);
    object->markup = markup;
    return Value::string(std::shared_ptr<const StringObject>(std::move(object)));
}

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
    for (const char* name : {"range", "namespace", "raise_exception", "strftime_now", "dict",
                             "cycler", "joiner", "lipsum"}) {
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
    m_root = &newScope(&m_globals);
    execute(nodes, *m_root);
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
    if (m_escapes && !(value.isString() && value.stringObject().markup)) {
        append(escaped(toText(value)), {});
    } else if (value.isString()) {
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
                scope.set(node.macro.name, Value::macro({&node.macro, &scope, false, m_escapes}));
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
            case NodeKind::Block:
                execute(node.body, newScope(m_root));
                return Flow::Next;
            case NodeKind::Generation:
                generation(node, scope);
                return Flow::Next;
            case NodeKind::AutoEscape:
                return autoEscape(node, scope);
            case NodeKind::Break:
                return Flow::Break;
            case NodeKind::Continue:
                return Flow::Continue;
        }
    } catch (TemplateError& error) {
        error.place = error.place.line == 0 ? node.place : error.place;
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
    return outputValue(std::move(out), m_escapes);
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
    given.named.emplace_back("caller", Value::macro({&node.macro, &scope, true, m_escapes}));
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

Interpreter::Flow Interpreter::autoEscape(const Node& node, Scope& scope)
{
    const bool escapes = evaluate(*node.expr, scope).truth();
    const Restore<bool> written(m_escapes, escapes);
    const Restore<bool> called(m_calledEscaping, escapes);
    return execute(node.body, newScope(&scope));
}

void Interpreter::assign(const Target& target, const Value& value, Scope& scope)
{
    if (!target.attribute.empty()) {
        const Value* object = scope.find(target.name);
        if (object == nullptr || !object->is(Type::Namespace)) {
            fail(Text(MG_TR("template", "\"%1\" is not a namespace."), {target.name}));
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
        scope.set(target.name, value);
        return;
    }
    const auto parts = iterate(value);
    if (parts->size() != target.parts.size() || value.isUndefined()) {
        fail(Text(MG_TR("template", "%1 values cannot be given to %2 names."),
                  {std::to_string(parts->size()), std::to_string(target.parts.size())}));
    }
    for (size_t i = 0; i < parts->size(); ++i) {
        assign(target.parts[i], (*parts)[i], scope);
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

}  // namespace marginalia::jinja
