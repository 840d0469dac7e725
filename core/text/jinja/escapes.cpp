// SPDX-License-Identifier: Apache-2.0
#include "core/text/jinja/lexer.h"
#include "core/text/unicode.h"

#include <algorithm>
#include <cstdlib>

namespace marginalia::jinja {

namespace {

void escapeCode(std::string_view body, size_t& at, size_t digits, Place place, std::string& out)
{
    const std::string text(body.substr(at, digits));
    char* stop = nullptr;
    const unsigned long code = std::strtoul(text.c_str(), &stop, 16);
    if (text.size() != digits || *stop != '\0' || text[0] == '-' || text[0] == '+' ||
        text[0] == ' ' || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) {
        throw TemplateError{
            ErrorKind::Parse,
            Text(MG_TR("template", "The escape \"%1\" is not a character."), {text}), place};
    }
    unicode::append(out, static_cast<char32_t>(code));
    at += digits;
}

}  // namespace

std::string unescaped(std::string_view body, Place place)
{
    std::string out;
    for (size_t at = 0; at < body.size();) {
        if (body[at] != '\\') {
            out += body[at++];
            continue;
        }
        const char kind = body[at + 1];
        at += 2;
        constexpr std::string_view kFrom = "ntrbfav\\'\"";
        constexpr std::string_view kTo = "\n\t\r\b\f\a\v\\'\"";
        if (const size_t plain = kFrom.find(kind); plain != std::string_view::npos) {
            out += kTo[plain];
        } else if (kind == '\n') {
            continue;
        } else if (kind == 'x' || kind == 'u' || kind == 'U') {
            escapeCode(body, at, kind == 'x' ? 2 : kind == 'u' ? 4 : 8, place, out);
        } else if (kind >= '0' && kind <= '7') {
            auto code = static_cast<char32_t>(kind - '0');
            for (int i = 0; i < 2 && at < body.size() && body[at] >= '0' && body[at] <= '7'; ++i) {
                code = code * 8 + static_cast<char32_t>(body[at++] - '0');
            }
            unicode::append(out, code);
        } else {
            out += '\\';
            out += kind;
        }
    }
    return out;
}

}  // namespace marginalia::jinja
