// SPDX-License-Identifier: Apache-2.0
#include "core/text/jinja/value.h"

#include "core/text/unicode.h"

#include <algorithm>

namespace marginalia::jinja {

namespace {

// Deeper values would need as deep a recursion wherever they are printed, compared or freed.
constexpr int kDeepestValue = 200;
constexpr size_t kManyKeys = 12;

int deeper(int depth)
{
    if (depth >= kDeepestValue) {
        fail(MG_TR("template", "A value is nested more than 200 deep."));
    }
    return depth + 1;
}

int deepest(const Values& items)
{
    int depth = 0;
    for (const Value& item : items) {
        depth = std::max(depth, item.depth());
    }
    return deeper(depth);
}

}  // namespace

void fail(Text what, ErrorKind kind)
{
    throw TemplateError{kind, std::move(what)};
}

Value Value::undefined(std::string what)
{
    Value out;
    out.m_object = std::make_shared<std::string>(std::move(what));
    return out;
}

Value Value::none()
{
    Value out;
    out.m_type = Type::None;
    return out;
}

Value Value::boolean(bool value)
{
    Value out;
    out.m_type = Type::Bool;
    out.m_int = value ? 1 : 0;
    return out;
}

Value Value::integer(Int value)
{
    Value out;
    out.m_type = Type::Int;
    out.m_int = value;
    return out;
}

Value Value::real(double value)
{
    Value out;
    out.m_type = Type::Float;
    out.m_float = value;
    return out;
}

Value Value::string(std::string text)
{
    auto object = std::make_shared<StringObject>();
    object->ascii = std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
    object->text = std::move(text);
    return string(std::shared_ptr<const StringObject>(std::move(object)));
}

Value Value::string(std::shared_ptr<const StringObject> object)
{
    Value out;
    out.m_type = Type::String;
    out.m_object = std::const_pointer_cast<StringObject>(std::move(object));
    return out;
}

Value Value::bytes(std::string bytes)
{
    Value out = string(std::move(bytes));
    out.m_type = Type::Bytes;
    return out;
}

Value Value::list(Values items, Type type)
{
    auto object = std::make_shared<ListObject>();
    object->depth = deepest(items);
    object->items = std::move(items);
    Value out;
    out.m_type = type;
    out.m_object = std::move(object);
    return out;
}

Value Value::view(const char* name, Values items)
{
    Value out = list(std::move(items), Type::View);
    out.listObject().name = name;
    return out;
}

Value Value::dict(DictObject object)
{
    Value out;
    out.m_type = Type::Dict;
    out.m_object = std::make_shared<DictObject>(std::move(object));
    return out;
}

Value Value::range(RangeObject object)
{
    Value out;
    out.m_type = Type::Range;
    out.m_object = std::make_shared<RangeObject>(object);
    return out;
}

Value Value::nameSpace(NamespaceObject* object)
{
    Value out;
    out.m_type = Type::Namespace;
    out.m_namespace = object;
    return out;
}

Value Value::macro(MacroObject object)
{
    Value out;
    out.m_type = Type::Macro;
    out.m_object = std::make_shared<MacroObject>(object);
    return out;
}

Value Value::method(MethodObject object)
{
    Value out;
    out.m_type = Type::Method;
    out.m_object = std::make_shared<MethodObject>(std::move(object));
    return out;
}

Value Value::function(std::string name)
{
    Value out = undefined(std::move(name));
    out.m_type = Type::Function;
    return out;
}

Value Value::loop(std::shared_ptr<LoopObject> object)
{
    Value out;
    out.m_type = Type::Loop;
    out.m_object = std::move(object);
    return out;
}

Value Value::fromJson(const Json& json, int depth)
{
    const int next = deeper(depth);
    switch (json.type()) {
        case Json::value_t::boolean:
            return boolean(json.get<bool>());
        case Json::value_t::number_integer:
            return integer(json.get<std::int64_t>());
        case Json::value_t::number_unsigned:
            return integer(json.get<std::uint64_t>());
        case Json::value_t::number_float:
            return real(json.get<double>());
        case Json::value_t::string: {
            const auto& text = json.get_ref<const std::string&>();
            return string(unicode::valid(text) ? text : unicode::lossy(text));
        }
        case Json::value_t::array: {
            Values items;
            for (const Json& item : json) {
                items.push_back(fromJson(item, next));
            }
            return list(std::move(items));
        }
        case Json::value_t::object: {
            DictObject object;
            for (const auto& [key, item] : json.items()) {
                object.set(string(unicode::lossy(key)), fromJson(item, next));
            }
            return dict(std::move(object));
        }
        default:
            return none();
    }
}

const std::string& Value::name() const
{
    static const std::string kNothing;
    return m_object != nullptr ? *static_cast<const std::string*>(m_object.get()) : kNothing;
}

int Value::depth() const
{
    switch (m_type) {
        case Type::List:
        case Type::Tuple:
        case Type::Generator:
        case Type::View:
        case Type::Cycler:
        case Type::Joiner:
            return listObject().depth;
        case Type::Dict:
            return dictObject().depth;
        case Type::Method:
            return methodObject().self.depth();
        default:
            return 0;
    }
}

bool Value::truth() const
{
    switch (m_type) {
        case Type::Undefined:
        case Type::None:
            return false;
        case Type::Bool:
        case Type::Int:
            return m_int != 0;
        case Type::Float:
            return m_float != 0;
        case Type::String:
        case Type::Bytes:
            return !text().empty();
        case Type::List:
        case Type::Tuple:
        case Type::View:
            return !items().empty();
        case Type::Dict:
            return !dictObject().items.empty();
        case Type::Range:
            return rangeObject().count > 0;
        default:
            return true;
    }
}

bool Value::same(const Value& other) const
{
    if (m_type != other.m_type) {
        return false;
    }
    if (m_type == Type::None || m_type == Type::Bool || m_type == Type::Int) {
        return m_int == other.m_int;
    }
    return m_object == other.m_object && m_namespace == other.m_namespace && m_object != nullptr;
}

const Value* DictObject::find(std::string_view key) const
{
    if (items.size() > kManyKeys) {
        const auto found = index.find(key);
        return found == index.end() ? nullptr : &items[found->second].second;
    }
    for (const auto& [name, value] : items) {
        if (name.isString() && name.text() == key) {
            return &value;
        }
    }
    return nullptr;
}

const Value* DictObject::find(const Value& key) const
{
    if (key.isString()) {
        return find(std::string_view(key.text()));
    }
    for (const auto& [name, value] : items) {
        if (!name.isString() && equal(name, key)) {
            return &value;
        }
    }
    return nullptr;
}

void DictObject::set(Value key, Value value)
{
    depth = std::max(depth, deeper(std::max(value.depth(), key.depth())));
    if (const Value* found = find(key)) {
        *const_cast<Value*>(found) = std::move(value);
        return;
    }
    if (key.isString()) {
        index.emplace(key.text(), items.size());
    }
    items.emplace_back(std::move(key), std::move(value));
}

const char* typeName(const Value& value)
{
    switch (value.type()) {
        case Type::Undefined:
            return "Undefined";
        case Type::None:
            return "NoneType";
        case Type::Bool:
            return "bool";
        case Type::Int:
            return "int";
        case Type::Float:
            return "float";
        case Type::String:
            return "str";
        case Type::Bytes:
            return "bytes";
        case Type::List:
            return "list";
        case Type::Tuple:
            return "tuple";
        case Type::Generator:
            return "generator";
        case Type::Dict:
            return "dict";
        case Type::View:
            return "dict view";
        case Type::Range:
            return "range";
        case Type::Namespace:
            return "Namespace";
        case Type::Macro:
            return "Macro";
        case Type::Method:
        case Type::Function:
            return "function";
        case Type::Loop:
            return "LoopContext";
        case Type::Cycler:
            return "Cycler";
        case Type::Joiner:
            return "Joiner";
    }
    return "object";
}

}  // namespace marginalia::jinja
