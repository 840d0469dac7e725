// SPDX-License-Identifier: Apache-2.0
#include "core/text/jinja/string_methods.h"
#include "core/text/unicode.h"

#include <algorithm>
#include <map>
#include <set>

namespace marginalia::jinja {

namespace {

Value dictView(const Value& self, const std::string& name)
{
    Values out;
    for (const auto& [key, value] : self.dictObject().items) {
        if (name == "items") {
            out.push_back(makeList({key, value}, Type::Tuple));
        } else {
            out.push_back(name == "keys" ? key : value);
        }
    }
    spend(1, out.size() * sizeof(Value));
    return Value::view(("dict_" + name).c_str(), std::move(out));
}

Value dictMethod(const Value& self, const std::string& name, const Arguments& arguments)
{
    if (name == "get") {
        arguments.check("get", {"key", "default"});
        if (arguments.values.empty()) {
            fail(MG_TR("template", "get needs a key."));
        }
        const Value* found = self.dictObject().find(arguments.values[0]);
        return found != nullptr              ? *found
               : arguments.values.size() > 1 ? arguments.values[1]
                                             : Value::none();
    }
    arguments.check(name.c_str(), {});
    return name == "copy" ? self : dictView(self, name);
}

Value listMethod(const Value& self, const std::string& name, const Arguments& arguments)
{
    if (name == "copy") {
        return self;
    }
    if (arguments.values.size() != 1) {
        fail(Text(MG_TR("template", "\"%1\" takes one argument."), {name}));
    }
    const auto matches = [&](const Value& item) { return equal(item, arguments.values[0]); };
    const Values& items = self.items();
    if (name == "count") {
        return Value::integer(std::count_if(items.begin(), items.end(), matches));
    }
    const auto found = std::find_if(items.begin(), items.end(), matches);
    if (found == items.end()) {
        fail(MG_TR("template", "The value is not in the list."));
    }
    return Value::integer(found - items.begin());
}

Value loopMethod(const Value& self, const std::string& name, const Arguments& arguments)
{
    LoopObject& loop = self.loopObject();
    if (name == "cycle") {
        if (arguments.values.empty()) {
            fail(MG_TR("template", "loop.cycle needs values."));
        }
        return arguments.values[loop.index % arguments.values.size()];
    }
    Value now = makeList(arguments.values, Type::Tuple);
    const bool changed = loop.lastChanged.isUndefined() || !equal(loop.lastChanged, now);
    loop.lastChanged = std::move(now);
    return Value::boolean(changed);
}

Method stringMethod(const std::string& name)
{
    for (const MethodTable* table : {&searchMethods(), &formMethods(), &formatMethods()}) {
        if (const auto found = table->find(name); found != table->end()) {
            return found->second;
        }
    }
    return nullptr;
}

/// "UTF-8" and "utf_8" are one encoding.
std::string encodingOf(const Arguments& arguments)
{
    std::string name = toLower(arguments.text(0, "encoding", "utf-8"));
    std::replace(name.begin(), name.end(), '_', '-');
    static const std::map<std::string, std::string> kNames = {
        {"utf-8", "utf-8"},       {"utf8", "utf-8"},      {"ascii", "ascii"},
        {"us-ascii", "ascii"},    {"latin-1", "latin-1"}, {"latin1", "latin-1"},
        {"iso-8859-1", "latin-1"}};
    const auto found = kNames.find(name);
    if (found == kNames.end()) {
        fail(Text(MG_TR("template", "The encoding \"%1\" is not supported."),
                  {quotedForError(name)}),
             ErrorKind::Unsupported);
    }
    return found->second;
}

Value encoded(const Value& self, const Arguments& arguments)
{
    arguments.check("encode", {"encoding", "errors"});
    const std::string encoding = encodingOf(arguments);
    const std::string& text = self.text();
    spend(1 + static_cast<std::int64_t>(text.size() / 16), text.size());
    if (encoding == "utf-8") {
        return Value::bytes(text);
    }
    const std::string errors = arguments.text(1, "errors", "strict");
    const char32_t highest = encoding == "ascii" ? 0x7F : 0xFF;
    std::string out;
    for (size_t at = 0; at < text.size();) {
        const char32_t c = unicode::next(text, at);
        if (c <= highest) {
            out += static_cast<char>(c);
        } else if (errors == "replace") {
            out += '?';
        } else if (errors != "ignore") {
            fail(Text(MG_TR("template", "A character of the text is not in the encoding %1."),
                      {encoding}));
        }
    }
    return Value::bytes(std::move(out));
}

Value decoded(const Value& self, const Arguments& arguments)
{
    arguments.check("decode", {"encoding", "errors"});
    const std::string encoding = encodingOf(arguments);
    const std::string& bytes = self.text();
    spend(1 + static_cast<std::int64_t>(bytes.size() / 16), bytes.size());
    if (encoding == "latin-1") {
        std::u32string text;
        for (const char c : bytes) {
            text += static_cast<unsigned char>(c);
        }
        return makeString(unicode::encode(text));
    }
    const bool whole = encoding == "ascii"
                           ? std::all_of(bytes.begin(), bytes.end(), [](char c) { return c >= 0; })
                           : unicode::valid(bytes);
    if (!whole && arguments.text(1, "errors", "strict") != "replace") {
        fail(Text(MG_TR("template", "The bytes are not in the encoding %1."), {encoding}));
    }
    return makeString(whole ? bytes : unicode::lossy(bytes));
}

Value cyclerMethod(const Value& self, const std::string& name)
{
    ListObject& cycler = self.listObject();
    if (name == "reset") {
        cycler.turn = 0;
        return Value::none();
    }
    return cycler.items[cycler.turn++ % cycler.items.size()];
}

bool isForeignStringMethod(const std::string& name)
{
    static const std::set<std::string> names = {"rpartition",  "translate",   "casefold",
                                                "expandtabs",  "format_map",  "istitle",
                                                "isprintable", "isidentifier"};
    return names.count(name) > 0;
}

}  // namespace

bool hasMethod(const Value& value, const std::string& name)
{
    static const std::set<std::string> kDict = {"get", "items", "keys", "values", "copy"};
    static const std::set<std::string> kList = {"index", "count", "copy"};
    switch (value.type()) {
        case Type::String:
            return stringMethod(name) != nullptr || name == "encode" || isForeignStringMethod(name);
        case Type::Bytes:
            return name == "decode";
        case Type::Cycler:
            return name == "next" || name == "reset";
        case Type::Dict:
            return kDict.count(name) > 0;
        case Type::List:
            return kList.count(name) > 0;
        case Type::Tuple:
            return name == "index" || name == "count";
        case Type::Loop:
            return name == "cycle" || name == "changed";
        default:
            return false;
    }
}

Value callMethod(const MethodObject& method, const Arguments& arguments)
{
    spend(1);
    switch (method.self.type()) {
        case Type::Bytes:
            return decoded(method.self, arguments);
        case Type::Cycler:
            return cyclerMethod(method.self, method.name);
        case Type::String: {
            if (method.name == "encode") {
                return encoded(method.self, arguments);
            }
            const Method found = stringMethod(method.name);
            if (found == nullptr) {
                fail(Text(MG_TR("template", "The method \"%1\" of texts is not supported."),
                          {method.name}),
                     ErrorKind::Unsupported);
            }
            return found(method.self, arguments);
        }
        case Type::Dict:
            return dictMethod(method.self, method.name, arguments);
        case Type::Loop:
            return loopMethod(method.self, method.name, arguments);
        default:
            return listMethod(method.self, method.name, arguments);
    }
}

}  // namespace marginalia::jinja
