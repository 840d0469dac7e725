// SPDX-License-Identifier: Apache-2.0
#include "core/text/jinja/string_methods.h"
#include "core/text/unicode.h"

#include <algorithm>
#include <utility>

namespace marginalia::jinja {

namespace {

/// The method format of texts: "{}", "{0}", "{name[key].attribute!r:>5.2f}" (PEP 3101).
class Formatter {
public:
    Formatter(const std::string& pattern, const Arguments& arguments)
        : m_pattern(pattern), m_arguments(arguments)
    {
    }

    std::string run()
    {
        std::string out;
        while (m_at < m_pattern.size()) {
            const char c = m_pattern[m_at++];
            const bool doubled = m_at < m_pattern.size() && m_pattern[m_at] == c;
            if ((c == '{' || c == '}') && doubled) {
                ++m_at;
                out += c;
            } else if (c == '{') {
                const std::string piece = field();
                spend(1, piece.size());
                out += piece;
            } else if (c == '}') {
                broken();
            } else {
                out += c;
            }
        }
        return out;
    }

private:
    [[noreturn]] static void broken()
    {
        fail(MG_TR("template", "The braces of format do not fit together."));
    }
    char now() const { return m_at < m_pattern.size() ? m_pattern[m_at] : '\0'; }
    std::string until(const char* stops)
    {
        const size_t end = m_pattern.find_first_of(stops, m_at);
        if (end == std::string::npos) {
            broken();
        }
        return m_pattern.substr(std::exchange(m_at, end), end - m_at);
    }

    std::string field()
    {
        Value value = argument(until(".[!:}"));
        while (now() == '.' || now() == '[') {
            value = part(value);
        }
        if (now() == '!') {
            ++m_at;
            const std::string conversion = until(":}");
            if (conversion != "r" && conversion != "s") {
                fail(Text(MG_TR("template", "format has no conversion \"%1\"."), {conversion}));
            }
            value = makeString(conversion == "r" ? toRepr(value) : toText(value));
        }
        std::string how;
        if (now() == ':') {
            ++m_at;
            how = until("{}");
        }
        if (now() != '}') {
            broken();
        }
        ++m_at;
        return how.empty() ? toText(value) : shaped(value, how);
    }

    Value argument(const std::string& name)
    {
        const bool number =
            !name.empty() && name.find_first_not_of("0123456789") == std::string::npos;
        if (name.empty() || number) {
            const size_t index = number ? std::stoul(name.substr(0, 9)) : m_next++;
            if (index < m_arguments.values.size()) {
                return m_arguments.values[index];
            }
        }
        for (const auto& [key, value] : m_arguments.named) {
            if (key == name) {
                return value;
            }
        }
        fail(Text(MG_TR("template", "format has no argument \"%1\"."), {name}));
    }

    Value part(const Value& value)
    {
        if (m_pattern[m_at++] == '.') {
            const std::string name = until(".[!:}");
            // The sandbox hides what begins with an underscore.
            return name.rfind('_', 0) == 0 ? Value::undefined(name) : getAttribute(value, name);
        }
        const std::string key = until("]");
        ++m_at;
        const bool number = !key.empty() && key.size() < 10 &&
                            key.find_first_not_of("0123456789") == std::string::npos;
        return getItem(value, number ? Value::integer(std::stol(key)) : makeString(key));
    }

    /// [[fill]align][0][width][.precision][type]
    static std::string shaped(const Value& value, const std::string& how)
    {
        size_t at = 0;
        std::string fill = " ";
        char align = value.isNumber() ? '>' : '<';
        const size_t first = unicode::lengthOf(how[0]);
        const auto isAlign = [&](size_t i) {
            return i < how.size() && std::string("<>^").find(how[i]) != std::string::npos;
        };
        if (isAlign(first)) {
            fill = how.substr(0, first);
            align = how[first];
            at = first + 1;
        } else if (isAlign(0)) {
            align = how[0];
            at = 1;
        }
        std::string flags;
        while (at < how.size() && std::string("+-# 0").find(how[at]) != std::string::npos) {
            flags += how[at] == '-' ? "" : std::string(1, how[at]);
            ++at;
        }
        std::string width;
        while (at < how.size() && how[at] >= '0' && how[at] <= '9') {
            width += how[at++];
        }
        std::string rest = how.substr(at);
        if (rest.find_first_not_of(".0123456789sdfFeEgGxXo") != std::string::npos ||
            width.size() > 6) {
            fail(Text(MG_TR("template", "The format \"%1\" is not supported."), {how}),
                 ErrorKind::Unsupported);
        }
        const bool typed =
            !rest.empty() && rest.back() != '.' && (rest.back() < '0' || rest.back() > '9');
        const bool zeros = flags.find('0') != std::string::npos;
        if (!typed) {
            rest += rest.empty() || !value.is(Type::Float) ? "s" : "g";
        }
        const Value one = makeList({value}, Type::Tuple);
        const std::string text = formatted("%" + flags + (zeros ? width : "") + rest, one);
        const std::int64_t columns = width.empty() ? 0 : std::stol(width);
        if (align != '^') {
            return padded(text, columns, align == '<' ? 'l' : 'r', fill);
        }
        const std::int64_t length = unicode::count(text);
        const std::int64_t left = std::max<std::int64_t>(columns - length, 0) / 2;
        return padded(padded(text, length + left, 'r', fill), columns, 'l', fill);
    }

    const std::string& m_pattern;
    const Arguments& m_arguments;
    size_t m_at = 0;
    size_t m_next = 0;
};

Value format(const Value& self, const Arguments& arguments)
{
    return makeString(Formatter(self.text(), arguments).run());
}

Value isAscii(const Value& self, const Arguments&)
{
    const std::string& text = self.text();
    return Value::boolean(
        std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; }));
}

}  // namespace

const MethodTable& formatMethods()
{
    static const MethodTable table = {{"format", format}, {"isascii", isAscii}};
    return table;
}

}  // namespace marginalia::jinja
