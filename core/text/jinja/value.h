// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace marginalia::jinja {

/// Python integers as far as templates need them.
__extension__ using Int = __int128;

/// Where in a template, both from 1; the column counts code points.
struct Place {
    int line = 0;
    int column = 0;
};

/// Thrown inside parse and render only; both turn it into an Error at their border.
struct TemplateError {
    ErrorKind kind;
    Text what;
    Place place = {};
};
[[noreturn]] void fail(Text what, ErrorKind kind = ErrorKind::Invalid);

enum class Type : std::uint8_t {
    Undefined,
    None,
    Bool,
    Int,
    Float,
    String,
    Bytes,  ///< what encode() gives: a StringObject that is no text
    List,
    Tuple,
    Generator,  ///< what map, select and their like give: read once, no length, no index
    Dict,
    View,  ///< dict.items() and its like: has a length, prints its name
    Range,
    Namespace,
    Macro,
    Method,
    Function,
    Loop,
    Cycler,  ///< cycler(a, b): its values and whose turn it is
    Joiner   ///< joiner('; '): its separator, nothing the first time
};

class Value;
struct Scope;
struct MacroNode;
using Values = std::vector<Value>;

/// Bytes of a string that a generation block wrote.
using Span = std::pair<size_t, size_t>;

struct StringObject {
    std::string text;
    bool ascii = false;
    bool markup = false;           ///< escaped or marked safe: + escapes what is joined to it
    std::vector<Span> generation;  ///< in bytes of `text`
};

struct ListObject {
    Values items;
    int depth = 1;
    bool consumed = false;  ///< generators
    std::string name;       ///< views: "dict_items"
    size_t turn = 0;        ///< cyclers and joiners: calls so far
};

struct DictObject {
    std::vector<std::pair<Value, Value>> items;
    int depth = 1;
    std::map<std::string, size_t, std::less<>> index;  ///< of text keys, once there are many

    const Value* find(const Value& key) const;
    const Value* find(std::string_view key) const;
    void set(Value key, Value value);
};

struct RangeObject {
    std::int64_t start;
    std::int64_t step;
    std::int64_t count;
};

/// Owned by the render, because a namespace may hold itself.
struct NamespaceObject {
    std::vector<std::pair<std::string, Value>> attributes;
};

struct MacroObject {
    const MacroNode* node = nullptr;
    Scope* scope = nullptr;  ///< where it was written
    bool caller = false;     ///< the body of a call block
    bool escapes = false;    ///< written inside of an autoescape block
};

struct MethodObject;
struct LoopObject;

/// A value as Python would have it. Copies share; nothing but namespaces, loops, cyclers and
/// joiners can change.
class Value {
public:
    Value() = default;
    static Value undefined(std::string what);
    static Value none();
    static Value boolean(bool value);
    static Value integer(Int value);
    static Value real(double value);
    static Value string(std::string text);
    static Value string(std::shared_ptr<const StringObject> object);
    static Value bytes(std::string bytes);
    static Value list(Values items, Type type = Type::List);
    static Value view(const char* name, Values items);
    static Value dict(DictObject object);
    static Value range(RangeObject object);
    static Value nameSpace(NamespaceObject* object);
    static Value macro(MacroObject object);
    static Value method(MethodObject object);
    static Value function(std::string name);
    static Value loop(std::shared_ptr<LoopObject> object);
    static Value fromJson(const Json& json, int depth = 0);

    Type type() const { return m_type; }
    bool is(Type type) const { return m_type == type; }
    bool isUndefined() const { return m_type == Type::Undefined; }
    bool isNone() const { return m_type == Type::None; }
    bool isString() const { return m_type == Type::String; }
    bool isDict() const { return m_type == Type::Dict; }
    /// Integers and booleans.
    bool isWhole() const { return m_type == Type::Int || m_type == Type::Bool; }
    bool isNumber() const { return isWhole() || m_type == Type::Float; }

    bool truth() const;
    Int whole() const { return m_int; }
    double number() const { return m_type == Type::Float ? m_float : static_cast<double>(m_int); }
    const std::string& text() const { return stringObject().text; }
    const StringObject& stringObject() const
    {
        return *static_cast<const StringObject*>(m_object.get());
    }
    const Values& items() const { return listObject().items; }
    ListObject& listObject() const { return *static_cast<ListObject*>(m_object.get()); }
    const DictObject& dictObject() const { return *static_cast<const DictObject*>(m_object.get()); }
    const RangeObject& rangeObject() const
    {
        return *static_cast<const RangeObject*>(m_object.get());
    }
    NamespaceObject& nameSpaceObject() const { return *m_namespace; }
    const MacroObject& macroObject() const
    {
        return *static_cast<const MacroObject*>(m_object.get());
    }
    const MethodObject& methodObject() const
    {
        return *static_cast<const MethodObject*>(m_object.get());
    }
    LoopObject& loopObject() const { return *static_cast<LoopObject*>(m_object.get()); }
    /// Undefined: what was looked for. Function: its name.
    const std::string& name() const;
    int depth() const;

    /// Whether both are the same object or the same small constant.
    bool same(const Value& other) const;

private:
    Type m_type = Type::Undefined;
    Int m_int = 0;
    double m_float = 0;
    NamespaceObject* m_namespace = nullptr;
    std::shared_ptr<void> m_object;
};

struct MethodObject {
    Value self;
    std::string name;
};

/// State of a running for loop; `loop` of the template.
struct LoopObject {
    std::shared_ptr<const Values> items;
    size_t index = 0;
    int depth = 1;
    const void* node = nullptr;  ///< the statement, for loop(...) of recursive loops
    Scope* scope = nullptr;
    Value lastChanged;
};

/// Every visited value costs a step, and none may be deeper than 200: shared lists in lists can be
/// exponentially many.
void checkDepth(int depth);
/// "\x1b" or "\u200b": a character as an escape.
std::string hexEscape(char kind, int digits, unsigned value);

/// Python's str() and repr().
std::string toText(const Value& value);
std::string toRepr(const Value& value, int depth = 0);
std::string floatRepr(double value);
std::string intText(Int value);
std::string stringRepr(const std::string& text);
std::string bytesRepr(const std::string& bytes);
/// json.dumps without ASCII escapes; `indent` below 0: one line.
struct JsonStyle {
    bool lines = false;  ///< one item a line
    std::string indent;  ///< of every level, with lines
    bool sortKeys = false;
    bool ascii = false;
    std::string itemSeparator;
    std::string keySeparator = ": ";
};
std::string toJsonText(const Value& value, const JsonStyle& style);

bool equal(const Value& a, const Value& b, int depth = 0);
/// Whether a < b; mixed kinds are an error.
bool less(const Value& a, const Value& b, int depth = 0);
/// "str", "NoneType": Python's name of the type, for messages.
const char* typeName(const Value& value);

}  // namespace marginalia::jinja
