// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/text/jinja/value.h"

#include <string>
#include <string_view>
#include <vector>

namespace marginalia::jinja {

enum class TokenKind : std::uint8_t {
    Data,
    BlockBegin,
    BlockEnd,
    VariableBegin,
    VariableEnd,
    Name,
    String,
    Integer,
    Float,
    Operator,
    End
};

struct Token {
    TokenKind kind;
    std::string text;  ///< strings: their value
    Place place;
    Value number;
};

/// The value of a text between quotes: Python's escapes.
std::string unescaped(std::string_view body, Place place);

/// Jinja's lexer with trim_blocks and lstrip_blocks (models.md 4.3).
std::vector<Token> tokenize(const std::string& source);

}  // namespace marginalia::jinja
