// SPDX-License-Identifier: Apache-2.0
#include "core/text/jinja/parser.h"

#include <algorithm>
#include <array>

namespace marginalia::jinja {

ExprPtr Parser::primary()
{
    const Place begin = now().place;
    ExprPtr out = unplaced();
    out->place = begin;
    return out;
}

ExprPtr Parser::unplaced()
{
    const Token token = now();
    switch (token.kind) {
        case TokenKind::Name: {
            take();
            if (token.text == "true" || token.text == "True" || token.text == "false" ||
                token.text == "False") {
                return constant(Value::boolean(token.text[0] == 't' || token.text[0] == 'T'));
            }
            if (token.text == "none" || token.text == "None") {
                return constant(Value::none());
            }
            ExprPtr out = make(ExprKind::Name);
            out->name = token.text;
            m_names.push_back(token.text);
            return out;
        }
        case TokenKind::String: {
            std::string text;
            while (now().kind == TokenKind::String) {
                text += take().text;
            }
            return constant(Value::string(text));
        }
        case TokenKind::Integer:
        case TokenKind::Float:
            take();
            return constant(token.number);
        default:
            break;
    }
    if (skipOperator("(")) {
        ExprPtr out = tuple(true, true);
        expectOperator(")");
        return out;
    }
    if (isOperator("[")) {
        return list();
    }
    if (isOperator("{")) {
        return dict();
    }
    unexpected();
}

ExprPtr Parser::list()
{
    ExprPtr out = make(ExprKind::List);
    take();
    while (!isOperator("]")) {
        if (!out->children.empty()) {
            expectOperator(",");
        }
        if (isOperator("]")) {
            break;
        }
        out->children.push_back(expression());
    }
    expectOperator("]");
    return out;
}

ExprPtr Parser::dict()
{
    ExprPtr out = make(ExprKind::Dict);
    take();
    while (!isOperator("}")) {
        if (!out->children.empty()) {
            expectOperator(",");
        }
        if (isOperator("}")) {
            break;
        }
        out->children.push_back(expression());
        expectOperator(":");
        out->children.push_back(expression());
    }
    expectOperator("}");
    return out;
}

ExprPtr Parser::postfix(ExprPtr value)
{
    for (int links = 0;; link(links)) {
        if (isOperator(".") || isOperator("[")) {
            value = subscript(std::move(value));
        } else if (isOperator("(")) {
            ExprPtr out = make(ExprKind::Call);
            out->children.push_back(std::move(value));
            callArguments(*out);
            value = std::move(out);
        } else {
            return value;
        }
    }
}

ExprPtr Parser::filtered(ExprPtr value)
{
    for (int links = 0;; link(links)) {
        if (isOperator("|")) {
            value = filter(std::move(value), false);
        } else if (isName("is")) {
            value = test(std::move(value));
        } else if (isOperator("(")) {
            ExprPtr out = make(ExprKind::Call);
            out->children.push_back(std::move(value));
            callArguments(*out);
            value = std::move(out);
        } else {
            return value;
        }
    }
}

/// A chain of filters; `first`: the first name stands without a bar, as in a filter block.
ExprPtr Parser::filter(ExprPtr value, bool first)
{
    for (int links = 0; first || skipOperator("|"); link(links)) {
        first = false;
        ExprPtr out = make(ExprKind::Filter);
        out->name = expectAnyName();
        if (!isFilter(out->name)) {
            throw TemplateError{
                isForeignFilter(out->name) ? ErrorKind::Unsupported : ErrorKind::Parse,
                Text(MG_TR("template", "The filter \"%1\" is not known."), {out->name}),
                now().place};
        }
        out->children.push_back(std::move(value));
        if (isOperator("(")) {
            callArguments(*out);
        }
        value = std::move(out);
    }
    return value;
}

bool Parser::startsTestArgument() const
{
    if (now().kind == TokenKind::Name) {
        static const std::array<const char*, 7> kNone = {"else", "or", "and", "if",
                                                         "not",  "in", "is"};
        return std::none_of(kNone.begin(), kNone.end(),
                            [&](const char* name) { return isName(name); });
    }
    return now().kind == TokenKind::String || now().kind == TokenKind::Integer ||
           now().kind == TokenKind::Float || isOperator("[") || isOperator("{");
}

ExprPtr Parser::test(ExprPtr value)
{
    take();
    const bool negated = skipName("not");
    ExprPtr out = make(ExprKind::Test);
    out->name = expectAnyName();
    if (!isTest(out->name)) {
        error(MG_TR("template", "The test \"%1\" is not known."), {out->name});
    }
    out->children.push_back(std::move(value));
    if (isOperator("(")) {
        callArguments(*out);
    } else if (startsTestArgument()) {
        out->arguments.push_back(postfix(primary()));
    }
    if (!negated) {
        return out;
    }
    ExprPtr negation = make(ExprKind::Not);
    negation->children.push_back(std::move(out));
    return negation;
}

ExprPtr Parser::subscript(ExprPtr value)
{
    if (skipOperator(".")) {
        if (now().kind == TokenKind::Integer) {
            ExprPtr out = make(ExprKind::Item);
            out->children.push_back(std::move(value));
            out->children.push_back(constant(take().number));
            return out;
        }
        ExprPtr out = make(ExprKind::Attribute);
        out->name = expectAnyName();
        out->children.push_back(std::move(value));
        return out;
    }
    ExprPtr out = make(ExprKind::Item);
    take();
    out->children.push_back(std::move(value));
    ExprPtr index = subscribed();
    if (isOperator(",")) {
        ExprPtr several = make(ExprKind::Tuple);
        several->children.push_back(std::move(index));
        while (skipOperator(",")) {
            several->children.push_back(subscribed());
        }
        index = std::move(several);
    }
    expectOperator("]");
    out->children.push_back(std::move(index));
    return out;
}

ExprPtr Parser::subscribed()
{
    ExprPtr slice = make(ExprKind::Slice);
    slice->children.resize(3);
    if (!isOperator(":")) {
        ExprPtr value = expression();
        if (!isOperator(":")) {
            return value;
        }
        slice->children[0] = std::move(value);
    }
    const auto ended = [&] { return isOperator("]") || isOperator(",") || isOperator(":"); };
    for (size_t part = 1; part < 3 && skipOperator(":"); ++part) {
        if (!ended()) {
            slice->children[part] = expression();
        }
    }
    return slice;
}

void Parser::callArguments(Expr& call)
{
    expectOperator("(");
    bool first = true;
    while (!isOperator(")")) {
        if (!first) {
            expectOperator(",");
            if (isOperator(")")) {
                break;
            }
        }
        first = false;
        if (skipOperator("**")) {
            call.moreNamed = expression();
        } else if (skipOperator("*")) {
            call.moreArguments = expression();
        } else if (now().kind == TokenKind::Name && peek().kind == TokenKind::Operator &&
                   peek().text == "=") {
            std::string name = take().text;
            take();
            call.named.emplace_back(std::move(name), expression());
        } else if (!call.named.empty()) {
            error(MG_TR("template", "An argument without a name stands behind one with a name."));
        } else {
            call.arguments.push_back(expression());
        }
    }
    expectOperator(")");
}

}  // namespace marginalia::jinja
