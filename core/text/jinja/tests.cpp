// SPDX-License-Identifier: Apache-2.0
#include "core/text/jinja/interpreter.h"
#include "core/text/unicode.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <map>

namespace marginalia::jinja {

namespace {

using Test = bool (*)(const Value& value, const Arguments& arguments);

const Value& other(const Arguments& arguments)
{
    if (arguments.values.size() != 1) {
        fail(MG_TR("template", "This test needs one argument."));
    }
    return arguments.values[0];
}

Int rest(const Value& value, const Value& by)
{
    return binary("%", value, by).whole();
}

bool isIterable(const Value& value)
{
    switch (value.type()) {
        case Type::Undefined:
        case Type::String:
        case Type::Bytes:
        case Type::List:
        case Type::Tuple:
        case Type::Generator:
        case Type::Dict:
        case Type::View:
        case Type::Range:
        case Type::Loop:
            return true;
        default:
            return false;
    }
}

bool isSequence(const Value& value)
{
    return isIterable(value) && !value.is(Type::Generator) && !value.is(Type::View) &&
           !value.is(Type::Loop);
}

bool isCallable(const Value& value)
{
    switch (value.type()) {
        case Type::Undefined:
        case Type::Macro:
        case Type::Method:
        case Type::Function:
        case Type::Loop:
        case Type::Joiner:
            return true;
        default:
            return false;
    }
}

/// str(value).islower() and isupper().
bool hasCase(const Value& value, bool upper)
{
    const Value text = makeString(toText(value));
    return callMethod({text, upper ? "isupper" : "islower"}, {}).truth();
}

const std::map<std::string, Test>& tests()
{
    static const auto equals = [](const Value& v, const Arguments& a) {
        return compare("==", v, other(a));
    };
    static const auto differs = [](const Value& v, const Arguments& a) {
        return compare("!=", v, other(a));
    };
    static const auto isLess = [](const Value& v, const Arguments& a) {
        return compare("<", v, other(a));
    };
    static const auto isMost = [](const Value& v, const Arguments& a) {
        return compare("<=", v, other(a));
    };
    static const auto isMore = [](const Value& v, const Arguments& a) {
        return compare(">", v, other(a));
    };
    static const auto isLeast = [](const Value& v, const Arguments& a) {
        return compare(">=", v, other(a));
    };
    static const std::map<std::string, Test> all = {
        {"defined", [](const Value& v, const Arguments&) { return !v.isUndefined(); }},
        {"undefined", [](const Value& v, const Arguments&) { return v.isUndefined(); }},
        {"none", [](const Value& v, const Arguments&) { return v.isNone(); }},
        {"string", [](const Value& v, const Arguments&) { return v.isString(); }},
        {"mapping", [](const Value& v, const Arguments&) { return v.isDict(); }},
        {"iterable", [](const Value& v, const Arguments&) { return isIterable(v); }},
        {"sequence", [](const Value& v, const Arguments&) { return isSequence(v); }},
        {"callable", [](const Value& v, const Arguments&) { return isCallable(v); }},
        {"number", [](const Value& v, const Arguments&) { return v.isNumber(); }},
        {"integer", [](const Value& v, const Arguments&) { return v.is(Type::Int); }},
        {"float", [](const Value& v, const Arguments&) { return v.is(Type::Float); }},
        {"boolean", [](const Value& v, const Arguments&) { return v.is(Type::Bool); }},
        {"true", [](const Value& v, const Arguments&) { return v.is(Type::Bool) && v.truth(); }},
        {"false", [](const Value& v, const Arguments&) { return v.is(Type::Bool) && !v.truth(); }},
        {"even", [](const Value& v, const Arguments&) { return rest(v, Value::integer(2)) == 0; }},
        {"odd", [](const Value& v, const Arguments&) { return rest(v, Value::integer(2)) == 1; }},
        {"divisibleby", [](const Value& v, const Arguments& a) { return rest(v, other(a)) == 0; }},
        {"sameas", [](const Value& v, const Arguments& a) { return v.same(other(a)); }},
        {"in", [](const Value& v, const Arguments& a) { return contains(other(a), v); }},
        {"lower", [](const Value& v, const Arguments&) { return hasCase(v, false); }},
        {"upper", [](const Value& v, const Arguments&) { return hasCase(v, true); }},
        {"escaped",
         [](const Value& v, const Arguments&) { return v.isString() && v.stringObject().markup; }},
        {"filter",
         [](const Value& v, const Arguments&) {
             return v.isString() && (isFilter(v.text()) || isForeignFilter(v.text()));
         }},
        {"test", [](const Value& v, const Arguments&) { return v.isString() && isTest(v.text()); }},
        {"eq", equals},
        {"equalto", equals},
        {"==", equals},
        {"ne", differs},
        {"!=", differs},
        {"lt", isLess},
        {"lessthan", isLess},
        {"<", isLess},
        {"le", isMost},
        {"<=", isMost},
        {"gt", isMore},
        {"greaterthan", isMore},
        {">", isMore},
        {"ge", isLeast},
        {">=", isLeast},
    };
    return all;
}

}  // namespace

bool isTest(const std::string& name)
{
    return tests().count(name) > 0;
}

bool applyTest(const std::string& name, const Value& value, const Arguments& arguments)
{
    const auto found = tests().find(name);
    if (found == tests().end()) {
        fail(Text(MG_TR("template", "The test \"%1\" is not known."), {name}));
    }
    spend(1);
    return found->second(value, arguments);
}

}  // namespace marginalia::jinja
