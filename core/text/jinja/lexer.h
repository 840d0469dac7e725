// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/text/jinja/value.h"

#include <string>
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
    int line;
    Value number;
};

/// Jinja's lexer with trim_blocks and lstrip_blocks (models.md 4.3).
std::vector<Token> tokenize(const std::string& source);

}  // namespace marginalia::jinja
