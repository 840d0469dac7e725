// SPDX-License-Identifier: Apache-2.0
#include "core/text/jinja/parser.h"

#include <algorithm>
#include <array>

namespace marginalia::jinja {

namespace {

constexpr int kDeepestExpression = 150;

/// Counts a level of nested expressions and gives it back.
class Nesting {
public:
    explicit Nesting(int& depth) : m_depth(depth) { ++m_depth; }
    ~Nesting() { --m_depth; }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;

private:
    int& m_depth;
};

bool oneOf(const Token& token, std::initializer_list<const char*> texts)
{
    return token.kind == TokenKind::Operator &&
           std::any_of(texts.begin(), texts.end(),
                       [&](const char* text) { return token.text == text; });
}

}  // namespace

ExprPtr Parser::make(ExprKind kind) const
{
    auto out = std::make_unique<Expr>();
    out->kind = kind;
    out->place = now().place;
    return out;
}

ExprPtr Parser::constant(Value value) const
{
    ExprPtr out = make(ExprKind::Constant);
    out->constant = std::move(value);
    return out;
}

/// One expression or, with commas, a tuple of them.
ExprPtr Parser::tuple(bool withChoice, bool explicitParentheses, const char* end)
{
    ExprPtr out = make(ExprKind::Tuple);
    bool commas = false;
    const auto ended = [&] {
        return now().kind == TokenKind::VariableEnd || now().kind == TokenKind::BlockEnd ||
               isOperator(")") || (end != nullptr && isName(end));
    };
    while (true) {
        if (!out->children.empty()) {
            if (!skipOperator(",")) {
                break;
            }
            commas = true;
        }
        if (ended()) {
            break;
        }
        out->children.push_back(expression(withChoice));
    }
    if (!commas && !out->children.empty()) {
        return std::move(out->children[0]);
    }
    if (!commas && !explicitParentheses) {
        error(MG_TR("template", "An expression is expected before \"%1\"."), {now().text});
    }
    return out;
}

ExprPtr Parser::expression(bool withChoice)
{
    const Nesting nesting(m_depth);
    if (m_depth > kDeepestExpression) {
        error(MG_TR("template", "Expressions are nested too deeply."));
    }
    ExprPtr value = orExpression();
    for (int links = 0; withChoice && skipName("if"); link(links)) {
        ExprPtr choice = make(ExprKind::Choice);
        choice->children.push_back(std::move(value));
        choice->children.push_back(orExpression());
        choice->children.push_back(skipName("else") ? expression() : nullptr);
        value = std::move(choice);
    }
    return value;
}

ExprPtr Parser::orExpression()
{
    ExprPtr left = andExpression();
    for (int links = 0; isName("or"); link(links)) {
        ExprPtr out = make(ExprKind::Or);
        take();
        out->children.push_back(std::move(left));
        out->children.push_back(andExpression());
        left = std::move(out);
    }
    return left;
}

ExprPtr Parser::andExpression()
{
    ExprPtr left = notExpression();
    for (int links = 0; isName("and"); link(links)) {
        ExprPtr out = make(ExprKind::And);
        take();
        out->children.push_back(std::move(left));
        out->children.push_back(notExpression());
        left = std::move(out);
    }
    return left;
}

ExprPtr Parser::notExpression()
{
    if (!isName("not")) {
        return compare();
    }
    const Nesting nesting(m_depth);
    if (m_depth > kDeepestExpression) {
        error(MG_TR("template", "Expressions are nested too deeply."));
    }
    ExprPtr out = make(ExprKind::Not);
    take();
    out->children.push_back(notExpression());
    return out;
}

ExprPtr Parser::compare()
{
    ExprPtr left = sum();
    ExprPtr out = make(ExprKind::Compare);
    while (true) {
        std::string name;
        if (oneOf(now(), {"==", "!=", "<", "<=", ">", ">="})) {
            name = take().text;
        } else if (skipName("in")) {
            name = "in";
        } else if (isName("not") && peek().kind == TokenKind::Name && peek().text == "in") {
            take();
            take();
            name = "not in";
        } else {
            break;
        }
        out->operators.push_back(name);
        out->children.push_back(sum());
    }
    if (out->operators.empty()) {
        return left;
    }
    out->children.insert(out->children.begin(), std::move(left));
    return out;
}

ExprPtr Parser::sum()
{
    ExprPtr left = concat();
    for (int links = 0; oneOf(now(), {"+", "-"}); link(links)) {
        ExprPtr out = make(ExprKind::Binary);
        out->name = take().text;
        out->children.push_back(std::move(left));
        out->children.push_back(concat());
        left = std::move(out);
    }
    return left;
}

ExprPtr Parser::concat()
{
    ExprPtr first = product();
    if (!isOperator("~")) {
        return first;
    }
    ExprPtr out = make(ExprKind::Concat);
    out->children.push_back(std::move(first));
    while (skipOperator("~")) {
        out->children.push_back(product());
    }
    return out;
}

ExprPtr Parser::product()
{
    ExprPtr left = power();
    for (int links = 0; oneOf(now(), {"*", "/", "//", "%"}); link(links)) {
        ExprPtr out = make(ExprKind::Binary);
        out->name = take().text;
        out->children.push_back(std::move(left));
        out->children.push_back(power());
        left = std::move(out);
    }
    return left;
}

ExprPtr Parser::power()
{
    ExprPtr left = unary();
    for (int links = 0; isOperator("**"); link(links)) {
        ExprPtr out = make(ExprKind::Binary);
        out->name = take().text;
        out->children.push_back(std::move(left));
        out->children.push_back(unary());
        left = std::move(out);
    }
    return left;
}

ExprPtr Parser::unary(bool withFilter)
{
    const Nesting nesting(m_depth);
    if (m_depth > kDeepestExpression) {
        error(MG_TR("template", "Expressions are nested too deeply."));
    }
    ExprPtr value;
    if (isOperator("-") || isOperator("+")) {
        value = make(isOperator("-") ? ExprKind::Negative : ExprKind::Positive);
        take();
        value->children.push_back(unary(false));
    } else {
        value = primary();
    }
    value = postfix(std::move(value));
    return withFilter ? filtered(std::move(value)) : std::move(value);
}

}  // namespace marginalia::jinja
