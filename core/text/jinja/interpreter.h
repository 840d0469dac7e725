// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/text/jinja/ast.h"
#include "core/text/jinja/budget.h"

#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace marginalia::jinja {

/// Variables of a block; found through the parents, set here.
struct Scope {
    Scope* parent = nullptr;
    std::vector<std::pair<std::string, Value>> variables;
    bool captured = false;  ///< a macro may read it later

    const Value* find(const std::string& name) const;
    void set(const std::string& name, Value value);
};

/// Arguments of a call, filter or test.
struct Arguments {
    Values values;
    std::vector<std::pair<std::string, Value>> named;

    /// Argument `index` or the one called `name`, or null.
    const Value* find(size_t index, const char* name) const;
    /// An error when there is another one than the `count` named in `names`.
    void check(const char* what, std::initializer_list<const char*> names) const;
    /// A whole number in reach of widths and counts; `absent` when not given or none.
    std::int64_t whole(size_t index, const char* name, std::int64_t absent) const;
    bool flag(size_t index, const char* name, bool absent) const;
    std::string text(size_t index, const char* name, const std::string& absent) const;
};

struct Output {
    std::string text;
    std::vector<Span> generation;
};

/// The text with where generation blocks wrote it; `markup`: it need not be escaped again.
Value outputValue(Output output, bool markup = false);

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

/// Gives a variable another value for a while, whatever happens.
template <class T>
class Restore {
public:
    Restore(T& place, T now) : m_place(place), m_old(std::exchange(place, now)) {}
    ~Restore() { m_place = m_old; }
    Restore(const Restore&) = delete;
    Restore& operator=(const Restore&) = delete;

private:
    T& m_place;
    T m_old;
};

/// Runs a parsed template once. Throws TemplateError.
class Interpreter {
public:
    /// `now`: what strftime_now sees, "2025-01-31T12:00:00"; empty: the clock.
    explicit Interpreter(std::string now);

    void setGlobal(const std::string& name, Value value) { m_globals.set(name, std::move(value)); }
    Output run(const Nodes& nodes);
    /// Whether all text of generation blocks was printed where `Output::generation` says.
    bool generationKept(const Output& output) const
    {
        return output.generation.size() == m_generations;
    }

    Value filter(const std::string& name, const Value& value, const Arguments& arguments);
    bool test(const std::string& name, const Value& value, const Arguments& arguments);

private:
    enum class Flow { Next, Break, Continue };

    Flow execute(const Nodes& nodes, Scope& scope);
    Flow execute(const Node& node, Scope& scope);
    void print(const Value& value);
    void append(const std::string& text, const std::vector<Span>& generation);
    Value capture(const Nodes& nodes, Scope& scope, Flow& flow);
    void forLoop(const Node& node, const Value& items, Scope& scope, int depth);
    std::shared_ptr<const Values> filtered(const Node& node, const Value& items, Scope& scope);
    Flow setBlock(const Node& node, Scope& scope);
    Flow filterBlock(const Node& node, Scope& scope);
    void callBlock(const Node& node, Scope& scope);
    void with(const Node& node, Scope& scope);
    void generation(const Node& node, Scope& scope);
    Flow autoEscape(const Node& node, Scope& scope);
    void assign(const Target& target, const Value& value, Scope& scope);
    Scope& newScope(Scope* parent);

    Value evaluate(const Expr& expr, Scope& scope);
    Value evaluateName(const Expr& expr, Scope& scope);
    Value evaluateDict(const Expr& expr, Scope& scope);
    Value evaluateItem(const Expr& expr, Scope& scope);
    Value evaluateConcat(const Expr& expr, Scope& scope);
    Value evaluateCompare(const Expr& expr, Scope& scope);
    Value evaluateFilter(const Expr& expr, const Value* input, Scope& scope);
    Values evaluateAll(const std::vector<ExprPtr>& list, Scope& scope);
    Arguments arguments(const Expr& expr, Scope& scope);

    Value call(const Value& callee, Arguments arguments);
    Value callMacro(const MacroObject& macro, Arguments arguments);
    Value callFunction(const std::string& name, const Arguments& arguments);
    Value callLoop(const Value& callee, const Arguments& arguments);
    Value makeNamespace(const Arguments& arguments);
    Value makeRange(const Arguments& arguments);
    static Value makeTurns(const std::string& name, const Arguments& arguments);
    Value strftimeNow(const Arguments& arguments) const;

    Value mapFilter(const Value& value, const Arguments& arguments);
    Value selectFilter(const Value& value, const Arguments& arguments, bool keep, bool byAttribute);

    std::string m_now;
    Budget m_budget;
    std::deque<Scope> m_scopes;
    std::deque<NamespaceObject> m_namespaces;
    Scope m_globals;
    Scope* m_root = nullptr;  ///< of the template's own variables, which is all that blocks see
    Output* m_out = nullptr;
    size_t m_generations = 0;
    /// Jinja decides what is printed where the template stands, and what a macro gives where it is
    /// called.
    bool m_escapes = false;
    bool m_calledEscaping = false;
};

// Shared by the parts of the interpreter.

/// A string or list that the budget knows of.
Value makeString(std::string text);
Value makeList(Values items, Type type = Type::List);
Value makePart(std::shared_ptr<StringObject> object);
/// What a for loop would go through; generators are used up.
std::shared_ptr<const Values> iterate(const Value& value);
Value getAttribute(const Value& value, const std::string& name);
Value getItem(const Value& value, const Value& key);
Value getSlice(const Value& value, const Value& start, const Value& stop, const Value& step);
/// "a.0.b" of map, selectattr, sort: every part as an item.
Value getPath(const Value& value, const Value& path, const Value* absent = nullptr);
Value binary(const std::string& op, const Value& a, const Value& b);
bool compare(const std::string& op, const Value& a, const Value& b);
bool contains(const Value& container, const Value& item);
/// `escaping`: markup among the parts escapes the others, as in an autoescape block.
Value joinTexts(const Values& parts, bool escaping = false);
std::int64_t lengthOf(const Value& value);
/// Number of a whole value; an error when it is none or too large for a length.
std::int64_t toWhole(const Value& value);
std::string toUpper(const std::string& text);
std::string toLower(const std::string& text);
std::string capitalized(const std::string& text);
std::string escaped(const std::string& text);
std::string padded(const std::string& text, std::int64_t width, char side, const std::string& fill);
std::string stripped(const std::string& text, const std::string* characters, bool left, bool right);
std::string replaced(const std::string& text, const std::string& from, const std::string& to,
                     std::int64_t count);
std::vector<std::string> lines(const std::string& text, bool keepEnds);
/// printf-like formatting with %.
std::string formatted(const std::string& pattern, const Value& arguments);
bool hasMethod(const Value& value, const std::string& name);
Value callMethod(const MethodObject& method, const Arguments& arguments);

Value applyFilter(const std::string& name, const Value& value, const Arguments& arguments);
bool applyTest(const std::string& name, const Value& value, const Arguments& arguments);

}  // namespace marginalia::jinja
