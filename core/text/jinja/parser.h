// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/text/jinja/ast.h"
#include "core/text/jinja/lexer.h"

#include <set>
#include <string>
#include <vector>

namespace marginalia::jinja {

/// Jinja's grammar as far as models.md 4.4 needs it; statements in parser.cpp and
/// parser_blocks.cpp, expressions in parser_expressions.cpp and parser_primaries.cpp.
class Parser {
public:
    explicit Parser(std::vector<Token> tokens) : m_tokens(std::move(tokens)) {}

    Nodes run();
    bool hasGeneration() const { return m_hasGeneration; }

private:
    using Names = std::vector<std::string>;

    const Token& now() const { return m_tokens[m_at]; }
    const Token& peek() const { return m_tokens[std::min(m_at + 1, m_tokens.size() - 1)]; }
    Token take() { return m_tokens[m_at + 1 < m_tokens.size() ? m_at++ : m_at]; }
    bool isOperator(const char* text) const
    {
        return now().kind == TokenKind::Operator && now().text == text;
    }
    bool isName(const char* text) const
    {
        return now().kind == TokenKind::Name && now().text == text;
    }
    bool skipOperator(const char* text);
    bool skipName(const char* text);
    void expectOperator(const char* text);
    void expectName(const char* text);
    std::string expectAnyName();
    void expectBlockEnd();
    [[noreturn]] void error(const char* pattern, std::vector<std::string> arguments = {}) const;
    [[noreturn]] void unexpected() const;
    /// Counts the links of a chain such as a + b + c: as a tree it is as deep as long.
    void link(int& count) const;

    // Statements
    Nodes statements(const Names& ends);
    std::unique_ptr<Node> statement();
    std::unique_ptr<Node> node(NodeKind kind) const;
    std::unique_ptr<Node> ifStatement();
    std::unique_ptr<Node> forStatement();
    std::unique_ptr<Node> setStatement();
    std::unique_ptr<Node> macroStatement();
    std::unique_ptr<Node> callStatement();
    std::unique_ptr<Node> filterStatement();
    std::unique_ptr<Node> withStatement();
    std::unique_ptr<Node> generationStatement();
    std::unique_ptr<Node> blockStatement();
    std::unique_ptr<Node> autoescapeStatement();
    Nodes body(const char* end);
    void signature(MacroNode& macro);
    void macroBody(MacroNode& macro, const char* end);
    Target target(bool withNamespace, bool inFor);
    Target targetPart();
    std::string targetName();

    // Expressions, loosest first
    ExprPtr tuple(bool withChoice, bool explicitParentheses = false, const char* end = nullptr);
    ExprPtr expression(bool withChoice = true);
    ExprPtr orExpression();
    ExprPtr andExpression();
    ExprPtr notExpression();
    ExprPtr compare();
    ExprPtr sum();
    ExprPtr concat();
    ExprPtr product();
    ExprPtr power();
    ExprPtr unary(bool withFilter = true);
    ExprPtr primary();
    ExprPtr unplaced();
    ExprPtr postfix(ExprPtr value);
    ExprPtr filtered(ExprPtr value);
    ExprPtr filter(ExprPtr value, bool first);
    ExprPtr test(ExprPtr value);
    ExprPtr subscript(ExprPtr value);
    ExprPtr subscribed();
    ExprPtr list();
    ExprPtr dict();
    void callArguments(Expr& call);
    ExprPtr make(ExprKind kind) const;
    ExprPtr constant(Value value) const;
    bool startsTestArgument() const;

    std::vector<Token> m_tokens;
    size_t m_at = 0;
    int m_depth = 0;
    int m_groups = 0;  ///< open groups of names
    bool m_hasGeneration = false;
    std::set<std::string> m_blocks;    ///< names of blocks so far
    std::vector<std::string> m_names;  ///< every name read, to see what a macro's body uses
    int m_loops = 0;                   ///< enclosing for statements, for break and continue
};

}  // namespace marginalia::jinja
